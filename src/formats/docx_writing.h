#pragma once
#include "formats/pdf_style.h"
#include "formats/report.h"
#include <glib.h>

/* The parts of a Word document being written from a report. */

#define DOCX_NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define DOCX_RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* Points as Word counts them. */
#define TWIPS(points) ((int)((points)*20 + 0.5))
#define HALF_POINTS(points) ((int)((points)*2 + 0.5))

typedef struct Docx {
    Arena *arena;
    const Report *report;
    const ReportWords *words;
    GString *xml; /* word/document.xml, from the first block to the last */
    ReportEntries entries;
    GHashTable *bookmarks; /* what the contents lead to → its number, from 1 */
    ReportOrientation orientation;
    bool has_foot; /* the section's pages do: all but the title page's */
    bool is_empty; /* nothing stands in the section yet */
} Docx;

/* printf, whose %s are escaped for text and attributes. */
void xml_add(GString *xml, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* A text's runs with these properties (inside <w:rPr>; "" for none); `\n` breaks the line. */
void docx_runs(GString *xml, const char *properties, const char *text);

/* A paragraph of a style; `properties` follow the style in <w:pPr>. */
void docx_paragraph(GString *xml, const char *style, const char *properties, const char *text);

/* A heading or band that the contents may lead to. */
void docx_bookmarked(Docx *docx, const void *source, const char *text);

/* What stands between two tables and carries a section's end: as small as can be. `properties` in
 * <w:pPr>. */
void docx_separator(GString *xml, const char *properties);

/* Six hexadecimal digits, in the arena. */
const char *docx_color(Arena *arena, ColorName name);

/* The width of the section's text area, in twips. */
int docx_text_width(const Docx *docx);

void docx_contents(Docx *docx, const ReportBlock *block);
void docx_table(Docx *docx, const ReportTable *table);
void docx_title_page(Docx *docx, const ReportTitlePage *page);
void docx_chip(GString *xml, const ReportGoal *goal);

/* Writes what of the report stands in word/document.xml, inside <w:body>. */
void docx_body(Docx *docx);

/* The other parts, complete. */
char *docx_styles_part(Arena *arena, const Report *report);
char *docx_numbering_part(Arena *arena);
char *docx_foot_part(const Docx *docx, ReportOrientation orientation);
char *docx_core_part(Arena *arena, const Report *report);
