#include "formats/docx_writing.h"

#define FOOT_DISTANCE MM(7)

typedef struct Paper {
    double width, height, side;
    const char *orientation; /* attribute of <w:pgSz> */
    const char *foot;        /* relationship of its foot */
} Paper;

static const Paper papers[] = {
    [REPORT_PORTRAIT] = {PAPER_SHORT, PAPER_LONG, MARGIN_SIDE_PORTRAIT, "", "foot1"},
    [REPORT_LANDSCAPE] = {PAPER_LONG, PAPER_SHORT, MARGIN_SIDE_LANDSCAPE, " w:orient=\"landscape\"",
                          "foot2"},
};

static int text_width(ReportOrientation orientation) {
    const Paper *paper = &papers[orientation];
    return TWIPS(paper->width) - 2 * TWIPS(paper->side);
}

int docx_text_width(const Docx *docx) {
    return text_width(docx->orientation);
}

static const char *section_properties(const Docx *docx) {
    const Paper *paper = &papers[docx->orientation];
    const char *foot =
        docx->has_foot
            ? arena_printf(docx->arena, "<w:footerReference w:type=\"default\" r:id=\"%s\"/>",
                           paper->foot)
            : "";
    return arena_printf(docx->arena,
                        "<w:sectPr>%s<w:type w:val=\"nextPage\"/><w:pgSz w:w=\"%d\" w:h=\"%d\"%s/>"
                        "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" "
                        "w:header=\"%d\" w:footer=\"%d\" w:gutter=\"0\"/></w:sectPr>",
                        foot, TWIPS(paper->width), TWIPS(paper->height), paper->orientation,
                        TWIPS(MARGIN_TOP), TWIPS(paper->side), TWIPS(MARGIN_BOTTOM),
                        TWIPS(paper->side), TWIPS(FOOT_DISTANCE), TWIPS(FOOT_DISTANCE));
}

static void begin_section(Docx *docx, ReportOrientation orientation) {
    if (!docx->is_empty)
        docx_separator(docx->xml, section_properties(docx));
    docx->orientation = orientation;
    docx->has_foot = true;
    docx->is_empty = true;
}

static void add_heading(Docx *docx, const ReportBlock *block) {
    g_string_append_printf(docx->xml, "<w:p><w:pPr><w:pStyle w:val=\"Heading%d\"/>%s</w:pPr>",
                           block->level, docx->is_empty ? "<w:spacing w:before=\"0\"/>" : "");
    docx_bookmarked(docx, block, block->text);
    g_string_append(docx->xml, "</w:p>");
}

/* Running text keeps its measure on a wide page. */
static void add_running_text(Docx *docx, const char *style, const char *text) {
    const char *measure = docx->orientation == REPORT_LANDSCAPE
                              ? arena_printf(docx->arena, "<w:ind w:right=\"%d\"/>",
                                             docx_text_width(docx) - TWIPS(TEXT_MEASURE))
                              : "";
    docx_paragraph(docx->xml, style, measure, text);
}

static void add_list(Docx *docx, const ReportBlock *block) {
    for (const ReportListItem *item = block->list.first; item != NULL; item = item->next)
        docx_paragraph(docx->xml, "ListBullet", "", item->text);
}

static void add_table(Docx *docx, const ReportBlock *block) {
    docx_table(docx, block->table);
    if (block->next == NULL || block->next->kind == REPORT_TABLE)
        docx_separator(docx->xml, "");
}

static void add_legend(Docx *docx) {
    for (const ReportGoalFamily *family = docx->report->families; family; family = family->next) {
        bool is_named = false;
        for (const ReportGoal *goal = family->goals; goal != NULL; goal = goal->next) {
            if (!goal->is_used)
                continue;
            if (!is_named)
                docx_paragraph(docx->xml, "Malgrupp", "", family->name);
            is_named = true;
            g_string_append(docx->xml, "<w:p><w:pPr><w:pStyle w:val=\"Mal\"/></w:pPr>");
            docx_chip(docx->xml, goal);
            g_string_append(docx->xml, "<w:r><w:tab/></w:r>");
            docx_runs(docx->xml, "", goal->name);
            g_string_append(docx->xml, "</w:p>");
        }
    }
}

static void add_block(Docx *docx, const ReportBlock *block) {
    switch (block->kind) {
    case REPORT_TITLE_PAGE:
        docx->has_foot = false;
        docx_title_page(docx, block->title_page);
        break;
    case REPORT_CONTENTS:
        docx_contents(docx, block);
        break;
    case REPORT_SECTION:
        begin_section(docx, block->orientation);
        return;
    case REPORT_HEADING:
        add_heading(docx, block);
        break;
    case REPORT_PARAGRAPH:
        add_running_text(docx, "BodyText", block->text);
        break;
    case REPORT_NOTE:
        add_running_text(docx, "Anmarkning", block->text);
        break;
    case REPORT_LIST:
        add_list(docx, block);
        break;
    case REPORT_TABLE:
        add_table(docx, block);
        break;
    case REPORT_LEGEND:
        add_legend(docx);
        break;
    }
    docx->is_empty = false;
}

/* Contents that stand on the title page, or nowhere, bring no page. */
static bool stands_on_title_page(const Docx *docx, const ReportBlock *block) {
    return block->kind == REPORT_TITLE_PAGE ||
           (block->kind == REPORT_CONTENTS &&
            report_contents_place(docx->report, docx->entries) != REPORT_CONTENTS_ON_THEIR_PAGE);
}

void docx_body(Docx *docx) {
    docx->is_empty = true;
    docx->has_foot = true;
    for (const ReportBlock *block = docx->report->blocks; block != NULL; block = block->next) {
        if (!docx->has_foot && block->kind != REPORT_SECTION && !stands_on_title_page(docx, block))
            begin_section(docx, REPORT_PORTRAIT);
        add_block(docx, block);
    }
    g_string_append(docx->xml, section_properties(docx));
}

static void add_field(GString *xml, const char *name) {
    xml_add(xml,
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText "
            "xml:space=\"preserve\"> %s </w:instrText></w:r><w:r><w:fldChar "
            "w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar "
            "w:fldCharType=\"end\"/></w:r>",
            name);
}

/* Left the collaboration and its document, right the page; below them the decision. */
char *docx_foot_part(const Docx *docx, ReportOrientation orientation) {
    const ReportInfo *info = &docx->report->info;
    GString *xml = g_string_new(XML_HEAD "<w:ftr xmlns:w=\"" DOCX_NAMESPACE "\">");
    g_string_append_printf(
        xml,
        "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:pBdr><w:top w:val=\"single\" w:sz=\"4\" "
        "w:space=\"4\" w:color=\"%s\"/></w:pBdr><w:tabs><w:tab w:val=\"right\" w:pos=\"%d\"/>"
        "</w:tabs></w:pPr>",
        docx_color(docx->arena, COLOR_LINE), text_width(orientation));
    docx_runs(xml, "",
              arena_printf(docx->arena, "%s%s%s", info->collaboration,
                           *info->collaboration == '\0' || *info->title == '\0' ? "" : " · ",
                           info->title));
    g_string_append(xml, "<w:r><w:tab/></w:r>");
    docx_runs(xml, "", arena_printf(docx->arena, "%s ", docx->words->page));
    add_field(xml, "PAGE");
    docx_runs(xml, "", " (");
    add_field(xml, "NUMPAGES");
    docx_runs(xml, "", ")");
    g_string_append(xml, "</w:p>");
    docx_paragraph(xml, "Footer", "", info->status);
    g_string_append(xml, "</w:ftr>");
    char *part = arena_strndup(docx->arena, xml->str, xml->len);
    g_string_free(xml, TRUE);
    return part;
}
