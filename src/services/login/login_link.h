#pragma once
#include "db/db.h"
#include "services/jobs/worker.h"

/* Logging in with a link sent by mail: for LINK_SECONDS, once. A newer use of any link ends all
 * links of the account. */
#define LINK_SECONDS (10 * 60)

typedef struct LinkRequest {
    const char *email;   /* as typed */
    const char *next;    /* where the person was going, a path on this site */
    const char *origin;  /* the site's address, as configured */
    const char *address; /* the client's, for throttling */
    bool for_password;   /* the person wants to choose a new password */
    Instant now;
} LinkRequest;

/* Leaves the work to a job, so that a known and an unknown address cost the same and get the same
 * answer. An address gets at most five letters in a quarter of an hour, a client may ask for at
 * most fifty (*ret_throttled: nothing was done). */
bool login_link_ask(Db *db, Arena *arena, const LinkRequest *request, bool *ret_throttled,
                    GError **error);

/* The job: writes the letter if somebody has the address. */
bool login_link_send(JobRun *run, GError **error);
#define LINK_JOB "login-link"
#define LINK_ATTEMPTS_MAX 5

/* Whom a link logs in, and where to. */
typedef struct LoginLink {
    Id account; /* none: it is used, too old, or was never given */
    const char *next;
} LoginLink;

/* Looks without using it: mail scanners open links. */
bool login_link_find(Db *db, Arena *arena, const char *token, Instant now, LoginLink *ret,
                     GError **error);

/* Uses it: only one call ever gets the account. */
bool login_link_use(Db *db, Arena *arena, const char *token, Instant now, LoginLink *ret,
                    GError **error);
