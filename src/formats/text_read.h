#pragma once
#include "formats/source_builder.h"

/* Reads plain text: a line with a TAB is a row, a line without is a paragraph, an empty line a
 * break. Marks <i>, </i>, <b> and </b> are removed from paragraphs. A cell that Excel has put in
 * quotes, because there is a line break, tab, comma or quote in it, is unquoted. */
void text_read(Bytes text, SourceBuilder *builder);
