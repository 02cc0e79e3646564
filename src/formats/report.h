#pragma once
#include "base/arena.h"
#include "base/error.h"
#include "base/types.h"

/* One document, described once and written as PDF (pdf.h), DOCX (docx_write.h) and HTML
 * (ui/report_page.h). It says what the parts are, never how they look. A report is built from top
 * to bottom by the functions below; texts are copied into the report's arena and cleaned: valid
 * UTF-8 in NFC, control and direction characters gone, `\r\n` and line separators as `\n`, tab as
 * space. NULL counts as an empty text. What goes beyond a limit is not added, and report_check()
 * says so: nothing is silently cut. */
enum {
    REPORT_TEXT_LIMIT = 100 * 1000,      /* bytes in one text */
    REPORT_SIZE_LIMIT = 2 * 1000 * 1000, /* bytes in all texts */
    REPORT_CELL_LIMIT = 20 * 1000,       /* cells in all tables */
    REPORT_BLOCK_LIMIT = 20 * 1000,      /* headings, paragraphs, list items … */
    REPORT_COLUMN_LIMIT = 16,            /* columns in a table */
    REPORT_GOAL_LIMIT = 200,             /* goals in a report */
    REPORT_GOAL_NUMBER_LIMIT = 999,      /* the highest number of a goal */
    REPORT_CELL_GOAL_LIMIT = 40,         /* goals in a cell */
};

typedef enum { REPORT_PORTRAIT, REPORT_LANDSCAPE } ReportOrientation;

/* What the document is; the running foot and the document's properties come from it. */
typedef struct ReportInfo {
    const char *collaboration; /* "Miljösamverkan Jönköpings län" */
    const char *title;         /* "Verksamhetsplan 2021–2023" */
    const char *status;        /* "Fastställd av styrgruppen 9 juni 2020 § 14 · version 1" */
    const char *subject;       /* one sentence for the document's properties; NULL for none */
    const char *language;      /* BCP 47; NULL for "sv-SE" */
    Instant created;           /* same report and same instant give the same bytes; 0 for none */
    const char *form; /* what a form to fill in says of itself, for programs (source.h); NULL */
} ReportInfo;

typedef struct ReportTitlePage {
    const char *name;           /* "Verksamhetsplan" */
    const char *years;          /* "2021–2023" */
    const char *decision;       /* the decision line, or "Utkast 15 april 2021" */
    const char *const *details; /* lines at the foot of the page: parties, publication */
    size_t n_details;
} ReportTitlePage;

/* How the numbers of a family of goals are told apart, also in greyscale. */
typedef enum { REPORT_CHIP_FILLED, REPORT_CHIP_OUTLINED } ReportChip;

typedef struct ReportGoal ReportGoal;
struct ReportGoal {
    ReportGoal *next;
    const char *name; /* "Giftfri miljö" */
    int number;
    ReportChip chip;
    bool is_used; /* stands in a cell, so it belongs in the legend */
};

/* A family of goals: "Miljökvalitetsmål", "Globala målen". Goals lie in the order of their numbers.
 */
typedef struct ReportGoalFamily ReportGoalFamily;
struct ReportGoalFamily {
    ReportGoalFamily *next;
    const char *name;
    ReportChip chip;
    ReportGoal *goals;
};

typedef enum {
    REPORT_COLUMN_TEXT,
    REPORT_COLUMN_NAME,   /* what the row is about: heads its row */
    REPORT_COLUMN_NUMBER, /* right-aligned, as is its heading */
} ReportColumnKind;

typedef struct ReportColumn {
    const char *heading;
    double width; /* relative to the other columns, > 0 */
    ReportColumnKind kind;
    const char *const
        *choices; /* of a form in Word: its cells are chosen among these words; NULL */
} ReportColumn;

/* The goals stand before the text, as numbers that the legend explains; in a document that people
 * work on and hand in again, `words` stands instead of both. */
typedef struct ReportCell {
    const char *text;
    const char *words; /* NULL when there is nothing to say instead */
    const ReportGoal *const *goals;
    size_t n_goals;
} ReportCell;

typedef enum {
    REPORT_ROW_CELLS,
    REPORT_ROW_TOTAL, /* a sum: stands out and keeps to the row before */
    REPORT_ROW_BAND, /* a category: one text, heads the rows below and keeps to the first of them */
    REPORT_ROW_TEXT, /* one text over all columns: "Inget är fastställt." */
} ReportRowKind;

typedef struct ReportRow ReportRow;
struct ReportRow {
    ReportRow *next;
    ReportRowKind kind;
    const char *text;        /* band and text rows */
    const ReportCell *cells; /* other rows: one per column */
};

typedef enum {
    REPORT_TABLE_NARROW = 1,            /* as wide as running text, for a budget of two columns */
    REPORT_TABLE_BANDS_IN_CONTENTS = 2, /* bands are listed in contents and outline */
} ReportTableOptions;

typedef struct ReportTable {
    const char *caption; /* the heading it stands under; "" before the first */
    const ReportColumn *columns;
    size_t n_columns;
    int options;
    ReportRow *rows, *last;
} ReportTable;

typedef struct ReportListItem ReportListItem;
struct ReportListItem {
    ReportListItem *next;
    const char *text;
};

typedef enum {
    REPORT_TITLE_PAGE,
    REPORT_CONTENTS,
    REPORT_SECTION, /* a new page, in this orientation */
    REPORT_HEADING,
    REPORT_PARAGRAPH,
    REPORT_NOTE,
    REPORT_LIST,
    REPORT_TABLE,
    REPORT_LEGEND,
} ReportBlockKind;

typedef struct ReportBlock ReportBlock;
struct ReportBlock {
    ReportBlock *next;
    ReportBlockKind kind;
    const char *text; /* contents, heading, paragraph, note */
    union {
        const ReportTitlePage *title_page;
        ReportOrientation orientation;
        int level; /* headings: 1-3 */
        struct {
            ReportListItem *first, *last;
        } list;
        ReportTable *table;
    };
};

typedef struct Report {
    Arena *arena;
    ReportInfo info;
    ReportBlock *blocks, *last;
    ReportTable *open_table;  /* between report_table_begin() and report_table_end() */
    const char *open_heading; /* the latest; NULL before the first */
    ReportGoalFamily *families;
    size_t n_blocks, n_cells, n_goals, n_bytes;
    const char *too_large; /* why, as a sentence; NULL when all limits hold */
} Report;

/* An empty report in this arena. */
Report *report_new(Arena *arena, const ReportInfo *info);

/* A page of its own with the mark; at most one, first. */
void report_title_page(Report *report, const ReportTitlePage *page);

/* The list of headings of level 1 and 2 (and bands, where a table says so) with page numbers. */
void report_contents(Report *report, const char *heading);

/* A line of the contents: what it leads to, and its level: 1, 2 or, for a band, 3. */
typedef struct ReportEntry {
    const void *source; /* the heading's ReportBlock or the band's ReportRow */
    const char *text;
    int level;
} ReportEntry;

typedef struct ReportEntries {
    const ReportEntry *rows;
    size_t n;
} ReportEntries;
ReportEntries report_entries(Arena *arena, const Report *report);

/* Where these contents stand: a page with a few lines on it helps nobody. */
typedef enum {
    REPORT_CONTENTS_NOWHERE,       /* fewer than three lines */
    REPORT_CONTENTS_ON_TITLE_PAGE, /* at most ten, right after a title page */
    REPORT_CONTENTS_ON_THEIR_PAGE,
} ReportContentsPlace;
ReportContentsPlace report_contents_place(const Report *report, ReportEntries entries);

/* What follows begins on a new page of this orientation. A report begins in portrait. */
void report_section(Report *report, ReportOrientation orientation);

/* `level` 1-3. A heading is never left alone at the foot of a page. */
void report_heading(Report *report, int level, const char *text);

/* Running text; `\n` breaks the line. */
void report_paragraph(Report *report, const char *text);

/* Small print, for what explains or reserves. */
void report_note(Report *report, const char *text);

/* One item of a bulleted list; items that follow each other make one list. */
void report_list_item(Report *report, const char *text);

/* 1 to REPORT_COLUMN_LIMIT columns. Rows follow until report_table_end(). `options`:
 * ReportTableOptions. */
void report_table_begin(Report *report, const ReportColumn *columns, size_t n_columns, int options);
void report_band(Report *report, const char *text);
void report_row(Report *report, const ReportCell *cells);
void report_row_of_texts(Report *report, const char *const *texts);
void report_total_row(Report *report, const char *const *texts);
void report_text_row(Report *report, const char *text);
void report_table_end(Report *report);

/* A family of goals, then its goals: the same number gives the same goal. */
ReportGoalFamily *report_goal_family(Report *report, const char *name, ReportChip chip);
const ReportGoal *report_goal(Report *report, ReportGoalFamily *family, int number,
                              const char *name);

/* The goals that stand in the tables before it, by family, with number and name. Nothing if there
 * are none. */
void report_legend(Report *report);

/* true when everything that was added is in the report; else ERROR_INVALID with the limit. */
bool report_check(const Report *report, GError **error);

/* A text made fit to print, as described above. Not counted against the limits. */
char *report_clean_text(Arena *arena, const char *text);

/* The words that the writers add, in the report's language (Swedish or English). */
typedef struct ReportWords {
    const char *page;      /* before the number of a page: "sida" */
    const char *continued; /* after what goes on from the page before: "forts." */
    const char *mark;      /* what the mark on the title page shows */
    const char *columns;   /* before the columns of a table, where it is described */
} ReportWords;
const ReportWords *report_words(const Report *report);
