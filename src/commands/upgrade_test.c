#include "commands/upgrade.h"
#include "commands/verify.h"
#include "db/testdb.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>

#define OLD_SCHEMA 6

static DbMigrations first_of(size_t n) {
    return (DbMigrations){db_migrations.migrations, n};
}

/* An installation as it was with the first six migrations (tests/fixtures/databases/0006.sql). */
static char *old_installation(const char *root) {
    g_autoptr(Db) db = NULL;
    g_autofree char *sql = NULL, *backup = NULL;
    g_autofree char *file = g_build_filename(root, "tests/fixtures/databases/0006.sql", NULL);
    char *path = testdb_file();
    DbMigrations old = first_of(OLD_SCHEMA);
    g_assert_true(g_file_get_contents(file, &sql, NULL, NULL));
    g_assert_true(db_create(path, &db, NULL));
    g_assert_true(upgrade_schema_with(&(Upgrade){.where = path}, db, &old, &backup, NULL));
    g_assert_null(backup); /* there was nothing to lose */
    g_assert_true(db_run_script(db, sql, NULL));
    return path;
}

static sqlite3 *opened_plainly(const char *path) {
    sqlite3 *handle;
    g_assert_cmpint(sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
    return handle;
}

static void append_rows(GString *to, sqlite3 *handle, const char *sql, const char *name) {
    sqlite3_stmt *rows;
    g_assert_cmpint(sqlite3_prepare_v2(handle, sql, -1, &rows, NULL), ==, SQLITE_OK);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        g_string_append(to, name);
        for (int i = 0; i < sqlite3_column_count(rows); i++)
            g_string_append_printf(to, "|%s", (const char *)sqlite3_column_text(rows, i));
        g_string_append_c(to, '\n');
    }
    sqlite3_finalize(rows);
}

/* Where later migrations have moved a column to, and the query that gives what it held. */
#define MOVED "'membership.role'"
static const char *const moved_now = "SELECT membership, role FROM membership_role ORDER BY 1";
static const char *const moved_then = "SELECT id, role FROM membership ORDER BY 1";

/* Every table of the old schema with its columns of then: "SELECT id,name FROM account …". */
static GPtrArray *old_tables(const char *path) {
    GPtrArray *queries = g_ptr_array_new_with_free_func(g_free);
    sqlite3 *handle = opened_plainly(path);
    g_autoptr(GString) found = g_string_new(NULL);
    append_rows(found, handle,
                "SELECT format('SELECT %s FROM \"%s\" ORDER BY %s', group_concat('quote(\"' || "
                "c.name || '\")'), t.name, group_concat('\"' || c.name || '\"'))"
                " FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND "
                "t.name <> 'schema_migration' AND t.name || '.' || c.name NOT IN (" MOVED
                ") GROUP BY t.name",
                "");
    g_auto(GStrv) lines = g_strsplit(found->str, "\n", -1);
    for (size_t i = 0; lines[i] != NULL; i++)
        if (lines[i][0] == '|')
            g_ptr_array_add(queries, g_strdup(lines[i] + 1));
    sqlite3_close(handle);
    g_assert_cmpuint(queries->len, >, 20);
    return queries;
}

static char *rows_of(const char *path, const GPtrArray *queries) {
    sqlite3 *handle = opened_plainly(path);
    g_autoptr(GString) rows = g_string_new(NULL);
    for (size_t i = 0; i < queries->len; i++)
        append_rows(rows, handle, queries->pdata[i], "row");
    sqlite3_close(handle);
    return g_string_free(g_steal_pointer(&rows), FALSE);
}

static char *rows_by(const char *path, const char *sql) {
    g_autoptr(GPtrArray) queries = g_ptr_array_new();
    g_ptr_array_add(queries, (char *)sql);
    return rows_of(path, queries);
}

static int schema_of(const char *path) {
    sqlite3 *handle = opened_plainly(path);
    g_autoptr(GString) found = g_string_new(NULL);
    append_rows(found, handle, "SELECT max(number) FROM schema_migration", "");
    sqlite3_close(handle);
    return (int)g_ascii_strtoll(found->str + 1, NULL, 10);
}

static void check_sound(const char *path) {
    g_auto(Verification) found = {0};
    g_autoptr(GError) error = NULL;
    (void)!verify_file(path, &found, &error);
    g_assert_no_error(error);
    for (size_t i = 0; i < found.findings->len; i++)
        g_error("%s: %s", path, (const char *)found.findings->pdata[i]);
    g_assert_cmpuint(found.n_versions, ==, 1);
    g_assert_cmpuint(found.n_audit, ==, 3);
}

static char *upgrade(const char *path) {
    g_autoptr(Db) db = NULL;
    g_autoptr(GError) error = NULL;
    char *backup = NULL;
    g_assert_true(db_open(path, &db, NULL));
    (void)!upgrade_schema(&(Upgrade){.where = path}, db, &backup, &error);
    g_assert_no_error(error);
    return backup;
}

static void test_old_installation(const void *root) {
    char *path = old_installation(root);
    g_autoptr(GPtrArray) queries = old_tables(path);
    g_autofree char *before = rows_of(path, queries);
    g_autofree char *moved_before = rows_by(path, moved_then);
    g_assert_nonnull(strstr(before, "Avfall från verkstäder"));
    check_sound(path);
    g_autofree char *backup = upgrade(path);
    g_assert_cmpint(schema_of(path), ==, (int)db_migrations.n);
    check_sound(path);
    g_autofree char *after = rows_of(path, queries);
    g_assert_cmpstr(after, ==, before);
    g_autofree char *moved_after = rows_by(path, moved_now);
    g_assert_cmpstr(moved_after, ==, moved_before);
    g_assert_true(g_str_has_suffix(backup, "-0006.backup"));
    g_autofree char *kept = rows_of(backup, queries);
    g_assert_cmpstr(kept, ==, before);
    g_assert_cmpint(schema_of(backup), ==, OLD_SCHEMA);
    g_assert_null(upgrade(path)); /* there is nothing more to do */
    g_unlink(backup);
    testdb_remove_file(path);
}

static size_t count_backups(const char *path, GPtrArray *names) {
    g_autofree char *folder = g_path_get_dirname(path);
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    const char *name;
    size_t n = 0;
    while ((name = g_dir_read_name(files)) != NULL)
        if (g_str_has_suffix(name, ".backup")) {
            g_ptr_array_add(names, g_build_filename(folder, name, NULL));
            n++;
        }
    return n;
}

/* The latest five stay, and nothing else than backups goes. */
static void test_backups_kept(const void *root) {
    char *path = old_installation(root);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *other = g_strconcat(path, ".kept.backup", NULL);
    g_autofree char *oldest = g_strconcat(path, ".20210415-091500-0001.backup", NULL);
    g_assert_true(g_file_set_contents(other, "x", 1, NULL));
    for (int i = 1; i <= 7; i++) {
        g_autofree char *file = g_strdup_printf("%s.20210415-09150%d-000%d.backup", path, i - 1, i);
        g_assert_true(g_file_set_contents(file, "x", 1, NULL));
    }
    g_autofree char *backup = upgrade(path);
    g_assert_cmpuint(count_backups(path, names), ==, UPGRADE_BACKUPS_KEPT + 1);
    g_assert_true(g_file_test(other, G_FILE_TEST_EXISTS));
    g_assert_true(g_file_test(backup, G_FILE_TEST_EXISTS));
    g_assert_false(g_file_test(oldest, G_FILE_TEST_EXISTS));
    for (size_t i = 0; i < names->len; i++)
        g_unlink(names->pdata[i]);
    testdb_remove_file(path);
}

static bool refuse_backup(Db *db, const char *path, GError **error) {
    g_autofree char *backup = NULL;
    return upgrade_schema(&(Upgrade){.where = path}, db, &backup, error);
}

/* What cannot be backed up is not upgraded. */
static void test_no_room_for_a_backup(const void *root) {
    char *path = old_installation(root);
    g_autoptr(Db) db = NULL;
    g_autoptr(GError) error = NULL;
    g_autofree char *nowhere = g_strconcat(path, "/no/such/folder", NULL);
    g_assert_true(db_open(path, &db, NULL));
    g_assert_false(db_backup(db, nowhere, NULL));
    g_assert_false(db_backup(db, path, &error));
    g_assert_true(error_is(error, ERROR_CONFLICT));
    g_clear_error(&error);
    g_autofree char *folder = g_path_get_dirname(path), *link = g_strconcat(path, "-full", NULL);
    g_assert_true(g_file_test(folder, G_FILE_TEST_IS_DIR));
    /* A name that is too long for the file system with the backup's ending, but not without. */
    g_autofree char *long_name = g_strnfill(250, 'x');
    g_autofree char *long_path = g_build_filename(folder, long_name, NULL);
    g_assert_true(db_backup(db, link, NULL));
    g_assert_cmpint(g_rename(link, long_path), ==, 0);
    g_autoptr(Db) other = NULL;
    g_assert_true(db_open_to_read(long_path, &other, NULL));
    g_assert_false(refuse_backup(other, long_path, &error));
    g_assert_nonnull(strstr(error->message, "inget har ändrats"));
    db_close(g_steal_pointer(&other));
    g_assert_cmpint(schema_of(long_path), ==, OLD_SCHEMA);
    g_unlink(long_path);
    db_close(g_steal_pointer(&db));
    testdb_remove_file(path);
}

/* ---- what is wrong is found ---- */

static void check_finds(const void *root, const char *sql, size_t n, const char *what) {
    char *path = old_installation(root);
    sqlite3 *handle;
    g_auto(Verification) found = {0};
    g_assert_cmpint(sqlite3_open(path, &handle), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    sqlite3_close(handle);
    g_assert_true(verify_file(path, &found, NULL));
    g_assert_cmpuint(found.findings->len, ==, n);
    if (strstr(found.findings->pdata[0], what) == NULL)
        g_error("%s", (const char *)found.findings->pdata[0]);
    testdb_remove_file(path);
}

static void test_findings(const void *root) {
    check_finds(root, "UPDATE plan_version SET content = '{}'", 1, "har ändrats efter beslutet");
    check_finds(root, "UPDATE schema_migration SET checksum = 'x' WHERE number = 3", 1,
                "0003-collaborations");
    check_finds(root, "DELETE FROM element WHERE id = 54 OR id = 52", 5, "pekar på");
    check_finds(root, "UPDATE audit SET at = 0 WHERE id = 302", 1, "är inte i ordning");
    check_finds(root, "UPDATE audit SET undone_at = 5 WHERE id = 303", 1, "ångrades innan");
}

/* Bytes of a page are overwritten. */
static void test_damage(const void *root) {
    char *path = old_installation(root);
    g_autofree char *bytes = NULL;
    g_autofree char *copy = g_strconcat(path, ".copy", NULL);
    g_autoptr(Db) db = NULL;
    g_auto(Verification) found = {0};
    g_autoptr(GError) error = NULL;
    gsize size;
    g_assert_true(db_open(path, &db, NULL));
    g_assert_true(db_backup(db, copy, NULL));
    g_assert_true(g_file_get_contents(copy, &bytes, &size, NULL));
    for (gsize at = 8192 + 100; at + 64 < size; at += 4096)
        memset(bytes + at, 0x5a, 64);
    g_assert_true(g_file_set_contents(copy, bytes, (gssize)size, NULL));
    if (verify_file(copy, &found, &error))
        g_assert_cmpuint(found.findings->len, >, 0);
    else
        g_assert_nonnull(error);
    g_unlink(copy);
    db_close(g_steal_pointer(&db));
    testdb_remove_file(path);
}

/* A backup stays as it is when it is read. */
static void test_reading_changes_nothing(const void *root) {
    char *path = old_installation(root);
    g_autofree char *copy = g_strconcat(path, ".copy", NULL), *before = NULL, *after = NULL,
                    *wal = g_strconcat(copy, "-wal", NULL);
    g_autoptr(Db) db = NULL;
    gsize size_before, size_after;
    g_assert_true(db_open(path, &db, NULL));
    g_assert_true(db_backup(db, copy, NULL));
    db_close(g_steal_pointer(&db));
    g_assert_true(g_file_get_contents(copy, &before, &size_before, NULL));
    check_sound(copy);
    g_assert_true(g_file_get_contents(copy, &after, &size_after, NULL));
    g_assert_cmpmem(before, size_before, after, size_after);
    g_assert_false(g_file_test(wal, G_FILE_TEST_EXISTS));
    g_unlink(copy);
    testdb_remove_file(path);
}

/* ---- killed before each statement of the real migrations, in a process of its own ---- */

static int statements_left;

static int count_down(unsigned kind, void *data, void *statement, void *text) {
    (void)kind, (void)data, (void)statement, (void)text;
    if (statements_left > 0 && --statements_left == 0)
        raise(SIGKILL);
    return 0;
}

static int watch_statements(sqlite3 *handle) {
    return sqlite3_trace_v2(handle, SQLITE_TRACE_STMT, count_down, NULL);
}

static int upgrade_and_die(const char *path, int statements) {
    g_autoptr(Db) db = NULL;
    g_autofree char *backup = NULL;
    statements_left = statements;
    sqlite3_auto_extension((void (*)(void))watch_statements);
    return db_open(path, &db, NULL) && upgrade_schema(&(Upgrade){.where = path}, db, &backup, NULL)
               ? 0
               : 1;
}

static bool killed_at(const char *program, const char *path, int statements) {
    g_autofree char *number = g_strdup_printf("%d", statements);
    const char *command[] = {program, "die", path, number, NULL};
    int status;
    g_assert_true(g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL,
                               NULL, &status, NULL));
    g_assert_true(status == SIGKILL || status == 0);
    return status == SIGKILL;
}

typedef struct {
    const char *program, *root;
} Killing;

static void test_killed_at_each_statement(const void *data) {
    const Killing *killing = data;
    bool killed = true;
    int n = 0, halfway = 0;
    while (killed) {
        char *path = old_installation(killing->root);
        g_autoptr(GPtrArray) queries = old_tables(path),
                             names = g_ptr_array_new_with_free_func(g_free);
        g_autofree char *before = rows_of(path, queries);
        killed = killed_at(killing->program, path, ++n);
        int schema = schema_of(path);
        halfway += schema > OLD_SCHEMA && schema < (int)db_migrations.n;
        check_sound(path);
        g_autofree char *backup = upgrade(path), *after = rows_of(path, queries);
        g_assert_cmpstr(after, ==, before);
        g_assert_cmpint(schema_of(path), ==, (int)db_migrations.n);
        check_sound(path);
        count_backups(path, names);
        for (size_t i = 0; i < names->len; i++)
            g_unlink(names->pdata[i]);
        testdb_remove_file(path);
    }
    g_test_message("killed before each of %d statements, %d times between migrations", n - 1,
                   halfway);
    g_assert_cmpint(n, >, 40);
    g_assert_cmpint(halfway, >, 3);
}

int main(int argc, char **argv) {
    if (argc == 4 && strcmp(argv[1], "die") == 0)
        return upgrade_and_die(argv[2], (int)g_ascii_strtoll(argv[3], NULL, 10));
    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(argc, >=, 2);
    Killing killing = {argv[0], argv[1]};
    if (argc == 3) {
        g_test_add_data_func("/upgrade/42 killed at each statement", &killing,
                             test_killed_at_each_statement);
        return g_test_run();
    }
    g_test_add_data_func("/upgrade/old installation", argv[1], test_old_installation);
    g_test_add_data_func("/upgrade/backups kept", argv[1], test_backups_kept);
    g_test_add_data_func("/upgrade/no room for a backup", argv[1], test_no_room_for_a_backup);
    g_test_add_data_func("/verify/findings", argv[1], test_findings);
    g_test_add_data_func("/verify/damage", argv[1], test_damage);
    g_test_add_data_func("/verify/reading changes nothing", argv[1], test_reading_changes_nothing);
    return g_test_run();
}
