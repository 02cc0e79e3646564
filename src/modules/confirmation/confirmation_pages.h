#pragma once
#include "modules/collaborations/collaborations.h"
#include "modules/confirmation/confirmation.h"
#include "services/auth/auth.h"
#include "web/router.h"

/* The round as the coordinator sees it, and an office's people as the office goes through them, by
 * link or logged in. */
extern const Route confirmation_routes[], confirmation_form_routes[], confirmation_office_routes[];

/* What waits for whoever asks, as a sentence or two for the start page: the own offices that are
 * not done, and of the coordinator's the round. */
typedef struct ConfirmationTask {
    const char *title, *more, *path;
    Date last_on;
    bool is_own; /* to be done by whoever asks */
} ConfirmationTask;
typedef struct ConfirmationTasks {
    const ConfirmationTask *rows;
    size_t n;
} ConfirmationTasks;

/* Three statements. */
bool confirmation_tasks(const Request *request, const Rules *rules, const People *people,
                        ConfirmationTasks *ret, GError **error);
