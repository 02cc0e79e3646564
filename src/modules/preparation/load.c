#include "modules/preparation/load.h"

bool preparation_load(Db *db, Arena *arena, Id collaboration, const Criteria *criteria, Id proposal,
                      Preparation *ret, GError **error) {
    const SqlPreparation *row;
    SqlScreeningsOfProposalRows screenings;
    SqlScreeningsOfProposalIn in = {collaboration, proposal};
    if (!sql_preparation_one(db, arena, &(SqlPreparationOneIn){collaboration, proposal}, &row,
                             error) ||
        !sql_screenings_of_proposal(db, arena, &in, &screenings, error))
        return false;
    PreparationRows found = {row, row == NULL ? 0 : 1, screenings.rows, screenings.n};
    Preparations all = preparations_collect(arena, *criteria, &found);
    *ret = all.n == 0 ? preparation_empty(arena, criteria, proposal) : all.rows[0];
    return true;
}

static bool read_preparations(Db *db, Arena *arena, const DbKey *key, const void **ret,
                              GError **error) {
    Id collaboration = key->collaboration, round = key->id;
    SqlPreparationsOfRoundRows rows;
    SqlScreeningsOfRoundRows screenings;
    Criteria criteria;
    if (!round_criteria(db, arena, collaboration, round, &criteria, error) ||
        !sql_preparations_of_round(db, arena, &(SqlPreparationsOfRoundIn){collaboration, round},
                                   &rows, error) ||
        !sql_screenings_of_round(db, arena, &(SqlScreeningsOfRoundIn){collaboration, round},
                                 &screenings, error))
        return false;
    PreparationRows found = {rows.rows, rows.n, screenings.rows, screenings.n};
    Preparations *preparations = ARENA_NEW(arena, Preparations);
    *preparations = preparations_collect(arena, criteria, &found);
    *ret = preparations;
    return true;
}

bool preparations_load(Db *db, Arena *arena, Id collaboration, Id round, Preparations *ret,
                       GError **error) {
    DbKey key = {.collaboration = collaboration, .id = round};
    const void *kept;
    if (!db_kept(db, arena, read_preparations, &key, &kept, error))
        return false;
    *ret = *(const Preparations *)kept;
    return true;
}
