#include "sqlc/check.h"
#include "sqlc/emit.h"
#include "sqlc/files.h"
#include "sqlc/test_schema.h"

#include <string.h>

/* Everything that is reported about a text, one line each. */
static char *messages_about(Arena *arena, const char *text) {
    Diagnostics diagnostics = {.arena = arena, .file = "x.sql"};
    QueryFile file;
    g_autoptr(Schema) schema = test_schema_new();
    if (query_file_parse(arena, text, &file, &diagnostics))
        queries_check(arena, schema, &file, &diagnostics);
    g_autoptr(GString) all = g_string_new(NULL);
    for (size_t i = 0; i < diagnostics.n; i++)
        g_string_append_printf(all, "%s\n", diagnostics.messages[i]);
    return arena_strndup(arena, all->str, all->len);
}

typedef struct {
    const char *text;
    const char *start; /* of the only message */
} Mistake;

static void check_mistakes(const Mistake *mistakes, size_t n) {
    for (size_t i = 0; i < n; i++) {
        g_autoptr(Arena) arena = arena_new();
        const char *got = messages_about(arena, mistakes[i].text);
        const char *end = strchr(got, '\n');
        bool one = end != NULL && end[1] == '\0';
        if (!one || !g_str_has_prefix(got, mistakes[i].start))
            g_error("%s\nshould give only\n%s …\nbut gave\n%s", mistakes[i].text, mistakes[i].start,
                    got);
    }
}

static void test_notes(void) {
    static const Mistake mistakes[] = {
        {"SELECT 1;", "x.sql:1: SQL without `-- name:`"},
        {"-- name: a :exec\nDELETE FROM word;\nDELETE FROM word;", "x.sql:3: SQL without"},
        {"\n-- name: a\nDELETE FROM word;", "x.sql:2: `-- name: a` needs one of"},
        {"-- name: a :all\nDELETE FROM word;", "x.sql:1: `-- name: a` needs one of"},
        {"-- name: Aa :exec\nDELETE FROM word;", "x.sql:1: “Aa” is no name"},
        {"-- name: a-b :exec\nDELETE FROM word;", "x.sql:1: “a-b” is no name"},
        {"-- name: a :exec\nDELETE FROM word;\n-- name: a :exec\nDELETE FROM word;",
         "x.sql:3: there is already a query a"},
        {"-- name: a :exec\n-- name: b :exec\nDELETE FROM word;", "x.sql:1: a has no SQL"},
        {"-- name: a :exec\nDELETE\nFROM word", "x.sql:1: a has no semicolon"},
        {"-- name: a :exec\nDELETE FROM word WHERE word = 'x;", "x.sql:2: cannot read “'x"},
        {"-- name: a :exec\nDELETE FROM\nword WHERE word = @x;", "x.sql:3: cannot read “@”"},
        {"-- name: a :exec\n-- in: word\nDELETE FROM word;", "x.sql:2: “word” must be a name and"},
        {"-- name: a :exec\n-- in: word string\nDELETE FROM word;", "x.sql:2: “word string” must"},
        {"-- name: a :exec\n-- in: int int\nDELETE FROM word;", "x.sql:2: “int” cannot be a name"},
        {"-- name: a :exec\n-- in: w text, w text\nDELETE FROM word WHERE word = :w;",
         "x.sql:2: w stands twice"},
        {"-- name: a :exec\n-- spans: everything\nDELETE FROM note;", "x.sql:2: write `-- spans:"},
        {"-- name: a :exec\n-- spans: collaborations ()\nDELETE FROM note;",
         "x.sql:2: write `-- spans:"},
        {"-- name: a :many\n-- row-type: a row\nSELECT word FROM word;", "x.sql:2: “a row” is no"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++) {
        g_autoptr(Arena) arena = arena_new();
        const char *got = messages_about(arena, mistakes[i].text);
        if (!g_str_has_prefix(got, mistakes[i].start))
            g_error("%s\nshould give\n%s …\nbut gave\n%s", mistakes[i].text, mistakes[i].start,
                    got);
    }
}

static void test_checks(void) {
    static const Mistake mistakes[] = {
        {"-- name: a :many\nSELECT word\nFROM worm;", "x.sql:3: no such table: worm"},
        {"-- name: a :many\nSELECT word,\n  wrod\nFROM word;", "x.sql:3: no such column: wrod"},
        {"-- name: a :many\nSELECT word FROM word WHERE\n  word = \"x\";",
         "x.sql:3: no such column"},
        {"-- name: a :many\nSELECT word FROM word\nWHERE word = :w;", "x.sql:3: :w has no type"},
        {"-- name: a :many\n-- in: w text\nSELECT word FROM word;", "x.sql:2: w is not used"},
        {"-- name: a :many\nSELECT word FROM word WHERE word = ?;", "x.sql:2: parameters are"},
        {"-- name: a :exec\nSELECT word FROM word;", "x.sql:1: a gives rows"},
        {"-- name: a :changes\nSELECT word FROM word;", "x.sql:1: a gives rows"},
        {"-- name: a :one\nDELETE FROM word;", "x.sql:1: a gives no rows"},
        {"-- name: a :exec\nDELETE FROM word RETURNING word;", "x.sql:1: a gives rows"},
        {"-- name: a :one\nSELECT count(*) FROM word;", "x.sql:2: column 1, “count(*)”, needs a"},
        {"-- name: a :one\nSELECT count(*) AS n FROM word;", "x.sql:2: the type of column 1, n,"},
        {"-- name: a :one\n-- row: n int, m int\nSELECT count(*) AS n FROM word;",
         "x.sql:2: there is no column m"},
        {"-- name: a :one\nSELECT word, word FROM word;", "x.sql:2: two columns are called word"},
        {"-- name: a :one\nSELECT word AS \"default\" FROM word;", "x.sql:2: column 1, “default”"},
        {"-- name: a :one\nSELECT word AS Word FROM word;", "x.sql:2: column 1, “Word”"},
        {"-- name: a :many\n-- row-type: W\nSELECT word FROM word;\n"
         "-- name: b :many\n-- row-type: W\nSELECT word AS w FROM word;",
         "x.sql:4: W has other columns in a (line 1)"},
        {"-- name: a :many\n-- row-type: W\nSELECT email FROM account;\n"
         "-- name: b :many\n-- row-type: W\n-- row: email date\nSELECT email FROM account;",
         "x.sql:4: W has other columns in a"},
        {"-- name: a :exec\n-- in: collaboration int\n"
         "DELETE FROM note WHERE collaboration = :collaboration;",
         "x.sql:2: collaboration must be an id"},
        {"-- name: a :exec\nCREATE TABLE x (y);", "x.sql:2: cannot tell whether"},
        {"-- name: a :many\n-- row: x int\nPRAGMA user_version;", "x.sql:2: "},
    };
    check_mistakes(mistakes, G_N_ELEMENTS(mistakes) - 1);
}

/* Queries that keep to one collaboration. */
static const char *const apart_queries[] = {
    "SELECT n.title FROM note n WHERE n.collaboration = :collaboration",
    "SELECT title FROM note WHERE collaboration = :collaboration",
    "SELECT title FROM note WHERE note.collaboration = :collaboration",
    "SELECT title FROM main.note WHERE :collaboration = collaboration",
    "SELECT title FROM \"note\" AS \"n\" WHERE \"n\".\"collaboration\" = :collaboration",
    "select TITLE as title from NOTE N where N.COLLABORATION = :collaboration",
    "SELECT title FROM note WHERE collaboration = :collaboration AND title <> 'x OR y'",
    "SELECT title FROM note WHERE (hours = 1 OR hours = 2) AND (collaboration = "
    ":collaboration)",
    "SELECT title FROM note WHERE hours BETWEEN 1 AND 2 AND collaboration = :collaboration",
    "SELECT title FROM note WHERE ((hours > 1 AND (collaboration = :collaboration AND id > "
    "3)))",
    "SELECT title FROM note WHERE CASE WHEN hours = 1 OR hours = 2 THEN 1 ELSE 0 END "
    "AND collaboration = :collaboration",
    "SELECT n.title FROM note n JOIN tag t ON t.collaboration = :collaboration "
    "AND t.note = n.id WHERE n.collaboration = :collaboration",
    "SELECT n.title FROM note n JOIN tag t ON t.collaboration = :collaboration "
    "AND n.collaboration = :collaboration AND t.note = n.id",
    "SELECT n.title FROM note n, tag t WHERE n.collaboration = :collaboration "
    "AND t.collaboration = :collaboration",
    "SELECT n.title FROM note n LEFT JOIN tag t ON t.collaboration = :collaboration "
    "AND t.note = n.id WHERE n.collaboration = :collaboration",
    "SELECT n.title FROM note n LEFT JOIN (tag t JOIN word w ON w.word = t.word) "
    "ON t.collaboration = :collaboration WHERE n.collaboration = :collaboration",
    "SELECT n.title FROM (note n JOIN tag t ON t.collaboration = :collaboration) "
    "WHERE n.collaboration = :collaboration",
    "SELECT a.email AS title FROM account a WHERE EXISTS (SELECT 1 FROM note n "
    "WHERE n.author = a.id AND n.collaboration = :collaboration)",
    "SELECT a.email AS title FROM account a WHERE a.id IN (SELECT author FROM note "
    "WHERE collaboration = :collaboration)",
    "SELECT a.email AS title FROM account a JOIN (SELECT author FROM note "
    "WHERE collaboration = :collaboration) x ON x.author = a.id",
    "WITH mine AS (SELECT id, title FROM note WHERE collaboration = :collaboration) "
    "SELECT title FROM mine ORDER BY id",
    "WITH RECURSIVE up (id, title) AS (SELECT id, title FROM note "
    "WHERE collaboration = :collaboration AND parent IS NULL UNION ALL SELECT n.id, n.title "
    "FROM up JOIN note n ON n.collaboration = :collaboration AND n.parent = up.id) "
    "SELECT title FROM up",
    "SELECT title FROM note WHERE collaboration = :collaboration UNION "
    "SELECT word FROM tag WHERE collaboration = :collaboration ORDER BY 1 LIMIT 5",
    "SELECT title FROM note WHERE collaboration = :collaboration AND parent IS DISTINCT FROM 5",
    "SELECT title FROM note WHERE collaboration = :collaboration GROUP BY title "
    "HAVING count(*) > (SELECT count(*) FROM tag WHERE collaboration = :collaboration)",
    "SELECT n.title FROM json_each('[1]') j JOIN note n ON n.collaboration = :collaboration "
    "AND n.id = j.value",
    "SELECT title FROM note INDEXED BY sqlite_autoindex_note_2 "
    "WHERE collaboration = :collaboration AND code = 'x'",
    "SELECT title FROM note WHERE collaboration = :collaboration "
    "ORDER BY (SELECT max(word) FROM tag t WHERE t.collaboration = :collaboration)",
    "UPDATE note SET hours = 1 WHERE collaboration = :collaboration RETURNING title",
    "UPDATE note AS n SET hours = 1 WHERE n.collaboration = :collaboration RETURNING title",
    "UPDATE note SET hours = (SELECT count(*) FROM tag t WHERE t.collaboration = "
    ":collaboration) "
    "WHERE collaboration = :collaboration RETURNING title",
    "UPDATE note SET hours = 1 FROM tag t WHERE note.collaboration = :collaboration "
    "AND t.collaboration = :collaboration AND t.note = note.id RETURNING title",
    "DELETE FROM note WHERE collaboration = :collaboration RETURNING title",
    "INSERT INTO note (collaboration, id, title) VALUES (:collaboration, 1, 'a'), "
    "(:collaboration, 2, 'b') RETURNING title",
    "INSERT INTO note (id, title, collaboration) SELECT id + 1, title, :collaboration "
    "FROM note WHERE collaboration = :collaboration RETURNING title",
    "INSERT INTO note (collaboration, id, title) SELECT :collaboration AS c, id, email "
    "FROM account WHERE true ON CONFLICT (collaboration, id) DO UPDATE "
    "SET title = excluded.title RETURNING title",
    "INSERT INTO note (collaboration, id, title) WITH x AS (SELECT 1) "
    "SELECT :collaboration, 1, (SELECT 'a,b') FROM x RETURNING title",
    "INSERT INTO note (collaboration, id, title, code) VALUES (:collaboration, 1, 'a', 'b') "
    "ON CONFLICT (code) DO UPDATE SET title = excluded.title "
    "WHERE note.collaboration = :collaboration RETURNING title",
    "INSERT INTO note (collaboration, id, title) VALUES (:collaboration, 1, 'a') "
    "ON CONFLICT DO NOTHING RETURNING title",
    "WITH x AS (SELECT id FROM note WHERE collaboration = :collaboration) DELETE FROM note "
    "WHERE collaboration = :collaboration AND id IN (SELECT id FROM x) RETURNING title",
};

static void test_apart(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(apart_queries); i++) {
        g_autoptr(Arena) arena = arena_new();
        const char *row = strstr(apart_queries[i], "RETURNING") == NULL ? "" : "-- row: title text\n";
        char *text = arena_printf(arena, "-- name: a :many\n-- in: collaboration id\n%s%s;", row,
                                  apart_queries[i]);
        const char *got = messages_about(arena, text);
        if (*got != '\0')
            g_error("%s\ngave\n%s", apart_queries[i], got);
    }
}

/* Queries that could reach another collaboration, the number of places, and where. */
static const struct {
    const char *query;
    const char *lines; /* of the messages */
} mixing_queries[] = {
    {"SELECT title FROM note", "3"},
    {"SELECT title\nFROM\nnote", "5"},
    {"SELECT title FROM note WHERE collaboration == :collaboration", "3"},
    {"SELECT title FROM note WHERE collaboration = :collaboration OR hours = 1", "3"},
    {"SELECT title FROM note WHERE hours = 1 OR hours = 2 AND collaboration = :collaboration",
     "3"},
    {"SELECT title FROM note WHERE collaboration = :collaboration AND hours = 1 OR hours = 2",
     "3"},
    {"SELECT title FROM note WHERE NOT collaboration = :collaboration", "3"},
    {"SELECT title FROM note WHERE NOT (collaboration = :collaboration)", "3"},
    {"SELECT title FROM note WHERE (collaboration = :collaboration) IS NOT TRUE", "3"},
    {"SELECT title FROM note WHERE (collaboration = :collaboration OR 1) AND hours = 1", "3"},
    {"SELECT title FROM note WHERE collaboration = :collaboration + 1", "3"},
    {"SELECT title FROM note WHERE collaboration <> :collaboration", "3"},
    {"SELECT title FROM note WHERE collaboration = :collaboration IS NULL", "3"},
    {"SELECT title FROM note WHERE id = :collaboration", "3"},
    {"SELECT title FROM note WHERE hours BETWEEN 1 AND collaboration = :collaboration", "3"},
    {"SELECT title FROM note WHERE CASE WHEN 1 AND collaboration = :collaboration THEN 1 "
     "ELSE 1 END",
     "3"},
    {"SELECT title FROM note WHERE coalesce(0, collaboration = :collaboration) = 0", "3"},
    {"SELECT collaboration = :collaboration AS title FROM note", "3"},
    {"SELECT title FROM note GROUP BY title HAVING max(collaboration) = :collaboration", "3"},
    {"SELECT title FROM note ORDER BY collaboration = :collaboration", "3"},
    {"SELECT n.title FROM note n, tag t WHERE n.collaboration = :collaboration", "3"},
    {"SELECT n.title FROM note n JOIN tag t ON t.note = n.id\nWHERE t.collaboration = "
     ":collaboration",
     "3"},
    {"SELECT n.title FROM note n JOIN tag t ON t.collaboration = n.collaboration WHERE "
     "n.collaboration = :collaboration",
     "3"},
    {"SELECT n.title FROM note n JOIN tag t USING (collaboration) WHERE n.collaboration = "
     ":collaboration",
     "3"},
    {"SELECT n.title FROM note n LEFT JOIN word w ON n.collaboration = :collaboration", "3"},
    {"SELECT n.title FROM note n\nLEFT JOIN tag t ON t.note = n.id AND n.collaboration = "
     ":collaboration AND t.collaboration = :collaboration",
     "3"},
    {"SELECT n.title FROM note n FULL JOIN word w ON n.collaboration = :collaboration", "3"},
    {"SELECT a.email AS title FROM account a WHERE EXISTS (\nSELECT 1 FROM note n WHERE "
     "n.author = a.id) AND a.id <> :collaboration",
     "4"},
    {"SELECT title FROM note n WHERE n.collaboration = :collaboration AND EXISTS (SELECT 1 "
     "FROM tag t\nWHERE n.collaboration = :collaboration)",
     "3"},
    {"SELECT title FROM note n WHERE EXISTS (SELECT 1 FROM word WHERE n.collaboration = "
     ":collaboration)",
     "3"},
    {"SELECT title FROM note WHERE collaboration = :collaboration\nUNION SELECT word FROM tag",
     "4"},
    {"WITH mine AS (SELECT title FROM note) SELECT title FROM mine WHERE 1 = :collaboration",
     "3"},
    {"WITH note AS (SELECT 'a' AS title, :collaboration AS c) SELECT title FROM note", "33"},
    {"SELECT email AS title FROM account WHERE id IN (SELECT author FROM note) AND 1 = "
     ":collaboration",
     "3"},
    {"SELECT word AS title FROM word WHERE (1, 2, word) IN tag AND 1 = :collaboration", "33"},
    {"SELECT title FROM titles WHERE 1 = :collaboration", "3"},
    {"SELECT (SELECT max(title) FROM note) AS title FROM word WHERE 1 = :collaboration", "3"},
    {"UPDATE note SET hours = 1 WHERE id = :collaboration RETURNING title", "3"},
    {"UPDATE note SET collaboration = :collaboration WHERE collaboration = :collaboration "
     "RETURNING title",
     "3"},
    {"UPDATE note SET (hours, collaboration) = (1, 2) WHERE collaboration = :collaboration "
     "RETURNING title",
     "3"},
    {"UPDATE note SET hours = 1 FROM tag t WHERE note.collaboration = :collaboration "
     "RETURNING title",
     "3"},
    {"UPDATE note SET hours = 1 FROM tag t WHERE t.collaboration = :collaboration "
     "RETURNING title",
     "3"},
    {"UPDATE OR REPLACE note SET hours = 1 WHERE collaboration = :collaboration "
     "RETURNING title",
     "3"},
    {"DELETE FROM note WHERE id = :collaboration RETURNING title", "3"},
    {"DELETE FROM note WHERE collaboration = :collaboration AND id IN (SELECT note\nFROM tag) "
     "RETURNING title",
     "4"},
    {"INSERT INTO note (collaboration, id, title) VALUES (1, :collaboration, 'a') "
     "RETURNING title",
     "3"},
    {"INSERT INTO note (collaboration, id, title) VALUES (:collaboration, 1, 'a'),\n"
     "(1, 2, 'b') RETURNING title",
     "4"},
    {"INSERT INTO note VALUES (:collaboration, 1, 1, 1, 'a', 'a', 'a', 'a', 'a', 'a', 1, 1, 1, "
     "1, 1, 1, x'') RETURNING title",
     "3"},
    {"INSERT INTO note (id, title, collaboration) SELECT id, title, collaboration FROM note "
     "WHERE collaboration = :collaboration RETURNING title",
     "3"},
    {"INSERT INTO tag (note, word, collaboration) SELECT t.note, t.word, :collaboration "
     "FROM tag t RETURNING word AS title",
     "3"},
    {"INSERT INTO tag (collaboration, note, word) SELECT * FROM tag t WHERE t.collaboration = "
     ":collaboration RETURNING word AS title",
     "3"},
    {"INSERT INTO tag (note, word, collaboration) SELECT t.*, :collaboration FROM (SELECT 1, "
     "'a') t RETURNING word AS title",
     "33"},
    {"INSERT INTO note (collaboration, id, title, code) VALUES (:collaboration, 1, 'a', 'b')\n"
     "ON CONFLICT (code) DO UPDATE SET title = excluded.title RETURNING title",
     "4"},
    {"INSERT INTO note (collaboration, id, title) VALUES (:collaboration, 1, 'a') ON CONFLICT "
     "(collaboration, id) DO UPDATE SET collaboration = 1 RETURNING title",
     "3"},
    {"INSERT OR REPLACE INTO note (collaboration, id, title) VALUES (:collaboration, 1, 'a') "
     "RETURNING title",
     "3"},
    {"REPLACE INTO note (collaboration, id, title) VALUES (:collaboration, 1, 'a') "
     "RETURNING title",
     "33"},
};

static void test_not_apart(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(mixing_queries); i++) {
        g_autoptr(Arena) arena = arena_new();
        bool takes = strstr(mixing_queries[i].query, ":collaboration") != NULL;
        char *noted = arena_printf(arena, "-- name: a :many\n-- %s\n%s;",
                                   takes ? "in: collaboration id" : "all", mixing_queries[i].query);
        const char *got = messages_about(arena, noted);
        g_auto(GStrv) lines = g_strsplit(got, "\n", -1);
        g_autoptr(GString) numbers = g_string_new(NULL);
        for (size_t at = 0; lines[at] != NULL && *lines[at] != '\0'; at++)
            if (strstr(lines[at], "the type of column") == NULL)
                g_string_append_c(numbers, lines[at][strlen("x.sql:")]);
        if (strcmp(numbers->str, mixing_queries[i].lines) != 0)
            g_error("%s\nshould be refused in line %s, but gave\n%s", mixing_queries[i].query,
                    mixing_queries[i].lines, got);
    }
}

static void test_spans(void) {
    static const Mistake mistakes[] = {
        {"-- name: a :many\n-- spans: collaborations (why)\nSELECT word FROM word;",
         "x.sql:2: a keeps to one collaboration"},
        {"-- name: a :many\n-- in: collaboration id\n-- spans: collaborations (why)\n"
         "SELECT title FROM note WHERE collaboration = :collaboration;",
         "x.sql:3: a keeps to one collaboration"},
    };
    g_autoptr(Arena) arena = arena_new();
    check_mistakes(mistakes, G_N_ELEMENTS(mistakes));
    g_assert_cmpstr(messages_about(arena,
                                   "-- name: a :many\n-- spans: collaborations (all of them)\n"
                                   "SELECT title FROM note;"),
                    ==, "");
}

/* A trigger's own statements are the migration's matter. */
static void test_trigger(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(messages_about(arena, "-- name: a :exec\n-- in: id id\n"
                                          "UPDATE account SET is_closed = 1 WHERE id = :id;"),
                    ==, "");
}

static void test_types(void) {
    static const DbFieldType expected[] = {
        FIELD_ID,   FIELD_ID,   FIELD_ID,   FIELD_ID,   FIELD_TEXT,    FIELD_TEXT,
        FIELD_TEXT, FIELD_DATE, FIELD_DATE, FIELD_DATE, FIELD_INSTANT, FIELD_MONEY,
        FIELD_BOOL, FIELD_BOOL, FIELD_INT,  FIELD_REAL, FIELD_BLOB};
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Schema) schema = test_schema_new();
    Diagnostics diagnostics = {.arena = arena, .file = "x.sql"};
    QueryFile file;
    g_assert_true(query_file_parse(arena,
                                   "-- name: a :many\n-- in: collaboration id\nSELECT * FROM note "
                                   "n WHERE n.collaboration = :collaboration;",
                                   &file, &diagnostics));
    g_assert_true(queries_check(arena, schema, &file, &diagnostics));
    g_assert_cmpuint(file.queries[0].columns.n, ==, G_N_ELEMENTS(expected));
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++)
        g_assert_cmpint(file.queries[0].columns.fields[i].type, ==, expected[i]);
}

static void compare_golden(const GString *text, const char *name) {
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "golden", name, NULL);
    g_autofree char *expected = NULL;
    if (g_getenv("SQLC_GOLDEN_WRITE") != NULL)
        g_assert_true(g_file_set_contents(path, text->str, (gssize)text->len, NULL));
    g_assert_true(g_file_get_contents(path, &expected, NULL, NULL));
    g_assert_cmpstr(text->str, ==, expected);
}

static void test_golden(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "golden", "example.sql", NULL);
    g_autoptr(Schema) schema = test_schema_new();
    Diagnostics diagnostics = {.arena = arena, .file = path};
    QueryFile file;
    const char *text = source_file_read(arena, path);
    g_assert_nonnull(text);
    g_assert_true(query_file_parse(arena, text, &file, &diagnostics));
    bool checked = queries_check(arena, schema, &file, &diagnostics);
    diagnostics_print(&diagnostics);
    g_assert_true(checked);
    g_autoptr(GString) header = emit_header(&file);
    g_autoptr(GString) source = emit_source(&file, "example_sql.h");
    compare_golden(header, "example_sql.h");
    compare_golden(source, "example_sql.c");
}

static void test_bounds(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) deep = g_string_new("-- name: a :many\n-- row: x int\nSELECT ");
    for (int i = 0; i < 60; i++)
        g_string_append(deep, "(");
    g_string_append(deep, "1");
    for (int i = 0; i < 60; i++)
        g_string_append(deep, ")");
    g_string_append(deep, " AS x;");
    g_assert_nonnull(strstr(messages_about(arena, deep->str), "in each other"));
    g_autoptr(GString) many = g_string_new(NULL);
    for (int i = 0; i <= QUERIES_MAX; i++)
        g_string_append_printf(many, "-- name: a%d :exec\nDELETE FROM word;\n", i);
    g_assert_nonnull(strstr(messages_about(arena, many->str), "more than 500 queries"));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sqlc/notes", test_notes);
    g_test_add_func("/sqlc/checks", test_checks);
    g_test_add_func("/sqlc/apart", test_apart);
    g_test_add_func("/sqlc/not apart", test_not_apart);
    g_test_add_func("/sqlc/spans", test_spans);
    g_test_add_func("/sqlc/trigger", test_trigger);
    g_test_add_func("/sqlc/types", test_types);
    g_test_add_func("/sqlc/golden", test_golden);
    g_test_add_func("/sqlc/bounds", test_bounds);
    return g_test_run();
}
