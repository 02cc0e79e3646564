#pragma once
#include "modules/answers/visit.h"

/* Proposals on one page of the form: a browser posts six fields for each. */
#define ANSWERS_ON_A_PAGE 150

typedef struct AnswerView {
    Frame *frame;
    const AnswerVisit *visit;
    AnswerCells shown; /* the draft, but for what was refused */
    const FormErrors *errors;
    size_t first, end;              /* of this page */
    size_t n_marked, n_new;         /* n_new: on the list since it was handed in */
    const char *missing, *new_ones; /* numbers in words */
    const char *who;                /* may hand in */
    Date last_on;
} AnswerView;

/* What the form was built of, hidden in it: without scripts all cells come at once, and only what
 * has been changed is saved. */
const char *answer_was(Arena *arena, const AnswerVisit *visit, size_t proposal);
const char *answer_whole_was(Arena *arena, const AnswerVisit *visit);
/* "Tillsynsprojekt · storlek M · från Eksjö" */
const char *answer_facts(Arena *arena, const AnswerVisit *visit, const AnswerProposal *proposal);
/* The first words of a text. */
const char *answer_short(Arena *arena, const char *text);
bool answer_is_more_said(const AnswerView *view, size_t proposal);
bool answer_is_new(const AnswerView *view, size_t proposal);
/* The anchor of the first proposal without a mark; "" when all have one. */
const char *answer_next_anchor(Arena *arena, const AnswerCells *cells,
                               const AnswerProposals *proposals);

typedef struct AnswerProgress {
    const char *path; /* of the form, where the anchor is on another page of it */
    size_t n_marked, n;
    const char *anchor, *missing;
} AnswerProgress;
AnswerProgress answer_progress(Arena *arena, const AnswerCells *cells,
                               const AnswerProposals *proposals);

typedef struct AnswerSavedView {
    const char *said; /* "Sparat 10.42" */
    AnswerProgress progress;
} AnswerSavedView;

typedef struct AnswerReasonView {
    const char *sentence, *now; /* now NULL: no conflict */
} AnswerReasonView;

/* A page of a sentence or two: closed, not yet. */
typedef struct AnswerNoteView {
    Frame *frame;
    const AnswerVisit *visit;
    const char *title, *sentence, *whom;
} AnswerNoteView;
