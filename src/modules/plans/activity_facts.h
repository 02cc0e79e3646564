#pragma once
#include "modules/activities/time_expression.h"
#include "modules/plans/activity_view.h"

/* An activity's data in words, for its page. */

/* "1 mars–31 maj 2021", "3 gånger om året"; "" for what is not understood, and for a mere year. */
const char *time_in_words(Arena *arena, const TimeExpression *time);

ActivityFacts activity_parties(Arena *arena, const Rules *rules, const Activity *activity);
ActivityFacts activity_responsibilities(Arena *arena, const Activity *activity);

/* The text of the cell, or "" when the only fact says just that. */
const char *written_unless_said(Arena *arena, const char *written, const ActivityFacts *facts);

/* "Vetlanda", "inte utsedd" (msgid), "" where there is to be none. */
const char *activity_host(const Rules *rules, const Activity *activity);

/* The chosen party, or the municipalities together, in words (msgid). */
const char *party_title(const Rules *rules, Id party);
const char *party_role_word(const char *role);
