#pragma once
#include "formats/report.h"

/* The report as a tagged PDF 1.7 on A4 that follows PDF/UA-1 (ISO 14289-1): structure tree,
 * document language and title, outline, only the built-in fonts. The same report gives the same
 * bytes. ret in the arena. ERROR_INVALID when the report is beyond its limits or longer than 2,000
 * pages, ERROR_INTERNAL when drawing fails. May be called from several threads at once; a thread's
 * first call opens the fonts (some milliseconds). */
bool pdf_write(Arena *arena, const Report *report, Bytes *ret, GError **error);
