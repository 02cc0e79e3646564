#pragma once
#include "base/word_difference.h"
#include "modules/plans/plans_view.h"

/* One side of the comparison: a version, the working copy, or the plan that this one began from. */
typedef struct CompareSide {
    const char *key;   /* "1", "draft", "origin" */
    const char *title; /* "Version 1 · 9 juni 2020 § 14" */
} CompareSide;

typedef struct CompareCell {
    const char *heading;
    TextParts parts; /* what is common, gone and new */
    bool has_before, has_after;
} CompareCell;

typedef struct CompareItem {
    const char *title, *path; /* path NULL where the activity does not exist any more */
    const char *said, *chip;  /* "2 celler ändrade", "Flyttad från 2021", "info" */
    const CompareCell *cells;
    size_t n_cells;
} CompareItem;

typedef struct CompareGroup {
    const char *title; /* "2021 · Tillsynsprojekt" */
    const CompareItem *items;
    size_t n_items;
} CompareGroup;

typedef struct CompareView {
    PlanHead head;
    const CompareSide *sides;
    size_t n_sides;
    const CompareSide *from, *to;
    const FilterLink *filters;
    size_t n_filters;
    const CompareGroup *groups;
    size_t n_groups;
    size_t n_shown, n_different, n_all;
} CompareView;
