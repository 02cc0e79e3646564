#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "modules/outcomes/into_plan.h"
#include "modules/outcomes/outcomes_sql.h"
#include "services/audit/audit.h"
#include "web/translate.h"

#include <string.h>

typedef struct {
    Arena *arena;
    const OutcomeChange *change;
    const char *reason; /* NULL: as it is */
    Outcomes outcomes;
    Placing placing;
    size_t n_set;
} Setting;

static bool is_deciding(const Outcomes *outcomes, GError **error) {
    if (outcomes->stage == STAGE_CLOSED)
        return fail(error, ERROR_CONFLICT,
                    "Alla har fått veta vad det blev av förslagen, så besluten ändras inte längre. "
                    "Det som ska bli annorlunda ändras i planen.");
    return outcomes->stage == STAGE_DECIDING ||
           fail(error, ERROR_CONFLICT,
                "Förslagen kan få sina beslut när beredningen har släppt listan och tiden för "
                "synpunkter är slut.");
}

static bool begin(Db *db, Setting *setting, GError **error) {
    const OutcomeChange *change = setting->change;
    const Rules *rules;
    if (!outcomes_load(db, setting->arena, change->collaboration, change->round, change->today,
                       &setting->outcomes, error) ||
        !is_deciding(&setting->outcomes, error) ||
        !rules_load(db, setting->arena, change->collaboration, change->today, &rules, error))
        return false;
    setting->placing = (Placing){setting->arena, change->collaboration, change->account,
                                 rules,          &setting->outcomes,    change->drops_texts};
    setting->n_set = 0;
    return true;
}

/* As it is kept in the log. */
static const char *outcome_kept(Arena *arena, Outcome outcome, int64_t year, const char *reason) {
    static const char *const words[N_OUTCOMES] = {"utan beslut", "", "förslagsbanken", "avslaget"};
    const char *what =
        outcome == OUTCOME_PLANNED ? arena_printf(arena, "%d", (int)year) : words[outcome];
    return reason[0] == '\0' ? what : arena_printf(arena, "%s: %s", what, reason);
}

static bool write_outcome(Db *db, const Setting *setting, const Proposal *before, Outcome outcome,
                          int64_t year, const char *reason, GError **error) {
    const OutcomeChange *change = setting->change;
    bool is_none = outcome == OUTCOME_NONE;
    SqlOutcomePutIn row = {change->collaboration,
                           before->id,
                           is_none ? NULL : outcome_key(outcome),
                           year,
                           reason,
                           is_none ? (Instant){0} : change->now};
    AuditEntry entry = {.collaboration = change->collaboration,
                        .account = change->account,
                        .subject = before->id,
                        .parent = change->round,
                        .action = "proposal.outcome",
                        .before = outcome_kept(setting->arena, before->outcome,
                                               before->outcome_year, before->outcome_reason),
                        .after = outcome_kept(setting->arena, outcome, year, reason)};
    return sql_outcome_put(db, &row, error) && audit_write(db, &entry, NULL, error);
}

static bool set_one(Db *db, Setting *setting, const OutcomeRow *row, Outcome outcome, int64_t year,
                    const char *reason, GError **error) {
    const Proposal *before = row->proposal;
    bool is_same = before->outcome == outcome && before->outcome_year == year;
    const char *words = reason != NULL ? reason : is_same ? before->outcome_reason : "";
    if (!outcome_into_plan(db, &setting->placing, row, outcome, year, error))
        return false;
    setting->n_set++;
    return (is_same && strcmp(words, before->outcome_reason) == 0) ||
           write_outcome(db, setting, before, outcome, year, words, error);
}

/* ---- one or several ---- */

static bool find(const Setting *setting, size_t i, const OutcomeRow **ret, GError **error) {
    const OutcomeChange *change = setting->change;
    *ret = outcome_row(&setting->outcomes, change->proposals[i]);
    if (*ret == NULL)
        return fail(error, ERROR_NOT_FOUND,
                    "Förslaget finns inte bland dem som omgången ska besluta om. Ladda om sidan.");
    return i > 0 || change->edit == 0 || change->edit == (*ret)->proposal->edit ||
           fail(error, ERROR_CONFLICT,
                "Någon annan har ändrat förslaget under tiden. Öppna det på nytt och gör er "
                "ändring där.");
}

static bool write_set(Db *db, void *data, GError **error) {
    Setting *setting = data;
    const OutcomeChange *change = setting->change;
    int64_t year = change->outcome == OUTCOME_PLANNED ? change->year : 0;
    if (!begin(db, setting, error))
        return false;
    for (size_t i = 0; i < change->n; i++) {
        const OutcomeRow *row;
        if (!find(setting, i, &row, error) ||
            !set_one(db, setting, row, change->outcome, year, setting->reason, error))
            return false;
    }
    return true;
}

bool outcomes_set(Db *db, Arena *arena, const OutcomeChange *change, GError **error) {
    Setting setting = {.arena = arena, .change = change};
    if (change->reason != NULL)
        setting.reason = change->outcome == OUTCOME_NONE ? "" : text_trim(arena, change->reason);
    if (change->n == 0)
        return fail(error, ERROR_INVALID, "Välj minst ett förslag.");
    return text_within(T_("Skälet"), setting.reason, OUTCOME_REASON_MAX, error) &&
           db_write(db, write_set, &setting, error);
}

/* ---- all ---- */

static bool write_followed(Db *db, void *data, GError **error) {
    Setting *setting = data;
    if (!begin(db, setting, error))
        return false;
    for (size_t i = 0; i < setting->outcomes.n; i++) {
        const OutcomeRow *row = &setting->outcomes.rows[i];
        bool is_planned = row->suggestion == OUTCOME_PLANNED;
        if (row->proposal->outcome != OUTCOME_NONE || row->suggestion == OUTCOME_NONE ||
            (is_planned && row->suggested_year == 0))
            continue;
        if (!set_one(db, setting, row, row->suggestion, is_planned ? row->suggested_year : 0,
                     is_planned ? "" : row->note, error))
            return false;
    }
    return true;
}

bool outcomes_follow(Db *db, Arena *arena, const OutcomeChange *change, size_t *ret_n,
                     GError **error) {
    Setting setting = {.arena = arena, .change = change};
    if (!db_write(db, write_followed, &setting, error))
        return false;
    *ret_n = setting.n_set;
    return true;
}

static bool write_mended(Db *db, void *data, GError **error) {
    Setting *setting = data;
    if (!begin(db, setting, error))
        return false;
    for (size_t i = 0; i < setting->outcomes.n; i++) {
        const OutcomeRow *row = &setting->outcomes.rows[i];
        if (row->is_astray && !outcome_into_plan(db, &setting->placing, row, row->proposal->outcome,
                                                 row->proposal->outcome_year, error))
            return false;
    }
    for (size_t i = 0; i < setting->outcomes.n_left_over; i++)
        if (!outcome_out_of_plan(db, &setting->placing, setting->outcomes.left_over[i], error))
            return false;
    return true;
}

bool outcomes_mend(Db *db, Arena *arena, const OutcomeChange *change, GError **error) {
    return db_write(db, write_mended, &(Setting){.arena = arena, .change = change}, error);
}
