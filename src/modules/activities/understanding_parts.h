#pragma once
#include "modules/activities/names.h"
#include "modules/activities/understanding.h"
#include "modules/activities/words.h"

/* One activity being understood: each part reads its cells and fills its rows. */

#define TITLE_MAX 500
#define TARGETS_MAX 12
#define STEPS_MAX SENTENCES_MAX
#define PARTIES_MAX 60
#define GOALS_MAX 40
#define RESPONSIBILITIES_MAX 12
#define NOTES_MAX 40

typedef struct Reader {
    Arena *arena;
    const Rules *rules;
    const Names *names;
    int year;
    UnderstandingNote notes[NOTES_MAX];
    size_t n_notes;
} Reader;

void reader_note(Reader *reader, ActivityColumn column, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

void understand_targets(Reader *reader, Activity *activity);
void understand_steps(Reader *reader, Activity *activity);
void understand_parties(Reader *reader, Activity *activity);
void understand_goals(Reader *reader, Activity *activity);
void understand_responsibilities(Reader *reader, Activity *activity);
void understand_host(Reader *reader, Activity *activity);
void understand_time(Reader *reader, Activity *activity);

/* true if the sentence says who is host ("Vetlanda kommun är värdkommun"): it chooses no party. */
bool is_about_host(const Words *sentence);
