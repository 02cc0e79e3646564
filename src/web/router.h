#pragma once
#include "web/request.h"
#include "web/response.h"

/* Fills in the response, or fails with an error whose code becomes the status: NOT_FOUND 404,
 * FORBIDDEN 403, CONFLICT 409, INVALID 400, UNAVAILABLE 503, FULL 507, INTERNAL 500. The message
 * is shown to the person, but for the last: that is logged and shown as a reference only. */
typedef bool (*Handler)(Request *request, Response *response, GError **error);

/* The same status where a form is shown again with what was typed and the sentence; INVALID is then
 * 422. */
int form_error_status(const GError *error);

#define BODY_LIMIT_DEFAULT ((size_t)1024 * 1024)
#define BODY_LIMIT_UPLOAD ((size_t)21 * 1024 * 1024)

/* One address. `pattern`: literal segments and parameters, "/:collab/plans/:plan"; a parameter may
 * be followed by a literal ending, ":plan.csv". Literals win over parameters, endings over plain
 * parameters. ":collab" is handed to the collaboration hook. A table of routes ends with {0}. */
typedef struct Route {
    Method method;
    const char *pattern;
    Handler handler;
    int permission; /* the application's own list, judged by the permission hook; 0 is refused */
    bool slow;      /* runs in the pool of workers, so that it stalls nobody; every POST does */
    /* Takes a core and much memory for long, as a password's hash does: runs in a small pool of its
     * own, so that a crowd of them keeps no worker from the rest. */
    bool heavy;
    size_t
        body_limit; /* bytes of a posted body; 0 = BODY_LIMIT_DEFAULT, at most BODY_LIMIT_UPLOAD */
    /* What it answers with is a document of the collaboration's own: in Swedish, whatever the
     * person who asks reads. */
    bool is_swedish;
} Route;

/* What the application fills in. Each may be NULL. They run in this order, before the body is read:
 * database, session, collaboration, permission, then the same-origin check of unsafe methods. */
typedef struct RouterHooks {
    void *data; /* handed to every hook */
    /* The connection of the calling thread; called again in the worker for slow routes. */
    bool (*database)(void *data, Db **ret_db, GError **error);
    /* Runs `work` in one transaction that only reads: all guards, and the handler of a GET, so that
     * a page shows one state. */
    bool (*reading)(Db *db, bool (*work)(Db *db, void *data, GError **error), void *data,
                    GError **error);
    /* Reads the cookie; sets request->session, ->language, ->today. No session is not an error. */
    bool (*session)(Request *request, Response *response, void *data, GError **error);
    /* Sets request->collaboration from the name in the address, or fails with ERROR_NOT_FOUND. */
    bool (*collaboration)(Request *request, const char *name, void *data, GError **error);
    /* Fails with ERROR_FORBIDDEN when the person may not. Without a session a GET is then sent to
     * login_path with `?next=`. */
    bool (*permission)(Request *request, const Route *route, void *data, GError **error);
    /* Writes the page for an answer that is not what was asked for. `message` is Swedish, never
     * NULL. */
    void (*error_page)(Request *request, Response *response, int status, const char *message,
                       void *data);
    const char *login_path; /* "/login"; NULL = answer 403 */
} RouterHooks;

typedef struct Router Router;

/* `tables`: route tables, ended by NULL; they and `hooks` must outlive the router. Fails with
 * ERROR_INTERNAL on a pattern that is malformed or stands twice, or a row without permission. The
 * caller owns the router. */
bool router_new(const Route *const *tables, const RouterHooks *hooks, Router **ret_router,
                GError **error);
void router_free(Router *router);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Router, router_free)

/* Every route, in the order of the tables: for the test that tries each with each role. */
const Route *const *routes_all(const Router *router, size_t *ret_n);

/* True when a first segment is taken by a literal route ("login"), so that no collaboration may be
 * called that. */
bool router_takes(const Router *router, const char *segment);

/* Runs guards and handler as the server does, without a server: for tests of modules. */
Response *router_answer(const Router *router, Request *request);
