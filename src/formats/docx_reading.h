#pragma once
#include "formats/docx_styles.h"
#include "formats/source_builder.h"

/* What the files that read a DOCX share; nobody else includes this. */

typedef struct Paragraph {
    GString *text;
    int level;
    DocxLook look; /* what its style says */
    bool has_plain, has_emphasised;
    bool mark_deleted; /* a tracked deletion of its end: it goes on in the next paragraph */
} Paragraph;

typedef struct Cell {
    GString *text;
    int n_paragraphs;
    guint64 span;
    bool continues; /* merged with the cell above or to the left */
} Cell;

typedef struct Docx {
    Xml *xml;
    SourceBuilder *builder;
    const DocxStyles *styles;
    Paragraph paragraph; /* the innermost one that is open */
    DocxLook run;
    Cell *cell;     /* of the outermost table, or NULL */
    GString *carry; /* text of a paragraph whose mark is deleted, or NULL */
    int line, table, n_tables;
    bool row_deleted;
    int n_deletions, n_hidden, n_pictures, n_footnotes, n_merged_texts;
} Docx;

/* Reads the current element, or all children of the current element, by what they mean in
 * WordprocessingML; an element without a meaning here is read as if only its content were there. */
void docx_read_element(Docx *docx);
void docx_read_content(Docx *docx);

/* Ends the paragraph that a deleted paragraph mark left open. */
void docx_put_carry(Docx *docx);

void docx_read_table(Docx *docx);
void docx_read_row(Docx *docx);
void docx_read_cell(Docx *docx);

/* true when there is anything but white space in a text. */
bool docx_has_visible(const char *text);
