#pragma once
#include "modules/activities/words.h"
#include "modules/collaborations/collaborations.h"

/* The names by which people write parties, offices, bodies and the collaboration itself. */
typedef struct Names Names;

/* Titles, short names and also_named of the rules; for a municipality also "Vetlanda kommun" and
 * "Gislaveds kommun" from its short name; for county boards and regions the common words, which
 * mean all of them that there are. */
const Names *names_of_rules(Arena *arena, const Rules *rules);

/* The rules that they are of. */
const Rules *names_rules(const Names *names);

/* Who is named by the words from one on. */
#define NAMED_MAX 8
typedef struct NameMatch {
    const Rule *rules[NAMED_MAX]; /* of one kind; several share the name */
    size_t n;
    size_t length; /* words */
} NameMatch;

/* The longest name that begins at word `i`. Parties go before offices, offices before the others.
 */
bool names_match(const Names *names, const Words *words, size_t i, NameMatch *ret);

/* The name that differs from `text` by a letter or two, NULL when there is none. */
const char *names_similar(const Names *names, const char *text);
