#pragma once
#include "modules/collaborations/collaborations.h"
#include "modules/people/people.h"

/* What nobody does: an office without a head and without a deputy, municipalities without a contact
 * person, bodies that break their own rule of seats. */
typedef struct Gap {
    const char *sentence; /* "Aneby saknar chef, och ingen vikarierar." */
    const Rule *about;    /* the office, the municipality's party or the body */
} Gap;
typedef struct Gaps {
    const Gap *rows;
    size_t n;
} Gaps;

/* Offices first, then all municipalities in one sentence, then bodies, each in the order of the
 * configuration. `office`: only what concerns that office (its head, its municipalities, seats that
 * are its to fill); NULL: the
 * whole collaboration. Contact persons are only missed in a collaboration that has some. No
 * statements.
 */
Gaps people_gaps(Arena *arena, const Rules *rules, const People *people, const Rule *office);

/* Whoever is asked for an office: the contact person and the head, or who stands in, of those who
 * work there that day. One who is both stands there once. */
typedef struct PersonList {
    const Person *const *rows;
    size_t n;
} PersonList;
PersonList people_to_ask(Arena *arena, const People *people, Id office, Date on);
