#include "formats/pdf_flow.h"

#include <math.h>

#define COLUMN_WIDTH_WANTED 165.0
#define COLUMN_GAP 14.0
#define NAME_INDENT (CHIP_WIDTH + 6.0)
#define ROW_GAP 3.0
#define FAMILY_GAP 10.0
#define ROWS_TOGETHER 3 /* that follow a family's name on its page */

void flow_chip(Flow *flow, TagNode *tag, const ReportGoal *goal, double x, double y) {
    StyleName style = goal->chip == REPORT_CHIP_FILLED ? STYLE_CHIP_FILLED : STYLE_CHIP_OUTLINED;
    const char *number = arena_printf(flow->arena, "%d", goal->number);
    const TextBlock *text = typeset(flow->typesetter, style, G_MAXDOUBLE, number);
    Item *ground =
        page_item(flow->arena, flow->page, ITEM_CHIP, tag, (Box){x, y, CHIP_WIDTH, CHIP_HEIGHT});
    ground->chip = goal->chip;
    Item *figure = flow_text(flow, tag, text,
                             (Box){x, y + (CHIP_HEIGHT - text_height(text)) / 2, CHIP_WIDTH, 0});
    figure->align = ALIGN_CENTER;
}

static const ReportGoal *next_used(const ReportGoal *goal) {
    while (goal != NULL && !goal->is_used)
        goal = goal->next;
    return goal;
}

static const TextBlock *set_name(Flow *flow, const ReportGoal *goal, double column) {
    return typeset(flow->typesetter, STYLE_CELL, column - NAME_INDENT - COLUMN_GAP, goal->name);
}

static void flow_goal(Flow *flow, TagNode *list, const ReportGoal *goal, double x, double column) {
    TagNode *item = tag_new(flow->arena, list, "LI");
    flow_chip(flow, tag_new(flow->arena, item, "Lbl"), goal, x, flow->y);
    flow_text(flow, tag_new(flow->arena, item, "LBody"), set_name(flow, goal, column),
              (Box){x + NAME_INDENT, flow->y + 0.5, column - NAME_INDENT - COLUMN_GAP, 0});
}

typedef struct LegendGrid {
    int n_columns, n_rows;
    double column, row; /* width and height of a place */
} LegendGrid;

static LegendGrid set_grid(Flow *flow, const ReportGoal *goal) {
    int n_columns = (int)fmax(1, floor(flow->width / COLUMN_WIDTH_WANTED)), n_goals = 0;
    LegendGrid grid = {
        .n_columns = n_columns, .column = flow->width / n_columns, .row = CHIP_HEIGHT};
    for (; goal != NULL; goal = next_used(goal->next), n_goals++)
        grid.row = fmax(grid.row, text_height(set_name(flow, goal, grid.column)));
    grid.row += ROW_GAP;
    grid.n_rows = (n_goals + n_columns - 1) / n_columns;
    return grid;
}

/* As many goals as the page has room for, column by column; returns the goal that comes next. */
static const ReportGoal *flow_goals(Flow *flow, TagNode *list, const ReportGoal *goal) {
    LegendGrid grid = set_grid(flow, goal);
    int room = (int)fmax(1, floor(flow_room(flow) / grid.row)), n_rows = MIN(grid.n_rows, room);
    double top = flow->y;
    for (int i = 0; i < n_rows * grid.n_columns && goal != NULL;
         i++, goal = next_used(goal->next)) {
        flow->y = top + i % n_rows * grid.row;
        flow_goal(flow, list, goal, flow->left + i / n_rows * grid.column, grid.column);
    }
    flow->y = top + n_rows * grid.row;
    if (goal != NULL)
        flow_new_page(flow);
    return goal;
}

static void flow_family(Flow *flow, const ReportGoalFamily *family) {
    const ReportGoal *goal = next_used(family->goals);
    if (goal == NULL)
        return;
    const TextBlock *name = typeset(flow->typesetter, STYLE_CELL_NAME, flow->width, family->name);
    flow_space(flow, FAMILY_GAP);
    LegendGrid grid = set_grid(flow, goal);
    if (text_height(name) + MIN(grid.n_rows, ROWS_TOGETHER) * grid.row > flow_room(flow) &&
        !flow_at_top(flow))
        flow_new_page(flow);
    flow_running_text(flow, tag_new(flow->arena, flow->section, "P"), name, flow->left,
                      flow->width);
    flow->y += ROW_GAP;
    TagNode *list = tag_new(flow->arena, flow->section, "L");
    list->numbering = "Decimal";
    while (goal != NULL && !flow->has_too_many_pages)
        goal = flow_goals(flow, list, goal);
}

void flow_legend(Flow *flow) {
    for (const ReportGoalFamily *family = flow->report->families; family; family = family->next)
        flow_family(flow, family);
    flow->gap = FAMILY_GAP;
}
