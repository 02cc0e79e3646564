#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "modules/preparation/preparation.h"
#include "modules/preparation/preparation_sql.h"
#include "services/audit/audit.h"
#include "web/translate.h"

bool discussion_load(Db *db, Arena *arena, Id collaboration, Id proposal, Discussion *ret,
                     GError **error) {
    SqlDiscussionOfProposalRows found;
    SqlDiscussionOfProposalIn in = {collaboration, proposal};
    if (!sql_discussion_of_proposal(db, arena, &in, &found, error))
        return false;
    DiscussionEntry *entries = ARENA_ARRAY(arena, DiscussionEntry, found.n);
    for (size_t i = 0; i < found.n; i++)
        entries[i] =
            (DiscussionEntry){found.rows[i].id, found.rows[i].proposal, found.rows[i].account_name,
                              found.rows[i].at, found.rows[i].body};
    *ret = (Discussion){entries, found.n};
    return true;
}

static bool check(Db *db, Arena *arena, const DiscussionAddition *addition, GError **error) {
    const Asker *asker = addition->asker;
    Proposal proposal;
    Round round;
    if (!proposal_get(db, arena, asker, addition->proposal, &proposal, error) ||
        !round_get(db, arena, asker->collaboration, addition->round, &round, error))
        return false;
    if (!id_equal(proposal.round, round.id) || proposal.number == 0)
        return fail(error, ERROR_NOT_FOUND, "Förslaget finns inte i den här omgången.");
    return round_stage(&round, asker->today) != STAGE_CLOSED ||
           fail(error, ERROR_CONFLICT, "Omgången är avslutad, så diskussionen är det också.");
}

static bool write_entry(Db *db, void *data, GError **error) {
    const DiscussionAddition *addition = data;
    const Asker *asker = addition->asker;
    g_autoptr(Arena) arena = arena_new();
    const char *body = text_trim(arena, addition->body);
    SqlDiscussionAddIn row = {asker->collaboration, db_new_id(db), addition->proposal,
                              asker->account,       addition->now, body};
    if (body[0] == '\0')
        return fail(error, ERROR_INVALID, "Skriv något innan ni sparar.");
    return text_within(T_("Inlägget"), body, DISCUSSION_MAX, error) &&
           check(db, arena, addition, error) && sql_discussion_add(db, &row, error);
}

bool discussion_add(Db *db, const DiscussionAddition *addition, GError **error) {
    if (!roles_may(addition->asker->roles, MAY_PREPARE))
        return fail(error, ERROR_FORBIDDEN, "Bara den som bereder förslagen skriver här.");
    return db_write(db, write_entry, (void *)addition, error);
}
