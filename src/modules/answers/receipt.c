#include "modules/answers/receipt.h"

#include "base/date.h"
#include "base/error.h"
#include "modules/answers/answer_report.h"
#include "modules/answers/receipt_html.h"
#include "modules/answers/receipt_view.h"

#include <string.h>

/* ---- the page ---- */

static const char *shown_cell(int cell, const char *value) {
    if (cell == CELL_MARK)
        return T_(mark_word(value));
    return cell == CELL_PARTICIPATES ? T_(participation_word(value)) : value;
}

static const char *cell_label(AnswerCell cell) {
    static const char *const of[N_MARK_CELLS] = {N_("svar"), N_("deltar"), N_("inspektörer"),
                                                 N_("ordning"), N_("kommentar")};
    static const char *const whole[N_WHOLE_CELLS] = {N_("lämnas av"), N_("diarienummer"),
                                                     N_("timmar"), N_("kommentar till helheten")};
    return T_(cell.number > 0 ? of[cell.cell] : whole[cell.cell]);
}

typedef struct {
    Arena *arena;
    GPtrArray *lines;
} Comparing;

static void compare_cell(Comparing *comparing, const char *what, AnswerCell cell,
                         const char *before, const char *after) {
    if (strcmp(before, after) == 0)
        return;
    bool coded = cell.number > 0;
    const char *from = coded ? shown_cell(cell.cell, before) : before;
    const char *to = coded ? shown_cell(cell.cell, after) : after;
    g_ptr_array_add(comparing->lines,
                    arena_printf(comparing->arena, "%s%s: %s → %s", what, cell_label(cell),
                                 from[0] == '\0' ? "–" : from, to[0] == '\0' ? "–" : to));
}

static const AnswerSaid *said_of(const AnswerContent *content, int64_t number) {
    for (size_t i = 0; i < content->n; i++)
        if (content->rows[i].number == number)
            return &content->rows[i];
    return NULL;
}

static void compare(Comparing *comparing, const AnswerContent *before, const AnswerContent *after) {
    for (int cell = 0; cell < N_WHOLE_CELLS; cell++)
        compare_cell(comparing, "", (AnswerCell){0, cell}, before->whole[cell], after->whole[cell]);
    for (size_t i = 0; i < after->n; i++) {
        const AnswerSaid *is = &after->rows[i], *was = said_of(before, is->number);
        const char *what = arena_printf(comparing->arena, T_("Förslag %d, "), (int)is->number);
        for (int cell = 0; cell < N_MARK_CELLS; cell++)
            compare_cell(comparing, what, (AnswerCell){is->number, cell},
                         was == NULL ? "" : was->cells[cell], is->cells[cell]);
    }
}

static bool load_history(const AnswerVisit *visit, const AnswerVersions *versions,
                         const AnswerContent *contents, ReceiptView *view) {
    ReceiptVersion *rows = ARENA_ARRAY(visit->arena, ReceiptVersion, versions->n);
    for (size_t i = 0; i < versions->n; i++) {
        g_autoptr(GPtrArray) lines = g_ptr_array_new();
        Comparing comparing = {visit->arena, lines};
        if (i + 1 < versions->n)
            compare(&comparing, &contents[i + 1], &contents[i]);
        const char **copy = ARENA_ARRAY(visit->arena, const char *, lines->len);
        for (guint j = 0; j < lines->len; j++)
            copy[j] = lines->pdata[j];
        rows[i] = (ReceiptVersion){&versions->rows[i], copy, lines->len};
    }
    view->versions = rows;
    view->n_versions = versions->n;
    return true;
}

typedef struct {
    AnswerVisit visit;
    AnswerVersions versions;
    AnswerContent *contents; /* of the versions */
    bool is_over;            /* a link opens nothing any more */
} Given;

static bool load_given(Request *request, Response *response, Given *given, GError **error) {
    AnswerVisit *visit = &given->visit;
    if (!answer_visit_given(request, response, visit, error))
        return false;
    given->is_over = visit->by_link && visit->stage != STAGE_COMMENTING;
    if (given->is_over)
        return response_redirect(response, visit->path);
    if (visit->answer.n_versions == 0)
        return fail(error, ERROR_NOT_FOUND, "%s har inte lämnat in något svar.",
                    visit->respondent->title);
    if (!answer_versions(request->db, visit->arena, request->collaboration, visit->answer.id,
                         &given->versions, error))
        return false;
    given->contents = ARENA_ARRAY(visit->arena, AnswerContent, given->versions.n);
    for (size_t i = 0; i < given->versions.n; i++)
        if (!answer_content(visit->arena, given->versions.rows[i].content, &given->contents[i],
                            error))
            return false;
    return true;
}

bool answer_receipt_page(Request *request, Response *response, GError **error) {
    Given given = {0};
    if (!load_given(request, response, &given, error) || given.is_over)
        return given.is_over;
    const AnswerVisit *visit = &given.visit;
    ReceiptView view = {
        .frame = answer_frame(visit, N_("Inlämnat svar")),
        .visit = visit,
        .content = &given.contents[0],
        .last_on = visit->round.dates.comments_end_on,
        .downloads = {arena_printf(visit->arena, "%s/receipt", visit->path), "", true, false},
        .may_change = visit->is_own && visit->stage == STAGE_COMMENTING};
    if (!load_history(visit, &given.versions, given.contents, &view))
        return false;
    receipt_page_html(response_html(response), &view);
    return true;
}

bool answer_receipt_file(Request *request, Response *response, GError **error) {
    Given given = {0};
    if (!load_given(request, response, &given, error) || given.is_over)
        return given.is_over;
    const Report *report = answer_report_of(request->arena, request->collaboration_title,
                                            &given.versions.rows[0], &given.contents[0]);
    return answer_report(request, response, report,
                         arena_printf(request->arena, "synpunkter-%s", given.visit.respondent->key),
                         error);
}

bool answer_version_file(Request *request, Response *response, GError **error) {
    AnswerVisit visit;
    const char *name;
    Bytes file;
    const char *number = request_param(request, "number");
    if (!answer_visit_given(request, response, &visit, error) ||
        !answer_file(request->db, request->arena, request->collaboration, visit.answer.id,
                     g_ascii_strtoll(number, NULL, 10), &name, &file, error))
        return false;
    return response_file(response, "application/octet-stream", name, file);
}
