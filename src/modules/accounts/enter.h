#pragma once
#include "services/auth/auth.h"
#include "services/login/notice.h"
#include "web/web.h"

/* Somebody has shown who it is: on to the second factor where the account has one, else a new
 * session in place of the old one, and on to `next`, a path on this site. */
bool enter(Request *request, Response *response, const SessionOf *session, const char *next,
           GError **error);

/* The same, when no second factor is left to be shown. */
bool enter_at_last(Request *request, Response *response, const SessionOf *session, const char *next,
                   GError **error);

/* How long after a login one may change how one logs in. */
#define LOGIN_FRESH_SECONDS (30 * 60)
bool has_just_logged_in(const Request *request);
/* To the login page, and back to one's own account. */
bool log_in_again(const Request *request, Response *response);

/* Writes the letter that tells an account's owner of a change, where mail leaves from here; in the
 * caller's db_write(). */
bool tell_owner(Db *db, const Request *request, Id account, Notice notice, GError **error);

/* The login page, with what went wrong in either form; each may be NULL. */
struct LoginForm;
struct LinkForm;
typedef struct LoginTry {
    const struct LoginForm *form;
    const FormErrors *errors;
    const struct LinkForm *link_form;
    const FormErrors *link_errors;
} LoginTry;
bool show_login(Request *request, Response *response, const LoginTry *attempt, GError **error);

/* A new session in place of the present one, whose account has ended all of its sessions. */
bool stay_in(Request *request, Response *response, const char *next, GError **error);
