#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "modules/preparation/load.h"
#include "modules/preparation/preparation_sql.h"
#include "services/audit/audit.h"
#include "web/translate.h"

#include <string.h>

/* What one edit works on. */
typedef struct {
    const PreparationEdit *edit;
    Arena *arena; /* of what is handed back */
    PreparationResult *ret;
    PreparedConflict *conflicts;
    Arena *work;
    Round round;
    Stage stage;
    Criteria criteria;
    const Rules *rules;
    PreparedYears years;
    Proposal proposal;
    Preparation preparation;
} Editing;

/* ---- one value ---- */

static const char *cleaned(Arena *arena, Prepared prepared, const char *value) {
    bool is_long = prepared.kind == PREPARED_NOTE || prepared.kind == PREPARED_REMARK;
    return is_long ? text_trim(arena, value) : text_collapse(arena, value);
}

static bool take_hours(Editing *editing, const char *value, GError **error) {
    guint64 hours = 0;
    if (value[0] != '\0' &&
        !g_ascii_string_to_unsigned(value, 10, 0, PREPARATION_HOURS_MAX, &hours, NULL))
        return fail(error, ERROR_INVALID,
                    "Timmar skrivs som ett helt tal, högst 100 000. Lämna tomt om ni inte vet.");
    editing->preparation.hours = (int64_t)hours;
    return true;
}

static bool take_suggestion(Editing *editing, const char *value, GError **error) {
    Preparation *preparation = &editing->preparation;
    guint64 year;
    preparation->year = 0;
    preparation->suggestion = outcome_from(value);
    if (value[0] == '\0' || preparation->suggestion == OUTCOME_BANK ||
        preparation->suggestion == OUTCOME_DECLINED)
        return true;
    if (!g_ascii_string_to_unsigned(value, 10, (guint64)editing->years.first,
                                    (guint64)editing->years.last, &year, NULL))
        return fail(error, ERROR_INVALID,
                    "Välj ett av planens år, %d till %d, förslagsbanken eller avslag.",
                    (int)editing->years.first, (int)editing->years.last);
    preparation->suggestion = OUTCOME_PLANNED;
    preparation->year = (int64_t)year;
    return true;
}

static bool take_category(Editing *editing, const char *value, GError **error) {
    Id id = {0};
    if (value[0] != '\0' && !id_parse(value, &id))
        return fail(error, ERROR_INVALID, "Välj en kategori i listan.");
    editing->preparation.category = id;
    return round_check_category(editing->work, editing->rules, &editing->round, id, error);
}

static bool take_size(Editing *editing, const char *value, GError **error) {
    static const char *const sizes[] = {"", "S", "M", "L"};
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++)
        if (strcmp(sizes[i], value) == 0) {
            editing->preparation.size = sizes[i];
            return true;
        }
    return fail(error, ERROR_INVALID, "Storleken är S, M eller L.");
}

static bool take_of_criterion(Editing *editing, Prepared prepared, const char *value,
                              GError **error) {
    size_t i = criterion_index(&editing->criteria, prepared.criterion);
    if (i == editing->criteria.n)
        return fail(error, ERROR_NOT_FOUND, "Kriteriet finns inte i den här omgången.");
    Screening *screening = (Screening *)&editing->preparation.screenings[i];
    if (prepared.kind == PREPARED_REMARK) {
        screening->remark = value;
        return text_within(T_("Anteckningen"), value, PREPARATION_REMARK_MAX, error);
    }
    return screened_from(value, &screening->result) ||
           fail(error, ERROR_INVALID, "Välj uppfyllt, delvis eller inte uppfyllt.");
}

static bool take(Editing *editing, Prepared prepared, const char *value, GError **error) {
    switch (prepared.kind) {
    case PREPARED_SIZE:
        return take_size(editing, value, error);
    case PREPARED_HOURS:
        return take_hours(editing, value, error);
    case PREPARED_SUGGESTION:
        return take_suggestion(editing, value, error);
    case PREPARED_CATEGORY:
        return take_category(editing, value, error);
    case PREPARED_NOTE:
        editing->preparation.note = value;
        return text_within(T_("Texten till dem som läser listan"), value, PREPARATION_NOTE_MAX,
                           error);
    default:
        return take_of_criterion(editing, prepared, value, error);
    }
}

/* ---- writing ---- */

static bool put_screening(Db *db, const Editing *editing, Prepared prepared, GError **error) {
    size_t i = criterion_index(&editing->criteria, prepared.criterion);
    const Screening *screening = &editing->preparation.screenings[i];
    SqlScreeningPutIn row = {editing->edit->asker->collaboration, editing->proposal.id,
                             prepared.criterion, screened_key(screening->result),
                             screening->remark};
    return sql_screening_put(db, &row, error);
}

static bool put(Db *db, const Editing *editing, Prepared prepared, GError **error) {
    const Preparation *preparation = &editing->preparation;
    SqlPreparationPutIn row = {.collaboration = editing->edit->asker->collaboration,
                               .proposal = editing->proposal.id,
                               .size = preparation->size,
                               .hours = preparation->hours,
                               .suggestion = outcome_key(preparation->suggestion),
                               .year = preparation->year,
                               .category = preparation->category,
                               .note = preparation->note};
    return prepared.kind >= PREPARED_RESULT ? put_screening(db, editing, prepared, error)
                                            : sql_preparation_put(db, &row, error);
}

static const char *kept(const Editing *editing, Prepared prepared, const char *value) {
    const char *words = prepared_words(editing->work, editing->rules, prepared, value);
    size_t i = criterion_index(&editing->criteria, prepared.criterion);
    const char *of = i < editing->criteria.n ? editing->criteria.rows[i].title : NULL;
    return arena_printf(editing->work, "%d %s%s%s: %s", (int)editing->proposal.number,
                        editing->proposal.texts[PROPOSAL_TITLE], of == NULL ? "" : " · ",
                        of == NULL ? "" : of, words);
}

/* No row of a proposal in the log: its history is for its proposer too, and this is not. */
static bool audit(Db *db, const Editing *editing, const PreparedChange *change, const char *before,
                  const char *after, GError **error) {
    AuditEntry entry = {.collaboration = editing->edit->asker->collaboration,
                        .account = editing->edit->asker->account,
                        .action = "preparation.change",
                        .field = prepared_label(change->prepared),
                        .before = kept(editing, change->prepared, before),
                        .after = kept(editing, change->prepared, after)};
    return audit_write(db, &entry, NULL, error);
}

static void add_conflict(const Editing *editing, Prepared prepared, const char *value) {
    PreparationResult *ret = editing->ret;
    editing->conflicts[ret->n_conflicts++] =
        (PreparedConflict){prepared, arena_strdup(editing->arena, value)};
}

static bool change_one(Db *db, Editing *editing, const PreparedChange *change, GError **error) {
    Prepared prepared = change->prepared;
    const char *before =
        prepared_value(editing->work, &editing->criteria, &editing->preparation, prepared);
    const char *value = cleaned(editing->work, prepared, change->value);
    if (strcmp(before, value) == 0)
        return true;
    if (!prepared_may_change(editing->stage, prepared.kind))
        return fail(error, ERROR_CONFLICT,
                    "Listan är släppt, och det som står i den ändras inte. Ta tillbaka listan om "
                    "något är fel.");
    if (change->was != NULL && strcmp(before, cleaned(editing->work, prepared, change->was)) != 0) {
        add_conflict(editing, prepared, before);
        return true;
    }
    if (!take(editing, prepared, value, error) || !put(db, editing, prepared, error))
        return false;
    editing->ret->n_saved++;
    return audit(db, editing, change, before, value, error);
}

/* ---- the whole ---- */

static bool load_proposal(Db *db, Editing *editing, Id proposal, GError **error) {
    const Asker *asker = editing->edit->asker;
    if (!proposal_get(db, editing->work, asker, proposal, &editing->proposal, error))
        return false;
    if (!id_equal(editing->proposal.round, editing->round.id))
        return fail(error, ERROR_NOT_FOUND, "Förslaget finns inte i den här omgången.");
    if (editing->proposal.state != PROPOSAL_SUBMITTED)
        return fail(error, ERROR_CONFLICT, "Förslag %d är %s och bereds inte.",
                    (int)editing->proposal.number,
                    T_(proposal_state_word(editing->proposal.state)));
    return preparation_load(db, editing->work, asker->collaboration, &editing->criteria, proposal,
                            &editing->preparation, error);
}

static bool load_round(Db *db, Editing *editing, GError **error) {
    const Asker *asker = editing->edit->asker;
    if (!round_get(db, editing->work, asker->collaboration, editing->edit->round, &editing->round,
                   error) ||
        !round_criteria(db, editing->work, asker->collaboration, editing->edit->round,
                        &editing->criteria, error) ||
        !rules_load(db, editing->work, asker->collaboration, asker->today, &editing->rules, error))
        return false;
    editing->stage = round_stage(&editing->round, asker->today);
    editing->years = prepared_years(editing->rules, &editing->round);
    return true;
}

static bool write_edit(Db *db, void *data, GError **error) {
    Editing editing = *(const Editing *)data;
    g_autoptr(Arena) work = arena_new();
    const PreparationEdit *edit = editing.edit;
    editing.work = work;
    *editing.ret = (PreparationResult){.conflicts = editing.conflicts};
    if (!load_round(db, &editing, error))
        return false;
    for (size_t i = 0; i < edit->n_proposals; i++) {
        if (!load_proposal(db, &editing, edit->proposals[i], error))
            return false;
        for (size_t j = 0; j < edit->n_changes; j++)
            if (!change_one(db, &editing, &edit->changes[j], error))
                return false;
    }
    return true;
}

bool preparation_edit(Db *db, Arena *arena, const PreparationEdit *edit, PreparationResult *ret,
                      GError **error) {
    PreparationResult result;
    Editing editing = {
        .edit = edit,
        .arena = arena,
        .ret = &result,
        .conflicts = ARENA_ARRAY(arena, PreparedConflict, edit->n_proposals * edit->n_changes)};
    if (!roles_may(edit->asker->roles, MAY_PREPARE))
        return fail(error, ERROR_FORBIDDEN, "Bara den som bereder förslagen ändrar här.");
    if (!db_write(db, write_edit, &editing, error))
        return false;
    *ret = result;
    return true;
}
