#include "modules/plans/office_paper.h"

#include "formats/csv_write.h"

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

static void add_csv_row(GString *csv, Arena *arena, const OfficeExtract *extract,
                        const ExtractBand *band, const ExtractRow *row, const char *state) {
    const Activity *activity = row->activity;
    const char *cells[] = {arena_printf(arena, "%d", extract->year->year),
                           plan_status_word(extract->year->status),
                           band->title,
                           activity->cells[COLUMN_TITLE],
                           row->asked,
                           row->visits == 0 ? "" : arena_printf(arena, "%d", (int)row->visits),
                           activity->cells[COLUMN_IMPLEMENTATION],
                           activity->cells[COLUMN_TIME],
                           row->deadlines,
                           activity->size,
                           activity->hours == 0 ? ""
                                                : arena_printf(arena, "%d", (int)activity->hours),
                           state};
    csv_add_row(csv, ';', cells, G_N_ELEMENTS(cells));
}

Bytes office_csv(Arena *arena, const OfficeExtract *extract, const char *state) {
    static const char *const heads[] = {
        "År",     "Läge",         "Kategori", "Aktivitet",   "Vad planen ber er om",
        "Besök",  "Genomförande", "Tid",      "Sista dagar", "Storlek",
        "Timmar", "Planen"};
    GString *csv = csv_new();
    csv_add_row(csv, ';', heads, G_N_ELEMENTS(heads));
    for (size_t i = 0; i < extract->n_bands; i++)
        for (size_t j = 0; j < extract->bands[i].n_rows; j++)
            add_csv_row(csv, arena, extract, &extract->bands[i], &extract->bands[i].rows[j], state);
    Bytes bytes = {(const uint8_t *)arena_strndup(arena, csv->str, csv->len), csv->len};
    g_string_free(csv, TRUE);
    return bytes;
}
