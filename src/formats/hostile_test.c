/* Files made to harm: each must be refused with a sentence, without being unpacked. */
#include <string.h>

#include "base/error.h"
#include "formats/source.h"
#include "formats/testing/archive.h"
#include "formats/testing/source_dump.h"

#define WORD "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
#define DOCUMENT                                                                                   \
    "<w:document " WORD "><w:body><w:p><w:r><w:t>text</w:t></w:r></w:p></w:body></w:document>"
#define MEBIBYTE ((size_t)1024 * 1024)

static void expect_refusal(Bytes file, const char *says) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    SourceDocument document = {.n = 4711};
    g_assert_false(source_read(arena, file, &document, &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    if (strstr(error->message, says) == NULL)
        g_error("”%s” does not say ”%s”", error->message, says);
    g_assert_cmpuint(document.n, ==, 4711);
    g_assert_cmpuint(arena_size(arena), <, MEBIBYTE);
}

static Archive *good_archive(void) {
    return archive_of_main("word/document.xml", DOCUMENT);
}

static void expect_archive_refusal(Archive *archive, const char *says) {
    g_autoptr(Arena) arena = arena_new();
    expect_refusal(archive_finish(archive, arena), says);
}

static void test_good_one(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(source_read_dump(arena, archive_finish(good_archive(), arena)), ==,
                    "1 ¶ text\n");
}

static void test_external_entity(void) {
    static const char *const subsets[] = {
        "<!DOCTYPE d SYSTEM 'file:///etc/passwd'>",
        "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE d [<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;]>",
        "<!DOCTYPE d []>",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(subsets); i++) {
        g_autoptr(Arena) arena = arena_new();
        g_autofree char *part =
            g_strdup_printf("%s<w:document " WORD "><w:p><w:r><w:t>&x;</w:t></w:r></w:p>"
                            "</w:document>",
                            subsets[i]);
        expect_refusal(docx_of_part(arena, part, NULL), "DOCTYPE");
    }
}

static GString *laughs(void) {
    GString *text = g_string_new("<!DOCTYPE d [<!ENTITY a0 'ha'>");
    for (int i = 1; i < 12; i++) {
        g_string_append_printf(text, "<!ENTITY a%d '", i);
        for (int n = 0; n < 10; n++)
            g_string_append_printf(text, "&a%d;", i - 1);
        g_string_append(text, "'>");
    }
    g_string_append(text, "]>");
    return text;
}

static void test_billion_laughs(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) text = laughs(), attribute = laughs();
    g_string_append(text,
                    "<w:document " WORD "><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:document>");
    g_string_append(attribute, "<w:document " WORD " x='&a11;'/>");
    expect_refusal(docx_of_part(arena, text->str, NULL), "DOCTYPE");
    expect_refusal(docx_of_part(arena, attribute->str, NULL), "DOCTYPE");
}

/* A document type that comes late is found by the XML reader. */
static void test_late_doctype(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autofree char *padding = g_strnfill(8000, ' ');
    g_autoptr(GString) subset = laughs();
    g_autofree char *part =
        g_strdup_printf("<!--%s-->%s<w:document " WORD "><w:p><w:r><w:t>&a11;</w:t></w:r></w:p>"
                        "</w:document>",
                        padding, subset->str);
    g_autofree char *plain = g_strdup_printf("%s<!DOCTYPE d>%s" DOCUMENT, padding, padding);
    expect_refusal(docx_of_part(arena, part, NULL), "Filen");
    expect_refusal(docx_of_part(arena, plain, NULL), "DOCTYPE");
}

static void test_doctype_in_any_part(void) {
    static const char *const parts[] = {"_rels/.rels", "word/_rels/document.xml.rels"};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        Archive *archive = i == 0 ? archive_new() : good_archive();
        archive_add(archive, parts[i], "<!DOCTYPE x><x/>");
        expect_archive_refusal(archive, "DOCTYPE");
    }
    g_autoptr(Arena) arena = arena_new();
    Bytes whole = xlsx_of(arena, "<row><c t='inlineStr'><is><t>x</t></is></c></row>", NULL, NULL);
    g_assert_cmpstr(source_read_dump(arena, whole), ==, "1 #1 Plan\n1 [x] t1\n2 --\n");
    expect_refusal(xlsx_of(arena, "<!DOCTYPE x>", NULL, NULL), "DOCTYPE");
}

static void test_deep_nesting(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) body = g_string_new(NULL);
    for (int i = 0; i < 100000; i++)
        g_string_append(body, "<w:sdt>");
    expect_refusal(docx_of(arena, body->str, NULL), "skadad");
}

/* XML that is whole, but that a parser would take hours for. */
static void test_crowded_xml(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) attributes = g_string_new("<w:p"), names = g_string_new(NULL);
    g_autoptr(GString) namespaces = g_string_new(NULL);
    for (int i = 0; i < 300; i++)
        g_string_append_printf(attributes, " a%d = ''", i);
    g_string_append(attributes, "/>");
    expect_refusal(docx_of(arena, attributes->str, NULL), "skadad");
    for (int i = 0; i < 60000; i++)
        g_string_append_printf(names, "<w:n%d/>", i);
    expect_refusal(docx_of(arena, names->str, NULL), "skadad");
    for (int depth = 0; depth < 3; depth++) {
        g_string_append(namespaces, "<w:x");
        for (int i = 0; i < 90; i++)
            g_string_append_printf(namespaces, " xmlns:n%d_%d='u'", depth, i);
        g_string_append(namespaces, ">");
    }
    g_string_append(namespaces, "</w:x></w:x></w:x>");
    expect_refusal(docx_of(arena, namespaces->str, NULL), "skadad");
}

/* Namespaces side by side, as around pictures, are fine. */
static void test_roomy_xml(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) body = g_string_new("<w:p><w:r><w:t>text</w:t></w:r></w:p><w:tbl>");
    for (int i = 0; i < 1000; i++)
        g_string_append(body, "<w:x xmlns:a='u' xmlns:b='v'/>");
    g_string_append(body, "</w:tbl>");
    g_assert_cmpstr(source_read_dump(arena, docx_of(arena, body->str, NULL)), ==,
                    "1 ¶ text\n1 --\n");
}

static void test_wrong_encoding(void) {
    g_autoptr(Arena) arena = arena_new();
    static const char latin1[] = "<?xml version='1.0' encoding='ISO-8859-1'?><w:document " WORD
                                 "><w:p><w:r><w:t>\xE5</w:t></w:r></w:p></w:document>";
    expect_refusal(docx_of_part(arena, latin1, NULL), "skadad");
}

static void add_zeros(Archive *archive, const char *name, size_t size) {
    g_autofree char *zeros = g_strnfill(size, ' ');
    archive_add(archive, name, zeros);
}

static void test_bomb(void) {
    Archive *one = good_archive(), *many = good_archive();
    add_zeros(one, "word/styles.xml", 50 * MEBIBYTE);
    expect_archive_refusal(one, "för stor när den packas upp");
    for (int i = 0; i < 150; i++) {
        g_autofree char *name = g_strdup_printf("word/media/%d", i);
        add_zeros(many, name, MEBIBYTE);
    }
    expect_archive_refusal(many, "för stor när den packas upp");
}

/* Text that packs to about a twentieth: some noise, then blanks. */
static void add_noise(Archive *archive, const char *name, size_t noise, size_t size) {
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    g_autofree char *text = g_strnfill(size, ' ');
    for (size_t i = 0; i < noise; i++)
        text[i] = (char)g_rand_int_range(random, 1, 255);
    archive_add(archive, name, text);
}

static void test_large_but_honest(void) {
    Archive *total = good_archive(), *one = good_archive();
    for (int i = 0; i < 101; i++) {
        g_autofree char *name = g_strdup_printf("word/media/%d", i);
        add_noise(total, name, MEBIBYTE / 20, MEBIBYTE);
    }
    expect_archive_refusal(total, "för stor när den packas upp");
    add_zeros(one, "word/media/bomb", 10 * MEBIBYTE);
    add_noise(one, "word/media/noise", MEBIBYTE, MEBIBYTE);
    expect_archive_refusal(one, "för stor när den packas upp");
}

/* The directory promises little, the data holds much: it is not read further than promised. */
static void test_lying_bomb(void) {
    g_autoptr(GString) document = g_string_new("<w:document " WORD ">");
    for (int i = 0; i < 300000; i++)
        g_string_append(document, "<w:p><w:r><w:t>text som blir lång</w:t></w:r></w:p>");
    Archive *archive = archive_of_main("word/document.xml", document->str);
    archive_lie_size(archive, 1000);
    expect_archive_refusal(archive, "skadad");
}

static void test_names(void) {
    static const char *const names[] = {"../x",        "/etc/x", "word/../../x", "C:\\x",
                                        "word\\..\\x", "\\x",    "..",           ""};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        Archive *archive = good_archive();
        archive_add(archive, names[i], "x");
        expect_archive_refusal(archive, "packad på ett sätt");
    }
    g_autoptr(Arena) arena = arena_new();
    Archive *fine = good_archive();
    archive_add(fine, "word/a..b/..c/d..", "x");
    g_assert_cmpstr(source_read_dump(arena, archive_finish(fine, arena)), ==, "1 ¶ text\n");
}

static Archive *archive_of_entries(int n) {
    Archive *archive = good_archive();
    for (int i = 2; i < n; i++) {
        g_autofree char *name = g_strdup_printf("word/%d", i);
        archive_add(archive, name, "x");
    }
    return archive;
}

static void test_entries(void) {
    g_autoptr(Arena) arena = arena_new();
    Bytes most = archive_finish(archive_of_entries(1000), arena);
    g_assert_cmpstr(source_read_dump(arena, most), ==, "1 ¶ text\n");
    expect_archive_refusal(archive_of_entries(1001), "fler än 1\u00A0000 delar");
    expect_archive_refusal(archive_of_entries(100000), "fler än 1\u00A0000 delar");
    Archive *liar = archive_of_entries(100000);
    archive_lie_count(liar, 3);
    expect_archive_refusal(liar, "skadad");
}

static void test_overlap(void) {
    Archive *archive = good_archive();
    archive_add(archive, "word/styles.xml", "<x/>");
    archive_move_to_first(archive);
    expect_archive_refusal(archive, "packad på ett sätt");
}

static void test_same_name_twice(void) {
    Archive *archive = good_archive();
    archive_add(archive, "word/document.xml", DOCUMENT);
    expect_archive_refusal(archive, "skadad");
}

static void test_password(void) {
    Archive *archive = good_archive();
    archive_set_flags(archive, 1);
    expect_archive_refusal(archive, "lösenord");
}

static void test_other_packages(void) {
    static const struct {
        const char *part, *says;
    } packages[] = {
        {"ppt/presentation.xml", "PowerPoint"},
        {"xl/workbook.bin", ".xlsb"},
        {"mimetype", "OpenDocument"},
        {"readme.txt", "ZIP-arkiv"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(packages); i++)
        expect_archive_refusal(archive_of_main(packages[i].part, "x"), packages[i].says);
}

static Bytes read_fixture(Arena *arena, const char *name) {
    g_autofree char *path = g_strdup_printf("tests/fixtures/formats/%s", name), *content = NULL;
    gsize size;
    g_assert_true(g_file_get_contents(path, &content, &size, NULL));
    return (Bytes){(const uint8_t *)arena_strndup(arena, content, size), size};
}

static void test_truncation(void) {
    static const char *const names[] = {"plan.docx", "plan.xlsx"};
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        Bytes whole = read_fixture(arena, names[i]);
        g_assert_cmpuint(whole.size, >, 5000);
        for (size_t size = 64; size < whole.size; size += 64)
            expect_refusal((Bytes){whole.data, size}, "skadad eller inte hel");
    }
}

/* One byte changed: read or refused, and what is read of the text is the text. */
static void test_corruption(void) {
    g_autoptr(Arena) arena = arena_new();
    Bytes whole = read_fixture(arena, "plan.docx");
    const char *expected = source_read_dump(arena, whole);
    uint8_t *copy = (uint8_t *)arena_strndup(arena, (const char *)whole.data, whole.size);
    int n_refused = 0;
    for (size_t at = 0; at < whole.size; at += 7) {
        copy[at] ^= 0x55;
        const char *dump = source_read_dump(arena, (Bytes){copy, whole.size});
        n_refused += g_str_has_prefix(dump, "error: ");
        g_assert_true(g_str_has_prefix(dump, "error: ") || strlen(dump) >= strlen(expected));
        copy[at] ^= 0x55;
    }
    g_assert_cmpint(n_refused, >, 100);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/hostile/good one", test_good_one);
    g_test_add_func("/hostile/24 external entity", test_external_entity);
    g_test_add_func("/hostile/24 billion laughs", test_billion_laughs);
    g_test_add_func("/hostile/late doctype", test_late_doctype);
    g_test_add_func("/hostile/24 doctype in any part", test_doctype_in_any_part);
    g_test_add_func("/hostile/deep nesting", test_deep_nesting);
    g_test_add_func("/hostile/crowded xml", test_crowded_xml);
    g_test_add_func("/hostile/roomy xml", test_roomy_xml);
    g_test_add_func("/hostile/wrong encoding", test_wrong_encoding);
    g_test_add_func("/hostile/25 bomb", test_bomb);
    g_test_add_func("/hostile/large but honest", test_large_but_honest);
    g_test_add_func("/hostile/25 lying bomb", test_lying_bomb);
    g_test_add_func("/hostile/25 names", test_names);
    g_test_add_func("/hostile/25 entries", test_entries);
    g_test_add_func("/hostile/25 overlap", test_overlap);
    g_test_add_func("/hostile/same name twice", test_same_name_twice);
    g_test_add_func("/hostile/password", test_password);
    g_test_add_func("/hostile/other packages", test_other_packages);
    g_test_add_func("/hostile/truncation", test_truncation);
    g_test_add_func("/hostile/corruption", test_corruption);
    return g_test_run();
}
