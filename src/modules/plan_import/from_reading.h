#pragma once
#include "modules/activities/names.h"
#include "modules/plan_import/list.h"
#include "modules/plan_import/plan_import.h"

/* The plan that a reading describes, laid out on the years of `frame` (plan_empty() of the
 * document, or the plan that is there). */
typedef struct PlanFromReading {
    Arena *arena;
    const PlanReading *reading;
    const Names *names; /* of the document's rules */
    Plan plan;
    List lines;             /* int *: of the activities, in the order of the plan */
    List unplaced;          /* PlanImportNote *: what there is no place for */
    List notes;             /* PlanImportNote *: what has a place that somebody may not expect */
    bool is_table_document; /* the tables are chapters: the reading's unplaced rows and warnings are
                               void */
} PlanFromReading;

/* Fills in plan, lines, unplaced and notes. ERROR_INVALID for a text that is too long, saying which
 * and where. */
bool plan_from_reading(PlanFromReading *from, const Plan *frame, GError **error);

/* The first year as the title says, else the earliest of the years; 0 when the document names none.
 */
int reading_first_year(const PlanReading *reading);
