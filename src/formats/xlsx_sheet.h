#pragma once
#include "formats/source_builder.h"
#include "formats/xlsx_strings.h"
#include "formats/xlsx_styles.h"

/* What all sheets of a workbook share while it is read. */
typedef struct XlsxBook {
    Arena *arena;
    Package *package;
    SourceBuilder *builder, *form; /* form: of its own sheet, NULL when none is looked for */
    XlsxStrings strings;
    XlsxStyles styles;
    bool from_1904;
    int n_tables;
    GHashTable *parts_read; /* names of the sheets' parts, in lower case */
} XlsxBook;

/* Reads one sheet as a stream, under a heading with its name; a sheet without any text gives
 * nothing. Rows are padded to the widest row above them; empty rows between are one break. */
bool xlsx_sheet_read(XlsxBook *book, const char *name, const char *part, GError **error);
