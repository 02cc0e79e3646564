#pragma once
#include "modules/activities/activities.h"
#include "modules/rounds/rounds.h"

/* What offices and others propose for the plan. A draft can be read by its proposer's people alone,
 * whoever else asks; docs/rounds.md. */

/* The texts of a proposal: the need, the seven columns of an activity, and who knows more. */
typedef enum {
    PROPOSAL_TITLE,
    PROPOSAL_NEED,
    PROPOSAL_GOAL,
    PROPOSAL_IMPLEMENTATION,
    PROPOSAL_TIME,
    PROPOSAL_RESPONSIBLE,
    PROPOSAL_PARTIES,
    PROPOSAL_EFFECT_GOALS,
    PROPOSAL_CONTACT,
    N_PROPOSAL_TEXTS
} ProposalText;

/* Described once: key in forms and audit, label and hint (msgids), limit in characters. */
typedef struct ProposalTextInfo {
    const char *key, *label, *hint;
    int max_length;
    bool is_long;
} ProposalTextInfo;
extern const ProposalTextInfo proposal_texts[N_PROPOSAL_TEXTS];
bool proposal_text_from(const char *key, ProposalText *ret);

/* The text that becomes this column of an activity. */
ProposalText proposal_text_of_column(ActivityColumn column);

typedef enum {
    PROPOSAL_DRAFT, /* or thrown away before it was submitted: withdrawn without a number */
    PROPOSAL_SUBMITTED,
    PROPOSAL_WITHDRAWN,
    PROPOSAL_MERGED, /* into another, that came from it */
    PROPOSAL_SPLIT,  /* into others, that came from it */
    N_PROPOSAL_STATES
} ProposalState;
/* msgid: "utkast" … */
const char *proposal_state_word(ProposalState state);

typedef enum { OUTCOME_NONE, OUTCOME_PLANNED, OUTCOME_BANK, OUTCOME_DECLINED, N_OUTCOMES } Outcome;
/* As in the database, "" for none. */
const char *outcome_key(Outcome outcome);
Outcome outcome_from(const char *key);
/* "2022", "förslagsbanken", "avslaget"; "" for none. */
const char *outcome_words(Arena *arena, Outcome outcome, int64_t year);

typedef struct Proposal {
    Id id, round, proposer;
    int64_t number; /* within the round; 0 = never submitted */
    ProposalState state;
    const char *texts[N_PROPOSAL_TEXTS]; /* never NULL */
    Id category;                         /* an element, or none */
    Id from_activity;                    /* of a plan's bank, that it takes up again; or none */
    Id account, submitted_by;
    Instant created_at, submitted_at;
    Outcome outcome;
    int64_t outcome_year;
    const char *outcome_reason;
    int64_t edit;
    bool is_own; /* the asker belongs to its proposer */
} Proposal;

typedef struct Proposals {
    const Proposal *rows;
    size_t n;
} Proposals;

/* Those of a round that the asker may read: all that have been submitted, by number, then own
 * drafts, also those that have been thrown away. What the preparers have merged or split reads as
 * it was handed in, and what they have made of it is not there, until the list is released: but for
 * those with MAY_PREPARE. One statement. */
bool proposals_of_round(Db *db, Arena *arena, const Asker *asker, Id round, Proposals *ret,
                        GError **error);

/* Those of a round that stand: submitted, by number, for whoever comments or decides. One
 * statement, no asker: holds no draft. */
bool proposals_standing(Db *db, Arena *arena, Id collaboration, Id round, Proposals *ret,
                        GError **error);

/* ERROR_NOT_FOUND also for a draft that the asker may not read. Merged and split ones as above. One
 * statement. */
bool proposal_get(Db *db, Arena *arena, const Asker *asker, Id id, Proposal *ret, GError **error);
/* The same with what the preparers have merged and split: for what rules decide by and for what is
 * frozen, never for a page. */
bool proposal_get_as_is(Db *db, Arena *arena, const Asker *asker, Id id, Proposal *ret,
                        GError **error);

/* How many drafts each proposer of a round has begun: what the coordinator sees of them. One
 * statement. */
typedef struct DraftCount {
    Id proposer;
    int64_t n;
} DraftCount;
typedef struct DraftCounts {
    const DraftCount *rows;
    size_t n;
} DraftCounts;
bool drafts_begun(Db *db, Arena *arena, Id collaboration, Id round, DraftCounts *ret,
                  GError **error);

/* Where a proposal came from and what came of it: merged, split, offered again. By number. One
 * statement. */
typedef struct ProposalOrigin {
    Id proposal, origin;
    const char *kind; /* merged, split, again */
    int64_t proposal_number, origin_number;
    const char *proposal_title, *origin_title;
    int64_t origin_year; /* first year of the origin's round */
} ProposalOrigin;
typedef struct ProposalOrigins {
    const ProposalOrigin *rows;
    size_t n;
} ProposalOrigins;
bool proposal_origins(Db *db, Arena *arena, Id collaboration, Id proposal, ProposalOrigins *ret,
                      GError **error);

/* What a proposal has become in one plan after the other, the earliest first. One statement. */
typedef struct ProposalActivity {
    Id activity;
    const char *title, *plan_title, *status; /* of the year: fixed, preliminary, bank */
    int64_t year;
} ProposalActivity;
typedef struct ProposalActivities {
    const ProposalActivity *rows;
    size_t n;
} ProposalActivities;
bool proposal_activities(Db *db, Arena *arena, Id collaboration, Id proposal,
                         ProposalActivities *ret, GError **error);

/* ---- Changing. Each is one transaction and audited; of a draft the log says that it was begun,
 * never what stands in it. ERROR_NOT_FOUND for what the asker may not read, ERROR_FORBIDDEN for
 * what is another's, ERROR_CONFLICT when the round's stage or the proposal's state does not allow
 * it. ---- */

/* What was typed (NULL, or NULLs in it: nothing) as it is stored: trimmed, short texts on one line.
 * ERROR_INVALID beyond a limit, with the text's name. */
bool proposal_texts_take(Arena *arena, const char *const *typed, const char *ret[N_PROPOSAL_TEXTS],
                         GError **error);

/* A new draft of the asker's, or the one that they have begun and written nothing in. `texts` may
 * be NULL, or hold NULLs. ERROR_INVALID beyond a limit, or for a category that is none of
 * round_categories(); ERROR_CONFLICT when the proposer has DRAFTS_PER_PROPOSER_MAX. */
typedef struct ProposalAddition {
    const Asker *asker;
    Id round, proposer;
    const char *const *texts; /* N_PROPOSAL_TEXTS */
    Id category;
    Instant now;
    Id from_activity; /* that it takes up again, or none */
} ProposalAddition;
bool proposal_add(Db *db, Arena *arena, const ProposalAddition *addition, Id *ret_id,
                  GError **error);

/* What came in another way, entered by whoever leads the round for a proposer and submitted at
 * once; until the list is released. */
bool proposal_register(Db *db, Arena *arena, const ProposalAddition *addition, Id *ret_id,
                       GError **error);

/* What is made of others by whoever prepares: submitted, with the round's next number. What it came
 * of, and the log, are the caller's, as is the transaction. ERROR_INVALID beyond a limit or without
 * a title, ERROR_CONFLICT when the round has PROPOSALS_PER_ROUND_MAX. */
typedef struct MadeProposal {
    Id id;
    int64_t number;
} MadeProposal;
bool proposal_make(Db *db, Arena *arena, const ProposalAddition *addition, MadeProposal *ret,
                   GError **error);

/* One text as typed, saved while typing. `was` is what the writer saw: where somebody else has
 * changed it since nothing is written, and *ret says CELL_CONFLICT with the present text. Own
 * drafts, and own submitted ones as long as the round is collecting. */
typedef struct ProposalTextEdit {
    const Asker *asker;
    Id proposal;
    ProposalText text;
    const char *was, *now;
} ProposalTextEdit;
typedef struct ProposalTextResult {
    CellOutcome outcome;
    const char *text; /* as it now is */
} ProposalTextResult;
bool proposal_edit_text(Db *db, Arena *arena, const ProposalTextEdit *edit, ProposalTextResult *ret,
                        GError **error);

/* The whole form; `edit` as read. ERROR_INVALID for another category than before that is none of
 * round_categories(). */
typedef struct ProposalEdit {
    const Asker *asker;
    Id proposal;
    int64_t edit;
    const char *const *texts;
    Id category;
} ProposalEdit;
bool proposal_edit(Db *db, Arena *arena, const ProposalEdit *edit, GError **error);

typedef struct ProposalAct {
    const Asker *asker;
    Id proposal;
    Instant now;
} ProposalAct;
/* Gives it a number; as long as the round is collecting. ERROR_INVALID without a title. Also what
 * was withdrawn, which keeps its number. */
bool proposal_submit(Db *db, const ProposalAct *act, GError **error);
/* Until the list is released; what was submitted is frozen as it then stands. A draft is thrown
 * away. */
bool proposal_withdraw(Db *db, const ProposalAct *act, GError **error);
/* A draft that was thrown away is a draft again. */
bool proposal_restore(Db *db, const ProposalAct *act, GError **error);

/* Nobody writes so many; those thrown away count, since they are kept. */
#define DRAFTS_PER_PROPOSER_MAX 200

#define PROPOSALS_PER_ROUND_MAX 2000
