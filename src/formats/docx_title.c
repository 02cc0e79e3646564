#include "formats/docx_writing.h"

/* English Metric Units: 12,700 to a point. */
#define EMU(points) ((int)((points)*12700))
#define MARK_WIDTH 40.0
#define MARK_HEIGHT 26.0
#define MARK_LINE 2.0

static const char *circle(Arena *arena, int id, double x, ColorName color) {
    double size = MARK_HEIGHT - MARK_LINE;
    return arena_printf(
        arena,
        "<wps:wsp><wps:cNvPr id=\"%d\" name=\"Cirkel %d\"/><wps:cNvSpPr/><wps:spPr><a:xfrm>"
        "<a:off x=\"%d\" y=\"%d\"/><a:ext cx=\"%d\" cy=\"%d\"/></a:xfrm>"
        "<a:prstGeom prst=\"ellipse\"><a:avLst/></a:prstGeom><a:noFill/><a:ln w=\"%d\">"
        "<a:solidFill><a:srgbClr val=\"%s\"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/>"
        "</wps:wsp>",
        id, id - 1, EMU(x), EMU(MARK_LINE / 2), EMU(size), EMU(size), EMU(MARK_LINE),
        docx_color(arena, color));
}

/* The mark of Samsyn: two circles that meet (DrawingML, for readers that know it). */
static void add_mark(Docx *docx) {
    xml_add(docx->xml,
            "<w:r><mc:AlternateContent><mc:Choice Requires=\"wpg\"><w:drawing>"
            "<wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">"
            "<wp:extent cx=\"%d\" cy=\"%d\"/><wp:docPr id=\"1\" name=\"Samsyn\" descr=\"%s\"/>"
            "<a:graphic><a:graphicData "
            "uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\"><wpg:wgp>"
            "<wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/>"
            "<a:ext cx=\"%d\" cy=\"%d\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"%d\" cy=\"%d\"/>"
            "</a:xfrm></wpg:grpSpPr>",
            EMU(MARK_WIDTH), EMU(MARK_HEIGHT), docx->words->mark, EMU(MARK_WIDTH), EMU(MARK_HEIGHT),
            EMU(MARK_WIDTH), EMU(MARK_HEIGHT));
    g_string_append(docx->xml, circle(docx->arena, 2, MARK_LINE / 2, COLOR_GREEN));
    g_string_append(docx->xml,
                    circle(docx->arena, 3, MARK_WIDTH - MARK_HEIGHT + MARK_LINE / 2, COLOR_ACCENT));
    g_string_append(docx->xml, "</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing>"
                               "</mc:Choice></mc:AlternateContent></w:r>");
}

void docx_title_page(Docx *docx, const ReportTitlePage *page) {
    g_string_append(docx->xml, "<w:p><w:pPr><w:pStyle w:val=\"Samverkan\"/></w:pPr>");
    add_mark(docx);
    docx_runs(docx->xml, "",
              arena_printf(docx->arena, "\u00A0\u00A0%s", docx->report->info.collaboration));
    g_string_append(docx->xml, "</w:p>");
    docx_paragraph(docx->xml, "Title", "", page->name);
    if (*page->years != '\0')
        docx_paragraph(docx->xml, "Subtitle", "", page->years);
    docx_paragraph(docx->xml, "Beslut", "", page->decision);
    for (size_t i = 0; i < page->n_details; i++)
        if (*page->details[i] != '\0')
            docx_paragraph(docx->xml, "Uppgift", "", page->details[i]);
}

#define FIELD_BEGIN "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
#define FIELD_SEPARATE "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
#define FIELD_END "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"

/* The page is left to the word processor, which alone knows it. */
static void add_entry(Docx *docx, const ReportEntry *entry, bool is_first) {
    int number = GPOINTER_TO_INT(g_hash_table_lookup(docx->bookmarks, entry->source));
    xml_add(docx->xml,
            "<w:p><w:pPr><w:pStyle w:val=\"TOC%d\"/><w:tabs><w:tab w:val=\"right\" w:pos=\"%d\"/>"
            "</w:tabs></w:pPr>",
            entry->level, docx_text_width(docx));
    if (is_first)
        g_string_append(docx->xml, FIELD_BEGIN
                        "<w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-2\" \\h \\z \\u "
                        "</w:instrText></w:r>" FIELD_SEPARATE);
    xml_add(docx->xml, "<w:hyperlink w:anchor=\"_Toc%06d\" w:history=\"1\">", number);
    docx_runs(docx->xml, "", entry->text);
    xml_add(docx->xml,
            "<w:r><w:tab/></w:r>" FIELD_BEGIN
            "<w:r><w:instrText xml:space=\"preserve\"> PAGEREF _Toc%06d \\h "
            "</w:instrText></w:r>" FIELD_SEPARATE FIELD_END "</w:hyperlink>",
            number);
}

void docx_contents(Docx *docx, const ReportBlock *block) {
    if (report_contents_place(docx->report, docx->entries) == REPORT_CONTENTS_NOWHERE)
        return;
    g_string_append(docx->xml,
                    "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>"
                    "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>");
    docx_paragraph(docx->xml, "TOCHeading", docx->has_foot ? "" : "<w:spacing w:before=\"1400\"/>",
                   block->text);
    for (size_t i = 0; i < docx->entries.n; i++) {
        add_entry(docx, &docx->entries.rows[i], i == 0);
        g_string_append(docx->xml, i + 1 < docx->entries.n ? "</w:p>" : FIELD_END "</w:p>");
    }
    g_string_append(docx->xml, "</w:sdtContent></w:sdt>");
}
