#pragma once
#include "base/arena.h"
#include "base/types.h"

#include <stdbool.h>

/* Characters of an id as text: Crockford's base32, 13 × 5 bits hold the 63. */
#define ID_TEXT_LENGTH 13

/* A new id: seconds since 2020 in the upper 31 bits (enough until 2088), 32 bits from the kernel's
 * CSPRNG below. Sorts by the second it was made in; says nothing about its neighbours. Two ids of
 * the same second are equal with probability 2⁻³², so rows take theirs from db_new_id(), which
 * never gives the same id twice on one connection. */
Id id_new(void);

/* As id_new(), with the second given: for whoever keeps its own count of what was handed out. */
Id id_at(Instant instant);

/* The second the id was made in. */
Instant id_instant(Id id);

/* 13 characters in lower case, for addresses. id_parse() also takes capitals and, as Crockford
 * prescribes, O for 0 and I or L for 1; anything else, also NULL and the id 0, is refused and *ret
 * left alone. */
char *id_text(Arena *arena, Id id);
bool id_parse(const char *text, Id *ret);

static inline bool id_is_set(Id id) {
    return id.value != 0;
}

static inline bool id_equal(Id a, Id b) {
    return a.value == b.value;
}
