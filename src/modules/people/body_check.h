#pragma once
#include "modules/collaborations/seats.h"
#include "modules/people/people.h"

/* A body's members against its own rule, on the day of the rules: who has which place, and who
 * leads it. A substitute fills no place. A body whose seats are filled as needed breaks nothing. */

/* What a seats rule asks of one office, municipality or party, and who sits there. */
typedef struct BodyPlace {
    const char *title; /* "Aneby", "Länsstyrelsen", "Kommunerna" */
    const SeatRule *rule;
    const Seat *const *seats;
    size_t n;
} BodyPlace;

typedef struct BodyCheck {
    const BodyPlace *places; /* none when the body has no rule, or fills its seats as needed */
    size_t n_places;
    /* Sit in the body without a place of their own: secretaries, rapporteurs, substitutes. */
    const Seat *const *others;
    size_t n_others;
    size_t n_members, n_vacant;
    TextList breaches; /* a sentence each, "Styrgruppen saknar en chef från Aneby." */
} BodyCheck;

/* Lives in `arena`; no statements. */
BodyCheck body_check(Arena *arena, const Rules *rules, const People *people, const Rule *body);
