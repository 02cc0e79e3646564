#pragma once
#include "modules/answers/matrix.h"
#include "modules/answers/reading.h"
#include "modules/answers/visit.h"

/* An office's form in Word or Excel, to be fetched and handed in again. */
typedef struct FormView {
    Frame *frame;
    const AnswerVisit *visit;
    const AnswerReading *reading; /* of a file that was handed in, or NULL */
    const char *problem;
} FormView;

/* What the file says instead of the draft. */
typedef struct FormChange {
    const AnswerProposal *proposal;
    const char *before, *after; /* in words; before "": nothing was said */
} FormChange;
typedef struct FormChanges {
    const FormChange *rows;
    size_t n;
} FormChanges;
FormChanges form_changes(Arena *arena, const FormView *view);
/* A hidden field for each cell that the file has something in: what posting the form saves. */
typedef struct HiddenField {
    const char *name, *value;
} HiddenField;
typedef struct HiddenFields {
    const HiddenField *rows;
    size_t n;
} HiddenFields;
HiddenFields form_hidden(Arena *arena, const FormView *view);

/* The coordinator enters what came in another way. */
typedef struct RegisterView {
    Frame *frame;
    const Rules *rules;
    const Round *round;
    const AnswerProposals *proposals;
    Elements respondents;
    const Rule *respondent; /* NULL: to be chosen */
    const char *path, *back;
    const AnswerCells *cells;
    const AnswerReading *reading; /* or NULL */
    const char *problem, *received, *pasted;
    Date received_on;
    int64_t n_seen;
    bool is_over; /* the comment period is: a reason is wanted */
    const char *way;
} RegisterView;
