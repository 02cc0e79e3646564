#include "base/text.h"
#include "db/testing/pg_things.h"

#include <string.h>

/* Texts are folded and sorted as SQLite does it. */

static void append_sample(GPtrArray *texts, Arena *arena) {
    static const char *const words[] = {
        "",        "a",        "A",       "å",       "Å",      "ä",     "Ä",
        "ö",       "Ö",        "é",       "É",       "ü",      "Ü",     "Åmål",
        "åmål",    "Älvdalen", "Örebro",  "1",       "10",     "2",     "v. 12",
        "V. 2",    "a-b",      "ab",      "a b",     "co-op",  "coop",  "Malung-Sälen",
        "Müller",  "Muller",   "vatten",  "Wallin",  "Vänern", "zebra", "Zulu",
        "œ",       "straße",   "STRASSE", "ø",       "æ",      "þ",     "ÿ",
        "e\u0301", "a\u030A",  "ﬁ",       "№",       "–",      "’",     "”",
        "½",       "²",        "Ελλάς",   "ΣΊΣΥΦΟΣ", "Ж",      "İ",     "ı",
        "\u1E9E",  "＃",       "Ａ",      "℡",       "ſ",      "ŉ",     "§ 14",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        g_ptr_array_add(texts, (char *)words[i]);
    for (gunichar at = 0x20; at < 0x2C00; at++) { /* Latin, Greek, Cyrillic, signs and more */
        char text[8] = {0};
        bool is_known = at < 0x13A0 || (at > 0x13FF && at < 0x1C80) || at > 0x1C88;
        g_unichar_to_utf8(at, text);
        if (g_unichar_isdefined(at) && is_known)
            g_ptr_array_add(texts, arena_strdup(arena, text));
    }
}

static char *array_of(PGconn *connection, Arena *arena, const GPtrArray *texts) {
    g_autoptr(GString) sql = g_string_new("ARRAY[");
    for (guint i = 0; i < texts->len; i++) {
        char *quoted = PQescapeLiteral(connection, texts->pdata[i], strlen(texts->pdata[i]));
        g_string_append_printf(sql, "%s%s", i == 0 ? "" : ",", quoted);
        PQfreemem(quoted);
    }
    g_string_append(sql, "]::text[]");
    return arena_strndup(arena, sql->str, sql->len);
}

static PGresult *rows_of(PgThings *fixture, const char *format, const char *array) {
    g_auto(GStrv) parts = g_strsplit(format, "@", 2);
    g_autofree char *sql = g_strjoinv(array, parts);
    PGresult *result = PQexec(fixture->raw, sql);
    g_assert_cmpstr(PQerrorMessage(fixture->raw), ==, "");
    return result;
}

static void test_folds(PgThings *fixture, const void *data) {
    (void)data;
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    append_sample(texts, fixture->arena);
    const char *array = array_of(fixture->raw, fixture->arena, texts);
    PGresult *result = rows_of(
        fixture, "SELECT fold(t) FROM unnest(@) WITH ORDINALITY AS u (t, n) ORDER BY n", array);
    g_assert_cmpint(PQntuples(result), ==, (int)texts->len);
    int differing = 0;
    for (guint i = 0; i < texts->len; i++) {
        const char *ours = text_fold(fixture->arena, texts->pdata[i]);
        const char *theirs = PQgetvalue(result, (int)i, 0);
        if (strcmp(ours, theirs) != 0) {
            g_test_message("U+%04X: %s, PostgreSQL %s", g_utf8_get_char(texts->pdata[i]), ours,
                           theirs);
            differing++;
        }
    }
    PQclear(result);
    g_assert_cmpint(differing, ==, 0);
}

static int compare(const void *a, const void *b, void *collator) {
    const char *const *left = a, *const *right = b;
    int order = text_compare(collator, *left, *right);
    return order != 0 ? order : strcmp(*left, *right);
}

static void test_orders(PgThings *fixture, const void *data) {
    (void)data;
    g_autoptr(TextCollator) collator = text_collator_new(SWEDISH);
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    append_sample(texts, fixture->arena);
    const char *array = array_of(fixture->raw, fixture->arena, texts);
    PGresult *result =
        rows_of(fixture, "SELECT t FROM unnest(@) AS t ORDER BY t COLLATE swedish, t", array);
    g_ptr_array_sort_with_data(texts, compare, collator);
    g_assert_cmpint(PQntuples(result), ==, (int)texts->len);
    for (guint i = 0; i < texts->len; i++)
        g_assert_cmpstr(PQgetvalue(result, (int)i, 0), ==, texts->pdata[i]);
    PQclear(result);
}

static void test_wrong_text(PgThings *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    g_assert_false(pg_add_thing(fixture->db, one,
                                "a\xFF"
                                "b",
                                &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    g_assert_cmpint(count_things(fixture->db, one), ==, 0);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    if (!pg_is_there())
        return 0;
    PG_ADD("folds as SQLite", test_folds);
    PG_ADD("orders as SQLite", test_orders);
    PG_ADD("wrong text", test_wrong_text);
    return g_test_run();
}
