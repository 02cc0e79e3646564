#include <string.h>

#include "formats/docx_reading.h"

static void read_cell_properties(Docx *docx, Cell *cell) {
    for (int inside = xml_enter(docx->xml); xml_child(docx->xml, inside);) {
        bool merge = xml_is(docx->xml, XML_WORD, "vMerge") || xml_is(docx->xml, XML_WORD, "hMerge");
        bool span = xml_is(docx->xml, XML_WORD, "gridSpan");
        const char *value = xml_attribute(docx->xml, "val");
        if (merge)
            cell->continues |= value == NULL || strcmp(value, "restart") != 0;
        else if (span && value != NULL)
            g_ascii_string_to_unsigned(value, 10, 1, SOURCE_MAX_COLUMNS + 1, &cell->span, NULL);
    }
}

static void add_empty_cells(Docx *docx, guint64 count) {
    for (guint64 i = 0; i < count; i++)
        source_builder_clean_cell(docx->builder, docx->line, "");
}

static void put_cell(Docx *docx, const Cell *cell) {
    docx->n_merged_texts += cell->continues && docx_has_visible(cell->text->str);
    if (cell->continues)
        add_empty_cells(docx, 1);
    else
        source_builder_cell(docx->builder, docx->line, cell->text->str, cell->text->len);
    add_empty_cells(docx, cell->span - 1);
}

void docx_read_cell(Docx *docx) {
    if (docx->cell != NULL) {
        docx_read_content(docx);
        return;
    }
    if (docx->row_deleted)
        return;
    g_autoptr(GString) text = g_string_new(NULL);
    Cell cell = {.text = text, .span = 1};
    docx->cell = &cell;
    for (int inside = xml_enter(docx->xml); xml_child(docx->xml, inside);) {
        if (xml_is(docx->xml, XML_WORD, "tcPr"))
            read_cell_properties(docx, &cell);
        else
            docx_read_element(docx);
    }
    docx_put_carry(docx);
    docx->cell = NULL;
    put_cell(docx, &cell);
}

static void read_row_properties(Docx *docx, guint64 *after) {
    guint64 before = 0;
    for (int inside = xml_enter(docx->xml); xml_child(docx->xml, inside);) {
        bool is_before = xml_is(docx->xml, XML_WORD, "gridBefore");
        bool is_after = xml_is(docx->xml, XML_WORD, "gridAfter");
        const char *value = xml_attribute(docx->xml, "val");
        if ((is_before || is_after) && value != NULL)
            g_ascii_string_to_unsigned(value, 10, 0, SOURCE_MAX_COLUMNS + 1,
                                       is_before ? &before : after, NULL);
        else if (xml_is(docx->xml, XML_WORD, "del"))
            docx->row_deleted = true;
    }
    docx->n_deletions += docx->row_deleted;
    add_empty_cells(docx, docx->row_deleted ? 0 : before);
}

void docx_read_row(Docx *docx) {
    guint64 after = 0;
    if (docx->cell != NULL) {
        docx_read_content(docx);
        return;
    }
    docx->line++;
    docx->row_deleted = false;
    for (int inside = xml_enter(docx->xml); xml_child(docx->xml, inside);) {
        if (xml_is(docx->xml, XML_WORD, "trPr"))
            read_row_properties(docx, &after);
        else
            docx_read_element(docx);
    }
    if (!docx->row_deleted)
        add_empty_cells(docx, after);
    docx->row_deleted = false;
    if (source_builder_pending(docx->builder) > 0)
        source_builder_row(docx->builder, docx->line, docx->table);
}

void docx_read_table(Docx *docx) {
    if (docx->cell != NULL) {
        docx_read_content(docx);
        return;
    }
    int around = docx->table;
    docx->table = ++docx->n_tables;
    docx_read_content(docx);
    docx->table = around;
    source_builder_break(docx->builder, docx->line);
}
