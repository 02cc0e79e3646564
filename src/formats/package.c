#include "formats/package.h"

#include <string.h>
#include <zip.h>

#include "base/error.h"
#include "formats/zip_directory.h"

/* Ten for each part that an archive may have. */
#define MAX_RELATIONS (10 * ZIP_MAX_ENTRIES)

struct Package {
    Arena *arena;
    zip_t *zip;
};

static bool damaged(GError **error) {
    return fail(error, ERROR_INVALID,
                "Filen är skadad eller inte hel. Hämta eller spara den på nytt och försök igen.");
}

/* Not what is wrong with the file: ends the program, as GLib does when it gets no memory. */
static void stop_without_memory(int why) {
    if (why == ZIP_ER_MEMORY)
        g_error("libzip failed to allocate memory");
}

bool package_open(Arena *arena, Bytes archive, Package **ret, GError **error) {
    if (!zip_directory_check(archive, error))
        return false;
    zip_error_t why = {0};
    zip_source_t *source = zip_source_buffer_create(archive.data, archive.size, 0, &why);
    stop_without_memory(why.zip_err);
    if (source == NULL)
        return damaged(error);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &why);
    if (zip == NULL) {
        stop_without_memory(why.zip_err);
        zip_source_free(source);
        return damaged(error);
    }
    Package *package = g_new0(Package, 1);
    package->arena = arena;
    package->zip = zip;
    *ret = package;
    return true;
}

void package_close(Package *package) {
    if (package == NULL)
        return;
    zip_discard(package->zip);
    g_free(package);
}

bool package_has(const Package *package, const char *name) {
    return zip_name_locate(package->zip, name, ZIP_FL_NOCASE) >= 0;
}

bool package_has_prefix(const Package *package, const char *prefix) {
    zip_int64_t n = zip_get_num_entries(package->zip, 0);
    for (zip_int64_t i = 0; i < n; i++) {
        const char *name = zip_get_name(package->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
        if (name != NULL && g_ascii_strncasecmp(name, prefix, strlen(prefix)) == 0)
            return true;
    }
    return false;
}

typedef struct Part {
    zip_file_t *file;
    uint64_t left; /* bytes that the directory still promises */
} Part;

static int read_part(void *data, char *bytes, int size) {
    Part *part = data;
    zip_int64_t n = zip_fread(part->file, bytes, (zip_uint64_t)size);
    if (n < 0)
        stop_without_memory(zip_error_code_zip(zip_file_get_error(part->file)));
    if (n < 0 || (uint64_t)n > part->left)
        return -1;
    part->left -= (uint64_t)n;
    return (int)n;
}

static bool open_part(Package *package, zip_uint64_t index, Part *ret) {
    zip_stat_t stat;
    if (zip_stat_index(package->zip, index, 0, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0)
        return false;
    zip_file_t *file = zip_fopen_index(package->zip, index, 0);
    if (file == NULL) {
        stop_without_memory(zip_error_code_zip(zip_get_error(package->zip)));
        return false;
    }
    *ret = (Part){file, stat.size};
    return true;
}

bool package_read(Package *package, const char *name, PartReader reader, void *data,
                  GError **error) {
    zip_int64_t index = zip_name_locate(package->zip, name, ZIP_FL_NOCASE);
    Part part;
    if (index < 0)
        return true;
    if (!open_part(package, (zip_uint64_t)index, &part))
        return damaged(error);
    Xml *xml = xml_open(name, read_part, &part);
    if (xml_child(xml, XML_DOCUMENT))
        reader(xml, data);
    bool whole = xml_close(xml, error);
    zip_fclose(part.file);
    return whole;
}

/* "word/document.xml" → "word/_rels/document.xml.rels" */
static char *relations_part(Arena *arena, const char *part) {
    const char *slash = strrchr(part, '/');
    const char *base = slash == NULL ? part : slash + 1;
    return arena_printf(arena, "%.*s_rels/%s.rels", (int)(base - part), part, base);
}

/* Resolves a target against the folder of the part that points at it. */
static const char *resolve(Arena *arena, const char *part, const char *target) {
    if (*target == '/')
        return arena_strdup(arena, target + 1);
    const char *slash = strrchr(part, '/');
    size_t folder = slash == NULL ? 0 : (size_t)(slash + 1 - part);
    while (g_str_has_prefix(target, "../") && folder > 0) {
        target += strlen("../");
        folder--;
        while (folder > 0 && part[folder - 1] != '/')
            folder--;
    }
    return arena_printf(arena, "%.*s%s", (int)folder, part, target);
}

typedef struct RelationsReading {
    Arena *arena;
    const char *part;
    GArray *items;
} RelationsReading;

static void add_relation(Xml *xml, RelationsReading *reading) {
    const char *mode = xml_attribute(xml, "TargetMode");
    if (mode != NULL && strcmp(mode, "External") == 0)
        return;
    const char *id = arena_strdup(reading->arena, xml_attribute(xml, "Id"));
    const char *type = arena_strdup(reading->arena, xml_attribute(xml, "Type"));
    const char *target = arena_strdup(reading->arena, xml_attribute(xml, "Target"));
    if (id == NULL || type == NULL || target == NULL || reading->items->len >= MAX_RELATIONS)
        return;
    const char *slash = strrchr(type, '/');
    Relation relation = {id, slash == NULL ? type : slash + 1,
                         resolve(reading->arena, reading->part, target)};
    g_array_append_val(reading->items, relation);
}

static void read_relations(Xml *xml, void *data) {
    for (int inside = xml_enter(xml); xml_child(xml, inside);) {
        if (xml_is(xml, XML_RELATIONS, "Relationship"))
            add_relation(xml, data);
    }
}

bool package_relations(Package *package, const char *part, Relations *ret, GError **error) {
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Relation));
    RelationsReading reading = {package->arena, part, items};
    if (!package_read(package, relations_part(package->arena, part), read_relations, &reading,
                      error))
        return false;
    Relation *copy = ARENA_ARRAY(package->arena, Relation, items->len);
    if (items->len > 0)
        memcpy(copy, items->data, items->len * sizeof *copy);
    *ret = (Relations){copy, items->len};
    return true;
}

const char *relation_of_type(const Relations *relations, const char *type) {
    for (size_t i = 0; i < relations->n; i++) {
        if (strcmp(relations->items[i].type, type) == 0)
            return relations->items[i].target;
    }
    return NULL;
}

const char *relation_with_id(const Relations *relations, const char *id) {
    for (size_t i = 0; i < relations->n; i++) {
        if (strcmp(relations->items[i].id, id) == 0)
            return relations->items[i].target;
    }
    return NULL;
}
