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

static bool read_sheet(XlsxBook *book, const SheetEntry *entry, const Relations *relations,
                       GError **error) {
    if (entry->hidden) {
        source_builder_note(
            book->builder,
            "Bladet ”%s” är dolt och togs inte med. Visa bladet i Excel om det ska med.",
            entry->name);
        return true;
    }
    const char *part =
        entry->relation == NULL ? NULL : relation_with_id(relations, entry->relation);
    if (part == NULL || !package_has(book->package, part))
        return fail(error, ERROR_INVALID,
                    "Filen är skadad: bladet ”%s” saknas. Spara filen på nytt i Excel.",
                    entry->name);
    return xlsx_sheet_read(book, entry->name, part, error);
}

bool xlsx_read(Arena *arena, Package *package, const char *part, SourceBuilder *builder,
               GError **error) {
    Relations relations;
    g_autoptr(GArray) sheets = g_array_new(FALSE, FALSE, sizeof(SheetEntry));
    Workbook workbook = {arena, sheets, false};
    XlsxBook book = {.arena = arena, .package = package, .builder = builder};
    if (!package_relations(package, part, &relations, error) ||
        !package_read(package, part, read_workbook, &workbook, error) ||
        !read_shared(&book, &relations, error))
        return false;
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
