#pragma once
#include "formats/source_builder.h"

/* Whether a UTF-8 text is CSV, and with which delimiter: ; or , as Excel's "sep=" line says, or
 * when the lines fall into columns with it. Prose with commas and text with tabs between words are
 * not. */
bool csv_detect(Bytes text, char *ret_delimiter);

/* Reads CSV (RFC 4180; also bare CR or LF, and quotes inside unquoted fields as they are). A record
 * of one field is a paragraph, an empty line a break, the rest are rows. */
void csv_read(Bytes text, char delimiter, SourceBuilder *builder);
