#include "modules/plan_import/items.h"

#include "base/language.h"
#include "modules/plan_import/categories.h"

#define PARAGRAPH_LENGTH 110

static bool is_paragraph(const Draft *draft, const Line *line) {
    bool apart = line->follows_break || !draft->lines.keeps_lines;
    return apart && is_sentence(line->text) && g_utf8_strlen(line->text, -1) > PARAGRAPH_LENGTH;
}

static bool introduces(const Draft *draft, const Line *line, bool first) {
    if (past_bullet(line->text) != line->text || line->heading_level > 0)
        return false;
    return is_paragraph(draft, line) || (first && is_sentence(line->text));
}

/* The section's heading once more, or, before the first item, said otherwise. */
static bool is_heading_again(const Draft *draft, const Section *section, const Line *line,
                             bool first) {
    int year;
    return strcmp(line->squashed, section->heading->squashed) == 0 ||
           (first && line->heading_level == 0 && past_bullet(line->text) == line->text &&
            heading_opens(draft, line, &year) == section->kind);
}

/* true when the line is dealt with. */
static bool is_furniture(Draft *draft, const Section *section, const Line *line, bool first) {
    if (is_page_number(line->text))
        draft_unplaced(draft, line, line->text, NULL);
    else if (is_title(draft, line))
        draft_mark(draft, MARK_TITLE, line, line->text);
    else if (is_heading_again(draft, section, line, first))
        draft_mark(draft, MARK_SECTION, line, line->text);
    else if (says_nothing_planned(line->text)) {
        draft_mark(draft, MARK_NOTE, line, line->text);
        draft_warn(draft, line, T_("\"%s\": inget står under \"%s\"."), line->text,
                   section->heading->text);
    } else
        return false;
    return true;
}

static bool groups_by_breaks(const Item *items, size_t n) {
    size_t groups = 0, single = 0;
    for (size_t i = 0; i < n; i++) {
        bool first = i == 0 || items[i - 1].introduces;
        if (items[i].introduces || (!items[i].leads && !first))
            continue;
        groups++;
        single += i + 1 == n || items[i + 1].leads;
    }
    return groups >= 2 && single * 3 <= groups;
}

Items items_of(Draft *draft, const Section *section) {
    Item *items = ARENA_ARRAY(draft->arena, Item, section->end - section->first);
    Items all = {.at = items};
    bool first = true;
    for (size_t i = section->first; i < section->end; i++) {
        const Line *line = &draft->lines.at[i];
        if (!line_is_text(line) || is_furniture(draft, section, line, first))
            continue;
        const char *bare = past_bullet(line->text);
        Item item = {line, on_one_line(draft->arena, bare), bare != line->text, line->follows_break,
                     introduces(draft, line, first)};
        first = first && item.introduces;
        all.has_bullets |= item.bullet;
        items[all.n++] = item;
    }
    all.breaks_group = groups_by_breaks(items, all.n);
    return all;
}

static bool has_items_below(const Items *items, size_t i) {
    return i + 1 < items->n && !items->at[i + 1].introduces;
}

HeadingDoubt item_is_heading(const Draft *draft, const Items *items, size_t i) {
    const Item *item = &items->at[i];
    if (item->line->heading_level > 0 || (item->line->emphasised && !item->bullet))
        return HEADING_YES;
    if (!has_items_below(items, i) || item->bullet)
        return HEADING_NO;
    if (items->has_bullets || g_str_has_suffix(item->text, ":"))
        return HEADING_YES;
    if (category_is_known(draft, item->line->squashed))
        return HEADING_YES;
    if (category_meant(draft, item->text) != NULL)
        return HEADING_DOUBTFUL;
    bool leads_group = items->breaks_group && item->leads && !items->at[i + 1].leads;
    return leads_group && is_heading_like(item->text) ? HEADING_DOUBTFUL : HEADING_NO;
}
