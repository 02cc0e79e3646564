#pragma once
#include "formats/package.h"

/* The texts that the cells of a workbook share, each cleaned (source_clean()) once. */
typedef struct XlsxStrings {
    const char *const *items;
    size_t n;
} XlsxStrings;

/* Reads the shared strings part into `arena`; a part of NULL gives none. */
bool xlsx_strings_read(Arena *arena, Package *package, const char *part, XlsxStrings *ret,
                       GError **error);

/* Appends the text of the string item that `xml` is at (18.4.8): its runs without formatting or
 * pronunciation, _x000D_ and the like as the characters they stand for (22.9.2.19). */
void xlsx_string_item(Xml *xml, GString *text);
