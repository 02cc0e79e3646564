#include "modules/preparation/matrix.h"
#include "modules/preparation/preparation_html.h"
#include "modules/preparation/preparation_pages.h"
#include "modules/preparation/preparation_report.h"
#include "modules/preparation/preparation_view.h"

#include "base/error.h"
#include "base/id.h"

#include <string.h>

/* ---- the matrix ---- */

/* What was chosen in the form of several at once, "" in a page that is asked for. */
static const char *chosen(const Request *request, const char *name) {
    const char *value = request->method == POST ? request_field(request, name) : NULL;
    return value == NULL ? "" : value;
}

bool matrix_is_chosen(const MatrixView *view, const char *id) {
    const Pairs *pairs = view->errors == NULL ? NULL : request_fields(view->request);
    for (size_t i = 0; pairs != NULL && i < pairs->n; i++)
        if (strcmp(pairs->items[i].name, "proposal") == 0 && strcmp(pairs->items[i].value, id) == 0)
            return true;
    return false;
}

/* `errors`: why what was chosen in it could not be done, or NULL. */
static bool show_matrix(Request *request, Response *response, const FormErrors *errors,
                        GError **error) {
    MatrixView view = {.request = request, .errors = errors};
    if (!round_head_load(request, N_("Beredning"), "/preparation", &view.head, error))
        return false;
    Preparing preparing = preparing_of(request, &view.head);
    if (!matrix_load(&preparing, &view.matrix, error))
        return false;
    const char *query = list_query(request->arena, view.matrix.list);
    view.path = arena_printf(request->arena, "%s%s", preparing.path, query);
    view.is_open = preparing_is_open(&preparing);
    view.may_change = prepared_may_change(preparing.stage, PREPARED_SIZE);
    view.sizes = prepared_options(&preparing, PREPARED_SIZE, chosen(request, "size"));
    view.suggestions =
        prepared_options(&preparing, PREPARED_SUGGESTION, chosen(request, "suggestion"));
    view.categories = prepared_options(&preparing, PREPARED_CATEGORY, chosen(request, "category"));
    view.downloads = downloads_at(preparing.path, query);
    frame_errors(view.head.frame, response, errors);
    matrix_page_html(response_html(response), &view);
    return true;
}

static bool matrix_page(Request *request, Response *response, GError **error) {
    return show_matrix(request, response, NULL, error);
}

static bool load_matrix(Request *request, Matrix *ret, GError **error) {
    Preparing preparing;
    return preparing_load(request, &preparing, error) && matrix_load(&preparing, ret, error);
}

static bool matrix_file(Request *request, Response *response, GError **error) {
    Matrix matrix;
    return load_matrix(request, &matrix, error) && list_file(response, matrix.list, error);
}

static bool matrix_report(Request *request, Response *response, GError **error) {
    Matrix matrix;
    return load_matrix(request, &matrix, error) &&
           answer_report(request, response, preparation_report(&matrix), "beredning", error);
}

/* ---- several at once ---- */

/* "" changes nothing, "none" takes the value away. */
static size_t take_changes(const Request *request, PreparedChange *changes) {
    static const PreparedKind kinds[] = {PREPARED_SIZE, PREPARED_SUGGESTION, PREPARED_CATEGORY};
    size_t n = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        Prepared prepared = {.kind = kinds[i]};
        const char *value = request_field(request, prepared_name(request->arena, prepared));
        if (value == NULL || value[0] == '\0')
            continue;
        changes[n++] = (PreparedChange){prepared, NULL, strcmp(value, "none") == 0 ? "" : value};
    }
    return n;
}

static bool take_ids(const Request *request, const Id **ret, size_t *ret_n, GError **error) {
    const Pairs *pairs = request_fields(request);
    Id *ids = ARENA_ARRAY(request->arena, Id, pairs->n);
    size_t n = 0;
    for (size_t i = 0; i < pairs->n; i++)
        if (strcmp(pairs->items[i].name, "proposal") == 0 &&
            !id_parse(pairs->items[i].value, &ids[n++]))
            return fail(error, ERROR_INVALID, "Förslaget finns inte. Läs in sidan igen.");
    *ret = ids;
    *ret_n = n;
    return n > 0 || fail(error, ERROR_INVALID,
                         "Kryssa för minst ett förslag i listan och gör om ändringen.");
}

static bool change_chosen(Request *request, const Preparing *preparing, GError **error) {
    PreparedChange changes[N_PREPARED];
    PreparationResult result;
    PreparationEdit edit = {.asker = &preparing->asker,
                            .round = preparing->round.id,
                            .changes = changes,
                            .n_changes = take_changes(request, changes)};
    if (!take_ids(request, &edit.proposals, &edit.n_proposals, error))
        return false;
    if (edit.n_changes == 0)
        return fail(error, ERROR_INVALID, "Välj vad som ska ändras för de valda förslagen.");
    return preparation_edit(request->db, request->arena, &edit, &result, error);
}

static bool bulk_action(Request *request, Response *response, GError **error) {
    Preparing preparing;
    Matrix matrix;
    FormErrors errors = {.arena = request->arena};
    g_autoptr(GError) problem = NULL;
    if (!preparing_load(request, &preparing, error) || !matrix_load(&preparing, &matrix, error))
        return false;
    if (change_chosen(request, &preparing, &problem))
        return redirect_done(response, request,
                             arena_printf(request->arena, "%s%s", preparing.path,
                                          list_query(request->arena, matrix.list)),
                             "saved");
    return form_take(&errors, problem, error) && show_matrix(request, response, &errors, error);
}

const Route preparation_routes[] = {
    {GET, "/:collab/rounds/:round/preparation", matrix_page, MAY_PREPARE},
    TABLE_ROUTES("/:collab/rounds/:round/preparation", matrix_file, MAY_PREPARE),
    REPORT_ROUTES("/:collab/rounds/:round/preparation", matrix_report, MAY_PREPARE),
    {POST, "/:collab/rounds/:round/preparation", bulk_action, MAY_PREPARE},
    {0},
};
