#include "formats/docx_write.h"
#include "formats/pdf.h"
#include "formats/report_sample.h"

#include <stdio.h>
#include <stdlib.h>

/* report-measure [FILE [ACTIVITIES [TIMES]]]: writes the sample plan, as DOCX where
 * the file is called so, else as PDF, and says how long each time took. */
static int measure(const char *file, size_t n_activities, int times) {
    for (int i = 0; i < times; i++) {
        g_autoptr(Arena) arena = arena_new();
        g_autoptr(GError) error = NULL;
        Report *report = sample_plan(arena, n_activities);
        Bytes bytes;
        gint64 begin = g_get_monotonic_time();
        bool is_docx = g_str_has_suffix(file, ".docx");
        if (!(is_docx ? docx_write : pdf_write)(arena, report, &bytes, &error) ||
            !g_file_set_contents(file, (const char *)bytes.data, (gssize)bytes.size, &error)) {
            fprintf(stderr, "%s\n", error->message);
            return EXIT_FAILURE;
        }
        printf("%.1f ms, %zu bytes\n", (double)(g_get_monotonic_time() - begin) / 1000, bytes.size);
    }
    return EXIT_SUCCESS;
}

int main(int argc, char **argv) {
    const char *file = argc > 1 ? argv[1] : "/dev/null";
    size_t n_activities = argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 60;
    int times = argc > 3 ? (int)g_ascii_strtoll(argv[3], NULL, 10) : 10;
    return measure(file, n_activities, times);
}
