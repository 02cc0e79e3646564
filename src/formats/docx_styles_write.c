#include "formats/docx_writing.h"

/* Everybody who opens a DOCX has it, and it is as narrow as the font of the PDF. */
#define FONT "Calibri"

/* Beside a measure of 128 mm, as in the PDF, the rest of the page is left for notes. */
#define MARGIN_OF_TEXT "<w:ind w:right=\"2000\"/>"

enum { IS_BUILT_IN = 1, KEEPS_TO_NEXT = 2, KEEPS_LINES = 4 };

typedef struct StyleRow {
    const char *id, *name, *next;
    StyleName look;
    double before, after; /* points */
    int options;
    const char *properties; /* of the paragraph, what follows its spacing in the schema */
} StyleRow;

static const StyleRow styles[] = {
    {"BodyText", "Body Text", NULL, STYLE_BODY, 0, 7, IS_BUILT_IN, MARGIN_OF_TEXT},
    {"Heading1", "heading 1", "BodyText", STYLE_HEADING_1, 26, 10,
     IS_BUILT_IN | KEEPS_TO_NEXT | KEEPS_LINES, "<w:outlineLvl w:val=\"0\"/>"},
    {"Heading2", "heading 2", "BodyText", STYLE_HEADING_2, 18, 5,
     IS_BUILT_IN | KEEPS_TO_NEXT | KEEPS_LINES, "<w:outlineLvl w:val=\"1\"/>"},
    {"Heading3", "heading 3", "BodyText", STYLE_HEADING_3, 12, 3,
     IS_BUILT_IN | KEEPS_TO_NEXT | KEEPS_LINES, "<w:outlineLvl w:val=\"2\"/>"},
    {"TOCHeading", "TOC Heading", "BodyText", STYLE_HEADING_1, 0, 10, IS_BUILT_IN | KEEPS_TO_NEXT,
     ""},
    {"TOC1", "toc 1", "Normal", STYLE_CONTENTS_1, 6, 0, IS_BUILT_IN, ""},
    {"TOC2", "toc 2", "Normal", STYLE_CONTENTS_2, 0, 0, IS_BUILT_IN, "<w:ind w:left=\"280\"/>"},
    {"TOC3", "toc 3", "Normal", STYLE_CONTENTS_BAND, 0, 0, IS_BUILT_IN, "<w:ind w:left=\"280\"/>"},
    {"Title", "Title", "Subtitle", STYLE_TITLE, 165, 0, IS_BUILT_IN | KEEPS_LINES, ""},
    {"Subtitle", "Subtitle", "BodyText", STYLE_TITLE_YEARS, 0, 18, IS_BUILT_IN | KEEPS_LINES, ""},
    {"ListBullet", "List Bullet", NULL, STYLE_BODY, 0, 2.5, IS_BUILT_IN,
     "<w:ind w:left=\"280\" w:right=\"2000\" w:hanging=\"280\"/>"},
    {"Footer", "footer", NULL, STYLE_FOOT, 0, 0, IS_BUILT_IN, ""},
    {"Samverkan", "Samverkan", "Title", STYLE_TITLE_COLLABORATION, 0, 0, 0, ""},
    {"Beslut", "Beslut", "BodyText", STYLE_TITLE_DECISION, 0, 10, 0, ""},
    {"Uppgift", "Uppgift", "BodyText", STYLE_TITLE_DETAIL, 0, 0, 0, ""},
    {"Anmarkning", "Anmärkning", "BodyText", STYLE_NOTE, 0, 5, 0, MARGIN_OF_TEXT},
    {"Tabellhuvud", "Tabellhuvud", NULL, STYLE_TABLE_HEAD, 2, 3, KEEPS_TO_NEXT, ""},
    {"Tabelltext", "Tabelltext", NULL, STYLE_CELL, 3, 3, 0, ""},
    {"Tabellnamn", "Tabellnamn", NULL, STYLE_CELL_NAME, 3, 3, 0, ""},
    {"Tabellsumma", "Tabellsumma", NULL, STYLE_CELL_TOTAL, 3, 3, 0, ""},
    {"Tabellupplysning", "Tabellupplysning", NULL, STYLE_CELL_REMARK, 3, 3, 0, ""},
    {"Tabellband", "Tabellband", NULL, STYLE_BAND, 2.5, 2.5, KEEPS_TO_NEXT, ""},
    {"Smaltabellhuvud", "Smal tabell, huvud", NULL, STYLE_NARROW_HEAD, 2, 3, KEEPS_TO_NEXT, ""},
    {"Smaltabelltext", "Smal tabell, text", NULL, STYLE_NARROW_CELL, 3, 3, 0, ""},
    {"Smaltabellnamn", "Smal tabell, namn", NULL, STYLE_NARROW_CELL_NAME, 3, 3, 0, ""},
    {"Smaltabellsumma", "Smal tabell, summa", NULL, STYLE_NARROW_CELL_TOTAL, 3, 3, 0, ""},
    {"Smaltabellupplysning", "Smal tabell, upplysning", NULL, STYLE_NARROW_CELL_REMARK, 3, 3, 0,
     ""},
    {"Smaltabellband", "Smal tabell, band", NULL, STYLE_NARROW_BAND, 2.5, 2.5, KEEPS_TO_NEXT, ""},
    {"Malgrupp", "Målgrupp", "Mal", STYLE_CELL_NAME, 10, 3, KEEPS_TO_NEXT, ""},
    {"Mal", "Mål", NULL, STYLE_CELL, 0, 3, 0, "<w:ind w:left=\"480\" w:hanging=\"480\"/>"},
};

static void add_look(GString *xml, Arena *arena, const TextStyle *look) {
    g_string_append_printf(xml,
                           "<w:rPr>%s%s<w:color w:val=\"%s\"/><w:sz w:val=\"%d\"/><w:szCs "
                           "w:val=\"%d\"/></w:rPr>",
                           look->weight > 400 ? "<w:b/><w:bCs/>" : "",
                           look->italic ? "<w:i/><w:iCs/>" : "", docx_color(arena, look->color),
                           HALF_POINTS(look->size), HALF_POINTS(look->size));
}

/* What only these two have and the schema wants before the spacing. */
static void add_before_spacing(GString *xml, Arena *arena, const StyleRow *style) {
    if (style->look == STYLE_TITLE_DECISION)
        g_string_append_printf(xml,
                               "<w:pBdr><w:top w:val=\"single\" w:sz=\"16\" w:space=\"12\" "
                               "w:color=\"%s\"/></w:pBdr>",
                               docx_color(arena, COLOR_ACCENT));
    if (g_str_equal(style->id, "ListBullet"))
        g_string_append(xml, "<w:numPr><w:numId w:val=\"1\"/></w:numPr>");
    if (g_str_equal(style->id, "Mal"))
        g_string_append(xml, "<w:tabs><w:tab w:val=\"left\" w:pos=\"480\"/></w:tabs>");
}

static void add_style(GString *xml, Arena *arena, const StyleRow *style) {
    const TextStyle *look = style_of(style->look);
    g_string_append_printf(
        xml,
        "<w:style w:type=\"paragraph\"%s w:styleId=\"%s\"><w:name w:val=\"%s\"/><w:basedOn "
        "w:val=\"Normal\"/>",
        style->options & IS_BUILT_IN ? "" : " w:customStyle=\"1\"", style->id, style->name);
    if (style->next != NULL)
        g_string_append_printf(xml, "<w:next w:val=\"%s\"/>", style->next);
    g_string_append_printf(xml, "<w:qFormat/><w:pPr>%s%s",
                           style->options & KEEPS_TO_NEXT ? "<w:keepNext/>" : "",
                           style->options & KEEPS_LINES ? "<w:keepLines/>" : "");
    add_before_spacing(xml, arena, style);
    g_string_append_printf(xml,
                           "<w:spacing w:before=\"%d\" w:after=\"%d\" w:line=\"%d\" "
                           "w:lineRule=\"atLeast\"/>%s</w:pPr>",
                           TWIPS(style->before), TWIPS(style->after), TWIPS(look->pitch),
                           style->properties);
    add_look(xml, arena, look);
    g_string_append(xml, "</w:style>");
}

static void add_defaults(GString *xml, const Report *report) {
    xml_add(xml,
            XML_HEAD "<w:styles xmlns:w=\"" DOCX_NAMESPACE "\"><w:docDefaults><w:rPrDefault><w:rPr>"
                     "<w:rFonts w:ascii=\"" FONT "\" w:hAnsi=\"" FONT "\" w:eastAsia=\"" FONT
                     "\" w:cs=\"" FONT "\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>"
                     "<w:lang w:val=\"%s\" w:eastAsia=\"%s\" w:bidi=\"ar-SA\"/></w:rPr>"
                     "</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"0\"/></w:pPr>"
                     "</w:pPrDefault></w:docDefaults>"
                     "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
                     "<w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
                     "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"Standardtecken\">"
                     "<w:name w:val=\"Default Paragraph Font\"/></w:style>",
            report->info.language, report->info.language);
}

/* The numbers of goals: filled or outlined, as in the PDF. */
static void add_chips(GString *xml, Arena *arena) {
    const char *color = docx_color(arena, COLOR_CHIP);
    xml_add(xml,
            "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Malnummerfyllt\">"
            "<w:name w:val=\"Målnummer, fyllt\"/><w:rPr><w:b/><w:color w:val=\"FFFFFF\"/>"
            "<w:sz w:val=\"15\"/><w:bdr w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"%s\"/>"
            "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%s\"/></w:rPr></w:style>"
            "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Malnummerkontur\">"
            "<w:name w:val=\"Målnummer, kontur\"/><w:rPr><w:b/><w:color w:val=\"%s\"/>"
            "<w:sz w:val=\"15\"/><w:bdr w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"%s\"/>"
            "</w:rPr></w:style>",
            color, color, color, color);
}

/* Hairlines between rows, a stronger rule below the head; nothing upright. */
static void add_table_style(GString *xml, Arena *arena) {
    xml_add(xml,
            "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"Normaltabell\">"
            "<w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>"
            "</w:tblPr></w:style>"
            "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"Plantabell\">"
            "<w:name w:val=\"Plantabell\"/><w:basedOn w:val=\"Normaltabell\"/><w:qFormat/><w:tblPr>"
            "<w:tblBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"%s\"/>"
            "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"%s\"/></w:tblBorders>"
            "<w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/>"
            "</w:tblCellMar></w:tblPr><w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:tcBorders>"
            "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"%s\"/></w:tcBorders>"
            "</w:tcPr></w:tblStylePr></w:style>",
            docx_color(arena, COLOR_LINE), docx_color(arena, COLOR_LINE),
            docx_color(arena, COLOR_GREEN));
}

static char *keep(Arena *arena, GString *xml) {
    char *kept = arena_strndup(arena, xml->str, xml->len);
    g_string_free(xml, TRUE);
    return kept;
}

char *docx_styles_part(Arena *arena, const Report *report) {
    GString *xml = g_string_sized_new(16 * 1024);
    add_defaults(xml, report);
    for (size_t i = 0; i < G_N_ELEMENTS(styles); i++)
        add_style(xml, arena, &styles[i]);
    add_chips(xml, arena);
    add_table_style(xml, arena);
    g_string_append(xml, "</w:styles>");
    return keep(arena, xml);
}

char *docx_numbering_part(Arena *arena) {
    return arena_strdup(
        arena, XML_HEAD
        "<w:numbering xmlns:w=\"" DOCX_NAMESPACE "\"><w:abstractNum w:abstractNumId=\"0\">"
        "<w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
        "<w:numFmt w:val=\"bullet\"/><w:pStyle w:val=\"ListBullet\"/><w:lvlText w:val=\"•\"/>"
        "<w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"280\" w:hanging=\"280\"/></w:pPr></w:lvl>"
        "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
        "</w:numbering>");
}
