#include "modules/activities/understanding_parts.h"

#include "base/language.h"
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
        reader_note(
            reader, COLUMN_TIME,
            T_("Tiden ”%s” går inte att räkna ut. Aktiviteten får ingen plats på tidslinjen."),
            text_shortened(reader->arena, text, 120));
}

#define ONLY(column) (1U << COLUMN_##column)

static const struct {
    void (*understand)(Reader *reader, Activity *activity);
    ActivityColumns of;
    bool needs_names; /* or the rules that they are of */
} parts[] = {
    {understand_targets, ONLY(GOAL) | ONLY(IMPLEMENTATION), false},
    {understand_steps, ONLY(IMPLEMENTATION), false},
    {understand_time, ONLY(TIME), false},
    {understand_responsibilities, ONLY(RESPONSIBLE), false},
    {understand_parties, ONLY(PARTIES), true},
    {understand_host, ONLY(PARTIES) | ONLY(RESPONSIBLE), true},
    {understand_goals, ONLY(EFFECT_GOALS), true},
};

static void understand(Reader *reader, ActivityColumns columns, Activity *activity) {
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (parts[i].of & columns)
            parts[i].understand(reader, activity);
}

bool columns_need_names(ActivityColumns columns) {
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (parts[i].needs_names && parts[i].of & columns)
            return true;
    return false;
}

void activity_understand_columns(Arena *arena, const Names *names, int year,
                                 ActivityColumns columns, Activity *activity) {
    Reader reader = {.arena = arena,
                     .rules = names == NULL ? NULL : names_rules(names),
                     .names = names,
                     .year = year};
    understand(&reader, columns, activity);
}

void activity_understand(Arena *arena, const Names *names, int year, Activity *activity) {
    activity_understand_columns(arena, names, year, ALL_COLUMNS, activity);
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
    understand(&reader, ALL_COLUMNS, &understood);
    UnderstandingNote *rows = ARENA_ARRAY(arena, UnderstandingNote, reader.n_notes);
    size_t n = 0;
    for (size_t i = 0; i < reader.n_notes; i++)
        if (is_as_understood(arena, activity, &understood, reader.notes[i].column))
            rows[n++] = reader.notes[i];
    *ret = (UnderstandingNotes){rows, n};
}
