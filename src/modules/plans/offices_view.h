#pragma once
#include "modules/plans/office_extract.h"
#include "ui/files.h"

typedef struct OfficeLink {
    const char *key, *title, *path, *municipalities;
    size_t n_activities;
    int64_t visits, hours;
} OfficeLink;

typedef struct OfficesView {
    PlanHead head;
    const PlanYear *year;
    const OfficeLink *offices;
    size_t n_offices;
    const FilterLink *filters;
    size_t n_filters;
} OfficesView;

typedef struct OfficeView {
    PlanHead head;
    OfficeExtract extract;
    Downloads downloads;
    const FilterLink *filters; /* the plan's years */
    size_t n_filters;
} OfficeView;
