#include "formats/source.h"

#include "formats/testing/archive.h"
#include "formats/testing/source_dump.h"

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define CELL(text) "<w:tc>" P(text) "</w:tc>"
#define LOOK(look, text) "<w:r><w:rPr>" look "</w:rPr><w:t>" text "</w:t></w:r>"
#define STYLE(id, inside) "<w:style w:type='paragraph' w:styleId='" id "'>" inside "</w:style>"
#define STYLED(id, text)                                                                           \
    "<w:p><w:pPr><w:pStyle w:val='" id "'/></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"

static void expect_styled(const char *body, const char *styles, const char *dump) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(source_read_dump(arena, docx_of(arena, body, styles)), ==, dump);
}

static void expect(const char *body, const char *dump) {
    expect_styled(body, NULL, dump);
}

static void test_paragraphs(void) {
    expect(P("Ett") "<w:p/>" P(
               " \u00A0 ") "<w:p><w:r><w:t xml:space='preserve'> a  b </w:t><w:tab/><w:t>c"
                           "</w:t><w:br/><w:t>d</w:t><w:noBreakHyphen/><w:cr/><w:t>e &amp; "
                           "f</w:t></w:r></w:p>",
           "1 ¶ Ett\n2 --\n3 --\n4 ¶ a  b ⇥c⏎d\u2011⏎e & f\n");
}

static void test_wrappers(void) {
    expect("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" P(
               "i kontroll") "</w:sdtContent></w:sdt>"
                             "<w:p><w:hyperlink><w:r><w:t>länk</w:t></w:r></"
                             "w:hyperlink><w:smartTag><w:r><w:t> tagg</w:t></w:r>"
                             "</w:smartTag><w:fldSimple><w:r><w:t> "
                             "fält</w:t></w:r></w:fldSimple><w:r><w:fldChar/>"
                             "<w:instrText>PAGE</w:instrText></w:r><m:oMath><m:r><m:t> "
                             "2+2</m:t></m:r></m:oMath></w:p>",
           "1 ¶ i kontroll\n2 ¶ länk tagg fält 2+2\n");
}

static void test_headings(void) {
    expect_styled(
        STYLED("H1", "Ett") STYLED("R2", "Två") STYLED("Own", "Ärver") STYLED("T", "Titel")
            STYLED("Body", "Text") STYLED("Loop", "Slinga")
                STYLED("Missing", "Okänd") "<w:p><w:pPr><w:pStyle w:val='H1'/><w:outlineLvl "
                                           "w:val='9'/></w:pPr><w:r><w:t>Nej</w:t></w:r>"
                                           "</w:p><w:p><w:pPr><w:outlineLvl "
                                           "w:val='3'/></w:pPr><w:r><w:t>Fyra</w:t></w:r></w:p>",
        STYLE("H1", "<w:name w:val='heading 1'/>") STYLE("R2", "<w:name w:val='Rubrik 2'/>")
            STYLE("Own", "<w:name w:val='Min egen'/><w:basedOn w:val='H3'/>")
                STYLE("H3", "<w:name w:val='x'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr>")
                    STYLE("T", "<w:name w:val='Title'/>") STYLE("Body", "<w:name w:val='Normal'/>")
                        STYLE("Loop", "<w:basedOn w:val='Loop'/>"),
        "1 #1 Ett\n2 #2 Två\n3 #3 Ärver\n4 #1 Titel\n5 ¶ Text\n6 ¶ Slinga\n7 ¶ Okänd\n8 ¶ Nej\n9 "
        "#4 Fyra\n");
}

static void test_emphasis(void) {
    expect_styled(
        "<w:p>" LOOK("<w:b/>", "fet ") LOOK(
            "<w:i/>",
            "kursiv") "</w:p>"
                      "<w:p>" LOOK("<w:b/>", "fet") LOOK(
                          "",
                          " vanlig") "</w:p>"
                                     "<w:p>" LOOK(
                                         "<w:b w:val='0'/>",
                                         "inte") "</w:p>"
                                                 "<w:p>" LOOK("<w:i/>", "kursiv")
                                                     LOOK("", "  ") "</w:p>" STYLED(
                                                         "B",
                                                         "av "
                                                         "styck"
                                                         "et") "<w:p><w:pPr><w:"
                                                               "pStyle "
                                                               "w:val='B'/></"
                                                               "w:pPr>" LOOK(
                                                                   "<w:b "
                                                                   "w:val='"
                                                                   "false'/"
                                                                   ">",
                                                                   "upphäv"
                                                                   "d") "</"
                                                                        "w:"
                                                                        "p>"
                                                                        "<w"
                                                                        ":p"
                                                                        ">" LOOK(
                                                                            "<w:rStyle w:val='S'/>",
                                                                            "av tecknen") "</w:p>",
        STYLE("B", "<w:rPr><w:b/></w:rPr>") STYLE("S", "<w:rPr><w:i/></w:rPr>"),
        "1 * fet kursiv\n2 ¶ fet vanlig\n3 ¶ inte\n4 * kursiv\n5 * av stycket\n6 ¶ upphävd\n"
        "7 * av tecknen\n");
}

static void test_tables(void) {
    expect(P("före") "<w:tbl><w:tblPr/><w:tblGrid/><w:tr>" CELL("A") CELL("B")
               CELL("") "</w:tr>"
                        "<w:tr><w:tc>" P("rad 1") P("") P(" rad 2 ") "</w:tc>" CELL("\u00A0")
                            CELL("c") "</w:tr></w:tbl>"
                                      "<w:tbl><w:tr>" CELL("D") "</w:tr></w:tbl>",
           "1 ¶ före\n2 [A|B|] t1\n3 [rad 1⏎⏎ rad 2||c] t1\n3 --\n4 [D] t2\n4 --\n");
}

#define PROPERTIES(inside) "<w:tcPr>" inside "</w:tcPr>"

static void test_merged_cells(void) {
    expect("<w:tbl><w:tr><w:tc>" PROPERTIES("<w:gridSpan w:val='3'/>")
               P("band") "</w:tc></w:tr>"
                         "<w:tr><w:tc>" PROPERTIES("<w:vMerge w:val='restart'/>") P(
                             "två rader") "</w:tc>" CELL("b")
                             CELL("c") "</w:tr><w:tr><w:tc>" PROPERTIES(
                                 "<w:vMerge/>") "<w:p/></w:tc>" CELL("e")
                                 CELL("f") "</w:tr>"
                                           "<w:tr><w:trPr><w:gridBefore w:val='1'/><w:gridAfter "
                                           "w:val='1'/></w:trPr>" CELL("g") "</w:tr>"
                                                                            "</w:tbl>",
           "1 [band||] t1\n2 [två rader|b|c] t1\n3 [|e|f] t1\n4 [|g|] t1\n4 --\n");
    expect("<w:tbl><w:tr><w:tc>" PROPERTIES("<w:vMerge w:val='continue'/>")
               P("gömd") "</w:tc>" CELL("x") "</w:tr></w:tbl>",
           "1 [|x] t1\n1 --\n! Text i celler som är sammanfogade med cellen ovanför togs inte med "
           "(1 ställen).\n");
}

static void test_nested_table(void) {
    expect(
        "<w:tbl><w:tr><w:tc>" P("ute") "<w:tbl><w:tr><w:tc>" PROPERTIES("<w:gridSpan w:val='9'/>")
            P("i 1") "</w:tc>" CELL("i 2") "</w:tr><w:tr>" CELL("i 3") "</w:tr></w:tbl>" P(
                "slut") "</w:tc>" CELL("b") "</w:tr></w:tbl>",
        "1 [ute⏎i 1⏎i 2⏎i 3⏎slut|b] t1\n1 --\n");
}

static void test_tracked_changes(void) {
    static const char note[] = "! Borttagen text i spårade ändringar togs inte med (2 ställen).\n";
    g_autofree char *words = g_strdup_printf("1 ¶ kvar ny\n2 ¶ sist\n%s", note);
    expect(
        "<w:p><w:r><w:t xml:space='preserve'>kvar "
        "</w:t></w:r><w:del><w:r><w:delText>bort</w:delText></w:r>"
        "</w:del><w:ins><w:r><w:t>ny</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>flyttad</w:t></w:r>"
        "</w:moveFrom></w:p>" P("sist"),
        words);
    expect("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>ett</w:t></w:r></w:p>" P("två")
               P("tre"),
           "1 ¶ etttvå\n2 ¶ tre\n");
    expect(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>utan fortsättning</w:t></w:r></w:p>",
        "1 ¶ utan fortsättning\n");
    expect("<w:tbl><w:tr><w:trPr><w:gridAfter w:val='2'/><w:del/></w:trPr>" CELL(
               "bort") "</w:tr><w:tr><w:trPr><w:ins/></w:trPr>" CELL("kvar") "</w:tr></w:tbl>",
           "2 [kvar] t1\n2 --\n! Borttagen text i spårade ändringar togs inte med (1 ställen).\n");
    expect("<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>nu inte "
           "fet</w:t></w:r>"
           "</w:p>",
           "1 ¶ nu inte fet\n");
}

static void test_hidden_text(void) {
    expect("<w:p>" LOOK("", "syns") LOOK("<w:vanish/>", " inte")
               LOOK("<w:vanish w:val='off'/>", " åter") "</w:p>",
           "1 ¶ syns åter\n! Dold text togs inte med (1 ställen).\n");
}

static void test_text_boxes(void) {
    expect("<w:p><w:r><w:t>värd</w:t></w:r><w:r><mc:AlternateContent><mc:Choice "
           "Requires='wps'><w:drawing><wp:anchor>"
           "<wps:txbx><w:txbxContent>" P(
               "i rutan") "</w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice>"
                          "<mc:Fallback><w:pict><v:textbox><w:txbxContent>" P(
                              "i rutan") "</w:txbxContent></v:textbox></w:pict>"
                                         "</mc:Fallback></mc:AlternateContent></w:r></w:p>",
           "1 ¶ i rutan\n2 ¶ värd\n");
    expect("<w:p><w:r><w:pict><v:textbox><w:txbxContent>" P(
               "äldre ruta") "</w:txbxContent></v:textbox></w:pict>"
                             "</w:r></w:p>",
           "1 ¶ äldre ruta\n2 --\n");
}

static void test_notes(void) {
    expect("<w:p><w:r><w:t>text</w:t><w:footnoteReference "
           "w:id='2'/></w:r><w:r><w:drawing><pic:pic/></w:drawing>"
           "</w:r></w:p>",
           "1 ¶ text\n! Fotnoter och slutnoter togs inte med (1 ställen).\n! Bilder och diagram "
           "togs inte med "
           "(1 ställen).\n");
}

/* Broken nesting loses nothing and crashes nothing. */
static void test_strays(void) {
    expect("<w:r><w:t>utanför</w:t></w:r>" CELL("lös") P("stycke"),
           "1 ¶ stycke\n1 [lös]\n2 ¶ utanför\n");
}

static void test_strict(void) {
    g_autoptr(Arena) arena = arena_new();
    Bytes file = docx_of_part(
        arena,
        "<d xmlns:q='http://purl.oclc.org/ooxml/wordprocessingml/main'><q:body><q:p><q:r>"
        "<q:t>strikt</q:t></q:r></q:p></q:body></d>",
        NULL);
    g_assert_cmpstr(source_read_dump(arena, file), ==, "1 ¶ strikt\n");
}

static void test_limits(void) {
    g_autoptr(GString) body = g_string_new("<w:tbl><w:tr>");
    for (int i = 0; i < SOURCE_MAX_COLUMNS + 1; i++)
        g_string_append(body, "<w:tc/>");
    g_string_append(body, "</w:tr></w:tbl>");
    expect(body->str,
           "error: Rad 1 har fler än 200 kolumner. Ta bort de kolumner som inte behövs.");
    expect("", "error: Det finns ingen text att läsa i filen. Kontrollera att ni valde rätt fil.");
}

static void test_damage(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(
        source_read_dump(arena, docx_of_part(arena, "<w:document>", NULL)), ==,
        "error: Filen är skadad: delen word/document.xml går inte att läsa. Öppna filen i Word "
        "eller Excel, spara den på nytt och försök igen.");
    expect("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p><w:p>&okänd;</"
           "w:p>",
           "error: Filen är skadad: delen word/document.xml går inte att läsa. Öppna filen i Word "
           "eller Excel, "
           "spara den på nytt och försök igen.");
}

static void expect_fixture(const char *path, const char *expected_path) {
    g_autoptr(Arena) arena = arena_new();
    g_autofree char *file = NULL, *expected = NULL;
    gsize size;
    g_assert_true(g_file_get_contents(path, &file, &size, NULL));
    g_assert_true(g_file_get_contents(expected_path, &expected, NULL, NULL));
    g_assert_cmpstr(source_read_dump(arena, (Bytes){(const uint8_t *)file, size}), ==, expected);
}

static void test_real_file(void) {
    expect_fixture("tests/fixtures/formats/plan.docx", "tests/fixtures/formats/plan.docx.expected");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/docx/paragraphs", test_paragraphs);
    g_test_add_func("/docx/wrappers", test_wrappers);
    g_test_add_func("/docx/headings", test_headings);
    g_test_add_func("/docx/emphasis", test_emphasis);
    g_test_add_func("/docx/tables", test_tables);
    g_test_add_func("/docx/merged cells", test_merged_cells);
    g_test_add_func("/docx/nested table", test_nested_table);
    g_test_add_func("/docx/tracked changes", test_tracked_changes);
    g_test_add_func("/docx/hidden text", test_hidden_text);
    g_test_add_func("/docx/text boxes", test_text_boxes);
    g_test_add_func("/docx/notes", test_notes);
    g_test_add_func("/docx/strays", test_strays);
    g_test_add_func("/docx/strict", test_strict);
    g_test_add_func("/docx/limits", test_limits);
    g_test_add_func("/docx/damage", test_damage);
    g_test_add_func("/docx/real file", test_real_file);
    return g_test_run();
}
