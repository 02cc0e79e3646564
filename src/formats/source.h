#pragma once
#include "base/arena.h"
#include "base/types.h"

/* What a plan looked like in the file it came in: its paragraphs, headings and table rows in
 * reading order, whatever the file format. The readers place nothing and judge nothing; they only
 * read. */

#define SOURCE_MAX_FILE_BYTES ((size_t)20 * 1024 * 1024)
#define SOURCE_MAX_ROWS 100000
#define SOURCE_MAX_COLUMNS 200
#define SOURCE_MAX_CELL_CHARACTERS 32767 /* Excel's own limit; a paragraph's too */
#define SOURCE_MAX_BLOCKS 400000         /* rows, paragraphs, headings and empty lines together */
#define SOURCE_MAX_CELLS 5000000         /* in all rows together */

typedef enum { SOURCE_PARAGRAPH, SOURCE_HEADING, SOURCE_ROW, SOURCE_BREAK } SourceKind;

/* `text` and `cells` are UTF-8, trimmed at both ends (no-break spaces too); inner runs of spaces
 * stay, a line break inside is '\n'. */
typedef struct SourceBlock {
    SourceKind kind;
    int line;  /* 1-based. Text and CSV: the line where the block starts. XLSX: the row's number in
                  its sheet. DOCX and HTML: the number of the paragraph or row in the file. */
    int table; /* rows in DOCX, XLSX and HTML: 1-based number of their table or sheet; else 0 */
    bool emphasised; /* the whole paragraph is bold or italic, or marked <i>…</i> or <b>…</b> in
                        text */
    int level;       /* SOURCE_HEADING: 1-9 */
    const char *text;         /* paragraphs and headings: never empty; else NULL */
    const char *const *cells; /* rows: never NULL texts; one cell at least; else NULL */
    size_t n_cells;
} SourceBlock; /* SOURCE_BREAK: an empty line, an empty paragraph, the end of a table or sheet */

typedef struct SourceDocument {
    const SourceBlock *blocks;
    size_t n;
    const char *format;       /* "tsv" (also plain text), "csv", "docx", "xlsx" or "html" */
    const char *const *notes; /* Swedish sentences on what was left out or may have been misread */
    size_t n_notes;
    /* source_read_form() alone: rows of the sheet SOURCE_FORM, shown or hidden; and the document's
     * property of that name, NULL without one. */
    const SourceBlock *form_rows;
    size_t n_form_rows;
    const char *form_property;
} SourceDocument;

/* Reads a plan file. The format is found by content: DOCX and XLSX (OOXML, ECMA-376), HTML with a
 * table, CSV with ; or , (RFC 4180), otherwise text, where a line with a TAB is a row. Text is
 * UTF-8, UTF-16 with a byte order mark, or else Windows-1252.
 *
 * DOCX: text in a merged (vMerge) cell stands in its first cell, the rest are empty; tracked
 * deletions and hidden text are left out and noted; a table in a cell becomes lines of the cell's
 * text. XLSX: each sheet is a table under a heading with the sheet's name; numbers have a decimal
 * comma, dates are ISO; hidden sheets are left out and noted by name. An error's text says where in
 * the file.
 *
 * What is read lives in `arena`. Errors: ERROR_INVALID when the file is too large, damaged,
 * protected, empty or of another kind; the message is written for the person who chose the file. */
bool source_read(Arena *arena, Bytes file, SourceDocument *ret, GError **error);

/* As source_read(), for a form that was fetched here and filled in elsewhere: what it says of
 * itself is read too, and merged cells of sheets are noted. A sheet that cannot be read counts as
 * none. */
bool source_read_form(Arena *arena, Bytes file, SourceDocument *ret, GError **error);
#define SOURCE_FORM "samsyn"

/* Reads an HTML fragment or page, such as what Word and Excel leave on the clipboard. Unlike
 * source_read() it needs no table to be there. Same limits, ownership and errors. */
bool source_read_html(Arena *arena, Bytes html, SourceDocument *ret, GError **error);
