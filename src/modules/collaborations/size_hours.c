#include "modules/collaborations/size_hours.h"

#include "web/translate.h"

#include <glib.h>
#include <string.h>

/* One number and what follows it; no sign, and no more digits than SIZE_HOURS_MAX has. */
static bool take_number(const char **at, int64_t *ret) {
    const char *start = *at + strspn(*at, " ");
    size_t n = strspn(start, "0123456789");
    if (n == 0 || n > strlen(G_STRINGIFY(SIZE_HOURS_MAX)))
        return false;
    *ret = g_ascii_strtoll(start, NULL, 10);
    *at = start + n + strspn(start + n, " ");
    return true;
}

static bool take_comma(const char **at) {
    if (**at != ',')
        return false;
    (*at)++;
    return true;
}

bool size_hours_parse(const char *text, SizeHours *ret) {
    SizeHours hours = {0};
    const char *at = text;
    if (text[0] != '\0' &&
        (!take_number(&at, &hours.small) || !take_comma(&at) || !take_number(&at, &hours.medium) ||
         !take_comma(&at) || !take_number(&at, &hours.large) || *at != '\0' || hours.small < 1 ||
         hours.medium <= hours.small || hours.large <= hours.medium ||
         hours.large > SIZE_HOURS_MAX))
        return false;
    *ret = hours;
    return true;
}

int64_t size_hours_of(const SizeHours *hours, const char *size) {
    switch (size[0]) {
    case 'S':
        return hours->small;
    case 'M':
        return hours->medium;
    case 'L':
        return hours->large;
    default:
        return 0;
    }
}

const char *size_in_words(Arena *arena, const SizeHours *hours, const char *size) {
    int64_t n = size_hours_of(hours, size);
    if (n == 0)
        return size;
    return n == 1 ? arena_printf(arena, T_("%s, 1 timme"), size)
                  : arena_printf(arena, T_("%s, %d timmar"), size, (int)n);
}

const char *size_hours_sentence(Arena *arena, const SizeHours *hours) {
    if (hours->small == 0)
        return "";
    return arena_printf(arena,
                        T_("Där inga timmar anges räknas S som %d, M som %d och L som %d timmar "
                           "per kontor och år."),
                        (int)hours->small, (int)hours->medium, (int)hours->large);
}
