#include "modules/activities/understanding_parts.h"

#include "base/text.h"
#include "modules/activities/merge.h"
#include "modules/activities/time_expression.h"

#include <glib.h>
#include <string.h>

void reader_note(Reader *reader, ActivityColumn column, const char *format, ...) {
    va_list arguments;
    if (reader->n_notes == NOTES_MAX)
        return;
    va_start(arguments, format);
    const char *text = arena_vprintf(reader->arena, format, arguments);
    va_end(arguments);
    reader->notes[reader->n_notes++] = (UnderstandingNote){column, text};
}

void understand_time(Reader *reader, Activity *activity) {
    const char *text = activity->cells[COLUMN_TIME];
    TimeExpression time;
    time_expression(text, reader->year, &time);
    activity->is_recurring = time_is_recurring(&time);
    if (time.kind == TIME_UNKNOWN && !text_is_blank(text))
        reader_note(reader, COLUMN_TIME,
                    "Tiden ”%s” går inte att räkna ut. Aktiviteten får ingen plats på tidslinjen.",
                    text_shortened(reader->arena, text, 120));
}

static void understand_all(Reader *reader, Activity *activity) {
    understand_targets(reader, activity);
    understand_steps(reader, activity);
    understand_time(reader, activity);
    understand_responsibilities(reader, activity);
    understand_parties(reader, activity);
    understand_host(reader, activity);
    understand_goals(reader, activity);
}

void activity_understand(Arena *arena, const Names *names, int year, Activity *activity) {
    Reader reader = {.arena = arena, .rules = names_rules(names), .names = names, .year = year};
    understand_all(&reader, activity);
}

/* Whether the data that a column gives is still what its text gave. */
static bool is_as_understood(Arena *arena, const Activity *stored, const Activity *understood,
                             ActivityColumn column) {
    switch (column) {
    case COLUMN_IMPLEMENTATION:
        return merge_same_steps(arena, stored, understood);
    case COLUMN_TIME:
        return stored->is_recurring == understood->is_recurring;
    case COLUMN_PARTIES:
        return merge_same_parties(arena, stored, understood);
    case COLUMN_EFFECT_GOALS:
        return merge_same_goals(arena, stored, understood);
    default:
        return true;
    }
}

void understanding_notes(Arena *arena, const Rules *rules, int year, const Activity *activity,
                         UnderstandingNotes *ret) {
    Reader reader = {
        .arena = arena, .rules = rules, .names = names_of_rules(arena, rules), .year = year};
    Activity understood = *activity;
    understand_all(&reader, &understood);
    UnderstandingNote *rows = ARENA_ARRAY(arena, UnderstandingNote, reader.n_notes);
    size_t n = 0;
    for (size_t i = 0; i < reader.n_notes; i++)
        if (is_as_understood(arena, activity, &understood, reader.notes[i].column))
            rows[n++] = reader.notes[i];
    *ret = (UnderstandingNotes){rows, n};
}
