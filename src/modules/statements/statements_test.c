#include "db/testdb.h"
#include "modules/statements/statements.h"

#include <string.h>

static void test_pieces(void) {
    g_autoptr(Arena) arena = arena_new();
    Pieces pieces =
        statement_pieces(arena, "En rad\r\nmed två\n\n\n# Rubrik\nText\n- ett\n- två\nMer");
    g_assert_cmpuint(pieces.n, ==, 5);
    g_assert_cmpstr(pieces.items[0].text, ==, "En rad med två");
    g_assert_cmpint(pieces.items[1].kind, ==, PIECE_HEADING);
    g_assert_cmpstr(pieces.items[1].text, ==, "Rubrik");
    g_assert_cmpstr(pieces.items[2].text, ==, "Text");
    g_assert_cmpuint(pieces.items[3].n_items, ==, 2);
    g_assert_cmpstr(pieces.items[3].items[1], ==, "två");
    g_assert_cmpstr(pieces.items[4].text, ==, "Mer");
    g_assert_cmpuint(statement_pieces(arena, "").n, ==, 0);
    g_assert_cmpuint(statement_pieces(arena, "\n\n#\n- ").n, ==, 1);
}

static void test_own_text(void) {
    g_autoptr(Db) db = testdb_new();
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    Statement found;
    for (StatementKind kind = 0; kind < N_STATEMENTS; kind++) {
        g_assert_true(statement_get(db, arena, kind, &found, NULL));
        g_assert_cmpstr(found.body, ==, statement_standard(kind));
        g_assert_cmpuint(statement_pieces(arena, found.body).n, >, 10);
    }
    Statement own = {STATEMENT_ACCESSIBILITY, "# Vår egen\n\nText", 0, {0}};
    g_assert_true(statement_put(db, (Id){0}, &own, NULL));
    g_assert_true(statement_get(db, arena, STATEMENT_ACCESSIBILITY, &found, NULL));
    g_assert_cmpstr(found.body, ==, own.body);
    g_assert_cmpint(found.edit, ==, 1);
    g_assert_false(statement_put(db, (Id){0}, &own, &error)); /* somebody was first */
    g_assert_true(error_is(error, ERROR_CONFLICT));
    g_clear_error(&error);
    own.edit = 1;
    own.body = "Ny";
    g_assert_true(statement_put(db, (Id){0}, &own, NULL));
    g_assert_false(statement_put(db, (Id){0}, &own, &error));
    g_assert_true(error_is(error, ERROR_CONFLICT));
    g_assert_true(statement_get(db, arena, STATEMENT_ACCESSIBILITY, &found, NULL));
    g_assert_cmpstr(found.body, ==, "Ny");
    g_assert_true(statement_get(db, arena, STATEMENT_PERSONAL_DATA, &found, NULL));
    g_assert_cmpint(found.edit, ==, 0);
}

static void test_refused(void) {
    g_autoptr(Db) db = testdb_new();
    g_autofree char *long_text = g_strnfill(STATEMENT_MAX + 1, 'x');
    Statement empty = {STATEMENT_ACCESSIBILITY, " \n", 0, {0}},
              too_long = {STATEMENT_ACCESSIBILITY, long_text, 0, {0}};
    g_assert_false(statement_put(db, (Id){0}, &empty, NULL));
    g_assert_false(statement_put(db, (Id){0}, &too_long, NULL));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/statements/pieces", test_pieces);
    g_test_add_func("/statements/own text", test_own_text);
    g_test_add_func("/statements/refused", test_refused);
    return g_test_run();
}
