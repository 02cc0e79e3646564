#include "formats/source.h"

#include <string.h>

#include "formats/html_prepare.h"
#include "formats/testing/source_dump.h"

static void expect(const char *html, const char *dump) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    SourceDocument document;
    bool whole = source_read_html(arena, bytes_of_text(html), &document, &error);
    g_assert_cmpstr(whole ? source_dump(arena, &document) : error->message, ==, dump);
}

static void test_paragraphs(void) {
    expect("<h2>Rubrik</h2><p>Ett  stycke\n på <br> två rader &amp; mer</p><p></p><p>&nbsp;</p>lös "
           "text"
           "<ul><li>punkt</ul><p class=MsoTitle>Titel</p>",
           "1 #2 Rubrik\n2 ¶ Ett stycke på⏎två rader & mer\n3 --\n4 ¶ lös text\n5 ¶ punkt\n6 #1 "
           "Titel\n");
}

static void test_emphasis(void) {
    expect("<p><b>fet</b> <i>kursiv</i></p><p><b>fet</b> inte</p><p><span style='font-weight: "
           "700'>tung</span></p>"
           "<b style='font-weight:normal'><p>vanlig</p></b><p style='FONT-STYLE:italic'>lutar</p>",
           "1 * fet kursiv\n2 ¶ fet inte\n3 * tung\n4 ¶ vanlig\n5 * lutar\n");
}

static void test_tables(void) {
    expect("<p>före<table><tr><th>A<th>B</tr><tr><td> a&nbsp;<td><p>rad 1<p>rad 2</tr></table>"
           "<table><tbody><tr><td>c<br>d</td></tr></tbody></table>efter",
           "1 ¶ före\n2 [A|B] t1\n3 [a|rad 1⏎rad 2] t1\n3 --\n4 [c⏎d] t2\n4 --\n5 ¶ efter\n");
    expect("<table><td>utan rad<tr></tr><tr><td></table>", "1 [utan rad] t1\n2 [] t1\n2 --\n");
}

static void test_spans(void) {
    expect("<table><tr><td colspan=3>band</tr><tr><td rowspan=2>två<td>b<td "
           "rowspan='2'>c</tr><tr><td>e</tr>"
           "<tr><td>f<td>g<td>h</tr></table>",
           "1 [band||] t1\n2 [två|b|c] t1\n3 [|e|] t1\n4 [f|g|h] t1\n4 --\n");
    expect("<table><tr><td>a<td rowspan=3>b<td>c</tr><tr><td>d</tr><tr></tr><tr><td "
           "colspan=0>e</tr></table>",
           "1 [a|b|c] t1\n2 [d|] t1\n3 [e] t1\n3 --\n");
}

/* Excel ends its sheets with a cell that spans all the columns there could be. */
static void test_wide_span(void) {
    g_autoptr(Arena) arena = arena_new();
    SourceDocument document;
    Bytes html = bytes_of_text(
        "<table><tr><td>x<td colspan=99999 rowspan=99999></tr><tr><td>y</tr></table>");
    g_assert_true(source_read_html(arena, html, &document, NULL));
    g_assert_cmpuint(document.n, ==, 3);
    g_assert_cmpuint(document.blocks[0].n_cells, ==, SOURCE_MAX_COLUMNS);
    g_assert_cmpuint(document.blocks[1].n_cells, ==, SOURCE_MAX_COLUMNS);
}

static void test_nested_table(void) {
    expect(
        "<table><tr><td>ute<table><tr><td colspan=5>i 1<td>i 2<tr><td>i 3</table>slut<td>b</table>",
        "1 [ute⏎i 1⏎i 2⏎i 3⏎slut|b] t1\n1 --\n");
}

static void test_left_out(void) {
    expect(
        "<head><title>t</title><style>p{}</style></head><script>x()</script><p>syns<del>bort</del>"
        "<span style='display: none'>dold</span><span hidden>dold</span><!-- nej --><ins> "
        "ny</ins></p>",
        "1 ¶ syns ny\n! Borttagen text togs inte med (1 ställen).\n! Dold text togs inte med (2 "
        "ställen).\n");
}

static void test_word_clipboard(void) {
    expect(
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta charset=windows-1252>"
        "<!--[if gte mso 9]><xml></xml><![endif]--></head><body lang=SV><!--StartFragment-->"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p><table class=MsoTableGrid border=1><tr "
        "style='mso-yfti-irow:0'>"
        "<td width=100 valign=top><p "
        "class=MsoNormal><b>AKTIVITET<o:p></o:p></b></p></td><td><p>MÅL<o:p></o:p></p>"
        "</td></tr><![if !supportMisalignedColumns]><tr "
        "height=0><td></td><td></td></tr><![endif]></table>"
        "<!--EndFragment--></body></html>",
        "1 --\n2 [AKTIVITET|MÅL] t1\n3 [|] t1\n3 --\n");
}

static void test_excel_clipboard(void) {
    expect("<table><col width=64 span=2><tr height=20><td class=xl65 style='height:15.0pt'>a<br>\n "
           "   b</td>"
           "<td align=right x:num=\"1143\">1<span "
           "style='mso-spacerun:yes'>\u00A0</span>143</td></tr></table>",
           "1 [a⏎b|1\u00A0143] t1\n1 --\n");
}

/* What html_prepare() leaves of a text. */
static void expect_prepared(const char *html, const char *left) {
    g_autofree char *copy = g_strdup(html);
    html_prepare(copy, strlen(copy));
    g_assert_cmpstr(copy, ==, left);
}

static void test_prepare(void) {
    expect_prepared("<!DOCTYPE a><?x y>a<![if b]>c<!--<d \"=\"-->e",
                    "                  a         c<!--<d \"=\"-->e");
    expect_prepared("<a b=\"c>d\" e='f' g=h/><br/>", "<a b=\"c>d\" e='f' g=h/><br/>");
    expect_prepared("<a \"=\" b='\">' c>\"=", "<a     b='\">' c>\"=");
    expect_prepared("<a b = c =d / e>f</a \"=>", "<a b = c  d   e>f</a \"=>");
    expect_prepared("<!--a--!><b \"c>", "<!--a--!><b  c>");
    expect_prepared("<script \"><a \"b></SCRIPT><style>\"<a \"b></style><a \"b>",
                    "<script  ><a \"b></SCRIPT><style>\"<a \"b></style><a  b>");
    expect_prepared("1 < 2 <", "1 < 2 <");
    expect_prepared("<a b=\"c", "<a b=\"c");
    expect_prepared("<!--a", "<!--a");
}

static void test_prepare_attributes(void) {
    g_autoptr(GString) html = g_string_new("<a"), left = g_string_new("<a");
    for (int i = 0; i < HTML_MAX_ATTRIBUTES + 2; i++) {
        g_string_append(html, " b='c'");
        g_string_append(left, i < HTML_MAX_ATTRIBUTES ? " b='c'" : "      ");
    }
    expect_prepared(html->str, left->str);
    g_autofree char *name = g_strnfill(150, 'x'), *blank = g_strnfill(150, ' ');
    g_autofree char *long_name = g_strdup_printf("<a %s b>", name);
    g_autofree char *without = g_strdup_printf("<a %s b>", blank);
    expect_prepared(long_name, without);
}

static void test_depth(void) {
    g_autoptr(GString) html = g_string_new(NULL);
    for (int i = 0; i < 2000; i++)
        g_string_append(html, "<span>");
    expect(html->str, "HTML-koden har fler än 250 nivåer. Klistra in eller spara bara tabellen.");
}

static void test_limits(void) {
    g_autoptr(GString) html = g_string_new("<table><tr>");
    for (int i = 0; i < SOURCE_MAX_COLUMNS + 1; i++)
        g_string_append(html, "<td>x");
    expect(html->str, "Rad 1 har fler än 200 kolumner. Ta bort de kolumner som inte behövs.");
    expect("<p> </p>", "Det finns ingen text att läsa i filen. Kontrollera att ni valde rätt fil.");
    expect("<b>", "Det finns ingen text att läsa i filen. Kontrollera att ni valde rätt fil.");
}

static void test_encoding(void) {
    expect("\xEF\xBB\xBF<meta charset=iso-8859-1><p>å ä ö 😀</p>", "1 ¶ å ä ö 😀\n");
    expect("<p>\xE5</p>",
           "1 ¶ å\n! Filens teckenkodning är inte UTF-8, så den lästes som Windows-1252. "
           "Kontrollera att å, ä och ö ser rätt ut.\n");
    expect("<p>&#8211; &auml; &okand; &#0; &#x80;x</p>", "1 ¶ – ä &okand; x\n");
}

/* Nothing outside is fetched, no entity of one's own is known. */
static void test_entities(void) {
    expect("<!DOCTYPE html SYSTEM 'file:///etc/passwd' [<!ENTITY a 'bomb'>]><p>x &a; y</p>",
           "1 ¶ ]>\n2 ¶ x &a; y\n");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/html/paragraphs", test_paragraphs);
    g_test_add_func("/html/emphasis", test_emphasis);
    g_test_add_func("/html/tables", test_tables);
    g_test_add_func("/html/spans", test_spans);
    g_test_add_func("/html/wide span", test_wide_span);
    g_test_add_func("/html/nested table", test_nested_table);
    g_test_add_func("/html/left out", test_left_out);
    g_test_add_func("/html/word clipboard", test_word_clipboard);
    g_test_add_func("/html/excel clipboard", test_excel_clipboard);
    g_test_add_func("/html/prepare", test_prepare);
    g_test_add_func("/html/prepare attributes", test_prepare_attributes);
    g_test_add_func("/html/depth", test_depth);
    g_test_add_func("/html/limits", test_limits);
    g_test_add_func("/html/encoding", test_encoding);
    g_test_add_func("/html/entities", test_entities);
    return g_test_run();
}
