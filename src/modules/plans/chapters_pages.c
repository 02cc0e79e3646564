#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "modules/plans/chapters.h"
#include "modules/plans/chapters_html.h"
#include "modules/plans/chapters_view.h"
#include "modules/plans/plans_pages.h"

#include <string.h>

#define EMPTY_ROWS 3
#define COLUMNS_MIN 2
#define COLUMNS_MAX 12

/* ---- reading ---- */

static bool chapters_page(Request *request, Response *response, GError **error) {
    ChaptersView view = {0};
    if (!plan_head_load(request, N_("Text och budget"), "/chapters", &view.head, error))
        return false;
    const Plan *plan = &view.head.plan;
    ChapterItem *items = ARENA_ARRAY(request->arena, ChapterItem, plan->n_chapters);
    for (size_t i = 0; i < plan->n_chapters; i++) {
        SheetChapter *shown = ARENA_NEW(request->arena, SheetChapter);
        *shown = sheet_chapter_of(request->arena, &plan->chapters[i], i + 1);
        items[i] = (ChapterItem){&plan->chapters[i], shown,
                                 arena_printf(request->arena, "%s/chapters/%s", view.head.path,
                                              id_text(request->arena, plan->chapters[i].id))};
    }
    view.items = items;
    view.n_items = plan->n_chapters;
    chapters_page_html(response_html(response), &view);
    return true;
}

/* ---- the form ---- */

static size_t widest(char **lines) {
    size_t most = COLUMNS_MIN;
    for (; *lines != NULL; lines++) {
        g_auto(GStrv) cells = g_strsplit(*lines, "\t", -1);
        most = MAX(most, g_strv_length(cells));
    }
    return MIN(most, COLUMNS_MAX);
}

static ChapterRow row_of(Arena *arena, const char *line, size_t n_columns) {
    g_auto(GStrv) found = g_strsplit(line, "\t", -1);
    const char **cells = ARENA_ARRAY(arena, const char *, n_columns);
    size_t n = g_strv_length(found);
    for (size_t i = 0; i < n_columns; i++)
        cells[i] = i < n ? arena_strdup(arena, found[i]) : "";
    return (ChapterRow){cells, n_columns};
}

/* The body as rows of fields, with some empty ones below to fill in. */
static void set_rows(Arena *arena, ChapterForm *form) {
    g_auto(GStrv) lines = g_strsplit(form->body, "\n", -1);
    size_t n = g_strv_length(lines);
    ChapterRow *rows = ARENA_ARRAY(arena, ChapterRow, n + EMPTY_ROWS);
    form->n_columns = widest(lines);
    for (size_t i = 0; i < n; i++)
        rows[form->n_rows++] = row_of(arena, lines[i], form->n_columns);
    for (int i = 0; i < EMPTY_ROWS; i++)
        rows[form->n_rows++] = row_of(arena, "", form->n_columns);
    form->rows = rows;
}

static const PlanChapter *chapter_of(const Plan *plan, Id id) {
    for (size_t i = 0; i < plan->n_chapters; i++)
        if (id_equal(plan->chapters[i].id, id))
            return &plan->chapters[i];
    return NULL;
}

/* The chapter of the address; none for ".../chapters" and ".../chapters/new". */
static bool chapter_id(const Request *request, Id *ret, GError **error) {
    *ret = (Id){0};
    return request_param(request, "chapter") == NULL || request_id(request, "chapter", ret, error);
}

static bool form_load(Request *request, ChapterForm *form, GError **error) {
    Id id;
    const char *kind = request_query(request, "kind");
    if (!chapter_id(request, &id, error) ||
        !plan_head_load(request, id_is_set(id) ? N_("Ändra avsnitt") : N_("Nytt avsnitt"),
                        "/chapters", &form->head, error))
        return false;
    frame_crumb(form->head.frame, N_("Text och budget"),
                arena_printf(request->arena, "%s/chapters", form->head.path));
    const PlanChapter *chapter = chapter_of(&form->head.plan, id);
    if (id_is_set(id) && chapter == NULL)
        return fail(error, ERROR_NOT_FOUND,
                    "Avsnittet finns inte i planen. Någon kan ha tagit bort det.");
    form->title = form->head.frame->title;
    form->action = arena_printf(request->arena, "%s/chapters", form->head.path);
    form->kind = g_strcmp0(kind, "table") == 0 ? "table" : "text";
    form->heading = form->body = "";
    if (chapter == NULL)
        return true;
    form->action = arena_printf(request->arena, "%s/%s", form->action, id_text(request->arena, id));
    form->remove = arena_printf(request->arena, "%s/remove", form->action);
    form->kind = chapter->kind;
    form->heading = chapter->heading;
    form->body = chapter->body;
    form->edit = chapter->edit;
    return true;
}

static void form_show(Request *request, Response *response, ChapterForm *form) {
    if (strcmp(form->kind, "table") == 0)
        set_rows(request->arena, form);
    chapter_form_page_html(response_html(response), form);
}

static bool chapter_form(Request *request, Response *response, GError **error) {
    ChapterForm form = {0};
    if (!form_load(request, &form, error))
        return false;
    form_show(request, response, &form);
    return true;
}

/* ---- saving ---- */

/* The fields of a table, row by row; rows and cells at the end that are empty are left out. */
static const char *typed_table(const Request *request) {
    const Pairs *fields = request_fields(request);
    const char *columns = request_field(request, "columns");
    size_t n_columns = columns == NULL ? COLUMNS_MIN
                                       : CLAMP(g_ascii_strtoull(columns, NULL, 10), 1, COLUMNS_MAX),
           n = 0;
    g_autoptr(GString) body = g_string_new(NULL), row = g_string_new(NULL);
    bool filled = false;
    for (size_t i = 0; i < fields->n; i++) {
        if (strcmp(fields->items[i].name, "cell") != 0)
            continue;
        const char *cell = text_collapse(request->arena, fields->items[i].value);
        filled |= cell[0] != '\0';
        g_string_append_printf(row, "%s%s", n % n_columns == 0 ? "" : "\t", cell);
        if (++n % n_columns != 0)
            continue;
        if (filled)
            g_string_append_printf(body, "%s%s", body->len == 0 ? "" : "\n", row->str);
        g_string_truncate(row, 0);
        filled = false;
    }
    return arena_strdup(request->arena, body->str);
}

/* "\r\n" of the browser becomes "\n". */
static const char *typed_text(const Request *request, const char *name) {
    const char *typed = request_field(request, name);
    g_auto(GStrv) lines = g_strsplit(typed == NULL ? "" : typed, "\r\n", -1);
    g_autofree char *joined = g_strjoinv("\n", lines);
    return text_trim(request->arena, joined);
}

static ChapterEdit typed_edit(const Request *request) {
    const char *kind = request_field(request, "kind"), *edit = request_field(request, "edit");
    bool table = g_strcmp0(kind, "table") == 0;
    return (ChapterEdit){.collaboration = request->collaboration,
                         .account = request->session->account,
                         .edit = edit == NULL ? 0 : g_ascii_strtoll(edit, NULL, 10),
                         .kind = table ? "table" : "text",
                         .heading = text_collapse(request->arena, typed_text(request, "heading")),
                         .body = table ? typed_table(request) : typed_text(request, "body")};
}

/* The form again with what was typed, and what stands in the plan when that is something else. */
static bool show_problem(Request *request, Response *response, const ChapterEdit *edit,
                         GError *problem, GError **error) {
    ChapterForm form = {0};
    if (!error_is_for_people(problem) || error_is(problem, ERROR_NOT_FOUND) ||
        !form_load(request, &form, error)) {
        if (error != NULL && *error == NULL)
            g_propagate_error(error, g_error_copy(problem));
        return false;
    }
    if (form.edit != edit->edit && id_is_set(edit->chapter))
        form.theirs = arena_printf(request->arena, "%s\n\n%s", form.heading, form.body);
    form.heading = edit->heading;
    form.body = edit->body;
    form.kind = edit->kind;
    form.problem = arena_strdup(request->arena, problem->message);
    form.head.frame->has_errors = true;
    response_status(response, form_error_status(problem));
    form_show(request, response, &form);
    return true;
}

static bool back(Request *request, Response *response, Id plan, const char *done) {
    const char *path =
        collaboration_path(request, "/plans/%s/chapters", id_text(request->arena, plan));
    return redirect_done(response, request, path, done);
}

static bool chapter_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    ChapterEdit edit = typed_edit(request);
    Id id;
    if (!request_id(request, "plan", &edit.plan, error) ||
        !chapter_id(request, &edit.chapter, error))
        return false;
    if (chapter_save(request->db, request->arena, &edit, &id, &problem))
        return back(request, response, edit.plan, "saved");
    return show_problem(request, response, &edit, problem, error);
}

/* ---- order and removal ---- */

static bool edit_of_address(Request *request, ChapterEdit *ret, GError **error) {
    *ret = (ChapterEdit){.collaboration = request->collaboration,
                         .account = request->session->account};
    return request_id(request, "plan", &ret->plan, error) &&
           request_id(request, "chapter", &ret->chapter, error);
}

static bool chapter_move_action(Request *request, Response *response, GError **error) {
    ChapterEdit edit;
    int by = g_strcmp0(request_field(request, "by"), "up") == 0 ? -1 : 1;
    return edit_of_address(request, &edit, error) &&
           chapter_move(request->db, request->arena, &edit, by, error) &&
           back(request, response, edit.plan, "saved");
}

static bool chapter_remove_action(Request *request, Response *response, GError **error) {
    ChapterEdit edit;
    return edit_of_address(request, &edit, error) &&
           chapter_remove(request->db, request->arena, &edit, error) &&
           back(request, response, edit.plan, "removed");
}

const Route chapters_routes[] = {
    {GET, "/:collab/plans/:plan/chapters", chapters_page, MAY_READ_COLLABORATION},
    {POST, "/:collab/plans/:plan/chapters", chapter_action, MAY_EDIT_PLAN},
    {GET, "/:collab/plans/:plan/chapters/new", chapter_form, MAY_EDIT_PLAN},
    {GET, "/:collab/plans/:plan/chapters/:chapter", chapter_form, MAY_EDIT_PLAN},
    {POST, "/:collab/plans/:plan/chapters/:chapter", chapter_action, MAY_EDIT_PLAN},
    {POST, "/:collab/plans/:plan/chapters/:chapter/move", chapter_move_action, MAY_EDIT_PLAN},
    {POST, "/:collab/plans/:plan/chapters/:chapter/remove", chapter_remove_action, MAY_EDIT_PLAN},
    {0},
};
