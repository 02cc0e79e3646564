#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "modules/collaborations/collaborations.h"
#include "modules/confirmation/confirmation_html.h"
#include "modules/confirmation/confirmation_pages.h"
#include "modules/confirmation/confirmation_view.h"

#include <stddef.h>
#include <string.h>

#define DAYS_TO_ANSWER 30

typedef struct {
    const Request *request;
    Arena *arena;
    const Rules *rules;
    People people;
    Confirmation confirmation;
} Reading;

static bool load(const Request *request, Reading *reading, GError **error) {
    *reading = (Reading){.request = request, .arena = request->arena};
    return rules_load(request->db, request->arena, request->collaboration, request->today,
                      &reading->rules, error) &&
           people_load(request->db, request->arena, request->collaboration, NULL, &reading->people,
                       error) &&
           confirmation_latest(request->db, request->arena, request->collaboration,
                               &reading->confirmation, error);
}

static ConfirmationSender sender_of(const Request *request) {
    return (ConfirmationSender){.collaboration = request->collaboration,
                                .account = request->session->account,
                                .name = request->collaboration_name,
                                .title = request->collaboration_title,
                                .origin = request->origin,
                                .today = request->today,
                                .now = request->now};
}

static ConfirmationPersons persons_of(const Reading *reading, Id element) {
    return confirmation_persons(reading->arena, &reading->confirmation, &reading->people, element,
                                reading->request->today);
}

/* ---- the round ---- */

static const char *mailed_words(const Reading *reading, const ConfirmationOffice *office) {
    if (office->mailed_at.seconds == 0)
        return "";
    const char *day = date_short(reading->arena, date_of_instant(office->mailed_at));
    return office->reminded_at.seconds == 0
               ? day
               : arena_printf(reading->arena, T_("%s (påminnelse)"), day);
}

static ConfirmationStateRow state_row(const Reading *reading, const Rule *rule,
                                      const ConfirmationOffice *office) {
    ConfirmationPersons persons = persons_of(reading, rule->element);
    ConfirmationStateRow row = {.title = rule->title,
                                .path = collaboration_path(reading->request, "/confirmation/%s",
                                                           id_text(reading->arena, rule->element)),
                                .mailed = mailed_words(reading, office),
                                .chip = ""};
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

static const char *with_name(Arena *arena, const char *names, const char *name) {
    return names == NULL ? name : arena_printf(arena, "%s, %s", names, name);
}

/* In the order of the configuration. */
static void gather_offices(const Reading *reading, ConfirmationRoundView *view) {
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
        if (office->mailed_at.seconds == 0)
            view->unreachable = with_name(reading->arena, view->unreachable, rule_short(rule));
    }
    view->n_missing = view->n_rows - view->n_done;
    for (size_t i = 0; i < reading->confirmation.n_answers; i++)
        view->n_outcomes[reading->confirmation.answers[i].outcome]++;
}

static void gather_gaps(const Reading *reading, ConfirmationRoundView *view) {
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
    Reading reading;
    if (!load(request, &reading, error))
        return false;
    Frame *frame = frame_new(request, PLACE_DIRECTORY, N_("Genomgång av telefonboken"));
    frame_crumb(frame, N_("Telefonbok"), collaboration_path(request, "/directory"));
    ConfirmationRoundView view = {
        .frame = frame,
        .path = collaboration_path(request, "/confirmation"),
        .confirmation = &reading.confirmation,
        .is_open = confirmation_is_open(&reading.confirmation, request->today)};
    gather_offices(&reading, &view);
    gather_gaps(&reading, &view);
    confirmation_round_page_html(response_html(response), &view);
    return true;
}

static bool remind_action(Request *request, Response *response, GError **error) {
    ConfirmationSender sender = sender_of(request);
    size_t n;
    return confirmation_remind(request->db, request->arena, &sender, &n, error) &&
           redirect_done(response, request, collaboration_path(request, "/confirmation"),
                         n == 0 ? "nobody-reminded" : "reminded");
}

static bool close_action(Request *request, Response *response, GError **error) {
    ConfirmationSender sender = sender_of(request);
    return confirmation_close(request->db, request->arena, &sender, error) &&
           redirect_done(response, request, collaboration_path(request, "/confirmation"),
                         "confirmation-closed");
}

/* ---- starting ---- */

static const FormField start_fields[] = {
    {.name = "last_on",
     .label = N_("Sista dag att svara"),
     .type = FORM_DATE,
     .offset = offsetof(ConfirmationStartForm, last_on),
     .required = true,
     .hint = N_("Till exempel 2021-06-30.")},
    {.name = "element", .type = FORM_IDS, .offset = offsetof(ConfirmationStartForm, elements)},
    {0}};
/* The choices are written by the template. */
static const FormField shown_fields[] = {{.name = "last_on",
                                          .label = N_("Sista dag att svara"),
                                          .type = FORM_DATE,
                                          .offset = offsetof(ConfirmationStartForm, last_on),
                                          .required = true,
                                          .hint = N_("Till exempel 2021-06-30.")},
                                         {0}};

static bool has_people(const Reading *reading, Id element) {
    for (size_t i = 0; i < reading->people.n_posts; i++)
        if (id_equal(reading->people.posts[i].element, element) &&
            period_covers(reading->people.posts[i].valid_from, reading->people.posts[i].valid_to,
                          reading->rules->on))
            return true;
    return false;
}

static bool is_chosen(const FormIds *ids, Id element) {
    for (size_t i = 0; i < ids->n; i++)
        if (id_equal(ids->items[i], element))
            return true;
    return false;
}

/* Offices and parties where somebody works. */
static const ConfirmationChoice *choices_of(const Reading *reading, ElementKind kind,
                                            const FormIds *chosen, size_t *ret_n) {
    ConfirmationChoice *rows =
        ARENA_ARRAY(reading->arena, ConfirmationChoice, rules_count(reading->rules, kind));
    *ret_n = 0;
    for (const Rule *rule = rules_next(reading->rules, kind, NULL); rule != NULL;
         rule = rules_next(reading->rules, kind, rule))
        if (kind == ELEMENT_OFFICE || has_people(reading, rule->element))
            rows[(*ret_n)++] = (ConfirmationChoice){id_text(reading->arena, rule->element),
                                                    rule->title, is_chosen(chosen, rule->element)};
    return rows;
}

static bool show_start(const Reading *reading, Response *response,
                       const ConfirmationStartForm *form, const FormErrors *errors) {
    Frame *frame =
        frame_new(reading->request, PLACE_DIRECTORY, N_("Starta genomgång av telefonboken"));
    frame_crumb(frame, N_("Genomgång av telefonboken"),
                collaboration_path(reading->request, "/confirmation"));
    frame_errors(frame, response, errors);
    ConfirmationStartView view = {.frame = frame,
                                  .path = collaboration_path(reading->request, "/confirmation/new"),
                                  .back = collaboration_path(reading->request, "/confirmation"),
                                  .fields = shown_fields,
                                  .form = form,
                                  .errors = errors};
    view.offices = choices_of(reading, ELEMENT_OFFICE, &form->elements, &view.n_offices);
    view.parties = choices_of(reading, ELEMENT_PARTY, &form->elements, &view.n_parties);
    confirmation_start_page_html(response_html(response), &view);
    return true;
}

/* All of them, and a month to answer. */
static ConfirmationStartForm first_form(const Reading *reading) {
    Id *ids = ARENA_ARRAY(reading->arena, Id, reading->rules->n);
    size_t n = 0;
    for (size_t i = 0; i < reading->rules->n; i++)
        if (reading->rules->rules[i].kind == ELEMENT_OFFICE ||
            reading->rules->rules[i].kind == ELEMENT_PARTY)
            ids[n++] = reading->rules->rules[i].element;
    return (ConfirmationStartForm){date_add_days(reading->request->today, DAYS_TO_ANSWER),
                                   {ids, n}};
}

static bool start_page(Request *request, Response *response, GError **error) {
    Reading reading;
    if (!load(request, &reading, error))
        return false;
    ConfirmationStartForm form = first_form(&reading);
    return show_start(&reading, response, &form, NULL);
}

static bool start_action(Request *request, Response *response, GError **error) {
    Reading reading;
    ConfirmationStartForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    if (!load(request, &reading, error))
        return false;
    if (form_parse(request, start_fields, &form, &errors)) {
        ConfirmationSender sender = sender_of(request);
        if (confirmation_start(request->db, request->arena, &sender, form.last_on, form.elements,
                               &problem))
            return redirect_done(response, request, collaboration_path(request, "/confirmation"),
                                 "confirmation-started");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_start(&reading, response, &form, &errors);
}

/* ---- the start page ---- */

static ConfirmationTask own_task(const Reading *reading, const Rule *rule) {
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

static ConfirmationTask round_task(const Reading *reading) {
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
    Reading reading = {
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
    {GET, "/:collab/confirmation/new", start_page, MAY_EDIT_PEOPLE},
    {POST, "/:collab/confirmation/new", start_action, MAY_EDIT_PEOPLE},
    {POST, "/:collab/confirmation/remind", remind_action, MAY_EDIT_PEOPLE},
    {POST, "/:collab/confirmation/close", close_action, MAY_EDIT_PEOPLE},
    {0},
};
