#include "modules/plans/office_paper.h"

#include "modules/plans/plan_words.h"

#include <string.h>

static const ReportColumn columns[] = {
    {"Aktivitet", 18, REPORT_COLUMN_NAME},    {"Vad planen ber er om", 24, REPORT_COLUMN_TEXT},
    {"Genomförande", 30, REPORT_COLUMN_TEXT}, {"Tid", 11, REPORT_COLUMN_TEXT},
    {"Sista dagar", 14, REPORT_COLUMN_TEXT},  {"Storlek, timmar", 8, REPORT_COLUMN_TEXT}};

static const char *size_text(Arena *arena, const Activity *activity) {
    if (activity->hours == 0)
        return activity->size;
    return arena_printf(arena, "%s%s%d timmar", activity->size,
                        activity->size[0] == '\0' ? "" : ", ", (int)activity->hours);
}

static void add_row(Arena *arena, Report *report, const ExtractRow *row) {
    const char *const *cells = row->activity->cells;
    report_row_of_texts(report, (const char *[]){cells[COLUMN_TITLE], row->asked,
                                                 cells[COLUMN_IMPLEMENTATION], cells[COLUMN_TIME],
                                                 row->deadlines, size_text(arena, row->activity)});
}

static void add_table(Arena *arena, Report *report, const OfficeExtract *extract) {
    report_table_begin(report, columns, G_N_ELEMENTS(columns), 0);
    for (size_t i = 0; i < extract->n_bands; i++) {
        if (extract->bands[i].title[0] != '\0')
            report_band(report, extract->bands[i].title);
        for (size_t j = 0; j < extract->bands[i].n_rows; j++)
            add_row(arena, report, &extract->bands[i].rows[j]);
    }
    report_table_end(report);
}

const Report *office_report(const Request *request, const OfficeExtract *extract, const char *plan,
                            const char *state) {
    Arena *arena = request->arena;
    const char *title = arena_printf(arena, "%s %d", extract->office->title, extract->year->year);
    ReportInfo info = {.collaboration = request->collaboration_title,
                       .title = title,
                       .status = arena_printf(arena, "Utdrag ur %s · %s", plan, state),
                       .subject =
                           arena_printf(arena, "Utdrag ur %s för %s", plan, extract->office->title),
                       .created = request->now};
    Report *report = report_new(arena, &info);
    report_section(report, REPORT_LANDSCAPE);
    report_heading(report, 1, title);
    report_paragraph(report,
                     arena_printf(arena, "Vad %s ber kontoret om %d (%s). Kommuner: %s.", plan,
                                  extract->year->year, plan_status_word(extract->year->status),
                                  extract->municipalities));
    if (extract->visits > 0)
        report_paragraph(
            report, arena_printf(arena, "Minst %d besök sammanlagt, där planen säger hur många.",
                                 (int)extract->visits));
    add_table(arena, report, extract);
    return report;
}

/* ---- as a table ---- */

static const TableColumn table_columns[] = {
    {"year", "År", TABLE_NUMBER},
    {"status", "Läge", TABLE_TEXT},
    {"category", "Kategori", TABLE_TEXT},
    {"activity", "Aktivitet", TABLE_TEXT},
    {"asked", "Vad planen ber er om", TABLE_TEXT},
    {"visits", "Besök", TABLE_NUMBER},
    {"implementation", "Genomförande", TABLE_TEXT},
    {"time", "Tid", TABLE_TEXT},
    {"deadlines", "Sista dagar", TABLE_TEXT},
    {"size", "Storlek", TABLE_TEXT},
    {"hours", "Timmar", TABLE_NUMBER},
    {"plan", "Planen", TABLE_TEXT},
};

typedef struct TableRow {
    const ExtractBand *band;
    const ExtractRow *row;
} TableRow;

typedef struct ExtractTable {
    const OfficeExtract *extract;
    const char *state;
    TableRow *rows;
} ExtractTable;

static TableCell text_cell(const char *text) {
    return (TableCell){.text = text};
}

/* 0 = not said. */
static TableCell said_number(int64_t number) {
    return (TableCell){.number = number, .is_none = number == 0};
}

static void fill_row(const void *data, Arena *arena, size_t row, TableCell *ret_cells) {
    const ExtractTable *from = data;
    const ExtractRow *asked = from->rows[row].row;
    const char *const *cells = asked->activity->cells;
    const TableCell filled[G_N_ELEMENTS(table_columns)] = {
        said_number(from->extract->year->year),
        text_cell(plan_status_word(from->extract->year->status)),
        text_cell(from->rows[row].band->title),
        text_cell(cells[COLUMN_TITLE]),
        text_cell(asked->asked),
        said_number(asked->visits),
        text_cell(cells[COLUMN_IMPLEMENTATION]),
        text_cell(cells[COLUMN_TIME]),
        text_cell(asked->deadlines),
        text_cell(asked->activity->size),
        said_number(asked->activity->hours),
        text_cell(from->state)};
    (void)arena;
    memcpy(ret_cells, filled, sizeof filled);
}

const Table *office_table(const Request *request, const OfficeExtract *extract, const char *state) {
    ExtractTable *from = ARENA_NEW(request->arena, ExtractTable);
    *from = (ExtractTable){extract, state, ARENA_ARRAY(request->arena, TableRow, extract->n_rows)};
    size_t n = 0;
    for (size_t i = 0; i < extract->n_bands; i++)
        for (size_t j = 0; j < extract->bands[i].n_rows; j++)
            from->rows[n++] = (TableRow){&extract->bands[i], &extract->bands[i].rows[j]};
    Table *table = ARENA_NEW(request->arena, Table);
    *table = (Table){.title = arena_printf(request->arena, "%s %d", rule_short(extract->office),
                                           extract->year->year),
                     .collaboration = request->collaboration_title,
                     .created = request->now,
                     .columns = table_columns,
                     .n_columns = G_N_ELEMENTS(table_columns),
                     .n_rows = n,
                     .row = fill_row,
                     .data = from};
    return table;
}
