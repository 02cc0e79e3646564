#include "db/db_private.h"
#include "db/queries_all.h"
#include "db/testdb.h"

#include <string.h>

/* Every query runs as collaboration 1 on two databases: one where collaboration 2 exists as well,
 * and one where it does not. Whatever ids it is given, also those of 2, it must answer the same on
 * both, and leave the rows of 2 as they are. */

/* That each query is tried with, unless SETS says another number. */
#define SETS_OF_PARAMETERS "150"
#define SEED 1
#define SECRET_TABLES_MIN 15

typedef struct {
    Arena *arena;
    Db *both, *alone;
    const DbQuery *dump; /* all rows of one collaboration, as text */
    GPtrArray *texts;    /* what text parameters are tried with */
    GRand *random;
    guint64 n_sets;
} Fixture;

typedef struct {
    Id collaboration;
} DumpIn;

typedef struct {
    const char *line;
} DumpRow;

static const DbField dump_in[] = {{"collaboration", FIELD_ID, offsetof(DumpIn, collaboration)}};
static const DbField dump_row[] = {{"line", FIELD_TEXT, offsetof(DumpRow, line)}};

/* A query without parameters, or with the collaboration, that gives lines of text. */
static const DbQuery *lines_query(Arena *arena, const char *sql, bool of_collaboration) {
    DbQuery *query = ARENA_NEW(arena, DbQuery);
    *query = (DbQuery){.name = "lines",
                       .sql = sql,
                       .kind = QUERY_MANY,
                       .parameters = dump_in,
                       .n_parameters = of_collaboration ? 1 : 0,
                       .in_size = sizeof(DumpIn),
                       .columns = dump_row,
                       .n_columns = 1,
                       .row_size = sizeof(DumpRow)};
    return query;
}

static DbRows lines_of(Db *db, Arena *arena, const DbQuery *query, Id collaboration) {
    DbRows rows;
    g_autoptr(GError) error = NULL;
    DumpIn in = {collaboration};
    (void)!db_query_many(db, arena, query, &in, &rows, &error);
    g_assert_no_error(error);
    return rows;
}

static char *state_of(const Fixture *fixture, Db *db, Arena *arena, int64_t collaboration) {
    DbRows rows = lines_of(db, arena, fixture->dump, (Id){collaboration});
    g_autoptr(GString) all = g_string_new(NULL);
    for (size_t i = 0; i < rows.n; i++)
        g_string_append_printf(all, "%s\n", ((const DumpRow *)rows.rows)[i].line);
    return arena_strndup(arena, all->str, all->len);
}

/* SQL that makes the SQL of the dump: one SELECT for each table with a column `collaboration`. */
static const char dump_maker[] =
    "SELECT 'SELECT ''' || m.name || ' '' || ' || group_concat('quote(\"' || c.name || '\")', "
    "'||'' ''||')"
    " || ' AS line FROM ' || m.name || ' WHERE collaboration = :collaboration' AS line"
    " FROM sqlite_schema m, pragma_table_info(m.name) c"
    " WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) d"
    "   WHERE d.name = 'collaboration') GROUP BY m.name ORDER BY m.name";

static const char pg_dump_maker[] =
    "SELECT 'SELECT ''' || t.table_name || ' '' || ' || string_agg("
    "'coalesce(quote_literal(\"' || c.column_name || '\"::text), ''NULL'')', '||'' ''||'"
    " ORDER BY c.ordinal_position)"
    " || ' AS line FROM ' || t.table_name || ' WHERE collaboration = :collaboration' AS line"
    " FROM information_schema.tables t JOIN information_schema.columns c USING (table_schema, "
    "table_name)"
    " WHERE t.table_schema = 'public' AND EXISTS (SELECT 1 FROM information_schema.columns d"
    "   WHERE d.table_schema = 'public' AND d.table_name = t.table_name"
    "   AND d.column_name = 'collaboration') GROUP BY t.table_name ORDER BY t.table_name";

static void make_dump(Fixture *fixture) {
    const DbQuery *maker =
        lines_query(fixture->arena, testdb_is_postgresql() ? pg_dump_maker : dump_maker, false);
    DbRows parts = lines_of(fixture->both, fixture->arena, maker, (Id){0});
    g_assert_cmpuint(parts.n, >=, SECRET_TABLES_MIN);
    g_autoptr(GString) sql = g_string_new(NULL);
    for (size_t i = 0; i < parts.n; i++)
        g_string_append_printf(sql, "%s%s", i == 0 ? "" : " UNION ALL ",
                               ((const DumpRow *)parts.rows)[i].line);
    g_string_append(sql, " ORDER BY 1");
    fixture->dump = lines_query(fixture->arena, arena_strdup(fixture->arena, sql->str), true);
}

/* Every such table has rows of both, so that there is something to reach. */
static void check_filled(Fixture *fixture) {
    g_auto(GStrv) parts = g_strsplit(fixture->dump->sql, " UNION ALL ", -1);
    for (size_t i = 0; parts[i] != NULL; i++) {
        const DbQuery *part =
            lines_query(fixture->arena, arena_strdup(fixture->arena, parts[i]), true);
        for (int64_t collaboration = 1; collaboration <= 2; collaboration++)
            if (lines_of(fixture->both, fixture->arena, part, (Id){collaboration}).n < 2)
                g_error("tests/apart/collaboration.sql needs two rows for: %s", parts[i]);
    }
}

static void fill(Db *db, const char *file, const char *collaboration) {
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, file, NULL);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) parts = g_strsplit(text, "{c}", -1);
    g_autofree char *sql = g_strjoinv(collaboration, parts);
    (void)!db_run_script(db, sql, &error);
    g_assert_no_error(error);
}

/* Texts in quotes of the script, for both. */
static void gather_texts(Fixture *fixture) {
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "collaboration.sql", NULL);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) quoted = g_strsplit(text, "'", -1);
    fixture->texts = g_ptr_array_new();
    for (size_t i = 1; quoted[i] != NULL && quoted[i + 1] != NULL; i += 2)
        for (int c = 1; c <= 2; c++) {
            g_auto(GStrv) parts = g_strsplit(quoted[i], "{c}", -1);
            g_autofree char *whole = g_strjoinv(c == 1 ? "1" : "2", parts);
            g_ptr_array_add(fixture->texts, arena_strdup(fixture->arena, whole));
        }
}

static void set_up(Fixture *fixture, const void *data) {
    (void)data;
    fixture->arena = arena_new();
    fixture->random = g_rand_new_with_seed(SEED);
    const char *sets = g_getenv("SETS");
    fixture->n_sets = g_ascii_strtoull(sets != NULL ? sets : SETS_OF_PARAMETERS, NULL, 10);
    fixture->both = testdb_new();
    fixture->alone = testdb_new();
    fill(fixture->both, "shared.sql", "");
    fill(fixture->both, "collaboration.sql", "1");
    fill(fixture->both, "collaboration.sql", "2");
    fill(fixture->alone, "shared.sql", "");
    fill(fixture->alone, "collaboration.sql", "1");
    make_dump(fixture);
    check_filled(fixture);
    gather_texts(fixture);
}

static void tear_down(Fixture *fixture, const void *data) {
    (void)data;
    g_ptr_array_unref(fixture->texts);
    g_rand_free(fixture->random);
    db_close(fixture->both);
    db_close(fixture->alone);
    arena_free(fixture->arena);
}

static int64_t some_id(const Fixture *fixture) {
    static const int64_t ids[] = {1, 2, 1001, 1002, 2001, 2002, 3001};
    return ids[g_rand_int_range(fixture->random, 0, G_N_ELEMENTS(ids))];
}

static void choose(const Fixture *fixture, const DbField *field, char *in) {
    static const Date dates[] = {{0}, {2020, 1, 1}, {2021, 4, 15}, {2030, 1, 1}};
    void *at = in + field->offset;
    int number = g_rand_int_range(fixture->random, 0, 4);
    switch (field->type) {
    case FIELD_ID:
        *(Id *)at = (Id){strcmp(field->name, "collaboration") == 0 ? 1 : some_id(fixture)};
        break;
    case FIELD_TEXT:
        *(const char **)at =
            fixture->texts
                ->pdata[g_rand_int_range(fixture->random, 0, (gint32)fixture->texts->len)];
        break;
    case FIELD_INT:
        *(int64_t *)at = number < 3 ? number : 2021;
        break;
    case FIELD_BOOL:
        *(bool *)at = number < 2;
        break;
    case FIELD_DATE:
        *(Date *)at = dates[number];
        break;
    case FIELD_INSTANT:
        *(Instant *)at = (Instant){number * 5};
        break;
    case FIELD_MONEY:
        *(Money *)at = (Money){number * 100};
        break;
    case FIELD_BLOB:
        *(Bytes *)at = (Bytes){(const uint8_t *)"ab", 2};
        break;
    case FIELD_REAL:
        *(double *)at = number / 2.0;
        break;
    }
}

static void append_value(GString *out, const DbField *column, const char *row) {
    const void *at = row + column->offset;
    switch (column->type) {
    case FIELD_TEXT:
        g_string_append_printf(out, "%s|", *(const char *const *)at);
        break;
    case FIELD_DATE:
        g_string_append_printf(out, "%d-%d-%d|", ((const Date *)at)->year,
                               ((const Date *)at)->month, ((const Date *)at)->day);
        break;
    case FIELD_BLOB:
        g_string_append_printf(out, "%zu|", ((const Bytes *)at)->size);
        break;
    case FIELD_BOOL:
        g_string_append_printf(out, "%d|", *(const bool *)at);
        break;
    case FIELD_REAL:
        g_string_append_printf(out, "%g|", *(const double *)at);
        break;
    default: /* Id, Instant, Money and int64_t are 64-bit integers */
        g_string_append_printf(out, "%" G_GINT64_FORMAT "|", *(const int64_t *)at);
    }
}

/* One run: what the query answered, and what it left behind. */
typedef struct {
    const Fixture *fixture;
    const DbQuery *query;
    const void *in;
    Arena *arena;
    GString *answer;
    char *left; /* collaboration 1 */
    char *other;
} Attempt;

static bool ask(Db *db, const Attempt *attempt, DbRows *rows, GError **error) {
    const DbQuery *query = attempt->query;
    if (query->n_columns > 0)
        return db_query_many(db, attempt->arena, query, attempt->in, rows, error);
    int64_t changes;
    if (!db_query_changes(db, query, attempt->in, &changes, error))
        return false;
    g_string_append_printf(attempt->answer, "%" G_GINT64_FORMAT " changes", changes);
    return true;
}

/* Always fails in the end, so that nothing stays. */
static bool attempt_once(Db *db, void *data, GError **error) {
    Attempt *attempt = data;
    DbRows rows = {NULL, 0};
    GError *refusal = NULL;
    if (!ask(db, attempt, &rows, &refusal)) {
        g_string_append_printf(attempt->answer, "error %d", refusal->code);
        g_propagate_error(error, refusal);
        return false;
    }
    for (size_t i = 0; i < rows.n; i++) {
        const char *row = (const char *)rows.rows + i * attempt->query->row_size;
        for (size_t column = 0; column < attempt->query->n_columns; column++)
            append_value(attempt->answer, &attempt->query->columns[column], row);
    }
    if (attempt->query->writes) {
        attempt->left = state_of(attempt->fixture, db, attempt->arena, 1);
        attempt->other = state_of(attempt->fixture, db, attempt->arena, 2);
    }
    return fail(error, ERROR_CONFLICT, "taken back");
}

static void run_attempt(Db *db, Attempt *attempt) {
    bool kept = db_write(db, attempt_once, attempt, NULL);
    g_assert_false(kept);
}

/* true if the query gave the same on both databases and left collaboration 2 alone. */
static bool keeps_apart(const Fixture *fixture, const DbQuery *query, const void *in,
                        const char *other_before) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) with = g_string_new(NULL), without = g_string_new(NULL);
    Attempt both = {fixture, query, in, arena, with, NULL, NULL};
    Attempt alone = {fixture, query, in, arena, without, NULL, NULL};
    run_attempt(fixture->both, &both);
    run_attempt(fixture->alone, &alone);
    return strcmp(with->str, without->str) == 0 && g_strcmp0(both.left, alone.left) == 0 &&
           (both.other == NULL || strcmp(both.other, other_before) == 0);
}

static bool query_keeps_apart(const Fixture *fixture, const DbQuery *query) {
    g_autoptr(Arena) arena = arena_new();
    const char *other_before = state_of(fixture, fixture->both, arena, 2);
    bool good = true;
    for (guint64 i = 0; good && i < fixture->n_sets; i++) {
        char *in = arena_alloc(arena, query->in_size);
        for (size_t field = 0; field < query->n_parameters; field++)
            choose(fixture, &query->parameters[field], in);
        good = keeps_apart(fixture, query, in, other_before);
    }
    return good;
}

static bool is_of_collaboration(const DbQuery *query) {
    for (size_t i = 0; i < query->n_parameters; i++)
        if (strcmp(query->parameters[i].name, "collaboration") == 0)
            return query->spans == NULL;
    return false;
}

static void test_all(Fixture *fixture, const void *data) {
    (void)data;
    int tried = 0;
    for (size_t file = 0; sql_queries_all[file] != NULL; file++)
        for (size_t i = 0; i < sql_queries_all[file]->n; i++) {
            const DbQuery *query = &sql_queries_all[file]->queries[i];
            if (!is_of_collaboration(query))
                continue;
            if (!query_keeps_apart(fixture, query))
                g_error("%s.sql: %s reaches another collaboration", sql_queries_all[file]->file,
                        query->name);
            tried++;
        }
    g_test_message("%d queries", tried);
    g_assert_cmpint(tried, >, 30);
}

/* Queries that reach over are found: in what they show, count, change, and add. */
static void test_finds_leaks(Fixture *fixture, const void *data) {
    (void)data;
    typedef struct {
        Id collaboration, id;
    } In;
    typedef struct {
        int64_t n;
    } Row;
    static const DbField in[] = {{"collaboration", FIELD_ID, offsetof(In, collaboration)},
                                 {"id", FIELD_ID, offsetof(In, id)}};
    static const DbField row[] = {{"n", FIELD_INT, offsetof(Row, n)}};
    static const struct {
        const char *sql;
        bool writes, leaks;
    } cases[] = {
        {"SELECT id AS n FROM plan WHERE id = :id AND :collaboration > 0", false, true},
        {"SELECT count(*) AS n FROM plan WHERE :collaboration > 0 AND :id > 0", false, true},
        {"SELECT count(*) AS n FROM plan WHERE collaboration = :collaboration AND :id > 0", false,
         false},
        {"UPDATE plan SET edit = 9 WHERE id = :id AND :collaboration > 0", true, true},
        {"UPDATE plan SET edit = 9 WHERE id = :id AND collaboration = :collaboration", true, false},
        {"UPDATE plan SET edit = (SELECT count(*) FROM plan) WHERE :id > 0 AND "
         "collaboration = :collaboration",
         true, true},
        {"DELETE FROM activity_step WHERE id = :id AND :collaboration > 0", true, true},
        {"DELETE FROM activity_step WHERE id = :id AND collaboration = :collaboration", true,
         false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        DbQuery *query = ARENA_NEW(fixture->arena, DbQuery);
        *query = (DbQuery){.name = "leak",
                           .sql = cases[i].sql,
                           .kind = cases[i].writes ? QUERY_CHANGES : QUERY_MANY,
                           .writes = cases[i].writes,
                           .parameters = in,
                           .n_parameters = G_N_ELEMENTS(in),
                           .in_size = sizeof(In),
                           .columns = row,
                           .n_columns = cases[i].writes ? 0 : 1,
                           .row_size = sizeof(Row)};
        /* PostgreSQL's policies stop what the query lets through */
        bool leaks = cases[i].leaks && !testdb_is_postgresql();
        if (query_keeps_apart(fixture, query) == leaks)
            g_error("%s was judged wrongly", cases[i].sql);
    }
}

static void test_prepares_all(Fixture *fixture, const void *data) {
    (void)data;
    Db *db = fixture->both;
    int n = 0;
    for (size_t file = 0; sql_queries_all[file] != NULL; file++)
        for (size_t i = 0; i < sql_queries_all[file]->n; i++, n++) {
            const DbQuery *query = &sql_queries_all[file]->queries[i];
            g_autoptr(GError) error = NULL;
            DbStatement *statement;
            if (!db->driver->prepare(db->connection, query, &statement, &error))
                g_error("%s.sql: %s: %s", sql_queries_all[file]->file, query->name, error->message);
            db->driver->discard(statement);
        }
    g_test_message("%d queries", n);
    g_assert_cmpint(n, >, 100);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add("/apart/all queries", Fixture, NULL, set_up, test_all, tear_down);
    g_test_add("/apart/prepares all", Fixture, NULL, set_up, test_prepares_all, tear_down);
    g_test_add("/apart/finds leaks", Fixture, NULL, set_up, test_finds_leaks, tear_down);
    return g_test_run();
}
