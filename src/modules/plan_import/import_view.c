#include "modules/plan_import/import_view.h"

#include "base/language.h"
#include "modules/plans/plan_words.h"

#include <glib.h>
#include <string.h>

/* ---- rows ---- */

static void set_kind(DifferenceKind kind, const char **ret_class, const char **ret_chip,
                     const char **ret_word) {
    static const struct {
        const char *class_name, *chip, *word;
    } kinds[] = {[DIFFERENCE_SAME] = {"is-same", "", N_("Oförändrad")},
                 [DIFFERENCE_CHANGED] = {"is-changed", "info", N_("Ändras")},
                 [DIFFERENCE_ADDED] = {"is-new", "approved", N_("Ny")},
                 [DIFFERENCE_REMOVED] = {"is-unplaced", "attention", N_("Bara i planen")},
                 [DIFFERENCE_MOVED] = {"is-changed", "info", N_("Byter kategori")}};
    *ret_class = kinds[kind].class_name;
    *ret_chip = kinds[kind].chip;
    *ret_word = kinds[kind].word;
}

static PreviewRow preview_row(Arena *arena, const PlanImportRow *row, size_t number) {
    const ActivityDifference *difference = row->difference;
    PreviewRow made = {
        .row = row, .activity = difference->after != NULL ? difference->after : difference->before};
    set_kind(difference->kind, &made.class_name, &made.chip, &made.word);
    made.id = arena_printf(arena, "row-%zu", number);
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++) {
        const char *text = made.activity->cells[column];
        bool changed = difference->cell_changed[column];
        made.cells[column] =
            word_difference(arena, changed ? difference->before->cells[column] : text, text);
    }
    return made;
}

static bool is_shown(const PlanImportRow *row, const char *show) {
    if (strcmp(show, "changes") == 0)
        return row->difference->kind != DIFFERENCE_SAME;
    return strcmp(show, "questions") != 0 || row->n_notes > 0;
}

static int year_of(const PlanImportRow *row) {
    return row->difference->after != NULL ? row->difference->year_after
                                          : row->difference->year_before;
}

static const char *category_of(const PlanImportRow *row) {
    return row->difference->after != NULL ? row->difference->category_after
                                          : row->difference->category_before;
}

/* ---- years and bands ---- */

static const char *note_of(const PlanYear *year, const char *category) {
    for (size_t i = 0; i < year->n_categories; i++)
        if (strcmp(year->categories[i].title, category) == 0)
            return year->categories[i].note;
    return "";
}

/* ---- questions about a category's name ---- */

static bool is_of_category(const PlanImport *import, const PlanImportNote *note, int year,
                           const char *title) {
    const PlanReading *reading = &import->reading;
    for (size_t y = 0; y < reading->n_years; y++)
        for (size_t c = 0; c < reading->years[y].n_categories; c++) {
            const ReadCategory *category = &reading->years[y].categories[c];
            bool same = title == NULL ||
                        (reading->years[y].year == year && strcmp(category->name, title) == 0);
            if (same && note->line > 0 && category->line == note->line)
                return true;
        }
    return false;
}

static void add_questions(Arena *arena, const PlanImport *import, int year, PreviewBand *band) {
    PlanImportNote *questions = ARENA_ARRAY(arena, PlanImportNote, import->n_notes);
    for (size_t i = 0; i < import->n_notes; i++)
        if (is_of_category(import, &import->notes[i], year, band->title))
            questions[band->n_questions++] = import->notes[i];
    band->questions = questions;
}

static void fill_notes(Arena *arena, const PlanImport *import, PreviewView *view) {
    PlanImportNote *notes = ARENA_ARRAY(arena, PlanImportNote, import->n_notes);
    for (size_t i = 0; i < import->n_notes; i++)
        if (!is_of_category(import, &import->notes[i], 0, NULL))
            notes[view->n_notes++] = import->notes[i];
    view->notes = notes;
}

static PreviewBand band_of(Arena *arena, const PlanImport *import, const PlanYear *year,
                           const char *category, const char *show) {
    PreviewRow *rows = ARENA_ARRAY(arena, PreviewRow, import->n_rows);
    PreviewBand band = {.title = category, .note = note_of(year, category), .rows = rows};
    for (size_t i = 0; i < import->n_rows; i++) {
        const PlanImportRow *row = &import->rows[i];
        if (year_of(row) == year->year && strcmp(category_of(row), category) == 0 &&
            is_shown(row, show))
            rows[band.n_rows++] = preview_row(arena, row, i + 1);
    }
    add_questions(arena, import, year->year, &band);
    return band;
}

static size_t add_title(const char **titles, size_t n, const char *title) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(titles[i], title) == 0)
            return n;
    titles[n] = title;
    return n + 1;
}

/* The file's categories in its order, then those that only the plan has rows in. */
static size_t titles_of(const PlanImport *import, const PlanYear *year, const char **titles) {
    size_t n = 0;
    for (size_t i = 0; i < year->n_categories; i++)
        n = add_title(titles, n, year->categories[i].title);
    for (size_t i = 0; i < import->n_rows; i++)
        if (year_of(&import->rows[i]) == year->year)
            n = add_title(titles, n, category_of(&import->rows[i]));
    return n;
}

static size_t activities_in(const PlanYear *year) {
    size_t n = 0;
    for (size_t i = 0; i < year->n_categories; i++)
        n += year->categories[i].n_activities;
    return n;
}

static PreviewYear preview_year(Arena *arena, const PlanImport *import, const PlanYear *year,
                                const char *show) {
    const char **titles = ARENA_ARRAY(arena, const char *, year->n_categories + import->n_rows);
    size_t n_titles = titles_of(import, year, titles);
    PreviewBand *bands = ARENA_ARRAY(arena, PreviewBand, n_titles);
    bool bank = strcmp(year->status, "bank") == 0;
    PreviewYear made = {.title = bank ? arena_printf(arena, T_("Förslagsbank %d"), year->year)
                                      : arena_printf(arena, T_("Aktiviteter %d"), year->year),
                        .id = arena_printf(arena, "y%d", year->year),
                        .found = bank ? T_("i banken")
                                      : arena_printf(arena, T_("aktiviteter %d"), year->year),
                        .n_activities = activities_in(year),
                        .bands = bands};
    for (size_t i = 0; i < n_titles; i++) {
        PreviewBand band = band_of(arena, import, year, titles[i], show);
        bool asks = band.n_questions > 0 && strcmp(show, "changes") != 0;
        if (band.n_rows > 0 || asks || (*show == '\0' && band.note[0] != '\0'))
            bands[made.n_bands++] = band;
    }
    return made;
}

static void fill_years(Arena *arena, const PlanImport *import, const char *show,
                       PreviewView *view) {
    PreviewYear *years = ARENA_ARRAY(arena, PreviewYear, import->plan.n_years);
    for (size_t i = 0; i < import->plan.n_years; i++) {
        if (import->plan.years[i].n_categories == 0)
            continue;
        years[view->n_years] = preview_year(arena, import, &import->plan.years[i], show);
        view->n_activities += years[view->n_years++].n_activities;
    }
    view->years = years;
}

/* ---- texts ---- */

static void fill_texts(Arena *arena, const PlanDifference *difference, PreviewView *view) {
    PreviewText *texts = ARENA_ARRAY(arena, PreviewText, difference->n_texts);
    for (size_t i = 0; i < difference->n_texts; i++) {
        const TextDifference *text = &difference->texts[i];
        const char *after = text->after != NULL ? text->after : text->before;
        bool changed = text->kind == DIFFERENCE_CHANGED;
        if (text->is_of_plan)
            continue;
        PreviewText *made = &texts[view->n_texts++];
        made->heading = text->heading[0] == '\0' ? T_("Text före första rubriken") : text->heading;
        made->parts = word_difference(arena, changed ? text->before : after, after);
        set_kind(text->kind, &made->class_name, &made->chip, &made->word);
    }
    view->texts = texts;
}

/* ---- filters ---- */

static void add_filter(PreviewView *view, Arena *arena, const char *title, const char *key,
                       const char *show, size_t count) {
    const char *document = arena_printf(arena, "document=%s&year=%d", view->import->document->key,
                                        view->import->plan.first_year);
    view->filters[view->n_filters++] = (PreviewFilter){
        title,
        arena_printf(arena, "%s?%s%s%s", view->path, document, *key == '\0' ? "" : "&show=", key),
        count, strcmp(key, show) == 0};
}

static void fill_filters(Arena *arena, const PlanImport *import, const char *show,
                         PreviewView *view) {
    size_t changes = 0, questions = 0;
    for (size_t i = 0; i < import->n_rows; i++) {
        changes += import->rows[i].difference->kind != DIFFERENCE_SAME;
        questions += import->rows[i].n_notes > 0;
    }
    add_filter(view, arena, N_("Alla rader"), "", show, import->n_rows);
    if (import->existing != NULL)
        add_filter(view, arena, N_("Det som ändras"), "changes", show, changes);
    add_filter(view, arena, N_("Rader med anmärkningar"), "questions", show, questions);
}

static const char *first_question(Arena *arena, const PlanImport *import, const PreviewView *view) {
    for (size_t i = 0; i < import->n_rows; i++)
        if (import->rows[i].n_notes > 0)
            return arena_printf(arena, "#row-%zu", i + 1);
    if (view->n_notes > 0)
        return "#notes";
    return import->n_notes > 0 ? arena_printf(arena, "#%s", view->years[0].id) : NULL;
}

/* ---- places for rows without one ---- */

/* The categories that the file and the rules have for the year. */
static size_t categories_for(const PlanImport *import, const PlanYear *year, const char **titles) {
    size_t n = titles_of(import, year, titles);
    for (const Rule *rule = rules_next(import->rules, ELEMENT_CATEGORY, NULL); rule != NULL;
         rule = rules_next(import->rules, ELEMENT_CATEGORY, rule))
        n = add_title(titles, n, rule->title);
    return n;
}

static PreviewPlaces places_of_year(Arena *arena, const PlanImport *import, const PlanYear *year) {
    size_t room =
        year->n_categories + import->n_rows + rules_count(import->rules, ELEMENT_CATEGORY);
    const char **titles = ARENA_ARRAY(arena, const char *, room);
    size_t n = categories_for(import, year, titles);
    PreviewPlace *places = ARENA_ARRAY(arena, PreviewPlace, n);
    for (size_t i = 0; i < n; i++)
        places[i] = (PreviewPlace){arena_printf(arena, "%d|%s", year->year, titles[i]),
                                   *titles[i] == '\0' ? T_("utan kategori") : titles[i]};
    return (PreviewPlaces){arena_printf(arena, T_("Aktivitet %d"), year->year), places, n};
}

static PreviewPlaces other_places(Arena *arena, bool has_bank) {
    PreviewPlace *places = ARENA_ARRAY(arena, PreviewPlace, 2);
    places[0] = (PreviewPlace){"text", T_("sist i planens text")};
    places[1] = (PreviewPlace){"bank", T_("i förslagsbanken")};
    return (PreviewPlaces){T_("Annat"), places, has_bank ? 2 : 1};
}

static void fill_places(Arena *arena, const PlanImport *import, PreviewView *view) {
    PreviewPlaces *groups = ARENA_ARRAY(arena, PreviewPlaces, import->plan.n_years + 1);
    bool has_bank = false;
    for (size_t i = 0; view->has_activities && i < import->plan.n_years; i++)
        if (strcmp(import->plan.years[i].status, "bank") == 0)
            has_bank = true;
        else
            groups[view->n_places++] = places_of_year(arena, import, &import->plan.years[i]);
    groups[view->n_places++] = other_places(arena, has_bank);
    view->places = groups;
}

static void count_chapters(const PlanImport *import, PreviewView *view) {
    for (size_t i = 0; i < import->plan.n_chapters; i++)
        if (strcmp(import->plan.chapters[i].kind, "table") == 0)
            view->n_tables++;
        else
            view->n_sections++;
}

void preview_fill(Arena *arena, const PlanImport *import, const char *show, PreviewView *view) {
    view->import = import;
    view->has_activities = document_has_activities(arena, import->document);
    count_chapters(import, view);
    fill_places(arena, import, view);
    fill_years(arena, import, show, view);
    fill_texts(arena, &import->difference, view);
    fill_filters(arena, import, show, view);
    fill_notes(arena, import, view);
    view->question_path = first_question(arena, import, view);
}
