#include "modules/preparation/matrix.h"
#include "modules/preparation/preparation_html.h"
#include "modules/preparation/preparation_pages.h"
#include "modules/preparation/preparation_report.h"
#include "modules/preparation/preparation_view.h"

#include "base/error.h"
#include "base/id.h"

#include <string.h>

/* ---- the matrix ---- */

static bool matrix_page(Request *request, Response *response, GError **error) {
    MatrixView view = {0};
    if (!round_head_load(request, N_("Beredning"), "/preparation", &view.head, error))
        return false;
    Preparing preparing = preparing_of(request, &view.head);
    if (!matrix_load(&preparing, &view.matrix, error))
        return false;
    view.is_open = preparing_is_open(&preparing);
    view.may_change = prepared_may_change(preparing.stage, PREPARED_SIZE);
    view.sizes = prepared_options(&preparing, PREPARED_SIZE, "");
    view.suggestions = prepared_options(&preparing, PREPARED_SUGGESTION, "");
    view.categories = prepared_options(&preparing, PREPARED_CATEGORY, "");
    view.downloads = downloads_at(preparing.path, list_query(request->arena, view.matrix.list));
    matrix_page_html(response_html(response), &view);
    return true;
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

static bool bulk_action(Request *request, Response *response, GError **error) {
    Preparing preparing;
    PreparedChange changes[N_PREPARED];
    PreparationResult result;
    if (!preparing_load(request, &preparing, error))
        return false;
    PreparationEdit edit = {.asker = &preparing.asker,
                            .round = preparing.round.id,
                            .changes = changes,
                            .n_changes = take_changes(request, changes)};
    if (!take_ids(request, &edit.proposals, &edit.n_proposals, error))
        return false;
    if (edit.n_changes == 0)
        return fail(error, ERROR_INVALID, "Välj vad som ska ändras för de valda förslagen.");
    return preparation_edit(request->db, request->arena, &edit, &result, error) &&
           redirect_done(response, request, preparing.path, "saved");
}

const Route preparation_routes[] = {
    {GET, "/:collab/rounds/:round/preparation", matrix_page, MAY_PREPARE},
    TABLE_ROUTES("/:collab/rounds/:round/preparation", matrix_file, MAY_PREPARE),
    REPORT_ROUTES("/:collab/rounds/:round/preparation", matrix_report, MAY_PREPARE),
    {POST, "/:collab/rounds/:round/preparation/bulk", bulk_action, MAY_PREPARE},
    {0},
};
