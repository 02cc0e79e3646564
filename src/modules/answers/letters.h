#pragma once
#include "modules/answers/matrix.h"
#include "web/form.h"

/* Letters to offices that have not answered, each with a link to its own answer: one to the contact
 * person and one to the head. */
typedef struct AnswerSender {
    Id collaboration, account, round;
    const char *name, *title, *origin; /* of the collaboration; of the site */
    Date today;
    Instant now;
} AnswerSender;

/* A respondent without answer, and when it was last written to. */
typedef struct AnswerMissing {
    const Rule *rule;
    const AnswerStanding *standing; /* or NULL */
    size_t n_addresses;
    bool is_today; /* written to today */
} AnswerMissing;
typedef struct AnswerMissings {
    const AnswerMissing *rows;
    size_t n;
} AnswerMissings;
AnswerMissings answers_missing(Arena *arena, const AnswerMatrix *matrix, const People *people,
                               Date today, Instant now);

/* Writes to these respondents (`elements` NULL: those that are missing and were not written to
 * today); an office's first letter asks, the next reminds. *ret_n: how many offices were written
 * to. ERROR_CONFLICT outside the comment period. */
bool answers_send(Db *db, Arena *arena, const AnswerSender *sender, const FormIds *elements,
                  size_t *ret_n, GError **error);
