#include "formats/pdf_flow.h"

#define MARK_TOP MM(20)
#define MARK_WIDTH 40.0
#define MARK_HEIGHT 26.0
#define MARK_GAP 12.0
#define TITLE_TOP MM(84)
#define TITLE_WIDTH MM(140)
#define DECISION_GAP 20.0
#define DETAILS_GAP 10.0
#define RULE_WIDTH MM(24)
#define RULE_HEIGHT 2.0

/* Contents on the page leave the ground the lower right corner. */
static Box ground_box(const Flow *flow) {
    const Page *page = flow->page;
    ReportEntries entries = report_entries(flow->arena, flow->report);
    double left_out =
        report_contents_place(flow->report, entries) == REPORT_CONTENTS_ON_TITLE_PAGE ? 0.4 : 0;
    return (Box){left_out * page->width, left_out * page->height, (1 - left_out) * page->width,
                 (1 - left_out) * page->height};
}

static void place_mark(Flow *flow) {
    Page *page = flow->page;
    page_item(flow->arena, page, ITEM_GROUND, NULL, ground_box(flow));
    TagNode *figure = tag_new(flow->arena, flow->section, "Figure");
    Item *mark = page_item(flow->arena, page, ITEM_MARK, figure,
                           (Box){flow->left, MARK_TOP, MARK_WIDTH, MARK_HEIGHT});
    figure->alternative = flow->words->mark;
    figure->box = &mark->box;
}

/* The line's text as a paragraph of its own, below what stands above it. */
static void place_line(Flow *flow, StyleName style, const char *text) {
    const TextBlock *block = typeset_at_most(flow->typesetter, style, TITLE_WIDTH, text, 6);
    if (block->n_lines == 0)
        return;
    flow_text(flow, tag_new(flow->arena, flow->section, "P"), block,
              (Box){flow->left, flow->y, TITLE_WIDTH, 0});
    flow->y += text_height(block);
}

static void place_collaboration(Flow *flow) {
    double x = flow->left + MARK_WIDTH + MARK_GAP, width = flow->width - MARK_WIDTH - MARK_GAP;
    const TextBlock *name = typeset_at_most(flow->typesetter, STYLE_TITLE_COLLABORATION, width,
                                            flow->report->info.collaboration, 3);
    if (name->n_lines > 0)
        flow_text(flow, tag_new(flow->arena, flow->section, "P"), name,
                  (Box){x, MARK_TOP + (MARK_HEIGHT - text_height(name)) / 2, width, 0});
}

static void place_decision(Flow *flow, const char *decision) {
    flow->y += DECISION_GAP;
    page_box(flow->arena, flow->page, COLOR_ACCENT,
             (Box){flow->left, flow->y, RULE_WIDTH, RULE_HEIGHT});
    flow->y += DECISION_GAP;
    place_line(flow, STYLE_TITLE_DECISION, decision);
}

static void place_details(Flow *flow, const ReportTitlePage *page) {
    flow->y += DETAILS_GAP;
    for (size_t i = 0; i < page->n_details; i++)
        place_line(flow, STYLE_TITLE_DETAIL, page->details[i]);
}

void flow_title_page(Flow *flow, const ReportTitlePage *page) {
    flow->orientation = REPORT_PORTRAIT;
    flow->section = tag_new(flow->arena, flow->document, "Sect");
    flow_new_page(flow);
    flow->page->has_foot = false;
    place_mark(flow);
    place_collaboration(flow);
    flow->y = TITLE_TOP;
    place_line(flow, STYLE_TITLE, page->name);
    place_line(flow, STYLE_TITLE_YEARS, page->years);
    place_decision(flow, page->decision);
    place_details(flow, page);
}
