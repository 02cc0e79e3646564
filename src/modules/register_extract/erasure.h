#pragma once
#include "modules/collaborations/collaborations.h"
#include "modules/people/people.h"
#include "services/auth/auth.h"

/* Erasing a person who has left (the data protection regulation, article 17): name, address,
 * telephone and note go, with the old values in the log, the letters and what the login knew. Posts
 * and seats stay without the name, since decisions rest on them, and so does what people have
 * written in plans (article 17.3: archives, and the tasks of an authority). */

typedef struct Erasure {
    Id collaboration, account; /* who erases */
    Id person;
    const char *reason; /* the decision or rule it is done by, 1 to 200 characters, for the log */
    Date today;
} Erasure;
#define ERASURE_REASON_MAX 200

/* Why the person can not be erased yet, a sentence; NULL: it can be done. `member` NULL: the person
 * has no account here. */
const char *erasure_obstacle(Arena *arena, const Rules *rules, const People *people, Id person,
                             const Member *member);

/* What there is about the person beside the name: what was changed before and after is blanked in
 * the log, letters are forgotten. An account that belongs nowhere else is closed and loses its
 * name; *ret_keeps_account says that it does belong elsewhere, or administers the system.
 * ERROR_CONFLICT for an obstacle, ERROR_INVALID for a reason that is missing, too long or names the
 * person, ERROR_NOT_FOUND. */
bool person_erase(Db *db, Arena *arena, const Erasure *erasure, bool *ret_keeps_account,
                  GError **error);
