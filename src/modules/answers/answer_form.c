#include "modules/answers/answer_form.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "formats/docx_write.h"
#include "formats/report.h"
#include "formats/source.h"
#include "modules/answers/reading.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
    TITLE_WIDTH = 54,
    ROW_LINES_MAX = 27,
    N_FORM_COLUMNS = 7,
    FIRST_ANSWER_COLUMN = 2,
    HEAD_ROW = 3
};

static const char *const form_headings[N_FORM_COLUMNS] = {
    "Nr", "Förslag", "Svar", "Deltar", "Inspektörer", "Ordning", "Kommentar"};
static const char *const whole_labels[N_WHOLE_CELLS] = {
    "Lämnas av", "Ert diarienummer", "Timmar ni har", "Kommentar till hela listan"};
static const char *const mark_choices[] = {"Hög", "Medel", "Låg", "Avstår", NULL};
static const char *const participation_choices[] = {"Ja", "Nej", "Vet inte", NULL};
static const char instructions[] =
    "Skriv Hög, Medel, Låg eller Avstår i kolumnen Svar. Resten är frivilligt. Deltar: Ja, Nej "
    "eller Vet inte.";

/* The cells as they are typed. */
static const char *typed(const AnswerVisit *visit, size_t row, MarkCell cell) {
    const char *value = visit->answer.draft.of[row][cell];
    if (cell == CELL_MARK)
        return mark_word(value);
    return cell == CELL_PARTICIPATES ? participation_word(value) : value;
}

static const MarkCell cell_of_column[] = {CELL_MARK, CELL_PARTICIPATES, CELL_INSPECTORS, CELL_RANK,
                                          CELL_COMMENT};

static const char *code_of(const AnswerVisit *visit) {
    return answer_form_code(visit->arena, visit->round.id, visit->respondent->key);
}

/* For whoever hands it in at the wrong place. */
static const char *made_for(const AnswerVisit *visit) {
    return arena_printf(visit->arena, "%s, förslagen till %s, %s", visit->respondent->title,
                        visit->round.title, visit->request->collaboration_title);
}

static const char *last_day(const AnswerVisit *visit) {
    return date_kept(visit->arena, visit->round.dates.comments_end_on);
}

/* ---- Word ---- */

static void add_proposals(const AnswerVisit *visit, Report *report) {
    static const double widths[N_FORM_COLUMNS] = {4, 30, 10, 10, 11, 9, 30};
    ReportColumn columns[N_FORM_COLUMNS];
    for (int i = 0; i < N_FORM_COLUMNS; i++)
        columns[i] = (ReportColumn){form_headings[i], widths[i],
                                    i == 1 ? REPORT_COLUMN_NAME : REPORT_COLUMN_TEXT};
    columns[FIRST_ANSWER_COLUMN].choices = mark_choices;
    columns[FIRST_ANSWER_COLUMN + 1].choices = participation_choices;
    report_table_begin(report, columns, N_FORM_COLUMNS, 0);
    for (size_t i = 0; i < visit->proposals.n; i++) {
        const AnswerProposal *proposal = &visit->proposals.rows[i];
        const char *texts[N_FORM_COLUMNS] = {
            arena_printf(visit->arena, "%d", (int)proposal->number), proposal->title};
        for (int column = FIRST_ANSWER_COLUMN; column < N_FORM_COLUMNS; column++)
            texts[column] = typed(visit, i, cell_of_column[column - FIRST_ANSWER_COLUMN]);
        report_row_of_texts(report, texts);
    }
    report_table_end(report);
}

static void add_whole(const AnswerVisit *visit, Report *report) {
    static const ReportColumn columns[] = {{"Om hela svaret", 20, REPORT_COLUMN_NAME},
                                           {"Skriv här", 60, REPORT_COLUMN_TEXT}};
    report_table_begin(report, columns, G_N_ELEMENTS(columns), 0);
    for (int cell = 0; cell < N_WHOLE_CELLS; cell++)
        report_row_of_texts(report,
                            (const char *[]){whole_labels[cell], visit->answer.draft.whole[cell]});
    report_table_end(report);
}

static void add_needs(const AnswerVisit *visit, Report *report) {
    report_heading(report, 2, "Förslagen");
    for (size_t i = 0; i < visit->proposals.n; i++) {
        const AnswerProposal *proposal = &visit->proposals.rows[i];
        report_heading(
            report, 3,
            arena_printf(visit->arena, "%d. %s", (int)proposal->number, proposal->title));
        if (proposal->need[0] != '\0')
            report_paragraph(report, proposal->need);
        if (proposal->goal[0] != '\0')
            report_paragraph(report, arena_printf(visit->arena, "Mål: %s", proposal->goal));
    }
}

bool answer_form_docx(const AnswerVisit *visit, Bytes *ret, GError **error) {
    Arena *arena = visit->arena;
    ReportInfo info = {.collaboration = visit->request->collaboration_title,
                       .title = arena_printf(arena, "Synpunkter från %s", visit->respondent->title),
                       .status = arena_printf(arena, "Svarsblankett · senast %s", last_day(visit)),
                       .created = visit->request->now,
                       .form = answer_form_says(arena, code_of(visit), made_for(visit))};
    Report *report = report_new(arena, &info);
    report_section(report, REPORT_LANDSCAPE);
    report_heading(report, 1, info.title);
    report_paragraph(report, arena_printf(arena, "Förslagen till %s. Svara senast %s. %s",
                                          visit->round.title, last_day(visit), instructions));
    add_proposals(visit, report);
    add_whole(visit, report);
    report_note(report, arena_printf(arena, "%s. Ta inte bort den här raden.", code_of(visit)));
    add_needs(visit, report);
    return docx_write(arena, report, ret, error);
}

/* ---- Excel ---- */

typedef struct {
    const AnswerVisit *visit;
    lxw_workbook *book;
    lxw_worksheet *sheet, *needs, *hidden;
    lxw_format *title, *head, *fixed, *open;
} Form;

static void set_formats(Form *form) {
    form->title = workbook_add_format(form->book);
    format_set_bold(form->title);
    format_set_font_size(form->title, 14);
    form->head = workbook_add_format(form->book);
    format_set_bold(form->head);
    format_set_bg_color(form->head, 0xE3EDE9);
    format_set_bottom(form->head, LXW_BORDER_THIN);
    form->fixed = workbook_add_format(form->book);
    format_set_text_wrap(form->fixed);
    format_set_align(form->fixed, LXW_ALIGN_VERTICAL_TOP);
    format_set_align(form->fixed, LXW_ALIGN_LEFT);
    form->open = workbook_add_format(form->book);
    format_set_text_wrap(form->open);
    format_set_align(form->open, LXW_ALIGN_VERTICAL_TOP);
    format_set_unlocked(form->open);
    format_set_bg_color(form->open, 0xFFFDF5);
    format_set_border(form->open, LXW_BORDER_HAIR);
    format_set_num_format(form->open, "@");
}

/* Wide pages, with the head on each. */
static void set_paper(lxw_worksheet *sheet, lxw_row_t head) {
    worksheet_freeze_panes(sheet, head + 1, 2);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, head, head);
}

static void put(const Form *form, lxw_row_t row, lxw_col_t column, const char *text,
                lxw_format *format) {
    if (text[0] == '\0')
        worksheet_write_blank(form->sheet, row, column, format);
    else
        worksheet_write_string(form->sheet, row, column, text, format);
}

/* What the form is for, on a sheet that nobody sees and as a property, as in Word. */
static void put_hidden(const Form *form) {
    const AnswerVisit *visit = form->visit;
    const char *says = answer_form_says(visit->arena, code_of(visit), made_for(visit));
    worksheet_write_string(form->hidden, 0, 0, says, NULL);
    workbook_set_custom_property_string(form->book, SOURCE_FORM, says);
}

/* Lines that a text takes in a column, generously. */
static double lines_of(const char *text, double width) {
    double lines = 1;
    for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        const char *end = strchr(line, '\n');
        glong letters = g_utf8_strlen(line, end == NULL ? -1 : end - line);
        lines += (double)(letters / (glong)(width * 0.95)) + (line == text ? 0 : 1);
    }
    return lines;
}

/* Not every program fits the height of a row to its text. */
static void set_height(lxw_worksheet *sheet, lxw_row_t row, double lines) {
    if (lines > 1)
        worksheet_set_row(sheet, row, MIN(lines, ROW_LINES_MAX) * LXW_DEF_ROW_HEIGHT, NULL);
}

static void offer(const Form *form, lxw_col_t column, const char *const *words,
                  const char *sentence) {
    lxw_data_validation choices = {.validate = LXW_VALIDATION_TYPE_LIST,
                                   .value_list = (char **)words,
                                   .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
                                   .error_title = "Samsyn",
                                   .error_message = (char *)sentence};
    worksheet_data_validation_range(form->sheet, HEAD_ROW + 1, column,
                                    HEAD_ROW + (lxw_row_t)form->visit->proposals.n, column,
                                    &choices);
}

static void put_rows(const Form *form) {
    const AnswerVisit *visit = form->visit;
    for (lxw_col_t column = 0; column < N_FORM_COLUMNS; column++)
        put(form, HEAD_ROW, column, form_headings[column], form->head);
    for (size_t i = 0; i < visit->proposals.n; i++) {
        lxw_row_t row = HEAD_ROW + 1 + (lxw_row_t)i;
        worksheet_write_number(form->sheet, row, 0, (double)visit->proposals.rows[i].number,
                               form->fixed);
        put(form, row, 1, visit->proposals.rows[i].title, form->fixed);
        set_height(form->sheet, row, lines_of(visit->proposals.rows[i].title, TITLE_WIDTH));
        for (lxw_col_t column = FIRST_ANSWER_COLUMN; column < N_FORM_COLUMNS; column++)
            put(form, row, column, typed(visit, i, cell_of_column[column - FIRST_ANSWER_COLUMN]),
                form->open);
    }
    if (visit->proposals.n > 0) {
        offer(form, 2, mark_choices, "Välj Hög, Medel, Låg eller Avstår.");
        offer(form, 3, participation_choices, "Välj Ja, Nej eller Vet inte.");
    }
}

/* What the proposals are about, to read beside. */
static void put_needs(const Form *form) {
    static const char *const labels[] = {"Nr", "Förslag", "Behov", "Mål", "Genomförande"};
    static const double widths[] = {5, 36, 60, 44, 50};
    const AnswerVisit *visit = form->visit;
    lxw_worksheet *sheet = form->needs;
    for (lxw_col_t column = 0; column < G_N_ELEMENTS(labels); column++) {
        worksheet_set_column(sheet, column, column, widths[column], NULL);
        worksheet_write_string(sheet, 0, column, labels[column], form->head);
    }
    for (size_t i = 0; i < visit->proposals.n; i++) {
        const AnswerProposal *proposal = &visit->proposals.rows[i];
        const char *texts[] = {proposal->title, proposal->need, proposal->goal,
                               proposal->implementation};
        lxw_row_t row = (lxw_row_t)i + 1;
        double lines = 1;
        worksheet_write_number(sheet, row, 0, (double)proposal->number, form->fixed);
        for (lxw_col_t column = 0; column < G_N_ELEMENTS(texts); column++) {
            worksheet_write_string(sheet, row, column + 1, texts[column], form->fixed);
            lines = MAX(lines, lines_of(texts[column], widths[column + 1]));
        }
        set_height(sheet, row, lines);
    }
    set_paper(sheet, 0);
}

static void put_whole(const Form *form) {
    lxw_row_t row = HEAD_ROW + 3 + (lxw_row_t)form->visit->proposals.n;
    for (int cell = 0; cell < N_WHOLE_CELLS; cell++) {
        put(form, row + (lxw_row_t)cell, 1, whole_labels[cell], form->head);
        worksheet_merge_range(form->sheet, row + (lxw_row_t)cell, 2, row + (lxw_row_t)cell,
                              N_FORM_COLUMNS - 1, form->visit->answer.draft.whole[cell],
                              form->open);
    }
}

static void set_sheet(const Form *form) {
    static const double widths[N_FORM_COLUMNS] = {5, TITLE_WIDTH, 12, 12, 12, 10, 60};
    const AnswerVisit *visit = form->visit;
    for (lxw_col_t column = 0; column < N_FORM_COLUMNS; column++)
        worksheet_set_column(form->sheet, column, column, widths[column], NULL);
    put(form, 0, 0, arena_printf(visit->arena, "Synpunkter från %s", visit->respondent->title),
        form->title);
    worksheet_write_string(
        form->sheet, 1, 0,
        arena_printf(visit->arena, "Svara senast %s. %s", last_day(visit), instructions), NULL);
    worksheet_write_string(form->sheet, 2, 0, code_of(visit), NULL);
    set_paper(form->sheet, HEAD_ROW);
    worksheet_protect(form->sheet, NULL,
                      &(lxw_protection){.format_columns = true, .format_rows = true});
    worksheet_hide(form->hidden);
}

static bool write_book(const AnswerVisit *visit, const char *path, GError **error) {
    Form form = {.visit = visit, .book = workbook_new(path)};
    if (form.book == NULL)
        return fail(error, ERROR_INTERNAL, "the form could not be begun");
    form.sheet = workbook_add_worksheet(form.book, "Svar");
    form.needs = workbook_add_worksheet(form.book, "Förslagen");
    form.hidden = workbook_add_worksheet(form.book, SOURCE_FORM);
    set_formats(&form);
    put_rows(&form);
    put_needs(&form);
    put_whole(&form);
    put_hidden(&form);
    set_sheet(&form);
    return workbook_close(form.book) == LXW_NO_ERROR ||
           fail(error, ERROR_INTERNAL, "the form could not be written");
}

static bool read_book(Arena *arena, const char *path, Bytes *ret, GError **error) {
    g_autofree char *content = NULL;
    gsize size;
    if (!g_file_get_contents(path, &content, &size, NULL))
        return fail(error, ERROR_INTERNAL, "the form could not be read back");
    uint8_t *bytes = arena_buffer(arena, size);
    memcpy(bytes, content, size);
    *ret = (Bytes){bytes, size};
    return true;
}

bool answer_form_xlsx(const AnswerVisit *visit, Bytes *ret, GError **error) {
    g_autofree char *path = NULL;
    int descriptor = g_file_open_tmp("samsyn-XXXXXX.xlsx", &path, NULL);
    if (descriptor < 0)
        return fail(error, ERROR_INTERNAL, "no temporary file for the form");
    close(descriptor);
    bool done = write_book(visit, path, error) && read_book(visit->arena, path, ret, error);
    g_unlink(path);
    return done;
}
