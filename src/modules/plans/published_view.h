#pragma once
#include "modules/plans/plan_sheet.h"
#include "ui/files.h"

typedef struct PublishedView {
    const Frame *frame;
    const PlanVersion *version;
    const char *decision;
    Downloads downloads;
    PlanSheet sheet;
} PublishedView;

typedef struct PublishedRow {
    const char *title, *path, *decided;
    Downloads downloads;
} PublishedRow;

typedef struct PublishedList {
    const Frame *frame;
    const PublishedRow *rows;
    size_t n_rows;
} PublishedList;
