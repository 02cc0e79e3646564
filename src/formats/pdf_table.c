#include "formats/pdf_table.h"

#include <math.h>

#define TOTAL_RULE 0.8
#define SPLIT_LINES 8   /* a row taller than a page begins where this much of it has room */
#define ROWS_KEPT 40    /* a table of at most so many rows is moved whole … */
#define SHARE_KEPT 0.55 /* … when it takes at most this share of a page */
#define TABLE_BEFORE 8.0
#define TABLE_AFTER 12.0

StyleName table_style(const TableFlow *table_flow, StyleName style) {
    bool narrow = table_flow->table->options & REPORT_TABLE_NARROW;
    return narrow ? style + (STYLE_NARROW_HEAD - STYLE_TABLE_HEAD) : style;
}

static void set_columns(TableFlow *table_flow) {
    const ReportTable *table = table_flow->table;
    double sum = 0, x = table_flow->left;
    for (size_t i = 0; i < table->n_columns; i++)
        sum += table->columns[i].width;
    for (size_t i = 0; i < table->n_columns; i++) {
        table_flow->x[i] = x;
        table_flow->width[i] =
            (table_flow->right - table_flow->left) * table->columns[i].width / sum;
        x += table_flow->width[i];
    }
}

static void set_head(TableFlow *table_flow) {
    const ReportTable *table = table_flow->table;
    for (size_t i = 0; i < table->n_columns; i++) {
        double measure = table_flow->width[i] - 2 * CELL_SIDE;
        table_flow->head[i] =
            typeset(table_flow->flow->typesetter, table_style(table_flow, STYLE_TABLE_HEAD),
                    fmax(measure, 1), table->columns[i].heading);
        double height = text_height(table_flow->head[i]);
        if (height > 0)
            table_flow->head_height =
                fmax(table_flow->head_height, height + CELL_TOP + CELL_BOTTOM);
    }
}

void table_flow_begin(TableFlow *table_flow, Flow *flow, const ReportTable *table) {
    *table_flow = (TableFlow){.flow = flow, .table = table, .left = flow->left};
    bool narrow = table->options & REPORT_TABLE_NARROW;
    table_flow->right = flow->left + (narrow ? fmin(TEXT_MEASURE, flow->width) : flow->width);
    set_columns(table_flow);
    set_head(table_flow);
}

double table_capacity(const TableFlow *table_flow) {
    double forms = table_flow->head_height + (table_flow->band != NULL ? BAND_HEIGHT : 0);
    return table_flow->flow->bottom - MARGIN_TOP - forms;
}

static double row_height(const TableFlow *table_flow, const ReportRow *row) {
    SetRow set;
    if (row->kind == REPORT_ROW_BAND)
        return BAND_HEIGHT;
    table_set_row(table_flow, row, &set);
    return set.height;
}

/* What has to have room where the row begins: the row, or the beginning of one taller than a page;
 * with a band its first row, with a row the sum below it. */
static double needed_by_row(const TableFlow *table_flow, const ReportRow *row) {
    double height = row_height(table_flow, row);
    const ReportRow *next = row->next;
    if (row->kind == REPORT_ROW_BAND)
        return height + (next != NULL && next->kind != REPORT_ROW_BAND
                             ? needed_by_row(table_flow, next)
                             : 0);
    if (height > table_capacity(table_flow))
        return SPLIT_LINES * style_of(table_style(table_flow, STYLE_CELL))->pitch + CELL_TOP +
               CELL_BOTTOM;
    bool sum_follows = next != NULL && next->kind == REPORT_ROW_TOTAL;
    return height + (sum_follows ? row_height(table_flow, next) : 0);
}

static void place_band(TableFlow *table_flow, const ReportRow *row) {
    Flow *flow = table_flow->flow;
    bool in_contents = table_flow->table->options & REPORT_TABLE_BANDS_IN_CONTENTS;
    table_flow->band = row;
    if (in_contents)
        flow_landmark(flow, row, row->text, 4);
    table_flow->body = tag_new(flow->arena, table_flow->tag, "TBody");
    TagNode *tag = tag_new(flow->arena, tag_new(flow->arena, table_flow->body, "TR"), "TH");
    tag->scope = "Column";
    tag->n_columns = (int)table_flow->table->n_columns;
    table_band(table_flow, tag, STYLE_BAND, row->text);
}

static void place(TableFlow *table_flow, const ReportRow *row) {
    Flow *flow = table_flow->flow;
    bool band = row->kind == REPORT_ROW_BAND;
    double gap = band && row != table_flow->table->rows ? BAND_GAP : 0;
    if (gap + needed_by_row(table_flow, row) > flow_room(flow) + 0.01) {
        if (band)
            table_flow->band = NULL;
        table_new_page(table_flow);
    } else {
        flow->y += gap;
    }
    if (band) {
        place_band(table_flow, row);
        return;
    }
    if (table_flow->body == NULL)
        table_flow->body = tag_new(flow->arena, table_flow->tag, "TBody");
    SetRow set;
    table_set_row(table_flow, row, &set);
    if (row->kind == REPORT_ROW_TOTAL)
        page_box(flow->arena, flow->page, COLOR_GREEN,
                 (Box){table_flow->left, flow->y - TOTAL_RULE / 2,
                       table_flow->right - table_flow->left, TOTAL_RULE});
    table_place_row(table_flow, row, &set);
}

static bool is_kept_whole(const TableFlow *table_flow) {
    double height = table_flow->head_height, page = table_flow->flow->bottom - MARGIN_TOP;
    int n = 0;
    for (const ReportRow *row = table_flow->table->rows; row != NULL; row = row->next) {
        if (++n > ROWS_KEPT)
            return false;
        height += row_height(table_flow, row) + (row->kind == REPORT_ROW_BAND ? BAND_GAP : 0);
    }
    return height <= SHARE_KEPT * page && height > flow_room(table_flow->flow);
}

static double beginning(const TableFlow *table_flow) {
    const ReportRow *first = table_flow->table->rows;
    return table_flow->head_height + (first != NULL ? needed_by_row(table_flow, first) : 0);
}

double flow_table_beginning(Flow *flow, const ReportTable *table) {
    TableFlow table_flow;
    table_flow_begin(&table_flow, flow, table);
    return is_kept_whole(&table_flow) ? flow_room(flow) + 1 : beginning(&table_flow);
}

void flow_table(Flow *flow, const ReportTable *table) {
    TableFlow table_flow;
    table_flow_begin(&table_flow, flow, table);
    flow_space(flow, TABLE_BEFORE);
    bool moved = is_kept_whole(&table_flow) || beginning(&table_flow) > flow_room(flow);
    if (moved && !flow_at_top(flow))
        flow_new_page(flow);
    table_flow.tag = tag_new(flow->arena, flow->section, "Table");
    table_head(&table_flow, false);
    for (const ReportRow *row = table->rows; row != NULL && !flow->has_too_many_pages;
         row = row->next)
        place(&table_flow, row);
    flow->gap = TABLE_AFTER;
}
