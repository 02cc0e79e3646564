#include "sqlc/check.h"

#include "sqlc/apart.h"

#include <string.h>

typedef struct {
    Arena *arena;
    const Schema *schema;
    Query *query;
    sqlite3_stmt *prepared;
    Diagnostics *diagnostics;
} Checker;

static const Field *find_field(const Fields *fields, const char *name) {
    for (size_t i = 0; i < fields->n; i++)
        if (strcmp(fields->fields[i].name, name) == 0)
            return &fields->fields[i];
    return NULL;
}

static int line_at(const Query *query, int offset) {
    int line = query->sql_line;
    for (int i = 0; i < offset && query->sql[i] != '\0'; i++)
        line += query->sql[i] == '\n';
    return line;
}

/* SQLite does not say where a table stands that it does not know: "no such table: worm". */
static int line_of_error(const Query *query, int offset, const char *message) {
    const char *colon = g_strrstr(message, ": ");
    for (size_t i = 0; offset < 0 && colon != NULL && i < query->n_tokens; i++)
        if (token_names(query->tokens[i], colon + 2))
            return query->tokens[i].line;
    return line_at(query, offset);
}

static int line_of_parameter(const Query *query, const char *name) {
    for (size_t i = 0; i < query->n_tokens; i++)
        if (query->tokens[i].kind == TOKEN_PARAMETER && strcmp(query->tokens[i].text, name) == 0)
            return query->tokens[i].line;
    return query->sql_line;
}

static bool prepare(Checker *checker) {
    sqlite3 *handle = schema_handle(checker->schema);
    const char *rest = "";
    if (sqlite3_prepare_v2(handle, checker->query->sql, -1, &checker->prepared, &rest) != SQLITE_OK)
        return report(
            checker->diagnostics,
            line_of_error(checker->query, sqlite3_error_offset(handle), sqlite3_errmsg(handle)),
            "%s", sqlite3_errmsg(handle));
    if (checker->prepared == NULL)
        return report(checker->diagnostics, checker->query->sql_line, "%s is empty",
                      checker->query->name);
    checker->query->writes = sqlite3_stmt_readonly(checker->prepared) == 0;
    return true;
}

static bool parameter_is_used(const Checker *checker, const char *name) {
    const char *with_colon = arena_printf(checker->arena, ":%s", name);
    return sqlite3_bind_parameter_index(checker->prepared, with_colon) != 0;
}

static void check_parameters(const Checker *checker) {
    const Query *query = checker->query;
    int n = sqlite3_bind_parameter_count(checker->prepared);
    for (int i = 1; i <= n; i++) {
        const char *name = sqlite3_bind_parameter_name(checker->prepared, i);
        if (name == NULL || name[0] != ':')
            report(checker->diagnostics, query->sql_line, "parameters are written :name");
        else if (find_field(&query->parameters, name + 1) == NULL)
            report(checker->diagnostics, line_of_parameter(query, name + 1),
                   "%s has no type: add it to `-- in:`", name);
    }
    for (size_t i = 0; i < query->parameters.n; i++) {
        const Field *field = &query->parameters.fields[i];
        if (!parameter_is_used(checker, field->name))
            report(checker->diagnostics, field->line, "%s is not used in the query", field->name);
        if (strcmp(field->name, "collaboration") == 0 && field->type != FIELD_ID)
            report(checker->diagnostics, field->line, "collaboration must be an id");
    }
}

static bool column_type(const Checker *checker, int index, const char *name, DbFieldType *ret) {
    const Field *noted = find_field(&checker->query->row, name);
    if (noted != NULL) {
        *ret = noted->type;
        return true;
    }
    const char *table = sqlite3_column_table_name(checker->prepared, index);
    const char *column = sqlite3_column_origin_name(checker->prepared, index);
    return table != NULL && column != NULL &&
           schema_column_type(checker->schema, table, column, ret);
}

static void check_column(const Checker *checker, int index) {
    Query *query = checker->query;
    const char *name = sqlite3_column_name(checker->prepared, index);
    Field field = {.name = arena_strdup(checker->arena, name), .line = query->sql_line};
    if (!is_member_name(name))
        report(checker->diagnostics, query->sql_line,
               "column %d, “%s”, needs a name in lower case that C allows: … AS name", index + 1,
               name);
    else if (find_field(&query->columns, name) != NULL)
        report(checker->diagnostics, query->sql_line, "two columns are called %s", name);
    else if (!column_type(checker, index, name, &field.type))
        report(checker->diagnostics, query->sql_line,
               "the type of column %d, %s, is not known: add `-- row: %s TYPE`", index + 1, name,
               name);
    else
        query->columns.fields[query->columns.n++] = field;
}

static void check_columns(const Checker *checker) {
    Query *query = checker->query;
    int n = sqlite3_column_count(checker->prepared);
    bool gives_rows = query->kind != QUERY_EXEC && query->kind != QUERY_CHANGES;
    if (gives_rows != (n > 0)) {
        report(checker->diagnostics, query->line,
               gives_rows ? "%s gives no rows: use :exec or :changes"
                          : "%s gives rows: use :one, :maybe or :many",
               query->name);
        return;
    }
    if (n > DB_COLUMNS_MAX) {
        report(checker->diagnostics, query->line, "more than %d columns", DB_COLUMNS_MAX);
        return;
    }
    query->columns.fields = ARENA_ARRAY(checker->arena, Field, (size_t)n);
    for (int i = 0; i < n; i++)
        check_column(checker, i);
    for (size_t i = 0; i < query->row.n; i++)
        if (find_field(&query->columns, query->row.fields[i].name) == NULL)
            report(checker->diagnostics, query->row.fields[i].line, "there is no column %s",
                   query->row.fields[i].name);
    if (query->row_type != NULL && !gives_rows)
        report(checker->diagnostics, query->line, "%s gives no rows for `-- row-type:`",
               query->name);
}

static void check_query(Arena *arena, const Schema *schema, Query *query,
                        Diagnostics *diagnostics) {
    Checker checker = {arena, schema, query, NULL, diagnostics};
    TouchedTables touched;
    touched_tables_start(&touched, arena, schema);
    bool prepared = prepare(&checker);
    touched_tables_stop(&touched);
    if (prepared) {
        check_parameters(&checker);
        check_columns(&checker);
        check_apart(query, &touched, diagnostics);
    }
    touched_tables_clear(&touched);
    sqlite3_finalize(checker.prepared);
}

static bool same_columns(const Query *a, const Query *b) {
    if (a->columns.n != b->columns.n)
        return false;
    for (size_t i = 0; i < a->columns.n; i++) {
        const Field *left = &a->columns.fields[i], *right = &b->columns.fields[i];
        if (strcmp(left->name, right->name) != 0 || left->type != right->type)
            return false;
    }
    return true;
}

static void check_row_types(const QueryFile *file, Diagnostics *diagnostics) {
    for (size_t i = 0; i < file->n; i++)
        for (size_t j = 0; j < i && file->queries[i].row_type != NULL; j++) {
            const Query *query = &file->queries[i], *earlier = &file->queries[j];
            if (g_strcmp0(query->row_type, earlier->row_type) != 0)
                continue;
            if (!same_columns(query, earlier))
                report(diagnostics, query->line, "%s has other columns in %s (line %d)",
                       query->row_type, earlier->name, earlier->line);
            break;
        }
}

bool queries_check(Arena *arena, const Schema *schema, QueryFile *file, Diagnostics *diagnostics) {
    size_t before = diagnostics->n;
    for (size_t i = 0; i < file->n; i++)
        check_query(arena, schema, &file->queries[i], diagnostics);
    if (diagnostics->n == before)
        check_row_types(file, diagnostics);
    return diagnostics->n == before;
}
