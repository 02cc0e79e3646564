#include "modules/preparation/load.h"
#include "base/id.h"
#include "modules/preparation/preparation_sql.h"

#include <string.h>

static const char *const screened_keys[N_SCREENED] = {"", "met", "partly", "not"};

const char *screened_key(Screened result) {
    return screened_keys[result];
}

bool screened_from(const char *key, Screened *ret) {
    for (Screened result = 0; result < N_SCREENED; result++)
        if (strcmp(screened_keys[result], key) == 0) {
            *ret = result;
            return true;
        }
    return false;
}

static Screening *none_yet(Arena *arena, const Criteria *criteria) {
    Screening *screenings = ARENA_ARRAY(arena, Screening, criteria->n);
    for (size_t i = 0; i < criteria->n; i++)
        screenings[i].remark = "";
    return screenings;
}

static Preparation empty(Arena *arena, const Criteria *criteria, Id proposal) {
    return (Preparation){
        .proposal = proposal, .size = "", .note = "", .screenings = none_yet(arena, criteria)};
}

static void take_row(Preparation *preparation, const SqlPreparation *row) {
    preparation->size = row->size;
    preparation->hours = row->hours;
    preparation->suggestion = outcome_from(row->suggestion);
    preparation->year = row->year;
    preparation->category = row->category;
    preparation->note = row->note;
}

static void take_screening(const Criteria *criteria, Preparation *preparation,
                           const SqlScreening *row) {
    size_t i = criterion_index(criteria, row->criterion);
    if (i == criteria->n)
        return;
    Screening *screening = (Screening *)&preparation->screenings[i];
    (void)screened_from(row->result, &screening->result);
    screening->remark = row->note;
}

size_t criterion_index(const Criteria *criteria, Id criterion) {
    size_t i = 0;
    while (i < criteria->n && !id_equal(criteria->rows[i].id, criterion))
        i++;
    return i;
}

bool preparation_load(Db *db, Arena *arena, Id collaboration, const Criteria *criteria, Id proposal,
                      Preparation *ret, GError **error) {
    const SqlPreparation *row;
    SqlScreeningsOfProposalRows screenings;
    if (!sql_preparation_one(db, arena, &(SqlPreparationOneIn){collaboration, proposal}, &row,
                             error) ||
        !sql_screenings_of_proposal(
            db, arena, &(SqlScreeningsOfProposalIn){collaboration, proposal}, &screenings, error))
        return false;
    *ret = empty(arena, criteria, proposal);
    if (row != NULL)
        take_row(ret, row);
    for (size_t i = 0; i < screenings.n; i++)
        take_screening(criteria, ret, &screenings.rows[i]);
    return true;
}

/* ---- a whole round ---- */

typedef struct {
    Arena *arena;
    Preparations *all;
    Preparation *rows;
    GHashTable *index; /* of a proposal's id: its row + 1 */
} Gathering;

static Preparation *row_for(Gathering *gathering, Id proposal) {
    Preparations *all = gathering->all;
    size_t at = GPOINTER_TO_SIZE(
        g_hash_table_lookup(gathering->index, (gconstpointer)(intptr_t)proposal.value));
    if (at != 0)
        return &gathering->rows[at - 1];
    gathering->rows[all->n] = empty(gathering->arena, &all->criteria, proposal);
    all->n++;
    g_hash_table_insert(gathering->index, (gpointer)(intptr_t)proposal.value,
                        GSIZE_TO_POINTER(all->n));
    return &gathering->rows[all->n - 1];
}

typedef struct {
    const SqlPreparation *preparations;
    size_t n_preparations;
    const SqlScreening *screenings;
    size_t n_screenings;
} Found;

static void gather(Arena *arena, const Found *found, Preparations *ret) {
    g_autoptr(GHashTable) index = g_hash_table_new(g_direct_hash, g_direct_equal);
    Gathering gathering = {
        arena, ret, ARENA_ARRAY(arena, Preparation, found->n_preparations + found->n_screenings),
        index};
    for (size_t i = 0; i < found->n_preparations; i++)
        take_row(row_for(&gathering, found->preparations[i].proposal), &found->preparations[i]);
    for (size_t i = 0; i < found->n_screenings; i++)
        take_screening(&ret->criteria, row_for(&gathering, found->screenings[i].proposal),
                       &found->screenings[i]);
    ret->none = empty(arena, &ret->criteria, (Id){0});
    ret->rows = gathering.rows;
}

bool preparations_load(Db *db, Arena *arena, Id collaboration, Id round, Preparations *ret,
                       GError **error) {
    SqlPreparationsOfRoundRows rows;
    SqlScreeningsOfRoundRows screenings;
    Preparations made = {0};
    if (!round_criteria(db, arena, collaboration, round, &made.criteria, error) ||
        !sql_preparations_of_round(db, arena, &(SqlPreparationsOfRoundIn){collaboration, round},
                                   &rows, error) ||
        !sql_screenings_of_round(db, arena, &(SqlScreeningsOfRoundIn){collaboration, round},
                                 &screenings, error))
        return false;
    gather(arena, &(Found){rows.rows, rows.n, screenings.rows, screenings.n}, &made);
    *ret = made;
    return true;
}

bool preparation_released(Db *db, Arena *arena, Id collaboration, Id round, Preparations *ret,
                          GError **error) {
    SqlPreparationsReleasedRows rows;
    SqlScreeningsReleasedRows screenings;
    Preparations made = {0};
    if (!round_criteria(db, arena, collaboration, round, &made.criteria, error) ||
        !sql_preparations_released(db, arena, &(SqlPreparationsReleasedIn){collaboration, round},
                                   &rows, error) ||
        !sql_screenings_released(db, arena, &(SqlScreeningsReleasedIn){collaboration, round},
                                 &screenings, error))
        return false;
    gather(arena, &(Found){rows.rows, rows.n, screenings.rows, screenings.n}, &made);
    *ret = made;
    return true;
}

const Preparation *preparation_of(const Preparations *all, Id proposal) {
    for (size_t i = 0; i < all->n; i++)
        if (id_equal(all->rows[i].proposal, proposal))
            return &all->rows[i];
    return &all->none;
}

bool preparation_is_assessed(const Preparations *all, const Preparation *preparation) {
    if (all->criteria.n == 0)
        return preparation->size[0] != '\0' || preparation->hours != 0 ||
               preparation->suggestion != OUTCOME_NONE;
    for (size_t i = 0; i < all->criteria.n; i++)
        if (preparation->screenings[i].result == SCREENED_NOT_YET)
            return false;
    return true;
}
