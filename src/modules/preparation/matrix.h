#pragma once
#include "modules/preparation/preparing.h"
#include "ui/list.h"

/* One proposal of the matrix, in words; `results` has one for each criterion. */
typedef struct MatrixRow {
    const Proposal *proposal;
    const Preparation *preparation;
    int64_t number;
    const char *path, *id, *title, *proposer, *state, *chip, *size, *suggestion, *category, *note;
    const char *in_short;       /* "4 ja, 1 delvis" */
    const char *results[];
} MatrixRow;

/* What was merged, split or withdrawn, and why it is not in the matrix. */
typedef struct OldProposal {
    const Proposal *proposal;
    const char *path, *proposer, *words;
} OldProposal;

typedef struct Matrix {
    Preparing preparing;
    Preparations all;
    const List *list;
    size_t n, n_without;
    const OldProposal *old;
    size_t n_old;
} Matrix;

/* The matrix as the request wants it, searched, filtered and sorted. */
bool matrix_load(const Preparing *preparing, Matrix *ret, GError **error);

/* msgid: "Ja", "Delvis", "Nej"; what it is called in classes. */
const char *screened_short(Screened result);
const char *screened_class(Screened result);
