#include "formats/source.h"

#include <string.h>

#include "base/error.h"
#include "formats/testing/source_dump.h"

static void expect(Bytes file, const char *dump) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(source_read_dump(arena, file), ==, dump);
}

static void expect_text(const char *text, const char *dump) {
    expect(bytes_of_text(text), dump);
}

#define EXPECT_BYTES(literal, dump)                                                                \
    expect((Bytes){(const uint8_t *)(literal), sizeof(literal) - 1}, dump)

static void test_text(void) {
    expect_text("Styrning\n\nAKTIVITET\tMÅL\r\n a  b \t\u00A0c\u00A0\rsista",
                "1 ¶ Styrning\n2 --\n3 [AKTIVITET|MÅL]\n4 [a  b|c]\n5 ¶ sista\n");
    expect_text("Kategori\t\t\t\n\tfortsättning\t\t\n \u00A0 \nx",
                "1 [Kategori|||]\n2 [|fortsättning||]\n3 --\n4 ¶ x\n");
}

static void test_marks(void) {
    expect_text("<i>Tillsyn hälsoskydd</i>\n<b><i>Båda</i></b>\n<i>a</i> b <i>c</i>\n<B>Stor</B>",
                "1 * Tillsyn hälsoskydd\n2 * Båda\n3 ¶ a b c\n4 * Stor\n");
    expect_text("a < b och <x>\n<i>cell</i>\tb", "1 ¶ a < b och <x>\n2 [<i>cell</i>|b]\n");
    expect_text("<i>öppen\n</i>\n<i", "1 ¶ öppen\n2 --\n3 ¶ <i\n");
}

static void test_quoted_cells(void) {
    expect_text("\"rad 1\nrad 2\"\tb\n\"a \"\"b\"\"\"\t\"c, d\"\nnästa\t\"citat\"",
                "1 [rad 1⏎rad 2|b]\n3 [a \"b\"|c, d]\n4 [nästa|\"citat\"]\n");
    expect_text("\"citat\" sade hon\tb\n\"utan slut\tc",
                "1 [\"citat\" sade hon|b]\n2 [\"utan slut|c]\n");
    expect_text("a\t\"flik\tinuti\"\n\"Ensam\nrad\"", "1 [a|flik⇥inuti]\n2 ¶ \"Ensam\n3 ¶ rad\"\n");
}

static void test_inner_line_ends(void) {
    expect_text("a\vb\tc\fd\te\u2028f\t\x01g\x02", "1 [a⏎b|c⏎d|e⏎f|g]\n");
}

static void test_encodings(void) {
    EXPECT_BYTES("\xEF\xBB\xBF\xC3\xA5\tb", "1 [å|b]\n");
    EXPECT_BYTES("\xFF\xFE\xE5\0\t\0b\0", "1 [å|b]\n");
    EXPECT_BYTES("\xFE\xFF\0\xE5\0\t\xD8\x3D\xDE\x00", "1 [å|😀]\n");
    EXPECT_BYTES("\xE5\t\x96\x80",
                 "1 [å|–€]\n! Filens teckenkodning är inte UTF-8, så den lästes som "
                 "Windows-1252. Kontrollera att å, ä och ö ser rätt ut.\n");
}

static void test_wrong_encodings(void) {
    static const char not_text[] =
        "error: Filen ser inte ut att innehålla text. Spara den som .docx, "
        ".xlsx eller .csv och försök igen.";
    static const char broken[] =
        "error: Filens text är skadad (UTF-16). Spara filen på nytt, helst som UTF-8.";
    EXPECT_BYTES("a\0b\0\t\0", not_text);
    EXPECT_BYTES("\xFF\xFE\0\0", not_text);
    EXPECT_BYTES("\xFF\xFE\x3D\xD8", broken);
    EXPECT_BYTES("\xFF\xFE\xE5\0\t", broken);
}

static void test_other_kinds(void) {
    static const struct {
        const char *start, *says;
    } kinds[] = {
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 resten", "Spara filen som .docx eller .xlsx"},
        {"%PDF-1.7 resten", "PDF"},
        {"{\\rtf1 resten", "RTF"},
        {"MIME-Version: 1.0\n", "MHT"},
        {"\x89PNG\r\n", "bild"},
        {"PK\x05\x06 tom", "tomt ZIP-arkiv"},
        {"<?xml version='1.0'?><Workbook/>", "XML"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(Arena) arena = arena_new();
        const char *dump = source_read_dump(arena, bytes_of_text(kinds[i].start));
        g_assert_true(g_str_has_prefix(dump, "error: Filen är"));
        g_assert_nonnull(strstr(dump, kinds[i].says));
    }
}

static void test_nothing(void) {
    expect_text("", "error: Filen är tom. Kontrollera att ni valde rätt fil.");
    expect_text("\n \n\u00A0\n",
                "error: Det finns ingen text att läsa i filen. Kontrollera att ni valde "
                "rätt fil.");
}

/* A file of `count` times `piece`, and what reading it gives: rows, or -1 and the message. */
static int rows_of(const char *piece, size_t count, char **ret_message) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < count; i++)
        g_string_append(text, piece);
    SourceDocument document;
    if (!source_read(arena, (Bytes){(const uint8_t *)text->str, text->len}, &document, &error)) {
        g_assert_true(error_is(error, ERROR_INVALID));
        *ret_message = g_strdup(error->message);
        return -1;
    }
    int rows = 0;
    for (size_t i = 0; i < document.n; i++)
        rows += document.blocks[i].kind == SOURCE_ROW;
    return rows;
}

static void test_row_limit(void) {
    g_autofree char *message = NULL;
    g_assert_cmpint(rows_of("1\t2\t3\t4\t5\t6\t7\t8\t9\t10\n", SOURCE_MAX_ROWS, &message), ==,
                    SOURCE_MAX_ROWS);
    g_assert_cmpint(rows_of("a\tb\n", SOURCE_MAX_ROWS + 1, &message), ==, -1);
    g_assert_cmpstr(message, ==,
                    "Filen har fler än 100\u00A0000 rader. Dela upp den i flera filer.");
}

static void test_column_limit(void) {
    g_autofree char *message = NULL;
    g_assert_cmpint(rows_of("x\t", SOURCE_MAX_COLUMNS - 1, &message), ==, 1);
    g_assert_cmpint(rows_of("x\t", SOURCE_MAX_COLUMNS, &message), ==, -1);
    g_assert_cmpstr(message, ==,
                    "Rad 1 har fler än 200 kolumner. Ta bort de kolumner som inte behövs.");
}

static void test_size_limits(void) {
    g_autofree char *cell = g_strnfill(SOURCE_MAX_CELL_CHARACTERS, 'x');
    g_autofree char *row = g_strdup_printf("a\t%s", cell),
                    *longer = g_strdup_printf("a\t%sx", cell);
    g_autofree char *paragraph = g_strdup_printf("%sx", cell);
    g_autofree char *in_cell = NULL, *in_paragraph = NULL, *in_file = NULL, *in_blocks = NULL;
    g_assert_cmpint(rows_of(row, 1, &in_cell), ==, 1);
    g_assert_cmpint(rows_of(longer, 1, &in_cell), ==, -1);
    g_assert_cmpstr(in_cell, ==,
                    "Rad 1, kolumn 2 har fler än 32\u00A0767 tecken. Korta texten i cellen.");
    g_assert_cmpint(rows_of(paragraph, 1, &in_paragraph), ==, -1);
    g_assert_nonnull(strstr(in_paragraph, "32\u00A0767 tecken"));
    g_assert_cmpint(rows_of("0123456789\n", SOURCE_MAX_FILE_BYTES / 11 + 1, &in_file), ==, -1);
    g_assert_nonnull(strstr(in_file, "20 MiB"));
    g_assert_cmpint(rows_of("\n", SOURCE_MAX_BLOCKS + 1, &in_blocks), ==, -1);
    g_assert_nonnull(strstr(in_blocks, "400\u00A0000"));
}

static void test_format_names(void) {
    static const struct {
        const char *text, *format;
    } cases[] = {
        {"a\tb", "tsv"},
        {"bara text", "tsv"},
        {"a;b;c\n1;2;3", "csv"},
        {"<table><tr><td>a</table>", "html"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Arena) arena = arena_new();
        SourceDocument document;
        g_assert_true(source_read(arena, bytes_of_text(cases[i].text), &document, NULL));
        g_assert_cmpstr(document.format, ==, cases[i].format);
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/source/text", test_text);
    g_test_add_func("/source/marks", test_marks);
    g_test_add_func("/source/quoted cells", test_quoted_cells);
    g_test_add_func("/source/inner line ends", test_inner_line_ends);
    g_test_add_func("/source/encodings", test_encodings);
    g_test_add_func("/source/wrong encodings", test_wrong_encodings);
    g_test_add_func("/source/other kinds", test_other_kinds);
    g_test_add_func("/source/nothing", test_nothing);
    g_test_add_func("/source/row limit", test_row_limit);
    g_test_add_func("/source/column limit", test_column_limit);
    g_test_add_func("/source/size limits", test_size_limits);
    g_test_add_func("/source/format names", test_format_names);
    return g_test_run();
}
