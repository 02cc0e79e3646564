#pragma once
#include "formats/source_builder.h"

#define HTML_MAX_DEPTH 250 /* elements inside one another */

/* Reads HTML as a browser would show it, whatever its faults: white space is collapsed, cells that
 * span (colspan, rowspan) leave empty cells, a table in a cell becomes lines of the cell's text.
 * Scripts, styles, deletions and hidden elements are left out, the last two with a note. */
void html_read(Bytes text, SourceBuilder *builder);

/* true when a text is HTML that has a table or is a whole page. */
bool html_detect(Bytes text);
