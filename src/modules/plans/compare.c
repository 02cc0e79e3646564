#include "modules/plans/plans.h"

#include "base/language.h"
#include "base/text.h"
#include "modules/plans/plan_words.h"

#include <glib.h>
#include <string.h>

/* An activity with its place in the plan, and its partner in the other plan. */
typedef struct {
    const Activity *activity;
    int year, slot; /* slot: the year, but 0 for the bank, which is one place whatever its year */
    const char *category;
    ssize_t partner;
} Placed;

typedef struct {
    Placed *items;
    size_t n;
} PlacedList;

static size_t count_activities(const Plan *plan) {
    size_t count = 0;
    for (size_t y = 0; y < plan->n_years; y++)
        for (size_t c = 0; c < plan->years[y].n_categories; c++)
            count += plan->years[y].categories[c].n_activities;
    return count;
}

static void place_category(PlacedList *list, const PlanYear *year, const PlanCategory *category) {
    int slot = strcmp(year->status, "bank") == 0 ? 0 : year->year;
    for (size_t i = 0; i < category->n_activities; i++)
        list->items[list->n++] =
            (Placed){&category->activities[i], year->year, slot, category->title, -1};
}

static PlacedList place_all(Arena *arena, const Plan *plan) {
    PlacedList list = {ARENA_ARRAY(arena, Placed, count_activities(plan)), 0};
    for (size_t y = 0; y < plan->n_years; y++)
        for (size_t c = 0; c < plan->years[y].n_categories; c++)
            place_category(&list, &plan->years[y], &plan->years[y].categories[c]);
    return list;
}

/* What two activities must share to be taken for the same one; NULL when it says nothing. */
typedef char *(*KeyOf)(Arena *arena, const Placed *placed);

static char *key_by_id(Arena *arena, const Placed *placed) {
    int64_t id = placed->activity->id.value;
    return id == 0 ? NULL : arena_printf(arena, "%" G_GINT64_FORMAT, id);
}

static char *key_by_category(Arena *arena, const Placed *placed) {
    return arena_printf(arena, "%d\n%s\n%s", placed->slot, text_fold(arena, placed->category),
                        text_fold(arena, placed->activity->cells[COLUMN_TITLE]));
}

static char *key_by_year(Arena *arena, const Placed *placed) {
    return arena_printf(arena, "%d\n%s", placed->slot,
                        text_fold(arena, placed->activity->cells[COLUMN_TITLE]));
}

/* The activity that it was carried from. What recurs is a new occasion, unless it stands in the
 * same year. */
static char *key_by_origin(Arena *arena, const Placed *placed) {
    int64_t id = placed->activity->came_from.value;
    return id == 0 || strcmp(placed->activity->carried, "recurring") == 0
               ? NULL
               : arena_printf(arena, "%" G_GINT64_FORMAT, id);
}

static char *key_by_id_in_year(Arena *arena, const Placed *placed) {
    return arena_printf(arena, "%d\n%" G_GINT64_FORMAT, placed->slot, placed->activity->id.value);
}

static char *key_by_origin_in_year(Arena *arena, const Placed *placed) {
    int64_t id = placed->activity->came_from.value;
    return id == 0 ? NULL : arena_printf(arena, "%d\n%" G_GINT64_FORMAT, placed->slot, id);
}

static void queue_free(void *queue) {
    g_queue_free(queue);
}

static GHashTable *unmatched_by_key(Arena *arena, PlacedList before, KeyOf key_of) {
    GHashTable *waiting = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, queue_free);
    for (size_t i = 0; i < before.n; i++) {
        char *key = before.items[i].partner >= 0 ? NULL : key_of(arena, &before.items[i]);
        if (key == NULL)
            continue;
        GQueue *queue = g_hash_table_lookup(waiting, key);
        if (queue == NULL)
            g_hash_table_insert(waiting, key, queue = g_queue_new());
        g_queue_push_tail(queue, GSIZE_TO_POINTER(i));
    }
    return waiting;
}

/* Pairs those that share a key, first with first, so that equal titles pair up one to one. */
static void match_keys(Arena *arena, PlacedList before, PlacedList after, KeyOf key_before,
                       KeyOf key_after) {
    g_autoptr(GHashTable) waiting = unmatched_by_key(arena, before, key_before);
    for (size_t i = 0; i < after.n; i++) {
        char *key = after.items[i].partner >= 0 ? NULL : key_after(arena, &after.items[i]);
        GQueue *queue = key == NULL ? NULL : g_hash_table_lookup(waiting, key);
        if (queue == NULL || g_queue_is_empty(queue))
            continue;
        size_t partner = GPOINTER_TO_SIZE(g_queue_pop_head(queue));
        after.items[i].partner = (ssize_t)partner;
        before.items[partner].partner = (ssize_t)i;
    }
}

static void match(Arena *arena, PlacedList before, PlacedList after, KeyOf key_of) {
    match_keys(arena, before, after, key_of, key_of);
}

/* A plan and the one that it began from, whichever comes first. */
static void match_origins(Arena *arena, PlacedList before, PlacedList after) {
    match_keys(arena, before, after, key_by_id_in_year, key_by_origin_in_year);
    match_keys(arena, before, after, key_by_origin_in_year, key_by_id_in_year);
    match_keys(arena, before, after, key_by_id, key_by_origin);
    match_keys(arena, before, after, key_by_origin, key_by_id);
}

static ActivityDifference difference_of(const Placed *before, const Placed *after) {
    ActivityDifference difference = {.before = before == NULL ? NULL : before->activity,
                                     .after = after == NULL ? NULL : after->activity,
                                     .year_before = before == NULL ? 0 : before->year,
                                     .year_after = after == NULL ? 0 : after->year,
                                     .category_before = before == NULL ? NULL : before->category,
                                     .category_after = after == NULL ? NULL : after->category};
    if (before == NULL || after == NULL) {
        difference.kind = before == NULL ? DIFFERENCE_ADDED : DIFFERENCE_REMOVED;
        return difference;
    }
    bool moved = before->slot != after->slot || strcmp(before->category, after->category) != 0;
    difference.kind = moved ? DIFFERENCE_MOVED : DIFFERENCE_SAME;
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++) {
        difference.cell_changed[column] =
            strcmp(before->activity->cells[column], after->activity->cells[column]) != 0;
        if (difference.cell_changed[column])
            difference.kind = DIFFERENCE_CHANGED;
    }
    return difference;
}

/* In the order of `after`, with what is gone at the place it had. */
static void list_differences(Arena *arena, PlacedList before, PlacedList after,
                             PlanDifference *ret) {
    ActivityDifference *list = ARENA_ARRAY(arena, ActivityDifference, before.n + after.n);
    size_t n = 0, next = 0;
    for (size_t i = 0; i < after.n; i++) {
        ssize_t partner = after.items[i].partner;
        for (; (ssize_t)next <= partner; next++)
            if (before.items[next].partner < 0)
                list[n++] = difference_of(&before.items[next], NULL);
        list[n++] = difference_of(partner < 0 ? NULL : &before.items[partner], &after.items[i]);
    }
    for (; next < before.n; next++)
        if (before.items[next].partner < 0)
            list[n++] = difference_of(&before.items[next], NULL);
    ret->activities = list;
    ret->n_activities = n;
}

/* ---- chapters, national activities, years ---- */

typedef struct {
    const char *heading, *text;
    bool is_of_plan;
} Labelled;

static size_t label_texts(Arena *arena, const Plan *plan, Labelled *ret) {
    size_t n = 0;
    ret[n++] = (Labelled){T_("Planens namn"), plan->title, true};
    for (size_t i = 0; i < plan->n_years; i++)
        ret[n++] = (Labelled){arena_printf(arena, T_("Planår %d"), plan->years[i].year),
                              T_(plan_status_word(plan->years[i].status)), true};
    for (size_t i = 0; i < plan->n_chapters; i++)
        ret[n++] = (Labelled){plan->chapters[i].heading, plan->chapters[i].body, false};
    for (size_t i = 0; i < plan->n_national; i++) {
        const NationalActivity *national = &plan->national[i];
        ret[n++] = (Labelled){
            arena_printf(arena, T_("Nationell aktivitet %d: %s"), national->year, national->title),
            arena_printf(arena, "%s · %s", national->heading, national->authority), false};
    }
    return n;
}

static size_t n_labelled(const Plan *plan) {
    return 1 + plan->n_years + plan->n_chapters + plan->n_national;
}

static size_t n_categories(const Plan *plan) {
    size_t n = 0;
    for (size_t i = 0; i < plan->n_years; i++)
        n += plan->years[i].n_categories;
    return n;
}

static void list_note(Arena *arena, int year, const PlanCategory *before, const PlanCategory *after,
                      PlanDifference *ret) {
    const char *old = before == NULL ? "" : before->note, *new = after == NULL ? "" : after->note;
    const char *heading = arena_printf(arena, T_("Anteckning %d: %s"), year,
                                       before == NULL ? after->title : before->title);
    TextDifference difference = {DIFFERENCE_CHANGED, heading, old, new, false};
    if (strcmp(old, new) == 0)
        return;
    if (before == NULL)
        difference = (TextDifference){DIFFERENCE_ADDED, heading, NULL, new, false};
    else if (after == NULL)
        difference = (TextDifference){DIFFERENCE_REMOVED, heading, old, NULL, false};
    ((TextDifference *)ret->texts)[ret->n_texts++] = difference;
}

/* The notes below the categories' headings. */
static void list_notes(Arena *arena, const Plan *before, const Plan *after, PlanDifference *ret) {
    for (size_t y = 0; y < after->n_years; y++)
        for (size_t c = 0; c < after->years[y].n_categories; c++) {
            const PlanCategory *category = &after->years[y].categories[c];
            list_note(arena, after->years[y].year,
                      plan_category_titled(before, after->years[y].year, category->title), category,
                      ret);
        }
    for (size_t y = 0; y < before->n_years; y++)
        for (size_t c = 0; c < before->years[y].n_categories; c++) {
            const PlanCategory *category = &before->years[y].categories[c];
            if (plan_category_titled(after, before->years[y].year, category->title) == NULL)
                list_note(arena, before->years[y].year, category, NULL, ret);
        }
}

static ssize_t find_labelled(const Labelled *list, size_t n, const bool *taken,
                             const char *heading) {
    for (size_t i = 0; i < n; i++)
        if (!taken[i] && strcmp(list[i].heading, heading) == 0)
            return (ssize_t)i;
    return -1;
}

static void list_texts(Arena *arena, const Plan *before, const Plan *after, PlanDifference *ret) {
    Labelled *old = ARENA_ARRAY(arena, Labelled, n_labelled(before));
    Labelled *new = ARENA_ARRAY(arena, Labelled, n_labelled(after));
    size_t n_old = label_texts(arena, before, old), n_new = label_texts(arena, after, new), n = 0;
    bool *taken = ARENA_ARRAY(arena, bool, n_old);
    TextDifference *list = ARENA_ARRAY(arena, TextDifference,
                                       n_old + n_new + n_categories(before) + n_categories(after));
    for (size_t i = 0; i < n_new; i++) {
        ssize_t partner = find_labelled(old, n_old, taken, new[i].heading);
        if (partner < 0) {
            list[n++] = (TextDifference){DIFFERENCE_ADDED, new[i].heading, NULL, new[i].text,
                                         new[i].is_of_plan};
            continue;
        }
        taken[partner] = true;
        if (strcmp(old[partner].text, new[i].text) != 0)
            list[n++] = (TextDifference){DIFFERENCE_CHANGED, new[i].heading, old[partner].text,
                                         new[i].text, new[i].is_of_plan};
    }
    for (size_t i = 0; i < n_old; i++)
        if (!taken[i])
            list[n++] = (TextDifference){DIFFERENCE_REMOVED, old[i].heading, old[i].text, NULL,
                                         old[i].is_of_plan};
    ret->texts = list;
    ret->n_texts = n;
    list_notes(arena, before, after, ret);
}

static void count_kinds(PlanDifference *difference) {
    for (size_t i = 0; i < difference->n_activities; i++) {
        DifferenceKind kind = difference->activities[i].kind;
        difference->n_changed += kind == DIFFERENCE_CHANGED;
        difference->n_added += kind == DIFFERENCE_ADDED;
        difference->n_removed += kind == DIFFERENCE_REMOVED;
        difference->n_moved += kind == DIFFERENCE_MOVED;
    }
}

void plan_compare(Arena *arena, const Plan *before, const Plan *after, PlanMatch how,
                  PlanDifference *ret) {
    PlacedList old = place_all(arena, before), new = place_all(arena, after);
    *ret = (PlanDifference){0};
    if (how == MATCH_BY_ID)
        match(arena, old, new, key_by_id);
    if (how == MATCH_BY_ORIGIN)
        match_origins(arena, old, new);
    match(arena, old, new, key_by_category);
    match(arena, old, new, key_by_year);
    list_differences(arena, old, new, ret);
    list_texts(arena, before, after, ret);
    count_kinds(ret);
}
