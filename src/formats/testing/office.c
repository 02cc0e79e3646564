#include "formats/testing/archive.h"

#define RELATIONSHIPS                                                                              \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define WORD                                                                                       \
    "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "                      \
    "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "                      \
    "xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' xmlns:wp='urn:wp' "      \
    "xmlns:wps='urn:wps' xmlns:pic='urn:pic' xmlns:v='urn:v'"
#define SHEET                                                                                      \
    "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='http://"           \
    "schemas.openxmlformats.org/officeDocument/2006/relationships'"

static void add_main(Archive *archive, const char *part) {
    g_autofree char *relations =
        g_strdup_printf(RELATIONSHIPS "<Relationship Id='r1' Type='" OFFICE "officeDocument' "
                                      "Target='%s'/></Relationships>",
                        part);
    archive_add(archive, "_rels/.rels", relations);
}

Archive *archive_of_main(const char *part, const char *text) {
    Archive *archive = archive_new();
    add_main(archive, part);
    archive_add(archive, part, text);
    return archive;
}

Bytes docx_of_part(Arena *arena, const char *part, const char *styles) {
    Archive *archive = archive_of_main("word/document.xml", part);
    archive_add(archive, "word/_rels/document.xml.rels",
                RELATIONSHIPS
                "<Relationship Id='r1' Type='" OFFICE "styles' Target='styles.xml'/>"
                "<Relationship Id='r2' Type='" OFFICE "hyperlink' "
                "Target='https://example.org/' TargetMode='External'/></Relationships>");
    if (styles != NULL) {
        g_autofree char *text = g_strdup_printf("<w:styles " WORD ">%s</w:styles>", styles);
        archive_add(archive, "word/styles.xml", text);
    }
    return archive_finish(archive, arena);
}

Bytes docx_of(Arena *arena, const char *body, const char *styles) {
    g_autofree char *part =
        g_strdup_printf("<?xml version='1.0' encoding='UTF-8'?>\n<w:document " WORD
                        "><w:body>%s<w:sectPr/></w:body></w:document>",
                        body);
    return docx_of_part(arena, part, styles);
}

Bytes xlsx_of(Arena *arena, const char *rows, const char *strings, const char *styles) {
    Archive *archive = archive_new();
    g_autofree char *sheet =
        g_strdup_printf("<worksheet " SHEET "><sheetData>%s</sheetData></worksheet>", rows);
    g_autofree char *shared =
        g_strdup_printf("<sst " SHEET ">%s</sst>", strings == NULL ? "" : strings);
    g_autofree char *looks =
        g_strdup_printf("<styleSheet " SHEET ">%s</styleSheet>", styles == NULL ? "" : styles);
    add_main(archive, "/xl/workbook.xml");
    archive_add(archive, "xl/workbook.xml",
                "<workbook " SHEET "><sheets><sheet name='Plan' sheetId='1' r:id='r1'/></sheets>"
                "</workbook>");
    archive_add(archive, "xl/_rels/workbook.xml.rels",
                RELATIONSHIPS
                "<Relationship Id='r1' Type='" OFFICE "worksheet' Target='worksheets/1.xml'/>"
                "<Relationship Id='r2' Type='" OFFICE "sharedStrings' Target='strings.xml'/>"
                "<Relationship Id='r3' Type='" OFFICE "styles' Target='styles.xml'/>"
                "</Relationships>");
    archive_add(archive, "xl/worksheets/1.xml", sheet);
    archive_add(archive, "xl/strings.xml", shared);
    archive_add(archive, "xl/styles.xml", looks);
    return archive_finish(archive, arena);
}
