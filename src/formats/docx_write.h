#pragma once
#include "formats/report.h"

/* The report as a Word document (Office Open XML, ISO/IEC 29500 transitional) on A4: headings,
 * lists and tables as such, with the styles of a printed report; contents that link to what they
 * name (a word processor fills in the pages when it prints or updates them), page numbers as
 * fields. The same report gives the same bytes. ret in the arena. ERROR_INVALID when the report is
 * beyond its limits, ERROR_INTERNAL when the archive cannot be written. */
bool docx_write(Arena *arena, const Report *report, Bytes *ret, GError **error);
