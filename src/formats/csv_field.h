#pragma once
#include <glib.h>

#include "formats/text_cursor.h"

typedef struct CsvField {
    GString *text;
    bool quoted, unclosed; /* unclosed: the quote that opens the field has no match */
    bool has_tab;          /* outside quotes */
    bool last;             /* of its record */
} CsvField;

/* Reads one field and steps over the delimiter or line end behind it (RFC 4180 section 2). */
void csv_next_field(TextCursor *cursor, char delimiter, CsvField *field);
