#include "ui/files.h"

#include "base/error.h"
#include "formats/docx_write.h"
#include "formats/pdf.h"
#include "ui/report_html.h"

#include <string.h>

static bool answer_html(const Request *request, Response *response, const Report *report,
                        GError **error) {
    const ReportPage *page;
    if (!report_page(request->arena, report, &page, error))
        return false;
    report_document_html(response_html(response), page);
    return true;
}

static bool answer_docx(const Request *request, Response *response, const Report *report,
                        const char *name, GError **error) {
    Bytes bytes;
    return docx_write(request->arena, report, &bytes, error) &&
           response_file(response,
                         "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                         arena_printf(request->arena, "%s.docx", name), bytes);
}

static bool answer_pdf(const Request *request, Response *response, const Report *report,
                       const char *name, GError **error) {
    Bytes bytes;
    const char *file = arena_printf(request->arena, "%s.pdf", name);
    if (!pdf_write(request->arena, report, &bytes, error))
        return false;
    return request->method == POST ? response_file(response, "application/pdf", file, bytes)
                                   : response_document(response, "application/pdf", file, bytes);
}

bool answer_report(const Request *request, Response *response, const Report *report,
                   const char *name, GError **error) {
    if (g_str_has_suffix(request->path, ".html"))
        return answer_html(request, response, report, error);
    if (g_str_has_suffix(request->path, ".docx"))
        return answer_docx(request, response, report, name, error);
    return answer_pdf(request, response, report, name, error);
}

bool answer_table(const Request *request, Response *response, const Table *table, const char *name,
                  GError **error) {
    static const struct {
        const char *ending, *type;
        bool (*write)(Arena *arena, const Table *table, Bytes *ret, GError **error);
    } formats[] = {
        {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", table_xlsx},
        {".json", "application/json", table_json},
        {".csv", "text/csv; charset=utf-8", table_csv},
    };
    size_t format = 0;
    while (format + 1 < G_N_ELEMENTS(formats) &&
           !g_str_has_suffix(request->path, formats[format].ending))
        format++;
    Bytes bytes;
    return formats[format].write(request->arena, table, &bytes, error) &&
           response_file(response, formats[format].type,
                         arena_printf(request->arena, "%s%s", name, formats[format].ending), bytes);
}

Downloads downloads_at(const char *path, const char *query) {
    return (Downloads){.path = path, .query = query, .is_report = true, .is_table = true};
}

const char *download_path(Arena *arena, const Downloads *downloads, const char *ending) {
    return arena_printf(arena, "%s.%s%s", downloads->path, ending, downloads->query);
}
