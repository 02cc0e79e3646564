#pragma once
#include "base/arena.h"

/* How alike two Swedish texts are, for finding what somebody meant. Texts are UTF-8; bytes that are
 * not are read as U+FFFD. */

/* Texts longer than this are never compared letter by letter. */
#define SIMILAR_LENGTH_MAX 256

/* `text` for comparing: by text_fold(), without soft hyphens and zero-width signs, every run of
 * white space one space, none at the ends. */
char *similar_fold(Arena *arena, const char *text);

/* The letters and digits of similar_fold(): "SAMVERKANS- PARTER" → "samverkansparter". */
char *similar_squash(Arena *arena, const char *text);

/* How many letters must be added, removed, changed or swapped with their neighbour to make `a` into
 * `b` (optimal string alignment; Damerau 1964). `limit` (0 or more) + 1 when more than `limit`, or
 * when a text is longer than SIMILAR_LENGTH_MAX characters. Compares letters as they are: fold
 * first. */
int similar_distance(const char *a, const char *b, int limit);
