#include "db/db_private.h"
#include "db/pg_schema.h"
#include "db/testing/pg_things.h"

#include <stddef.h>

/* What keeps collaborations apart in PostgreSQL itself, whatever the queries say. */

static void test_rows_of_others(PgThings *fixture, const void *data) {
    (void)data;
    g_assert_true(pg_add_thing(fixture->db, one, "ettans", NULL));
    g_assert_true(pg_add_thing(fixture->db, two, "tvåans", NULL));
    g_assert_true(pg_add_thing(fixture->db, two, "tvåans andra", NULL));
    raw_check(fixture, "SELECT count(*) FROM thing", "3"); /* the owner sees all */
    raw_check(fixture, "SET ROLE " PG_ROLE, "");
    raw_check(fixture, "SELECT count(*) FROM thing", "0"); /* nobody has said anything */
    raw_check(fixture, "SET " PG_SCOPE " = ''", "");
    raw_check(fixture, "SELECT count(*) FROM thing", "0");
    raw_check(fixture, "SET " PG_SCOPE " = '1'", "");
    raw_check(fixture, "SELECT count(*) FROM thing", "1");
    raw_check(fixture, "SELECT title FROM thing", "ettans");
    raw_check(fixture, "UPDATE thing SET amount = 1", "1");
    raw_check(fixture, "UPDATE thing SET amount = 1 WHERE collaboration = 2", "0");
    raw_check(fixture, "DELETE FROM thing WHERE title LIKE 'tvåans%'", "0");
    raw_check(fixture, "UPDATE thing SET collaboration = 2", "42501");
    raw_check(fixture, "INSERT INTO thing (collaboration, id, title) VALUES (2, 9, 'x')", "42501");
    raw_check(fixture, "INSERT INTO thing (collaboration, id, title) VALUES (1, 9, 'x')", "1");
    raw_check(fixture, "DELETE FROM thing", "2");
    raw_check(fixture, "SET " PG_SCOPE " = '*'", "");
    raw_check(fixture, "SELECT count(*) FROM thing", "2");
}

static void test_what_the_role_may(PgThings *fixture, const void *data) {
    (void)data;
    raw_check(fixture,
              "SELECT count(*) FROM pg_roles WHERE rolname = '" PG_ROLE "' AND NOT (rolsuper OR "
              "rolbypassrls OR rolcanlogin OR rolcreaterole OR rolcreatedb)",
              "1");
    raw_check(fixture, "SELECT count(*) FROM pg_class WHERE relowner = '" PG_ROLE "'::regrole",
              "0");
    raw_check(fixture, "SET ROLE " PG_ROLE, "");
    raw_check(fixture, "ALTER TABLE thing DISABLE ROW LEVEL SECURITY", "42501");
    raw_check(fixture, "DROP POLICY collaboration ON thing", "42501");
    raw_check(fixture, "CREATE TABLE other (x bigint)", "42501");
    raw_check(fixture, "TRUNCATE thing", "42501");
    raw_check(fixture, "UPDATE schema_migration SET checksum = ''", "42501");
}

static void test_every_table(PgThings *fixture, const void *data) {
    (void)data;
    raw_check(fixture, pg_without_policy, "");
    raw_check(fixture, "SELECT count(*) > 20 FROM pg_policy", "t");
    g_assert_true(
        db_run_script(fixture->db, "CREATE TABLE bare (collaboration INTEGER) STRICT", NULL));
    raw_check(fixture, pg_without_policy, "bare"); /* the question finds what has none */
    raw_check(fixture, "DROP TABLE bare", "");
}

static const char *role_of(Db *db, Arena *arena) {
    typedef struct {
        const char *role;
    } Row;
    static const DbField column = {"role", FIELD_TEXT, offsetof(Row, role)};
    static const DbQuery query = {.name = "role",
                                  .sql = "SELECT current_user::text AS role",
                                  .kind = QUERY_ONE,
                                  .columns = &column,
                                  .n_columns = 1,
                                  .row_size = sizeof(Row)};
    Row row;
    g_assert_true(db_query_one(db, arena, &query, NULL, &row, NULL));
    return row.role;
}

/* As it was opened, after migrating and scripts, and when it has been opened anew. */
static void test_role(PgThings *fixture, const void *data) {
    (void)data;
    Db *opened;
    g_assert_true(db_open(fixture->where, &opened, NULL));
    g_assert_cmpstr(role_of(opened, fixture->arena), ==, PG_ROLE);
    db_close(opened);
    g_assert_cmpstr(role_of(fixture->db, fixture->arena), ==, PG_ROLE);
    g_assert_false(db_run_script(fixture->db, "SELECT no_such()", NULL));
    g_assert_cmpstr(role_of(fixture->db, fixture->arena), ==, PG_ROLE);
    g_assert_true(db_run_script(fixture->db, "SELECT 1", NULL));
    g_assert_cmpstr(role_of(fixture->db, fixture->arena), ==, PG_ROLE);
    raw_check(fixture,
              "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
              " WHERE datname = current_database() AND application_name = 'samsyn'",
              "1");
    g_assert_cmpstr(role_of(fixture->db, fixture->arena), ==, PG_ROLE);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    if (!pg_is_there())
        return 0;
    PG_ADD("rows of others", test_rows_of_others);
    PG_ADD("what the role may", test_what_the_role_may);
    PG_ADD("always the role", test_role);
    PG_ADD("every table has a policy", test_every_table);
    return g_test_run();
}
