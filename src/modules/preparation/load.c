#include "modules/preparation/load.h"

#include "modules/preparation/preparation_sql.h"

static Preparation preparation_of_row(const SqlPreparation *row) {
    return (Preparation){.proposal = row->proposal,
                         .size = row->size,
                         .hours = row->hours,
                         .suggestion = outcome_from(row->suggestion),
                         .year = row->year,
                         .category = row->category,
                         .note = row->note};
}

static PreparationRows rows_of(Arena *arena, const SqlPreparation *rows, size_t n,
                               const SqlScreening *screenings, size_t n_screenings) {
    Preparation *preparations = ARENA_ARRAY(arena, Preparation, n);
    ScreeningRow *results = ARENA_ARRAY(arena, ScreeningRow, n_screenings);
    for (size_t i = 0; i < n; i++)
        preparations[i] = preparation_of_row(&rows[i]);
    for (size_t i = 0; i < n_screenings; i++)
        results[i] = (ScreeningRow){screenings[i].proposal, screenings[i].criterion,
                                    screenings[i].result, screenings[i].note};
    return (PreparationRows){preparations, n, results, n_screenings};
}

bool preparation_load(Db *db, Arena *arena, Id collaboration, const Criteria *criteria, Id proposal,
                      Preparation *ret, GError **error) {
    const SqlPreparation *row;
    SqlScreeningsOfProposalRows screenings;
    SqlScreeningsOfProposalIn in = {collaboration, proposal};
    if (!sql_preparation_one(db, arena, &(SqlPreparationOneIn){collaboration, proposal}, &row,
                             error) ||
        !sql_screenings_of_proposal(db, arena, &in, &screenings, error))
        return false;
    PreparationRows found = rows_of(arena, row, row == NULL ? 0 : 1, screenings.rows, screenings.n);
    Preparations all = preparations_collect(arena, *criteria, &found);
    *ret = all.n == 0 ? preparation_empty(arena, criteria, proposal) : all.rows[0];
    return true;
}

bool preparations_load(Db *db, Arena *arena, Id collaboration, Id round, Preparations *ret,
                       GError **error) {
    SqlPreparationsOfRoundRows rows;
    SqlScreeningsOfRoundRows screenings;
    Criteria criteria;
    if (!round_criteria(db, arena, collaboration, round, &criteria, error) ||
        !sql_preparations_of_round(db, arena, &(SqlPreparationsOfRoundIn){collaboration, round},
                                   &rows, error) ||
        !sql_screenings_of_round(db, arena, &(SqlScreeningsOfRoundIn){collaboration, round},
                                 &screenings, error))
        return false;
    PreparationRows found = rows_of(arena, rows.rows, rows.n, screenings.rows, screenings.n);
    *ret = preparations_collect(arena, criteria, &found);
    return true;
}
