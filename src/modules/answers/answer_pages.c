#include "modules/answers/answer_pages.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/answers/answer_html.h"
#include "modules/answers/answer_view.h"
#include "modules/answers/confirm.h"
#include "modules/answers/receipt.h"

#include <string.h>

#define FORM_LIMIT ((size_t)4 * 1024 * 1024)

/* ---- the form ---- */

static size_t first_of(const AnswerVisit *visit) {
    const char *from = visit->request->method == POST ? request_field(visit->request, "from")
                                                      : request_query(visit->request, "from");
    guint64 first = 0;
    if (from == NULL || !g_ascii_string_to_unsigned(from, 10, 0, visit->proposals.n, &first, NULL))
        return 0;
    return (size_t)first / ANSWERS_ON_A_PAGE * ANSWERS_ON_A_PAGE;
}

static void count_new(AnswerView *view) {
    const AnswerVisit *visit = view->visit;
    if (visit->answer.n_versions == 0)
        return;
    view->n_new = visit->proposals.n - answer_cells_marked(&visit->answer.given, &visit->proposals);
    view->new_ones = answer_missing_words(visit->arena, &visit->answer.given, &visit->proposals);
}

static bool show(const AnswerVisit *visit, Response *response, const AnswerCells *shown,
                 const FormErrors *errors) {
    Frame *frame = answer_frame(visit, N_("Synpunkter på förslagen"));
    AnswerView view = {.frame = frame,
                       .visit = visit,
                       .shown = *shown,
                       .errors = errors,
                       .first = first_of(visit),
                       .who = answer_submitters_words(visit->arena, visit->submitters),
                       .last_on = visit->round.dates.comments_end_on};
    if (visit->by_link)
        view.who = T_("kontorets kontaktperson eller chef");
    view.end = MIN(view.first + ANSWERS_ON_A_PAGE, visit->proposals.n);
    frame_errors(frame, response, errors);
    count_new(&view);
    answer_page_html(response_html(response), &view);
    return true;
}

static const char *coordinators(const AnswerVisit *visit, GError **error) {
    const Member *members;
    size_t n;
    g_autoptr(GString) names = g_string_new(NULL);
    if (!members_of(visit->request->db, visit->arena, visit->request->collaboration, &members, &n,
                    error))
        return NULL;
    for (size_t i = 0; i < n; i++) {
        const Person *person = people_get(&visit->people, members[i].person);
        bool shown = (members[i].roles & ONLY_ROLE(ROLE_COORDINATOR)) != 0 &&
                     members[i].disabled_at.seconds == 0 &&
                     (person == NULL || !person->is_protected);
        if (shown)
            g_string_append_printf(names, "%s%s, %s", names->len == 0 ? "" : "; ", members[i].name,
                                   members[i].email);
    }
    if (names->len == 0)
        return T_("Fråga samordnaren om ni undrar något.");
    return arena_printf(visit->arena, T_("Fråga samordnaren om ni undrar något: %s."), names->str);
}

/* Before the comment period, and after it. */
static bool show_note(const AnswerVisit *visit, Response *response, GError **error) {
    bool is_over = visit->stage >= STAGE_DECIDING;
    AnswerNoteView view = {
        .frame = answer_frame(visit, N_("Synpunkter på förslagen")),
        .visit = visit,
        .title = is_over ? T_("Tiden för synpunkter är slut") : T_("Inte öppet än"),
        .sentence =
            !is_over ? T_("Listan över förslag är inte klar. Ni får ett brev när det är dags att "
                          "lämna synpunkter.")
            : visit->answer.n_versions > 0
                ? arena_printf(visit->arena,
                               T_("Synpunkterna kunde lämnas till och med %s. %s har svarat."),
                               date_long(visit->arena, visit->round.dates.comments_end_on),
                               visit->respondent->title)
                : arena_printf(visit->arena,
                               T_("Synpunkterna kunde lämnas till och med %s. %s har inte lämnat "
                                  "något svar."),
                               date_long(visit->arena, visit->round.dates.comments_end_on),
                               visit->respondent->title)};
    view.whom = coordinators(visit, error);
    if (view.whom == NULL)
        return false;
    answer_note_page_html(response_html(response), &view);
    return true;
}

static bool form_page(Request *request, Response *response, GError **error) {
    AnswerVisit visit;
    if (!answer_visit(request, response, &visit, error))
        return false;
    if (visit.stage != STAGE_COMMENTING)
        return show_note(&visit, response, error);
    return show(&visit, response, &visit.answer.draft, NULL);
}

/* ---- one cell, while it is typed ---- */

static bool say_reason(Response *response, int status, const char *sentence, const char *now) {
    response_status(response, status);
    answer_reason_html(response_html(response), &(AnswerReasonView){sentence, now});
    return true;
}

static bool say_saved(AnswerVisit *visit, Response *response, GError **error) {
    Request *request = visit->request;
    LocalTime at = local_time(request->now);
    if (!answer_visit_read(visit, error))
        return false;
    AnswerSavedView view = {arena_printf(visit->arena, T_("Sparat %02d.%02d"), at.hour, at.minute),
                            answer_progress(visit->arena, &visit->answer.draft, &visit->proposals)};
    answer_saved_html(response_html(response), &view);
    return true;
}

static const char *word_of_value(AnswerCell cell, const char *value) {
    if (value[0] == '\0')
        return T_("inget");
    if (cell.number > 0 && cell.cell == CELL_MARK)
        return T_(mark_word(value));
    if (cell.number > 0 && cell.cell == CELL_PARTICIPATES)
        return T_(participation_word(value));
    return value;
}

static bool cell_action(Request *request, Response *response, GError **error) {
    AnswerVisit visit;
    AnswerCellEdit edit = {.was = request_field(request, "was"),
                           .typed = request_field(request, "value")};
    AnswerCellResult result;
    g_autoptr(GError) problem = NULL;
    if (!answer_visit_to_save(request, response, &visit, error))
        return false;
    if (g_strcmp0(request_field(request, "name"), "abstain") == 0)
        return response_text(response, "text/html; charset=utf-8", ""); /* counts when handed in */
    if (!answer_cell_from(request_field(request, "name"), &edit.cell))
        return fail(error, ERROR_INVALID, "Fältet finns inte. Läs om sidan.");
    if (!answer_save(request->db, request->arena, &visit.writer, &edit, 1, &result, &problem)) {
        if (!error_is(problem, ERROR_INVALID) && !error_is(problem, ERROR_CONFLICT) &&
            !error_is(problem, ERROR_NOT_FOUND)) {
            g_propagate_error(error, g_steal_pointer(&problem));
            return false;
        }
        return say_reason(response, 422, problem->message, NULL);
    }
    if (result.outcome != ANSWER_CONFLICT)
        return say_saved(&visit, response, error);
    return say_reason(response, 409,
                      arena_printf(request->arena,
                                   T_("Någon annan på kontoret har ändrat här. Nu står det: %s."),
                                   word_of_value(edit.cell, result.value)),
                      result.value);
}

/* ---- the whole form ---- */

typedef struct {
    AnswerVisit *visit;
    GArray *edits; /* of AnswerCellEdit */
    FormErrors errors;
    AnswerCells shown;
} Taking;

static void add_error(Taking *taking, const char *field, const char *message) {
    FormErrors *errors = &taking->errors;
    FormError *items = ARENA_ARRAY(taking->visit->arena, FormError, errors->n + 1);
    if (errors->n > 0)
        memcpy(items, errors->items, errors->n * sizeof *items);
    items[errors->n++] = (FormError){field, "", message};
    errors->items = items;
    errors->capacity = errors->n;
}

/* `was`: the cells of answer_was() in order; the last takes the rest. */
static const char *piece(Arena *arena, const char *was, int at, int last) {
    for (int i = 0; i < at && was != NULL; i++) {
        const char *end = strchr(was, '\n');
        was = end == NULL ? NULL : end + 1;
    }
    if (was == NULL)
        return "";
    const char *end = at == last ? NULL : strchr(was, '\n');
    return end == NULL ? was : arena_strndup(arena, was, (size_t)(end - was));
}

static const char *unix_lines(Arena *arena, const char *text) {
    g_auto(GStrv) parts = g_strsplit(text == NULL ? "" : text, "\r\n", -1);
    g_autofree char *joined = g_strjoinv("\n", parts);
    return arena_strdup(arena, joined);
}

static void take_cell(Taking *taking, AnswerCell cell, const char *was, const char **shown) {
    Arena *arena = taking->visit->arena;
    const char *name = answer_cell_name(arena, cell);
    const char *typed = request_field(taking->visit->request, name), *cleaned;
    g_autoptr(GError) problem = NULL;
    if (typed == NULL)
        return; /* a group of radio buttons where nothing is chosen */
    typed = unix_lines(arena, typed);
    if (!answer_cell_clean(arena, cell, typed, &cleaned, &problem)) {
        add_error(taking, name, arena_strdup(arena, problem->message));
        *shown = typed;
    } else if (strcmp(cleaned, was) != 0) {
        AnswerCellEdit edit = {cell, was, cleaned};
        g_array_append_val(taking->edits, edit);
    }
}

static void take_cells(Taking *taking) {
    AnswerVisit *visit = taking->visit;
    static const int order[] = {CELL_MARK, CELL_PARTICIPATES, CELL_INSPECTORS, CELL_RANK,
                                CELL_COMMENT};
    for (size_t i = 0; i < visit->proposals.n; i++) {
        int64_t number = visit->proposals.rows[i].number;
        g_autofree char *name = g_strdup_printf("was-%" G_GINT64_FORMAT, number);
        const char *was = request_field(visit->request, name);
        if (was == NULL)
            continue;
        was = unix_lines(visit->arena, was);
        for (int at = 0; at < N_MARK_CELLS; at++)
            take_cell(taking, (AnswerCell){number, order[at]},
                      piece(visit->arena, was, at, N_MARK_CELLS - 1),
                      &taking->shown.of[i][order[at]]);
    }
    const char *was = unix_lines(visit->arena, request_field(visit->request, "was"));
    for (int at = 0; at < N_WHOLE_CELLS; at++)
        take_cell(taking, (AnswerCell){0, at}, piece(visit->arena, was, at, N_WHOLE_CELLS - 1),
                  &taking->shown.whole[at]);
}

static void say_conflict(Taking *taking, const AnswerCellEdit *edit,
                         const AnswerCellResult *result) {
    Arena *arena = taking->visit->arena;
    const char *where = edit->cell.number == 0
                            ? T_("Om hela svaret")
                            : arena_printf(arena, T_("Förslag %d"), (int)edit->cell.number);
    add_error(taking, answer_cell_name(arena, edit->cell),
              arena_printf(arena,
                           T_("%s: någon annan på kontoret har ändrat medan ni skrev. Nu står det "
                              "”%s”, ni skrev ”%s”. Ändra om det ska vara ert."),
                           where, word_of_value(edit->cell, result->value),
                           word_of_value(edit->cell, edit->typed)));
}

/* Saves what has been changed; sentences for what could not be. */
static bool save_all(Taking *taking, bool *ret_conflict, GError **error) {
    AnswerVisit *visit = taking->visit;
    const AnswerCellEdit *edits = (const AnswerCellEdit *)(void *)taking->edits->data;
    size_t n = taking->edits->len;
    AnswerCellResult *results = ARENA_ARRAY(visit->arena, AnswerCellResult, n);
    g_autoptr(GError) problem = NULL;
    *ret_conflict = false;
    if (!answer_save(visit->request->db, visit->arena, &visit->writer, edits, n, results, &problem))
        return form_take(&taking->errors, problem, error);
    for (size_t i = 0; i < n; i++)
        if (results[i].outcome == ANSWER_CONFLICT) {
            *ret_conflict = true;
            say_conflict(taking, &edits[i], &results[i]);
        }
    return true;
}

static bool show_again(Request *request, Response *response, Taking *taking, int status,
                       GError **error) {
    AnswerVisit visit;
    AnswerCells refused = taking->shown;
    if (!answer_visit(request, response, &visit, error))
        return false;
    AnswerCells shown = visit.answer.draft;
    for (int cell = 0; cell < N_WHOLE_CELLS; cell++)
        if (form_error(&taking->errors, answer_cell_key((AnswerCell){0, cell})) != NULL &&
            refused.whole[cell] != NULL)
            shown.whole[cell] = refused.whole[cell];
    show(&visit, response, &shown, &taking->errors);
    response_status(response, status);
    return true;
}

static bool hand_in(AnswerVisit *visit, Taking *taking, Response *response, GError **error) {
    Request *request = visit->request;
    const char *seen = request_field(request, "seen");
    bool abstain = request_field(request, "abstain") != NULL;
    AnswerSubmission submission = {.way = "page",
                                   .n_seen = seen == NULL ? 0 : g_ascii_strtoll(seen, NULL, 10),
                                   .abstain_rest = abstain};
    g_autoptr(GError) problem = NULL;
    if (visit->by_link)
        return response_redirect(response, arena_printf(visit->arena, "%s/confirm%s", visit->path,
                                                        abstain ? "?abstain=1" : ""));
    if (!visit->may_submit)
        return fail(error, ERROR_FORBIDDEN, "Svaret lämnas in av %s.",
                    answer_submitters_words(visit->arena, visit->submitters));
    if (answer_submit(request->db, visit->arena, &visit->writer, &submission, &problem))
        return redirect_done(response, request,
                             arena_printf(visit->arena, "%s/receipt", visit->path),
                             "answer-submitted");
    int status = form_error_status(problem);
    return form_take(&taking->errors, problem, error) &&
           show_again(request, response, taking, status, error);
}

static bool form_action(Request *request, Response *response, GError **error) {
    AnswerVisit visit;
    bool conflict;
    if (!answer_visit(request, response, &visit, error))
        return false;
    if (visit.stage != STAGE_COMMENTING)
        return response_redirect(response, visit.path);
    g_autoptr(GArray) edits = g_array_new(false, false, sizeof(AnswerCellEdit));
    Taking taking = {.visit = &visit,
                     .edits = edits,
                     .errors = {.arena = request->arena},
                     .shown = answer_cells_none(request->arena, &visit.proposals)};
    take_cells(&taking);
    if (!save_all(&taking, &conflict, error))
        return false;
    if (taking.errors.n > 0)
        return show_again(request, response, &taking, conflict ? 409 : 422, error);
    if (g_strcmp0(request_field(request, "act"), "submit") == 0)
        return hand_in(&visit, &taking, response, error);
    return redirect_done(response, request, visit.path, "saved");
}

/* The same pages at two addresses. */
#define ANSWER_PAGES(pattern, permission)                                                          \
    {GET, pattern, form_page, permission},                                                         \
        {POST, pattern, form_action, permission, .body_limit = FORM_LIMIT},                        \
        {POST, pattern "/cell", cell_action, permission},                                          \
        {GET, pattern "/receipt", answer_receipt_page, permission},                                \
        REPORT_ROUTES(pattern "/receipt", answer_receipt_file, permission)

const Route answer_routes[] = {
    ANSWER_PAGES("/:collab/rounds/:round/answer/:respondent", MAY_TAKE_PART),
    {GET, "/:collab/rounds/:round/answer/:respondent/files/:number", answer_version_file,
     MAY_TAKE_PART, .slow = true},
    {0},
};

const Route answer_link_routes[] = {
    ANSWER_PAGES("/:collab/answer/:token", MAY_USE_TASK_LINK),
    {GET, "/:collab/answer/:token/confirm", answer_confirm_page, MAY_USE_TASK_LINK},
    {POST, "/:collab/answer/:token/code", answer_code_action, MAY_USE_TASK_LINK},
    {POST, "/:collab/answer/:token/confirm", answer_confirm_action, MAY_USE_TASK_LINK},
    {0},
};
