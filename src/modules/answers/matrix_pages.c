#include "modules/answers/matrix_pages.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/answers/matrix_files.h"
#include "modules/answers/matrix_html.h"
#include "modules/answers/matrix_view.h"
#include "ui/list.h"

#include <string.h>

/* ---- coming in ---- */

typedef struct {
    AnswerMatrix matrix;
    const char *path, *round_path;
} Coming;

static bool come(Request *request, Coming *ret, GError **error) {
    Id round;
    if (!request_id(request, "round", &round, error) ||
        !answer_matrix(request->db, request->arena, request->collaboration, round, request->today,
                       &ret->matrix, error))
        return false;
    ret->round_path = collaboration_path(request, "/rounds/%s", id_text(request->arena, round));
    ret->path = arena_printf(request->arena, "%s/answers", ret->round_path);
    return ret->matrix.stage == STAGE_CLOSED || session_may(request->session, MAY_PREPARE) ||
           fail(error, ERROR_FORBIDDEN,
                "Andras synpunkter kan läsas när besluten om förslagen är klara.");
}

/* ---- which rows, in which order ---- */

static int by_points(const void *a, const void *b) {
    const MatrixRow *first = *(const MatrixRow *const *)a, *second = *(const MatrixRow *const *)b;
    if (first->points != second->points)
        return first->points > second->points ? -1 : 1;
    return first->place < second->place ? -1 : 1;
}

/* As the page is shown, but for what is chosen. `category` NULL: all; the rest NULL: as it is. */
typedef struct {
    const char *category, *sort, *offices, *page;
} Choice;

static const char *link_to(const Request *request, const MatrixView *view, const Choice *choice) {
    const char *sort = view->by_number ? "number" : "points",
               *offices =
                   choice->offices == NULL ? request_query(request, "offices") : choice->offices;
    g_autoptr(GString) link = g_string_new(view->path);
    g_string_append_printf(link, "?sort=%s", choice->sort == NULL ? sort : choice->sort);
    if (choice->category != NULL)
        g_string_append_printf(link, "&category=%s", choice->category);
    if (offices != NULL && view->n_column_pages > 0)
        g_string_append_printf(link, "&offices=%d", (int)g_ascii_strtoll(offices, NULL, 10));
    if (choice->page != NULL)
        g_string_append_printf(link, "&page=%s", choice->page);
    return arena_strdup(request->arena, link->str);
}

static bool is_shown(const MatrixView *view, const MatrixRow *row, const char *category) {
    const Rule *of = rules_get(view->matrix->rules, row->proposal->category);
    return category == NULL || (of != NULL && strcmp(of->key, category) == 0);
}

static void choose_rows(const Request *request, MatrixView *view, const char *category) {
    const MatrixRow **rows = ARENA_ARRAY(request->arena, const MatrixRow *, view->matrix->n_rows);
    for (size_t i = 0; i < view->matrix->n_rows; i++)
        if (is_shown(view, &view->matrix->rows[i], category)) {
            rows[view->n_rows++] = &view->matrix->rows[i];
            view->n_comments += view->matrix->rows[i].n_comments;
        }
    if (!view->by_number)
        qsort(rows, view->n_rows, sizeof *rows, by_points);
    view->rows = rows;
}

static void set_filters(const Request *request, MatrixView *view, const char *category) {
    const Rules *rules = view->matrix->rules;
    MatrixFilter *filters = ARENA_ARRAY(request->arena, MatrixFilter, rules->n + 1);
    filters[view->n_filters++] = (MatrixFilter){NULL, link_to(request, view, &(Choice){0}),
                                                view->matrix->n_rows, category == NULL};
    for (const Rule *of = rules_next(rules, ELEMENT_CATEGORY, NULL); of != NULL;
         of = rules_next(rules, ELEMENT_CATEGORY, of)) {
        MatrixFilter filter = {of->title, link_to(request, view, &(Choice){.category = of->key}), 0,
                               g_strcmp0(category, of->key) == 0};
        for (size_t i = 0; i < view->matrix->n_rows; i++)
            filter.n += is_shown(view, &view->matrix->rows[i], of->key);
        if (filter.n > 0)
            filters[view->n_filters++] = filter;
    }
    view->filters = filters;
}

/* ---- how much of it at a time ---- */

static size_t number_asked(const Request *request, const char *name, size_t last) {
    const char *number = request_query(request, name);
    return number == NULL ? 1 : (size_t)CLAMP(g_ascii_strtoll(number, NULL, 10), 1, (int64_t)last);
}

static const char *digits(Arena *arena, size_t number) {
    return arena_printf(arena, "%zu", number);
}

static void choose_columns(const Request *request, MatrixView *view, const char *category) {
    const AnswerMatrix *matrix = view->matrix;
    view->end_column = matrix->n_columns;
    if (matrix->n_columns <= NAMED_RESPONDENTS)
        return;
    size_t n = (matrix->n_columns + RESPONDENTS_AT_A_TIME - 1) / RESPONDENTS_AT_A_TIME,
           shown = number_asked(request, "offices", n);
    MatrixFilter *pages = ARENA_ARRAY(request->arena, MatrixFilter, n);
    view->n_column_pages = n;
    for (size_t i = 0; i < n; i++) {
        size_t first = i * RESPONDENTS_AT_A_TIME,
               end = MIN(first + RESPONDENTS_AT_A_TIME, matrix->n_columns);
        Choice choice = {.category = category, .offices = digits(request->arena, i + 1)};
        pages[i] = (MatrixFilter){arena_printf(request->arena, "%s–%s",
                                               rule_short(matrix->columns[first].rule),
                                               rule_short(matrix->columns[end - 1].rule)),
                                  link_to(request, view, &choice), end - first, i + 1 == shown};
        if (i + 1 == shown) {
            view->first_column = first;
            view->end_column = end;
        }
    }
    view->column_pages = pages;
}

/* For the page alone: files have all rows. */
static void turn_to_page(const Request *request, MatrixView *view) {
    size_t n = view->n_rows;
    view->n_pages = MAX((n + LIST_PAGE_SIZE - 1) / LIST_PAGE_SIZE, 1);
    view->page = number_asked(request, "page", view->n_pages);
    view->rows += (view->page - 1) * LIST_PAGE_SIZE;
    view->n_rows = MIN(n - (view->page - 1) * LIST_PAGE_SIZE, LIST_PAGE_SIZE);
    view->n_comments = 0;
    for (size_t i = 0; i < view->n_rows; i++)
        view->n_comments += view->rows[i]->n_comments;
    Choice previous = {.category = view->category, .page = digits(request->arena, view->page - 1)},
           next = {.category = view->category, .page = digits(request->arena, view->page + 1)};
    view->previous = view->page > 1 ? link_to(request, view, &previous) : NULL;
    view->next = view->page < view->n_pages ? link_to(request, view, &next) : NULL;
}

/* What is shown, by the query string; for page and files. */
static void choose(const Request *request, const Coming *coming, MatrixView *view) {
    const char *wanted = request_query(request, "category");
    const Rule *known =
        wanted == NULL ? NULL : rules_find(coming->matrix.rules, ELEMENT_CATEGORY, wanted);
    const char *category = known == NULL ? NULL : known->key;
    view->category = category;
    view->matrix = &coming->matrix;
    view->path = coming->path;
    view->round_path = coming->round_path;
    view->by_number = g_strcmp0(request_query(request, "sort"), "number") == 0;
    choose_columns(request, view, category);
    choose_rows(request, view, category);
    set_filters(request, view, category);
    view->sort_points = link_to(request, view, &(Choice){category, "points"});
    view->sort_number = link_to(request, view, &(Choice){category, "number"});
    view->downloads = downloads_at(
        coming->path, strchr(view->by_number ? view->sort_number : view->sort_points, '?'));
}

/* ---- the page ---- */

/* What the table cannot say itself. */
static const char *note_of(const Request *request, const AnswerMatrix *matrix) {
    g_autoptr(GString) note = g_string_new(T_("Ett svar per kontor."));
    for (size_t i = 0; i < matrix->n_columns && matrix->n_columns <= NAMED_RESPONDENTS; i++) {
        const MatrixColumn *column = &matrix->columns[i];
        TextList parties = rule_list(request->arena, column->rule, "municipalities");
        if (parties.n > 1)
            g_string_append_printf(note, T_(" %s svarar för %zu kommuner."),
                                   rule_short(column->rule), parties.n);
        if (column->standing != NULL && column->standing->received[0] != '\0')
            g_string_append_printf(note, T_(" %s: %s, infört av samordnaren."),
                                   rule_short(column->rule), column->standing->received);
        if (column->has_left)
            g_string_append_printf(note, T_(" %s har lämnat samverkan; svaret står kvar."),
                                   rule_short(column->rule));
    }
    g_string_append(note, T_(" Streckat: inget svar än."));
    return arena_strdup(request->arena, note->str);
}

static bool set_missing(const Request *request, MatrixView *view, GError **error) {
    People people;
    if (!people_load(request->db, request->arena, request->collaboration, NULL, &people, error))
        return false;
    view->missing =
        answers_missing(request->arena, view->matrix, &people, request->today, request->now);
    view->is_first_letter = true;
    for (size_t i = 0; i < view->missing.n; i++) {
        const AnswerMissing *missing = &view->missing.rows[i];
        view->n_to_remind += missing->n_addresses > 0 && !missing->is_today;
    }
    for (size_t i = 0; i < view->matrix->standings.n; i++)
        if (view->matrix->standings.rows[i].reminded_at.seconds != 0)
            view->is_first_letter = false;
    if (view->n_to_remind == 0)
        view->n_to_remind = view->missing.n;
    return true;
}

static bool matrix_page(Request *request, Response *response, GError **error) {
    Coming coming;
    RoundHead head;
    if (!come(request, &coming, error) ||
        !round_head_load(request, N_("Synpunkter på förslagen"), "/answers", &head, error))
        return false;
    MatrixView view = {.head = &head,
                       .may_lead = session_may(request->session, MAY_LEAD_ROUNDS) &&
                                   coming.matrix.stage >= STAGE_COMMENTING &&
                                   coming.matrix.stage < STAGE_CLOSED,
                       .is_open = coming.matrix.stage == STAGE_COMMENTING};
    choose(request, &coming, &view);
    turn_to_page(request, &view);
    view.note = note_of(request, &coming.matrix);
    if (coming.matrix.stage < STAGE_CLOSED && !set_missing(request, &view, error))
        return false;
    answers_page_html(response_html(response), &view);
    return true;
}

static bool table_file(Request *request, Response *response, GError **error) {
    Coming coming;
    MatrixView view = {0};
    if (!come(request, &coming, error))
        return false;
    choose(request, &coming, &view);
    return answer_table(request, response, matrix_as_table(request, &view), "synpunkter", error);
}

static bool report_file(Request *request, Response *response, GError **error) {
    Coming coming;
    MatrixView view = {0};
    if (!come(request, &coming, error))
        return false;
    choose(request, &coming, &view);
    return answer_report(request, response, matrix_as_report(request, &view), "synpunkter", error);
}

/* ---- letters ---- */

static AnswerSender sender_of(const Request *request, const Coming *coming) {
    return (AnswerSender){.collaboration = request->collaboration,
                          .account = request->session->account,
                          .round = coming->matrix.round.id,
                          .name = request->collaboration_name,
                          .title = request->collaboration_title,
                          .origin = request->origin,
                          .today = request->today,
                          .now = request->now};
}

static bool send_page(Request *request, Response *response, GError **error) {
    Coming coming;
    People people;
    if (!come(request, &coming, error) ||
        !people_load(request->db, request->arena, request->collaboration, NULL, &people, error))
        return false;
    SendView view = {.frame = frame_new(request, PLACE_PROPOSALS, N_("Skicka brev till kontoren")),
                     .matrix = &coming.matrix,
                     .path = arena_printf(request->arena, "%s/send", coming.path),
                     .back = coming.path,
                     .missing = answers_missing(request->arena, &coming.matrix, &people,
                                                request->today, request->now),
                     .last_on = coming.matrix.round.dates.comments_end_on};
    frame_crumb(view.frame, N_("Synpunkter på förslagen"), coming.path);
    answers_send_page_html(response_html(response), &view);
    return true;
}

static FormIds chosen(const Request *request) {
    const Pairs *fields = request_fields(request);
    Id *ids = ARENA_ARRAY(request->arena, Id, fields->n);
    size_t n = 0;
    for (size_t i = 0; i < fields->n; i++)
        if (strcmp(fields->items[i].name, "respondent") == 0 &&
            id_parse(fields->items[i].value, &ids[n]))
            n++;
    return (FormIds){ids, n};
}

static bool send_action(Request *request, Response *response, GError **error) {
    Coming coming;
    size_t n;
    FormIds elements = chosen(request);
    if (!come(request, &coming, error))
        return false;
    AnswerSender sender = sender_of(request, &coming);
    return answers_send(request->db, request->arena, &sender, &elements, &n, error) &&
           redirect_done(response, request, coming.path, n == 0 ? "nobody-written" : "written");
}

/* All that are missing; those who have got a letter today are asked about. */
static bool remind_action(Request *request, Response *response, GError **error) {
    Coming coming;
    size_t n;
    if (!come(request, &coming, error))
        return false;
    AnswerSender sender = sender_of(request, &coming);
    if (!answers_send(request->db, request->arena, &sender, NULL, &n, error))
        return false;
    if (n == 0)
        return response_redirect(response, arena_printf(request->arena, "%s/send", coming.path));
    return redirect_done(response, request, coming.path, "written");
}

const Route matrix_routes[] = {
    {GET, "/:collab/rounds/:round/answers", matrix_page, MAY_TAKE_PART},
    DOCUMENT_TABLE_ROUTES("/:collab/rounds/:round/answers", table_file, MAY_TAKE_PART),
    REPORT_ROUTES("/:collab/rounds/:round/answers", report_file, MAY_TAKE_PART),
    {GET, "/:collab/rounds/:round/answers/send", send_page, MAY_LEAD_ROUNDS},
    {POST, "/:collab/rounds/:round/answers/send", send_action, MAY_LEAD_ROUNDS},
    {POST, "/:collab/rounds/:round/answers/remind", remind_action, MAY_LEAD_ROUNDS},
    {0},
};
