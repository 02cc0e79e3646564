#pragma once
#include "modules/plans/plans_view.h"

/* What a plan asks of one office in one year, for the office's own supervision plan: the activities
 * that all municipalities take part in, those that name one of its municipalities, and those that
 * it hosts. */

typedef struct ExtractRow {
    const Activity *activity;
    const char *path;
    const char *
        asked; /* lines: "Alla kommuner deltar", "Minst 5 besök per kommun, 2 kommuner: 10 besök" */
    const char *deadlines; /* lines: "31 mars: checklista" */
    int64_t visits;        /* by the office altogether; 0 = not said */
} ExtractRow;

typedef struct ExtractBand {
    const char *title;
    const ExtractRow *rows;
    size_t n_rows;
} ExtractBand;

typedef struct OfficeExtract {
    const Rule *office;
    const PlanYear *year;
    const char *municipalities; /* "Habo och Mullsjö" */
    size_t
        n_municipalities; /* that are parties of the collaboration: targets are counted for these */
    size_t n_outside;     /* served by the office, but no party */
    const ExtractBand *bands;
    size_t n_bands, n_rows;
    int64_t visits, hours; /* altogether, of what is said */
} OfficeExtract;

/* `rules` are those of the plan year's time; pure: no statement. */
void office_extract(const Request *request, const Rules *rules, const Rule *office,
                    const PlanYear *year, OfficeExtract *ret);
