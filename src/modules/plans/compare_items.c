#include "modules/plans/compare_items.h"

#include "base/id.h"
#include "base/language.h"

#include <string.h>

typedef struct {
    const Request *request;
    const char *show;
    CompareGroup *groups;
    size_t n_groups;
} Listing;

static const struct {
    DifferenceKind kind;
    const char *show, *said, *chip;
} kinds[] = {{DIFFERENCE_SAME, "same", N_("Oförändrad"), ""},
             {DIFFERENCE_CHANGED, "changed", N_("Ändrad"), "info"},
             {DIFFERENCE_ADDED, "added", N_("Tillkommit"), "approved"},
             {DIFFERENCE_REMOVED, "removed", N_("Utgått"), ""},
             {DIFFERENCE_MOVED, "moved", N_("Flyttad"), "info"}};

static bool is_shown(const Listing *listing, DifferenceKind kind) {
    if (strcmp(listing->show, "all") == 0)
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (kinds[i].kind == kind && strcmp(listing->show, kinds[i].show) == 0)
            return true;
    return listing->show[0] == '\0' && kind != DIFFERENCE_SAME;
}

/* ---- cells ---- */

static CompareCell cell_of(Arena *arena, const char *heading, const char *before,
                           const char *after) {
    return (CompareCell){
        .heading = heading,
        .parts = word_difference(arena, before == NULL ? "" : before, after == NULL ? "" : after),
        .has_before = before != NULL,
        .has_after = after != NULL};
}

static bool cell_counts(const ActivityDifference *difference, int column) {
    const Activity *one = difference->after == NULL ? difference->before : difference->after;
    if (difference->before != NULL && difference->after != NULL)
        return difference->cell_changed[column];
    return column != COLUMN_TITLE && one->cells[column][0] != '\0';
}

static void add_cells(Arena *arena, const ActivityDifference *difference, CompareItem *item) {
    CompareCell *cells = ARENA_ARRAY(arena, CompareCell, N_ACTIVITY_COLUMNS);
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        if (cell_counts(difference, column))
            cells[item->n_cells++] =
                cell_of(arena, activity_columns[column].heading,
                        difference->before == NULL ? NULL : difference->before->cells[column],
                        difference->after == NULL ? NULL : difference->after->cells[column]);
    item->cells = cells;
}

/* ---- activities ---- */

static const char *place(Arena *arena, int year, const char *category) {
    return category[0] == '\0' ? arena_printf(arena, "%d", year)
                               : arena_printf(arena, "%d · %s", year, category);
}

static const char *moved_from(Arena *arena, const ActivityDifference *difference) {
    if (difference->before == NULL || difference->after == NULL)
        return NULL;
    if (difference->kind == DIFFERENCE_SAME ||
        (difference->year_before == difference->year_after &&
         strcmp(difference->category_before, difference->category_after) == 0))
        return NULL;
    return arena_printf(arena, T_("Flyttad från %s"),
                        place(arena, difference->year_before, difference->category_before));
}

static const char *said_of(Arena *arena, const ActivityDifference *difference, size_t n_cells) {
    const char *moved = moved_from(arena, difference);
    if (difference->kind == DIFFERENCE_CHANGED) {
        const char *cells = n_cells == 1 ? T_("En cell ändrad")
                                         : arena_printf(arena, T_("%zu celler ändrade"), n_cells);
        return moved == NULL ? cells : arena_printf(arena, "%s. %s", moved, cells);
    }
    return moved != NULL ? moved : kinds[difference->kind].said;
}

static CompareItem activity_item(const Request *request, const ActivityDifference *difference) {
    Arena *arena = request->arena;
    const Activity *activity = difference->after == NULL ? difference->before : difference->after;
    CompareItem item = {.title = activity->cells[COLUMN_TITLE],
                        .chip = kinds[difference->kind].chip};
    if (difference->after != NULL && activity->id.value != 0)
        item.path = collaboration_path(request, "/activities/%s", id_text(arena, activity->id));
    add_cells(arena, difference, &item);
    item.said = said_of(arena, difference, item.n_cells);
    return item;
}

static const char *group_title(Arena *arena, const ActivityDifference *difference) {
    return difference->after == NULL
               ? place(arena, difference->year_before, difference->category_before)
               : place(arena, difference->year_after, difference->category_after);
}

/* A group goes on as long as the place is the same. */
static CompareGroup *group_for(Listing *listing, const char *title) {
    CompareGroup *last = listing->n_groups == 0 ? NULL : &listing->groups[listing->n_groups - 1];
    if (last != NULL && strcmp(last->title, title) == 0)
        return last;
    listing->groups[listing->n_groups] = (CompareGroup){.title = title};
    return &listing->groups[listing->n_groups++];
}

static void list_activities(Listing *listing, const PlanDifference *difference, CompareView *view) {
    CompareItem *items =
        ARENA_ARRAY(listing->request->arena, CompareItem, difference->n_activities);
    size_t n = 0;
    for (size_t i = 0; i < difference->n_activities; i++) {
        if (!is_shown(listing, difference->activities[i].kind))
            continue;
        CompareGroup *group =
            group_for(listing, group_title(listing->request->arena, &difference->activities[i]));
        items[n] = activity_item(listing->request, &difference->activities[i]);
        if (group->n_items == 0)
            group->items = &items[n];
        group->n_items++;
        n++;
    }
    view->n_shown += n;
}

/* ---- chapters, national activities, years ---- */

static void list_texts(Listing *listing, const PlanDifference *difference, CompareView *view) {
    Arena *arena = listing->request->arena;
    CompareItem *items = ARENA_ARRAY(arena, CompareItem, difference->n_texts);
    CompareCell *cells = ARENA_ARRAY(arena, CompareCell, difference->n_texts);
    CompareGroup group = {.title = T_("Text, budget och planår"), .items = items};
    for (size_t i = 0; i < difference->n_texts; i++) {
        const TextDifference *text = &difference->texts[i];
        if (!is_shown(listing, text->kind))
            continue;
        cells[i] = cell_of(arena, T_("Text"), text->before, text->after);
        items[group.n_items++] = (CompareItem){.title = text->heading,
                                               .said = kinds[text->kind].said,
                                               .chip = kinds[text->kind].chip,
                                               .cells = &cells[i],
                                               .n_cells = 1};
    }
    if (group.n_items > 0)
        listing->groups[listing->n_groups++] = group;
    view->n_shown += group.n_items;
}

void compare_items(const Request *request, const PlanDifference *difference, const char *show,
                   CompareView *view) {
    Listing listing = {.request = request,
                       .show = show,
                       .groups =
                           ARENA_ARRAY(request->arena, CompareGroup, difference->n_activities + 1)};
    list_texts(&listing, difference, view);
    list_activities(&listing, difference, view);
    view->groups = listing.groups;
    view->n_groups = listing.n_groups;
}
