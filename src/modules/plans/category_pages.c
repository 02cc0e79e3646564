#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "modules/plans/edit_html.h"
#include "modules/plans/edit_pages.h"
#include "modules/plans/edit_view.h"

#include <string.h>

static const char *field(const Request *request, const char *name) {
    const char *value = request_field(request, name);
    return value == NULL ? "" : text_trim(request->arena, value);
}

/* ---- the form ---- */

static void set_category(CategoryForm *form, Id id) {
    const Plan *plan = &form->head.plan;
    for (size_t y = 0; y < plan->n_years; y++)
        for (size_t c = 0; c < plan->years[y].n_categories; c++)
            if (id_equal(plan->years[y].categories[c].id, id)) {
                form->year = &plan->years[y];
                form->category = &plan->years[y].categories[c];
                form->is_first = c == 0;
                form->is_last = c + 1 == plan->years[y].n_categories;
            }
}

static bool load_head(Request *request, const char *title, CategoryForm *form, GError **error) {
    *form = (CategoryForm){.title = "", .note = ""};
    if (!plan_head_load(request, title, "", &form->head, error))
        return false;
    return form->head.can_edit ||
           fail(error, ERROR_CONFLICT,
                "Planen är fastställd. Välj Revidera på planens sida om den ska ändras.");
}

/* The category of the address. */
static bool load_category(Request *request, CategoryForm *form, GError **error) {
    Id id;
    if (!request_id(request, "category", &id, error) ||
        !load_head(request, N_("Ändra kategori"), form, error))
        return false;
    set_category(form, id);
    if (form->category == NULL)
        return fail(error, ERROR_NOT_FOUND,
                    "Kategorin finns inte i planen. Någon kan ha tagit bort den.");
    form->title = form->category->title;
    form->note = form->category->note;
    form->action = arena_printf(request->arena, "%s/categories/%s", form->head.path,
                                id_text(request->arena, id));
    return true;
}

/* A new category of the year that the query or the form says. */
static bool load_new(Request *request, CategoryForm *form, GError **error) {
    if (!load_head(request, N_("Ny kategori"), form, error))
        return false;
    const char *year =
        request->method == POST ? field(request, "year") : request_query(request, "year");
    for (size_t i = 0; year != NULL && i < form->head.plan.n_years; i++)
        if (form->head.plan.years[i].year == g_ascii_strtoll(year, NULL, 10))
            form->year = &form->head.plan.years[i];
    form->action = arena_printf(request->arena, "%s/categories", form->head.path);
    return form->year != NULL || fail(error, ERROR_NOT_FOUND, "Planåret finns inte i planen.");
}

static bool category_form(Request *request, Response *response, GError **error) {
    CategoryForm form;
    bool is_new = request_param(request, "category") == NULL;
    if (!(is_new ? load_new : load_category)(request, &form, error))
        return false;
    category_page_html(response_html(response), &form);
    return true;
}

static bool show_problem(Response *response, CategoryForm *form, const GError *problem,
                         GError **error) {
    if (!error_is_for_people(problem)) {
        g_propagate_error(error, g_error_copy(problem));
        return false;
    }
    form->problem = problem->message;
    form->head.frame->has_errors = true;
    response_status(response, form_error_status(problem));
    category_page_html(response_html(response), form);
    return true;
}

static const char *year_path(const Request *request, const CategoryForm *form) {
    return arena_printf(request->arena, "%s?year=%d", form->head.path, form->year->year);
}

static CategoryEdit edit_of(const Request *request, const CategoryForm *form) {
    return (CategoryEdit){.collaboration = request->collaboration,
                          .account = request->session->account,
                          .category = form->category == NULL ? (Id){0} : form->category->id,
                          .plan_year = form->year->id,
                          .title = form->title,
                          .note = form->note,
                          .was_title = form->category == NULL ? NULL : form->category->title,
                          .was_note = form->category == NULL ? NULL : form->category->note};
}

/* ---- categories ---- */

static bool category_new_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    CategoryForm form;
    Id id;
    if (!load_new(request, &form, error))
        return false;
    form.title = field(request, "title");
    CategoryEdit edit = edit_of(request, &form);
    if (category_add(request->db, request->arena, &edit, &id, &problem))
        return redirect_done(response, request, year_path(request, &form), "added");
    return show_problem(response, &form, problem, error);
}

typedef struct {
    Arena *arena;
    const CategoryForm *form;
    CategoryEdit edit;
} Saving;

static bool save(Db *db, void *data, GError **error) {
    const Saving *saving = data;
    const PlanCategory *stored = saving->form->category;
    return (strcmp(stored->title, saving->edit.title) == 0 ||
            category_rename(db, saving->arena, &saving->edit, error)) &&
           (strcmp(stored->note, saving->edit.note) == 0 ||
            category_set_note(db, saving->arena, &saving->edit, error));
}

/* What the writer left as it was stays as it is now; `ret_now` is what somebody else has written
 * where both changed. */
static const char *typed(const Request *request, const char *name, const char *present,
                         const char **ret_now) {
    const char *text = field(request, name),
               *was = field(request, arena_printf(request->arena, "was_%s", name));
    if (strcmp(text, was) == 0)
        return present;
    if (strcmp(was, present) != 0 && strcmp(text, present) != 0)
        *ret_now = present;
    return text;
}

static bool category_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    CategoryForm form;
    if (!load_category(request, &form, error))
        return false;
    form.title = typed(request, "title", form.category->title, &form.now_title);
    form.note = typed(request, "note", form.category->note, &form.now_note);
    if (form.now_title != NULL || form.now_note != NULL) {
        fail(&problem, ERROR_CONFLICT,
             "Någon annan har ändrat. Välj vad som ska stå och spara igen.");
        return show_problem(response, &form, problem, error);
    }
    Saving saving = {request->arena, &form, edit_of(request, &form)};
    if (db_write(request->db, save, &saving, &problem))
        return redirect_done(response, request, year_path(request, &form), "saved");
    return show_problem(response, &form, problem, error);
}

static size_t place_of(const CategoryForm *form) {
    return (size_t)(form->category - form->year->categories);
}

static bool category_move_action(Request *request, Response *response, GError **error) {
    CategoryForm form;
    if (!load_category(request, &form, error))
        return false;
    CategoryEdit edit = edit_of(request, &form);
    size_t place = place_of(&form), n = form.year->n_categories;
    bool up = strcmp(field(request, "by"), "up") == 0;
    if (up && place > 0)
        edit.before = form.year->categories[place - 1].id;
    else if (!up && place + 2 < n)
        edit.before = form.year->categories[place + 2].id;
    return ((up && place == 0) || category_move(request->db, request->arena, &edit, error)) &&
           redirect_done(response, request, year_path(request, &form), "saved");
}

static bool category_remove_action(Request *request, Response *response, GError **error) {
    CategoryForm form;
    if (!load_category(request, &form, error))
        return false;
    CategoryEdit edit = edit_of(request, &form);
    return category_remove(request->db, request->arena, &edit, error) &&
           redirect_done(response, request, year_path(request, &form), "removed");
}

/* ---- a new activity ---- */

static bool load_activity(Request *request, CategoryForm *form, GError **error) {
    Id id = {0};
    if (!load_head(request, N_("Ny aktivitet"), form, error))
        return false;
    if (id_parse(request->method == POST ? field(request, "category")
                                         : request_query(request, "category"),
                 &id))
        set_category(form, id);
    form->is_activity = true;
    form->action = arena_printf(request->arena, "%s/activities", form->head.path);
    return form->category != NULL ||
           fail(error, ERROR_NOT_FOUND,
                "Kategorin finns inte i planen. Någon kan ha tagit bort den.");
}

static bool activity_new_form(Request *request, Response *response, GError **error) {
    CategoryForm form;
    if (!load_activity(request, &form, error))
        return false;
    category_page_html(response_html(response), &form);
    return true;
}

static bool activity_new_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    CategoryForm form;
    Id id;
    if (!load_activity(request, &form, error))
        return false;
    form.title = field(request, "title");
    Activity activity = {.plan = form.head.plan.id,
                         .category = form.category->id,
                         .cells = {[COLUMN_TITLE] = form.title}};
    if (!activity_add(
            request->db, request->arena,
            &(ActivityAddition){request->collaboration, request->session->account, &activity, {0}},
            &id, &problem))
        return show_problem(response, &form, problem, error);
    return response_redirect(response,
                             arena_printf(request->arena, "%s&done=added#activity-%s",
                                          year_path(request, &form), id_text(request->arena, id)));
}

const Route category_routes[] = {
    {POST, "/:collab/plans/:plan/categories", category_new_action, MAY_EDIT_PLAN},
    {GET, "/:collab/plans/:plan/categories/new", category_form, MAY_EDIT_PLAN},
    {GET, "/:collab/plans/:plan/categories/:category", category_form, MAY_EDIT_PLAN},
    {POST, "/:collab/plans/:plan/categories/:category", category_action, MAY_EDIT_PLAN},
    {POST, "/:collab/plans/:plan/categories/:category/move", category_move_action, MAY_EDIT_PLAN},
    {POST, "/:collab/plans/:plan/categories/:category/remove", category_remove_action,
     MAY_EDIT_PLAN},
    {GET, "/:collab/plans/:plan/activities/new", activity_new_form, MAY_EDIT_PLAN},
    {POST, "/:collab/plans/:plan/activities", activity_new_action, MAY_EDIT_PLAN},
    {0},
};
