#pragma once
#include "modules/plans/plans.h"

/* Storing a plan that exists in memory only: for starting, rolling forward and importing. Ids of
 * zero are filled in; activities get the plan, category and position of where they stand. Within
 * the caller's transaction; nothing is audited here. ERROR_CONFLICT when the document already has a
 * plan for the year. */
bool plan_store(Db *db, Arena *arena, Id collaboration, Plan *plan, GError **error);

/* "Verksamhetsplan 2021–2023", or "Aktivitetsplan 2021" for a single year. */
char *plan_title(Arena *arena, const char *document_title, int first_year, int last_year);

/* An empty plan of a document for its horizon: years and statuses, no categories. */
Plan plan_empty(Arena *arena, const Rule *document, int first_year);

/* plan_store() and its audit entry, as a db_write() function over a PlanStoring. */
typedef struct PlanStoring {
    Arena *arena;
    Id collaboration, account;
    const char *action; /* of the audit entry: "plan.start" */
    Plan *plan;
} PlanStoring;
bool plan_store_audited(Db *db, void *storing, GError **error);
