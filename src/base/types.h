#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The values that rows, forms and pages are made of. Each is a type of its own, so that the C
 * compiler keeps them apart and a template knows how to print them. The all-zero value means
 * "none" for every one of them (NULL in the database, nothing on the page). */

/* 63-bit, time-ordered, never guessable from a neighbour; 0 = none. */
typedef struct Id {
    int64_t value;
} Id;

/* A day in the proleptic Gregorian calendar; year 0 = none. */
typedef struct Date {
    int16_t year;
    uint8_t month, day; /* 1-12, 1-31 */
} Date;

/* Seconds since 1970-01-01T00:00:00Z; 0 = none. */
typedef struct Instant {
    int64_t seconds;
} Instant;

/* Integer öre. */
typedef struct Money {
    int64_t ore;
} Money;

/* Bytes that are not text; the memory belongs to somebody else. */
typedef struct Bytes {
    const uint8_t *data;
    size_t size;
} Bytes;
