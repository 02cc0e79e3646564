#pragma once
#include "formats/pdf_page.h"

/* Places a report's blocks on pages from top to bottom, each text set once. */

enum { PDF_PAGE_LIMIT = 2000 };

/* A place that contents and outline lead to. */
typedef struct Landmark Landmark;
struct Landmark {
    Landmark *next;
    const void *source; /* the heading's ReportBlock or the band's ReportRow */
    const char *text;
    int level; /* 1-4 */
    const Page *page;
    double y;
};

/* A line in the contents, whose page is not known until its landmark has been placed. */
typedef struct ContentsEntry ContentsEntry;
struct ContentsEntry {
    ContentsEntry *next;
    const void *source;
    Item *number;
    PageLink *link;
};

typedef struct Flow {
    Arena *arena;
    Typesetter *typesetter;
    const Report *report;
    const ReportWords *words;
    ReportOrientation orientation;
    Page *pages, *page;
    int n_pages;
    double left, width, y, bottom; /* the page's text area, and how far down it is filled */
    double gap;                    /* wanted after the last block, unless a page ends there */
    TagNode *document, *section;
    int level; /* of the latest heading, as it is marked */
    Landmark *landmarks, *last_landmark;
    ContentsEntry *entries, *last_entry;
    bool has_too_many_pages;
} Flow;

/* Fills the flow with the pages of its report. ERROR_INVALID beyond PDF_PAGE_LIMIT pages. */
bool flow_report(Flow *flow, GError **error);

void flow_new_page(Flow *flow);
double flow_room(const Flow *flow);
bool flow_at_top(const Flow *flow);

/* Leaves space before a block; the larger of what the two neighbours want; none at the top. */
void flow_space(Flow *flow, double before);

/* Lines of a text on the page, from `box`'s upper left corner; `box`'s height is not used. */
Item *flow_lines(Flow *flow, TagNode *tag, const TextBlock *text, Box box, int first, int n);
Item *flow_text(Flow *flow, TagNode *tag, const TextBlock *text, Box box);

/* Running text at `x`, over as many pages as it takes, at least two lines of it on each. */
void flow_running_text(Flow *flow, TagNode *tag, const TextBlock *text, double x, double width);

/* The height that running text needs at least to begin on a page. */
double flow_first_lines(const TextBlock *text);

/* Remembers that this landmark stands where the flow is. */
void flow_landmark(Flow *flow, const void *source, const char *text, int level);

/* The parts of a report, each in its own file. */
void flow_title_page(Flow *flow, const ReportTitlePage *page);
void flow_contents(Flow *flow, const ReportBlock *block);
void flow_resolve_contents(Flow *flow); /* when every landmark is placed */
void flow_table(Flow *flow, const ReportTable *table);
double flow_table_beginning(Flow *flow, const ReportTable *table); /* head and first rows */
void flow_legend(Flow *flow);
void flow_heading(Flow *flow, const ReportBlock *block);
void flow_paragraph(Flow *flow, const ReportBlock *block);
void flow_list(Flow *flow, const ReportBlock *block);

/* A goal's number in its rounded square. */
void flow_chip(Flow *flow, TagNode *tag, const ReportGoal *goal, double x, double y);
#define CHIP_WIDTH 14.0
#define CHIP_HEIGHT 11.5
