#include "formats/pdf_test_tools.h"

#include <glib/gstdio.h>
#include <string.h>

PrintedReport *print_report(Arena *arena, const Report *report) {
    g_autoptr(GError) error = NULL;
    PrintedReport *printed = g_new0(PrintedReport, 1);
    printed->arena = arena;
    pdf_write(arena, report, &printed->bytes, &error);
    g_assert_no_error(error);
    printed->directory = g_dir_make_tmp("report-XXXXXX", &error);
    g_assert_no_error(error);
    printed->file = g_build_filename(printed->directory, "report.pdf", NULL);
    g_file_set_contents(printed->file, (const char *)printed->bytes.data,
                        (gssize)printed->bytes.size, &error);
    g_assert_no_error(error);
    const char *pages = strstr(tool_output(printed, "pdfinfo", NULL), "Pages:");
    g_assert_nonnull(pages);
    printed->n_pages = (int)g_ascii_strtoll(pages + strlen("Pages:"), NULL, 10);
    return printed;
}

void printed_report_free(PrintedReport *printed) {
    g_unlink(printed->file);
    g_rmdir(printed->directory);
    g_strfreev(printed->layouts);
    g_strfreev(printed->texts);
    g_free(printed->file);
    g_free(printed->directory);
    g_free(printed);
}

static const char *run(PrintedReport *printed, GPtrArray *command) {
    g_autoptr(GError) error = NULL;
    g_autofree char *output = NULL, *complaints = NULL;
    int status;
    g_spawn_sync(NULL, (char **)command->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output,
                 &complaints, &status, &error);
    g_assert_no_error(error);
    if (!g_spawn_check_wait_status(status, &error))
        g_error("%s: %s: %s", (char *)command->pdata[0], error->message, complaints);
    g_assert_cmpstr(complaints, ==, "");
    return arena_strdup(printed->arena, output);
}

const char *tool_output(PrintedReport *printed, const char *program, ...) {
    g_autoptr(GPtrArray) command = g_ptr_array_new();
    g_ptr_array_add(command, (char *)program);
    va_list options;
    va_start(options, program);
    for (char *option; (option = va_arg(options, char *)) != NULL;)
        g_ptr_array_add(command, option);
    va_end(options);
    g_ptr_array_add(command, printed->file);
    if (strcmp(program, "pdftotext") == 0)
        g_ptr_array_add(command, "-");
    g_ptr_array_add(command, NULL);
    return run(printed, command);
}

/* pdftotext ends each page with a form feed. */
static const char *page_as(PrintedReport *printed, int page, const char *option, char ***pages) {
    if (*pages == NULL)
        *pages = g_strsplit(tool_output(printed, "pdftotext", option, NULL), "\f", 0);
    g_assert_cmpint((int)g_strv_length(*pages), ==, printed->n_pages + 1);
    g_assert_cmpint(page, <=, printed->n_pages);
    return (*pages)[page - 1];
}

const char *page_layout(PrintedReport *printed, int page) {
    return page_as(printed, page, "-layout", &printed->layouts);
}

const char *page_text(PrintedReport *printed, int page) {
    return page_as(printed, page, "-raw", &printed->texts);
}

char *squeezed(Arena *arena, const char *text) {
    GString *squeezed = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!g_unichar_isspace(c) && c != '-' && c != 0xAD)
            g_string_append_unichar(squeezed, c);
    }
    char *copy = arena_strdup(arena, squeezed->str);
    g_string_free(squeezed, TRUE);
    return copy;
}

const char *structure_text(PrintedReport *printed) {
    g_auto(GStrv) lines =
        g_strsplit(tool_output(printed, "pdfinfo", "-struct-text", NULL), "\n", 0);
    g_autoptr(GString) texts = g_string_new(NULL);
    for (char **line = lines; *line != NULL; line++) {
        char *text = g_strstrip(*line);
        size_t length = strlen(text);
        if (length >= 2 && text[0] == '"' && text[length - 1] == '"')
            g_string_append_len(texts, text + 1, (gssize)length - 2);
    }
    return squeezed(printed->arena, texts->str);
}

int count_of(const char *text, const char *part) {
    int n = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part))
        n++;
    return n;
}
