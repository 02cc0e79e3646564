#include "modules/answers/answer_report.h"

#include "base/date.h"
#include "base/error.h"
#include "modules/answers/answers_sql.h"
#include "modules/answers/receipt_view.h"

#include <string.h>

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
        arena, "Inlämnat %s %02d.%02d%s%s, %s · version %d", date_kept(arena, at.date), at.hour,
        at.minute, version->by[0] == '\0' ? "" : " av ", version->by, how, (int)version->number);
}

const Report *answer_report_of(Arena *arena, const char *collaboration,
                               const AnswerVersion *version, const AnswerContent *content) {
    ReportInfo info = {.collaboration = collaboration,
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

bool frozen_answer_report(Db *db, Arena *arena, Id collaboration, const FrozenDocument *document,
                          const Report **ret, GError **error) {
    const SqlAnswerVersionOneRow *row;
    const Rules *rules;
    AnswerContent content;
    if (!sql_answer_version_one(
            db, arena, &(SqlAnswerVersionOneIn){collaboration, document->subject}, &row, error) ||
        !rules_load(db, arena, collaboration, date_of_instant(document->handed_in_at), &rules,
                    error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND, "Svaret finns inte.");
    AnswerVersion version = {.number = row->number,
                             .way = row->way,
                             .received = row->received,
                             .content_hash = row->content_hash,
                             .by = "",
                             .submitted_at = row->submitted_at};
    if (!answer_content(arena, row->content, &content, error))
        return false;
    *ret = answer_report_of(arena, rules->collaboration->title, &version, &content);
    return true;
}
