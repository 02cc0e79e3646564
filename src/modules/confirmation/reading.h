#pragma once
#include "modules/collaborations/collaborations.h"
#include "modules/confirmation/confirmation.h"

/* The latest round with what its pages tell of: rules and people of today. */
typedef struct ConfirmationReading {
    const Request *request;
    Arena *arena;
    const Rules *rules;
    People people;
    Confirmation confirmation;
} ConfirmationReading;

bool confirmation_reading(const Request *request, ConfirmationReading *ret, GError **error);

/* Whoever is logged in, as the one whom letters are from. */
ConfirmationSender confirmation_sender(const Request *request);
