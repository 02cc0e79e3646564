#pragma once
#include "modules/collaborations/collaborations.h"

/* Who sits in a body: the seat rules of docs/collaboration-files.md, "each office:1 head". */

typedef enum {
    SEAT_EACH_MUNICIPALITY,
    SEAT_EACH_OFFICE,
    SEAT_EACH_COUNTY_BOARD,
    SEAT_MUNICIPALITIES, /* from all municipalities together */
    SEAT_COUNTY_BOARD,
    SEAT_REGION,
    SEAT_COORDINATOR,
    SEAT_PARTY,
} SeatWho;

typedef struct SeatRule {
    SeatWho who;
    const char *party;    /* key of a party, or "" */
    const char *function; /* head, contact_person, inspector, politician, or "" for anybody */
    int min, max;         /* max 0 = no upper limit */
} SeatRule;

#define SEAT_COUNT_MAX 999

/* Reads one rule; false when it is not written as one. "as_needed" is no rule. Texts live in
 * `arena`. */
bool seat_rule_parse(Arena *arena, const char *text, SeatRule *ret);

/* The rules of a body; none when its seats are not known or filled as needed. */
typedef struct SeatRules {
    const SeatRule *rules;
    size_t n;
    bool as_needed;
} SeatRules;
SeatRules seat_rules(Arena *arena, const Rule *body);

/* In words: "1 chef från varje kontor", "3–4 från kommunerna". `party`: the title of the rule's
 * party, or "". */
const char *seat_rule_words(Arena *arena, const SeatRule *rule, const char *party);

/* What a holder of the function is called, one or several: "chef", "chefer"; "ledamot", "ledamöter"
 * for "". */
const char *seat_holder(const char *function, bool several);
