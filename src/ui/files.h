#pragma once
#include "formats/report.h"
#include "formats/table.h"
#include "web/router.h"

/* The files that stand beside a page, at its address with an ending: what is read on paper as PDF,
 * DOCX and HTML, what is a table as CSV, XLSX and JSON (ui/list.h). */

/* The routes of a report's files, which are Swedish; `handler` makes the report and hands it to
 * answer_report(). */
#define REPORT_ROUTES(path, handler, permission)                                                   \
    {GET, path ".pdf", handler, permission, .slow = true, .is_swedish = true},                     \
        {GET, path ".docx", handler, permission, .slow = true, .is_swedish = true}, {              \
        GET, path ".html", handler, permission, .slow = true, .is_swedish = true                   \
    }

/* The routes of a table's files; `handler` makes the table and hands it to answer_table(), or the
 * list to list_file(). */
#define TABLE_ROUTES(path, handler, permission)                                                    \
    {GET, path ".csv", handler, permission},                                                       \
        {GET, path ".xlsx", handler, permission, .slow = true}, {                                  \
        GET, path ".json", handler, permission                                                     \
    }

/* The same of a table that is a document as a report is, a plan's: Swedish. */
#define DOCUMENT_TABLE_ROUTES(path, handler, permission)                                           \
    {GET, path ".csv", handler, permission, .is_swedish = true},                                   \
        {GET, path ".xlsx", handler, permission, .slow = true, .is_swedish = true}, {              \
        GET, path ".json", handler, permission, .is_swedish = true                                 \
    }

/* The routes of a table's files that are fetched by POST, since it is written down who did. */
#define LOGGED_TABLE_ROUTES(path, handler, permission)                                             \
    {POST, path ".csv", handler, permission}, {POST, path ".xlsx", handler, permission}, {         \
        POST, path ".json", handler, permission                                                    \
    }

/* Answers with the report in the format that ends the request's path, as a file called `name`; what is
 * asked for by POST is saved, never shown in the browser. */
bool answer_report(const Request *request, Response *response, const Report *report,
                   const char *name, GError **error);

bool answer_table(const Request *request, Response *response, const Table *table, const char *name,
                  GError **error);

/* What there is to fetch beside a page: its address without ending, and what follows the ending:
 * "?year=2021", or "". */
typedef struct Downloads {
    const char *path, *query;
    bool is_report, is_table;
    bool has_cards; /* with is_logged: a .vcf */
    bool is_logged; /* fetched by POST, since it is written down who did */
} Downloads;
/* Both report and table, as a plan has. */
Downloads downloads_at(const char *path, const char *query);
const char *download_path(Arena *arena, const Downloads *downloads, const char *ending);
