#include "modules/activities/change.h"

#include "base/date.h"
#include "base/error.h"

#include <glib.h>
#include <jansson.h>
#include <stdlib.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

static json_t *id_json(Id id) {
    return json_integer(id.value);
}

static json_t *date_json(Arena *arena, Date date) {
    return json_string(date_is_set(date) ? date_iso(arena, date) : "");
}

static json_t *targets_json(const Activity *activity) {
    json_t *list = json_array();
    for (size_t i = 0; i < activity->n_targets; i++) {
        const ActivityTarget *target = &activity->targets[i];
        json_array_append_new(list,
                              json_pack("{s:o, s:s, s:I, s:s, s:b}", "id", id_json(target->id),
                                        "kind", target->kind, "amount", (json_int_t)target->amount,
                                        "title", target->title, "reached", target->is_reached));
    }
    return list;
}

static json_t *steps_json(Arena *arena, const Activity *activity) {
    json_t *list = json_array();
    for (size_t i = 0; i < activity->n_steps; i++) {
        const ActivityStep *step = &activity->steps[i];
        json_array_append_new(
            list, json_pack("{s:o, s:s, s:o, s:b, s:o}", "id", id_json(step->id), "title",
                            step->title, "due", date_json(arena, step->due_on), "optional",
                            step->is_optional, "done", date_json(arena, step->done_on)));
    }
    return list;
}

static json_t *parties_json(const Activity *activity) {
    json_t *list = json_array();
    for (size_t i = 0; i < activity->n_parties; i++) {
        const ActivityParty *party = &activity->parties[i];
        json_array_append_new(list, json_pack("{s:o, s:o, s:s}", "id", id_json(party->id), "party",
                                              id_json(party->party), "role", party->role));
    }
    return list;
}

static json_t *goals_json(const Activity *activity) {
    json_t *list = json_array();
    for (size_t i = 0; i < activity->n_goals; i++) {
        const ActivityGoal *goal = &activity->goals[i];
        json_array_append_new(list, json_pack("{s:o, s:s, s:I, s:s}", "id", id_json(goal->id),
                                              "kind", goal->kind, "number",
                                              (json_int_t)goal->number, "title", goal->title));
    }
    return list;
}

static json_t *responsibilities_json(const Activity *activity) {
    json_t *list = json_array();
    for (size_t i = 0; i < activity->n_responsibilities; i++) {
        const ActivityResponsibility *row = &activity->responsibilities[i];
        json_array_append_new(list, json_pack("{s:o, s:s, s:s}", "id", id_json(row->id), "kind",
                                              row->kind, "title", row->title));
    }
    return list;
}

static json_t *cells_json(const Activity *activity) {
    json_t *list = json_array();
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        json_array_append_new(list, json_string(activity->cells[column]));
    return list;
}

static json_t *row_json(const Activity *activity) {
    return json_pack(
        "{s:o, s:o, s:o, s:I, s:o, s:b, s:s, s:I, s:s, s:o, s:s, s:s, s:s, s:s, s:o, s:s, s:o}",
        "id", id_json(activity->id), "plan", id_json(activity->plan), "category",
        id_json(activity->category), "position", (json_int_t)activity->position, "cells",
        cells_json(activity), "recurring", activity->is_recurring, "size", activity->size, "hours",
        (json_int_t)activity->hours, "host", activity->host, "host_element",
        id_json(activity->host_element), "leader", activity->leader, "project_group",
        activity->project_group, "status", activity->status, "comment", activity->comment,
        "came_from", id_json(activity->came_from), "carried", activity->carried, "proposal",
        id_json(activity->proposal));
}

char *snapshot_to_json(Arena *arena, const Activity *activity, const Place *place) {
    g_autoptr(json_t) root = row_json(activity);
    json_object_set_new(root, "plan_year", id_json(place->plan_year));
    json_object_set_new(root, "next", id_json(place->next));
    json_object_set_new(root, "category_title", json_string(place->title));
    json_object_set_new(root, "targets", targets_json(activity));
    json_object_set_new(root, "steps", steps_json(arena, activity));
    json_object_set_new(root, "parties", parties_json(activity));
    json_object_set_new(root, "goals", goals_json(activity));
    json_object_set_new(root, "responsibilities", responsibilities_json(activity));
    char *text = json_dumps(root, JSON_COMPACT | JSON_PRESERVE_ORDER);
    char *kept = arena_strdup(arena, text);
    free(text);
    return kept;
}

static const char *text_at(Arena *arena, const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return arena_strdup(arena, text == NULL ? "" : text);
}

static Id id_at_key(const json_t *object, const char *key) {
    return (Id){json_integer_value(json_object_get(object, key))};
}

static bool truth_at(const json_t *object, const char *key) {
    return json_is_true(json_object_get(object, key));
}

static Date date_at(const json_t *object, const char *key) {
    Date date = {0};
    return date_parse(json_string_value(json_object_get(object, key)), &date) ? date : (Date){0};
}

static void read_targets(Arena *arena, const json_t *list, Activity *activity) {
    ActivityTarget *rows = ARENA_ARRAY(arena, ActivityTarget, json_array_size(list));
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *row = json_array_get(list, i);
        rows[i] = (ActivityTarget){.id = id_at_key(row, "id"),
                                   .kind = text_at(arena, row, "kind"),
                                   .amount = json_integer_value(json_object_get(row, "amount")),
                                   .title = text_at(arena, row, "title"),
                                   .is_reached = truth_at(row, "reached")};
    }
    activity->targets = rows;
    activity->n_targets = json_array_size(list);
}

static void read_steps(Arena *arena, const json_t *list, Activity *activity) {
    ActivityStep *rows = ARENA_ARRAY(arena, ActivityStep, json_array_size(list));
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *row = json_array_get(list, i);
        rows[i] = (ActivityStep){.id = id_at_key(row, "id"),
                                 .title = text_at(arena, row, "title"),
                                 .due_on = date_at(row, "due"),
                                 .is_optional = truth_at(row, "optional"),
                                 .done_on = date_at(row, "done")};
    }
    activity->steps = rows;
    activity->n_steps = json_array_size(list);
}

static void read_parties(Arena *arena, const json_t *list, Activity *activity) {
    ActivityParty *rows = ARENA_ARRAY(arena, ActivityParty, json_array_size(list));
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *row = json_array_get(list, i);
        rows[i] = (ActivityParty){id_at_key(row, "id"), id_at_key(row, "party"),
                                  text_at(arena, row, "role")};
    }
    activity->parties = rows;
    activity->n_parties = json_array_size(list);
}

static void read_goals(Arena *arena, const json_t *list, Activity *activity) {
    ActivityGoal *rows = ARENA_ARRAY(arena, ActivityGoal, json_array_size(list));
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *row = json_array_get(list, i);
        rows[i] = (ActivityGoal){.id = id_at_key(row, "id"),
                                 .kind = text_at(arena, row, "kind"),
                                 .number = json_integer_value(json_object_get(row, "number")),
                                 .title = text_at(arena, row, "title")};
    }
    activity->goals = rows;
    activity->n_goals = json_array_size(list);
}

static void read_responsibilities(Arena *arena, const json_t *list, Activity *activity) {
    ActivityResponsibility *rows =
        ARENA_ARRAY(arena, ActivityResponsibility, json_array_size(list));
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *row = json_array_get(list, i);
        rows[i] = (ActivityResponsibility){id_at_key(row, "id"), text_at(arena, row, "kind"),
                                           text_at(arena, row, "title")};
    }
    activity->responsibilities = rows;
    activity->n_responsibilities = json_array_size(list);
}

static Activity read_row(Arena *arena, const json_t *root) {
    Activity activity = {.id = id_at_key(root, "id"),
                         .plan = id_at_key(root, "plan"),
                         .category = id_at_key(root, "category"),
                         .position = json_integer_value(json_object_get(root, "position")),
                         .is_recurring = truth_at(root, "recurring"),
                         .size = text_at(arena, root, "size"),
                         .hours = json_integer_value(json_object_get(root, "hours")),
                         .host = text_at(arena, root, "host"),
                         .host_element = id_at_key(root, "host_element"),
                         .leader = text_at(arena, root, "leader"),
                         .project_group = text_at(arena, root, "project_group"),
                         .status = text_at(arena, root, "status"),
                         .comment = text_at(arena, root, "comment"),
                         .came_from = id_at_key(root, "came_from"),
                         .carried = text_at(arena, root, "carried"),
                         .proposal = id_at_key(root, "proposal")};
    const json_t *cells = json_object_get(root, "cells");
    for (size_t column = 0; column < N_ACTIVITY_COLUMNS; column++) {
        const char *cell = json_string_value(json_array_get(cells, column));
        activity.cells[column] = arena_strdup(arena, cell == NULL ? "" : cell);
    }
    return activity;
}

bool snapshot_from_json(Arena *arena, const char *json, Snapshot *ret, GError **error) {
    g_autoptr(json_t) root = json_loads(json, 0, NULL);
    if (root == NULL)
        return fail(error, ERROR_INTERNAL,
                    "Det går inte att läsa hur aktiviteten såg ut före ändringen.");
    Snapshot snapshot = {.activity = read_row(arena, root),
                         .plan_year = id_at_key(root, "plan_year"),
                         .next = id_at_key(root, "next"),
                         .category_title = text_at(arena, root, "category_title")};
    read_targets(arena, json_object_get(root, "targets"), &snapshot.activity);
    read_steps(arena, json_object_get(root, "steps"), &snapshot.activity);
    read_parties(arena, json_object_get(root, "parties"), &snapshot.activity);
    read_goals(arena, json_object_get(root, "goals"), &snapshot.activity);
    read_responsibilities(arena, json_object_get(root, "responsibilities"), &snapshot.activity);
    *ret = snapshot;
    return true;
}
