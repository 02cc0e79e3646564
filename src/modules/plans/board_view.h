#pragma once
#include "modules/plans/plans_view.h"

/* One activity on the board. */
typedef struct BoardCard {
    ActivityRow row;
    const char *move; /* where it is moved to by POST: "/jonkoping/activities/ID/move?category=…" */
} BoardCard;

typedef struct BoardGroup {
    const char *title; /* category, or "" */
    const BoardCard *cards;
    size_t n_cards;
} BoardGroup;

/* A plan year as a column. `kind`: fixed, preliminary, bank. */
typedef struct BoardColumn {
    const char *kind, *title, *status, *chip; /* "2022", "fastställt" (msgid), "approved" */
    const char *path;                         /* of the board with this column shown on a phone */
    int year;
    const BoardGroup *groups;
    size_t n_groups, n_cards;
    size_t n_small, n_medium, n_large, n_unsized; /* by size */
    int64_t hours;                                /* per office, of those that say */
    bool is_shown;
} BoardColumn;

typedef struct Board {
    BoardColumn *columns;
    size_t n_columns;
    const char *undo; /* where it is undone by POST: "/jonkoping/plans/ID/undo?category=…" */
    bool can_edit, has_sizes;
} Board;

typedef struct BoardView {
    PlanHead head;
    Board board;
    const FilterLink *filters;
    size_t n_filters;
    const char *large_path; /* the same board with large text, or back again */
    bool is_large;
} BoardView;
