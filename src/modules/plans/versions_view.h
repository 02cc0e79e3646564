#pragma once
#include "modules/plans/plan_head.h"
#include "modules/plans/plan_sheet.h"
#include "ui/files.h"

typedef struct VersionRow {
    const char *title, *path, *decided, *body, *state, *chip, *note;
    Downloads downloads;
    const char *compare; /* with the one before, or NULL */
    const char *hash;    /* 12 characters; "" for the working copy */
    int64_t number;      /* 0 for the working copy */
    bool is_published;
} VersionRow;

typedef struct VersionsView {
    PlanHead head;
    const VersionRow *rows;
    size_t n_rows;
    const char *public_path; /* of the published plan, or NULL */
} VersionsView;

typedef struct VersionView {
    PlanHead head;
    PlanVersion version;
    Plan plan;
    VersionRow row;
    const char *decision;
    PlanSheet sheet;
} VersionView;
