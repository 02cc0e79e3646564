#include "formats/xlsx_read.h"

#include <string.h>

#include "base/error.h"
#include "formats/xlsx_sheet.h"

typedef struct SheetEntry {
    const char *name, *relation;
    bool hidden;
} SheetEntry;

typedef struct Workbook {
    Arena *arena;
    GArray *sheets; /* SheetEntry */
    bool from_1904;
} Workbook;

static void read_sheet_list(Xml *xml, Workbook *workbook) {
    for (int inside = xml_enter(xml); xml_child(xml, inside);) {
        const char *name = xml_attribute(xml, "name");
        SheetEntry entry = {
            .name = name == NULL ? "" : source_clean(workbook->arena, name, strlen(name))};
        entry.relation = arena_strdup(workbook->arena, xml_attribute(xml, "id"));
        const char *state = xml_attribute(xml, "state");
        entry.hidden = state != NULL && strcmp(state, "visible") != 0;
        g_array_append_val(workbook->sheets, entry);
    }
}

static void read_workbook(Xml *xml, void *data) {
    Workbook *workbook = data;
    for (int inside = xml_enter(xml); xml_child(xml, inside);) {
        if (xml_is(xml, XML_SHEET, "workbookPr"))
            workbook->from_1904 = xlsx_flag(xml, "date1904");
        else if (xml_is(xml, XML_SHEET, "sheets"))
            read_sheet_list(xml, workbook);
    }
}

static bool read_shared(XlsxBook *book, const Relations *relations, GError **error) {
    return xlsx_strings_read(book->arena, book->package,
                             relation_of_type(relations, "sharedStrings"), &book->strings, error) &&
           xlsx_styles_read(book->arena, book->package, relation_of_type(relations, "styles"),
                            &book->styles, error);
}

/* A part that several sheets share would be unpacked and read once for each of them. */
static bool find_part(XlsxBook *book, const SheetEntry *entry, const Relations *relations,
                      const char **ret, GError **error) {
    const char *part =
        entry->relation == NULL ? NULL : relation_with_id(relations, entry->relation);
    if (part == NULL || !package_has(book->package, part))
        return fail(error, ERROR_INVALID,
                    "Filen är skadad: bladet ”%s” saknas. Spara filen på nytt i Excel.",
                    entry->name);
    if (!g_hash_table_add(book->parts_read, g_ascii_strdown(part, -1)))
        return fail(
            error, ERROR_INVALID,
            "Filen är skadad: bladet ”%s” är samma som ett annat. Spara filen på nytt i Excel.",
            entry->name);
    *ret = part;
    return true;
}

/* What is wrong with it is not the file's fault: the form is known by other marks too. */
static void read_form_sheet(XlsxBook *book, const SheetEntry *entry, const Relations *relations) {
    XlsxBook apart = *book;
    const char *part;
    apart.builder = book->form;
    if (find_part(book, entry, relations, &part, NULL))
        (void)!xlsx_sheet_read(&apart, entry->name, part, NULL);
}

static bool read_sheet(XlsxBook *book, const SheetEntry *entry, const Relations *relations,
                       GError **error) {
    const char *part;
    if (book->form != NULL && g_ascii_strcasecmp(entry->name, SOURCE_FORM) == 0) {
        read_form_sheet(book, entry, relations);
        return true;
    }
    if (entry->hidden) {
        source_builder_note(
            book->builder,
            "Bladet ”%s” är dolt och togs inte med. Visa bladet i Excel om det ska med.",
            entry->name);
        return true;
    }
    return find_part(book, entry, relations, &part, error) &&
           xlsx_sheet_read(book, entry->name, part, error);
}

bool xlsx_read(Arena *arena, Package *package, const char *part, SourceBuilder *builder,
               SourceBuilder *form, GError **error) {
    Relations relations;
    g_autoptr(GArray) sheets = g_array_new(FALSE, FALSE, sizeof(SheetEntry));
    Workbook workbook = {arena, sheets, false};
    g_autoptr(GHashTable) parts_read = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    XlsxBook book = {.arena = arena,
                     .package = package,
                     .builder = builder,
                     .form = form,
                     .parts_read = parts_read};
    if (!package_relations(package, part, &relations, error) ||
        !package_read(package, part, read_workbook, &workbook, error) ||
        !read_shared(&book, &relations, error))
        return false;
    if (sheets->len > XLSX_MAX_SHEETS)
        return fail(error, ERROR_INVALID,
                    "Filen har fler än 1 000 blad. Ta bort de blad som inte behövs.");
    book.from_1904 = workbook.from_1904;
    for (guint i = 0; i < sheets->len && !source_builder_failed(builder); i++) {
        if (!read_sheet(&book, &g_array_index(sheets, SheetEntry, i), &relations, error))
            return false;
    }
    if (package_has_prefix(package, "xl/comments") ||
        package_has_prefix(package, "xl/threadedComments"))
        source_builder_note(builder, "Kommentarer i celler togs inte med.");
    return true;
}
