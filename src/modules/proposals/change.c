#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "modules/proposals/frozen_proposal.h"
#include "modules/proposals/proposals.h"
#include "modules/proposals/proposals_sql.h"
#include "services/audit/audit.h"
#include "services/titles/titles.h"
#include "web/translate.h"

#include <string.h>

/* What a change is made of: the proposal as it is, and the round and its stage. */
typedef struct {
    Round round;
    Stage stage;
    Proposal proposal;
} Standing;

static bool load_round(Db *db, Arena *arena, const Asker *asker, Id round, Standing *ret,
                       GError **error) {
    if (!round_get(db, arena, asker->collaboration, round, &ret->round, error))
        return false;
    ret->stage = round_stage(&ret->round, asker->today);
    return true;
}

static bool load_own(Db *db, Arena *arena, const Asker *asker, Id proposal, Standing *ret,
                     GError **error) {
    if (!proposal_get(db, arena, asker, proposal, &ret->proposal, error) ||
        (!roles_may(asker->roles, MAY_PREPARE) &&
         !proposal_get_as_is(db, arena, asker, proposal, &ret->proposal, error)))
        return false;
    if (!ret->proposal.is_own && !roles_may(asker->roles, MAY_LEAD_ROUNDS))
        return fail(error, ERROR_FORBIDDEN, "Förslaget kan bara ändras av den som har lämnat det.");
    return load_round(db, arena, asker, ret->proposal.round, ret, error);
}

static bool audit(Db *db, const Asker *asker, const Standing *standing, const char *action,
                  const char *after, GError **error) {
    AuditEntry entry = {.collaboration = asker->collaboration,
                        .account = asker->account,
                        .subject = standing->proposal.id,
                        .parent = standing->round.id,
                        .action = action,
                        .after = after};
    return audit_write(db, &entry, NULL, error);
}

/* ---- texts ---- */

static const char *cleaned(Arena *arena, ProposalText text, const char *typed) {
    if (typed == NULL)
        return "";
    return proposal_texts[text].is_long ? text_trim(arena, typed) : text_collapse(arena, typed);
}

static bool within(ProposalText text, const char *cleaned_text, GError **error) {
    return text_within(T_(proposal_texts[text].label), cleaned_text,
                       (size_t)proposal_texts[text].max_length, error);
}

bool proposal_texts_take(Arena *arena, const char *const *typed, const char *ret[N_PROPOSAL_TEXTS],
                         GError **error) {
    for (ProposalText text = 0; text < N_PROPOSAL_TEXTS; text++) {
        ret[text] = cleaned(arena, text, typed == NULL ? NULL : typed[text]);
        if (!within(text, ret[text], error))
            return false;
    }
    return true;
}

static bool put_texts(Db *db, Id collaboration, Id id, const char *const *texts, Id category,
                      GError **error) {
    SqlProposalPutIn row = {.collaboration = collaboration,
                            .id = id,
                            .title = texts[PROPOSAL_TITLE],
                            .need = texts[PROPOSAL_NEED],
                            .goal = texts[PROPOSAL_GOAL],
                            .implementation = texts[PROPOSAL_IMPLEMENTATION],
                            .time = texts[PROPOSAL_TIME],
                            .responsible = texts[PROPOSAL_RESPONSIBLE],
                            .parties = texts[PROPOSAL_PARTIES],
                            .effect_goals = texts[PROPOSAL_EFFECT_GOALS],
                            .contact = texts[PROPOSAL_CONTACT],
                            .category = category};
    return sql_proposal_put(db, &row, error);
}

/* ---- adding ---- */

typedef struct {
    const ProposalAddition *addition;
    const char *texts[N_PROPOSAL_TEXTS];
    Id id;
} Adding;

static bool check_room(Db *db, Arena *arena, const Adding *adding, int64_t *ret_last,
                       GError **error) {
    const ProposalAddition *addition = adding->addition;
    SqlProposalCountRow count;
    SqlProposalCountIn in = {addition->asker->collaboration, addition->round};
    if (!sql_proposal_count(db, arena, &in, &count, error))
        return false;
    *ret_last = count.last_number;
    return count.n < PROPOSALS_PER_ROUND_MAX ||
           fail(error, ERROR_CONFLICT, "En omgång får ha högst %d förslag.",
                PROPOSALS_PER_ROUND_MAX);
}

static bool insert(Db *db, Adding *adding, GError **error) {
    const ProposalAddition *addition = adding->addition;
    const char *const *texts = adding->texts;
    adding->id = db_new_id(db);
    SqlProposalAddIn row = {.collaboration = addition->asker->collaboration,
                            .id = adding->id,
                            .round = addition->round,
                            .proposer = addition->proposer,
                            .title = texts[PROPOSAL_TITLE],
                            .need = texts[PROPOSAL_NEED],
                            .goal = texts[PROPOSAL_GOAL],
                            .implementation = texts[PROPOSAL_IMPLEMENTATION],
                            .time = texts[PROPOSAL_TIME],
                            .responsible = texts[PROPOSAL_RESPONSIBLE],
                            .parties = texts[PROPOSAL_PARTIES],
                            .effect_goals = texts[PROPOSAL_EFFECT_GOALS],
                            .contact = texts[PROPOSAL_CONTACT],
                            .category = addition->category,
                            .from_activity = addition->from_activity,
                            .account = addition->asker->account,
                            .now = addition->now};
    return sql_proposal_add(db, &row, error);
}

static bool may_add(Db *db, Arena *arena, const ProposalAddition *addition, const Round *round,
                    GError **error) {
    const Asker *asker = addition->asker;
    const Rules *rules;
    if (!rules_load(db, arena, asker->collaboration, asker->today, &rules, error) ||
        !round_check_category(arena, rules, round, addition->category, error))
        return false;
    return elements_hold(round_own_proposers(arena, rules, round, asker), addition->proposer) ||
           fail(error, ERROR_FORBIDDEN, "Ni lämnar inte förslag i den här omgången.");
}

/* Whoever only looked at the form has begun nothing that anybody would miss. */
static bool find_empty(Db *db, Arena *arena, Adding *adding, GError **error) {
    const ProposalAddition *addition = adding->addition;
    const SqlEmptyDraftRow *row;
    SqlEmptyDraftIn in = {addition->asker->collaboration, addition->round, addition->proposer,
                          addition->asker->account};
    for (ProposalText text = 0; text < N_PROPOSAL_TEXTS; text++)
        if (adding->texts[text][0] != '\0')
            return true;
    if (id_is_set(addition->category) || id_is_set(addition->from_activity))
        return true;
    if (!sql_empty_draft(db, arena, &in, &row, error))
        return false;
    if (row != NULL)
        adding->id = row->id;
    return true;
}

static bool reopen(Db *db, const Adding *adding, GError **error) {
    SqlProposalSetStateIn row = {adding->addition->asker->collaboration, adding->id, "draft"};
    return sql_proposal_set_state(db, &row, error);
}

static bool check_drafts(Db *db, Arena *arena, const Adding *adding, GError **error) {
    const ProposalAddition *addition = adding->addition;
    SqlDraftsOfProposerRow count;
    SqlDraftsOfProposerIn in = {addition->asker->collaboration, addition->round,
                                addition->proposer};
    if (!sql_drafts_of_proposer(db, arena, &in, &count, error))
        return false;
    return count.n < DRAFTS_PER_PROPOSER_MAX ||
           fail(error, ERROR_CONFLICT,
                "Ni har redan %d utkast i omgången, de slängda inräknade. Skriv vidare i något av "
                "dem.",
                DRAFTS_PER_PROPOSER_MAX);
}

static bool write_draft(Db *db, void *data, GError **error) {
    Adding *adding = data;
    const ProposalAddition *addition = adding->addition;
    g_autoptr(Arena) arena = arena_new();
    Standing standing = {0};
    int64_t last;
    if (!load_round(db, arena, addition->asker, addition->round, &standing, error))
        return false;
    if (standing.stage != STAGE_COLLECTING)
        return fail(error, ERROR_CONFLICT, "Omgången tar inte emot förslag nu.");
    if (!may_add(db, arena, addition, &standing.round, error) ||
        !find_empty(db, arena, adding, error))
        return false;
    if (id_is_set(adding->id))
        return reopen(db, adding, error);
    if (!check_drafts(db, arena, adding, error) || !check_room(db, arena, adding, &last, error) ||
        !insert(db, adding, error))
        return false;
    standing.proposal.id = adding->id;
    return audit(db, addition->asker, &standing, "proposal.begin", NULL, error);
}

bool proposal_add(Db *db, Arena *arena, const ProposalAddition *addition, Id *ret_id,
                  GError **error) {
    Adding adding = {.addition = addition};
    if (!proposal_texts_take(arena, addition->texts, adding.texts, error) ||
        !db_write(db, write_draft, &adding, error))
        return false;
    *ret_id = adding.id;
    return true;
}

static bool put_submitted(Db *db, const SqlProposalSetSubmittedIn *row, const char *title,
                          GError **error) {
    return sql_proposal_set_submitted(db, row, error) &&
           titles_put(db, row->collaboration, "proposal", row->id, title, error);
}

static bool set_submitted(Db *db, const Asker *asker, Standing *standing, Instant now,
                          int64_t number, GError **error) {
    const char *title = standing->proposal.texts[PROPOSAL_TITLE];
    SqlProposalSetSubmittedIn row = {asker->collaboration, standing->proposal.id, number,
                                     asker->account, now};
    if (title[0] == '\0')
        return fail(error, ERROR_INVALID, "Skriv vad förslaget heter innan ni lämnar in det.");
    return put_submitted(db, &row, title, error) &&
           audit(db, asker, standing, "proposal.submit", title, error);
}

static bool write_registered(Db *db, void *data, GError **error) {
    Adding *adding = data;
    const ProposalAddition *addition = adding->addition;
    g_autoptr(Arena) arena = arena_new();
    Standing standing = {0};
    const Rules *rules;
    int64_t last;
    if (!load_round(db, arena, addition->asker, addition->round, &standing, error) ||
        !rules_load(db, arena, addition->asker->collaboration, addition->asker->today, &rules,
                    error))
        return false;
    if (standing.stage != STAGE_COLLECTING && standing.stage != STAGE_PREPARING)
        return fail(error, ERROR_CONFLICT,
                    "Listan är släppt, så inga fler förslag tas in i omgången.");
    if (!elements_hold(round_proposers(arena, rules, &standing.round), addition->proposer))
        return fail(error, ERROR_INVALID, "Välj vem som lämnar förslaget.");
    if (!round_check_category(arena, rules, &standing.round, addition->category, error) ||
        !check_room(db, arena, adding, &last, error) || !insert(db, adding, error))
        return false;
    standing.proposal.id = adding->id;
    standing.proposal.texts[PROPOSAL_TITLE] = adding->texts[PROPOSAL_TITLE];
    return set_submitted(db, addition->asker, &standing, addition->now, last + 1, error);
}

bool proposal_register(Db *db, Arena *arena, const ProposalAddition *addition, Id *ret_id,
                       GError **error) {
    Adding adding = {.addition = addition};
    if (!roles_may(addition->asker->roles, MAY_LEAD_ROUNDS))
        return fail(error, ERROR_FORBIDDEN, "Bara den som leder omgången för in andras förslag.");
    if (!proposal_texts_take(arena, addition->texts, adding.texts, error) ||
        !db_write(db, write_registered, &adding, error))
        return false;
    *ret_id = adding.id;
    return true;
}

bool proposal_make(Db *db, Arena *arena, const ProposalAddition *addition, MadeProposal *ret,
                   GError **error) {
    Adding adding = {.addition = addition};
    int64_t last;
    if (!proposal_texts_take(arena, addition->texts, adding.texts, error))
        return false;
    if (adding.texts[PROPOSAL_TITLE][0] == '\0')
        return fail(error, ERROR_INVALID, "Skriv vad förslaget ska heta.");
    if (!check_room(db, arena, &adding, &last, error) || !insert(db, &adding, error))
        return false;
    SqlProposalSetSubmittedIn row = {addition->asker->collaboration, adding.id, last + 1,
                                     addition->asker->account, addition->now};
    if (!put_submitted(db, &row, adding.texts[PROPOSAL_TITLE], error))
        return false;
    *ret = (MadeProposal){adding.id, last + 1};
    return true;
}

/* ---- editing ---- */

/* What the preparers do with a proposal is theirs until the list is released. */
static bool is_hidden_work(const Standing *standing, const Asker *asker) {
    ProposalState state = standing->proposal.state;
    return (state == PROPOSAL_MERGED || state == PROPOSAL_SPLIT) &&
           standing->round.released_at.seconds == 0 && !roles_may(asker->roles, MAY_PREPARE);
}

/* What the proposer can still change; the sentence says why not. */
static bool may_edit(const Standing *standing, const Asker *asker, GError **error) {
    if (is_hidden_work(standing, asker))
        return fail(error, ERROR_CONFLICT,
                    "Förslaget bereds nu och kan inte ändras eller tas tillbaka. Säg till "
                    "samordnaren om något är fel.");
    switch (standing->proposal.state) {
    case PROPOSAL_DRAFT:
        return true;
    case PROPOSAL_SUBMITTED:
        return standing->stage == STAGE_COLLECTING ||
               fail(error, ERROR_CONFLICT,
                    "Tiden för förslag är slut, så förslaget kan inte ändras längre.");
    case PROPOSAL_WITHDRAWN:
        return fail(error, ERROR_CONFLICT,
                    "Förslaget är återtaget. Lämna in det igen om ni vill ändra det.");
    case PROPOSAL_MERGED:
        return fail(
            error, ERROR_CONFLICT,
            "Förslaget har slagits ihop med ett annat under beredningen och kan inte ändras.");
    default:
        return fail(error, ERROR_CONFLICT,
                    "Förslaget har delats i flera under beredningen och kan inte ändras.");
    }
}

static bool is_submitted(const Proposal *proposal) {
    return proposal->state == PROPOSAL_SUBMITTED;
}

/* The title of what is submitted is found by others. */
static bool put_title(Db *db, const Asker *asker, const Standing *standing, const char *title,
                      GError **error) {
    return !is_submitted(&standing->proposal) ||
           titles_put(db, asker->collaboration, "proposal", standing->proposal.id, title, error);
}

/* What is submitted is read by all, so the log holds its changes; a draft's it does not. */
static bool audit_text(Db *db, const Asker *asker, const Standing *standing, ProposalText text,
                       const char *after, GError **error) {
    const char *before = standing->proposal.texts[text];
    AuditEntry entry = {.collaboration = asker->collaboration,
                        .account = asker->account,
                        .subject = standing->proposal.id,
                        .parent = standing->round.id,
                        .action = "proposal.change",
                        .field = proposal_texts[text].key,
                        .before = before,
                        .after = after};
    return !is_submitted(&standing->proposal) || strcmp(before, after) == 0 ||
           audit_write(db, &entry, NULL, error);
}

static bool keep_title(const Standing *standing, const char *title, GError **error) {
    return !is_submitted(&standing->proposal) || title[0] != '\0' ||
           fail(error, ERROR_INVALID, "Ett inlämnat förslag behöver ett namn.");
}

typedef struct {
    const ProposalTextEdit *edit;
    const char *text;
    Arena *arena;
    ProposalTextResult *ret;
} TextEditing;

static bool save_text(Db *db, const TextEditing *editing, Standing *standing, GError **error) {
    const ProposalTextEdit *edit = editing->edit;
    const char *texts[N_PROPOSAL_TEXTS];
    memcpy(texts, standing->proposal.texts, sizeof texts);
    texts[edit->text] = editing->text;
    return keep_title(standing, texts[PROPOSAL_TITLE], error) &&
           put_texts(db, edit->asker->collaboration, edit->proposal, texts,
                     standing->proposal.category, error) &&
           put_title(db, edit->asker, standing, texts[PROPOSAL_TITLE], error) &&
           audit_text(db, edit->asker, standing, edit->text, editing->text, error);
}

static bool write_text(Db *db, void *data, GError **error) {
    const TextEditing *editing = data;
    const ProposalTextEdit *edit = editing->edit;
    g_autoptr(Arena) arena = arena_new();
    Standing standing;
    if (!load_own(db, arena, edit->asker, edit->proposal, &standing, error) ||
        !may_edit(&standing, edit->asker, error))
        return false;
    const char *present = standing.proposal.texts[edit->text];
    *editing->ret = (ProposalTextResult){CELL_UNCHANGED, editing->text};
    if (strcmp(present, editing->text) == 0)
        return true;
    if (edit->was != NULL && strcmp(present, cleaned(arena, edit->text, edit->was)) != 0) {
        *editing->ret = (ProposalTextResult){CELL_CONFLICT, arena_strdup(editing->arena, present)};
        return true;
    }
    editing->ret->outcome = CELL_SAVED;
    return save_text(db, editing, &standing, error);
}

bool proposal_edit_text(Db *db, Arena *arena, const ProposalTextEdit *edit, ProposalTextResult *ret,
                        GError **error) {
    TextEditing editing = {edit, cleaned(arena, edit->text, edit->now), arena, ret};
    return within(edit->text, editing.text, error) && db_write(db, write_text, &editing, error);
}

typedef struct {
    const ProposalEdit *edit;
    const char *texts[N_PROPOSAL_TEXTS];
} Editing;

/* One that was chosen before may have ended since, and stays. */
static bool check_category(Db *db, Arena *arena, const ProposalEdit *edit, const Standing *standing,
                           GError **error) {
    const Asker *asker = edit->asker;
    const Rules *rules;
    return id_equal(edit->category, standing->proposal.category) ||
           (rules_load(db, arena, asker->collaboration, asker->today, &rules, error) &&
            round_check_category(arena, rules, &standing->round, edit->category, error));
}

static bool write_edit(Db *db, void *data, GError **error) {
    const Editing *editing = data;
    const ProposalEdit *edit = editing->edit;
    g_autoptr(Arena) arena = arena_new();
    Standing standing;
    if (!load_own(db, arena, edit->asker, edit->proposal, &standing, error) ||
        !may_edit(&standing, edit->asker, error) ||
        !keep_title(&standing, editing->texts[PROPOSAL_TITLE], error) ||
        !check_category(db, arena, edit, &standing, error))
        return false;
    if (standing.proposal.edit != edit->edit)
        return fail(error, ERROR_CONFLICT,
                    "Någon annan har ändrat förslaget under tiden. Öppna det på nytt och skriv in "
                    "er ändring där.");
    for (ProposalText text = 0; text < N_PROPOSAL_TEXTS; text++)
        if (!audit_text(db, edit->asker, &standing, text, editing->texts[text], error))
            return false;
    return put_texts(db, edit->asker->collaboration, edit->proposal, editing->texts, edit->category,
                     error) &&
           put_title(db, edit->asker, &standing, editing->texts[PROPOSAL_TITLE], error);
}

bool proposal_edit(Db *db, Arena *arena, const ProposalEdit *edit, GError **error) {
    Editing editing = {.edit = edit};
    return proposal_texts_take(arena, edit->texts, editing.texts, error) &&
           db_write(db, write_edit, &editing, error);
}

/* ---- submitting and withdrawing ---- */

static bool write_submit(Db *db, void *data, GError **error) {
    const ProposalAct *act = data;
    g_autoptr(Arena) arena = arena_new();
    Standing standing;
    SqlProposalCountRow count;
    if (!load_own(db, arena, act->asker, act->proposal, &standing, error))
        return false;
    const Proposal *proposal = &standing.proposal;
    if (proposal->state != PROPOSAL_DRAFT && proposal->state != PROPOSAL_WITHDRAWN)
        return fail(error, ERROR_CONFLICT, "Förslaget är redan inlämnat.");
    if (standing.stage != STAGE_COLLECTING)
        return fail(error, ERROR_CONFLICT,
                    "Tiden för förslag är slut. Fråga samordnaren om förslaget ändå kan tas med.");
    SqlProposalCountIn in = {act->asker->collaboration, proposal->round};
    if (!sql_proposal_count(db, arena, &in, &count, error))
        return false;
    int64_t number = proposal->number != 0 ? proposal->number : count.last_number + 1;
    return set_submitted(db, act->asker, &standing, act->now, number, error);
}

bool proposal_submit(Db *db, const ProposalAct *act, GError **error) {
    return db_write(db, write_submit, (void *)act, error);
}

static bool came_of(const ProposalOrigins *origins, Id proposal, const char *kind) {
    for (size_t i = 0; i < origins->n; i++)
        if (id_equal(origins->rows[i].proposal, proposal) &&
            strcmp(origins->rows[i].kind, kind) == 0)
            return true;
    return false;
}

/* A part that the preparers have split off was never handed in; the whole was. */
static bool freeze(Db *db, Arena *arena, const ProposalAct *act, const Standing *standing,
                   const ProposalOrigins *origins, GError **error) {
    Proposal proposal = standing->proposal;
    const Asker *asker = act->asker;
    const Rules *rules;
    if (proposal.number == 0 || came_of(origins, act->proposal, "split"))
        return true;
    if (!rules_load(db, arena, asker->collaboration, asker->today, &rules, error))
        return false;
    proposal.state = PROPOSAL_WITHDRAWN;
    FrozenDocument document = frozen_proposal(arena, rules, &proposal, false);
    return frozen_add(db, asker->collaboration, &document, 1, act->now, error);
}

static bool write_withdraw(Db *db, void *data, GError **error) {
    const ProposalAct *act = data;
    g_autoptr(Arena) arena = arena_new();
    Standing standing;
    if (!load_own(db, arena, act->asker, act->proposal, &standing, error))
        return false;
    const Proposal *proposal = &standing.proposal;
    if (proposal->state != PROPOSAL_DRAFT && proposal->state != PROPOSAL_SUBMITTED)
        return may_edit(&standing, act->asker, error);
    if (standing.stage > STAGE_PREPARING && proposal->state == PROPOSAL_SUBMITTED)
        return fail(error, ERROR_CONFLICT,
                    "Listan är släppt, så förslaget kan inte tas tillbaka. Säg till samordnaren.");
    ProposalOrigins origins;
    if (!proposal_origins(db, arena, act->asker->collaboration, act->proposal, &origins, error))
        return false;
    if (came_of(&origins, act->proposal, "merged"))
        return fail(error, ERROR_CONFLICT,
                    "Förslaget är sammanslaget av flera. Be den som bereder förslagen att ångra "
                    "det, så kan ni ta tillbaka ert eget.");
    SqlProposalSetStateIn row = {act->asker->collaboration, act->proposal, "withdrawn"};
    return sql_proposal_set_state(db, &row, error) &&
           freeze(db, arena, act, &standing, &origins, error) &&
           audit(db, act->asker, &standing, "proposal.withdraw", NULL, error);
}

bool proposal_withdraw(Db *db, const ProposalAct *act, GError **error) {
    return db_write(db, write_withdraw, (void *)act, error);
}

static bool write_restore(Db *db, void *data, GError **error) {
    const ProposalAct *act = data;
    g_autoptr(Arena) arena = arena_new();
    Standing standing;
    if (!load_own(db, arena, act->asker, act->proposal, &standing, error))
        return false;
    if (standing.proposal.number != 0 || standing.proposal.state != PROPOSAL_WITHDRAWN)
        return fail(error, ERROR_CONFLICT, "Förslaget är inget slängt utkast.");
    SqlProposalSetStateIn row = {act->asker->collaboration, act->proposal, "draft"};
    return sql_proposal_set_state(db, &row, error) &&
           audit(db, act->asker, &standing, "proposal.restore", NULL, error);
}

bool proposal_restore(Db *db, const ProposalAct *act, GError **error) {
    return db_write(db, write_restore, (void *)act, error);
}
