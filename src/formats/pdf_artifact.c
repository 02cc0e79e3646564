#include "formats/pdf_draw.h"
#include "formats/pdf_finish.h"

#include <stdlib.h>
#include <string.h>

#define MARKED_AS_DECORATION "/" DECORATION_TAG " << /MCID 0 >> BDC"
#define ARTIFACT "/Artifact BMC"

/* Finds `needle` where it is a line of its own; in a string of text it would follow a backslash. */
static const char *find_line(const char *from, const char *start, const char *end,
                             const char *needle) {
    size_t length = strlen(needle);
    for (const char *at = from; (at = memmem(at, (size_t)(end - at), needle, length));
         at += length) {
        bool begins = at == start || (at[-1] == '\n' && (at - 1 == start || at[-2] != '\\'));
        if (begins && at + length < end && at[length] == '\n')
            return at;
    }
    return NULL;
}

static int count_marked(const char *data, size_t size) {
    int n = 0;
    const char *end = data + size;
    for (const char *at = data; at < end; n++) {
        g_autofree char *decoration = g_strdup_printf("/P << /MCID %d >> BDC", n);
        at = find_line(at, data, end, n == 0 ? MARKED_AS_DECORATION : decoration);
        if (at == NULL)
            return n;
    }
    return n;
}

static bool replace_decoration(Finish *finish, qpdf_oh stream, Page *page) {
    qpdf_data pdf = finish->pdf;
    unsigned char *data = NULL;
    size_t size;
    if (qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_generalized, NULL, &data, &size) & QPDF_ERRORS)
        return false;
    const char *text = (const char *)data;
    const char *mark = find_line(text, text, text + size, MARKED_AS_DECORATION);
    bool as_drawn = mark != NULL && count_marked(text, size) == page->n_marked;
    if (as_drawn) {
        g_autoptr(GByteArray) marked = g_byte_array_sized_new((guint)size);
        g_byte_array_append(marked, data, (guint)(mark - text));
        g_byte_array_append(marked, (const guint8 *)ARTIFACT, strlen(ARTIFACT));
        const char *rest = mark + strlen(MARKED_AS_DECORATION);
        g_byte_array_append(marked, (const guint8 *)rest, (guint)(text + size - rest));
        qpdf_oh none = qpdf_oh_new_null(pdf);
        qpdf_oh_replace_stream_data(pdf, stream, marked->data, marked->len, none, none);
    }
    free(data);
    return as_drawn;
}

bool finish_artifacts(Finish *finish, GError **error) {
    for (Page *page = finish->flow->pages; page != NULL; page = page->next) {
        qpdf_oh stream = qpdf_oh_get_key(finish->pdf, finish->pages[page->number], "/Contents");
        if (!replace_decoration(finish, stream, page))
            return fail(error, ERROR_INTERNAL, "PDF-filens sida %d kunde inte märkas upp.",
                        page->number + 1);
    }
    return true;
}
