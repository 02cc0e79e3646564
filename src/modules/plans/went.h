#pragma once
#include "modules/plans/plan_head.h"

/* What of one plan went where in the next: every activity of the old plan is a row, also what stays
 * behind. */

typedef enum {
    WENT_PLANNED = 1,    /* its year was planned already and is in the new plan too */
    WENT_RECURRING = 2,  /* it comes back, so it is in the year that opens */
    WENT_UNFINISHED = 4, /* of the year that ends, taken along */
    WENT_BANK = 8,
    WENT_STAYS = 16, /* only in the old plan */
} WentHow;

typedef struct WentRow {
    const Activity *activity;
    const char *path;     /* of the activity in the old plan */
    const char *where;    /* "2022 fastställt och 2023 preliminärt", or "" */
    const char *new_path; /* of its first successor; NULL where there is none or it is not stored */
    const char *why;
    int how; /* WentHow, together */
} WentRow;

typedef struct WentBand {
    const char *title; /* "2022 preliminärt" */
    const WentRow *rows;
    size_t n_rows;
} WentBand;

typedef struct WentFilter {
    const char *title, *path;
    size_t count;
    bool is_current;
} WentFilter;

typedef struct Went {
    const Plan *old, *new;
    const WentBand *bands;
    size_t n_bands;
    size_t n_rows, n_all; /* shown; in the old plan */
    size_t n_planned, n_recurring, n_unfinished, n_bank, n_stays;
} Went;

/* `only`: rows that went so (WentHow), 0 = all. */
void went(const Request *request, const Plan *old, const Plan *new, int only, Went *ret);

/* The first planned year after `year` that has an activity of the same title; NULL when none has.
 */
const PlanYear *later_row(Arena *arena, const Plan *plan, const Activity *activity, int year);
