#include "modules/outcomes/outcomes_files.h"

#include "base/date.h"

#include <string.h>

#define FILE_NAME "beslut-om-forslagen"

/* ---- the table ---- */

static const TableColumn columns[] = {{"number", "Nr", TABLE_NUMBER},
                                      {"title", "Förslag", TABLE_TEXT},
                                      {"proposer", "Förslag från", TABLE_TEXT},
                                      {"category", "Kategori", TABLE_TEXT},
                                      {"points", "Poäng", TABLE_NUMBER},
                                      {"high", "Hög", TABLE_NUMBER},
                                      {"medium", "Medel", TABLE_NUMBER},
                                      {"low", "Låg", TABLE_NUMBER},
                                      {"abstain", "Avstår", TABLE_NUMBER},
                                      {"size", "Storlek", TABLE_TEXT},
                                      {"hours", "Timmar per kontor", TABLE_NUMBER},
                                      {"suggestion", "Beredningen föreslår", TABLE_TEXT},
                                      {"outcome", "Beslut", TABLE_TEXT},
                                      {"reason", "Skäl", TABLE_TEXT}};

static void fill_row(const void *data, Arena *arena, size_t row, TableCell *ret_cells) {
    const OutcomeCard *card = &((const OutcomeCard *)data)[row];
    const Proposal *proposal = card->row->proposal;
    (void)arena;
    ret_cells[0].number = proposal->number;
    ret_cells[1].text = proposal->texts[PROPOSAL_TITLE];
    ret_cells[2].text = card->proposer;
    ret_cells[3].text = card->category;
    ret_cells[4].number = card->row->points;
    ret_cells[5].number = card->row->n_high;
    ret_cells[6].number = card->row->n_medium;
    ret_cells[7].number = card->row->n_low;
    ret_cells[8].number = card->row->n_abstain;
    ret_cells[9].text = card->row->size;
    ret_cells[10].number = card->row->hours_given;
    ret_cells[10].is_none = card->row->hours_given == 0;
    ret_cells[11].text = card->suggestion;
    ret_cells[12].text = card->outcome;
    ret_cells[13].text = proposal->outcome_reason;
}

bool outcomes_answer_table(const Request *request, Response *response, const OutcomesView *view,
                           GError **error) {
    TableColumn *translated = ARENA_ARRAY(request->arena, TableColumn, G_N_ELEMENTS(columns));
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
        translated[i] = columns[i];
        translated[i].heading = T_(columns[i].heading);
    }
    Table table = {.title = T_("Beslut om förslagen"),
                   .collaboration = request->collaboration_title,
                   .created = request->now,
                   .columns = translated,
                   .n_columns = G_N_ELEMENTS(columns),
                   .n_rows = view->outcomes.n,
                   .row = fill_row,
                   .data = view->cards};
    return answer_table(request, response, &table, FILE_NAME, error);
}

/* ---- on paper ---- */

static const ReportColumn paper_columns[] = {
    {"Nr", 4, REPORT_COLUMN_NUMBER},          {"Förslag", 26, REPORT_COLUMN_NAME},
    {"Förslag från", 13, REPORT_COLUMN_TEXT}, {"Poäng", 6, REPORT_COLUMN_NUMBER},
    {"Svar", 17, REPORT_COLUMN_TEXT},         {"Storlek", 9, REPORT_COLUMN_TEXT},
    {"Beredningen", 12, REPORT_COLUMN_TEXT},  {"Skäl", 30, REPORT_COLUMN_TEXT}};

static const char *size_on_paper(Arena *arena, const OutcomeRow *row) {
    if (row->hours_given == 0)
        return row->size;
    return arena_printf(arena, "%s%s%d h", row->size, row->size[0] == '\0' ? "" : ", ",
                        (int)row->hours_given);
}

static void add_row(Arena *arena, Report *report, const OutcomeCard *card) {
    const OutcomeRow *row = card->row;
    const char *texts[] = {arena_printf(arena, "%d", (int)row->proposal->number),
                           row->proposal->texts[PROPOSAL_TITLE],
                           card->proposer,
                           card->marks[0] == '\0' ? ""
                                                  : arena_printf(arena, "%d", (int)row->points),
                           card->marks,
                           size_on_paper(arena, row),
                           card->suggestion,
                           row->proposal->outcome_reason};
    report_row_of_texts(report, texts);
}

static void add_column(Arena *arena, Report *report, const OutcomeColumn *column) {
    if (column->n == 0)
        return;
    report_band(report, arena_printf(arena, "%s (%d)", column->title, (int)column->n));
    for (size_t i = 0; i < column->n; i++)
        add_row(arena, report, column->cards[i]);
}

bool outcomes_answer_report(const Request *request, Response *response, const OutcomesView *view,
                            GError **error) {
    Arena *arena = request->arena;
    const char *title =
        arena_printf(arena, T_("Beslut om förslagen till %s"), view->outcomes.round.title);
    ReportInfo info = {.collaboration = request->collaboration_title,
                       .title = title,
                       .status =
                           arena_printf(arena, "%s · %s", T_(stage_word(view->outcomes.stage)),
                                        date_long(arena, request->today)),
                       .created = request->now};
    Report *report = report_new(arena, &info);
    report_section(report, REPORT_LANDSCAPE);
    report_heading(report, 1, title);
    report_paragraph(report, view->says);
    report_table_begin(report, paper_columns, G_N_ELEMENTS(paper_columns),
                       REPORT_TABLE_BANDS_IN_CONTENTS);
    for (size_t i = 0; i < view->n_columns; i++)
        add_column(arena, report, &view->columns[i]);
    report_table_end(report);
    report_note(report,
                arena_printf(arena,
                             T_("Poäng: hög %d, medel %d, låg %d för varje kontor som har svarat."),
                             HIGH_POINTS, MEDIUM_POINTS, LOW_POINTS));
    const char *sizes = size_hours_sentence(arena, &view->outcomes.round.size_hours);
    if (sizes[0] != '\0')
        report_note(report, sizes);
    return answer_report(request, response, report, FILE_NAME, error);
}
