#include "formats/docx_styles.h"

#include <string.h>

#define MAX_INHERITANCE 32

typedef struct Entry {
    char *based_on;
    DocxStyle style;
} Entry;

struct DocxStyles {
    GHashTable *entries; /* id → Entry */
};

static void free_entry(void *data) {
    Entry *entry = data;
    g_free(entry->based_on);
    g_free(entry);
}

void docx_styles_free(DocxStyles *styles) {
    if (styles == NULL)
        return;
    g_hash_table_unref(styles->entries);
    g_free(styles);
}

bool docx_is_on(const char *value) {
    return value == NULL || !(strcmp(value, "0") == 0 || strcmp(value, "false") == 0 ||
                              strcmp(value, "off") == 0 || strcmp(value, "none") == 0);
}

static Toggle read_toggle(Xml *xml) {
    return docx_is_on(xml_attribute(xml, "val")) ? TOGGLE_ON : TOGGLE_OFF;
}

void docx_read_look(Xml *xml, DocxLook *look) {
    if (xml_is(xml, XML_WORD, "b"))
        look->bold = read_toggle(xml);
    else if (xml_is(xml, XML_WORD, "i"))
        look->italic = read_toggle(xml);
    else if (xml_is(xml, XML_WORD, "vanish"))
        look->hidden = read_toggle(xml);
}

void docx_read_level(Xml *xml, int *level) {
    const char *value = xml_attribute(xml, "val");
    guint64 outline;
    if (value != NULL && g_ascii_string_to_unsigned(value, 10, 0, 9, &outline, NULL))
        *level = outline == 9 ? DOCX_LEVEL_BODY : (int)outline + 1;
}

static Toggle toggle_over(Toggle toggle, Toggle base) {
    return toggle == TOGGLE_UNSET ? base : toggle;
}

DocxLook docx_look_over(DocxLook look, DocxLook base) {
    return (DocxLook){toggle_over(look.bold, base.bold), toggle_over(look.italic, base.italic),
                      toggle_over(look.hidden, base.hidden)};
}

/* "heading 2" or "Rubrik 2" → 2; Word's document title, "Title" or "Rubrik", is a heading of
 * level 1. */
static int level_of_name(const char *name) {
    static const char *const prefixes[] = {"heading ", "rubrik "};
    g_autofree char *folded = g_utf8_strdown(name, -1);
    if (strcmp(folded, "title") == 0 || strcmp(folded, "rubrik") == 0)
        return 1;
    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        const char *number = folded + strlen(prefixes[i]);
        if (g_str_has_prefix(folded, prefixes[i]) && *number >= '1' && *number <= '9' &&
            number[1] == '\0')
            return *number - '0';
    }
    return DOCX_LEVEL_UNSET;
}

static void read_paragraph_properties(Xml *xml, DocxStyle *style) {
    for (int inside = xml_enter(xml); xml_child(xml, inside);) {
        if (xml_is(xml, XML_WORD, "outlineLvl"))
            docx_read_level(xml, &style->level);
    }
}

static void read_run_properties(Xml *xml, DocxLook *look) {
    for (int inside = xml_enter(xml); xml_child(xml, inside);)
        docx_read_look(xml, look);
}

static void read_style(Xml *xml, DocxStyles *styles) {
    g_autofree char *id = g_strdup(xml_attribute(xml, "styleId"));
    Entry *entry = g_new0(Entry, 1);
    entry->style.level = DOCX_LEVEL_UNSET;
    int named = DOCX_LEVEL_UNSET;
    for (int inside = xml_enter(xml); xml_child(xml, inside);) {
        const char *value = xml_attribute(xml, "val");
        if (xml_is(xml, XML_WORD, "name") && value != NULL)
            named = level_of_name(value);
        else if (xml_is(xml, XML_WORD, "basedOn") && entry->based_on == NULL)
            entry->based_on = g_strdup(value);
        else if (xml_is(xml, XML_WORD, "pPr"))
            read_paragraph_properties(xml, &entry->style);
        else if (xml_is(xml, XML_WORD, "rPr"))
            read_run_properties(xml, &entry->style.look);
    }
    if (entry->style.level == DOCX_LEVEL_UNSET)
        entry->style.level = named;
    if (id != NULL)
        g_hash_table_replace(styles->entries, g_steal_pointer(&id), entry);
    else
        free_entry(entry);
}

static void read_styles(Xml *xml, void *data) {
    for (int inside = xml_enter(xml); xml_child(xml, inside);) {
        if (xml_is(xml, XML_WORD, "style"))
            read_style(xml, data);
    }
}

bool docx_styles_read(Package *package, const char *part, DocxStyles **ret, GError **error) {
    g_autoptr(DocxStyles) styles = g_new0(DocxStyles, 1);
    styles->entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_entry);
    if (part != NULL && !package_read(package, part, read_styles, styles, error))
        return false;
    *ret = g_steal_pointer(&styles);
    return true;
}

DocxStyle docx_style(const DocxStyles *styles, const char *id) {
    DocxStyle style = {.level = DOCX_LEVEL_UNSET};
    for (int i = 0; id != NULL && i < MAX_INHERITANCE; i++) {
        const Entry *entry = g_hash_table_lookup(styles->entries, id);
        if (entry == NULL)
            break;
        if (style.level == DOCX_LEVEL_UNSET)
            style.level = entry->style.level;
        style.look = docx_look_over(style.look, entry->style.look);
        id = entry->based_on;
    }
    return style;
}
