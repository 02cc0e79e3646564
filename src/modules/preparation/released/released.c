#include "modules/preparation/released/released.h"

#include "base/id.h"
#include "modules/preparation/released/collect.h"

bool preparation_released(Db *db, Arena *arena, Id collaboration, Id round, Preparations *ret,
                          GError **error) {
    SqlPreparationsReleasedRows rows;
    SqlScreeningsReleasedRows screenings;
    Criteria criteria;
    if (!round_criteria(db, arena, collaboration, round, &criteria, error) ||
        !sql_preparations_released(db, arena, &(SqlPreparationsReleasedIn){collaboration, round},
                                   &rows, error) ||
        !sql_screenings_released(db, arena, &(SqlScreeningsReleasedIn){collaboration, round},
                                 &screenings, error))
        return false;
    PreparationRows found = {rows.rows, rows.n, screenings.rows, screenings.n};
    *ret = preparations_collect(arena, criteria, &found);
    return true;
}

Released released_view(Arena *arena, const Rules *rules, const Preparations *all, Id proposal) {
    const Preparation *preparation = preparation_of(all, proposal);
    const Rule *category =
        id_is_set(preparation->category) ? rules_get(rules, preparation->category) : NULL;
    ReleasedResult *results = ARENA_ARRAY(arena, ReleasedResult, all->criteria.n);
    Released released = {.size = preparation_size_words(arena, preparation),
                         .suggestion =
                             suggestion_words(arena, preparation->suggestion, preparation->year),
                         .category = category == NULL ? "" : category->title,
                         .note = preparation->note,
                         .results = results,
                         .is_some = preparation != &all->none};
    for (size_t i = 0; i < all->criteria.n; i++)
        if (preparation->screenings[i].result != SCREENED_NOT_YET)
            results[released.n_results++] =
                (ReleasedResult){all->criteria.rows[i].title, preparation->screenings[i].result};
    return released;
}
