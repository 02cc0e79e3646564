#include "sqlc/emit.h"

#include "sqlc/files.h"

#include <string.h>

#define HASH_DIGITS 16

/* activity_get → ActivityGet */
static void append_camel(GString *out, const char *name) {
    bool up = true;
    for (; *name != '\0'; name++) {
        if (*name != '_')
            g_string_append_c(out, up ? g_ascii_toupper(*name) : *name);
        up = *name == '_';
    }
}

static void append_row_name(GString *out, const Query *query) {
    g_string_append(out, "Sql");
    if (query->row_type != NULL) {
        g_string_append(out, query->row_type);
        return;
    }
    append_camel(out, query->name);
    g_string_append(out, "Row");
}

static void append_rows_name(GString *out, const Query *query) {
    g_string_append(out, "Sql");
    append_camel(out, query->name);
    g_string_append(out, "Rows");
}

static void append_in_name(GString *out, const Query *query) {
    g_string_append(out, "Sql");
    append_camel(out, query->name);
    g_string_append(out, "In");
}

static void append_members(GString *out, const Fields *fields) {
    g_string_append(out, "typedef struct {\n");
    for (size_t i = 0; i < fields->n; i++) {
        const char *type = type_in_c(fields->fields[i].type);
        g_string_append_printf(out, "    %s%s%s;\n", type, g_str_has_suffix(type, "*") ? "" : " ",
                               fields->fields[i].name);
    }
    g_string_append(out, "} ");
}

static bool row_is_emitted(const QueryFile *file, const Query *query) {
    for (const Query *earlier = file->queries; earlier < query; earlier++)
        if (query->row_type != NULL && g_strcmp0(earlier->row_type, query->row_type) == 0)
            return true;
    return false;
}

static void append_types(GString *out, const QueryFile *file, const Query *query) {
    if (query->parameters.n > 0) {
        append_members(out, &query->parameters);
        append_in_name(out, query);
        g_string_append(out, ";\n");
    }
    if (query->columns.n > 0 && !row_is_emitted(file, query)) {
        append_members(out, &query->columns);
        append_row_name(out, query);
        g_string_append(out, ";\n");
    }
    if (query->kind == QUERY_MANY) {
        g_string_append(out, "typedef struct {\n    ");
        append_row_name(out, query);
        g_string_append(out, " *rows;\n    size_t n;\n} ");
        append_rows_name(out, query);
        g_string_append(out, ";\n");
    }
}

static void append_result(GString *out, const Query *query) {
    switch (query->kind) {
    case QUERY_ONE:
        append_row_name(out, query);
        g_string_append(out, " *ret_row, ");
        break;
    case QUERY_MAYBE:
        g_string_append(out, "const ");
        append_row_name(out, query);
        g_string_append(out, " **ret_row, ");
        break;
    case QUERY_MANY:
        append_rows_name(out, query);
        g_string_append(out, " *ret_rows, ");
        break;
    case QUERY_CHANGES:
        g_string_append(out, "int64_t *ret_changes, ");
        break;
    case QUERY_EXEC:
        break;
    }
}

static bool gives_rows(const Query *query) {
    return query->kind != QUERY_EXEC && query->kind != QUERY_CHANGES;
}

static void append_prototype(GString *out, const Query *query) {
    g_string_append_printf(out, "bool sql_%s(Db *db, ", query->name);
    if (gives_rows(query))
        g_string_append(out, "Arena *arena, ");
    if (query->parameters.n > 0) {
        g_string_append(out, "const ");
        append_in_name(out, query);
        g_string_append(out, " *in, ");
    }
    append_result(out, query);
    g_string_append(out, "GError **error)");
}

GString *emit_header(const QueryFile *file) {
    GString *out = g_string_new(NULL);
    g_string_append_printf(out,
                           "/* Made by tools/sqlc from %s.sql. */\n#pragma once\n"
                           "#include \"db/query.h\"\n\n",
                           file->stem);
    for (size_t i = 0; i < file->n; i++) {
        const Query *query = &file->queries[i];
        g_string_append_printf(out, "/* %s.sql:%d */\n", file->stem, query->line);
        append_types(out, file, query);
        append_prototype(out, query);
        g_string_append(out, " G_GNUC_WARN_UNUSED_RESULT;\n\n");
    }
    g_string_append_printf(out, "extern const DbQueries sql_%s_queries;\n", file->stem);
    return out;
}

static void append_fields(GString *out, const Query *query, bool parameters) {
    const Fields *fields = parameters ? &query->parameters : &query->columns;
    if (fields->n == 0)
        return;
    g_string_append_printf(out, "static const DbField %s_%s[] = {\n", query->name,
                           parameters ? "parameters" : "columns");
    for (size_t i = 0; i < fields->n; i++) {
        g_string_append_printf(out, "    {\"%s\", %s, offsetof(", fields->fields[i].name,
                               type_constant(fields->fields[i].type));
        if (parameters)
            append_in_name(out, query);
        else
            append_row_name(out, query);
        g_string_append_printf(out, ", %s)},\n", fields->fields[i].name);
    }
    g_string_append(out, "};\n");
}

static void append_text(GString *out, const char *member, const char *text) {
    if (text == NULL)
        return;
    g_string_append_printf(out, "     .%s =\n", member);
    append_c_lines(out, "         ", text);
    g_string_append(out, ",\n");
}

static void append_use_of_fields(GString *out, const Query *query) {
    if (query->parameters.n > 0) {
        g_string_append_printf(out,
                               "     .parameters = %s_parameters,\n     .n_parameters = %zu,\n"
                               "     .in_size = sizeof(",
                               query->name, query->parameters.n);
        append_in_name(out, query);
        g_string_append(out, "),\n");
    }
    if (query->columns.n > 0) {
        g_string_append_printf(out,
                               "     .columns = %s_columns,\n     .n_columns = %zu,\n"
                               "     .row_size = sizeof(",
                               query->name, query->columns.n);
        append_row_name(out, query);
        g_string_append(out, "),\n");
    }
}

static void append_query(GString *out, const Query *query) {
    static const char *const kinds[] = {"QUERY_ONE", "QUERY_MAYBE", "QUERY_MANY", "QUERY_EXEC",
                                        "QUERY_CHANGES"};
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, query->sql, -1);
    g_string_append_printf(out,
                           "    {.name = \"%s\",\n     .hash = \"%.*s\",\n     .kind = %s,\n"
                           "     .writes = %s,\n",
                           query->name, HASH_DIGITS, hash, kinds[query->kind],
                           query->writes ? "true" : "false");
    append_text(out, "sql", query->sql);
    append_text(out, "pg", query->pg);
    append_text(out, "spans", query->spans);
    append_use_of_fields(out, query);
    g_string_append(out, "    },\n");
}

static void append_many_body(GString *out, const Query *query, size_t index, const char *in) {
    g_string_append_printf(out,
                           "    DbRows rows;\n"
                           "    if (!db_query_many(db, arena, &queries[%zu], %s, &rows, error))\n"
                           "        return false;\n    *ret_rows = (",
                           index, in);
    append_rows_name(out, query);
    g_string_append(out, "){rows.rows, rows.n};\n    return true;\n");
}

static void append_body(GString *out, const Query *query, size_t index) {
    const char *in = query->parameters.n > 0 ? "in" : "NULL";
    switch (query->kind) {
    case QUERY_ONE:
        g_string_append_printf(
            out, "    return db_query_one(db, arena, &queries[%zu], %s, ret_row, error);\n", index,
            in);
        break;
    case QUERY_MAYBE:
        g_string_append_printf(
            out,
            "    const void *row;\n"
            "    if (!db_query_maybe(db, arena, &queries[%zu], %s, &row, error))\n"
            "        return false;\n    *ret_row = row;\n    return true;\n",
            index, in);
        break;
    case QUERY_MANY:
        append_many_body(out, query, index, in);
        break;
    case QUERY_EXEC:
        g_string_append_printf(out, "    return db_query_exec(db, &queries[%zu], %s, error);\n",
                               index, in);
        break;
    case QUERY_CHANGES:
        g_string_append_printf(
            out, "    return db_query_changes(db, &queries[%zu], %s, ret_changes, error);\n", index,
            in);
        break;
    }
}

GString *emit_source(const QueryFile *file, const char *header) {
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "/* Made by tools/sqlc from %s.sql. */\n#include \"%s\"\n\n",
                           file->stem, header);
    for (size_t i = 0; i < file->n; i++) {
        append_fields(out, &file->queries[i], true);
        append_fields(out, &file->queries[i], false);
    }
    g_string_append(out, "static const DbQuery queries[] = {\n");
    for (size_t i = 0; i < file->n; i++)
        append_query(out, &file->queries[i]);
    g_string_append_printf(out, "};\nconst DbQueries sql_%s_queries = {\"%s\", queries, %zu};\n",
                           file->stem, file->stem, file->n);
    for (size_t i = 0; i < file->n; i++) {
        g_string_append_c(out, '\n');
        append_prototype(out, &file->queries[i]);
        g_string_append(out, " {\n");
        append_body(out, &file->queries[i], i);
        g_string_append(out, "}\n");
    }
    return out;
}
