#pragma once
#include "modules/outcomes/outcomes.h"
#include "modules/people/people.h"

/* When each proposal that stands has its outcome, everybody is told at once, and the round is over:
 * contact persons, heads and their deputies of all offices, those who stand for other parties, and
 * whoever sits in a body that proposed. One letter each, their own proposals first. */

typedef struct OutcomeRecipient {
    const Person *person;
    const char *places; /* "Eksjö, Beredningsgrupp" */
    const OutcomeRow *const *own;
    size_t n_own; /* also those that their proposals were merged into or split to */
} OutcomeRecipient;

typedef struct OutcomeRecipients {
    const OutcomeRecipient *rows; /* by name; with an address that a letter can go to */
    size_t n;
    const char *const *unreached; /* offices where nobody has one */
    size_t n_unreached;
} OutcomeRecipients;

/* As the reader may know them; NULL: the program, which writes to all. Four statements and those of
 * the rules. */
bool outcome_recipients(Db *db, Arena *arena, Id collaboration, const PeopleReader *reader,
                        Date today, const Outcomes *outcomes, OutcomeRecipients *ret,
                        GError **error);

/* Why it cannot be told yet, as a sentence for the coordinator; NULL when it can: every proposal
 * has an outcome, and a reason where it needs one, and stands where the outcome says. A round
 * without proposals can be closed when the time for them is over. */
const char *outcomes_not_ready(Arena *arena, const Outcomes *outcomes);

typedef struct OutcomeTelling {
    Id collaboration, account, round;
    const char *collaboration_title;
    const char *url; /* of the round's outcomes */
    Date today;
    Instant now;     /* by the clock: the letters */
    Instant told_at; /* request_moment() */
} OutcomeTelling;

/* What stands in the letter to one of them, paragraph by paragraph, ended by NULL. */
const char *const *outcome_letter(Arena *arena, const Outcomes *outcomes,
                                  const OutcomeRecipient *recipient);

/* Whether a letter can be written to them as their name and address stand; ERROR_INVALID says why
 * not. */
bool outcome_letter_check(Arena *arena, const Outcomes *outcomes, const OutcomeRecipient *recipient,
                          const OutcomeTelling *telling, GError **error);

typedef struct OutcomeTold {
    size_t n; /* letters */
    /* What those stand for whom no letter could be written to, without their names: "Eksjö; Aneby,
     * Beredningsgrupp"; "" when all got theirs. */
    const char *without;
} OutcomeTold;

/* Writes the letters and closes the round, in one transaction; the log says where somebody got
 * none. ERROR_CONFLICT with what outcomes_not_ready() says, or when all are told already. */
bool outcomes_tell(Db *db, Arena *arena, const OutcomeTelling *telling, OutcomeTold *ret,
                   GError **error);

#define LETTER_PROPOSALS_MAX 20
#define LETTER_REASON_MAX 500
