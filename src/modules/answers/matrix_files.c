#include "modules/answers/matrix_files.h"

#include "base/date.h"

#include <string.h>

enum { FIRST_COLUMNS = 3, LAST_COLUMNS = 7, RESPONDENTS_IN_TABLE = 50, RESPONDENTS_ON_PAPER = 13 };

static const char *mark_text(const AnswerMatrix *matrix, const MatrixRow *row, size_t column) {
    uint8_t mark = matrix_cell(matrix, row, column);
    return mark == 0 ? "" : mark_words[mark - 1].word;
}

/* ---- a row per proposal ---- */

static TableCell number_cell(int64_t number) {
    return (TableCell){.number = number};
}

static void fill_wide(const void *data, Arena *arena, size_t at, TableCell *ret) {
    const MatrixView *view = data;
    const MatrixRow *row = view->rows[at];
    (void)arena;
    *ret++ = number_cell(row->proposal->number);
    *ret++ = (TableCell){.text = row->proposal->title};
    *ret++ = (TableCell){.text = matrix_category(view, row)};
    for (size_t i = 0; i < view->matrix->n_columns; i++)
        *ret++ = (TableCell){.text = mark_text(view->matrix, row, i)};
    *ret++ = number_cell(row->points);
    for (size_t mark = 0; mark < N_MARKS; mark++)
        *ret++ = number_cell(row->n[mark]);
    *ret++ = number_cell(row->n_participating);
    *ret++ = number_cell(row->inspectors);
}

static const TableColumn *wide_columns(Arena *arena, const AnswerMatrix *matrix, size_t *ret_n) {
    static const TableColumn first[FIRST_COLUMNS] = {{"number", "Nr", TABLE_NUMBER},
                                                     {"title", "Förslag", TABLE_TEXT},
                                                     {"category", "Kategori", TABLE_TEXT}};
    static const TableColumn last[LAST_COLUMNS] = {
        {"points", "Poäng", TABLE_NUMBER},          {"high", "Hög", TABLE_NUMBER},
        {"medium", "Medel", TABLE_NUMBER},          {"low", "Låg", TABLE_NUMBER},
        {"abstain", "Avstår", TABLE_NUMBER},        {"participating", "Deltar", TABLE_NUMBER},
        {"inspectors", "Inspektörer", TABLE_NUMBER}};
    *ret_n = FIRST_COLUMNS + matrix->n_columns + LAST_COLUMNS;
    TableColumn *columns = ARENA_ARRAY(arena, TableColumn, *ret_n);
    memcpy(columns, first, sizeof first);
    for (size_t i = 0; i < matrix->n_columns; i++)
        columns[FIRST_COLUMNS + i] = (TableColumn){arena_printf(arena, "office_%zu", i + 1),
                                                   rule_short(matrix->columns[i].rule), TABLE_TEXT};
    memcpy(columns + FIRST_COLUMNS + matrix->n_columns, last, sizeof last);
    return columns;
}

/* ---- a row per mark ---- */

static const TableColumn long_columns[] = {{"number", "Nr", TABLE_NUMBER},
                                           {"title", "Förslag", TABLE_TEXT},
                                           {"category", "Kategori", TABLE_TEXT},
                                           {"office", "Kontor", TABLE_TEXT},
                                           {"mark", "Svar", TABLE_TEXT}};

static void fill_long(const void *data, Arena *arena, size_t at, TableCell *ret) {
    const MatrixView *view = data;
    const MatrixRow *row = view->rows[at / view->matrix->n_columns];
    size_t column = at % view->matrix->n_columns;
    (void)arena;
    *ret++ = number_cell(row->proposal->number);
    *ret++ = (TableCell){.text = row->proposal->title};
    *ret++ = (TableCell){.text = matrix_category(view, row)};
    *ret++ = (TableCell){.text = rule_short(view->matrix->columns[column].rule)};
    *ret++ = (TableCell){.text = mark_text(view->matrix, row, column)};
}

const Table *matrix_as_table(const Request *request, const MatrixView *view) {
    Table *table = ARENA_NEW(request->arena, Table);
    bool wide = view->matrix->n_columns <= RESPONDENTS_IN_TABLE;
    *table = (Table){.title = "Synpunkter",
                     .collaboration = request->collaboration_title,
                     .created = request->now,
                     .columns = long_columns,
                     .n_columns = G_N_ELEMENTS(long_columns),
                     .n_rows = wide ? view->n_rows : view->n_rows * view->matrix->n_columns,
                     .row = wide ? fill_wide : fill_long,
                     .data = view};
    if (wide)
        table->columns = wide_columns(request->arena, view->matrix, &table->n_columns);
    return table;
}

/* ---- on paper ---- */

static const char *digits(Arena *arena, int64_t number) {
    return arena_printf(arena, "%d", (int)number);
}

static void add_matrix(Arena *arena, Report *report, const MatrixView *view) {
    const AnswerMatrix *matrix = view->matrix;
    size_t n = matrix->n_columns;
    ReportColumn *columns = ARENA_ARRAY(arena, ReportColumn, n + 3);
    columns[0] = (ReportColumn){"Nr", 4, REPORT_COLUMN_NUMBER};
    columns[1] = (ReportColumn){"Förslag", 26, REPORT_COLUMN_NAME};
    for (size_t i = 0; i < n; i++)
        columns[i + 2] = (ReportColumn){rule_short(matrix->columns[i].rule), 8, REPORT_COLUMN_TEXT};
    columns[n + 2] = (ReportColumn){"Poäng", 6, REPORT_COLUMN_NUMBER};
    report_table_begin(report, columns, n + 3, 0);
    for (size_t at = 0; at < view->n_rows; at++) {
        const MatrixRow *row = view->rows[at];
        const char **texts = ARENA_ARRAY(arena, const char *, n + 3);
        texts[0] = digits(arena, row->proposal->number);
        texts[1] = row->proposal->title;
        for (size_t i = 0; i < n; i++)
            texts[i + 2] = mark_text(matrix, row, i);
        texts[n + 2] = digits(arena, row->points);
        report_row_of_texts(report, texts);
    }
    report_table_end(report);
}

static void add_sums(Arena *arena, Report *report, const MatrixView *view) {
    static const ReportColumn columns[] = {
        {"Nr", 4, REPORT_COLUMN_NUMBER},     {"Förslag", 40, REPORT_COLUMN_NAME},
        {"Hög", 7, REPORT_COLUMN_NUMBER},    {"Medel", 7, REPORT_COLUMN_NUMBER},
        {"Låg", 7, REPORT_COLUMN_NUMBER},    {"Avstår", 7, REPORT_COLUMN_NUMBER},
        {"Deltar", 7, REPORT_COLUMN_NUMBER}, {"Inspektörer", 9, REPORT_COLUMN_NUMBER},
        {"Poäng", 7, REPORT_COLUMN_NUMBER}};
    report_table_begin(report, columns, G_N_ELEMENTS(columns), 0);
    for (size_t at = 0; at < view->n_rows; at++) {
        const MatrixRow *row = view->rows[at];
        report_row_of_texts(
            report, (const char *[]){digits(arena, row->proposal->number), row->proposal->title,
                                     digits(arena, row->n[0]), digits(arena, row->n[1]),
                                     digits(arena, row->n[2]), digits(arena, row->n[3]),
                                     digits(arena, row->n_participating),
                                     digits(arena, row->inspectors), digits(arena, row->points)});
    }
    report_table_end(report);
}

static void add_comments(Arena *arena, Report *report, const MatrixView *view) {
    static const ReportColumn columns[] = {{"Kontor", 14, REPORT_COLUMN_NAME},
                                           {"Kommentar", 60, REPORT_COLUMN_TEXT}};
    if (view->n_comments == 0)
        return;
    report_heading(report, 2, "Kommentarer");
    report_table_begin(report, columns, G_N_ELEMENTS(columns), 0);
    for (size_t at = 0; at < view->n_rows; at++) {
        const MatrixRow *row = view->rows[at];
        if (row->n_comments > 0)
            report_band(report, arena_printf(arena, "%d. %s", (int)row->proposal->number,
                                             row->proposal->title));
        for (size_t i = 0; i < row->n_comments; i++)
            report_row_of_texts(report, (const char *[]){party_name(row->comments[i].respondent),
                                                         row->comments[i].text});
    }
    report_table_end(report);
}

const Report *matrix_as_report(const Request *request, const MatrixView *view) {
    Arena *arena = request->arena;
    const AnswerMatrix *matrix = view->matrix;
    ReportInfo info = {
        .collaboration = request->collaboration_title,
        .title = arena_printf(arena, "Synpunkter på förslagen till %s", matrix->round.title),
        .status = arena_printf(arena, "%zu av %zu kontor har svarat · %s", matrix->n_submitted,
                               matrix->n_asked, date_kept(arena, request->today)),
        .subject = "Vad kontoren tycker om förslagen",
        .created = request->now};
    Report *report = report_new(arena, &info);
    report_section(report, REPORT_LANDSCAPE);
    report_heading(report, 1, info.title);
    report_paragraph(report,
                     arena_printf(arena, "%s. Hög ger 3 poäng, medel 2 och låg 1.", info.status));
    if (matrix->n_columns <= RESPONDENTS_ON_PAPER)
        add_matrix(arena, report, view);
    else
        add_sums(arena, report, view);
    add_comments(arena, report, view);
    return report;
}
