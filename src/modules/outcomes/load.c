#include "base/id.h"
#include "modules/outcomes/outcomes.h"
#include "modules/outcomes/outcomes_sql.h"
#include "modules/preparation/preparation.h"

#include <string.h>

static bool load_plan(Db *db, Arena *arena, Id collaboration, Outcomes *outcomes, GError **error) {
    SqlPlanOfRoundRows found;
    SqlPlanOfRoundIn in = {collaboration, outcomes->round.document, outcomes->round.first_year};
    if (!sql_plan_of_round(db, arena, &in, &found, error))
        return false;
    OutcomeYear *years = ARENA_ARRAY(arena, OutcomeYear, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlPlanOfRoundRow *row = &found.rows[i];
        years[i] = (OutcomeYear){row->id, row->year, row->status, strcmp(row->status, "bank") == 0};
        outcomes->plan = row->plan;
        outcomes->plan_state = row->state;
    }
    outcomes->years = years;
    outcomes->n_years = found.n;
    return true;
}

static OutcomeRow *row_of(OutcomeRow *rows, size_t n, Id proposal) {
    for (size_t i = 0; i < n; i++)
        if (id_equal(rows[i].proposal->id, proposal))
            return &rows[i];
    return NULL;
}

static bool load_preparation(Db *db, Arena *arena, Id collaboration, OutcomeRow *rows, size_t n,
                             const Outcomes *outcomes, GError **error) {
    Preparations all;
    if (!preparation_released(db, arena, collaboration, outcomes->round.id, &all, error))
        return false;
    for (size_t i = 0; i < n; i++) {
        const Preparation *prepared = preparation_of(&all, rows[i].proposal->id);
        rows[i].size = prepared->size;
        rows[i].hours_given = prepared->hours;
        rows[i].hours = prepared->hours > 0
                            ? prepared->hours
                            : size_hours_of(&outcomes->round.size_hours, prepared->size);
        rows[i].suggestion = prepared->suggestion;
        rows[i].suggested_year = prepared->year;
        rows[i].note = prepared->note;
        if (id_is_set(prepared->category))
            rows[i].category = prepared->category;
    }
    return true;
}

static void count_marks(const AnswersGiven *answers, OutcomeRow *row) {
    int64_t n[N_MARKS + 1] = {0};
    for (size_t i = 0; i < answers->n; i++)
        n[given_mark(&answers->rows[i], row->proposal->number)]++;
    row->n_high = n[1];
    row->n_medium = n[2];
    row->n_low = n[3];
    row->n_abstain = n[4];
    row->points =
        HIGH_POINTS * row->n_high + MEDIUM_POINTS * row->n_medium + LOW_POINTS * row->n_low;
}

static bool load_points(Db *db, Arena *arena, Id collaboration, OutcomeRow *rows, size_t n,
                        Outcomes *outcomes, GError **error) {
    if (!answers_given(db, arena, collaboration, outcomes->round.id, &outcomes->answers, error))
        return false;
    for (size_t i = 0; i < n; i++)
        count_marks(&outcomes->answers, &rows[i]);
    return true;
}

static bool load_activities(Db *db, Arena *arena, Id collaboration, OutcomeRow *rows, size_t n,
                            const Outcomes *outcomes, GError **error) {
    SqlActivitiesOfProposalsRows found;
    SqlActivitiesOfProposalsIn in = {collaboration, outcomes->plan};
    if (!sql_activities_of_proposals(db, arena, &in, &found, error))
        return false;
    for (size_t i = 0; i < found.n; i++) {
        OutcomeRow *row = row_of(rows, n, found.rows[i].proposal);
        if (row == NULL)
            continue;
        row->activity = found.rows[i].id;
        row->activity_year = found.rows[i].year;
        row->is_rewritten = found.rows[i].is_rewritten;
    }
    return true;
}

static bool load_left_over(Db *db, Arena *arena, Id collaboration, Outcomes *outcomes,
                           GError **error) {
    SqlActivitiesLeftOverRows found;
    SqlActivitiesLeftOverIn in = {collaboration, outcomes->plan, outcomes->round.id};
    if (!sql_activities_left_over(db, arena, &in, &found, error))
        return false;
    Id *left = ARENA_ARRAY(arena, Id, found.n);
    g_autoptr(GString) lost = g_string_new(NULL);
    for (size_t i = 0; i < found.n; i++) {
        left[i] = found.rows[i].id;
        if (found.rows[i].is_rewritten)
            g_string_append_printf(lost, "%s%s", lost->len == 0 ? "" : "; ", found.rows[i].title);
    }
    outcomes->lost = arena_strdup(arena, lost->str);
    outcomes->left_over = left;
    outcomes->n_left_over = outcomes->n_astray = found.n;
    return true;
}

/* The year of the plan where the outcome puts an activity; 0: nowhere. */
static int64_t year_wanted(const Outcomes *outcomes, const Proposal *proposal) {
    if (proposal->outcome == OUTCOME_PLANNED)
        return proposal->outcome_year;
    for (size_t i = 0; proposal->outcome == OUTCOME_BANK && i < outcomes->n_years; i++)
        if (outcomes->years[i].is_bank)
            return outcomes->years[i].year;
    return 0;
}

bool outcome_lacks_reason(const Proposal *proposal) {
    return (proposal->outcome == OUTCOME_BANK || proposal->outcome == OUTCOME_DECLINED) &&
           proposal->outcome_reason[0] == '\0';
}

static void count(Outcomes *outcomes, OutcomeRow *rows) {
    for (size_t i = 0; i < outcomes->n; i++) {
        const Proposal *proposal = rows[i].proposal;
        int64_t stands_in = id_is_set(rows[i].activity) ? rows[i].activity_year : 0;
        rows[i].is_astray =
            proposal->outcome != OUTCOME_NONE && stands_in != year_wanted(outcomes, proposal);
        outcomes->n_undecided += proposal->outcome == OUTCOME_NONE;
        outcomes->n_without_reason += outcome_lacks_reason(proposal);
        outcomes->n_astray += rows[i].is_astray;
    }
}

static bool read_outcomes(Db *db, Arena *arena, const DbKey *key, const void **ret,
                          GError **error) {
    Id collaboration = key->collaboration;
    Outcomes outcomes = {.plan_state = ""}, *kept = ARENA_NEW(arena, Outcomes);
    Proposals proposals;
    if (!round_get(db, arena, collaboration, key->id, &outcomes.round, error) ||
        !load_plan(db, arena, collaboration, &outcomes, error) ||
        !proposals_standing(db, arena, collaboration, key->id, &proposals, error))
        return false;
    outcomes.n = proposals.n;
    OutcomeRow *rows = ARENA_ARRAY(arena, OutcomeRow, proposals.n);
    for (size_t i = 0; i < proposals.n; i++)
        rows[i] = (OutcomeRow){.proposal = &proposals.rows[i],
                               .size = "",
                               .note = "",
                               .category = proposals.rows[i].category};
    if (!load_preparation(db, arena, collaboration, rows, proposals.n, &outcomes, error) ||
        !load_points(db, arena, collaboration, rows, proposals.n, &outcomes, error) ||
        !load_activities(db, arena, collaboration, rows, proposals.n, &outcomes, error) ||
        !load_left_over(db, arena, collaboration, &outcomes, error))
        return false;
    count(&outcomes, rows);
    outcomes.rows = rows;
    *kept = outcomes;
    *ret = kept;
    return true;
}

bool outcomes_load(Db *db, Arena *arena, Id collaboration, Id round, Date today, Outcomes *ret,
                   GError **error) {
    DbKey key = {.collaboration = collaboration, .id = round};
    const void *kept;
    if (!db_kept(db, arena, read_outcomes, &key, &kept, error))
        return false;
    *ret = *(const Outcomes *)kept;
    ret->stage = round_stage(&ret->round, today);
    return true;
}

const OutcomeRow *outcome_row(const Outcomes *outcomes, Id proposal) {
    return row_of((OutcomeRow *)outcomes->rows, outcomes->n, proposal);
}
