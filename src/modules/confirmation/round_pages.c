#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "modules/collaborations/collaborations.h"
#include "modules/confirmation/confirmation_html.h"
#include "modules/confirmation/confirmation_pages.h"
#include "modules/confirmation/confirmation_view.h"
#include "modules/confirmation/reading.h"

#include <string.h>

static ConfirmationPersons persons_of(const ConfirmationReading *reading, Id element) {
    return confirmation_persons(reading->arena, &reading->confirmation, &reading->people, element,
                                reading->request->today);
}

/* ---- the round ---- */

static const char *mailed_words(const ConfirmationReading *reading,
                                const ConfirmationOffice *office) {
    if (office->mailed_at.seconds == 0)
        return "";
    const char *day = date_short(reading->arena, date_of_instant(office->mailed_at));
    return office->reminded_at.seconds == 0 ? day
                                            : arena_printf(reading->arena, T_("påmint %s"), day);
}

/* The link shows nobody with protected identity, and the office is done without them. */
static size_t protected_left(const ConfirmationPersons *persons) {
    size_t n = 0;
    for (size_t i = 0; i < persons->n; i++)
        n += persons->rows[i].person->is_protected && persons->rows[i].outcome == CONFIRMATION_NONE;
    return n;
}

/* Nobody there is asked by function today; the others are written to from their own page. */
static bool has_nobody_to_ask(const ConfirmationReading *reading,
                              const ConfirmationOffice *office) {
    PersonList asked =
        people_to_ask(reading->arena, &reading->people, office->element, reading->rules->on);
    for (size_t i = 0; i < asked.n; i++)
        if (asked.rows[i]->email != NULL)
            return false;
    return office->done_at.seconds == 0 &&
           confirmation_is_open(&reading->confirmation, reading->request->today);
}

static const char *with_name(Arena *arena, const char *names, const char *name) {
    return names == NULL ? name : arena_printf(arena, "%s, %s", names, name);
}

/* ---- by municipality ---- */

static bool serves(const ConfirmationReading *reading, const Rule *office, const Rule *party) {
    TextList codes = rule_list(reading->arena, office, "municipalities");
    for (size_t i = 0; i < codes.n; i++)
        if (office->kind == ELEMENT_OFFICE && party->kind == ELEMENT_PARTY &&
            strcmp(codes.items[i], rule_text(party, "code")) == 0)
            return true;
    return false;
}

/* Of a joint office, as the collaboration counts them. */
static const char *municipalities_of(const ConfirmationReading *reading, const Rule *office) {
    const char *names = NULL;
    size_t n = 0;
    for (const Rule *party = rules_next(reading->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(reading->rules, ELEMENT_PARTY, party))
        if (serves(reading, office, party)) {
            names = with_name(reading->arena, names, rule_short(party));
            n++;
        }
    return n > 1 ? names : NULL;
}

static void count_municipality(const ConfirmationReading *reading, const Rule *party,
                               ConfirmationRoundView *view) {
    bool is_asked = false, is_done = true;
    for (size_t i = 0; i < reading->confirmation.n_offices; i++) {
        const ConfirmationOffice *office = &reading->confirmation.offices[i];
        const Rule *rule = rules_get(reading->rules, office->element);
        if (rule == NULL || !serves(reading, rule, party))
            continue;
        is_asked = true;
        is_done = is_done && office->done_at.seconds != 0;
    }
    view->n_municipalities += is_asked;
    view->n_municipalities_done += is_asked && is_done;
}

static void count_municipalities(const ConfirmationReading *reading, ConfirmationRoundView *view) {
    for (const Rule *party = rules_next(reading->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(reading->rules, ELEMENT_PARTY, party))
        count_municipality(reading, party, view);
}

/* ---- by office ---- */

static ConfirmationStateRow state_row(const ConfirmationReading *reading, const Rule *rule,
                                      const ConfirmationOffice *office) {
    ConfirmationPersons persons = persons_of(reading, rule->element);
    ConfirmationStateRow row = {.title = rule->title,
                                .path = collaboration_path(reading->request, "/confirmation/%s",
                                                           id_text(reading->arena, rule->element)),
                                .mailed = mailed_words(reading, office),
                                .municipalities = municipalities_of(reading, rule),
                                .n_protected = protected_left(&persons),
                                .chip = ""};
    if (has_nobody_to_ask(reading, office))
        row.send_path = arena_printf(reading->arena, "%s/letter", row.path);
    if (office->done_at.seconds != 0) {
        row.chip = "chip-approved";
        row.state = arena_printf(reading->arena, T_("klar %s"),
                                 date_short(reading->arena, date_of_instant(office->done_at)));
    } else if (office->begun_at.seconds != 0) {
        row.chip = "chip-info";
        row.state = arena_printf(reading->arena, T_("%zu av %zu genomgångna"), persons.n_answered,
                                 persons.n);
    } else {
        row.state = T_("inte påbörjad");
    }
    return row;
}

/* In the order of the configuration. */
static void gather_offices(const ConfirmationReading *reading, ConfirmationRoundView *view) {
    ConfirmationStateRow *rows =
        ARENA_ARRAY(reading->arena, ConfirmationStateRow, reading->confirmation.n_offices);
    view->rows = rows;
    for (size_t i = 0; i < reading->rules->n; i++) {
        const Rule *rule = &reading->rules->rules[i];
        const ConfirmationOffice *office =
            confirmation_office(&reading->confirmation, rule->element);
        if (office == NULL)
            continue;
        rows[view->n_rows++] = state_row(reading, rule, office);
        view->n_done += office->done_at.seconds != 0;
        if (has_nobody_to_ask(reading, office))
            view->unreachable = with_name(reading->arena, view->unreachable, rule_short(rule));
    }
    count_municipalities(reading, view);
    view->n_missing = view->n_rows - view->n_done;
    for (size_t i = 0; i < reading->confirmation.n_answers; i++)
        view->n_outcomes[reading->confirmation.answers[i].outcome]++;
}

static void gather_gaps(const ConfirmationReading *reading, ConfirmationRoundView *view) {
    Gaps gaps = people_gaps(reading->arena, reading->rules, &reading->people, NULL);
    ConfirmationGapRow *rows = ARENA_ARRAY(reading->arena, ConfirmationGapRow, gaps.n);
    for (size_t i = 0; i < gaps.n; i++)
        rows[i] =
            (ConfirmationGapRow){gaps.rows[i].sentence,
                                 collaboration_path(reading->request, "/%s/%s",
                                                    element_kind_segment(gaps.rows[i].about->kind),
                                                    gaps.rows[i].about->key)};
    view->gaps = rows;
    view->n_gaps = gaps.n;
}

static bool round_page(Request *request, Response *response, GError **error) {
    ConfirmationReading reading;
    if (!confirmation_reading(request, &reading, error))
        return false;
    Frame *frame = frame_new(request, PLACE_DIRECTORY, N_("Genomgång av telefonboken"));
    frame_crumb(frame, N_("Telefonbok"), collaboration_path(request, "/directory"));
    ConfirmationRoundView view = {.frame = frame,
                                  .path = collaboration_path(request, "/confirmation"),
                                  .confirmation = &reading.confirmation,
                                  .is_open =
                                      confirmation_is_open(&reading.confirmation, request->today),
                                  .may_move = id_is_set(reading.confirmation.id) &&
                                              !date_is_set(reading.confirmation.closed_on)};
    gather_offices(&reading, &view);
    gather_gaps(&reading, &view);
    confirmation_round_page_html(response_html(response), &view);
    return true;
}

static bool remind_action(Request *request, Response *response, GError **error) {
    ConfirmationSender sender = confirmation_sender(request);
    size_t n;
    return confirmation_remind(request->db, request->arena, &sender, &n, error) &&
           redirect_done(response, request, collaboration_path(request, "/confirmation"),
                         n == 0 ? "nobody-reminded" : "reminded");
}

static bool close_action(Request *request, Response *response, GError **error) {
    ConfirmationSender sender = confirmation_sender(request);
    return confirmation_close(request->db, request->arena, &sender, error) &&
           redirect_done(response, request, collaboration_path(request, "/confirmation"),
                         "confirmation-closed");
}

/* ---- the start page ---- */

static ConfirmationTask own_task(const ConfirmationReading *reading, const Rule *rule) {
    ConfirmationPersons persons = persons_of(reading, rule->element);
    return (ConfirmationTask){
        .title = arena_printf(reading->arena, T_("Gå igenom personerna på %s"), rule_short(rule)),
        .more = persons.n_answered == 0 ? T_("Stämmer telefonboken? Det tar några minuter")
                                        : arena_printf(reading->arena, T_("%zu av %zu genomgångna"),
                                                       persons.n_answered, persons.n),
        .path = collaboration_path(reading->request, "/confirmation/%s",
                                   id_text(reading->arena, rule->element)),
        .last_on = reading->confirmation.last_on,
        .is_own = true};
}

static ConfirmationTask round_task(const ConfirmationReading *reading) {
    size_t n_done = 0, n = reading->confirmation.n_offices;
    for (size_t i = 0; i < n; i++)
        n_done += reading->confirmation.offices[i].done_at.seconds != 0;
    return (ConfirmationTask){
        .title = T_("Genomgång av telefonboken"),
        .more = arena_printf(reading->arena, T_("%zu av %zu kontor klara"), n_done, n),
        .path = collaboration_path(reading->request, "/confirmation"),
        .last_on = reading->confirmation.last_on};
}

bool confirmation_tasks(const Request *request, const Rules *rules, const People *people,
                        ConfirmationTasks *ret, GError **error) {
    ConfirmationReading reading = {
        .request = request, .arena = request->arena, .rules = rules, .people = *people};
    if (!confirmation_latest(request->db, request->arena, request->collaboration,
                             &reading.confirmation, error))
        return false;
    ConfirmationTask *rows =
        ARENA_ARRAY(request->arena, ConfirmationTask, reading.confirmation.n_offices + 1);
    *ret = (ConfirmationTasks){rows, 0};
    if (!confirmation_is_open(&reading.confirmation, request->today))
        return true;
    for (size_t i = 0; i < reading.confirmation.n_offices; i++) {
        const ConfirmationOffice *office = &reading.confirmation.offices[i];
        const Rule *rule = rules_get(rules, office->element);
        if (rule != NULL && office->done_at.seconds == 0 &&
            session_may(request->session, MAY_EDIT_OFFICE_PEOPLE) &&
            person_works_at(people, request->session->person, office->element, request->today))
            rows[ret->n++] = own_task(&reading, rule);
    }
    if (session_may(request->session, MAY_EDIT_PEOPLE))
        rows[ret->n++] = round_task(&reading);
    return true;
}

const Route confirmation_routes[] = {
    {GET, "/:collab/confirmation", round_page, MAY_EDIT_PEOPLE},
    {POST, "/:collab/confirmation/remind", remind_action, MAY_EDIT_PEOPLE},
    {POST, "/:collab/confirmation/close", close_action, MAY_EDIT_PEOPLE},
    {0},
};
