#include "modules/plans/went.h"

#include "base/id.h"
#include "base/language.h"
#include "base/text.h"

#include <string.h>

typedef struct {
    const Request *request;
    const Plan *old, *new;
    GHashTable *successors; /* id of the old activity → GPtrArray of Successor */
    int only;
} Following;

typedef struct {
    const Activity *activity;
    const PlanYear *year;
} Successor;

/* ---- finding what an activity became ---- */

static void add_successor(Following *following, const PlanYear *year, const Activity *activity) {
    if (activity->came_from.value == 0)
        return;
    GPtrArray *list = g_hash_table_lookup(following->successors, &activity->came_from.value);
    if (list == NULL)
        g_hash_table_insert(following->successors, (gpointer)&activity->came_from.value,
                            list = g_ptr_array_new());
    Successor *successor = ARENA_NEW(following->request->arena, Successor);
    *successor = (Successor){activity, year};
    g_ptr_array_add(list, successor);
}

static void free_list(gpointer list) {
    g_ptr_array_free(list, TRUE);
}

static void find_successors(Following *following) {
    following->successors = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_list);
    for (size_t y = 0; y < following->new->n_years; y++)
        for (size_t c = 0; c < following->new->years[y].n_categories; c++)
            for (size_t a = 0; a < following->new->years[y].categories[c].n_activities; a++)
                add_successor(following, &following->new->years[y],
                              &following->new->years[y].categories[c].activities[a]);
}

/* ---- one row ---- */

static const struct {
    const char *carried;
    WentHow how;
    const char *why;
} ways[] = {{"preliminary", WENT_PLANNED, N_("planåret finns i båda planerna")},
            {"recurring", WENT_RECURRING, N_("återkommer varje år")},
            {"unfinished", WENT_UNFINISHED, N_("inte klar, följer med")},
            {"bank", WENT_BANK, N_("ligger kvar i förslagsbanken")}};

static const char *year_title(Arena *arena, const PlanYear *year) {
    if (strcmp(year->status, "bank") == 0)
        return T_("Förslagsbank");
    return arena_printf(arena, "%d %s", year->year, T_(plan_status_word(year->status)));
}

static const char *joined(Arena *arena, const char *so_far, const char *more) {
    if (so_far[0] == '\0' || strcmp(so_far, more) == 0)
        return more;
    return arena_printf(arena, T_("%s och %s"), so_far, more);
}

static void add_place(const Following *following, const Successor *successor, WentRow *row) {
    Arena *arena = following->request->arena;
    row->where = joined(arena, row->where, year_title(arena, successor->year));
    if (row->new_path == NULL && successor->activity->id.value != 0)
        row->new_path = collaboration_path(following->request, "/activities/%s",
                                           id_text(arena, successor->activity->id));
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++)
        if (strcmp(ways[i].carried, successor->activity->carried) == 0) {
            row->how |= (int)ways[i].how;
            row->why = joined(arena, row->why, T_(ways[i].why));
        }
}

static bool has_title(Arena *arena, const PlanYear *year, const char *folded) {
    for (size_t c = 0; c < year->n_categories; c++)
        for (size_t a = 0; a < year->categories[c].n_activities; a++)
            if (strcmp(text_fold(arena, year->categories[c].activities[a].cells[COLUMN_TITLE]),
                       folded) == 0)
                return true;
    return false;
}

const PlanYear *later_row(Arena *arena, const Plan *plan, const Activity *activity, int year) {
    const char *folded = text_fold(arena, activity->cells[COLUMN_TITLE]);
    for (size_t i = 0; i < plan->n_years; i++)
        if (plan->years[i].year > year && strcmp(plan->years[i].status, "bank") != 0 &&
            has_title(arena, &plan->years[i], folded))
            return &plan->years[i];
    return NULL;
}

static const char *why_it_stays(const Following *following, const PlanYear *year,
                                const Activity *activity) {
    const PlanYear *later =
        later_row(following->request->arena, following->old, activity, year->year);
    if (later != NULL)
        return arena_printf(following->request->arena, T_("året är slut; %d har en egen rad"),
                            later->year);
    return year->year < following->new->first_year
               ? T_("året är slut; finns kvar i den gamla planen")
               : T_("finns bara i den gamla planen");
}

static WentRow row_of(const Following *following, const PlanYear *year, const Activity *activity) {
    Arena *arena = following->request->arena;
    const GPtrArray *list = g_hash_table_lookup(following->successors, &activity->id.value);
    WentRow row = {.activity = activity,
                   .path = collaboration_path(following->request, "/activities/%s",
                                              id_text(arena, activity->id)),
                   .where = "",
                   .why = ""};
    for (guint i = 0; list != NULL && i < list->len; i++)
        add_place(following, list->pdata[i], &row);
    if (list == NULL) {
        row.how = WENT_STAYS;
        row.why = why_it_stays(following, year, activity);
    }
    return row;
}

/* ---- all rows ---- */

static void count_row(const WentRow *row, Went *ret) {
    ret->n_all++;
    ret->n_planned += (row->how & WENT_PLANNED) != 0;
    ret->n_recurring += (row->how & WENT_RECURRING) != 0;
    ret->n_unfinished += (row->how & WENT_UNFINISHED) != 0;
    ret->n_bank += (row->how & WENT_BANK) != 0;
    ret->n_stays += (row->how & WENT_STAYS) != 0;
}

static WentBand band_of(const Following *following, const PlanYear *year, Went *ret) {
    WentRow *rows = ARENA_ARRAY(following->request->arena, WentRow, plan_year_count(year));
    WentBand band = {year_title(following->request->arena, year), rows, 0};
    for (size_t c = 0; c < year->n_categories; c++)
        for (size_t a = 0; a < year->categories[c].n_activities; a++) {
            WentRow row = row_of(following, year, &year->categories[c].activities[a]);
            count_row(&row, ret);
            if (following->only == 0 || (row.how & following->only) != 0)
                rows[band.n_rows++] = row;
        }
    return band;
}

void went(const Request *request, const Plan *old, const Plan *new, int only, Went *ret) {
    Following following = {.request = request, .old = old, .new = new, .only = only};
    WentBand *bands = ARENA_ARRAY(request->arena, WentBand, old->n_years);
    *ret = (Went){.old = old, .new = new, .bands = bands};
    find_successors(&following);
    for (size_t i = 0; i < old->n_years; i++) {
        WentBand band = band_of(&following, &old->years[i], ret);
        ret->n_rows += band.n_rows;
        if (band.n_rows > 0)
            bands[ret->n_bands++] = band;
    }
    g_hash_table_destroy(following.successors);
}
