#include "base/error.h"
#include "modules/preparation/preparation.h"
#include "modules/preparation/preparation_sql.h"
#include "services/audit/audit.h"

typedef struct {
    const RoundAct *act;
} Releasing;

static bool write_release(Db *db, void *data, GError **error) {
    const Releasing *releasing = data;
    g_autoptr(Arena) arena = arena_new();
    return round_release(db, arena, releasing->act, error);
}

bool preparation_release(Db *db, Arena *arena, const RoundAct *act, GError **error) {
    (void)arena;
    return db_write(db, write_release, &(Releasing){act}, error);
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
