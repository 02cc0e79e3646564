#pragma once
#include "modules/plans/plan_report.h"
#include "ui/files.h"

/* How a decision is said: on pages, on paper and in lists. */

/* "Fastställd av styrgruppen 9 juni 2020, § 14". `rules` may be of any day; a body that has no rule
 * that day is left out. */
const char *plan_decision_line(Arena *arena, const Rules *rules, const PlanVersion *version);

/* "styrgruppen", as it stands inside a sentence; "" for NULL. */
const char *body_in_sentence(Arena *arena, const Rule *body);

/* The paper of an adopted version. */
PlanPaper plan_version_paper(const Request *request, const Rules *rules, const PlanVersion *version,
                             const Plan *plan);

/* The paper of a working copy: "Utkast 15 april 2021". */
PlanPaper plan_draft_paper(const Request *request, const Plan *plan);

/* Answer with the paper, or with the plan as a table, in the format that ends the request's path
 * (ui/files.h); the file is called as the plan. */
bool plan_answer_report(const Request *request, Response *response, const PlanPaper *paper,
                        GError **error);
bool plan_answer_table(const Request *request, Response *response, const Plan *plan,
                       GError **error);
