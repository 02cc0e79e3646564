#pragma once
#include "modules/rounds/round_head.h"

typedef struct RoundRow {
    const char *title, *path, *stage, *chip, *when;
    int64_t n_submitted;
} RoundRow;

/* A document whose next round can be begun. */
typedef struct RoundToStart {
    const char *title, *path; /* "Verksamhetsplan 2023–2025" */
} RoundToStart;

typedef struct RoundsView {
    Frame *frame;
    bool may_lead, takes_proposals; /* some document does */
    const RoundRow *rows;
    size_t n_rows;
    const RoundToStart *starts;
    size_t n_starts;
    const char *rules_path;
} RoundsView;

typedef struct RoundForm {
    Date opens_on, closes_on, releases_on, comments_end_on, meeting_on, decides_on;
    const char *prepared_by, *adopted_by, *meeting;
    int64_t edit;
} RoundForm;

typedef struct RoundFormView {
    Frame *frame;
    const char *title, *lead, *path, *back, *save;
    Date planned_from; /* the days have just been counted back from it; or none */
    const RoundForm *form;
    const FormField *fields;
    const FormErrors *errors;
} RoundFormView;
