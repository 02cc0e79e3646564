#pragma once
#include "modules/proposals/proposals.h"

/* What the preparers make of a round's proposals: screening against the criteria, size, suggestion,
 * a discussion; merging and splitting; releasing the list. What is written here is working
 * material: nothing but preparation_released() and the traces is for anybody else than whoever has
 * MAY_PREPARE, and no query of another module reads these tables. */

#define PREPARATION_NOTE_MAX 2000
#define PREPARATION_REMARK_MAX 1000
#define PREPARATION_HOURS_MAX 100000
#define DISCUSSION_MAX 4000

typedef enum { SCREENED_NOT_YET, SCREENED_MET, SCREENED_PARTLY, SCREENED_NOT, N_SCREENED } Screened;
/* msgid: "uppfyllt", "delvis", "inte uppfyllt", "" */
const char *screened_word(Screened result);

typedef struct Screening {
    Screened result;
    const char *remark; /* working material also after the release */
} Screening;

typedef struct Preparation {
    Id proposal;
    const char *size; /* "", "S", "M", "L" */
    int64_t hours;    /* per office and year; 0: not said */
    Outcome suggestion;
    int64_t year; /* OUTCOME_PLANNED */
    Id category;
    const char *note;            /* to whoever comments */
    const Screening *screenings; /* one for each of the round's criteria, in order */
} Preparation;

typedef struct Preparations {
    Criteria criteria;
    Preparation none; /* for proposals without a row */
    const Preparation *rows;
    size_t n;
} Preparations;

/* Of all proposals of a round, as the preparers read them. Three statements. */
bool preparations_load(Db *db, Arena *arena, Id collaboration, Id round, Preparations *ret,
                       GError **error);

/* The same as everybody may read it: nothing before the list is released, and never a remark or a
 * discussion. Three statements. */
bool preparation_released(Db *db, Arena *arena, Id collaboration, Id round, Preparations *ret,
                          GError **error);

/* Never NULL. */
const Preparation *preparation_of(const Preparations *all, Id proposal);

/* Every criterion has a result; without criteria: it has a size, hours or a suggestion. */
bool preparation_is_assessed(const Preparations *all, const Preparation *preparation);

/* "M", "40 timmar", "M, 40 timmar"; "2022", "förslagsbanken", "avslag"; "" for none. */
const char *preparation_size_words(Arena *arena, const Preparation *preparation);
const char *suggestion_words(Arena *arena, Outcome suggestion, int64_t year);

/* ---- saving what was chosen and typed, one value at a time ---- */

typedef enum {
    PREPARED_SIZE,
    PREPARED_HOURS,
    PREPARED_SUGGESTION, /* "2022", "bank", "declined" */
    PREPARED_CATEGORY,   /* an id */
    PREPARED_NOTE,
    PREPARED_RESULT, /* of a criterion: "met", "partly", "not" */
    PREPARED_REMARK, /* of a criterion */
    N_PREPARED
} PreparedKind;

/* One value, as forms call it: "size", "result-ID". */
typedef struct Prepared {
    PreparedKind kind;
    Id criterion;
} Prepared;
bool prepared_from(const char *name, Prepared *ret);
const char *prepared_name(Arena *arena, Prepared prepared);
/* As in a form; and as people read it ("" for none; categories by the rules). */
const char *prepared_value(Arena *arena, const Criteria *criteria, const Preparation *preparation,
                           Prepared prepared);
const char *prepared_words(Arena *arena, const Rules *rules, Prepared prepared, const char *value);
/* msgid: "Storlek" */
const char *prepared_label(Prepared prepared);

/* Everything while the list is not released; size, hours, suggestion and category again when
 * comments are in, since that is what they are for. What is out for comment does not change. */
bool prepared_may_change(Stage stage, PreparedKind kind);

typedef struct PreparedChange {
    Prepared prepared;
    const char *was, *value; /* was NULL: whatever it was */
} PreparedChange;

/* The same changes to each of these proposals, which are submitted ones of the round. ERROR_INVALID
 * for a value that is none, ERROR_CONFLICT when the stage or the proposal's state does not allow
 * it. A value that somebody else has changed since is left as it is and handed back. */
typedef struct PreparationEdit {
    const Asker *asker;
    Id round;
    const Id *proposals;
    size_t n_proposals;
    const PreparedChange *changes;
    size_t n_changes;
} PreparationEdit;
typedef struct PreparedConflict {
    Prepared prepared;
    const char *value; /* as it now is */
} PreparedConflict;
typedef struct PreparationResult {
    size_t n_saved;
    const PreparedConflict *conflicts;
    size_t n_conflicts;
} PreparationResult;
bool preparation_edit(Db *db, Arena *arena, const PreparationEdit *edit, PreparationResult *ret,
                      GError **error);

/* The years of the plan that may be suggested. */
typedef struct PreparedYears {
    int64_t first, last;
} PreparedYears;
PreparedYears prepared_years(const Rules *rules, const Round *round);

/* ---- the discussion, which is never released ---- */

typedef struct DiscussionEntry {
    Id id, proposal;
    const char *account_name; /* NULL: somebody with protected identity */
    Instant at;
    const char *body;
} DiscussionEntry;
typedef struct Discussion {
    const DiscussionEntry *rows;
    size_t n;
} Discussion;
/* Oldest first. One statement. */
bool discussion_load(Db *db, Arena *arena, Id collaboration, Id proposal, Discussion *ret,
                     GError **error);
typedef struct DiscussionAddition {
    const Asker *asker;
    Id round, proposal;
    const char *body;
    Instant now;
} DiscussionAddition;
/* Until the outcomes are told. ERROR_INVALID for nothing, or more than DISCUSSION_MAX. */
bool discussion_add(Db *db, const DiscussionAddition *addition, GError **error);

/* ---- merging and splitting; until the list is released ---- */

#define RESHAPE_MAX 20 /* proposals merged, or parts split into */

/* A proposal and its `edit` as shown. */
typedef struct ProposalSeen {
    Id id;
    int64_t edit;
} ProposalSeen;

/* Several become one that is submitted, with a number after the last; or one becomes several. The
 * old ones stay, merged or split. ERROR_CONFLICT when one of them has been edited, withdrawn or
 * merged meanwhile, with its number; ERROR_INVALID beyond a limit. */
typedef struct ProposalMerge {
    const Asker *asker;
    Id round, proposer; /* of the new one: that of one of them, or the collaboration */
    const ProposalSeen *origins;
    size_t n;
    const char *const *texts; /* N_PROPOSAL_TEXTS */
    Id category;
    Instant now;
} ProposalMerge;
bool proposals_merge(Db *db, const ProposalMerge *merge, Id *ret_id, GError **error);

typedef struct ProposalParts {
    const Asker *asker;
    Id round;
    ProposalSeen origin;
    const char *const *const *texts; /* of each part */
    size_t n;
    Instant now;
} ProposalParts;
/* *ret_id: the first part. */
bool proposal_split(Db *db, const ProposalParts *parts, Id *ret_id, GError **error);

/* Takes back the merging or splitting that a proposal came of: what came of it is withdrawn, what
 * it came from is submitted again. ERROR_CONFLICT when the list is released, or something has been
 * made of what came of it. */
bool reshape_undo(Db *db, const Asker *asker, Id proposal, GError **error);

/* What became of a round's proposals by merging and splitting. One statement. */
typedef struct Trace {
    Id proposal, origin;
    const char *kind; /* "merged", "split" */
    int64_t number, origin_number;
    Id origin_proposer;
} Trace;
typedef struct Traces {
    const Trace *rows;
    size_t n;
} Traces;
bool traces_load(Db *db, Arena *arena, Id collaboration, Id round, Traces *ret, GError **error);
/* "Slogs ihop med förslag 3 och 7 till förslag 14."; "Kommer av förslag 3 och 7, som slogs ihop.";
 * both where both hold; "" for neither. For everybody, proposers too. */
const char *trace_sentence(Arena *arena, const Traces *traces, Id proposal);

/* ---- releasing ---- */

typedef struct ReleaseSummary {
    size_t n, n_without, n_merged, n_split, n_withdrawn;
} ReleaseSummary;

/* round_release(), and what was submitted is frozen. In a transaction of its own. */
bool preparation_release(Db *db, const RoundAct *act, GError **error);
/* The list is the preparers' again, as long as nobody has handed in an answer. ERROR_CONFLICT. */
bool preparation_take_back(Db *db, const RoundAct *act, GError **error);
/* One statement. */
bool preparation_may_take_back(Db *db, Arena *arena, Id collaboration, const Round *round,
                               bool *ret, GError **error);
