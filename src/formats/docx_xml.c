#include "formats/docx_writing.h"

#include <stdarg.h>
#include <string.h>

void xml_add(GString *xml, const char *format, ...) {
    va_list values;
    va_start(values, format);
    g_autofree char *text = g_markup_vprintf_escaped(format, values);
    va_end(values);
    g_string_append(xml, text);
}

static const char *entity_of(char c) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    default:
        return NULL;
    }
}

/* The report's texts hold nothing that XML refuses. */
static void add_text(GString *xml, const char *text, size_t length) {
    g_string_append(xml, "<w:t xml:space=\"preserve\">");
    for (size_t i = 0; i < length; i++) {
        const char *entity = entity_of(text[i]);
        if (entity == NULL)
            g_string_append_c(xml, text[i]);
        else
            g_string_append(xml, entity);
    }
    g_string_append(xml, "</w:t>");
}

void docx_runs(GString *xml, const char *properties, const char *text) {
    if (*text == '\0')
        return;
    g_string_append(xml, "<w:r>");
    if (*properties != '\0')
        g_string_append_printf(xml, "<w:rPr>%s</w:rPr>", properties);
    for (const char *line = text;;) {
        size_t length = strcspn(line, "\n");
        if (length > 0)
            add_text(xml, line, length);
        if (line[length] == '\0')
            break;
        g_string_append(xml, "<w:br/>");
        line += length + 1;
    }
    g_string_append(xml, "</w:r>");
}

void docx_paragraph(GString *xml, const char *style, const char *properties, const char *text) {
    g_string_append_printf(xml, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s</w:pPr>", style,
                           properties);
    docx_runs(xml, "", text);
    g_string_append(xml, "</w:p>");
}

void docx_bookmarked(Docx *docx, const void *source, const char *text) {
    int number = GPOINTER_TO_INT(g_hash_table_lookup(docx->bookmarks, source));
    if (number == 0) {
        docx_runs(docx->xml, "", text);
        return;
    }
    xml_add(docx->xml, "<w:bookmarkStart w:id=\"%d\" w:name=\"_Toc%06d\"/>", number, number);
    docx_runs(docx->xml, "", text);
    xml_add(docx->xml, "<w:bookmarkEnd w:id=\"%d\"/>", number);
}

void docx_separator(GString *xml, const char *properties) {
    g_string_append_printf(
        xml,
        "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" "
        "w:lineRule=\"exact\"/><w:rPr><w:sz w:val=\"2\"/></w:rPr>%s</w:pPr></w:p>",
        properties);
}

const char *docx_color(Arena *arena, ColorName name) {
    Color color = color_of(name);
    return arena_printf(arena, "%02X%02X%02X", (unsigned)(color.red * 255 + 0.5),
                        (unsigned)(color.green * 255 + 0.5), (unsigned)(color.blue * 255 + 0.5));
}
