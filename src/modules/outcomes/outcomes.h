#pragma once
#include "modules/answers/given.h"
#include "modules/plans/plans.h"
#include "modules/proposals/proposals.h"

/* What becomes of the proposals of a round: a year of the plan, the bank, or no, each with a
 * reason; into the plan at once, and told to everybody together when each has its outcome. */

#define OUTCOME_REASON_MAX 2000

/* What an office's mark of a proposal weighs. */
enum { HIGH_POINTS = 3, MEDIUM_POINTS = 2, LOW_POINTS = 1 };

/* A year of the plan that a proposal can come into. */
typedef struct OutcomeYear {
    Id id; /* of the plan year; none as long as the plan is not begun */
    int64_t year;
    const char *status; /* fixed, preliminary, bank */
    bool is_bank;
} OutcomeYear;

typedef struct OutcomeRow {
    const Proposal *proposal;
    int64_t points, n_high, n_medium, n_low, n_abstain; /* of the answers that are handed in */
    const char *size;                                   /* "", S, M, L: as the preparers set it */
    int64_t hours_given; /* per office and year, theirs; 0: not said */
    int64_t hours;       /* theirs, else what the size stands for in the round, else 0 */
    Outcome suggestion;
    int64_t suggested_year;
    const char *note; /* the preparers', to those who comment */
    Id category;      /* the preparers', else the proposer's, or none */
    Id activity;      /* that it has become in the round's plan, or none */
    int64_t activity_year;
    bool is_astray;    /* the activity does not stand where the outcome says */
    bool is_rewritten; /* one of them was written anew since: the activity has other texts */
} OutcomeRow;

typedef struct Outcomes {
    Round round;
    Stage stage;
    Id plan;                /* of the round; none: not begun */
    const char *plan_state; /* "" when there is none */
    const OutcomeYear *years;
    size_t n_years; /* by year, the bank last; none without a plan */
    const OutcomeRow *rows;
    size_t n;            /* of the proposals that stand, by number */
    const Id *left_over; /* activities of proposals that no longer stand */
    size_t n_left_over;
    const char *lost; /* the titles of those with other texts than their proposal: "A; B", or "" */
    AnswersGiven answers; /* that are handed in */
    size_t n_undecided, n_without_reason;
    size_t n_astray; /* the activities left over too */
} Outcomes;

/* Nine statements, however many proposals. ERROR_NOT_FOUND. */
bool outcomes_load(Db *db, Arena *arena, Id collaboration, Id round, Date today, Outcomes *ret,
                   GError **error);

/* The rounds that are deciding and have proposals, earliest decision first. Two statements. */
typedef struct OutcomesWaiting {
    const Round *round;
    int64_t n, n_undecided;
} OutcomesWaiting;
typedef struct OutcomesWaitingRows {
    const OutcomesWaiting *rows;
    size_t n;
} OutcomesWaitingRows;
bool outcomes_waiting(Db *db, Arena *arena, Id collaboration, Date today, OutcomesWaitingRows *ret,
                      GError **error);

/* NULL when the round has no such proposal that stands. */
const OutcomeRow *outcome_row(const Outcomes *outcomes, Id proposal);

/* true when this outcome needs words that it has not: declined and bank do, before it is told. */
bool outcome_lacks_reason(const Proposal *proposal);

/* Gives one or several proposals of a round an outcome, or takes it back (OUTCOME_NONE). What is
 * planned becomes an activity of the plan, with all its texts, category, size and hours; what goes
 * to the bank does where the plan has one; a changed outcome moves the activity or takes it out.
 * Plan and outcome are changed together or not at all, and the plan's undo leaves these changes
 * alone. An outcome that is the same again puts an activity that is astray in its place. What has
 * been written in the plan goes along to another year, and is taken out of it only on purpose.
 * ERROR_INVALID: not a year of the plan, or a reason too long. ERROR_CONFLICT: the round is not
 * deciding; the plan is not begun, or adopted; `edit` is not the proposal's any more; texts of the
 * plan would be lost and not `drops_texts`.
 * ERROR_NOT_FOUND: no such proposal stands in the round. */
typedef struct OutcomeChange {
    Id collaboration, account, round;
    Date today;
    Instant now;
    const Id *proposals;
    size_t n;
    Outcome outcome;
    int64_t year;       /* OUTCOME_PLANNED */
    const char *reason; /* NULL: as it is, or none where the outcome is another than before */
    int64_t edit;       /* of the first proposal, as read; 0: whatever it is */
    bool drops_texts;   /* an activity that goes out of the plan may have other texts */
} OutcomeChange;
bool outcomes_set(Db *db, Arena *arena, const OutcomeChange *change, GError **error);

/* Gives every proposal without outcome what the preparers suggest, with their note as the reason
 * where it does not come into the plan. `proposals`, `outcome` and the like are not read. *ret_n:
 * how many. Errors as outcomes_set(). */
bool outcomes_follow(Db *db, Arena *arena, const OutcomeChange *change, size_t *ret_n,
                     GError **error);

/* Puts every activity where its proposal's outcome says, and takes out what is left over. */
bool outcomes_mend(Db *db, Arena *arena, const OutcomeChange *change, GError **error);
