#pragma once
#include "base/arena.h"
#include "base/types.h"
#include <stdbool.h>

/* A name with a value: a header, a query parameter, a cookie, a form field. */
typedef struct Pair {
    const char *name, *value;
} Pair;

/* Pairs in the order they came; names may repeat. `capacity` belongs to pairs_add(). */
typedef struct Pairs {
    Pair *items;
    size_t n, capacity;
} Pairs;

/* The most names a query string or a form may hold. */
#define PAIRS_MAX 1000

void pairs_add(Arena *arena, Pairs *pairs, const char *name, const char *value);

/* The first value with exactly this name, or NULL. */
const char *pairs_get(const Pairs *pairs, const char *name);

/* As pairs_get(), letters compared without case: for headers. */
const char *pairs_get_header(const Pairs *pairs, const char *name);

size_t pairs_count(const Pairs *pairs, const char *name);

/* Reads application/x-www-form-urlencoded (WHATWG URL Standard, section 5): `a=1&b=2`, "+" is a
 * space. Stricter than the standard: ERROR_INVALID when a "%" is not followed by two hexadecimal
 * digits, when the decoded text is not UTF-8 or holds NUL or another control character than tab,
 * CR, LF, or when there are more than PAIRS_MAX names. Names without "=" get an empty value. */
bool pairs_parse(Arena *arena, Bytes encoded, Pairs *ret_pairs, GError **error);
