#pragma once
#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* What a generator has to say about one source file, in the form that editors understand:
 * "plans.sql:12: message". */
#define DIAGNOSTICS_MAX 100

typedef struct {
    Arena *arena;
    const char *file;
    size_t n;
    const char *messages[DIAGNOSTICS_MAX]; /* further ones are dropped */
} Diagnostics;

/* Adds a message; returns false. */
bool report(Diagnostics *diagnostics, int line, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Writes all messages to stderr. */
void diagnostics_print(const Diagnostics *diagnostics);
