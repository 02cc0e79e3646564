#pragma once
#include "formats/excel_number.h"
#include "formats/package.h"

/* How the numbers of each cell format (cellXfs) are meant, by its index in the s attribute of a
 * cell. */
typedef struct XlsxStyles {
    const ExcelKind *kinds;
    size_t n;
} XlsxStyles;

/* Reads the styles part into `arena`; a part of NULL gives no styles. */
bool xlsx_styles_read(Arena *arena, Package *package, const char *part, XlsxStyles *ret,
                      GError **error);

/* EXCEL_PLAIN for an index that is not there. */
ExcelKind xlsx_style_kind(const XlsxStyles *styles, guint64 index);

/* An unsigned number in an attribute, or `otherwise` when it is missing, wrong or above `max`. */
guint64 xlsx_number(Xml *xml, const char *attribute, guint64 max, guint64 otherwise);
/* true for an attribute of "1" or "true". */
bool xlsx_flag(Xml *xml, const char *attribute);
