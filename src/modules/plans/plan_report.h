#pragma once
#include "formats/report.h"
#include "modules/plans/plans.h"

/* A plan as the document that a county prints: title page, contents, chapters and budget, the seven
 * columns year by year, the bank, national activities, the goals that are used. */
typedef struct PlanPaper {
    const Plan *plan;
    const char *collaboration; /* title */
    /* "Fastställd av Styrgruppen 9 juni 2020, § 14", or "Utkast 15 april 2021". */
    const char *decision;
    const char *version; /* "version 1", or "" for a draft */
    Instant created;
} PlanPaper;
const Report *plan_report(Arena *arena, const PlanPaper *paper);
