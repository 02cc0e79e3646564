#pragma once
#include "modules/outcomes/outcomes.h"

/* The bank: what waits, whether it came as a proposal or stands in the bank of a plan, and what was
 * declined. Nothing leaves it but by being planned or offered again. */

typedef struct BankItem {
    Id proposal, activity; /* one of them */
    int64_t number;        /* of the proposal */
    const char *title, *proposer, *category, *reason;
    const char *round;  /* of the proposal, or the plan: "Verksamhetsplan 2022–2024" */
    int64_t first_year; /* of that */
    int64_t points;
    Outcome outcome; /* bank or declined */
} BankItem;

typedef struct BankItems {
    const BankItem *rows;
    size_t n;
} BankItems;

/* The latest rounds first, then what stands in plans. Outcomes that are not told yet are for
 * whoever leads the rounds alone. Three statements and those of the rules. */
bool bank_load(Db *db, Arena *arena, const Asker *asker, BankItems *ret, GError **error);

/* Offers items again in a round that takes proposals, with all their texts and a trace: as a draft
 * of the asker's, or, by whoever leads the rounds, for a proposer and submitted at once. `proposer`
 * none: whoever proposed it before. *ret: the last of them. ERROR_INVALID: nothing chosen, or no
 * proposer; ERROR_NOT_FOUND: an item that does not wait; ERROR_CONFLICT: it is offered already. */
typedef struct BankOffer {
    const Asker *asker;
    Id round, proposer;
    const Id *items; /* proposals and activities */
    size_t n;
    Instant now;
} BankOffer;
bool bank_offer(Db *db, Arena *arena, const BankOffer *offer, Id *ret, GError **error);

#define BANK_OFFER_MAX 50
