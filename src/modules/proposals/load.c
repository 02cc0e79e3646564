#include "base/error.h"
#include "modules/proposals/proposals.h"
#include "modules/proposals/proposals_sql.h"

#include <string.h>

static ProposalState state_from(const char *key) {
    static const char *const keys[N_PROPOSAL_STATES] = {"draft", "submitted", "withdrawn", "merged",
                                                        "split"};
    for (ProposalState state = 0; state < N_PROPOSAL_STATES; state++)
        if (strcmp(keys[state], key) == 0)
            return state;
    return PROPOSAL_WITHDRAWN;
}

static Proposal proposal_of(const SqlProposal *row) {
    return (Proposal){.id = row->id,
                      .round = row->round,
                      .proposer = row->proposer,
                      .number = row->number,
                      .state = state_from(row->state),
                      .texts = {row->title, row->need, row->goal, row->implementation, row->time,
                                row->responsible, row->parties, row->effect_goals, row->contact},
                      .category = row->category,
                      .from_activity = row->from_activity,
                      .account = row->account,
                      .submitted_by = row->submitted_by,
                      .created_at = row->created_at,
                      .submitted_at = row->submitted_at,
                      .outcome = outcome_from(row->outcome),
                      .outcome_year = row->outcome_year,
                      .outcome_reason = row->outcome_reason,
                      .edit = row->edit,
                      .is_own = row->is_own};
}

static Proposals proposals_of(Arena *arena, const SqlProposal *rows, size_t n) {
    Proposal *proposals = ARENA_ARRAY(arena, Proposal, n);
    for (size_t i = 0; i < n; i++)
        proposals[i] = proposal_of(&rows[i]);
    return (Proposals){proposals, n};
}

bool proposals_of_round(Db *db, Arena *arena, const Asker *asker, Id round, Proposals *ret,
                        GError **error) {
    SqlProposalsOfRoundRows found;
    SqlProposalsOfRoundIn in = {asker->collaboration, round, asker->elements,
                                roles_may(asker->roles, MAY_PREPARE)};
    if (!sql_proposals_of_round(db, arena, &in, &found, error))
        return false;
    *ret = proposals_of(arena, found.rows, found.n);
    return true;
}

bool proposals_standing(Db *db, Arena *arena, Id collaboration, Id round, Proposals *ret,
                        GError **error) {
    SqlProposalsStandingRows found;
    SqlProposalsStandingIn in = {collaboration, round};
    if (!sql_proposals_standing(db, arena, &in, &found, error))
        return false;
    *ret = proposals_of(arena, found.rows, found.n);
    return true;
}

static bool find(Db *db, Arena *arena, const Asker *asker, Id id, bool prepares, Proposal *ret,
                 GError **error) {
    const SqlProposal *found;
    SqlProposalOneIn in = {asker->collaboration, id, asker->elements, prepares};
    if (!sql_proposal_one(db, arena, &in, &found, error))
        return false;
    if (found == NULL)
        return fail(error, ERROR_NOT_FOUND, "Förslaget finns inte.");
    *ret = proposal_of(found);
    return true;
}

bool proposal_get(Db *db, Arena *arena, const Asker *asker, Id id, Proposal *ret, GError **error) {
    return find(db, arena, asker, id, roles_may(asker->roles, MAY_PREPARE), ret, error);
}

bool proposal_get_as_is(Db *db, Arena *arena, const Asker *asker, Id id, Proposal *ret,
                        GError **error) {
    return find(db, arena, asker, id, true, ret, error);
}

bool drafts_begun(Db *db, Arena *arena, Id collaboration, Id round, DraftCounts *ret,
                  GError **error) {
    SqlDraftsBegunRows found;
    if (!sql_drafts_begun(db, arena, &(SqlDraftsBegunIn){collaboration, round}, &found, error))
        return false;
    DraftCount *counts = ARENA_ARRAY(arena, DraftCount, found.n);
    for (size_t i = 0; i < found.n; i++)
        counts[i] = (DraftCount){found.rows[i].proposer, found.rows[i].n};
    *ret = (DraftCounts){counts, found.n};
    return true;
}

bool proposal_origins(Db *db, Arena *arena, Id collaboration, Id proposal, ProposalOrigins *ret,
                      GError **error) {
    SqlProposalOriginsRows found;
    SqlProposalOriginsIn in = {collaboration, proposal};
    if (!sql_proposal_origins(db, arena, &in, &found, error))
        return false;
    ProposalOrigin *origins = ARENA_ARRAY(arena, ProposalOrigin, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlProposalOriginsRow *row = &found.rows[i];
        origins[i] = (ProposalOrigin){row->proposal,        row->origin,        row->kind,
                                      row->proposal_number, row->origin_number, row->proposal_title,
                                      row->origin_title,    row->origin_year};
    }
    *ret = (ProposalOrigins){origins, found.n};
    return true;
}

bool proposal_activities(Db *db, Arena *arena, Id collaboration, Id proposal,
                         ProposalActivities *ret, GError **error) {
    SqlProposalActivitiesRows found;
    SqlProposalActivitiesIn in = {collaboration, proposal};
    if (!sql_proposal_activities(db, arena, &in, &found, error))
        return false;
    ProposalActivity *rows = ARENA_ARRAY(arena, ProposalActivity, found.n);
    for (size_t i = 0; i < found.n; i++)
        rows[i] =
            (ProposalActivity){found.rows[i].id, found.rows[i].title, found.rows[i].plan_title,
                               found.rows[i].status, found.rows[i].year};
    *ret = (ProposalActivities){rows, found.n};
    return true;
}
