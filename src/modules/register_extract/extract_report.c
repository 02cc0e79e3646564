#include "modules/register_extract/register_extract_view.h"

#include "base/date.h"
#include "web/translate.h"

#include <string.h>

#define COLUMNS_MAX (EXTRACT_TEXTS + 1)
#define TEXT_PRINTED 2000 /* characters of one text */

typedef struct {
    Arena *arena;
    Report *report;
} Printing;

static const char *moment_text(Arena *arena, Instant at) {
    LocalTime time = local_time(at);
    if (at.seconds == 0)
        return "";
    return arena_printf(arena, "%s %02d.%02d", date_long(arena, time.date), time.hour, time.minute);
}

static const char *printed(Arena *arena, const char *text) {
    if (g_utf8_strlen(text, -1) <= TEXT_PRINTED)
        return text;
    const char *end = g_utf8_offset_to_pointer(text, TEXT_PRINTED);
    return arena_printf(arena, "%.*s…", (int)(end - text), text);
}

static size_t make_columns(const ExtractPart *part, ReportColumn *columns) {
    size_t n = 0;
    if (part->moment != NULL)
        columns[n++] = (ReportColumn){T_(part->moment), 2, REPORT_COLUMN_TEXT};
    for (size_t i = 0; i < EXTRACT_TEXTS && part->headings[i] != NULL; i++)
        columns[n++] = (ReportColumn){T_(part->headings[i]), 3, REPORT_COLUMN_TEXT};
    return n;
}

static void print_line(const Printing *printing, const ExtractPart *part, const ExtractLine *line) {
    const char *texts[COLUMNS_MAX];
    size_t n = 0;
    if (part->moment != NULL)
        texts[n++] = moment_text(printing->arena, line->at);
    for (size_t i = 0; i < EXTRACT_TEXTS && part->headings[i] != NULL; i++)
        texts[n++] =
            printed(printing->arena, extract_words(printing->arena, part, i, line->texts[i]));
    report_row_of_texts(printing->report, texts);
}

static void print_part(const Printing *printing, const ExtractPart *part) {
    ReportColumn columns[COLUMNS_MAX];
    report_heading(printing->report, 2, T_(part->title));
    report_paragraph(printing->report, T_(part->why));
    report_table_begin(printing->report, columns, make_columns(part, columns), 0);
    for (size_t i = 0; i < MIN(part->n, EXTRACT_PRINTED); i++)
        print_line(printing, part, &part->lines[i]);
    report_table_end(printing->report);
    if (part->n > EXTRACT_PRINTED)
        report_note(printing->report,
                    arena_printf(printing->arena, T_("%zu rader till finns i JSON-filen."),
                                 part->n - EXTRACT_PRINTED));
}

const char *extract_nothing(Arena *arena, const Extract *extract) {
    const char *titles = "";
    for (size_t i = 0; i < extract->n; i++)
        if (extract->parts[i].n == 0)
            titles = arena_printf(arena, "%s%s%s", titles, titles[0] == '\0' ? "" : " · ",
                                  T_(extract->parts[i].title));
    return titles;
}

const Report *extract_report(const Request *request, const Extract *extract) {
    Arena *arena = request->arena;
    ReportInfo info = {.collaboration = request->collaboration_title,
                       .title = T_("Registerutdrag"),
                       .status = moment_text(arena, request->now),
                       .created = request->now};
    Printing printing = {arena, report_new(arena, &info)};
    const char *nothing = extract_nothing(arena, extract);
    report_section(printing.report, REPORT_LANDSCAPE);
    report_heading(printing.report, 1,
                   arena_printf(arena, T_("Registerutdrag för %s"), extract->subject->name));
    report_paragraph(printing.report,
                     T_("Allt som Samsyn har om personen i den här samverkan, och varför."));
    for (size_t i = 0; i < extract->n; i++)
        if (extract->parts[i].n > 0)
            print_part(&printing, &extract->parts[i]);
    if (nothing[0] != '\0') {
        report_heading(printing.report, 2, T_("Där det inte finns något"));
        report_paragraph(printing.report, nothing);
    }
    report_note(printing.report, T_(extract_secrets));
    return printing.report;
}
