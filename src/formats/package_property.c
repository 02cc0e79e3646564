#include "formats/package_property.h"

#include <string.h>

#include "formats/source_builder.h"

typedef struct {
    Arena *arena;
    const char *name, *text;
} Wanted;

static void read_property(Xml *xml, Wanted *wanted) {
    const char *name = xml_attribute(xml, "name");
    if (name == NULL || strcmp(name, wanted->name) != 0 || wanted->text != NULL)
        return;
    g_autoptr(GString) text = g_string_new(NULL);
    xml_text(xml, text);
    wanted->text = source_clean(wanted->arena, text->str, text->len);
}

static void read_properties(Xml *xml, void *data) {
    for (int inside = xml_enter(xml); xml_child(xml, inside);)
        if (xml_is(xml, XML_OTHER, "property"))
            read_property(xml, data);
}

const char *package_property(Arena *arena, Package *package, const char *part, const char *name) {
    Wanted wanted = {arena, name, NULL};
    if (part == NULL || !package_read(package, part, read_properties, &wanted, NULL))
        return NULL;
    return wanted.text;
}
