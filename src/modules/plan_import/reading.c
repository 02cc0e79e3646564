#include "modules/plan_import/reading.h"

#include "base/error.h"
#include "modules/plan_import/bank.h"
#include "modules/plan_import/budget.h"
#include "modules/plan_import/chapters.h"
#include "modules/plan_import/national.h"
#include "modules/plan_import/suggestions.h"
#include "modules/plan_import/years.h"

static bool within_limits(const SourceDocument *document, GError **error) {
    size_t bytes = 0;
    for (size_t i = 0; i < document->n; i++) {
        const SourceBlock *block = &document->blocks[i];
        bytes += block->text == NULL ? 0 : strlen(block->text);
        for (size_t k = 0; k < block->n_cells; k++)
            bytes += strlen(block->cells[k]);
    }
    if (document->n > PLAN_READING_BLOCKS_MAX)
        return fail(error, ERROR_INVALID,
                    "Filen har %zu rader och stycken. En plan får ha högst %d. Ta bort det som "
                    "inte hör till planen och "
                    "försök igen.",
                    document->n, PLAN_READING_BLOCKS_MAX);
    if (bytes > PLAN_READING_BYTES_MAX)
        return fail(error, ERROR_INVALID,
                    "Filen har mer än %zu MB text. En plan får ha högst så mycket. Ta bort det som "
                    "inte hör till planen "
                    "och försök igen.",
                    PLAN_READING_BYTES_MAX / (1024 * 1024));
    return true;
}

static size_t n_years(const List *sections) {
    g_autoptr(GHashTable) years = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < sections->n; i++) {
        const Section *section = sections->items[i];
        if (section->kind == SECTION_YEAR)
            g_hash_table_add(years, GINT_TO_POINTER(section->year));
    }
    return g_hash_table_size(years);
}

static void read_section(Draft *draft, YearsReader *years, const Section *section) {
    if (section->heading != NULL) {
        draft_mark(draft, section->heading == draft->title_line ? MARK_TITLE : MARK_SECTION,
                   section->heading, section->heading->text);
        draft_chapter(draft, section->heading->text, section->heading, false);
    }
    switch (section->kind) {
    case SECTION_TEXT:
        chapters_read(draft, section);
        break;
    case SECTION_YEAR:
        years_read(years, section);
        break;
    case SECTION_BANK:
        bank_read(draft, section);
        break;
    case SECTION_NATIONAL:
        national_read(draft, section);
        break;
    case SECTION_BUDGET:
        budget_read(draft, section);
        break;
    }
}

static void pass_on_notes(Draft *draft, const SourceDocument *document) {
    for (size_t i = 0; i < document->n_notes; i++)
        draft_warn(draft, NULL, "%s", document->notes[i]);
}

static void read_sections(Draft *draft) {
    List sections = sections_find(draft);
    const Row *rows = rows_of(draft, &sections);
    YearsReader years = {.draft = draft, .rows = rows};
    draft->n_years = n_years(&sections);
    categories_learn(draft, &sections, rows);
    for (size_t i = 0; i < sections.n; i++)
        read_section(draft, &years, sections.items[i]);
}

bool plan_read(Arena *arena, const SourceDocument *document, const PlanReadingOptions *options,
               PlanReading *ret, GError **error) {
    if (!within_limits(document, error))
        return false;
    g_auto(Draft) draft = {0};
    draft_init(&draft, arena, document, options);
    pass_on_notes(&draft, document);
    title_find(&draft);
    read_sections(&draft);
    suggest(&draft);
    draft_finish(&draft, ret);
    return true;
}
