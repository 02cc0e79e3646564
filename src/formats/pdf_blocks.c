#include "formats/pdf_flow.h"

#define BULLET "•"
#define BULLET_INDENT 12.0
#define PARAGRAPH_GAP 7.0
#define ITEM_GAP 2.5
#define HEADINGS_IN_A_ROW 4
#define INTRODUCTION_LINES 4 /* a text so short that stands before a table keeps to it */

static const struct {
    StyleName style;
    double before, after;
    const char *role;
} headings[] = {
    [1] = {STYLE_HEADING_1, 26, 10, "H1"},
    [2] = {STYLE_HEADING_2, 18, 5, "H2"},
    [3] = {STYLE_HEADING_3, 12, 3, "H3"},
};

static const TextBlock *set_heading(Flow *flow, const ReportBlock *block) {
    return typeset(flow->typesetter, headings[block->level].style, flow->width, block->text);
}

static const TextBlock *set_paragraph(Flow *flow, const ReportBlock *block) {
    StyleName style = block->kind == REPORT_NOTE ? STYLE_NOTE : STYLE_BODY;
    return typeset(flow->typesetter, style, TEXT_MEASURE, block->text);
}

static const TextBlock *set_list_item(Flow *flow, const ReportListItem *item) {
    return typeset(flow->typesetter, STYLE_BODY, TEXT_MEASURE - BULLET_INDENT, item->text);
}

static double beginning_of_paragraph(Flow *flow, const ReportBlock *block) {
    const TextBlock *text = set_paragraph(flow, block);
    bool introduces = block->next != NULL && block->next->kind == REPORT_TABLE;
    if (!introduces || text->n_lines > INTRODUCTION_LINES)
        return flow_first_lines(text);
    double top = flow->y, used = text_height(text) + PARAGRAPH_GAP;
    flow->y += used;
    used += flow_table_beginning(flow, block->next->table);
    flow->y = top;
    return used;
}

/* The least of a block that has to stand below a heading. */
static double beginning(Flow *flow, const ReportBlock *block) {
    switch (block->kind) {
    case REPORT_PARAGRAPH:
    case REPORT_NOTE:
        return beginning_of_paragraph(flow, block);
    case REPORT_LIST:
        return flow_first_lines(set_list_item(flow, block->list.first));
    case REPORT_TABLE:
        return flow_table_beginning(flow, block->table);
    default:
        return 0;
    }
}

static double needed_by_heading(Flow *flow, const ReportBlock *block) {
    double needed = 0;
    for (int i = 0; i < HEADINGS_IN_A_ROW && block != NULL && block->kind == REPORT_HEADING; i++) {
        double before = i == 0 ? 0 : headings[block->level].before;
        needed += before + text_height(set_heading(flow, block)) + headings[block->level].after;
        block = block->next;
    }
    if (block == NULL)
        return needed;
    double top = flow->y;
    flow->y += needed;
    needed += beginning(flow, block);
    flow->y = top;
    return needed;
}

/* No level is left out on the way down (ISO 14289-1, 7.4.2). */
static const char *heading_role(Flow *flow, int level) {
    flow->level = MIN(level, flow->level + 1);
    return headings[flow->level].role;
}

void flow_heading(Flow *flow, const ReportBlock *block) {
    const TextBlock *text = set_heading(flow, block);
    flow_space(flow, headings[block->level].before);
    if (needed_by_heading(flow, block) > flow_room(flow) && !flow_at_top(flow))
        flow_new_page(flow);
    flow_landmark(flow, block, block->text, block->level);
    TagNode *tag = tag_new(flow->arena, flow->section, heading_role(flow, block->level));
    flow_running_text(flow, tag, text, flow->left, flow->width);
    flow->gap = headings[block->level].after;
}

void flow_paragraph(Flow *flow, const ReportBlock *block) {
    const TextBlock *text = set_paragraph(flow, block);
    flow_space(flow, flow->gap);
    TagNode *tag = tag_new(flow->arena, flow->section, "P");
    flow_running_text(flow, tag, text, flow->left, TEXT_MEASURE);
    flow->gap = PARAGRAPH_GAP;
}

static void flow_list_item(Flow *flow, TagNode *list, const ReportListItem *item) {
    const TextBlock *text = set_list_item(flow, item);
    if (flow_first_lines(text) > flow_room(flow) && !flow_at_top(flow))
        flow_new_page(flow);
    TagNode *tag = tag_new(flow->arena, list, "LI");
    flow_text(flow, tag_new(flow->arena, tag, "Lbl"),
              typeset(flow->typesetter, STYLE_BODY, BULLET_INDENT, BULLET),
              (Box){flow->left, flow->y, BULLET_INDENT, 0});
    flow_running_text(flow, tag_new(flow->arena, tag, "LBody"), text, flow->left + BULLET_INDENT,
                      TEXT_MEASURE - BULLET_INDENT);
    flow->gap = ITEM_GAP;
}

void flow_list(Flow *flow, const ReportBlock *block) {
    TagNode *list = tag_new(flow->arena, flow->section, "L");
    list->numbering = "Disc";
    for (const ReportListItem *item = block->list.first; item != NULL; item = item->next) {
        flow_space(flow, flow->gap);
        flow_list_item(flow, list, item);
    }
    flow->gap = PARAGRAPH_GAP;
}
