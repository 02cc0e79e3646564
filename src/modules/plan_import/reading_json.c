#include "modules/plan_import/reading_json.h"

#include <jansson.h>

static const char *const activity_keys[N_READ_COLUMNS] = {
    "activity", "goal", "implementation", "time", "responsible", "parties", "effect_goals",
};

static json_t *text_json(const char *text) {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return json_string_nocheck(valid);
}

static void set_text(json_t *object, const char *key, const char *text) {
    json_object_set_new_nocheck(object, key, text_json(text));
}

static json_t *activity_json(const ReadActivity *activity) {
    json_t *object = json_object();
    for (int column = 0; column < N_READ_COLUMNS; column++)
        set_text(object, activity_keys[column], activity->cells[column].text);
    return object;
}

static json_t *category_json(const ReadCategory *category) {
    json_t *object = json_object(), *activities = json_array();
    for (size_t i = 0; i < category->n_activities; i++)
        json_array_append_new(activities, activity_json(&category->activities[i]));
    set_text(object, "name", category->name);
    json_object_set_new_nocheck(object, "activities", activities);
    return object;
}

static json_t *year_json(const ReadYear *year) {
    json_t *object = json_object(), *categories = json_array();
    for (size_t i = 0; i < year->n_categories; i++)
        json_array_append_new(categories, category_json(&year->categories[i]));
    json_object_set_new_nocheck(object, "year", json_integer(year->year));
    json_object_set_new_nocheck(object, "categories", categories);
    return object;
}

static json_t *years_json(const PlanReading *reading) {
    json_t *years = json_array();
    for (size_t i = 0; i < reading->n_years; i++)
        json_array_append_new(years, year_json(&reading->years[i]));
    return years;
}

static json_t *bank_json(const PlanReading *reading) {
    json_t *bank = json_array();
    for (size_t i = 0; i < reading->n_bank; i++) {
        json_t *item = json_object();
        set_text(item, "heading", reading->bank[i].heading);
        set_text(item, "title", reading->bank[i].title);
        for (int column = READ_ACTIVITY + 1; column < N_READ_COLUMNS; column++)
            if (*reading->bank[i].cells[column].text != '\0')
                set_text(item, activity_keys[column], reading->bank[i].cells[column].text);
        json_array_append_new(bank, item);
    }
    return bank;
}

static json_t *national_json(const PlanReading *reading) {
    json_t *national = json_array();
    for (size_t i = 0; i < reading->n_national; i++) {
        json_t *item = json_object();
        set_text(item, "heading", reading->national[i].heading);
        set_text(item, "title", reading->national[i].title);
        set_text(item, "authority", reading->national[i].authority);
        json_array_append_new(national, item);
    }
    return national;
}

static json_t *chapters_json(const PlanReading *reading) {
    json_t *chapters = json_array();
    for (size_t i = 0; i < reading->n_chapters; i++) {
        json_t *chapter = json_object();
        set_text(chapter, "heading", reading->chapters[i].heading);
        set_text(chapter, "text", reading->chapters[i].text);
        json_array_append_new(chapters, chapter);
    }
    return chapters;
}

static json_t *budget_json(const PlanReading *reading) {
    json_t *budget = json_array();
    for (size_t i = 0; i < reading->n_budget; i++) {
        json_t *row = json_array();
        for (size_t k = 0; k < reading->budget[i].n_cells; k++)
            json_array_append_new(row, text_json(reading->budget[i].cells[k]));
        json_array_append_new(budget, row);
    }
    return budget;
}

static json_t *unplaced_json(const PlanReading *reading) {
    json_t *unplaced = json_array();
    for (size_t i = 0; i < reading->n_unplaced; i++)
        json_array_append_new(unplaced, text_json(reading->unplaced[i].text));
    return unplaced;
}

static json_t *warnings_json(const PlanReading *reading) {
    json_t *warnings = json_array();
    for (size_t i = 0; i < reading->n_warnings; i++) {
        json_t *warning = json_object();
        json_object_set_new_nocheck(warning, "line", json_integer(reading->warnings[i].line));
        set_text(warning, "text", reading->warnings[i].text);
        json_array_append_new(warnings, warning);
    }
    return warnings;
}

const char *plan_reading_json(Arena *arena, const PlanReading *reading) {
    json_t *object = json_object();
    json_object_set_new_nocheck(object, "years", years_json(reading));
    json_object_set_new_nocheck(object, "bank", bank_json(reading));
    json_object_set_new_nocheck(object, "national", national_json(reading));
    json_object_set_new_nocheck(object, "text", chapters_json(reading));
    json_object_set_new_nocheck(object, "budget", budget_json(reading));
    json_object_set_new_nocheck(object, "unplaced", unplaced_json(reading));
    json_object_set_new_nocheck(object, "warnings", warnings_json(reading));
    char *text = json_dumps(object, JSON_INDENT(2));
    json_decref(object);
    const char *kept = arena_printf(arena, "%s\n", text);
    free(text);
    return kept;
}
