#pragma once
#include "modules/answers/answers.h"

/* What was handed in, as it stands in the answer's row: of each proposal a letter at the place of
 * its number within the round, and counts as "number:count number:count". All answers of a round
 * are read together, and one row each is read a hundred times faster than one per mark. */

/* mark: 0 none, else 1 high … 4 abstain (mark_words[mark - 1]). '\0' and '-' are none. */
static inline uint8_t given_mark_of(char letter) {
    switch (letter) {
    case 'h':
        return 1;
    case 'm':
        return 2;
    case 'l':
        return 3;
    case 'a':
        return 4;
    default:
        return 0;
    }
}

/* The letter of a proposal; '-' where nothing is said. `letters` has `length` bytes. */
static inline char given_letter(const char *letters, size_t length, int64_t number) {
    return number >= 1 && (size_t)number <= length ? letters[number - 1] : '-';
}

typedef struct AnswerGiven {
    Id answer, respondent;
    const char *marks, *participates, *inspectors;
    size_t n_marks, n_participates; /* letters */
} AnswerGiven;
typedef struct AnswersGiven {
    const AnswerGiven *rows; /* by respondent */
    size_t n;
} AnswersGiven;
/* The answers of a round that are handed in. One statement. */
bool answers_given(Db *db, Arena *arena, Id collaboration, Id round, AnswersGiven *ret,
                   GError **error);

static inline uint8_t given_mark(const AnswerGiven *given, int64_t number) {
    return given_mark_of(given_letter(given->marks, given->n_marks, number));
}
/* 'y', 'n', 'u' or '-'. */
static inline char given_participates(const AnswerGiven *given, int64_t number) {
    return given_letter(given->participates, given->n_participates, number);
}
/* yes, no, unsure, or "". */
const char *given_participation_key(char letter);

/* The next of counts, from *at on, which moves past it; false at their end. */
bool given_next(const char **at, int64_t *ret_number, int64_t *ret_count);

/* Cells of one kind of all proposals as letters (mark, participates) or counts (inspectors, rank),
 * and back. Proposals that are not among them are left out. */
const char *given_pack(Arena *arena, const AnswerCells *cells, const AnswerProposals *proposals,
                       MarkCell cell);
void given_unpack(Arena *arena, const char *packed, const AnswerProposals *proposals, MarkCell cell,
                  AnswerCells *cells);
