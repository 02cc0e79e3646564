#include "formats/xlsx_styles.h"

#include <string.h>

typedef struct Reading {
    GHashTable *custom; /* format id → ExcelKind, of the workbook's own formats */
    GArray *kinds;
} Reading;

guint64 xlsx_number(Xml *xml, const char *attribute, guint64 max, guint64 otherwise) {
    const char *text = xml_attribute(xml, attribute);
    guint64 number;
    if (text == NULL || !g_ascii_string_to_unsigned(text, 10, 0, max, &number, NULL))
        return otherwise;
    return number;
}

bool xlsx_flag(Xml *xml, const char *attribute) {
    const char *value = xml_attribute(xml, attribute);
    return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static void read_custom_formats(Xml *xml, Reading *reading) {
    for (int inside = xml_enter(xml); xml_child(xml, inside);) {
        guint64 id = xlsx_number(xml, "numFmtId", G_MAXINT32, 0);
        const char *code = xml_attribute(xml, "formatCode");
        if (code != NULL)
            g_hash_table_insert(reading->custom, GINT_TO_POINTER((gint)id),
                                GINT_TO_POINTER(excel_kind_of_code(code)));
    }
}

static ExcelKind kind_of(const Reading *reading, gint id) {
    gpointer kind;
    if (g_hash_table_lookup_extended(reading->custom, GINT_TO_POINTER(id), NULL, &kind))
        return (ExcelKind)GPOINTER_TO_INT(kind);
    return excel_kind_of_builtin(id);
}

static void read_cell_formats(Xml *xml, Reading *reading) {
    for (int inside = xml_enter(xml); xml_child(xml, inside);) {
        ExcelKind kind = kind_of(reading, (gint)xlsx_number(xml, "numFmtId", G_MAXINT32, 0));
        g_array_append_val(reading->kinds, kind);
    }
}

static void read_styles(Xml *xml, void *data) {
    for (int inside = xml_enter(xml); xml_child(xml, inside);) {
        if (xml_is(xml, XML_SHEET, "numFmts"))
            read_custom_formats(xml, data);
        else if (xml_is(xml, XML_SHEET, "cellXfs"))
            read_cell_formats(xml, data);
    }
}

bool xlsx_styles_read(Arena *arena, Package *package, const char *part, XlsxStyles *ret,
                      GError **error) {
    g_autoptr(GHashTable) custom = g_hash_table_new(NULL, NULL);
    g_autoptr(GArray) kinds = g_array_new(FALSE, FALSE, sizeof(ExcelKind));
    Reading reading = {custom, kinds};
    if (part != NULL && !package_read(package, part, read_styles, &reading, error))
        return false;
    ExcelKind *copy = ARENA_ARRAY(arena, ExcelKind, kinds->len);
    if (kinds->len > 0)
        memcpy(copy, kinds->data, kinds->len * sizeof *copy);
    *ret = (XlsxStyles){copy, kinds->len};
    return true;
}

ExcelKind xlsx_style_kind(const XlsxStyles *styles, guint64 index) {
    return index < styles->n ? styles->kinds[index] : EXCEL_PLAIN;
}
