#include "formats/docx_write.h"

#include "formats/docx_writing.h"
#include "formats/source.h"

#include <string.h>
#include <zip.h>

#define PROGRAM "Samsyn"
#define OFFICE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"

/* The first day that an archive knows of, so that the same report gives the same bytes. */
#define ZIP_DAY_ONE 0x21

static const char content_types[] = XML_HEAD
    "<Types xmlns=\"" PACKAGE "content-types\">"
    "<Default Extension=\"rels\" "
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" OFFICE "document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" OFFICE "styles+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" ContentType=\"" OFFICE "settings+xml\"/>"
    "<Override PartName=\"/word/numbering.xml\" ContentType=\"" OFFICE "numbering+xml\"/>"
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"" OFFICE "footer+xml\"/>"
    "<Override PartName=\"/word/footer2.xml\" ContentType=\"" OFFICE "footer+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" "
    "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    "<Override PartName=\"/docProps/app.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>";

static const char package_relations[] =
    XML_HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">"
             "<Relationship Id=\"document\" Type=\"" DOCX_RELATIONS "/officeDocument\" "
             "Target=\"word/document.xml\"/>"
             "<Relationship Id=\"core\" Type=\"" PACKAGE "relationships/metadata/core-properties\" "
             "Target=\"docProps/core.xml\"/>"
             "<Relationship Id=\"app\" Type=\"" DOCX_RELATIONS "/extended-properties\" "
             "Target=\"docProps/app.xml\"/>";

static const char document_relations[] = XML_HEAD
    "<Relationships xmlns=\"" PACKAGE "relationships\">"
    "<Relationship Id=\"styles\" Type=\"" DOCX_RELATIONS "/styles\" Target=\"styles.xml\"/>"
    "<Relationship Id=\"settings\" Type=\"" DOCX_RELATIONS "/settings\" Target=\"settings.xml\"/>"
    "<Relationship Id=\"numbering\" Type=\"" DOCX_RELATIONS "/numbering\" "
    "Target=\"numbering.xml\"/>"
    "<Relationship Id=\"foot1\" Type=\"" DOCX_RELATIONS "/footer\" Target=\"footer1.xml\"/>"
    "<Relationship Id=\"foot2\" Type=\"" DOCX_RELATIONS "/footer\" Target=\"footer2.xml\"/>"
    "</Relationships>";

static const char application[] =
    XML_HEAD "<Properties "
             "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
             "<Application>" PROGRAM "</Application></Properties>";

/* Layout as in Word 2013 and later. */
static const char settings[] = XML_HEAD
    "<w:settings xmlns:w=\"" DOCX_NAMESPACE "\"><w:zoom w:percent=\"100\"/>"
    "<w:defaultTabStop w:val=\"720\"/><w:autoHyphenation/><w:hyphenationZone w:val=\"425\"/>"
    "<w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting "
    "w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
    "w:val=\"15\"/></w:compat></w:settings>";

static const char document_begin[] = XML_HEAD
    "<w:document xmlns:w=\"" DOCX_NAMESPACE "\" xmlns:r=\"" DOCX_RELATIONS "\" "
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
    "xmlns:wpg=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\" "
    "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><w:body>";

char *docx_core_part(Arena *arena, const Report *report) {
    const ReportInfo *info = &report->info;
    GString *xml = g_string_new(NULL);
    xml_add(xml,
            XML_HEAD "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" "
                     "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                     "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                     "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>%s"
                     "</dc:title><dc:subject>%s</dc:subject><dc:creator>%s</dc:creator>"
                     "<cp:lastModifiedBy>%s</cp:lastModifiedBy><dc:language>%s</dc:language>",
            info->title, info->subject, info->collaboration, info->collaboration, info->language);
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(info->created.seconds);
    if (info->created.seconds != 0 && time != NULL) {
        g_autofree char *stamp = g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
        for (int i = 0; i < 2; i++)
            xml_add(xml, "<dcterms:%s xsi:type=\"dcterms:W3CDTF\">%s</dcterms:%s>",
                    i == 0 ? "created" : "modified", stamp, i == 0 ? "created" : "modified");
    }
    g_string_append(xml, "</cp:coreProperties>");
    char *part = arena_strndup(arena, xml->str, xml->len);
    g_string_free(xml, TRUE);
    return part;
}

/* What a form says of itself: one property of that name. */
static const char *form_part(const Docx *docx) {
    g_autofree char *part = g_markup_printf_escaped(
        XML_HEAD
        "<Properties "
        "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" "
        "xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/"
        "docPropsVTypes\"><property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" "
        "pid=\"2\" name=\"" SOURCE_FORM "\"><vt:lpwstr>%s</vt:lpwstr></property>"
        "</Properties>",
        docx->report->info.form);
    return arena_strdup(docx->arena, part);
}

static const char *types_part(const Docx *docx) {
    return arena_printf(
        docx->arena, "%s%s</Types>", content_types,
        docx->report->info.form == NULL
            ? ""
            : "<Override PartName=\"/docProps/custom.xml\" ContentType=\"application/"
              "vnd.openxmlformats-officedocument.custom-properties+xml\"/>");
}

static const char *package_relations_part(const Docx *docx) {
    return arena_printf(docx->arena, "%s%s</Relationships>", package_relations,
                        docx->report->info.form == NULL
                            ? ""
                            : "<Relationship Id=\"custom\" Type=\"" DOCX_RELATIONS
                              "/custom-properties\" Target=\"docProps/custom.xml\"/>");
}

static const char *document_part(Docx *docx) {
    docx->xml = g_string_sized_new(256 * 1024);
    g_string_append(docx->xml, document_begin);
    docx_body(docx);
    g_string_append(docx->xml, "</w:body></w:document>");
    const char *part = arena_strndup(docx->arena, docx->xml->str, docx->xml->len);
    g_string_free(docx->xml, TRUE);
    return part;
}

static bool add_part(zip_t *zip, const char *name, const char *content) {
    zip_source_t *source = zip_source_buffer(zip, content, strlen(content), 0);
    if (source == NULL)
        return false;
    zip_int64_t index = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_file_set_dostime(zip, (zip_uint64_t)index, 0, ZIP_DAY_ONE, 0) == 0;
}

/* The content types come first: some readers look for them there. */
static bool add_parts(zip_t *zip, Docx *docx) {
    return add_part(zip, "[Content_Types].xml", types_part(docx)) &&
           add_part(zip, "_rels/.rels", package_relations_part(docx)) &&
           (docx->report->info.form == NULL ||
            add_part(zip, "docProps/custom.xml", form_part(docx))) &&
           add_part(zip, "docProps/core.xml", docx_core_part(docx->arena, docx->report)) &&
           add_part(zip, "docProps/app.xml", application) &&
           add_part(zip, "word/document.xml", document_part(docx)) &&
           add_part(zip, "word/_rels/document.xml.rels", document_relations) &&
           add_part(zip, "word/styles.xml", docx_styles_part(docx->arena, docx->report)) &&
           add_part(zip, "word/settings.xml", settings) &&
           add_part(zip, "word/numbering.xml", docx_numbering_part(docx->arena)) &&
           add_part(zip, "word/footer1.xml", docx_foot_part(docx, REPORT_PORTRAIT)) &&
           add_part(zip, "word/footer2.xml", docx_foot_part(docx, REPORT_LANDSCAPE));
}

static bool read_archive(Arena *arena, zip_source_t *source, Bytes *ret) {
    zip_stat_t stat;
    if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0)
        return false;
    uint8_t *bytes = arena_buffer(arena, stat.size);
    bool read = zip_source_read(source, bytes, stat.size) == (zip_int64_t)stat.size;
    zip_source_close(source);
    if (read)
        *ret = (Bytes){bytes, stat.size};
    return read;
}

static bool write_archive(Docx *docx, Bytes *ret) {
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    if (source == NULL)
        return false;
    zip_source_keep(source);
    zip_t *zip = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    bool written = zip != NULL && add_parts(zip, docx) && zip_close(zip) == 0;
    if (zip != NULL && !written)
        zip_discard(zip);
    if (zip == NULL)
        zip_source_free(source);
    written = written && read_archive(docx->arena, source, ret);
    zip_source_free(source);
    return written;
}

static GHashTable *number_bookmarks(ReportEntries entries) {
    GHashTable *bookmarks = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < entries.n; i++)
        g_hash_table_insert(bookmarks, (gpointer)entries.rows[i].source,
                            GINT_TO_POINTER((int)i + 1));
    return bookmarks;
}

bool docx_write(Arena *arena, const Report *report, Bytes *ret, GError **error) {
    if (!report_check(report, error))
        return false;
    ReportEntries entries = report_entries(arena, report);
    g_autoptr(GHashTable) bookmarks = number_bookmarks(entries);
    Docx docx = {.arena = arena,
                 .report = report,
                 .words = report_words(report),
                 .entries = entries,
                 .bookmarks = bookmarks};
    if (!write_archive(&docx, ret))
        return fail(error, ERROR_INTERNAL, "Word-filen kunde inte skrivas.");
    return true;
}
