#pragma once
#include "modules/outcomes/outcomes_view.h"

/* What the request's account changes of a round today: no proposals, no outcome yet. */
OutcomeChange outcome_change_of(const Request *request, Id round);

/* A column of the board as an outcome: "none", "2022", "bank", "declined". ERROR_INVALID. */
bool outcome_column_read(const char *key, OutcomeChange *ret, GError **error);

/* The frame of a page below the round's outcomes; title: msgid. */
Frame *outcome_frame(const Request *request, const Outcomes *outcomes, const char *title);
