#include "formats/docx_writing.h"

#include <math.h>
#include <string.h>

#define LETTER_WIDTH 80.0    /* twips, of text in a cell */
#define LINES_ON_A_PAGE 42.0 /* of a table on a wide page */
#define CHOOSE "Välj"        /* stands in a cell where nothing has been chosen */

typedef struct DocxTable {
    Docx *docx;
    const ReportTable *table;
    int widths[REPORT_COLUMN_LIMIT], width; /* twips */
    const char *prefix;                     /* of the styles of cells */
} DocxTable;

static void set_widths(DocxTable *writing) {
    const ReportTable *table = writing->table;
    double sum = 0;
    int left = writing->width;
    for (size_t i = 0; i < table->n_columns; i++)
        sum += table->columns[i].width;
    for (size_t i = 0; i + 1 < table->n_columns; i++) {
        writing->widths[i] = (int)(writing->width * table->columns[i].width / sum);
        left -= writing->widths[i];
    }
    writing->widths[table->n_columns - 1] = left;
}

static const char *style_name(const DocxTable *writing, const char *name) {
    return arena_printf(writing->docx->arena, "%s%s", writing->prefix, name);
}

static void begin_cell(GString *xml, int width, const char *properties) {
    g_string_append_printf(xml, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>%s</w:tcPr>",
                           width, properties);
}

static void begin_row(GString *xml, const char *properties) {
    g_string_append_printf(xml, "<w:tr><w:trPr>%s</w:trPr>", properties);
}

static const char *alignment(const DocxTable *writing, size_t column) {
    return writing->table->columns[column].kind == REPORT_COLUMN_NUMBER ? "<w:jc w:val=\"right\"/>"
                                                                        : "";
}

static void add_head(const DocxTable *writing) {
    GString *xml = writing->docx->xml;
    begin_row(xml, "<w:cantSplit/><w:tblHeader/>");
    for (size_t i = 0; i < writing->table->n_columns; i++) {
        begin_cell(xml, writing->widths[i], "<w:vAlign w:val=\"bottom\"/>");
        docx_paragraph(xml, style_name(writing, "huvud"), alignment(writing, i),
                       writing->table->columns[i].heading);
        g_string_append(xml, "</w:tc>");
    }
    g_string_append(xml, "</w:tr>");
}

static const ReportGoalFamily *family_of(const Report *report, const ReportGoal *goal) {
    for (const ReportGoalFamily *family = report->families; family != NULL; family = family->next)
        for (const ReportGoal *own = family->goals; own != NULL; own = own->next)
            if (own == goal)
                return family;
    return NULL;
}

void docx_chip(GString *xml, const ReportGoal *goal) {
    g_string_append_printf(
        xml,
        "<w:r><w:rPr><w:rStyle w:val=\"%s\"/></w:rPr><w:t xml:space=\"preserve\">\u00A0%d\u00A0"
        "</w:t></w:r>",
        goal->chip == REPORT_CHIP_FILLED ? "Malnummerfyllt" : "Malnummerkontur", goal->number);
}

/* A line for each family of goals: its name says in words what the look of the numbers does. */
static void add_goals(const DocxTable *writing, const ReportCell *cell) {
    GString *xml = writing->docx->xml;
    const ReportGoalFamily *latest = NULL;
    for (size_t i = 0; i < cell->n_goals; i++) {
        const ReportGoalFamily *family = family_of(writing->docx->report, cell->goals[i]);
        if (family != latest) {
            docx_runs(
                xml, "",
                arena_printf(writing->docx->arena, "%s%s\n", i > 0 ? "\n" : "", family->name));
            latest = family;
        } else if (i > 0) {
            docx_runs(xml, "", " ");
        }
        docx_chip(xml, cell->goals[i]);
    }
    if (cell->n_goals > 0 && *cell->text != '\0')
        docx_runs(xml, "", "\n");
}

static const char *cell_style(const DocxTable *writing, const ReportRow *row, size_t column) {
    if (row->kind == REPORT_ROW_TOTAL)
        return style_name(writing, "summa");
    return style_name(writing,
                      writing->table->columns[column].kind == REPORT_COLUMN_NAME ? "namn" : "text");
}

static const char *rule_above(const DocxTable *writing) {
    return arena_printf(writing->docx->arena,
                        "<w:tcBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" "
                        "w:color=\"%s\"/></w:tcBorders>",
                        docx_color(writing->docx->arena, COLOR_GREEN));
}

/* A list to choose from (17.5.2.15), with what is chosen or a word that asks for it. */
static void add_choices(GString *xml, const ReportColumn *column, const char *text) {
    xml_add(xml, "<w:sdt><w:sdtPr><w:alias w:val=\"%s\"/>", column->heading);
    g_string_append(xml, *text == '\0' ? "<w:showingPlcHdr/><w:dropDownList>" : "<w:dropDownList>");
    for (const char *const *word = column->choices; *word != NULL; word++)
        xml_add(xml, "<w:listItem w:displayText=\"%s\" w:value=\"%s\"/>", *word, *word);
    g_string_append(xml, "</w:dropDownList></w:sdtPr><w:sdtContent>");
    if (*text == '\0')
        docx_runs(xml, "<w:color w:val=\"6B6B6B\"/>", CHOOSE);
    else
        docx_runs(xml, "", text);
    g_string_append(xml, "</w:sdtContent></w:sdt>");
}

static void add_cell(const DocxTable *writing, const ReportRow *row, size_t column) {
    GString *xml = writing->docx->xml;
    bool before_total = row->next != NULL && row->next->kind == REPORT_ROW_TOTAL;
    begin_cell(xml, writing->widths[column],
               row->kind == REPORT_ROW_TOTAL ? rule_above(writing) : "");
    g_string_append_printf(xml, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s%s</w:pPr>",
                           cell_style(writing, row, column), before_total ? "<w:keepNext/>" : "",
                           alignment(writing, column));
    const ReportCell *cell = &row->cells[column];
    if (cell->words == NULL)
        add_goals(writing, cell);
    if (writing->table->columns[column].choices != NULL)
        add_choices(xml, &writing->table->columns[column], cell->text);
    else
        docx_runs(xml, "", cell->words == NULL ? cell->text : cell->words);
    g_string_append(xml, "</w:p></w:tc>");
}

/* One text over all columns. */
static void add_wide_cell(const DocxTable *writing, const ReportRow *row) {
    Docx *docx = writing->docx;
    bool is_band = row->kind == REPORT_ROW_BAND;
    begin_cell(docx->xml, writing->width,
               arena_printf(docx->arena, "<w:gridSpan w:val=\"%zu\"/>%s", writing->table->n_columns,
                            is_band ? arena_printf(docx->arena,
                                                   "<w:shd w:val=\"clear\" w:color=\"auto\" "
                                                   "w:fill=\"%s\"/>",
                                                   docx_color(docx->arena, COLOR_TINT))
                                    : ""));
    g_string_append_printf(docx->xml, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>",
                           style_name(writing, is_band ? "band" : "upplysning"));
    docx_bookmarked(docx, row, row->text);
    g_string_append(docx->xml, "</w:p></w:tc>");
}

/* A row that no page has room for has to go on, or its end could be cut off. Reckoned from the
 * letters, so generously: twice the room that they take. */
static bool is_taller_than_a_page(const DocxTable *writing, const ReportRow *row) {
    double most = 0;
    for (size_t i = 0; row->cells != NULL && i < writing->table->n_columns; i++) {
        const ReportCell *cell = &row->cells[i];
        const char *text = cell->words == NULL ? cell->text : cell->words;
        double lines = (double)g_utf8_strlen(text, -1) * LETTER_WIDTH / writing->widths[i];
        for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++)
            lines++;
        most = fmax(most, lines);
    }
    return most > LINES_ON_A_PAGE / 2;
}

static void add_row(const DocxTable *writing, const ReportRow *row) {
    GString *xml = writing->docx->xml;
    begin_row(xml, is_taller_than_a_page(writing, row) ? "" : "<w:cantSplit/>");
    if (row->cells == NULL)
        add_wide_cell(writing, row);
    for (size_t i = 0; row->cells != NULL && i < writing->table->n_columns; i++)
        add_cell(writing, row, i);
    g_string_append(xml, "</w:tr>");
}

/* What a screen reader says before it enters the table. */
static const char *description(const DocxTable *writing) {
    const ReportTable *table = writing->table;
    g_autoptr(GString) text = g_string_new(writing->docx->words->columns);
    const char *before = ": ";
    for (size_t i = 0; i < table->n_columns; i++) {
        if (*table->columns[i].heading == '\0')
            continue;
        g_string_append_printf(text, "%s%s", before, table->columns[i].heading);
        before = ", ";
    }
    return arena_strdup(writing->docx->arena, text->str);
}

static void begin_table(const DocxTable *writing) {
    GString *xml = writing->docx->xml;
    xml_add(xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Plantabell\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
            "<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"00A0\" w:firstRow=\"1\" "
            "w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"1\" "
            "w:noVBand=\"1\"/><w:tblCaption w:val=\"%s\"/><w:tblDescription w:val=\"%s\"/>"
            "</w:tblPr><w:tblGrid>",
            writing->width, writing->table->caption, description(writing));
    for (size_t i = 0; i < writing->table->n_columns; i++)
        g_string_append_printf(xml, "<w:gridCol w:w=\"%d\"/>", writing->widths[i]);
    g_string_append(xml, "</w:tblGrid>");
}

void docx_table(Docx *docx, const ReportTable *table) {
    bool is_narrow = (table->options & REPORT_TABLE_NARROW) != 0;
    DocxTable writing = {.docx = docx,
                         .table = table,
                         .width = is_narrow ? TWIPS(TEXT_MEASURE) : docx_text_width(docx),
                         .prefix = is_narrow ? "Smaltabell" : "Tabell"};
    set_widths(&writing);
    begin_table(&writing);
    add_head(&writing);
    for (const ReportRow *row = table->rows; row != NULL; row = row->next)
        add_row(&writing, row);
    g_string_append(docx->xml, "</w:tbl>");
}
