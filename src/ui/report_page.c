#include "ui/report_page.h"

/* Entries stand in the order of what they lead to, so one walk numbers them all. */
typedef struct Walk {
    Arena *arena;
    ReportEntries entries;
    size_t next;
} Walk;

static size_t anchor_of(Walk *walk, const void *source) {
    bool is_entry = walk->next < walk->entries.n && walk->entries.rows[walk->next].source == source;
    return is_entry ? ++walk->next : 0;
}

static void set_items(Walk *walk, ReportPageBlock *made) {
    const ReportListItem *first = made->block->list.first;
    for (const ReportListItem *item = first; item != NULL; item = item->next)
        made->n_items++;
    const char **items = ARENA_ARRAY(walk->arena, const char *, made->n_items);
    made->items = items;
    for (const ReportListItem *item = first; item != NULL; item = item->next)
        *items++ = item->text;
}

static void set_bodies(Walk *walk, ReportPageBlock *made) {
    size_t n_rows = 0, n = 0;
    for (const ReportRow *row = made->block->table->rows; row != NULL; row = row->next)
        n_rows++;
    const ReportRow **rows = ARENA_ARRAY(walk->arena, const ReportRow *, n_rows);
    ReportPageBody *bodies = ARENA_ARRAY(walk->arena, ReportPageBody, n_rows + 1);
    bodies[0].rows = rows;
    for (const ReportRow *row = made->block->table->rows; row != NULL; row = row->next) {
        if (row->kind == REPORT_ROW_BAND) {
            n += bodies[n].band != NULL || bodies[n].n > 0;
            bodies[n] = (ReportPageBody){.band = row, .anchor = anchor_of(walk, row), .rows = rows};
        } else {
            *rows++ = row;
            bodies[n].n++;
        }
    }
    made->bodies = bodies;
    made->n_bodies = n_rows == 0 ? 0 : n + 1;
}

static ReportPageBlock make_block(Walk *walk, const ReportBlock *block, bool below_title) {
    ReportPageBlock made = {.block = block, .anchor = anchor_of(walk, block)};
    if (block->kind == REPORT_HEADING)
        made.level = block->level + below_title;
    if (block->kind == REPORT_LIST)
        set_items(walk, &made);
    if (block->kind == REPORT_TABLE)
        set_bodies(walk, &made);
    return made;
}

static void set_blocks(Walk *walk, ReportPage *page) {
    ReportPageBlock *blocks = ARENA_ARRAY(walk->arena, ReportPageBlock, page->report->n_blocks);
    page->blocks = blocks;
    for (const ReportBlock *block = page->report->blocks; block != NULL; block = block->next)
        if (block->kind == REPORT_TITLE_PAGE)
            page->title_page = block->title_page;
        else
            blocks[page->n_blocks++] = make_block(walk, block, page->title_page != NULL);
}

static ReportPageFamily make_family(Arena *arena, const ReportGoalFamily *family) {
    size_t n = 0;
    for (const ReportGoal *goal = family->goals; goal != NULL; goal = goal->next)
        n += goal->is_used;
    const ReportGoal **goals = ARENA_ARRAY(arena, const ReportGoal *, n);
    ReportPageFamily made = {family->name, goals, n};
    for (const ReportGoal *goal = family->goals; goal != NULL; goal = goal->next)
        if (goal->is_used)
            *goals++ = goal;
    return made;
}

static void set_families(Arena *arena, ReportPage *page) {
    size_t n = 0;
    for (const ReportGoalFamily *family = page->report->families; family; family = family->next)
        n++;
    ReportPageFamily *families = ARENA_ARRAY(arena, ReportPageFamily, n);
    page->families = families;
    for (const ReportGoalFamily *family = page->report->families; family; family = family->next) {
        families[page->n_families] = make_family(arena, family);
        page->n_families += families[page->n_families].n > 0;
    }
}

int report_page_share(const ReportTable *table, const ReportColumn *column) {
    double sum = 0;
    for (size_t i = 0; i < table->n_columns; i++)
        sum += table->columns[i].width;
    return CLAMP((int)(25 * column->width / sum + 0.5), 1, 12);
}

const char *report_page_family(const ReportPage *page, const ReportCell *cell, size_t goal) {
    const ReportGoalFamily *latest = NULL, *family = NULL;
    for (const ReportGoalFamily *each = page->report->families; each != NULL; each = each->next)
        for (const ReportGoal *own = each->goals; own != NULL; own = own->next) {
            if (own == cell->goals[goal])
                family = each;
            if (goal > 0 && own == cell->goals[goal - 1])
                latest = each;
        }
    return family == NULL || family == latest ? "" : family->name;
}

bool report_page(Arena *arena, const Report *report, const ReportPage **ret_page, GError **error) {
    if (!report_check(report, error))
        return false;
    ReportPage *page = ARENA_NEW(arena, ReportPage);
    page->report = report;
    page->entries = report_entries(arena, report);
    page->has_contents = report_contents_place(report, page->entries) != REPORT_CONTENTS_NOWHERE;
    set_blocks(&(Walk){.arena = arena, .entries = page->entries}, page);
    set_families(arena, page);
    *ret_page = page;
    return true;
}
