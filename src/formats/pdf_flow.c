#include "formats/pdf_flow.h"

#define ORPHAN_LINES 2

static void set_text_area(Flow *flow) {
    bool portrait = flow->orientation == REPORT_PORTRAIT;
    Page *page = flow->page;
    page->width = portrait ? PAPER_SHORT : PAPER_LONG;
    page->height = portrait ? PAPER_LONG : PAPER_SHORT;
    flow->left = portrait ? MARGIN_SIDE_PORTRAIT : MARGIN_SIDE_LANDSCAPE;
    flow->width = page->width - 2 * flow->left;
    flow->bottom = page->height - MARGIN_BOTTOM;
}

void flow_new_page(Flow *flow) {
    if (flow->n_pages == PDF_PAGE_LIMIT) {
        flow->has_too_many_pages = true;
    } else {
        Page *page = ARENA_NEW(flow->arena, Page);
        page->number = flow->n_pages++;
        page->has_foot = true;
        if (flow->page == NULL)
            flow->pages = page;
        else
            flow->page->next = page;
        flow->page = page;
    }
    set_text_area(flow);
    flow->y = MARGIN_TOP;
    flow->gap = 0;
}

double flow_room(const Flow *flow) {
    return flow->bottom - flow->y;
}

bool flow_at_top(const Flow *flow) {
    return flow->y <= MARGIN_TOP;
}

void flow_space(Flow *flow, double before) {
    if (!flow_at_top(flow))
        flow->y += MAX(before, flow->gap);
    flow->gap = 0;
}

/* A text whose signs are not what it says gets a node of its own that says it. */
static TagNode *tag_of_text(Flow *flow, TagNode *tag, const TextBlock *text) {
    if (tag == NULL || text->spoken == NULL)
        return tag;
    if (tag->last != NULL && tag->last->node != NULL &&
        tag->last->node->actual_text == text->spoken)
        return tag->last->node;
    TagNode *span = tag_new(flow->arena, tag, "Span");
    span->actual_text = text->spoken;
    return span;
}

Item *flow_lines(Flow *flow, TagNode *tag, const TextBlock *text, Box box, int first, int n) {
    if (n <= 0)
        return NULL;
    box.height = n * style_of(text->style)->pitch;
    tag = tag_of_text(flow, tag, text);
    Item *item = page_item(flow->arena, flow->page, ITEM_TEXT, tag, box);
    item->text = text;
    item->first_line = first;
    item->n_lines = n;
    item->color = style_of(text->style)->color;
    return item;
}

Item *flow_text(Flow *flow, TagNode *tag, const TextBlock *text, Box box) {
    return flow_lines(flow, tag, text, box, 0, text->n_lines);
}

double flow_first_lines(const TextBlock *text) {
    bool whole = text->n_lines < 2 * ORPHAN_LINES;
    return (whole ? text->n_lines : ORPHAN_LINES) * style_of(text->style)->pitch;
}

/* How many of the `left` lines to place here, so that neither part is a single line. */
static int lines_here(const Flow *flow, double pitch, int left) {
    int room = (int)((flow_room(flow) + 0.01) / pitch);
    if (left <= room)
        return left;
    int here = MIN(room, left - ORPHAN_LINES);
    if (here >= ORPHAN_LINES)
        return here;
    return flow_at_top(flow) ? MAX(room, 1) : 0;
}

void flow_running_text(Flow *flow, TagNode *tag, const TextBlock *text, double x, double width) {
    double pitch = style_of(text->style)->pitch;
    for (int done = 0; done < text->n_lines;) {
        int here = lines_here(flow, pitch, text->n_lines - done);
        flow_lines(flow, tag, text, (Box){x, flow->y, width, 0}, done, here);
        flow->y += here * pitch;
        done += here;
        if (done < text->n_lines)
            flow_new_page(flow);
        if (flow->has_too_many_pages)
            return;
    }
}

void flow_landmark(Flow *flow, const void *source, const char *text, int level) {
    Landmark *landmark = ARENA_NEW(flow->arena, Landmark);
    *landmark = (Landmark){.source = source,
                           .text = text,
                           .level = level,
                           .page = flow->page,
                           .y = MAX(flow->y - 6, 0)};
    if (flow->last_landmark == NULL)
        flow->landmarks = landmark;
    else
        flow->last_landmark->next = landmark;
    flow->last_landmark = landmark;
}

static void begin_section(Flow *flow, ReportOrientation orientation) {
    flow->orientation = orientation;
    flow->section = tag_new(flow->arena, flow->document, "Sect");
    bool unused = flow->page != NULL && flow_at_top(flow) && flow->page->has_foot;
    if (unused)
        set_text_area(flow);
    else
        flow_new_page(flow);
}

static void flow_block(Flow *flow, const ReportBlock *block) {
    switch (block->kind) {
    case REPORT_TITLE_PAGE:
        flow_title_page(flow, block->title_page);
        break;
    case REPORT_SECTION:
        begin_section(flow, block->orientation);
        break;
    case REPORT_CONTENTS:
        flow_contents(flow, block);
        break;
    case REPORT_HEADING:
        flow_heading(flow, block);
        break;
    case REPORT_PARAGRAPH:
    case REPORT_NOTE:
        flow_paragraph(flow, block);
        break;
    case REPORT_LIST:
        flow_list(flow, block);
        break;
    case REPORT_TABLE:
        flow_table(flow, block->table);
        break;
    case REPORT_LEGEND:
        flow_legend(flow);
        break;
    }
}

/* Contents that stand on the title page, or nowhere, bring no page. */
static bool stays_on_title_page(const Flow *flow, const ReportBlock *block) {
    return block->kind == REPORT_CONTENTS &&
           report_contents_place(flow->report, report_entries(flow->arena, flow->report)) !=
               REPORT_CONTENTS_ON_THEIR_PAGE;
}

static bool needs_page(const Flow *flow, const ReportBlock *block) {
    if (block->kind == REPORT_TITLE_PAGE || block->kind == REPORT_SECTION)
        return false;
    return flow->page == NULL || (!flow->page->has_foot && !stays_on_title_page(flow, block));
}

bool flow_report(Flow *flow, GError **error) {
    flow->words = report_words(flow->report);
    flow->document = tag_new(flow->arena, NULL, "Document");
    for (const ReportBlock *block = flow->report->blocks; block != NULL; block = block->next) {
        if (needs_page(flow, block))
            begin_section(flow, REPORT_PORTRAIT);
        flow_block(flow, block);
        if (flow->has_too_many_pages)
            return fail(error, ERROR_INVALID,
                        "Dokumentet blir längre än %d sidor. Dela upp det i flera dokument.",
                        PDF_PAGE_LIMIT);
    }
    if (flow->page == NULL)
        begin_section(flow, REPORT_PORTRAIT);
    flow_resolve_contents(flow);
    return true;
}
