#pragma once
#include "modules/plans/plans_view.h"

/* The bands and rows of the chosen plan year, narrowed by ?category= and ?q=, and the filters above them. */
void plan_rows(const Request *request, PlanView *view);

/* One activity as a row. */
ActivityRow activity_row(const Request *request, const Activity *activity);

/* A follow-up status in words (msgid), and its chip. */
const char *activity_status_word(const char *status);
const char *activity_status_chip(const char *status);
