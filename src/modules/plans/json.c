#include "modules/plans/plans.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"

#include <glib.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* ---- writing ---- */

static json_t *id_json(Arena *arena, Id id) {
    return id.value == 0 ? json_null() : json_string(id_text(arena, id));
}

static json_t *date_json(Arena *arena, Date date) {
    return date_is_set(date) ? json_string(date_iso(arena, date)) : json_null();
}

static json_t *targets_json(Arena *arena, const Activity *activity) {
    json_t *list = json_array();
    for (size_t i = 0; i < activity->n_targets; i++) {
        const ActivityTarget *target = &activity->targets[i];
        json_array_append_new(list, json_pack("{s:o, s:s, s:I, s:s}", "id", id_json(arena, target->id), "kind",
                                              target->kind, "amount", (json_int_t)target->amount, "title",
                                              target->title));
    }
    return list;
}

static json_t *steps_json(Arena *arena, const Activity *activity) {
    json_t *list = json_array();
    for (size_t i = 0; i < activity->n_steps; i++) {
        const ActivityStep *step = &activity->steps[i];
        json_array_append_new(list, json_pack("{s:o, s:s, s:o, s:b}", "id", id_json(arena, step->id), "title",
                                              step->title, "due", date_json(arena, step->due_on), "optional",
                                              step->is_optional));
    }
    return list;
}

static json_t *parties_json(Arena *arena, const Activity *activity) {
    json_t *list = json_array();
    for (size_t i = 0; i < activity->n_parties; i++)
        json_array_append_new(list, json_pack("{s:o, s:s}", "party", id_json(arena, activity->parties[i].party),
                                              "role", activity->parties[i].role));
    return list;
}

static json_t *goals_json(const Activity *activity) {
    json_t *list = json_array();
    for (size_t i = 0; i < activity->n_goals; i++)
        json_array_append_new(list, json_pack("{s:s, s:I, s:s}", "kind", activity->goals[i].kind, "number",
                                              (json_int_t)activity->goals[i].number, "title",
                                              activity->goals[i].title));
    return list;
}

static json_t *responsibilities_json(const Activity *activity) {
    json_t *list = json_array();
    for (size_t i = 0; i < activity->n_responsibilities; i++)
        json_array_append_new(list, json_pack("{s:s, s:s}", "kind", activity->responsibilities[i].kind, "title",
                                              activity->responsibilities[i].title));
    return list;
}

static json_t *activity_json(Arena *arena, const Activity *activity) {
    json_t *made = json_pack("{s:o}", "id", id_json(arena, activity->id));
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        json_object_set_new(made, activity_columns[column].key, json_string(activity->cells[column]));
    json_t *facts = json_pack("{s:b, s:s, s:I, s:s, s:o, s:s, s:s}", "recurring", activity->is_recurring, "size",
                              activity->size, "hours", (json_int_t)activity->hours, "host", activity->host,
                              "host_element", id_json(arena, activity->host_element), "leader", activity->leader,
                              "project_group", activity->project_group);
    json_object_update(made, facts);
    json_decref(facts);
    json_object_set_new(made, "targets", targets_json(arena, activity));
    json_object_set_new(made, "steps", steps_json(arena, activity));
    json_object_set_new(made, "chosen_parties", parties_json(arena, activity));
    json_object_set_new(made, "goals", goals_json(activity));
    json_object_set_new(made, "responsibilities", responsibilities_json(activity));
    return made;
}

static json_t *category_json(Arena *arena, const PlanCategory *category) {
    json_t *activities = json_array();
    for (size_t i = 0; i < category->n_activities; i++)
        json_array_append_new(activities, activity_json(arena, &category->activities[i]));
    return json_pack("{s:o, s:s, s:s, s:o}", "id", id_json(arena, category->id), "title", category->title, "note",
                     category->note, "activities", activities);
}

static json_t *year_json(Arena *arena, const PlanYear *year) {
    json_t *categories = json_array();
    for (size_t i = 0; i < year->n_categories; i++)
        json_array_append_new(categories, category_json(arena, &year->categories[i]));
    return json_pack("{s:o, s:i, s:s, s:o}", "id", id_json(arena, year->id), "year", year->year, "status",
                     year->status, "categories", categories);
}

static json_t *chapters_json(Arena *arena, const Plan *plan) {
    json_t *list = json_array();
    for (size_t i = 0; i < plan->n_chapters; i++) {
        const PlanChapter *chapter = &plan->chapters[i];
        json_array_append_new(list, json_pack("{s:o, s:s, s:s, s:s}", "id", id_json(arena, chapter->id), "kind",
                                              chapter->kind, "heading", chapter->heading, "body", chapter->body));
    }
    return list;
}

static json_t *national_json(Arena *arena, const Plan *plan) {
    json_t *list = json_array();
    for (size_t i = 0; i < plan->n_national; i++) {
        const NationalActivity *national = &plan->national[i];
        json_array_append_new(list, json_pack("{s:o, s:i, s:s, s:s, s:s}", "id", id_json(arena, national->id), "year",
                                              national->year, "heading", national->heading, "title", national->title,
                                              "authority", national->authority));
    }
    return list;
}

char *plan_to_json(Arena *arena, const Plan *plan) {
    json_t *years = json_array();
    for (size_t i = 0; i < plan->n_years; i++)
        json_array_append_new(years, year_json(arena, &plan->years[i]));
    g_autoptr(json_t) root = json_pack("{s:i, s:s, s:i, s:i, s:o, s:o, s:o}", "format", 1, "title", plan->title,
                                       "first_year", plan->first_year, "last_year", plan->last_year, "chapters",
                                       chapters_json(arena, plan), "years", years, "national",
                                       national_json(arena, plan));
    char *text = json_dumps(root, JSON_COMPACT | JSON_PRESERVE_ORDER);
    char *kept = arena_strdup(arena, text);
    free(text);
    return kept;
}

/* ---- reading ---- */

static const char *read_text(Arena *arena, const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return arena_strdup(arena, text == NULL ? "" : text);
}

static int64_t read_number(const json_t *object, const char *key) {
    return json_integer_value(json_object_get(object, key));
}

static bool read_truth(const json_t *object, const char *key) {
    return json_is_true(json_object_get(object, key));
}

static Id read_id(const json_t *object, const char *key) {
    Id id = {0};
    const char *text = json_string_value(json_object_get(object, key));
    if (text != NULL)
        (void)id_parse(text, &id);
    return id;
}

static Date read_date(const json_t *object, const char *key) {
    Date date = {0};
    (void)date_parse(json_string_value(json_object_get(object, key)), &date);
    return date;
}

static void read_beside(Arena *arena, const json_t *from, Activity *activity) {
    const json_t *targets = json_object_get(from, "targets"), *steps = json_object_get(from, "steps");
    activity->n_targets = json_array_size(targets);
    ActivityTarget *target = ARENA_ARRAY(arena, ActivityTarget, activity->n_targets);
    for (size_t i = 0; i < activity->n_targets; i++) {
        const json_t *item = json_array_get(targets, i);
        target[i] = (ActivityTarget){read_id(item, "id"), read_text(arena, item, "kind"), read_number(item, "amount"),
                                     read_text(arena, item, "title"), false};
    }
    activity->targets = target;
    activity->n_steps = json_array_size(steps);
    ActivityStep *step = ARENA_ARRAY(arena, ActivityStep, activity->n_steps);
    for (size_t i = 0; i < activity->n_steps; i++) {
        const json_t *item = json_array_get(steps, i);
        step[i] = (ActivityStep){read_id(item, "id"), read_text(arena, item, "title"), read_date(item, "due"),
                                 read_truth(item, "optional"), (Date){0}};
    }
    activity->steps = step;
}

static void read_choices(Arena *arena, const json_t *from, Activity *activity) {
    const json_t *parties = json_object_get(from, "chosen_parties"), *goals = json_object_get(from, "goals");
    activity->n_parties = json_array_size(parties);
    ActivityParty *party = ARENA_ARRAY(arena, ActivityParty, activity->n_parties);
    for (size_t i = 0; i < activity->n_parties; i++) {
        const json_t *item = json_array_get(parties, i);
        party[i] = (ActivityParty){{0}, read_id(item, "party"), read_text(arena, item, "role")};
    }
    activity->parties = party;
    activity->n_goals = json_array_size(goals);
    ActivityGoal *goal = ARENA_ARRAY(arena, ActivityGoal, activity->n_goals);
    for (size_t i = 0; i < activity->n_goals; i++) {
        const json_t *item = json_array_get(goals, i);
        goal[i] = (ActivityGoal){{0}, read_text(arena, item, "kind"), read_number(item, "number"), read_text(arena, item, "title")};
    }
    activity->goals = goal;
}

static void read_responsibilities(Arena *arena, const json_t *from, Activity *activity) {
    const json_t *list = json_object_get(from, "responsibilities");
    activity->n_responsibilities = json_array_size(list);
    ActivityResponsibility *split = ARENA_ARRAY(arena, ActivityResponsibility, activity->n_responsibilities);
    for (size_t i = 0; i < activity->n_responsibilities; i++) {
        const json_t *item = json_array_get(list, i);
        split[i] = (ActivityResponsibility){{0}, read_text(arena, item, "kind"), read_text(arena, item, "title")};
    }
    activity->responsibilities = split;
}

static Activity read_activity(Arena *arena, const json_t *from, Id category) {
    Activity activity = {.id = read_id(from, "id"),
                         .category = category,
                         .is_recurring = read_truth(from, "recurring"),
                         .size = read_text(arena, from, "size"),
                         .hours = read_number(from, "hours"),
                         .host = read_text(arena, from, "host"),
                         .host_element = read_id(from, "host_element"),
                         .leader = read_text(arena, from, "leader"),
                         .project_group = read_text(arena, from, "project_group"),
                         .status = "planned",
                         .comment = "",
                         .carried = ""};
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        activity.cells[column] = read_text(arena, from, activity_columns[column].key);
    read_beside(arena, from, &activity);
    read_choices(arena, from, &activity);
    read_responsibilities(arena, from, &activity);
    return activity;
}

static PlanCategory read_category(Arena *arena, const json_t *from) {
    const json_t *list = json_object_get(from, "activities");
    PlanCategory category = {.id = read_id(from, "id"),
                             .title = read_text(arena, from, "title"),
                             .note = read_text(arena, from, "note"),
                             .n_activities = json_array_size(list)};
    Activity *activities = ARENA_ARRAY(arena, Activity, category.n_activities);
    for (size_t i = 0; i < category.n_activities; i++) {
        activities[i] = read_activity(arena, json_array_get(list, i), category.id);
        activities[i].position = (int64_t)i + 1;
    }
    category.activities = activities;
    return category;
}

static PlanYear read_year(Arena *arena, const json_t *from) {
    const json_t *list = json_object_get(from, "categories");
    PlanYear year = {.id = read_id(from, "id"),
                     .year = (int)read_number(from, "year"),
                     .status = read_text(arena, from, "status"),
                     .n_categories = json_array_size(list)};
    PlanCategory *categories = ARENA_ARRAY(arena, PlanCategory, year.n_categories);
    for (size_t i = 0; i < year.n_categories; i++)
        categories[i] = read_category(arena, json_array_get(list, i));
    year.categories = categories;
    return year;
}

static void read_chapters(Arena *arena, const json_t *root, Plan *plan) {
    const json_t *list = json_object_get(root, "chapters");
    plan->n_chapters = json_array_size(list);
    PlanChapter *chapters = ARENA_ARRAY(arena, PlanChapter, plan->n_chapters);
    for (size_t i = 0; i < plan->n_chapters; i++) {
        const json_t *item = json_array_get(list, i);
        chapters[i] = (PlanChapter){read_id(item, "id"), read_text(arena, item, "kind"), read_text(arena, item, "heading"),
                                    read_text(arena, item, "body"), 0};
    }
    plan->chapters = chapters;
}

static void read_national(Arena *arena, const json_t *root, Plan *plan) {
    const json_t *list = json_object_get(root, "national");
    plan->n_national = json_array_size(list);
    NationalActivity *national = ARENA_ARRAY(arena, NationalActivity, plan->n_national);
    for (size_t i = 0; i < plan->n_national; i++) {
        const json_t *item = json_array_get(list, i);
        national[i] = (NationalActivity){read_id(item, "id"), (int)read_number(item, "year"),
                                         read_text(arena, item, "heading"), read_text(arena, item, "title"),
                                         read_text(arena, item, "authority")};
    }
    plan->national = national;
}

bool plan_from_json(Arena *arena, const char *json, Plan *ret, GError **error) {
    json_error_t problem;
    g_autoptr(json_t) root = json_loads(json, 0, &problem);
    if (root == NULL || read_number(root, "format") != 1)
        return fail(error, ERROR_INTERNAL, "the stored version cannot be read: %s", root == NULL ? problem.text : "format");
    const json_t *years = json_object_get(root, "years");
    Plan plan = {.title = read_text(arena, root, "title"),
                 .first_year = (int)read_number(root, "first_year"),
                 .last_year = (int)read_number(root, "last_year"),
                 .state = "adopted",
                 .n_years = json_array_size(years)};
    PlanYear *read = ARENA_ARRAY(arena, PlanYear, plan.n_years);
    for (size_t i = 0; i < plan.n_years; i++)
        read[i] = read_year(arena, json_array_get(years, i));
    plan.years = read;
    read_chapters(arena, root, &plan);
    read_national(arena, root, &plan);
    *ret = plan;
    return true;
}
