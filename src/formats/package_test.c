#include "formats/package.h"

#include "base/error.h"
#include "formats/testing/archive.h"
#include "formats/testing/source_dump.h"

#define RELATIONS(inside)                                                                          \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" inside  \
    "</Relationships>"
#define RELATION(id, type, target)                                                                 \
    "<Relationship Id='" id "' Type='http://x/" type "' Target='" target "'/>"
#define SHEETS "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='urn:r'"

static void test_parts(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Package) package = NULL;
    Archive *archive = archive_of_main("word/document.xml", "<a/>");
    g_assert_true(package_open(arena, archive_finish(archive, arena), &package, NULL));
    g_assert_true(package_has(package, "Word/Document.xml"));
    g_assert_false(package_has(package, "word/document"));
    g_assert_true(package_has_prefix(package, "WORD/doc"));
    g_assert_false(package_has_prefix(package, "document"));
}

static void test_relations(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Package) package = NULL;
    Relations relations;
    Archive *archive = archive_new();
    archive_add(
        archive, "a/b/_rels/c.xml.rels",
        RELATIONS(RELATION("1", "near", "d.xml") RELATION("2", "up", "../e.xml")
                      RELATION("3", "top", "/f.xml") RELATION("4", "over", "../../../g.xml")
                          RELATION("5", "near", "h.xml") "<Relationship Id='6' Type='x/out' "
                                                         "Target='http://x' TargetMode='External'/>"
                                                         "<Relationship Id='7'/><x/>"));
    g_assert_true(package_open(arena, archive_finish(archive, arena), &package, NULL));
    g_assert_true(package_relations(package, "a/b/c.xml", &relations, NULL));
    g_assert_cmpuint(relations.n, ==, 5);
    g_assert_cmpstr(relation_of_type(&relations, "near"), ==, "a/b/d.xml");
    g_assert_cmpstr(relation_with_id(&relations, "2"), ==, "a/e.xml");
    g_assert_cmpstr(relation_with_id(&relations, "3"), ==, "f.xml");
    g_assert_cmpstr(relation_with_id(&relations, "4"), ==, "../g.xml");
    g_assert_null(relation_with_id(&relations, "6"));
    g_assert_null(relation_of_type(&relations, "out"));
    g_assert_true(package_relations(package, "none.xml", &relations, NULL));
    g_assert_cmpuint(relations.n, ==, 0);
}

/* A workbook of these <sheet>s, with parts "1.xml" (a row), "2.xml" (a chart) and relations r1 and
 * r2 to them; r3 leads to a part that is not there. */
static const char *read_book(Arena *arena, const char *sheets, const char *properties) {
    g_autofree char *book = g_strdup_printf("<workbook " SHEETS ">%s<sheets>%s</sheets></workbook>",
                                            properties, sheets);
    Archive *archive = archive_of_main("xl/workbook.xml", book);
    archive_add(archive, "xl/_rels/workbook.xml.rels",
                RELATIONS(RELATION("r1", "worksheet", "1.xml") RELATION("r2", "chartsheet", "2.xml")
                              RELATION("r3", "worksheet", "3.xml") RELATION(
                                  "r4", "worksheet", "1.XML") RELATION("r5", "styles", "s.xml")));
    archive_add(archive, "xl/1.xml",
                "<worksheet " SHEETS
                "><cols><col min='2' max='9' hidden='1'/></cols><sheetData><row><c s='0'><v>42859"
                "</v></c></row></sheetData></worksheet>");
    archive_add(archive, "xl/2.xml", "<chartsheet " SHEETS "/>");
    archive_add(archive, "xl/s.xml",
                "<styleSheet " SHEETS "><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>");
    return source_read_dump(arena, archive_finish(archive, arena));
}

static void test_sheets(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(
        read_book(arena,
                  "<sheet name=' Plan &amp; mål ' r:id='r1'/><sheet name='Bild' r:id='r2'/>"
                  "<sheet name='Dolt' state='veryHidden' r:id='r3'/>",
                  "<workbookPr date1904='1'/>"),
        ==,
        "1 #1 Plan & mål\n1 [2021-05-05] t1\n2 --\n! Bladet ”Bild” är ett diagram och togs inte "
        "med.\n"
        "! Bladet ”Dolt” är dolt och togs inte med. Visa bladet i Excel om det ska med.\n");
    g_assert_cmpstr(read_book(arena, "<sheet name='Dolt' state='hidden' r:id='r1'/>", ""), ==,
                    "error: Det finns ingen text att läsa i filen. Kontrollera att ni valde rätt "
                    "fil. Bladet ”Dolt” är "
                    "dolt och togs inte med. Visa bladet i Excel om det ska med.");
}

static void test_wrong_sheets(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) many = g_string_new(NULL);
    static const char missing[] =
        "error: Filen är skadad: bladet ”A” saknas. Spara filen på nytt i Excel.";
    g_assert_cmpstr(read_book(arena, "<sheet name='A' r:id='r3'/>", ""), ==, missing);
    g_assert_cmpstr(read_book(arena, "<sheet name='A' r:id='r9'/>", ""), ==, missing);
    g_assert_cmpstr(read_book(arena, "<sheet name='A'/>", ""), ==, missing);
    g_assert_cmpstr(
        read_book(arena, "<sheet name='A' r:id='r1'/><sheet name='B' r:id='r4'/>", ""), ==,
        "error: Filen är skadad: bladet ”B” är samma som ett annat. Spara filen på nytt i Excel.");
    for (int i = 0; i < 1001; i++)
        g_string_append(many, "<sheet name='A' state='hidden'/>");
    g_assert_cmpstr(read_book(arena, many->str, ""), ==,
                    "error: Filen har fler än 1\u00A0000 blad. Ta bort de blad som inte behövs.");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/package/parts", test_parts);
    g_test_add_func("/package/relations", test_relations);
    g_test_add_func("/package/sheets", test_sheets);
    g_test_add_func("/package/wrong sheets", test_wrong_sheets);
    return g_test_run();
}
