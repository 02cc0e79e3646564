#include "modules/rounds/rounds_pages.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/rounds/rounds_html.h"
#include "modules/rounds/rounds_sql.h"
#include "modules/rounds/rounds_view.h"

#include <stddef.h>
#include <string.h>

/* ---- the list ---- */

typedef struct {
    Request *request;
    const Rules *rules;
    Rounds rounds;
    SqlRoundsSubmittedRows submitted;
} Listing;

static int64_t submitted_in(const Listing *listing, Id round) {
    for (size_t i = 0; i < listing->submitted.n; i++)
        if (id_equal(listing->submitted.rows[i].round, round))
            return listing->submitted.rows[i].n;
    return 0;
}

static RoundRow row_of(const Listing *listing, const Round *round) {
    const Request *request = listing->request;
    Stage stage = round_stage(round, request->today);
    Date ends = stage_ends(round, stage);
    bool late = stage > STAGE_COMING && date_is_set(ends) && date_compare(ends, request->today) < 0;
    return (RoundRow){
        .title = round->title,
        .path = collaboration_path(request, "/rounds/%s", id_text(request->arena, round->id)),
        .stage = stage_word(stage),
        .chip = stage == STAGE_CLOSED ? "approved"
                : late                ? "late"
                                      : "attention",
        .when =
            !date_is_set(ends) ? ""
            : stage == STAGE_COMING
                ? arena_printf(request->arena, T_("öppnar %s"), date_short(request->arena, ends))
                : arena_printf(request->arena, T_("till %s"), date_short(request->arena, ends)),
        .n_submitted = submitted_in(listing, round->id)};
}

static int next_year(const Listing *listing, const Rule *document) {
    int next = listing->request->today.year + 1;
    for (size_t i = 0; i < listing->rounds.n; i++)
        if (id_equal(listing->rounds.rows[i].document, document->element) &&
            listing->rounds.rows[i].first_year >= next)
            next = (int)listing->rounds.rows[i].first_year + 1;
    return next;
}

static RoundToStart start_of(const Listing *listing, const Rule *document) {
    const Request *request = listing->request;
    int year = next_year(listing, document);
    return (RoundToStart){
        round_title(request->arena, document, year),
        collaboration_path(request, "/rounds/new?document=%s&year=%d", document->key, year)};
}

static void set_starts(const Listing *listing, RoundsView *view) {
    const Rules *rules = listing->rules;
    RoundToStart *starts =
        ARENA_ARRAY(listing->request->arena, RoundToStart, rules_count(rules, ELEMENT_DOCUMENT));
    for (const Rule *document = rules_next(rules, ELEMENT_DOCUMENT, NULL); document != NULL;
         document = rules_next(rules, ELEMENT_DOCUMENT, document))
        if (rule_text(document, "proposals_from")[0] != '\0')
            starts[view->n_starts++] = start_of(listing, document);
    view->starts = starts;
    view->takes_proposals = view->n_starts > 0;
}

static bool load_listing(Request *request, Listing *ret, GError **error) {
    ret->request = request;
    return rules_load(request->db, request->arena, request->collaboration, request->today,
                      &ret->rules, error) &&
           rounds_list(request->db, request->arena, request->collaboration, &ret->rounds, error) &&
           sql_rounds_submitted(request->db, request->arena,
                                &(SqlRoundsSubmittedIn){request->collaboration,
                                                        session_may(request->session, MAY_PREPARE)},
                                &ret->submitted, error);
}

static bool rounds_page(Request *request, Response *response, GError **error) {
    Listing listing;
    if (!load_listing(request, &listing, error))
        return false;
    RoundRow *rows = ARENA_ARRAY(request->arena, RoundRow, listing.rounds.n);
    for (size_t i = 0; i < listing.rounds.n; i++)
        rows[i] = row_of(&listing, &listing.rounds.rows[i]);
    RoundsView view = {.frame = frame_new(request, PLACE_PROPOSALS, N_("Förslag")),
                       .may_lead = session_may(request->session, MAY_LEAD_ROUNDS),
                       .rows = rows,
                       .n_rows = listing.rounds.n,
                       .rules_path = collaboration_path(request, "/settings")};
    set_starts(&listing, &view);
    rounds_list_page_html(response_html(response), &view);
    return true;
}

/* ---- the form ---- */

#define DAY_FIELD(key, says, must, means)                                                          \
    {                                                                                              \
        .name = #key, .label = says, .type = FORM_DATE, .offset = offsetof(RoundForm, key),        \
        .required = must, .hint = means                                                            \
    }
#define BODY_FIELD(key, says, must, means)                                                         \
    {                                                                                              \
        .name = #key, .label = says, .type = FORM_CHOICE, .offset = offsetof(RoundForm, key),      \
        .required = must, .hint = means                                                            \
    }

static const FormField fields[] = {
    {.name = "edit", .label = "", .type = FORM_EDIT, .offset = offsetof(RoundForm, edit)},
    DAY_FIELD(opens_on, N_("Första dag för förslag"), true, NULL),
    DAY_FIELD(closes_on, N_("Sista dag för förslag"), true, NULL),
    BODY_FIELD(prepared_by, N_("Förslagen bereds av"), false,
               N_("Lämna tomt om samordnaren bereder ensam.")),
    DAY_FIELD(releases_on, N_("Beredningen klar"), true,
              N_("Listan släpps när de som bereder gör det, inte av sig själv.")),
    DAY_FIELD(comments_end_on, N_("Sista dag för synpunkter"), false,
              N_("Lämna tomt om omgången inte ska ha synpunkter.")),
    BODY_FIELD(meeting, N_("Träffas före beslutet"), false, NULL),
    DAY_FIELD(meeting_on, N_("Dag för träffen"), false, NULL),
    BODY_FIELD(adopted_by, N_("Beslutas av"), true, NULL),
    DAY_FIELD(decides_on, N_("Beslut senast"), true,
              N_("Ändra dagen och välj Räkna om dagarna, så räknas de andra bakåt härifrån.")),
    {0}};

static const FormField *fields_with_bodies(Arena *arena, const Rules *rules) {
    FormChoice *choices = ARENA_ARRAY(arena, FormChoice, rules_count(rules, ELEMENT_BODY) + 1);
    size_t n = 0;
    for (const Rule *body = rules_next(rules, ELEMENT_BODY, NULL); body != NULL;
         body = rules_next(rules, ELEMENT_BODY, body))
        if (strcmp(rule_text(body, "external"), "true") != 0)
            choices[n++] = (FormChoice){body->key, body->title};
    const FormField *made = form_with_choices(arena, fields, "prepared_by", choices);
    made = form_with_choices(arena, made, "meeting", choices);
    return form_with_choices(arena, made, "adopted_by", choices);
}

static RoundForm form_of_dates(const RoundDates *dates) {
    return (RoundForm){.opens_on = dates->opens_on,
                       .closes_on = dates->closes_on,
                       .releases_on = dates->releases_on,
                       .comments_end_on = dates->comments_end_on,
                       .meeting_on = dates->meeting_on,
                       .decides_on = dates->decides_on};
}

static RoundDates dates_of_form(const RoundForm *form) {
    return (RoundDates){form->opens_on,        form->closes_on,  form->releases_on,
                        form->comments_end_on, form->meeting_on, form->decides_on};
}

static const char *key_of(const Rules *rules, Id body) {
    const Rule *rule = rules_get(rules, body);
    return rule == NULL ? NULL : rule->key;
}

static Id body_with_key(const Rules *rules, const char *key) {
    const Rule *rule = key == NULL ? NULL : rules_find(rules, ELEMENT_BODY, key);
    return rule == NULL ? (Id){0} : rule->element;
}

/* ---- counting back from another day of decision ---- */

/* What the rule has no day for stays as it was typed. */
static bool plan_days(const Rule *document, RoundForm *form) {
    if (document == NULL || !date_is_set(form->decides_on))
        return false;
    RoundDates dates =
        round_dates_before(document, form->decides_on, date_is_set(form->comments_end_on));
    form->opens_on = dates.opens_on;
    form->closes_on = dates.closes_on;
    form->releases_on = dates.releases_on;
    form->comments_end_on = dates.comments_end_on;
    if (date_is_set(dates.meeting_on))
        form->meeting_on = dates.meeting_on;
    return true;
}

static bool wants_plan(const Request *request) {
    return g_strcmp0(request_field(request, "then"), "plan") == 0;
}

/* ---- beginning ---- */

typedef struct {
    const Rules *rules;
    const Rule *document;
    int year;
} Beginning;

static bool find_beginning(Request *request, Beginning *ret, GError **error) {
    const char *key = request_query(request, "document"), *year = request_query(request, "year");
    RuleHistory history;
    ret->year = year == NULL ? 0 : (int)g_ascii_strtoll(year, NULL, 10);
    if (key == NULL || ret->year < 1990 || ret->year > 2190)
        return fail(error, ERROR_INVALID, "Välj dokument och första år på sidan Förslag.");
    if (!rules_load(request->db, request->arena, request->collaboration, request->today,
                    &ret->rules, error) ||
        !rules_history(request->db, request->arena, request->collaboration, ELEMENT_DOCUMENT, key,
                       &history, error))
        return false;
    ret->document = round_rule(&history, ret->year);
    return ret->document != NULL ||
           fail(error, ERROR_NOT_FOUND, "Dokumentet finns inte för det året.");
}

static bool show_beginning(Request *request, Response *response, const Beginning *beginning,
                           const RoundForm *form, const FormErrors *errors) {
    bool is_planned = wants_plan(request) && errors == NULL;
    const char *title = round_title(request->arena, beginning->document, beginning->year);
    RoundFormView view = {
        .frame = frame_new(request, PLACE_PROPOSALS, N_("Ny omgång")),
        .title = arena_printf(request->arena, T_("Ny omgång: %s"), title),
        .lead = N_("Dagarna är räknade bakåt från beslutet, utan vecka 27 till 32. Ändra dem som "
                   "det passar; det går också senare."),
        .path = collaboration_path(request, "/rounds/new?document=%s&year=%d",
                                   beginning->document->key, beginning->year),
        .back = collaboration_path(request, "/rounds"),
        .save = N_("Börja omgången"),
        .planned_from = is_planned ? form->decides_on : (Date){0},
        .form = form,
        .fields = fields_with_bodies(request->arena, beginning->rules),
        .errors = errors};
    frame_crumb(view.frame, N_("Förslag"), view.back);
    frame_errors(view.frame, response, errors);
    round_form_page_html(response_html(response), &view);
    return true;
}

static bool new_page(Request *request, Response *response, GError **error) {
    Beginning beginning;
    if (!find_beginning(request, &beginning, error))
        return false;
    RoundDates dates = round_dates(beginning.document, beginning.year);
    RoundForm form = form_of_dates(&dates);
    form.prepared_by = rule_text(beginning.document, "prepared_by");
    form.adopted_by = rule_text(beginning.document, "adopted_by");
    form.meeting = rule_text(beginning.document, "meeting_before");
    return show_beginning(request, response, &beginning, &form, NULL);
}

static RoundStart start_from(const Request *request, const Beginning *beginning,
                             const RoundForm *form) {
    return (RoundStart){.collaboration = request->collaboration,
                        .account = request->account,
                        .document = beginning->document,
                        .first_year = beginning->year,
                        .dates = dates_of_form(form),
                        .prepared_by = body_with_key(beginning->rules, form->prepared_by),
                        .meeting = body_with_key(beginning->rules, form->meeting),
                        .adopted_by = body_with_key(beginning->rules, form->adopted_by),
                        .now = request->now};
}

static bool new_action(Request *request, Response *response, GError **error) {
    Beginning beginning;
    RoundForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    Id id;
    if (!find_beginning(request, &beginning, error))
        return false;
    bool parsed =
        form_parse(request, fields_with_bodies(request->arena, beginning.rules), &form, &errors);
    if (wants_plan(request) && plan_days(beginning.document, &form))
        return show_beginning(request, response, &beginning, &form, NULL);
    if (parsed && !wants_plan(request)) {
        RoundStart start = start_from(request, &beginning, &form);
        if (round_start(request->db, &start, &id, &problem))
            return redirect_done(
                response, request,
                collaboration_path(request, "/rounds/%s", id_text(request->arena, id)), "added");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_beginning(request, response, &beginning, &form, &errors);
}

/* ---- changing ---- */

static bool show_change(Request *request, Response *response, const RoundHead *head,
                        const RoundForm *form, const FormErrors *errors) {
    bool is_planned = wants_plan(request) && errors == NULL;
    RoundFormView view = {
        .frame = head->frame,
        .title = head->frame->title,
        .lead = N_(
            "Om sista dag för förslag flyttas till idag eller senare tas en släppt lista in "
            "igen. Svar som har kommit blir kvar, liksom beslut och det som redan står i planen."),
        .path = arena_printf(request->arena, "%s/edit", head->path),
        .back = head->path,
        .save = N_("Spara"),
        .planned_from = is_planned ? form->decides_on : (Date){0},
        .form = form,
        .fields = fields_with_bodies(request->arena, head->rules),
        .errors = errors};
    frame_errors(view.frame, response, errors);
    round_form_page_html(response_html(response), &view);
    return true;
}

static bool edit_page(Request *request, Response *response, GError **error) {
    RoundHead head;
    if (!round_head_load(request, N_("Ändra omgången"), "/edit", &head, error))
        return false;
    RoundForm form = form_of_dates(&head.round.dates);
    form.edit = head.round.edit;
    form.prepared_by = key_of(head.rules, head.round.prepared_by);
    form.adopted_by = key_of(head.rules, head.round.adopted_by);
    form.meeting = key_of(head.rules, head.round.meeting);
    return show_change(request, response, &head, &form, NULL);
}

/* A last day for comments means a comment round, of whom the rule says, or the offices. */
static const char *comments_from(const RoundHead *head, const RoundForm *form) {
    if (!date_is_set(form->comments_end_on))
        return "";
    const Rule *document = rules_get(head->rules, head->round.document);
    const char *ruled = document == NULL ? "" : rule_text(document, "comments_from");
    return head->round.comments_from[0] != '\0' ? head->round.comments_from
           : ruled[0] != '\0'                   ? ruled
                                                : "offices";
}

static bool save_change(Request *request, const RoundHead *head, const RoundForm *form,
                        GError **error) {
    Round round = head->round;
    round.dates = dates_of_form(form);
    round.edit = form->edit;
    round.comments_from = comments_from(head, form);
    round.prepared_by = body_with_key(head->rules, form->prepared_by);
    round.adopted_by = body_with_key(head->rules, form->adopted_by);
    round.meeting = body_with_key(head->rules, form->meeting);
    RoundChange change = {request->collaboration, request->account, &round, request->today};
    return round_change(request->db, &change, error);
}

/* The rule that the round follows; NULL when its document is gone. */
static bool find_rule(Request *request, const RoundHead *head, const Rule **ret, GError **error) {
    const Rule *document = rules_get(head->rules, head->round.document);
    RuleHistory history;
    *ret = NULL;
    if (document == NULL)
        return true;
    if (!rules_history(request->db, request->arena, request->collaboration, ELEMENT_DOCUMENT,
                       document->key, &history, error))
        return false;
    *ret = round_rule(&history, (int)head->round.first_year);
    return true;
}

static bool edit_action(Request *request, Response *response, GError **error) {
    RoundHead head;
    RoundForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    const Rule *document = NULL;
    if (!round_head_load(request, N_("Ändra omgången"), "/edit", &head, error) ||
        !find_rule(request, &head, &document, error))
        return false;
    bool parsed =
        form_parse(request, fields_with_bodies(request->arena, head.rules), &form, &errors);
    if (wants_plan(request) && plan_days(document, &form))
        return show_change(request, response, &head, &form, NULL);
    if (parsed && !wants_plan(request)) {
        if (save_change(request, &head, &form, &problem))
            return redirect_done(response, request, head.path, "saved");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_change(request, response, &head, &form, &errors);
}

const Route rounds_routes[] = {
    {GET, "/:collab/rounds", rounds_page, MAY_READ_COLLABORATION},
    {GET, "/:collab/rounds/new", new_page, MAY_LEAD_ROUNDS},
    {POST, "/:collab/rounds/new", new_action, MAY_LEAD_ROUNDS},
    {GET, "/:collab/rounds/:round/edit", edit_page, MAY_LEAD_ROUNDS},
    {POST, "/:collab/rounds/:round/edit", edit_action, MAY_LEAD_ROUNDS},
    {0},
};
