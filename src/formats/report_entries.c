#include "formats/report.h"

#define LISTED_LEVELS 2
#define BAND_LEVEL 3
#define FEWEST_LINES 3
#define MOST_LINES_ON_TITLE_PAGE 10

static bool lists_bands(const ReportBlock *block) {
    return block->kind == REPORT_TABLE && (block->table->options & REPORT_TABLE_BANDS_IN_CONTENTS);
}

static bool is_listed(const ReportBlock *block) {
    return block->kind == REPORT_HEADING && block->level <= LISTED_LEVELS && *block->text != '\0';
}

static size_t add_bands(ReportEntry *entries, const ReportTable *table) {
    size_t n = 0;
    for (const ReportRow *row = table->rows; row != NULL; row = row->next)
        if (row->kind == REPORT_ROW_BAND && *row->text != '\0')
            entries[n++] = (ReportEntry){row, row->text, BAND_LEVEL};
    return n;
}

/* Blocks and cells count every heading and every band, so there are never more entries. */
ReportEntries report_entries(Arena *arena, const Report *report) {
    ReportEntry *entries = ARENA_ARRAY(arena, ReportEntry, report->n_blocks + report->n_cells);
    size_t n = 0;
    for (const ReportBlock *block = report->blocks; block != NULL; block = block->next)
        if (is_listed(block))
            entries[n++] = (ReportEntry){block, block->text, block->level};
        else if (lists_bands(block))
            n += add_bands(entries + n, block->table);
    return (ReportEntries){entries, n};
}

ReportContentsPlace report_contents_place(const Report *report, ReportEntries entries) {
    const ReportBlock *first = report->blocks;
    bool after_title = first != NULL && first->kind == REPORT_TITLE_PAGE && first->next != NULL &&
                       first->next->kind == REPORT_CONTENTS;
    if (entries.n < FEWEST_LINES)
        return REPORT_CONTENTS_NOWHERE;
    return after_title && entries.n <= MOST_LINES_ON_TITLE_PAGE ? REPORT_CONTENTS_ON_TITLE_PAGE
                                                                : REPORT_CONTENTS_ON_THEIR_PAGE;
}
