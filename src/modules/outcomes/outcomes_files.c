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

enum { PAPER_POINTS = 3, PAPER_MARKS, PAPER_SIZE, PAPER_SUGGESTION, PAPER_REASON, N_ON_PAPER };

static const ReportColumn paper_columns[N_ON_PAPER] = {
    {"Nr", 4, REPORT_COLUMN_NUMBER},          {"Förslag", 26, REPORT_COLUMN_NAME},
    {"Förslag från", 13, REPORT_COLUMN_TEXT}, {"Poäng", 6, REPORT_COLUMN_NUMBER},
    {"Svar", 17, REPORT_COLUMN_TEXT},         {"Storlek", 9, REPORT_COLUMN_TEXT},
    {"Beredningen", 12, REPORT_COLUMN_TEXT},  {"Skäl", 30, REPORT_COLUMN_TEXT}};

/* Where nobody was asked, or nothing suggested, there is no column for it. */
typedef struct {
    Arena *arena;
    Report *report;
    bool has[N_ON_PAPER];
} Paper;

static Paper paper_for(Arena *arena, Report *report, const OutcomesView *view) {
    Paper paper = {arena, report, {true, true, true, [PAPER_SIZE] = true, [PAPER_REASON] = true}};
    for (size_t i = 0; i < view->outcomes.n; i++) {
        paper.has[PAPER_MARKS] |= view->cards[i].marks[0] != '\0';
        paper.has[PAPER_SUGGESTION] |= view->cards[i].suggestion[0] != '\0';
    }
    paper.has[PAPER_POINTS] = paper.has[PAPER_MARKS];
    return paper;
}

static void begin_table(const Paper *paper) {
    ReportColumn shown[N_ON_PAPER];
    size_t n = 0;
    for (size_t i = 0; i < N_ON_PAPER; i++)
        if (paper->has[i])
            shown[n++] = paper_columns[i];
    report_table_begin(paper->report, shown, n, REPORT_TABLE_BANDS_IN_CONTENTS);
}

static const char *size_on_paper(Arena *arena, const OutcomeRow *row) {
    if (row->hours_given == 0)
        return row->size;
    return arena_printf(arena, "%s%s%d h", row->size, row->size[0] == '\0' ? "" : ", ",
                        (int)row->hours_given);
}

static void add_row(const Paper *paper, const OutcomeCard *card) {
    const OutcomeRow *row = card->row;
    const char *number = arena_printf(paper->arena, "%d", (int)row->proposal->number);
    const char *points =
        card->marks[0] == '\0' ? "" : arena_printf(paper->arena, "%d", (int)row->points);
    const char *texts[N_ON_PAPER] = {number,           row->proposal->texts[PROPOSAL_TITLE],
                                     card->proposer,   points,
                                     card->marks,      size_on_paper(paper->arena, row),
                                     card->suggestion, row->proposal->outcome_reason};
    size_t n = 0;
    for (size_t i = 0; i < N_ON_PAPER; i++)
        if (paper->has[i])
            texts[n++] = texts[i];
    report_row_of_texts(paper->report, texts);
}

static void add_column(const Paper *paper, const OutcomeColumn *column) {
    if (column->n == 0)
        return;
    report_band(paper->report,
                arena_printf(paper->arena, "%s (%d)", column->title, (int)column->n));
    for (size_t i = 0; i < column->n; i++)
        add_row(paper, column->cards[i]);
}

static void add_notes(const Paper *paper, const OutcomesView *view) {
    const char *sizes = size_hours_sentence(paper->arena, &view->outcomes.round.size_hours);
    if (paper->has[PAPER_POINTS])
        report_note(
            paper->report,
            arena_printf(paper->arena,
                         T_("Poäng: hög %d, medel %d, låg %d för varje kontor som har svarat."),
                         HIGH_POINTS, MEDIUM_POINTS, LOW_POINTS));
    if (sizes[0] != '\0')
        report_note(paper->report, sizes);
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
    Paper paper = paper_for(arena, report, view);
    begin_table(&paper);
    for (size_t i = 0; i < view->n_columns; i++)
        add_column(&paper, &view->columns[i]);
    report_table_end(report);
    add_notes(&paper, view);
    return answer_report(request, response, report, FILE_NAME, error);
}
