#include "formats/pdf_flow.h"

#define NUMBER_WIDTH 28.0
#define DOTS_GAP 6.0
#define LEVEL_INDENT 14.0
#define LISTED_LEVELS 2

static const struct {
    StyleName style;
    double indent, before;
} levels[] = {
    [1] = {STYLE_CONTENTS_1, 0, 6},
    [2] = {STYLE_CONTENTS_2, LEVEL_INDENT, 0},
    [4] = {STYLE_CONTENTS_BAND, LEVEL_INDENT, 0},
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

static void place_entry(Flow *flow, TagNode *contents, const void *source, const char *title,
                        int level) {
    double x = flow->left + levels[level].indent;
    double width = TEXT_MEASURE - levels[level].indent;
    const TextBlock *text =
        typeset(flow->typesetter, levels[level].style, width - NUMBER_WIDTH - DOTS_GAP, title);
    if (text->n_lines == 0)
        return;
    flow_space(flow, levels[level].before);
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
    add_entry(flow, (ContentsEntry){.source = source,
                                    .number = number,
                                    .link = add_link(flow, tag, title, box)});
    flow->y += text_height(text);
}

static void place_bands(Flow *flow, TagNode *contents, const ReportTable *table) {
    if (!(table->options & REPORT_TABLE_BANDS_IN_CONTENTS))
        return;
    for (const ReportRow *row = table->rows; row != NULL; row = row->next)
        if (row->kind == REPORT_ROW_BAND)
            place_entry(flow, contents, row, row->text, 4);
}

void flow_contents(Flow *flow, const ReportBlock *contents) {
    ReportBlock heading = {.kind = REPORT_HEADING, .level = 1, .text = contents->text};
    flow_heading(flow, &heading);
    flow_space(flow, 0);
    TagNode *tag = tag_new(flow->arena, flow->section, "TOC");
    for (const ReportBlock *block = flow->report->blocks; block != NULL; block = block->next) {
        if (block->kind == REPORT_HEADING && block->level <= LISTED_LEVELS)
            place_entry(flow, tag, block, block->text, block->level);
        else if (block->kind == REPORT_TABLE)
            place_bands(flow, tag, block->table);
    }
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
