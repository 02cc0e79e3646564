#pragma once
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* What S, M and L stand for, in hours per office and year; 0: not said. The key size_hours of a
 * document: "10, 40, 100". */
typedef struct SizeHours {
    int64_t small, medium, large;
} SizeHours;

#define SIZE_HOURS_MAX 100000

/* Three whole numbers from 1 to SIZE_HOURS_MAX, each greater than the one before, with a comma
 * between. "" gives zeros. */
bool size_hours_parse(const char *text, SizeHours *ret);

/* 0 for a size that is none of "S", "M" and "L". */
int64_t size_hours_of(const SizeHours *hours, const char *size);

/* "S, 10 timmar"; the size alone where nothing is said. */
const char *size_in_words(Arena *arena, const SizeHours *hours, const char *size);

/* What the sizes stand for where no hours are given, as a sentence; "" where nothing is said. */
const char *size_hours_sentence(Arena *arena, const SizeHours *hours);
