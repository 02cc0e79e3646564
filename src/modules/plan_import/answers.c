#include "modules/plan_import/answers.h"

#include "base/text.h"
#include "modules/plan_import/list.h"

#include <glib.h>

/* ---- what was meant ---- */

static bool mend_cell(Arena *arena, const ReadWarning *question, ReadCell *cell) {
    const char *at = cell->line == question->line ? strstr(cell->text, question->written) : NULL;
    if (at == NULL)
        return false;
    cell->text = arena_printf(arena, "%.*s%s%s", (int)(at - cell->text), cell->text,
                              question->meant, at + strlen(question->written));
    return true;
}

static bool mend_activities(Arena *arena, const ReadWarning *question, ReadCategory *category) {
    ReadActivity *activities = ARENA_ARRAY(arena, ReadActivity, category->n_activities);
    bool mended = false;
    for (size_t i = 0; i < category->n_activities; i++) {
        activities[i] = category->activities[i];
        for (int column = 0; !mended && column < N_READ_COLUMNS; column++)
            mended = mend_cell(arena, question, &activities[i].cells[column]);
    }
    if (mended)
        category->activities = activities;
    return mended;
}

static bool mend_category(Arena *arena, const ReadWarning *question, ReadCategory *category) {
    if (category->line != question->line || strcmp(category->name, question->written) != 0)
        return mend_activities(arena, question, category);
    category->name = question->meant;
    return true;
}

static bool mend(Arena *arena, PlanReading *reading, const ReadWarning *question) {
    ReadYear *years = ARENA_ARRAY(arena, ReadYear, reading->n_years);
    bool mended = false;
    for (size_t y = 0; y < reading->n_years; y++) {
        years[y] = reading->years[y];
        ReadCategory *categories = ARENA_ARRAY(arena, ReadCategory, years[y].n_categories);
        for (size_t c = 0; c < years[y].n_categories; c++) {
            categories[c] = years[y].categories[c];
            mended = mended || mend_category(arena, question, &categories[c]);
        }
        years[y].categories = categories;
    }
    if (mended)
        reading->years = years;
    return mended;
}

static bool is_among(size_t number, const size_t *numbers, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (numbers[i] == number)
            return true;
    return false;
}

static void answer_questions(Arena *arena, PlanReading *reading, const ImportAnswers *answers) {
    ReadWarning *left = ARENA_ARRAY(arena, ReadWarning, reading->n_warnings);
    size_t n = 0;
    for (size_t i = 0; i < reading->n_warnings; i++) {
        const ReadWarning *warning = &reading->warnings[i];
        bool yes = warning->meant != NULL && is_among(i, answers->meant, answers->n_meant);
        if (!yes || !mend(arena, reading, warning))
            left[n++] = *warning;
    }
    reading->warnings = left;
    reading->n_warnings = n;
}

/* ---- places ---- */

/* The row's cells from left to right, as in the plan: activity, goal, implementation … */
static ReadActivity activity_of(Arena *arena, const ReadUnplaced *row) {
    ReadActivity activity = {.line = row->line};
    g_auto(GStrv) cells = g_strsplit(row->text, "\t", N_READ_COLUMNS);
    size_t n = g_strv_length(cells);
    for (size_t column = 0; column < N_READ_COLUMNS; column++) {
        const char *text = column < n ? text_trim(arena, cells[column]) : "";
        activity.cells[column] = (ReadCell){text, *text == '\0' ? 0 : row->line};
    }
    return activity;
}

static ReadCategory with_activity(Arena *arena, ReadCategory category, const ReadUnplaced *row) {
    ReadActivity *activities = ARENA_ARRAY(arena, ReadActivity, category.n_activities + 1);
    for (size_t i = 0; i < category.n_activities; i++)
        activities[i] = category.activities[i];
    activities[category.n_activities++] = activity_of(arena, row);
    category.activities = activities;
    return category;
}

static ReadYear with_category(Arena *arena, ReadYear year, const char *name,
                              const ReadUnplaced *row) {
    ReadCategory *categories = ARENA_ARRAY(arena, ReadCategory, year.n_categories + 1);
    size_t found = year.n_categories;
    for (size_t i = 0; i < year.n_categories; i++) {
        categories[i] = year.categories[i];
        if (strcmp(categories[i].name, name) == 0)
            found = i;
    }
    if (found == year.n_categories)
        categories[year.n_categories++] = (ReadCategory){.name = arena_strdup(arena, name)};
    categories[found] = with_activity(arena, categories[found], row);
    year.categories = categories;
    return year;
}

static bool place_activity(Arena *arena, PlanReading *reading, const char *where,
                           const ReadUnplaced *row) {
    const char *bar = strchr(where, '|');
    int number = (int)g_ascii_strtoll(where, NULL, 10);
    if (bar == NULL || number == 0)
        return false;
    ReadYear *years = ARENA_ARRAY(arena, ReadYear, reading->n_years + 1);
    size_t found = reading->n_years;
    for (size_t i = 0; i < reading->n_years; i++) {
        years[i] = reading->years[i];
        if (years[i].year == number)
            found = i;
    }
    if (found == reading->n_years)
        years[reading->n_years++] = (ReadYear){.year = number, .line = row->line};
    years[found] = with_category(arena, years[found], bar + 1, row);
    reading->years = years;
    return true;
}

static void place_in_bank(Arena *arena, PlanReading *reading, const ReadUnplaced *row) {
    ReadBankItem *bank = ARENA_ARRAY(arena, ReadBankItem, reading->n_bank + 1);
    const ReadActivity activity = activity_of(arena, row);
    ReadBankItem item = {
        .heading = "", .title = activity.cells[READ_ACTIVITY].text, .line = row->line};
    item.cells[READ_ACTIVITY].text = "";
    for (int column = READ_GOAL; column < N_READ_COLUMNS; column++)
        item.cells[column] = activity.cells[column];
    for (size_t i = 0; i < reading->n_bank; i++)
        bank[i] = reading->bank[i];
    bank[reading->n_bank++] = item;
    reading->bank = bank;
}

static void place_in_text(Arena *arena, PlanReading *reading, const ReadUnplaced *row) {
    ReadChapter *chapters = ARENA_ARRAY(arena, ReadChapter, reading->n_chapters + 1);
    const char *text = g_strdelimit(arena_strdup(arena, row->text), "\t\n", ' ');
    for (size_t i = 0; i < reading->n_chapters; i++)
        chapters[i] = reading->chapters[i];
    if (reading->n_chapters == 0)
        chapters[reading->n_chapters++] = (ReadChapter){"Text", text, row->line};
    else {
        ReadChapter *last = &chapters[reading->n_chapters - 1];
        last->text = *last->text == '\0' ? text : arena_printf(arena, "%s\n%s", last->text, text);
    }
    reading->chapters = chapters;
}

static bool place(Arena *arena, PlanReading *reading, const char *where, const ReadUnplaced *row) {
    if (strcmp(where, "bank") == 0)
        place_in_bank(arena, reading, row);
    else if (strcmp(where, "text") == 0)
        place_in_text(arena, reading, row);
    else
        return place_activity(arena, reading, where, row);
    return true;
}

static const char *place_of(const ImportAnswers *answers, size_t number) {
    for (size_t i = 0; i < answers->n_places; i++)
        if (answers->places[i].unplaced == number)
            return answers->places[i].where;
    return "";
}

static void answer_places(Arena *arena, PlanReading *reading, const ImportAnswers *answers) {
    ReadUnplaced *left = ARENA_ARRAY(arena, ReadUnplaced, reading->n_unplaced);
    size_t n = 0;
    for (size_t i = 0; i < reading->n_unplaced; i++)
        if (!place(arena, reading, place_of(answers, i), &reading->unplaced[i]))
            left[n++] = reading->unplaced[i];
    reading->unplaced = left;
    reading->n_unplaced = n;
}

void reading_answer(Arena *arena, PlanReading *reading, const ImportAnswers *answers) {
    if (answers->n_meant > 0)
        answer_questions(arena, reading, answers);
    if (answers->n_places > 0)
        answer_places(arena, reading, answers);
}
