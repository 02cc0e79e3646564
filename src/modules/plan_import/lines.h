#pragma once
#include "base/arena.h"
#include "formats/source.h"

#include <stdbool.h>

/* The source as a person sees it: line after line, where a row with a single filled cell reads like
 * a paragraph and a row without any like an empty line. */

typedef enum { LINE_BREAK, LINE_TEXT, LINE_ROW } LineKind;

typedef struct Line {
    LineKind kind;
    int number;       /* as in SourceBlock */
    const char *text; /* LINE_TEXT: the text; a row with one filled cell: that cell; else NULL */
    const char *squashed; /* `text` by similar_squash(), or NULL */
    int heading_level;    /* 1-9 for headings of the file format; else 0 */
    bool emphasised;
    bool follows_break;       /* an empty line or row, or the beginning, comes before it */
    int table;                /* LINE_ROW: as in SourceBlock */
    const char *const *cells; /* LINE_ROW: trimmed */
    size_t n_cells;
    size_t n_filled;
    size_t first_filled; /* column of the first filled cell */
} Line;

typedef struct Lines {
    const Line *at;
    size_t n;
    bool has_headings; /* the format's own headings tell chapters apart */
    bool keeps_lines;  /* plain text, where lines that follow each other belong together */
} Lines;

Lines lines_of(Arena *arena, const SourceDocument *document);

/* A row with one filled cell. */
bool line_is_lone(const Line *line);

/* A paragraph, heading, or lone row: something with `text`. */
bool line_is_text(const Line *line);

/* A row with at least two filled cells. */
bool line_is_full(const Line *line);

/* The cell of a column, "" past the row's end. */
const char *line_cell(const Line *line, size_t column);

/* The first line from `from` that is neither break nor page number; lines->n when there is none. */
size_t next_line(const Lines *lines, size_t from, size_t end);

/* How many columns the row needs: one more than its last filled cell's. */
size_t line_cells(const Line *line);

/* All filled cells, separated by tabs; a paragraph's text. */
char *line_text(Arena *arena, const Line *line);
