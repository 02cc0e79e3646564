#pragma once
#include "modules/plans/plan_sheet.h"

typedef struct PublishedView {
    const Frame *frame;
    const PlanVersion *version;
    const char *pdf, *csv, *decision;
    PlanSheet sheet;
} PublishedView;

typedef struct PublishedRow {
    const char *title, *path, *pdf, *csv, *decided;
} PublishedRow;

typedef struct PublishedList {
    const Frame *frame;
    const PublishedRow *rows;
    size_t n_rows;
} PublishedList;
