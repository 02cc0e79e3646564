#include "modules/preparation/preparation_report.h"

#include "base/date.h"

#include <glib.h>

typedef struct {
    const Matrix *matrix;
    Report *report;
    Arena *arena;
} Paper;

/* As many criteria as a page has room for beside the rest; all stand with each proposal. */
#define CRITERIA_ACROSS_MAX 9

static size_t criteria_across(const Paper *paper) {
    return MIN(paper->matrix->all.criteria.n, CRITERIA_ACROSS_MAX);
}

/* ---- the table ---- */

static size_t fill_columns(const Paper *paper, ReportColumn *columns) {
    size_t n = 0;
    columns[n++] = (ReportColumn){"Nr", 3, REPORT_COLUMN_NUMBER};
    columns[n++] = (ReportColumn){"Förslag", 24, REPORT_COLUMN_NAME};
    columns[n++] = (ReportColumn){"Lämnat av", 10, REPORT_COLUMN_TEXT};
    for (size_t i = 0; i < criteria_across(paper); i++)
        columns[n++] =
            (ReportColumn){arena_printf(paper->arena, "%zu", i + 1), 4.6, REPORT_COLUMN_TEXT};
    columns[n++] = (ReportColumn){"Storlek", 8, REPORT_COLUMN_TEXT};
    columns[n++] = (ReportColumn){"Förslag till beslut", 9, REPORT_COLUMN_TEXT};
    columns[n++] = (ReportColumn){"Kategori", 12, REPORT_COLUMN_TEXT};
    return n;
}

static void add_row(const Paper *paper, const MatrixRow *row) {
    const char *texts[REPORT_COLUMN_LIMIT];
    size_t n = 0;
    texts[n++] = arena_printf(paper->arena, "%d", (int)row->number);
    texts[n++] = row->title;
    texts[n++] = row->proposer;
    for (size_t i = 0; i < criteria_across(paper); i++)
        texts[n++] = row->results[i];
    texts[n++] = row->size;
    texts[n++] = row->suggestion;
    texts[n++] = row->category;
    report_row_of_texts(paper->report, texts);
}

static void add_table(const Paper *paper) {
    ReportColumn columns[REPORT_COLUMN_LIMIT];
    const List *list = paper->matrix->list;
    report_table_begin(paper->report, columns, fill_columns(paper, columns), 0);
    for (size_t i = 0; i < list->n_found; i++)
        add_row(paper, list->found[i]);
    report_table_end(paper->report);
}

static void add_criteria(const Paper *paper) {
    const Criteria *criteria = &paper->matrix->all.criteria;
    for (size_t i = 0; i < criteria->n; i++)
        report_note(paper->report,
                    arena_printf(paper->arena, "%zu. %s", i + 1, criteria->rows[i].title));
    const char *sizes =
        size_hours_sentence(paper->arena, &paper->matrix->preparing.round.size_hours);
    if (sizes[0] != '\0')
        report_note(paper->report, sizes);
}

/* ---- one proposal ---- */

static void add_labelled(const Paper *paper, const char *label, const char *text) {
    if (text[0] != '\0')
        report_paragraph(paper->report, arena_printf(paper->arena, "%s: %s", label, text));
}

static void add_screenings(const Paper *paper, const Preparation *preparation) {
    const Criteria *criteria = &paper->matrix->all.criteria;
    for (size_t i = 0; i < criteria->n; i++) {
        const Screening *screening = &preparation->screenings[i];
        const char *word = screening->result == SCREENED_NOT_YET
                               ? "inte bedömt"
                               : T_(screened_word(screening->result));
        report_list_item(paper->report,
                         arena_printf(paper->arena, "%s: %s%s%s", criteria->rows[i].title, word,
                                      screening->remark[0] == '\0' ? "" : ". ", screening->remark));
    }
}

static void add_proposal(const Paper *paper, const MatrixRow *row) {
    report_heading(paper->report, 2,
                   arena_printf(paper->arena, "%d %s", (int)row->number, row->title));
    report_note(paper->report, row->proposer);
    for (ProposalText text = PROPOSAL_NEED; text < N_PROPOSAL_TEXTS; text++)
        add_labelled(paper, T_(proposal_texts[text].label), row->proposal->texts[text]);
    add_screenings(paper, row->preparation);
    add_labelled(paper, "Storlek", row->size);
    add_labelled(paper, "Förslag till beslut", row->suggestion);
    add_labelled(paper, "Kategori", row->category);
    add_labelled(paper, "Till dem som läser listan", row->note);
}

const Report *preparation_report(const Matrix *matrix) {
    const Preparing *preparing = &matrix->preparing;
    const Request *request = preparing->request;
    Arena *arena = preparing->arena;
    ReportInfo info = {
        .collaboration = request->collaboration_title,
        .title = arena_printf(arena, "Beredning, %s", preparing->round.title),
        .status = arena_printf(arena, "Arbetsmaterial %s", date_long(arena, request->today)),
        .created = request->now};
    Paper paper = {matrix, report_new(arena, &info), arena};
    report_section(paper.report, REPORT_LANDSCAPE);
    report_heading(paper.report, 1, info.title);
    report_note(paper.report,
                arena_printf(arena, "Arbetsmaterial %s. %zu förslag, %zu utan bedömning.",
                             date_long(arena, request->today), matrix->n, matrix->n_without));
    add_table(&paper);
    add_criteria(&paper);
    report_section(paper.report, REPORT_PORTRAIT);
    report_heading(paper.report, 1, "Förslagen");
    for (size_t i = 0; i < matrix->list->n_found; i++)
        add_proposal(&paper, matrix->list->found[i]);
    return paper.report;
}
