#include "formats/pdf_finish.h"

#include <string.h>

#define PDF_VERSION "1.7"
#define PROGRAM "Samsyn"

void put(Finish *finish, qpdf_oh dictionary, const char *key, qpdf_oh value) {
    qpdf_oh_replace_key(finish->pdf, dictionary, key, value);
}

void put_name(Finish *finish, qpdf_oh dictionary, const char *key, const char *name) {
    put(finish, dictionary, key, qpdf_oh_new_name(finish->pdf, name));
}

void put_number(Finish *finish, qpdf_oh dictionary, const char *key, long long number) {
    put(finish, dictionary, key, qpdf_oh_new_integer(finish->pdf, number));
}

void put_text(Finish *finish, qpdf_oh dictionary, const char *key, const char *text) {
    put(finish, dictionary, key, qpdf_oh_new_unicode_string(finish->pdf, text));
}

qpdf_oh array_of_reals(Finish *finish, const double *values, size_t n) {
    qpdf_oh array = qpdf_oh_new_array(finish->pdf);
    for (size_t i = 0; i < n; i++)
        qpdf_oh_append_item(finish->pdf, array,
                            qpdf_oh_new_real_from_double(finish->pdf, values[i], 2));
    return array;
}

qpdf_oh destination(Finish *finish, const Page *page, double y) {
    qpdf_oh array = qpdf_oh_new_array(finish->pdf);
    qpdf_oh_append_item(finish->pdf, array, finish->pages[page->number]);
    qpdf_oh_append_item(finish->pdf, array, qpdf_oh_new_name(finish->pdf, "/XYZ"));
    qpdf_oh_append_item(finish->pdf, array, qpdf_oh_new_integer(finish->pdf, 0));
    qpdf_oh_append_item(finish->pdf, array,
                        qpdf_oh_new_real_from_double(finish->pdf, page->height - y, 2));
    qpdf_oh_append_item(finish->pdf, array, qpdf_oh_new_null(finish->pdf));
    return array;
}

static char *date_text(Finish *finish, const char *format) {
    g_autoptr(GDateTime) time =
        g_date_time_new_from_unix_utc(finish->flow->report->info.created.seconds);
    g_autofree char *text = time == NULL ? NULL : g_date_time_format(time, format);
    return arena_strdup(finish->flow->arena, text);
}

static void put_information(Finish *finish) {
    const ReportInfo *info = &finish->flow->report->info;
    qpdf_oh dictionary = qpdf_oh_new_dictionary(finish->pdf);
    put_text(finish, dictionary, "/Title", info->title);
    put_text(finish, dictionary, "/Author", info->collaboration);
    if (*info->subject != '\0')
        put_text(finish, dictionary, "/Subject", info->subject);
    put_text(finish, dictionary, "/Creator", PROGRAM);
    put_text(finish, dictionary, "/Producer", PROGRAM);
    char *created = date_text(finish, "D:%Y%m%d%H%M%SZ");
    if (info->created.seconds != 0 && created != NULL)
        put(finish, dictionary, "/CreationDate", qpdf_oh_new_string(finish->pdf, created));
    put(finish, qpdf_get_trailer(finish->pdf), "/Info",
        qpdf_make_indirect_object(finish->pdf, dictionary));
}

/* XMP (ISO 16684-1): the same facts for archives and search, and that the document means to be
 * accessible (PDF/UA-1, ISO 14289-1, 5). */
static char *metadata(Finish *finish) {
    const ReportInfo *info = &finish->flow->report->info;
    char *created = date_text(finish, "<xmp:CreateDate>%Y-%m-%dT%H:%M:%SZ</xmp:CreateDate>");
    bool dated = info->created.seconds != 0 && created != NULL;
    g_autofree char *text = g_markup_printf_escaped(
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
        " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"><pdfuaid:part>1</pdfuaid:part>"
        "<dc:format>application/pdf</dc:format>"
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>"
        "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>"
        "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt>"
        "</dc:description>"
        "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>"
        "<xmp:CreatorTool>" PROGRAM "</xmp:CreatorTool><pdf:Producer>" PROGRAM "</pdf:Producer>",
        info->title, info->collaboration, info->subject, info->language);
    return arena_printf(finish->flow->arena,
                        "%s%s</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>", text,
                        dated ? created : "");
}

static void put_metadata(Finish *finish, qpdf_oh catalog) {
    const char *text = metadata(finish);
    qpdf_oh stream = qpdf_oh_new_stream(finish->pdf), none = qpdf_oh_new_null(finish->pdf);
    qpdf_oh_replace_stream_data(finish->pdf, stream, (const unsigned char *)text, strlen(text),
                                none, none);
    qpdf_oh dictionary = qpdf_oh_get_dict(finish->pdf, stream);
    put_name(finish, dictionary, "/Type", "/Metadata");
    put_name(finish, dictionary, "/Subtype", "/XML");
    put(finish, catalog, "/Metadata", stream);
}

static void put_catalog(Finish *finish, qpdf_oh catalog) {
    put_text(finish, catalog, "/Lang", finish->flow->report->info.language);
    put(finish, catalog, "/MarkInfo", qpdf_oh_parse(finish->pdf, "<< /Marked true >>"));
    put(finish, catalog, "/ViewerPreferences",
        qpdf_oh_parse(finish->pdf, "<< /DisplayDocTitle true >>"));
}

static void collect_pages(Finish *finish) {
    int n = qpdf_get_num_pages(finish->pdf);
    g_assert(n == finish->flow->n_pages);
    finish->pages = ARENA_ARRAY(finish->flow->arena, qpdf_oh, (size_t)n);
    for (int i = 0; i < n; i++)
        finish->pages[i] = qpdf_get_page_n(finish->pdf, (size_t)i);
}

static bool write_document(Finish *finish, Bytes *ret, GError **error) {
    qpdf_data pdf = finish->pdf;
    qpdf_init_write_memory(pdf);
    qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
    qpdf_set_minimum_pdf_version(pdf, PDF_VERSION);
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    if ((qpdf_write(pdf) & QPDF_ERRORS) || qpdf_has_error(pdf))
        return fail(error, ERROR_INTERNAL, "PDF-filen kunde inte skrivas.");
    size_t size = qpdf_get_buffer_length(pdf);
    uint8_t *copy = arena_alloc(finish->flow->arena, size);
    memcpy(copy, qpdf_get_buffer(pdf), size);
    *ret = (Bytes){copy, size};
    return true;
}

static bool finish_document(Finish *finish, Bytes drawn, Bytes *ret, GError **error) {
    qpdf_silence_errors(finish->pdf);
    if (qpdf_read_memory(finish->pdf, "report", (const char *)drawn.data, drawn.size, NULL) &
        QPDF_ERRORS)
        return fail(error, ERROR_INTERNAL, "PDF-filen kunde inte läsas tillbaka.");
    collect_pages(finish);
    if (!finish_artifacts(finish, error))
        return false;
    qpdf_oh catalog = qpdf_get_root(finish->pdf);
    finish_structure(finish, catalog);
    finish_outline(finish, catalog);
    put_catalog(finish, catalog);
    put_metadata(finish, catalog);
    put_information(finish);
    return write_document(finish, ret, error);
}

bool pdf_finish(Flow *flow, Bytes drawn, Bytes *ret, GError **error) {
    Finish finish = {.flow = flow, .pdf = qpdf_init()};
    bool done = finish_document(&finish, drawn, ret, error);
    qpdf_cleanup(&finish.pdf);
    return done;
}
