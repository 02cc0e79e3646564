#include "formats/pdf_table.h"

#define HEAD_RULE 1.0
#define BAND_TEXT_TOP 3.0

static TagNode *head_cell_tag(Flow *flow, TagNode *row, const TextBlock *text) {
    if (row == NULL)
        return NULL;
    TagNode *tag = tag_new(flow->arena, row, text->n_lines > 0 ? "TH" : "TD");
    if (text->n_lines > 0)
        tag->scope = "Column";
    return tag;
}

/* Headings stand on the rule, so that one line and three lines end alike. */
static void head_cell(TableFlow *table_flow, TagNode *row, size_t column) {
    Flow *flow = table_flow->flow;
    const TextBlock *text = table_flow->head[column];
    TagNode *tag = head_cell_tag(flow, row, text);
    double top = flow->y + table_flow->head_height - CELL_BOTTOM - text_height(text);
    Item *item = flow_text(flow, tag, text,
                           (Box){table_flow->x[column] + CELL_SIDE, top,
                                 table_flow->width[column] - 2 * CELL_SIDE, 0});
    if (item != NULL && table_flow->table->columns[column].kind == REPORT_COLUMN_NUMBER)
        item->align = ALIGN_RIGHT;
}

void table_head(TableFlow *table_flow, bool repeated) {
    Flow *flow = table_flow->flow;
    if (table_flow->head_height == 0)
        return;
    TagNode *row = NULL;
    if (!repeated)
        row = tag_new(flow->arena, tag_new(flow->arena, table_flow->tag, "THead"), "TR");
    for (size_t i = 0; i < table_flow->table->n_columns; i++)
        head_cell(table_flow, row, i);
    flow->y += table_flow->head_height;
    page_box(flow->arena, flow->page, COLOR_GREEN,
             (Box){table_flow->left, flow->y - HEAD_RULE, table_flow->right - table_flow->left,
                   HEAD_RULE});
}

void table_band(TableFlow *table_flow, TagNode *tag, StyleName style, const char *text) {
    Flow *flow = table_flow->flow;
    double width = table_flow->right - table_flow->left;
    const TextBlock *line = typeset_at_most(flow->typesetter, table_style(table_flow, style),
                                            width - 2 * CELL_SIDE, text, 1);
    page_box(flow->arena, flow->page, COLOR_TINT,
             (Box){table_flow->left, flow->y, width, BAND_HEIGHT});
    flow_text(
        flow, tag, line,
        (Box){table_flow->left + CELL_SIDE, flow->y + BAND_TEXT_TOP, width - 2 * CELL_SIDE, 0});
    flow->y += BAND_HEIGHT;
}

void table_new_page(TableFlow *table_flow) {
    Flow *flow = table_flow->flow;
    flow_new_page(flow);
    table_head(table_flow, true);
    if (table_flow->band == NULL)
        return;
    table_band(table_flow, NULL, STYLE_BAND_CONTINUED,
               arena_printf(flow->arena, "%s, %s", table_flow->band->text, flow->words->continued));
}
