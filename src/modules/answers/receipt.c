#include "modules/answers/receipt.h"

#include "base/date.h"
#include "base/error.h"
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
} Given;

static bool load_given(Request *request, Response *response, Given *given, GError **error) {
    AnswerVisit *visit = &given->visit;
    if (!answer_visit_given(request, response, visit, error))
        return false;
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

const char *receipt_mark(const AnswerSaid *said) {
    return mark_word(said->cells[CELL_MARK]);
}

const char *receipt_more(Arena *arena, const AnswerSaid *said) {
    g_autoptr(GString) more = g_string_new(NULL);
    const char *const *cells = said->cells;
    if (cells[CELL_PARTICIPATES][0] != '\0')
        g_string_append_printf(more, T_("Deltar: %s. "),
                               T_(participation_word(cells[CELL_PARTICIPATES])));
    if (cells[CELL_INSPECTORS][0] != '\0')
        g_string_append_printf(more, T_("Inspektörer: %s. "), cells[CELL_INSPECTORS]);
    if (cells[CELL_RANK][0] != '\0')
        g_string_append_printf(more, T_("Ordning: %s. "), cells[CELL_RANK]);
    g_string_append(more, cells[CELL_COMMENT]);
    return arena_strdup(arena, g_strchomp(more->str));
}

bool answer_receipt_page(Request *request, Response *response, GError **error) {
    Given given;
    if (!load_given(request, response, &given, error))
        return false;
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

/* ---- the document ---- */

static const ReportColumn columns[] = {{"Nr", 5, REPORT_COLUMN_NUMBER},
                                       {"Förslag", 34, REPORT_COLUMN_NAME},
                                       {"Svar", 10, REPORT_COLUMN_TEXT},
                                       {"Deltagande och kommentar", 40, REPORT_COLUMN_TEXT}};

static void add_whole(Report *report, Arena *arena, const AnswerContent *content) {
    static const char *const labels[N_WHOLE_CELLS] = {"Lämnas av", "Diarienummer",
                                                      "Timmar för samverkan nästa år", "Kommentar"};
    for (int cell = 0; cell < N_WHOLE_CELLS; cell++)
        if (content->whole[cell][0] != '\0')
            report_paragraph(report,
                             arena_printf(arena, "%s: %s", labels[cell], content->whole[cell]));
}

static const char *handed_in(Arena *arena, const AnswerVersion *version) {
    LocalTime at = local_time(version->submitted_at);
    const char *how =
        version->received[0] != '\0' ? version->received : answer_way_words(version->way);
    return arena_printf(
        arena, "Inlämnat %s %d.%02d%s%s, %s · version %d", date_kept(arena, at.date), at.hour,
        at.minute, version->by[0] == '\0' ? "" : " av ", version->by, how, (int)version->number);
}

static const Report *report_of(const Request *request, const AnswerVersion *version,
                               const AnswerContent *content) {
    Arena *arena = request->arena;
    ReportInfo info = {.collaboration = request->collaboration_title,
                       .title = arena_printf(arena, "Synpunkter från %s", content->respondent),
                       .status = handed_in(arena, version),
                       .subject =
                           arena_printf(arena, "Synpunkter på förslagen till %s", content->round),
                       .created = version->submitted_at};
    Report *report = report_new(arena, &info);
    report_heading(report, 1, info.title);
    report_paragraph(report, arena_printf(arena, "%s. %s.", info.subject, info.status));
    add_whole(report, arena, content);
    report_table_begin(report, columns, G_N_ELEMENTS(columns), 0);
    for (size_t i = 0; i < content->n; i++) {
        const AnswerSaid *said = &content->rows[i];
        report_row_of_texts(report, (const char *[]){arena_printf(arena, "%d", (int)said->number),
                                                     said->title, receipt_mark(said),
                                                     receipt_more(arena, said)});
    }
    report_table_end(report);
    report_note(report, arena_printf(arena, "Kontrollsumma (SHA-256) för det inlämnade: %s",
                                     version->content_hash));
    return report;
}

bool answer_receipt_file(Request *request, Response *response, GError **error) {
    Given given;
    if (!load_given(request, response, &given, error))
        return false;
    const Report *report = report_of(request, &given.versions.rows[0], &given.contents[0]);
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
