#include "po/catalog.h"
#include "po/collect.h"

#include <glib/gstdio.h>
#include <string.h>

static void a_catalog_is_sorted_and_merged(void) {
    g_autoptr(GPtrArray) catalog = catalog_parse(
        "en.po",
        "msgid \"\"\nmsgstr \"head\\n\"\n\n# note\n#: b.c:2\nmsgid \"ö\"\nmsgstr \"o\"\n\n"
        "#: a.c:1\nmsgid \"a \"\n\"b\\t\\\"\\\\\"\nmsgstr \"\"\n\"c\"\n\n"
        "#: c.c:3\n#, fuzzy\nmsgid \"ö\"\nmsgstr \"\"\n#: d.c:4\nmsgid \"m\"\nmsgstr \"\"",
        NULL);
    g_assert_nonnull(catalog);
    g_assert_cmpuint(catalog->len, ==, 3);
    g_assert_cmpstr(catalog_at(catalog, 0)->msgid, ==, "a b\t\"\\");
    g_assert_cmpstr(catalog_at(catalog, 0)->msgstr, ==, "c");
    g_assert_cmpstr(catalog_at(catalog, 1)->msgid, ==, "m");
    g_assert_cmpstr(catalog_at(catalog, 2)->msgstr, ==, "o");
    g_assert_cmpstr(catalog_at(catalog, 2)->places, ==, "#: b.c:2\n#: c.c:3\n");
    g_assert_true(catalog_find(catalog, "m") == catalog_at(catalog, 1));
    g_assert_null(catalog_find(catalog, "n"));
}

static void only_finished_texts_count(void) {
    g_autoptr(GPtrArray) catalog =
        catalog_parse("en.po",
                      "msgid \"a\"\nmsgstr \"x\"\n\n#, fuzzy\nmsgid \"b\"\nmsgstr \"y\"\n\nmsgid "
                      "\"c\"\nmsgstr \"\"\n",
                      NULL);
    g_assert_true(message_is_translated(catalog_find(catalog, "a")));
    g_assert_false(message_is_translated(catalog_find(catalog, "b")));
    g_assert_false(message_is_translated(catalog_find(catalog, "c")));
}

static void mistakes_are_named_by_line(void) {
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"msgid \"a\"\nmsgid_plural \"b\"\n", "en.po:2: msgid, msgstr"},
        {"msgstr \"a\"\n", "en.po:1: msgid, msgstr"},
        {"msgid \"a\n", "en.po:1: the string does not end"},
        {"msgid \"a\" b\n", "en.po:1: the string does not end"},
        {"msgid a\n", "en.po:1: a \"string\" is expected"},
        {"\n\"a\"\n", "en.po:2: a \"string\" is expected"},
        {"msgid \"\\x\"\n", "en.po:1: only \\n, \\t"},
        {"msgid \"a\\", "en.po:1: only \\n, \\t"},
        {"msgid \"a\"\n", "en.po:2: the last msgid has no msgstr"},
        {"\xff", "en.po:1: the file is not UTF-8"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(catalog_parse("en.po", cases[i].text, &error));
        g_assert_nonnull(error);
        if (!g_str_has_prefix(error->message, cases[i].message))
            g_error("%s instead of %s", error->message, cases[i].message);
    }
}

static void translations_keep_their_places(void) {
    static const struct {
        const char *msgstr, *message;
    } cases[] = {{"{n} of {k}", NULL},
                 {"{k}: {n}", NULL},
                 {"", NULL},
                 {"{n}", "en.po:1: the translation lacks {k}"},
                 {"{n} {k} {m}", "en.po:1: the text has no {m}"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text =
            g_strdup_printf("msgid \"{n} av {k}\"\nmsgstr \"%s\"\n", cases[i].msgstr);
        g_autoptr(GPtrArray) catalog = catalog_parse("en.po", text, NULL);
        g_assert_cmpint(catalog_check_places("en.po", catalog, &error), ==,
                        cases[i].message == NULL);
        g_assert_cmpstr(error == NULL ? NULL : error->message, ==, cases[i].message);
    }
}

static void write_file(const char *folder, const char *name, const char *text) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void remove_folder(const char *folder) {
    static const char *const names[] = {"src/a.c", "src/b.html", "src/c.txt", "src", "."};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(folder, names[i], NULL);
        g_remove(path);
    }
    g_rmdir(folder);
}

static void texts_are_found_in_the_source(void) {
    g_autofree char *folder = g_dir_make_tmp("po-XXXXXX", NULL),
                    *root = g_build_filename(folder, "src", NULL);
    g_autoptr(GError) error = NULL;
    g_mkdir(root, 0700);
    write_file(root, "a.c",
               "x = N_(\"en\"\n  \" två\");\nPEN_(\"nej\"); N_(text);\ny = N_( \"}\\\"\" );\n");
    write_file(
        root, "b.html",
        "{% page p() %}\n{% set const char *a = N_(\"tre\") %}{% t \"en\" \"{n}\" n=1 %}{% end %}");
    write_file(root, "c.txt", "N_(\"nej\")");
    g_autoptr(GPtrArray) texts = collect_messages(root, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(texts->len, ==, 5);
    g_assert_cmpstr(catalog_find(texts, "tre")->places, ==, "#: src/b.html:2\n");
    g_assert_cmpstr(catalog_find(texts, "en två")->places, ==, "#: src/a.c:1\n");
    g_assert_cmpstr(catalog_find(texts, "}\"")->places, ==, "#: src/a.c:4\n");
    g_assert_cmpstr(catalog_find(texts, "{n}")->places, ==, "#: src/b.html:2\n");
    g_assert_nonnull(catalog_find(texts, "en"));
    remove_folder(folder);
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/po/sorted", a_catalog_is_sorted_and_merged);
    g_test_add_func("/po/finished", only_finished_texts_count);
    g_test_add_func("/po/mistakes", mistakes_are_named_by_line);
    g_test_add_func("/po/places", translations_keep_their_places);
    g_test_add_func("/po/collect", texts_are_found_in_the_source);
    return g_test_run();
}
