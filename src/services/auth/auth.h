#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "db/db.h"
#include "services/auth/permission.h"

/* Who is asking. Lives in the request's arena; request->session is NULL for the public. */
typedef struct Session {
    Id account;
    const char *name, *email;
    bool is_system_administrator;
    Role role;  /* in the request's collaboration; ROLE_PUBLIC when the account has no membership there */
    Id person;  /* the account's person in the request's collaboration, or none */
} Session;

/* true if the session (NULL = the public) may. For showing or hiding an action on a page; the route
 * row is what protects it. */
bool session_may(const Session *session, Permission permission);
