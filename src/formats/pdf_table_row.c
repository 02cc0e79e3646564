#include "formats/pdf_table.h"

#include <math.h>

#define CHIP_GAP 2.5
#define CHIP_LINE (CHIP_HEIGHT + CHIP_GAP)
#define ROW_RULE 0.4
#define NAME_LINES_REPEATED 3

static double cell_measure(const TableFlow *table_flow, size_t column) {
    return fmax(table_flow->width[column] - 2 * CELL_SIDE, 1);
}

static size_t chips_per_line(double measure) {
    return (size_t)fmax(1, floor((measure + CHIP_GAP) / (CHIP_WIDTH + CHIP_GAP)));
}

static StyleName cell_style(const TableFlow *table_flow, const ReportRow *row, size_t column) {
    bool is_name = table_flow->table->columns[column].kind == REPORT_COLUMN_NAME;
    if (row->kind == REPORT_ROW_TOTAL)
        return table_style(table_flow, STYLE_CELL_TOTAL);
    return table_style(table_flow, is_name ? STYLE_CELL_NAME : STYLE_CELL);
}

static void set_cell(const TableFlow *table_flow, const ReportRow *row, size_t column,
                     SetRow *set) {
    const ReportCell *cell = &row->cells[column];
    double measure = cell_measure(table_flow, column);
    size_t per_line = chips_per_line(measure);
    set->cells[column] = typeset(table_flow->flow->typesetter, cell_style(table_flow, row, column),
                                 measure, cell->text);
    set->chips[column] = (double)((cell->n_goals + per_line - 1) / per_line) * CHIP_LINE;
    set->height = fmax(set->height, set->chips[column] + text_height(set->cells[column]));
}

void table_set_row(const TableFlow *table_flow, const ReportRow *row, SetRow *ret_row) {
    SetRow set = {.height = style_of(table_style(table_flow, STYLE_CELL))->pitch};
    if (row->cells == NULL) {
        double measure = table_flow->right - table_flow->left - 2 * CELL_SIDE;
        set.cells[0] = typeset(table_flow->flow->typesetter,
                               table_style(table_flow, STYLE_CELL_REMARK), measure, row->text);
        set.height = fmax(set.height, text_height(set.cells[0]));
    } else {
        for (size_t i = 0; i < table_flow->table->n_columns; i++)
            set_cell(table_flow, row, i, &set);
    }
    set.height += CELL_TOP + CELL_BOTTOM;
    *ret_row = set;
}

static void place_chips(TableFlow *table_flow, TagNode *tag, const ReportCell *cell,
                        size_t column) {
    Flow *flow = table_flow->flow;
    size_t per_line = chips_per_line(cell_measure(table_flow, column));
    for (size_t i = 0; i < cell->n_goals; i++) {
        TagNode *span = tag_new(flow->arena, tag, "Span");
        span->alternative =
            arena_printf(flow->arena, "%d %s", cell->goals[i]->number, cell->goals[i]->name);
        flow_chip(flow, span, cell->goals[i],
                  table_flow->x[column] + CELL_SIDE +
                      (double)(i % per_line) * (CHIP_WIDTH + CHIP_GAP),
                  flow->y + CELL_TOP + (double)(i / per_line) * CHIP_LINE);
    }
}

static TagNode *cell_tag(TableFlow *table_flow, TagNode *row, size_t column) {
    bool is_name = table_flow->table->columns[column].kind == REPORT_COLUMN_NAME;
    TagNode *tag = tag_new(table_flow->flow->arena, row, is_name ? "TH" : "TD");
    if (is_name)
        tag->scope = "Row";
    return tag;
}

static Box cell_box(const TableFlow *table_flow, size_t column, double top) {
    return (Box){table_flow->x[column] + CELL_SIDE, table_flow->flow->y + CELL_TOP + top,
                 cell_measure(table_flow, column), 0};
}

static void place_rule(TableFlow *table_flow) {
    Flow *flow = table_flow->flow;
    page_box(flow->arena, flow->page, COLOR_LINE,
             (Box){table_flow->left, flow->y - ROW_RULE, table_flow->right - table_flow->left,
                   ROW_RULE});
}

/* The row's name again where a row goes on and its own name has ended. */
static double repeat_name(TableFlow *table_flow, const ReportRow *row, const SetRow *set) {
    Flow *flow = table_flow->flow;
    if (row->cells == NULL)
        return 0;
    const char *name = set->cells[0]->n_lines > NAME_LINES_REPEATED ? "" : row->cells[0].text;
    const char *text =
        arena_printf(flow->arena, "%s%s%s", name, *name ? ", " : "", flow->words->continued);
    Box box = cell_box(table_flow, 0, 0);
    const TextBlock *block =
        typeset(flow->typesetter, table_style(table_flow, STYLE_CELL_REMARK), box.width, text);
    flow_text(flow, NULL, block, box);
    return text_height(block);
}

/* A row that is being placed, a piece to a page. */
typedef struct Pieces {
    TagNode *tags[REPORT_COLUMN_LIMIT];
    int done[REPORT_COLUMN_LIMIT]; /* lines placed */
    size_t n_cells;
    bool spans; /* one cell over all columns */
} Pieces;

static bool is_done(const Pieces *pieces, const SetRow *set) {
    for (size_t i = 0; i < pieces->n_cells; i++)
        if (pieces->done[i] < set->cells[i]->n_lines)
            return false;
    return true;
}

static void begin_pieces(TableFlow *table_flow, const ReportRow *row, Pieces *ret_pieces) {
    Arena *arena = table_flow->flow->arena;
    TagNode *tag = tag_new(arena, table_flow->body, "TR");
    *ret_pieces = (Pieces){.n_cells = table_flow->table->n_columns};
    if (row->cells == NULL) {
        ret_pieces->n_cells = 1;
        ret_pieces->spans = true;
        ret_pieces->tags[0] = tag_new(arena, tag, "TD");
        ret_pieces->tags[0]->n_columns = (int)table_flow->table->n_columns;
        return;
    }
    for (size_t i = 0; i < ret_pieces->n_cells; i++) {
        ret_pieces->tags[i] = cell_tag(table_flow, tag, i);
        place_chips(table_flow, ret_pieces->tags[i], &row->cells[i], i);
    }
}

/* As many lines of the cell as the page has room for below `top`; returns where they end. */
static double place_piece(TableFlow *table_flow, Pieces *pieces, const TextBlock *text, size_t i,
                          double top) {
    double pitch = style_of(text->style)->pitch;
    double room = flow_room(table_flow->flow) - CELL_TOP - CELL_BOTTOM - top;
    int here = MIN(text->n_lines - pieces->done[i], (int)fmax(1, floor((room + 0.01) / pitch)));
    Box box = cell_box(table_flow, i, top);
    if (pieces->spans)
        box.width = table_flow->right - table_flow->left - 2 * CELL_SIDE;
    Item *item = flow_lines(table_flow->flow, pieces->tags[i], text, box, pieces->done[i], here);
    bool is_number = table_flow->table->columns[i].kind == REPORT_COLUMN_NUMBER;
    if (item != NULL && is_number && !pieces->spans)
        item->align = ALIGN_RIGHT;
    pieces->done[i] += here;
    return top + here * pitch;
}

void table_place_row(TableFlow *table_flow, const ReportRow *row, const SetRow *set) {
    Flow *flow = table_flow->flow;
    Pieces pieces;
    begin_pieces(table_flow, row, &pieces);
    for (bool first = true; !flow->has_too_many_pages; first = false) {
        double end = style_of(table_style(table_flow, STYLE_CELL))->pitch;
        if (!first && pieces.done[0] == set->cells[0]->n_lines)
            end = fmax(end, repeat_name(table_flow, row, set));
        for (size_t i = 0; i < pieces.n_cells; i++)
            end = fmax(
                end, place_piece(table_flow, &pieces, set->cells[i], i, first ? set->chips[i] : 0));
        flow->y += CELL_TOP + end + CELL_BOTTOM;
        if (is_done(&pieces, set))
            break;
        table_new_page(table_flow);
    }
    place_rule(table_flow);
}
