#pragma once
#include "formats/package.h"

typedef enum { TOGGLE_UNSET, TOGGLE_OFF, TOGGLE_ON } Toggle;

/* The run properties that a plan's reader cares about (ECMA-376 part 1, 17.3.2). */
typedef struct DocxLook {
    Toggle bold, italic, hidden;
} DocxLook;

#define DOCX_LEVEL_UNSET (-1)
#define DOCX_LEVEL_BODY 0

typedef struct DocxStyle {
    int level; /* heading level 1-9, DOCX_LEVEL_BODY or DOCX_LEVEL_UNSET */
    DocxLook look;
} DocxStyle;

/* The styles of a document by id, each with what it inherits (basedOn). */
typedef struct DocxStyles DocxStyles;

/* Reads the styles part. Headings are known by outline level or by name: "heading 1", "Rubrik 1",
 * "Title". A part of NULL gives no styles. The caller owns the result. */
bool docx_styles_read(Package *package, const char *part, DocxStyles **ret, GError **error);
void docx_styles_free(DocxStyles *styles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DocxStyles, docx_styles_free)

/* What a style says; an unknown or missing id says nothing. */
DocxStyle docx_style(const DocxStyles *styles, const char *id);

/* Reads the element that `xml` is at: one property of a w:rPr into *look, w:outlineLvl into *level.
 */
void docx_read_look(Xml *xml, DocxLook *look);
void docx_read_level(Xml *xml, int *level);

/* `look` with what it leaves unset taken from `base`. */
DocxLook docx_look_over(DocxLook look, DocxLook base);

/* A w:… on/off value (17.17.4): an absent value is on. */
bool docx_is_on(const char *value);
