#pragma once
#include "modules/activities/activities.h"
#include "modules/activities/names.h"

/* What the seven cells of an activity mean as data. Nothing is guessed: what is not understood
 * stays as text, and understanding_notes() says so. */

/* Fills the data beside the cells from what the cells say, in place of what it held: targets (from
 * goal and implementation), steps (the sentences of the implementation), chosen parties, effect
 * goals, responsibilities, host, is_recurring. The cells, and size, hours, leader and follow-up,
 * are left alone. `names` are of the rules of 1 January of `year`, the plan year, read once for all
 * its activities; everything that is made lives in the arena. At most 12 targets, 60 steps, 60
 * parties, 40 goals, 12 responsibilities. */
void activity_understand(Arena *arena, const Names *names, int year, Activity *activity);

/* Some of the columns: 1 << COLUMN_TIME. */
typedef unsigned ActivityColumns;
#define ALL_COLUMNS ((1U << N_ACTIVITY_COLUMNS) - 1)

/* The same for only the data that these columns give. `names` may be NULL where
 * columns_need_names() says false. */
void activity_understand_columns(Arena *arena, const Names *names, int year,
                                 ActivityColumns columns, Activity *activity);
bool columns_need_names(ActivityColumns columns);

/* A Swedish sentence about what a cell says and the data does not, for the import's warnings and
 * the activity's page: "”Giffri miljö” är inget av miljömålen. Menas ”Giftfri miljö”?" */
typedef struct UnderstandingNote {
    ActivityColumn column;
    const char *text;
} UnderstandingNote;
typedef struct UnderstandingNotes {
    const UnderstandingNote *rows;
    size_t n;
} UnderstandingNotes;

/* Of those cells whose data is still what the text gave: a cell that somebody has chosen the
 * meaning of by hand has no notes. */
void understanding_notes(Arena *arena, const Rules *rules, int year, const Activity *activity,
                         UnderstandingNotes *ret);
