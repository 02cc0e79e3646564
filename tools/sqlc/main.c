#include "sqlc/check.h"
#include "sqlc/emit.h"
#include "sqlc/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "sqlc queries FILE.sql OUT.h OUT.c MIGRATION.sql…  typed C of a file of named queries\n"
    "sqlc all OUT.c FILE.sql…                          sql_queries_all: the tables of all files\n"
    "sqlc migrations OUT.c MIGRATION.sql…              db_migrations: the migrations as C\n";

static Schema *read_schema(Arena *arena, char **paths, size_t n) {
    SchemaSource *sources = ARENA_ARRAY(arena, SchemaSource, n);
    for (size_t i = 0; i < n; i++) {
        sources[i] = (SchemaSource){paths[i], source_file_read(arena, paths[i])};
        if (sources[i].sql == NULL)
            return NULL;
    }
    return schema_new(sources, n);
}

static bool write_query_file(const QueryFile *file, const char *header, const char *source) {
    g_autofree char *header_name = g_path_get_basename(header);
    g_autoptr(GString) header_text = emit_header(file);
    g_autoptr(GString) source_text = emit_source(file, header_name);
    return output_write(header, header_text) && output_write(source, source_text);
}

static bool make_queries(Arena *arena, char **paths, size_t n) {
    if (n < 4)
        return false;
    Diagnostics diagnostics = {.arena = arena, .file = paths[0]};
    QueryFile file;
    const char *text = source_file_read(arena, paths[0]);
    g_autoptr(Schema) schema = read_schema(arena, paths + 3, n - 3);
    if (text == NULL || schema == NULL)
        return false;
    bool good = query_file_parse(arena, text, &file, &diagnostics) &&
                queries_check(arena, schema, &file, &diagnostics);
    diagnostics_print(&diagnostics);
    return good && write_query_file(&file, paths[1], paths[2]);
}

static bool make_all(Arena *arena, char **paths, size_t n) {
    if (n < 1)
        return false;
    g_autoptr(GString) out =
        g_string_new("/* Made by tools/sqlc. */\n#include \"db/queries_all.h\"\n\n");
    for (size_t i = 1; i < n; i++)
        g_string_append_printf(out, "extern const DbQueries sql_%s_queries;\n",
                               file_stem(arena, paths[i]));
    g_string_append(out, "\nconst DbQueries *const sql_queries_all[] = {\n");
    for (size_t i = 1; i < n; i++)
        g_string_append_printf(out, "    &sql_%s_queries,\n", file_stem(arena, paths[i]));
    g_string_append(out, "    NULL,\n};\n");
    return output_write(paths[0], out);
}

static bool append_migration(Arena *arena, GString *out, const char *path) {
    const char *stem = file_stem(arena, path), *sql = source_file_read(arena, path);
    int number = (int)g_ascii_strtoll(stem, NULL, 10);
    if (sql == NULL)
        return false;
    if (strspn(stem, "0123456789") != 4 || stem[4] != '-' || stem[5] == '\0') {
        fprintf(stderr, "%s: a migration is called NNNN-name.sql\n", path);
        return false;
    }
    g_string_append_printf(out, "    {%d, \"%s\",\n", number, stem + 5);
    append_c_lines(out, "     ", sql);
    g_string_append(out, "},\n");
    return true;
}

static bool make_migrations(Arena *arena, char **paths, size_t n) {
    if (n < 2)
        return false;
    g_autoptr(GString) out = g_string_new("/* Made by tools/sqlc. */\n#include \"db/migrate.h\"\n\n"
                                          "static const DbMigration migrations[] = {\n");
    for (size_t i = 1; i < n; i++)
        if (!append_migration(arena, out, paths[i]))
            return false;
    g_string_append_printf(out, "};\n\nconst DbMigrations db_migrations = {migrations, %zu};\n",
                           n - 1);
    return output_write(paths[0], out);
}

int main(int argc, char **argv) {
    g_autoptr(Arena) arena = arena_new();
    const char *what = argc > 1 ? argv[1] : "";
    char **paths = argv + 2;
    size_t n = argc > 2 ? (size_t)argc - 2 : 0;
    if (strcmp(what, "queries") == 0)
        return make_queries(arena, paths, n) ? EXIT_SUCCESS : EXIT_FAILURE;
    if (strcmp(what, "all") == 0)
        return make_all(arena, paths, n) ? EXIT_SUCCESS : EXIT_FAILURE;
    if (strcmp(what, "migrations") == 0)
        return make_migrations(arena, paths, n) ? EXIT_SUCCESS : EXIT_FAILURE;
    fputs(usage, stderr);
    return EXIT_FAILURE;
}
