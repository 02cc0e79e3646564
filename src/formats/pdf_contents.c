#include "formats/pdf_flow.h"

#define NUMBER_WIDTH 28.0
#define DOTS_GAP 6.0
#define LEVEL_INDENT 14.0
#define ON_TITLE_PAGE_TOP 28.0 /* below the title page's details */

static const struct {
    StyleName style;
    double indent, before;
} levels[] = {
    [1] = {STYLE_CONTENTS_1, 0, 6},
    [2] = {STYLE_CONTENTS_2, LEVEL_INDENT, 0},
    [3] = {STYLE_CONTENTS_BAND, LEVEL_INDENT, 0},
};

static void add_entry(Flow *flow, ContentsEntry entry) {
    ContentsEntry *kept = ARENA_NEW(flow->arena, ContentsEntry);
    *kept = entry;
    if (flow->last_entry == NULL)
        flow->entries = kept;
    else
        flow->last_entry->next = kept;
    flow->last_entry = kept;
}

static PageLink *add_link(Flow *flow, TagNode *tag, const char *title, Box box) {
    PageLink *link = ARENA_NEW(flow->arena, PageLink);
    *link = (PageLink){.next = flow->page->links, .box = box, .title = title, .tag = tag};
    flow->page->links = link;
    return link;
}

/* From the end of the text's last line to the page number. */
static void place_dots(Flow *flow, const TextBlock *text, double x, double last_top) {
    double begin = x + line_width(text, text->n_lines - 1) + DOTS_GAP;
    double end = flow->left + TEXT_MEASURE - NUMBER_WIDTH + DOTS_GAP;
    double height = style_baseline(text->style);
    if (end > begin)
        page_item(flow->arena, flow->page, ITEM_DOTS, NULL,
                  (Box){begin, last_top + height - 1, end - begin, 1});
}

static void place_entry(Flow *flow, TagNode *contents, const ReportEntry *entry) {
    double x = flow->left + levels[entry->level].indent;
    double width = TEXT_MEASURE - levels[entry->level].indent;
    const TextBlock *text = typeset(flow->typesetter, levels[entry->level].style,
                                    width - NUMBER_WIDTH - DOTS_GAP, entry->text);
    if (text->n_lines == 0)
        return;
    flow_space(flow, levels[entry->level].before);
    if (text_height(text) > flow_room(flow) && !flow_at_top(flow))
        flow_new_page(flow);
    TagNode *reference = tag_new(flow->arena, tag_new(flow->arena, contents, "TOCI"), "Reference");
    TagNode *tag = tag_new(flow->arena, reference, "Link");
    Box box = {x, flow->y, width, text_height(text)};
    flow_text(flow, tag_new(flow->arena, tag, "Span"), text, box);
    double last_top = flow->y + text_height(text) - style_of(text->style)->pitch;
    place_dots(flow, text, x, last_top);
    Item *number = page_item(flow->arena, flow->page, ITEM_TEXT, tag_new(flow->arena, tag, "Span"),
                             (Box){x, last_top, width, style_of(text->style)->pitch});
    number->color = style_of(text->style)->color;
    number->align = ALIGN_RIGHT;
    add_entry(flow, (ContentsEntry){.source = entry->source,
                                    .number = number,
                                    .link = add_link(flow, tag, entry->text, box)});
    flow->y += text_height(text);
}

/* A heading of the first level all the same: none may be left out before it (ISO 14289-1, 7.4). */
static void place_small_heading(Flow *flow, const ReportBlock *contents) {
    const TextBlock *text = typeset(flow->typesetter, STYLE_HEADING_2, flow->width, contents->text);
    flow_space(flow, ON_TITLE_PAGE_TOP);
    flow_landmark(flow, contents, contents->text, 1);
    flow->level = 1;
    flow_running_text(flow, tag_new(flow->arena, flow->section, "H1"), text, flow->left,
                      flow->width);
}

static void place_heading(Flow *flow, const ReportBlock *contents) {
    flow_heading(flow, &(ReportBlock){.kind = REPORT_HEADING, .level = 1, .text = contents->text});
    flow_space(flow, 0);
}

void flow_contents(Flow *flow, const ReportBlock *contents) {
    ReportEntries entries = report_entries(flow->arena, flow->report);
    ReportContentsPlace place = report_contents_place(flow->report, entries);
    if (place == REPORT_CONTENTS_NOWHERE)
        return;
    if (place == REPORT_CONTENTS_ON_TITLE_PAGE)
        place_small_heading(flow, contents);
    else
        place_heading(flow, contents);
    TagNode *tag = tag_new(flow->arena, flow->section, "TOC");
    for (size_t i = 0; i < entries.n; i++)
        place_entry(flow, tag, &entries.rows[i]);
    flow->gap = levels[1].before;
}

static void resolve(Flow *flow, ContentsEntry *entry, const Landmark *landmark) {
    StyleName style =
        entry->number->color == COLOR_SECONDARY ? STYLE_CONTENTS_BAND : STYLE_CONTENTS_2;
    const char *number = arena_printf(flow->arena, "%d", landmark->page->number + 1);
    entry->number->text = typeset(flow->typesetter, style, G_MAXDOUBLE, number);
    entry->number->n_lines = 1;
    entry->link->target = landmark->page;
    entry->link->target_y = landmark->y;
}

void flow_resolve_contents(Flow *flow) {
    g_autoptr(GHashTable) placed = g_hash_table_new(NULL, NULL);
    for (Landmark *landmark = flow->landmarks; landmark != NULL; landmark = landmark->next)
        g_hash_table_insert(placed, (gpointer)landmark->source, landmark);
    for (ContentsEntry *entry = flow->entries; entry != NULL; entry = entry->next)
        resolve(flow, entry, g_hash_table_lookup(placed, entry->source));
}
