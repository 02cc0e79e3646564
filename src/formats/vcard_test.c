#include "formats/vcard.h"

#include "base/error.h"

#include <glib.h>
#include <string.h>

static const char *written(Arena *arena, const VcardContact *contacts, size_t n) {
    Bytes bytes;
    g_assert_true(vcard_write(arena, contacts, n, (Instant){1618480800}, &bytes, NULL));
    return arena_strndup(arena, (const char *)bytes.data, bytes.size);
}

static void test_card(void) {
    g_autoptr(Arena) arena = arena_new();
    VcardContact contact = {.uid = "https://samsyn.example/jonkoping/people/anna",
                            .name = "Anna Maria Åker",
                            .organization = "Miljökontoret, Aneby; norr",
                            .title = "Inspektör\nför avlopp",
                            .email = "anna@example.org",
                            .phone = "070-174 06 05",
                            .categories = "små avlopp; lantbruk;;"};
    g_assert_cmpstr(written(arena, &contact, 1), ==,
                    "BEGIN:VCARD\r\nVERSION:4.0\r\n"
                    "UID:https://samsyn.example/jonkoping/people/anna\r\n"
                    "FN:Anna Maria Åker\r\nN:Åker;Anna Maria;;;\r\n"
                    "ORG:Miljökontoret\\, Aneby\\; norr\r\nTITLE:Inspektör\\nför avlopp\r\n"
                    "EMAIL;TYPE=work:anna@example.org\r\n"
                    "TEL;TYPE=work;VALUE=text:070-174 06 05\r\n"
                    "CATEGORIES:små avlopp,lantbruk\r\nREV:20210415T100000Z\r\nEND:VCARD\r\n");
}

/* What is not known has no line, and a name of one word is a given name. */
static void test_sparse(void) {
    g_autoptr(Arena) arena = arena_new();
    VcardContact contact = {.name = "Bo", .email = "", .categories = " ; "};
    g_assert_cmpstr(written(arena, &contact, 1), ==,
                    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bo\r\nN:;Bo;;;\r\n"
                    "REV:20210415T100000Z\r\nEND:VCARD\r\n");
    g_assert_cmpstr(written(arena, NULL, 0), ==, "");
}

/* No line is longer than 75 octets, and none ends within a character or between a backslash and
 * what it escapes; unfolded it is what went in. */
static void test_folding(void) {
    g_autoptr(Arena) arena = arena_new();
    for (size_t shift = 0; shift < 8; shift++) {
        g_autoptr(GString) title = g_string_new(NULL);
        for (size_t i = 0; i < shift; i++)
            g_string_append_c(title, 'x');
        for (size_t i = 0; i < 40; i++)
            g_string_append(title, "Öå€,😀");
        VcardContact contact = {.name = "Bo", .title = title->str};
        const char *text = written(arena, &contact, 1);
        g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
        for (char **line = lines; *line != NULL; line++) {
            g_assert_cmpuint(strlen(*line), <=, 75);
            g_assert_true(g_utf8_validate(*line, -1, NULL));
            g_assert_false(g_str_has_suffix(*line, "\\"));
        }
        g_auto(GStrv) parts = g_strsplit(text, "\r\n ", -1),
                      escaped = g_strsplit(title->str, ",", -1);
        g_autofree char *unfolded = g_strjoinv("", parts), *wanted = g_strjoinv("\\,", escaped);
        g_assert_nonnull(strstr(unfolded, wanted));
    }
}

/* Nobody writes another card into a name. */
static void test_hostile(void) {
    g_autoptr(Arena) arena = arena_new();
    VcardContact contact = {.name = "Bo\r\nEND:VCARD\r\nBEGIN:VCARD", .title = "\xff\x01\x7f"};
    const char *text = written(arena, &contact, 1);
    g_assert_null(strstr(strstr(text, "BEGIN:VCARD") + 1, "\r\nBEGIN:VCARD"));
    g_assert_true(g_utf8_validate(text, -1, NULL));
}

static void test_too_many(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    Bytes bytes;
    VcardContact *contacts = ARENA_ARRAY(arena, VcardContact, VCARD_CONTACTS_MAX + 1);
    g_assert_false(
        vcard_write(arena, contacts, VCARD_CONTACTS_MAX + 1, (Instant){0}, &bytes, &error));
    g_assert_true(error_is(error, ERROR_INVALID));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vcard/card", test_card);
    g_test_add_func("/vcard/sparse", test_sparse);
    g_test_add_func("/vcard/folding", test_folding);
    g_test_add_func("/vcard/hostile", test_hostile);
    g_test_add_func("/vcard/too-many", test_too_many);
    return g_test_run();
}
