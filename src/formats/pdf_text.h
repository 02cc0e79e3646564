#pragma once
#include "base/arena.h"
#include "base/error.h"
#include "formats/pdf_style.h"
#include <pango/pango.h>

/* Sets text in lines. Equal texts of the same style and width are set once and shared. */
typedef struct Typesetter Typesetter;

/* A text set in lines of one pitch; it belongs to its typesetter. Nothing to show has no lines. */
typedef struct TextBlock {
    PangoLayout *layout;
    PangoLayoutLine **lines;
    int n_lines;
    StyleName style;
    const char *spoken; /* the text itself, when words are divided or a character is shown as □;
                           else NULL */
} TextBlock;

/* `language` as BCP 47. The typesetter is for the calling thread. The caller frees it. */
Typesetter *typesetter_new(Arena *arena, const char *language, GError **error);
void typesetter_free(Typesetter *typesetter);

/* `width` in points; words that are wider are divided, letters only as the last resort.
 * G_MAXDOUBLE sets each line as wide as it is. */
const TextBlock *typeset(Typesetter *typesetter, StyleName style, double width, const char *text);

/* At most `n_lines` lines, the last ended by … when the text is longer. */
const TextBlock *typeset_at_most(Typesetter *typesetter, StyleName style, double width,
                                 const char *text, int n_lines);

double text_height(const TextBlock *text);
double line_width(const TextBlock *text, int line);
double widest_line(const TextBlock *text);

/* From the top of a line to its baseline. */
double style_baseline(StyleName style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Typesetter, typesetter_free)
