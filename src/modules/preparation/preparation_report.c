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

static bool is_just_met(const Screening *screening) {
    return screening->result == SCREENED_MET && screening->remark[0] == '\0';
}

/* "Uppfyllt: 1, 2, 4"; "" when none is. */
static const char *met(const Paper *paper, const Preparation *preparation) {
    const char *numbers = "";
    for (size_t i = 0; i < paper->matrix->all.criteria.n; i++)
        if (is_just_met(&preparation->screenings[i]))
            numbers = arena_printf(paper->arena, "%s%s%zu", numbers,
                                   numbers[0] == '\0' ? "uppfyllt: " : ", ", i + 1);
    return numbers;
}

static const char *with_line(const Paper *paper, const char *text, const char *line) {
    return text[0] == '\0' ? line : arena_printf(paper->arena, "%s\n%s", text, line);
}

/* What is simply met by its number, the rest in words, a line each. */
static const char *screenings(const Paper *paper, const Preparation *preparation) {
    const Criteria *criteria = &paper->matrix->all.criteria;
    const char *text = met(paper, preparation);
    for (size_t i = 0; i < criteria->n; i++) {
        const Screening *screening = &preparation->screenings[i];
        const char *word = screening->result == SCREENED_NOT_YET
                               ? "inte bedömt"
                               : T_(screened_word(screening->result));
        if (!is_just_met(screening))
            text = with_line(
                paper, text,
                arena_printf(paper->arena, "%zu. %s: %s%s%s", i + 1, criteria->rows[i].title, word,
                             screening->remark[0] == '\0' ? "" : ". ", screening->remark));
    }
    return text;
}

static const char *suggested(const Paper *paper, const MatrixRow *row) {
    const char *const parts[] = {row->size, row->suggestion, row->category};
    const char *text = "";
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (parts[i][0] != '\0')
            text =
                arena_printf(paper->arena, "%s%s%s", text, text[0] == '\0' ? "" : " · ", parts[i]);
    return text;
}

static void add_labelled(const Paper *paper, const char *label, const char *text) {
    if (text[0] != '\0')
        report_row_of_texts(paper->report, (const char *[]){label, text});
}

static void add_proposal(const Paper *paper, const MatrixRow *row) {
    report_band(paper->report, arena_printf(paper->arena, "%d. %s · %s", (int)row->number,
                                            row->title, row->proposer));
    for (ProposalText text = PROPOSAL_NEED; text < N_PROPOSAL_TEXTS; text++)
        add_labelled(paper, T_(proposal_texts[text].label), row->proposal->texts[text]);
    add_labelled(paper, "Kriterier", screenings(paper, row->preparation));
    add_labelled(paper, "Beredningen föreslår", suggested(paper, row));
    add_labelled(paper, "Till dem som läser listan", row->note);
}

static void add_proposals(const Paper *paper) {
    static const ReportColumn columns[] = {{"Uppgift", 10, REPORT_COLUMN_NAME},
                                           {"Förslag och bedömning", 42, REPORT_COLUMN_TEXT}};
    const List *list = paper->matrix->list;
    report_table_begin(paper->report, columns, G_N_ELEMENTS(columns),
                       REPORT_TABLE_BANDS_IN_CONTENTS);
    for (size_t i = 0; i < list->n_found; i++)
        add_proposal(paper, list->found[i]);
    report_table_end(paper->report);
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
    add_proposals(&paper);
    return paper.report;
}
