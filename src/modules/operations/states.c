#include "modules/operations/states.h"

#include "base/date.h"

#include <string.h>

const StateWord *state_word(const StateWord *words, const char *state) {
    while (words->state != NULL && strcmp(words->state, state) != 0)
        words++;
    return words;
}

const char *moment_text(Arena *arena, Instant instant) {
    if (instant.seconds == 0)
        return "";
    LocalTime time = local_time(instant);
    return arena_printf(arena, "%s %02d.%02d", date_iso(arena, time.date), time.hour, time.minute);
}
