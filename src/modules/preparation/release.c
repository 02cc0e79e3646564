#include "base/error.h"
#include "base/id.h"
#include "modules/preparation/preparation.h"
#include "modules/preparation/preparation_sql.h"
#include "modules/proposals/frozen_proposal.h"
#include "services/audit/audit.h"

static bool is_made_by_preparers(const Traces *traces, Id proposal) {
    for (size_t i = 0; i < traces->n; i++)
        if (id_equal(traces->rows[i].proposal, proposal))
            return true;
    return false;
}

/* What was merged or split was handed in too; what came of it was not. What was withdrawn has been
 * frozen then. */
static bool freeze(Db *db, Arena *arena, const RoundAct *act, GError **error) {
    Proposals proposals;
    const Rules *rules;
    Asker nobody = {.collaboration = act->collaboration, .elements = ";"};
    Traces traces;
    size_t n = 0;
    if (!proposals_of_round(db, arena, &nobody, act->round, &proposals, error) ||
        !traces_load(db, arena, act->collaboration, act->round, &traces, error) ||
        !rules_load(db, arena, act->collaboration, act->today, &rules, error))
        return false;
    FrozenDocument *documents = ARENA_ARRAY(arena, FrozenDocument, proposals.n);
    for (size_t i = 0; i < proposals.n; i++) {
        const Proposal *proposal = &proposals.rows[i];
        bool by_preparers = is_made_by_preparers(&traces, proposal->id);
        if (proposal->state != PROPOSAL_WITHDRAWN)
            documents[n++] = frozen_proposal(arena, rules, proposal, by_preparers);
    }
    return frozen_add(db, act->collaboration, documents, n, act->now, error);
}

static bool write_release(Db *db, void *data, GError **error) {
    const RoundAct *act = data;
    g_autoptr(Arena) arena = arena_new();
    return round_release(db, arena, act, error) && freeze(db, arena, act, error);
}

bool preparation_release(Db *db, const RoundAct *act, GError **error) {
    return db_write(db, write_release, (void *)act, error);
}

static bool none_handed_in(Db *db, Arena *arena, Id collaboration, Id round, bool *ret,
                           GError **error) {
    SqlAnswersHandedInRow row;
    if (!sql_answers_handed_in(db, arena, &(SqlAnswersHandedInIn){collaboration, round}, &row,
                               error))
        return false;
    *ret = row.n == 0;
    return true;
}

bool preparation_may_take_back(Db *db, Arena *arena, Id collaboration, const Round *round,
                               bool *ret, GError **error) {
    bool none;
    if (!none_handed_in(db, arena, collaboration, round->id, &none, error))
        return false;
    *ret = none && round->released_at.seconds != 0 && round->told_at.seconds == 0;
    return true;
}

static bool write_take_back(Db *db, void *data, GError **error) {
    const RoundAct *act = data;
    g_autoptr(Arena) arena = arena_new();
    AuditEntry entry = {.collaboration = act->collaboration,
                        .account = act->account,
                        .subject = act->round,
                        .action = "round.take_back"};
    bool none;
    int64_t changed;
    if (!none_handed_in(db, arena, act->collaboration, act->round, &none, error))
        return false;
    if (!none)
        return fail(error, ERROR_CONFLICT,
                    "Någon har redan lämnat synpunkter på listan. Flytta omgångens dagar om den "
                    "ändå måste öppnas igen.");
    if (!sql_round_take_back(db, &(SqlRoundTakeBackIn){act->collaboration, act->round}, &changed,
                             error))
        return false;
    if (changed == 0)
        return fail(error, ERROR_CONFLICT, "Listan är inte släppt, eller omgången är avslutad.");
    return audit_write(db, &entry, NULL, error);
}

bool preparation_take_back(Db *db, const RoundAct *act, GError **error) {
    return db_write(db, write_take_back, (void *)act, error);
}
