#pragma once
#include "base/error.h"
#include <pango/pango.h>

/* The fonts that are built into the program, and no others: what is installed on the machine is not
 * seen. Regular, Semibold, Bold and Italic of Source Sans 3 (SIL Open Font License 1.1). */

/* This thread's font map, made at the first call and kept until the thread ends; nothing to free.
 * NULL with ERROR_INTERNAL when the fonts cannot be opened. */
PangoFontMap *pdf_font_map(GError **error);

/* true when one of the fonts can show the character. Only after pdf_font_map() has succeeded. */
bool pdf_font_has(gunichar character);
