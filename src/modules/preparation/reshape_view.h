#pragma once
#include "modules/preparation/preparing.h"
#include "ui/form.h"

/* One text of the new proposal, and the same text of each of the old ones beside it. */
typedef struct ReshapeText {
    const char *name, *label, *typed, *error;
    bool is_long;
    const char *const *olds; /* one for each column */
} ReshapeText;

typedef struct ReshapeOld {
    const char *id, *proposer, *path;
    const Proposal *proposal;
} ReshapeOld;

typedef struct MergeView {
    const Frame *frame;
    const char *path, *back;
    const ReshapeOld *olds;
    size_t n_olds;
    const ReshapeText *texts;
    size_t n_texts;
    Options proposers, categories;
    const FormErrors *errors;
} MergeView;

typedef struct ReshapePart {
    size_t number;
    const ReshapeText *texts;
    size_t n_texts;
} ReshapePart;

typedef struct SplitView {
    const Frame *frame;
    const char *path, *back;
    bool may_have_more;
    const Proposal *proposal;
    const ReshapePart *parts;
    size_t n_parts;
    const FormErrors *errors;
} SplitView;

typedef struct ReleaseView {
    const Frame *frame;
    const Preparing *preparing;
    const char *path, *register_path; /* register_path: NULL for whoever may not */
    ReleaseSummary summary;
    const char *respondents; /* "Aneby, Eksjö …" */
    size_t n_respondents;
    bool may_release, may_take_back, is_released;
} ReleaseView;
