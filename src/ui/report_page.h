#pragma once
#include "formats/report.h"
#include "web/html.h"

/* A report as a page of its own, to read or print in a browser: headings, lists and tables as such,
 * contents that link to them. What report_page_html() writes is the whole document, in the report's
 * language; with a title page its name is the page's h1 and the report's headings stand below. */

/* The rows below one band, or before the first (`band` NULL). */
typedef struct ReportPageBody {
    const ReportRow *band;
    size_t anchor; /* "part-3" leads here; 0 = nothing does */
    const ReportRow *const *rows;
    size_t n;
} ReportPageBody;

typedef struct ReportPageBlock {
    const ReportBlock *block;
    size_t anchor;
    int level;                /* headings: 1-4 */
    const char *const *items; /* lists */
    size_t n_items;
    const ReportPageBody *bodies; /* tables */
    size_t n_bodies;
} ReportPageBlock;

typedef struct ReportPageFamily {
    const char *name;
    const ReportGoal *const *goals; /* those that are used */
    size_t n;
} ReportPageFamily;

typedef struct ReportPage {
    const Report *report;
    ReportEntries entries;
    bool has_contents;
    const ReportTitlePage *title_page; /* or NULL */
    const ReportPageBlock *blocks;
    size_t n_blocks;
    const ReportPageFamily *families;
    size_t n_families;
} ReportPage;

/* The report as its template wants it. ERROR_INVALID when it is beyond its limits. */
bool report_page(Arena *arena, const Report *report, const ReportPage **ret_page, GError **error);

/* What the template asks: the family of a cell's goal, where it is another than the one before;
 * a column's share of the table's width, in 25ths, 1-12. */
int report_page_share(const ReportTable *table, const ReportColumn *column);
const char *report_page_family(const ReportPage *page, const ReportCell *cell, size_t goal);
