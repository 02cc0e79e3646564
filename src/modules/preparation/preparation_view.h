#pragma once
#include "modules/preparation/matrix.h"
#include "ui/form.h"

typedef struct MatrixView {
    const Request *request;
    RoundHead head;
    Matrix matrix;
    const char *path;         /* the matrix as it is filtered and sorted */
    const FormErrors *errors; /* why what was chosen could not be done, or NULL */
    bool is_open, may_change;
    Options sizes, suggestions, categories;
    Downloads downloads;
} MatrixView;

/* Whether the proposal with that id was chosen in a form that comes back. */
bool matrix_is_chosen(const MatrixView *view, const char *id);

/* One value of the form: what is chosen or typed, what the writer saw, and what was refused. */
typedef struct ValueView {
    const char *name, *label, *value, *was, *error;
    Options options;
    bool is_locked;
} ValueView;

typedef struct CriterionView {
    const char *title;
    ValueView result, remark;
} CriterionView;

typedef struct TextView {
    const char *label, *text;
} TextView;

typedef struct PreparedView {
    const Frame *frame;
    const Preparing *preparing;
    const Proposal *proposal;
    const char *path, *proposer, *category, *trace;
    const TextView *texts;
    size_t n_texts;
    const CriterionView *criteria;
    size_t n_criteria, n_screened;
    ValueView size, hours, suggestion, prepared_category, note;
    const FormErrors *errors;
    const Discussion *discussion;
    const FormErrors *discussion_errors;
    const char *typed;                     /* in the discussion */
    const char *previous_path, *next_path; /* or NULL */
    int64_t previous_number, next_number;
    bool is_prepared, may_save, may_reshape, may_undo, may_discuss;
} PreparedView;

typedef struct SavedView {
    Instant at;
    size_t n_screened, n_criteria;
} SavedView;

typedef struct ReasonView {
    const char *sentence, *now; /* now NULL: no conflict */
} ReasonView;
