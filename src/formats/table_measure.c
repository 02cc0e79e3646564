#include "formats/table_sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

/* table-measure FILE.csv|.xlsx|.json [ROWS]: writes the sample table and says how long it took, how
 * large the file is and the most memory that the program has had. */
static bool write_table(Arena *arena, const char *file, const Table *table, Bytes *ret,
                        GError **error) {
    if (g_str_has_suffix(file, ".xlsx"))
        return table_xlsx(arena, table, ret, error);
    return (g_str_has_suffix(file, ".json") ? table_json : table_csv)(arena, table, ret, error);
}

int main(int argc, char **argv) {
    const char *file = argc > 1 ? argv[1] : "/dev/null";
    Table table = sample_table(argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 100 * 1000);
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    Bytes bytes;
    gint64 begin = g_get_monotonic_time();
    if (!write_table(arena, file, &table, &bytes, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return EXIT_FAILURE;
    }
    double took = (double)(g_get_monotonic_time() - begin) / 1000;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%.0f ms, %zu bytes, %.1f MiB\n", took, bytes.size, (double)usage.ru_maxrss / 1024);
    if (!g_file_set_contents(file, (const char *)bytes.data, (gssize)bytes.size, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
