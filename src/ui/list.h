#pragma once
#include "ui/files.h"
#include "ui/frame.h"

/* A list, described once as a table of columns: the page's table, its sorting, searching, paging
 * and its files (CSV, XLSX, JSON) come from it. Rows are an array of structs that a module has
 * read; columns point into them by offset. */

typedef enum {
    LIST_TEXT,   /* const char * */
    LIST_NUMBER, /* int64_t; 0 is shown as 0 */
    LIST_DATE,   /* Date */
    LIST_CHIP,   /* const char *, shown as a chip; the column's chip_offset names its class */
    LIST_LINK,   /* const char *, leads to the address at chip_offset where that is not "" */
} ListType;

typedef struct ListColumn {
    const char *key;     /* in ?sort= and in JSON */
    const char *heading; /* msgid */
    ListType type;
    size_t offset;
    size_t chip_offset;   /* LIST_CHIP: const char *, "approved", "late", "" …; LIST_LINK */
    size_t second_offset; /* LIST_TEXT: const char *, a quiet second line; 0 = none */
    /* What the second line is called in files, where it is a column of its own; msgid. NULL: the
     * column's key with "_more", no heading. */
    const char *second_key, *second_heading;
    const char *both_heading; /* msgid: of both lines together on the page; NULL: heading */
    bool only_in_files;       /* after those that are shown; searched like them */
} ListColumn;

/* One way to narrow the list: `?key=value`. The rows whose text at `offset` equals the value are
 * shown, or holds it, where it is a list. */
typedef struct ListFilter {
    const char *key, *label; /* label msgid: "Alla funktioner" */
    size_t offset;
    bool is_list; /* texts separated by ';', offered in the order of the alphabet */
} ListFilter;

typedef struct ListDescription {
    const ListColumn *columns; /* the first is the row's name and link; ends with {0} */
    const ListFilter *filters; /* or NULL; ends with {0} */
    size_t row_size;
    size_t path_offset;               /* const char *: the address of the row's own page */
    const char *noun_one, *noun_many; /* msgids: "kontor", "kontor"; for the count */
    const char *empty;                /* msgid: what to do when there are none at all */
    const char *filename;             /* of the list's files: "kontor"; NULL: it has none */
    bool has_cards;                   /* there is also a .vcf */
    /* Rows can be marked for the page's form with the id "marked": boxes with this name, and the
     * value at marked_offset (const char *). NULL: they cannot. */
    const char *mark_name;
    size_t mark_offset;
    bool is_logged; /* its files are fetched by POST, since that is written down */
} ListDescription;

/* What the column is called on the page (msgid). */
static inline const char *list_heading(const ListColumn *column) {
    return column->both_heading == NULL ? column->heading : column->both_heading;
}

#define LIST_PAGE_SIZE 100

/* A list as one request wants it. */
typedef struct List {
    const Request *request;
    const ListDescription *description;
    const void *all;    /* n_all rows as they were handed in */
    const void **found; /* those that are left, sorted */
    const void **rows;  /* those of this page */
    size_t n;
    size_t n_found, n_all; /* after and before search and filters */
    size_t page, n_pages;  /* from 1 */
    const char *query;     /* ?q= or "" */
    const ListColumn *sorted_by;
    bool descending;
} List;

/* Searches (?q=, folded, in every text), filters, sorts (?sort=key or ?sort=-key; Swedish order)
 * and pages (?page=) `n` rows in memory. */
const List *list_make(const Request *request, const ListDescription *description, const void *rows,
                      size_t n);

/* The same list, searched, filtered and sorted, all pages of it, in the format that ends the
 * request's path: .csv, .xlsx or .json. The routes: TABLE_ROUTES() of ui/files.h. */
bool list_file(Response *response, const List *list, GError **error);
Downloads list_downloads(Arena *arena, const List *list);

/* What the template asks. */
const char *list_text(Arena *arena, const List *list, const ListColumn *column, const void *row);
const char *list_second(const ListColumn *column, const void *row);
const char *list_chip(const ListColumn *column, const void *row);
const char *list_path(const List *list, const void *row);
const char *list_mark(const List *list, const void *row); /* NULL where there are no boxes */
const char *list_sort_link(Arena *arena, const List *list, const ListColumn *column);
const char *list_page_link(Arena *arena, const List *list, size_t page);
const char *list_query(Arena *arena, const List *list); /* "?q=…" without the page, or "" */
/* What a new search keeps of the address: filters and order. */
Pairs list_kept(Arena *arena, const List *list);
const char *list_sort_state(const List *list,
                            const ListColumn *column); /* "ascending", "descending", "none" */
typedef struct ListColumnRows {
    const ListColumn *rows;
    size_t n;
} ListColumnRows;
/* Those that are shown; also those that are only in files. */
ListColumnRows list_columns(const List *list);
ListColumnRows list_columns_of_files(const List *list);
typedef struct ListFilterValue {
    const char *value, *link;
    size_t count;
    bool is_current;
} ListFilterValue;
typedef struct ListFilterView {
    const char *label, *all_link;
    const char *chosen; /* "" for none */
    const ListFilterValue *values;
    size_t n_values;
} ListFilterView;
typedef struct ListFilterViews {
    const ListFilterView *rows;
    size_t n;
} ListFilterViews;
ListFilterViews list_filters(Arena *arena, const List *list);
