#pragma once
#include "base/arena.h"
#include "base/types.h"

/* How a cell's number is meant, as its number format says (ECMA-376 part 1, 18.8.30 and 18.8.31).
 */
typedef enum {
    EXCEL_PLAIN,
    EXCEL_PERCENT,
    EXCEL_DATE,
    EXCEL_TIME,
    EXCEL_DATE_TIME,
    EXCEL_DURATION, /* hours may pass 24 */
} ExcelKind;

ExcelKind excel_kind_of_builtin(int format_id);
ExcelKind excel_kind_of_code(const char *code);

/* The number as text: "5,5", "20%", "2021-05-05", "13:30", "2021-05-05 13:30", "25:30"; seconds
 * only when there are any. `raw` is as XLSX stores it, with a decimal point; what is no number
 * comes back as it is. Days are counted from 1900 (with Excel's own 29 February 1900) or from 1904.
 */
const char *excel_number_text(Arena *arena, const char *raw, ExcelKind kind, bool from_1904);
