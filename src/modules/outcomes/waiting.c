#include "base/date.h"
#include "base/id.h"
#include "modules/outcomes/outcomes.h"
#include "modules/outcomes/outcomes_sql.h"

static const SqlStandingByRoundRow *standing_in(const SqlStandingByRoundRows *standing, Id round) {
    for (size_t i = 0; i < standing->n; i++)
        if (id_equal(standing->rows[i].round, round))
            return &standing->rows[i];
    return NULL;
}

/* Kept in the order of the days when it is to be decided. */
static void add(OutcomesWaiting *rows, size_t n, OutcomesWaiting row) {
    for (; n > 0 &&
           date_compare(rows[n - 1].round->dates.decides_on, row.round->dates.decides_on) > 0;
         n--)
        rows[n] = rows[n - 1];
    rows[n] = row;
}

bool outcomes_waiting(Db *db, Arena *arena, Id collaboration, Date today, OutcomesWaitingRows *ret,
                      GError **error) {
    Rounds rounds;
    SqlStandingByRoundRows standing;
    size_t n = 0;
    if (!rounds_list(db, arena, collaboration, &rounds, error) ||
        !sql_standing_by_round(db, arena, &(SqlStandingByRoundIn){collaboration}, &standing, error))
        return false;
    OutcomesWaiting *rows = ARENA_ARRAY(arena, OutcomesWaiting, rounds.n);
    for (size_t i = 0; i < rounds.n; i++) {
        const SqlStandingByRoundRow *row = standing_in(&standing, rounds.rows[i].id);
        if (row != NULL && round_stage(&rounds.rows[i], today) == STAGE_DECIDING)
            add(rows, n++, (OutcomesWaiting){&rounds.rows[i], row->n, row->n_undecided});
    }
    *ret = (OutcomesWaitingRows){rows, n};
    return true;
}
