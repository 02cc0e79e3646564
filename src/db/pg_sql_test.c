#include "db/pg_sql.h"

#include <glib.h>

static void test_scripts(void) {
    static const struct {
        const char *sqlite, *pg;
    } cases[] = {
        {"CREATE TABLE a (id INTEGER NOT NULL, b blob, c Real, d TEXT) STRICT;",
         "CREATE TABLE a (id BIGINT NOT NULL, b BYTEA, c DOUBLE PRECISION, d TEXT) ;"},
        {"CREATE TABLE a (b INTEGER) STRICT, WITHOUT ROWID;", "CREATE TABLE a (b BIGINT) ;"},
        {"CREATE TABLE a (integers INTEGER, blob_ BLOB); -- STRICT\n",
         "CREATE TABLE a (integers BIGINT, blob_ BYTEA); \n"},
        {"INSERT INTO a VALUES ('INTEGER ''REAL'' ;', \"BLOB\", x'6162', X'', ':b');",
         "INSERT INTO a VALUES ('INTEGER ''REAL'' ;', \"BLOB\", '\\x6162'::bytea, '\\x'::bytea, "
         "':b');"},
        {"A; DROP TABLE b;\n-- pg: B INTEGER;\n-- pg: C\nD;", "A;  B INTEGER;\n C\nD;"},
        {"A (b -- pg: not here\n);", "A (b \n);"},
        {"SELECT 'open", "SELECT 'open"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Arena) arena = arena_new();
        g_assert_cmpstr(pg_sql_of_script(arena, cases[i].sqlite), ==, cases[i].pg);
    }
}

static void test_queries(void) {
    static const DbField fields[] = {{"id", FIELD_ID, 0}, {"id_text", FIELD_TEXT, 0}};
    static const struct {
        const char *sqlite, *variant, *pg;
    } cases[] = {
        {"SELECT :id, :id_text, ':id' FROM a WHERE b=:id", NULL,
         "SELECT $1, $2, ':id' FROM a WHERE b=$1"},
        {"SELECT CAST(:id AS INTEGER) -- the :id\n", NULL, "SELECT CAST($1 AS BIGINT) \n"},
        {"SELECT 1", "SELECT :id::integer, :other", "SELECT $1::integer, :other"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Arena) arena = arena_new();
        DbQuery query = {.sql = cases[i].sqlite,
                         .pg = cases[i].variant,
                         .parameters = fields,
                         .n_parameters = 2};
        g_assert_cmpstr(pg_sql_of_query(arena, &query), ==, cases[i].pg);
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pg sql/scripts", test_scripts);
    g_test_add_func("/pg sql/queries", test_queries);
    return g_test_run();
}
