#include "base/id.h"

#include "base/date.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#define EPOCH INT64_C(1577836800) /* 2020-01-01T00:00:00Z */
#define SECONDS_MAX INT64_C(0x7fffffff)
#define RANDOM_BITS 32

static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

static uint32_t random_bits(void) {
    uint32_t bits;
    while (getrandom(&bits, sizeof bits, 0) != (ssize_t)sizeof bits)
        if (errno != EINTR)
            g_error("getrandom: %s", g_strerror(errno));
    return bits;
}

Id id_at(Instant instant) {
    int64_t seconds = CLAMP(instant.seconds - EPOCH, 1, SECONDS_MAX);
    return (Id){seconds << RANDOM_BITS | (int64_t)random_bits()};
}

Id id_new(void) {
    return id_at(instant_now());
}

Instant id_instant(Id id) {
    return (Instant){(id.value >> RANDOM_BITS) + EPOCH};
}

char *id_text(Arena *arena, Id id) {
    char text[ID_TEXT_LENGTH];
    uint64_t rest = (uint64_t)id.value;
    for (int i = ID_TEXT_LENGTH - 1; i >= 0; i--, rest >>= 5)
        text[i] = digits[rest & 31];
    return arena_strndup(arena, text, ID_TEXT_LENGTH);
}

static int digit_value(char character) {
    char lower = g_ascii_tolower(character);
    if (lower == 'o')
        return 0;
    if (lower == 'i' || lower == 'l')
        return 1;
    const char *found = lower == '\0' ? NULL : strchr(digits, lower);
    return found == NULL ? -1 : (int)(found - digits);
}

bool id_parse(const char *text, Id *ret) {
    if (text == NULL || strnlen(text, ID_TEXT_LENGTH + 1) != ID_TEXT_LENGTH)
        return false;
    if (digit_value(text[0]) > 7)
        return false;
    uint64_t value = 0;
    for (int i = 0; i < ID_TEXT_LENGTH; i++) {
        int digit = digit_value(text[i]);
        if (digit < 0)
            return false;
        value = value << 5 | (uint64_t)digit;
    }
    if (value == 0)
        return false;
    *ret = (Id){(int64_t)value};
    return true;
}
