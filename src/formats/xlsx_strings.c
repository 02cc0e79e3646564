#include "formats/xlsx_strings.h"

#include <string.h>

#include "formats/source_builder.h"

enum { ESCAPE_LENGTH = 7 };

/* The character that "_x000D_" at `at` stands for, or 0 when there is no such thing there. */
static gunichar escaped(const char *at) {
    gunichar c = 0;
    if (strnlen(at, ESCAPE_LENGTH) < ESCAPE_LENGTH || at[1] != 'x' || at[6] != '_')
        return 0;
    for (int i = 2; i < 6; i++) {
        if (!g_ascii_isxdigit(at[i]))
            return 0;
        c = c << 4 | (gunichar)g_ascii_xdigit_value(at[i]);
    }
    return g_unichar_validate(c) ? c : 0;
}

static void append_unescaped(GString *text, const char *raw) {
    for (const char *at = raw; *at != '\0';) {
        gunichar c = *at == '_' ? escaped(at) : 0;
        if (c != 0)
            g_string_append_unichar(text, c);
        else
            g_string_append_c(text, *at);
        at += c != 0 ? ESCAPE_LENGTH : 1;
    }
}

static void read_run(Xml *xml, GString *text) {
    for (int inside = xml_enter(xml); xml_child(xml, inside);) {
        if (xml_is(xml, XML_SHEET, "t"))
            xml_text(xml, text);
    }
}

void xlsx_string_item(Xml *xml, GString *text) {
    g_autoptr(GString) raw = g_string_new(NULL);
    for (int inside = xml_enter(xml); xml_child(xml, inside);) {
        if (xml_is(xml, XML_SHEET, "t"))
            xml_text(xml, raw);
        else if (xml_is(xml, XML_SHEET, "r"))
            read_run(xml, raw);
    }
    append_unescaped(text, raw->str);
}

typedef struct Reading {
    Arena *arena;
    GPtrArray *items;
} Reading;

static void read_strings(Xml *xml, void *data) {
    Reading *reading = data;
    g_autoptr(GString) text = g_string_new(NULL);
    for (int inside = xml_enter(xml); xml_child(xml, inside);) {
        g_string_truncate(text, 0);
        xlsx_string_item(xml, text);
        g_ptr_array_add(reading->items,
                        (gpointer)source_clean(reading->arena, text->str, text->len));
    }
}

bool xlsx_strings_read(Arena *arena, Package *package, const char *part, XlsxStrings *ret,
                       GError **error) {
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    Reading reading = {arena, items};
    if (part != NULL && !package_read(package, part, read_strings, &reading, error))
        return false;
    const char **copy = ARENA_ARRAY(arena, const char *, items->len);
    if (items->len > 0)
        memcpy(copy, items->pdata, items->len * sizeof *copy);
    *ret = (XlsxStrings){copy, items->len};
    return true;
}
