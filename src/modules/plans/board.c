#include "modules/plans/board.h"

#include "base/id.h"
#include "base/language.h"
#include "modules/plans/plan_rows.h"
#include "web/url.h"

#include <string.h>

static const char *chosen_category(const Request *request) {
    const char *category = request_query(request, "category");
    return category == NULL ? "" : category;
}

/* The category that is chosen stays chosen. */
static const char *category_query(const Request *request) {
    const char *category = chosen_category(request);
    return category[0] == '\0' ? "" : url_format(request->arena, "?category=%s", category).text;
}

static BoardCard card_of(const Request *request, const PlanYear *year, const Activity *activity) {
    return (BoardCard){.row = activity_row(request, year, activity, false),
                       .move = collaboration_path(request, "/activities/%s/move%s",
                                                  id_text(request->arena, activity->id),
                                                  category_query(request))};
}

static BoardGroup group_of(const Request *request, const PlanYear *year,
                           const PlanCategory *category) {
    BoardCard *cards = ARENA_ARRAY(request->arena, BoardCard, category->n_activities);
    for (size_t i = 0; i < category->n_activities; i++)
        cards[i] = card_of(request, year, &category->activities[i]);
    return (BoardGroup){category->title, cards, category->n_activities};
}

static void count_sizes(const BoardGroup *group, BoardColumn *column) {
    for (size_t i = 0; i < group->n_cards; i++) {
        const Activity *activity = group->cards[i].row.activity;
        column->hours += activity->hours;
        switch (activity->size[0]) {
        case 'S':
            column->n_small++;
            break;
        case 'M':
            column->n_medium++;
            break;
        case 'L':
            column->n_large++;
            break;
        default:
            column->n_unsized++;
        }
    }
}

static BoardColumn column_of(const Request *request, const PlanYear *year, const char *path) {
    Arena *arena = request->arena;
    bool bank = strcmp(year->status, "bank") == 0;
    const char *wanted = chosen_category(request);
    BoardGroup *groups = ARENA_ARRAY(arena, BoardGroup, year->n_categories);
    BoardColumn column = {.kind = year->status,
                          .title =
                              bank ? T_("Förslagsbank") : arena_printf(arena, "%d", year->year),
                          .status = bank ? N_("oplanerat") : plan_status_word(year->status),
                          .chip = plan_status_chip(year->status),
                          .path = arena_printf(arena, "%s/board?year=%d", path, year->year),
                          .year = year->year,
                          .groups = groups};
    for (size_t i = 0; i < year->n_categories; i++) {
        if (wanted[0] != '\0' && strcmp(wanted, year->categories[i].title) != 0)
            continue;
        BoardGroup group = group_of(request, year, &year->categories[i]);
        count_sizes(&group, &column);
        column.n_cards += group.n_cards;
        if (group.n_cards > 0)
            groups[column.n_groups++] = group;
    }
    return column;
}

void board(const Request *request, const Plan *plan, const char *path, bool can_edit, Board *ret) {
    BoardColumn *columns = ARENA_ARRAY(request->arena, BoardColumn, plan->n_years);
    *ret = (Board){.columns = columns,
                   .n_columns = plan->n_years,
                   .undo = arena_printf(request->arena, "%s/undo%s", path, category_query(request)),
                   .can_edit = can_edit};
    for (size_t i = 0; i < plan->n_years; i++) {
        columns[i] = column_of(request, &plan->years[i], path);
        ret->has_sizes |= columns[i].hours > 0 || columns[i].n_unsized < columns[i].n_cards;
    }
}

/* ---- filters ---- */

static bool is_listed(const FilterLink *filters, size_t n, const char *title) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(filters[i].title, title) == 0)
            return true;
    return false;
}

static size_t count_categories(const Plan *plan) {
    size_t n = 0;
    for (size_t y = 0; y < plan->n_years; y++)
        n += plan->years[y].n_categories;
    return n;
}

void board_filters(const Request *request, BoardView *view) {
    const Plan *plan = &view->head.plan;
    const char *wanted = chosen_category(request);
    const char *base = arena_printf(request->arena, "%s/board", view->head.path);
    FilterLink *filters = ARENA_ARRAY(request->arena, FilterLink, count_categories(plan) + 1);
    filters[view->n_filters++] = (FilterLink){N_("Alla kategorier"), base, 0, wanted[0] == '\0'};
    for (size_t y = 0; y < plan->n_years; y++)
        for (size_t c = 0; c < plan->years[y].n_categories; c++) {
            const char *title = plan->years[y].categories[c].title;
            if (title[0] == '\0' || is_listed(filters, view->n_filters, title))
                continue;
            const char *query = url_format(request->arena, "?category=%s", title).text;
            filters[view->n_filters++] =
                (FilterLink){title, arena_printf(request->arena, "%s%s", base, query), 0,
                             strcmp(wanted, title) == 0};
        }
    view->filters = filters;
}
