#include "modules/plan_import/plan_import.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/plan_import/documents.h"
#include "modules/plan_import/from_reading.h"
#include "modules/plan_import/import_notes.h"
#include "modules/plan_import/words.h"
#include "modules/plans/plan_words.h"
#include "modules/plans/store.h"

#include <glib.h>
#include <string.h>

#define FIRST_YEAR_MIN 1990
#define FIRST_YEAR_MAX 2190

/* ---- reading ---- */

static const char *const *category_names(Arena *arena, const Rules *rules, size_t *ret_n) {
    const char **names = ARENA_ARRAY(arena, const char *, rules_count(rules, ELEMENT_CATEGORY));
    size_t n = 0;
    for (const Rule *rule = rules_next(rules, ELEMENT_CATEGORY, NULL); rule != NULL;
         rule = rules_next(rules, ELEMENT_CATEGORY, rule))
        names[n++] = rule->title;
    *ret_n = n;
    return names;
}

static bool choose_year(const PlanImportFile *file, const SourceDocument *source,
                        const PlanReading *reading, int *ret_year, GError **error) {
    int year = file->first_year != 0 ? file->first_year : reading_first_year(reading);
    if (year == 0)
        year = document_year(source);
    if (year == 0)
        year = date_of_instant(instant_now()).year;
    if (year < FIRST_YEAR_MIN || year > FIRST_YEAR_MAX)
        return fail(error, ERROR_INVALID, "Planens första år är %d. Välj ett år mellan %d och %d.",
                    year, FIRST_YEAR_MIN, FIRST_YEAR_MAX);
    *ret_year = year;
    return true;
}

/* Once to learn the year, whose rules name the categories, and once with those. */
static bool read_file(Db *db, Arena *arena, const PlanImportFile *file, SourceDocument *ret_source,
                      PlanImport *import, int *ret_year, GError **error) {
    PlanReadingOptions options = {0};
    if (!source_read(arena, file->content, ret_source, error) ||
        !plan_read(arena, ret_source, NULL, &import->reading, error) ||
        !choose_year(file, ret_source, &import->reading, ret_year, error) ||
        !rules_load(db, arena, file->collaboration, (Date){(int16_t)*ret_year, 1, 1},
                    &import->rules, error))
        return false;
    options.categories = category_names(arena, import->rules, &options.n_categories);
    options.year = *ret_year;
    if (!plan_read(arena, ret_source, &options, &import->reading, error))
        return false;
    reading_answer(arena, &import->reading, &file->answers);
    return true;
}

/* ---- what is there ---- */

static bool load_existing(Db *db, Arena *arena, PlanImport *import, int first_year,
                          GError **error) {
    Id id;
    if (!plan_beginning(db, arena, import->collaboration, import->document->element, first_year,
                        &id, error))
        return false;
    if (!id_is_set(id))
        return true;
    Plan *plan = ARENA_NEW(arena, Plan);
    import->existing = plan;
    return plan_load(db, arena, import->collaboration, id, plan, error);
}

/* The plan's years that the file says something about; whole parts that the file does not have are
 * not compared. */
static Plan within(Arena *arena, const Plan *plan, const Plan *file) {
    Plan part = *plan;
    PlanYear *years = ARENA_ARRAY(arena, PlanYear, file->n_years);
    part.n_years = 0;
    for (size_t i = 0; i < plan->n_years && i < file->n_years; i++)
        if (file->years[i].n_categories > 0)
            years[part.n_years++] = plan->years[i];
    part.years = years;
    if (file->n_chapters == 0)
        part.n_chapters = 0;
    if (file->n_national == 0)
        part.n_national = 0;
    return part;
}

/* A file without a note says nothing about it, unless the plan's says that nothing is planned and
 * the file plans something. */
static PlanYear with_notes_kept(Arena *arena, const Plan *existing, const PlanYear *year) {
    PlanYear kept = *year;
    PlanCategory *categories = ARENA_ARRAY(arena, PlanCategory, year->n_categories);
    for (size_t c = 0; c < year->n_categories; c++) {
        const PlanCategory *stored =
            plan_category_titled(existing, year->year, year->categories[c].title);
        categories[c] = year->categories[c];
        if (stored != NULL && categories[c].note[0] == '\0' &&
            (categories[c].n_activities == 0 || !says_nothing_planned(stored->note)))
            categories[c].note = stored->note;
    }
    kept.categories = categories;
    return kept;
}

static void keep_notes(Arena *arena, PlanImport *import) {
    Plan *plan = &import->plan;
    PlanYear *years = ARENA_ARRAY(arena, PlanYear, plan->n_years);
    for (size_t i = 0; i < plan->n_years; i++)
        years[i] = with_notes_kept(arena, import->existing, &plan->years[i]);
    plan->years = years;
}

static void compare(Arena *arena, PlanImport *import) {
    Plan nothing = {.title = import->plan.title};
    Plan before =
        import->existing == NULL ? nothing : within(arena, import->existing, &import->plan);
    Plan after = within(arena, &import->plan, &import->plan);
    plan_compare(arena, &before, &after, MATCH_BY_TITLE, &import->difference);
    import->changes =
        import->existing == NULL ||
        import->difference.n_changed + import->difference.n_added + import->difference.n_moved > 0;
    for (size_t i = 0; i < import->difference.n_texts; i++)
        import->changes |= import->difference.texts[i].kind != DIFFERENCE_REMOVED;
}

static bool check_content(const PlanImport *import, GError **error) {
    size_t n = import->n_rows + import->plan.n_chapters + import->plan.n_national;
    if (n == 0)
        return fail(error, ERROR_INVALID,
                    "Filen innehåller ingen plan. Den ska ha en tabell med minst kolumnen "
                    "Aktivitet, eller text under rubriker.");
    return true;
}

static bool lay_out(Arena *arena, const SourceDocument *source, PlanImport *import, int first_year,
                    GError **error) {
    Plan frame = import->existing == NULL ? plan_empty(arena, import->document, first_year)
                                          : *import->existing;
    PlanFromReading from = {
        .arena = arena, .reading = &import->reading, .names = names_of_rules(arena, import->rules)};
    if (!plan_from_reading(&from, &frame, error))
        return false;
    if (!document_has_activities(arena, import->document) && import->reading.n_years == 0 &&
        !chapters_from_source(&from, source, error))
        return false;
    import->plan = from.plan;
    if (import->existing != NULL)
        keep_notes(arena, import);
    compare(arena, import);
    import_notes(&from, import);
    return check_content(import, error);
}

bool plan_import_read(Db *db, Arena *arena, const PlanImportFile *file, PlanImport *ret,
                      GError **error) {
    PlanImport import = {.collaboration = file->collaboration, .account = file->account};
    SourceDocument source;
    int first_year;
    if (!read_file(db, arena, file, &source, &import, &first_year, error) ||
        !document_choose(arena, file, &source, &import, error) ||
        !load_existing(db, arena, &import, first_year, error) ||
        !lay_out(arena, &source, &import, first_year, error))
        return false;
    *ret = import;
    return true;
}
