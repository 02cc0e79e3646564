#pragma once
#include "formats/pdf_flow.h"

/* A table on its way onto pages. */
typedef struct TableFlow {
    Flow *flow;
    const ReportTable *table;
    double x[REPORT_COLUMN_LIMIT], width[REPORT_COLUMN_LIMIT]; /* of columns, padding included */
    double left, right;                                        /* of the whole table */
    const TextBlock *head[REPORT_COLUMN_LIMIT];
    double head_height; /* 0 when no column has a heading */
    TagNode *tag, *body;
    const ReportRow *band; /* the category that the rows stand under; NULL before the first */
} TableFlow;

/* Room between a cell's edge and its text. */
#define CELL_SIDE 4.0
#define CELL_TOP 3.0
#define CELL_BOTTOM 4.0
#define BAND_HEIGHT 17.0
#define BAND_GAP 6.0

/* A style of tables in this table's size. */
StyleName table_style(const TableFlow *table_flow, StyleName style);

void table_flow_begin(TableFlow *table_flow, Flow *flow, const ReportTable *table);

/* The repeated head, and the category when it goes on from the page before. */
void table_new_page(TableFlow *table_flow);

/* The head, at the flow's place: as header cells the first time, as decoration when repeated. */
void table_head(TableFlow *table_flow, bool repeated);

/* A tinted band over all columns, at the flow's place; `tag` NULL when it repeats one. */
void table_band(TableFlow *table_flow, TagNode *tag, StyleName style, const char *text);

/* The height left for rows on a page of their own. */
double table_capacity(const TableFlow *table_flow);

/* A row of cells, set. */
typedef struct SetRow {
    const TextBlock *cells[REPORT_COLUMN_LIMIT];
    double chips[REPORT_COLUMN_LIMIT]; /* the height of each cell's chips */
    double height;
} SetRow;
void table_set_row(const TableFlow *table_flow, const ReportRow *row, SetRow *ret_row);

/* Places a row that fits, or one taller than a page over several. */
void table_place_row(TableFlow *table_flow, const ReportRow *row, const SetRow *set);
