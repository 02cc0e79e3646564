#include "base/error.h"
#include "base/id.h"
#include "modules/preparation/preparation.h"
#include "modules/preparation/preparation_sql.h"
#include "services/audit/audit.h"
#include "web/translate.h"

#include <string.h>

/* Merging, splitting and taking either back. */

typedef struct {
    const Asker *asker;
    Round round;
    Arena *arena;
    Instant now;
} Reshaping;

static bool begin(Db *db, Arena *arena, const Asker *asker, Id round, Reshaping *ret,
                  GError **error) {
    *ret = (Reshaping){.asker = asker, .arena = arena};
    if (!roles_may(asker->roles, MAY_PREPARE))
        return fail(error, ERROR_FORBIDDEN,
                    "Bara den som bereder förslagen slår ihop och delar dem.");
    if (!round_get(db, arena, asker->collaboration, round, &ret->round, error))
        return false;
    Stage stage = round_stage(&ret->round, asker->today);
    return stage == STAGE_COLLECTING || stage == STAGE_PREPARING ||
           fail(error, ERROR_CONFLICT,
                "Listan är släppt, så förslag slås inte ihop och delas inte längre. Ta tillbaka "
                "listan först.");
}

static bool audit(Db *db, const Reshaping *reshaping, Id subject, const char *action,
                  const char *before, const char *after, GError **error) {
    AuditEntry entry = {.collaboration = reshaping->asker->collaboration,
                        .account = reshaping->asker->account,
                        .subject = subject,
                        .parent = reshaping->round.id,
                        .action = action,
                        .before = before,
                        .after = after};
    return audit_write(db, &entry, NULL, error);
}

static const char *named(Arena *arena, const Proposal *proposal) {
    return arena_printf(arena, "%d %s", (int)proposal->number, proposal->texts[PROPOSAL_TITLE]);
}

/* ---- what is still as it was shown ---- */

static bool load_seen(Db *db, const Reshaping *reshaping, const ProposalSeen *seen, Proposal *ret,
                      GError **error) {
    if (!proposal_get(db, reshaping->arena, reshaping->asker, seen->id, ret, error))
        return false;
    if (!id_equal(ret->round, reshaping->round.id) || ret->number == 0)
        return fail(error, ERROR_INVALID,
                    "Förslag ur olika omgångar kan inte slås ihop. Välj bland den här omgångens.");
    if (ret->state != PROPOSAL_SUBMITTED)
        return fail(error, ERROR_CONFLICT,
                    "Förslag %d är %s sedan ni öppnade sidan. Gå tillbaka till listan och välj på "
                    "nytt.",
                    (int)ret->number, T_(proposal_state_word(ret->state)));
    return ret->edit == seen->edit ||
           fail(error, ERROR_CONFLICT,
                "Förslag %d har ändrats av den som lämnade det sedan ni öppnade sidan. Öppna den "
                "på nytt så att ändringen kommer med.",
                (int)ret->number);
}

/* ---- what is new ---- */

static ProposalAddition addition_of(const Reshaping *reshaping, Id proposer, Id category,
                                    const char *const *texts) {
    return (ProposalAddition){.asker = reshaping->asker,
                              .round = reshaping->round.id,
                              .proposer = proposer,
                              .texts = texts,
                              .category = category,
                              .now = reshaping->now};
}

static bool set_state(Db *db, const Reshaping *reshaping, Id proposal, const char *state,
                      GError **error) {
    SqlReshapeSetStateIn row = {reshaping->asker->collaboration, proposal, state};
    return sql_reshape_set_state(db, &row, error);
}

static bool trace(Db *db, const Reshaping *reshaping, Id proposal, Id origin, const char *kind,
                  GError **error) {
    SqlReshapeOriginAddIn row = {reshaping->asker->collaboration, db_new_id(db), proposal, origin,
                                 kind};
    return sql_reshape_origin_add(db, &row, error);
}

/* ---- merging ---- */

typedef struct {
    const ProposalMerge *merge;
    MadeProposal made;
} Merging;

static bool may_own(Db *db, const Reshaping *reshaping, const ProposalMerge *merge,
                    const Proposal *origins, GError **error) {
    const Rules *rules;
    if (!rules_load(db, reshaping->arena, reshaping->asker->collaboration, reshaping->asker->today,
                    &rules, error) ||
        !round_check_category(reshaping->arena, rules, &reshaping->round, merge->category, error))
        return false;
    const Rule *self = rules_next(rules, ELEMENT_COLLABORATION, NULL);
    if (self != NULL && id_equal(self->element, merge->proposer))
        return true;
    for (size_t i = 0; i < merge->n; i++)
        if (id_equal(origins[i].proposer, merge->proposer))
            return true;
    return fail(error, ERROR_INVALID,
                "Välj vem som står för det nya förslaget: någon av dem som lämnade de gamla, eller "
                "samordnaren.");
}

static bool are_apart(const ProposalMerge *merge, GError **error) {
    if (merge->n < 2 || merge->n > RESHAPE_MAX)
        return fail(error, ERROR_INVALID, "Välj 2 till %d förslag att slå ihop.", RESHAPE_MAX);
    for (size_t i = 0; i < merge->n; i++)
        for (size_t j = 0; j < i; j++)
            if (id_equal(merge->origins[i].id, merge->origins[j].id))
                return fail(error, ERROR_INVALID, "Ett förslag är valt två gånger. Välj på nytt.");
    return true;
}

static bool close_origins(Db *db, const Reshaping *reshaping, const Merging *merging,
                          const Proposal *origins, GError **error) {
    for (size_t i = 0; i < merging->merge->n; i++)
        if (!set_state(db, reshaping, origins[i].id, "merged", error) ||
            !trace(db, reshaping, merging->made.id, origins[i].id, "merged", error) ||
            !audit(db, reshaping, origins[i].id, "proposal.merge",
                   named(reshaping->arena, &origins[i]),
                   arena_printf(reshaping->arena, "%d", (int)merging->made.number), error))
            return false;
    return true;
}

static bool write_merge(Db *db, void *data, GError **error) {
    Merging *merging = data;
    const ProposalMerge *merge = merging->merge;
    g_autoptr(Arena) arena = arena_new();
    Proposal *origins = ARENA_ARRAY(arena, Proposal, merge->n);
    Reshaping reshaping;
    if (!begin(db, arena, merge->asker, merge->round, &reshaping, error))
        return false;
    reshaping.now = merge->now;
    for (size_t i = 0; i < merge->n; i++)
        if (!load_seen(db, &reshaping, &merge->origins[i], &origins[i], error))
            return false;
    ProposalAddition made = addition_of(&reshaping, merge->proposer, merge->category, merge->texts);
    return may_own(db, &reshaping, merge, origins, error) &&
           proposal_make(db, arena, &made, &merging->made, error) &&
           close_origins(db, &reshaping, merging, origins, error);
}

bool proposals_merge(Db *db, const ProposalMerge *merge, Id *ret_id, GError **error) {
    Merging merging = {.merge = merge};
    if (!are_apart(merge, error) || !db_write(db, write_merge, &merging, error))
        return false;
    *ret_id = merging.made.id;
    return true;
}

/* ---- splitting ---- */

typedef struct {
    const ProposalParts *parts;
    MadeProposal first, last;
} Splitting;

static bool insert_part(Db *db, const Reshaping *reshaping, Splitting *splitting,
                        const Proposal *origin, size_t part, GError **error) {
    ProposalAddition made =
        addition_of(reshaping, origin->proposer, origin->category, splitting->parts->texts[part]);
    if (!proposal_make(db, reshaping->arena, &made, &splitting->last, error))
        return false;
    if (part == 0)
        splitting->first = splitting->last;
    return trace(db, reshaping, splitting->last.id, origin->id, "split", error);
}

static bool write_split(Db *db, void *data, GError **error) {
    Splitting *splitting = data;
    const ProposalParts *parts = splitting->parts;
    g_autoptr(Arena) arena = arena_new();
    Reshaping reshaping;
    Proposal origin;
    if (!begin(db, arena, parts->asker, parts->round, &reshaping, error) ||
        !load_seen(db, &reshaping, &parts->origin, &origin, error))
        return false;
    reshaping.now = parts->now;
    for (size_t i = 0; i < parts->n; i++)
        if (!insert_part(db, &reshaping, splitting, &origin, i, error))
            return false;
    const char *after =
        arena_printf(arena, "%d–%d", (int)splitting->first.number, (int)splitting->last.number);
    return set_state(db, &reshaping, origin.id, "split", error) &&
           audit(db, &reshaping, origin.id, "proposal.split", named(arena, &origin), after, error);
}

bool proposal_split(Db *db, const ProposalParts *parts, Id *ret_id, GError **error) {
    Splitting splitting = {.parts = parts};
    if (parts->n < 2 || parts->n > RESHAPE_MAX)
        return fail(error, ERROR_INVALID, "Ett förslag delas i 2 till %d delar.", RESHAPE_MAX);
    if (!db_write(db, write_split, &splitting, error))
        return false;
    *ret_id = splitting.first.id;
    return true;
}

/* ---- taking back ---- */

typedef struct {
    const Asker *asker;
    Id proposal;
} Undoing;

/* Of a split the origin's other parts are withdrawn too. */
static bool belongs(const Traces *traces, const Trace *trace, Id proposal) {
    if (id_equal(trace->proposal, proposal))
        return true;
    for (size_t i = 0; i < traces->n; i++)
        if (id_equal(traces->rows[i].proposal, proposal) &&
            id_equal(traces->rows[i].origin, trace->origin))
            return true;
    return false;
}

static bool is_first(const Traces *traces, const Trace *trace) {
    for (const Trace *earlier = traces->rows; earlier < trace; earlier++)
        if (id_equal(earlier->proposal, trace->proposal))
            return false;
    return true;
}

static bool withdraw(Db *db, const Reshaping *reshaping, const Trace *trace, GError **error) {
    Proposal made;
    if (!proposal_get(db, reshaping->arena, reshaping->asker, trace->proposal, &made, error))
        return false;
    if (made.state != PROPOSAL_SUBMITTED && made.state != PROPOSAL_WITHDRAWN)
        return fail(error, ERROR_CONFLICT, "Förslag %d är %s i sin tur. Ångra det först.",
                    (int)made.number, T_(proposal_state_word(made.state)));
    SqlReshapeOriginRemoveIn row = {reshaping->asker->collaboration, trace->proposal};
    return set_state(db, reshaping, trace->proposal, "withdrawn", error) &&
           sql_reshape_origin_remove(db, &row, error) &&
           audit(db, reshaping, trace->proposal, "proposal.unmake", named(reshaping->arena, &made),
                 NULL, error);
}

static bool write_undo(Db *db, void *data, GError **error) {
    const Undoing *undoing = data;
    g_autoptr(Arena) arena = arena_new();
    Proposal proposal;
    Reshaping reshaping;
    Traces traces;
    size_t n = 0;
    if (!proposal_get(db, arena, undoing->asker, undoing->proposal, &proposal, error) ||
        !begin(db, arena, undoing->asker, proposal.round, &reshaping, error) ||
        !traces_load(db, arena, undoing->asker->collaboration, proposal.round, &traces, error))
        return false;
    for (size_t i = 0; i < traces.n; i++) {
        const Trace *trace = &traces.rows[i];
        if (!belongs(&traces, trace, undoing->proposal))
            continue;
        n++;
        if (!set_state(db, &reshaping, trace->origin, "submitted", error) ||
            (is_first(&traces, trace) && !withdraw(db, &reshaping, trace, error)))
            return false;
    }
    return n > 0 || fail(error, ERROR_CONFLICT,
                         "Förslaget kommer inte av något annat, så här finns inget att ångra.");
}

bool reshape_undo(Db *db, const Asker *asker, Id proposal, GError **error) {
    return db_write(db, write_undo, &(Undoing){asker, proposal}, error);
}
