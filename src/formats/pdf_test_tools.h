#pragma once
#include "formats/pdf.h"
#include "formats/pdf_flow.h"

/* For tests that read a printed report back with the tools of poppler and qpdf. */
typedef struct PrintedReport {
    Arena *arena;
    Bytes bytes;
    char *directory, *file;
    int n_pages;
    char **layouts, **texts; /* by page, read when asked for */
} PrintedReport;

/* Writes the report as PDF into a directory of its own; fails the test when that fails. */
PrintedReport *print_report(Arena *arena, const Report *report);

/* Removes file and directory. */
void printed_report_free(PrintedReport *printed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrintedReport, printed_report_free)

/* What `program [options] FILE` says (standard output; fails the test when the program fails).
 * The options end with NULL. In the arena. */
const char *tool_output(PrintedReport *printed, const char *program, ...) G_GNUC_NULL_TERMINATED;

/* The text of a page, 1-based, as it stands (in columns) or in the order of the content. */
const char *page_layout(PrintedReport *printed, int page);
const char *page_text(PrintedReport *printed, int page);

/* The text without white space and hyphens, so that line ends do not matter. */
char *squeezed(Arena *arena, const char *text);

/* The texts in the structure tree, in its order, squeezed. */
const char *structure_text(PrintedReport *printed);

int count_of(const char *text, const char *part);
