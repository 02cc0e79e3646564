#include "sqlc/apart.h"

#include "sqlc/walk.h"

static bool touches(int action) {
    return action == SQLITE_READ || action == SQLITE_INSERT || action == SQLITE_UPDATE ||
           action == SQLITE_DELETE;
}

static int note_table(void *data, int action, const char *table, const char *column,
                      const char *database, const char *inside) {
    (void)column;
    (void)database;
    TouchedTables *touched = data;
    if (!touches(action) || table == NULL || !schema_is_of_collaboration(touched->schema, table))
        return SQLITE_OK;
    if (inside == NULL || !schema_is_trigger(touched->schema, inside)) {
        g_autofree char *lower = g_ascii_strdown(table, -1);
        g_hash_table_add(touched->tables, arena_strdup(touched->arena, lower));
    }
    return SQLITE_OK;
}

void touched_tables_start(TouchedTables *touched, Arena *arena, const Schema *schema) {
    *touched = (TouchedTables){arena, schema, g_hash_table_new(g_str_hash, g_str_equal)};
    sqlite3_set_authorizer(schema_handle(schema), note_table, touched);
}

void touched_tables_stop(TouchedTables *touched) {
    sqlite3_set_authorizer(schema_handle(touched->schema), NULL, NULL);
}

void touched_tables_clear(TouchedTables *touched) {
    g_hash_table_unref(touched->tables);
}

static void report_unseen(const Query *query, const TouchedTables *touched, GHashTable *seen,
                          Diagnostics *problems) {
    GHashTableIter iter;
    void *table;
    g_hash_table_iter_init(&iter, touched->tables);
    while (g_hash_table_iter_next(&iter, &table, NULL))
        if (!g_hash_table_contains(seen, table))
            report(problems, query->sql_line,
                   "reads %s without naming it (a view?), so it cannot be seen whether "
                   "collaborations are kept apart",
                   (const char *)table);
}

static void pass_on(const Diagnostics *problems, Diagnostics *diagnostics) {
    for (size_t i = 0; i < problems->n && diagnostics->n < DIAGNOSTICS_MAX; i++)
        diagnostics->messages[diagnostics->n++] = problems->messages[i];
}

void check_apart(const Query *query, const TouchedTables *touched, Diagnostics *diagnostics) {
    Diagnostics problems = {.arena = diagnostics->arena, .file = diagnostics->file};
    Walker walker = {.arena = touched->arena,
                     .schema = touched->schema,
                     .tokens = query->tokens,
                     .seen = g_hash_table_new(g_str_hash, g_str_equal),
                     .problems = &problems};
    walk_statement(&walker);
    report_unseen(query, touched, walker.seen, &problems);
    g_hash_table_unref(walker.seen);
    if (query->spans == NULL)
        pass_on(&problems, diagnostics);
    else if (problems.n == 0)
        report(diagnostics, query->spans_line,
               "%s keeps to one collaboration: take `-- spans:` away", query->name);
}
