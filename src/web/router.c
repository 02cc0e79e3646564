#include "web/router.h"
#include "base/error.h"
#include "base/language.h"
#include "web/origin.h"
#include "web/request_parts.h"
#include "web/router_parts.h"

#include <string.h>

struct Router {
    RouteNode *root;
    GPtrArray *routes; /* const Route */
    RouterHooks hooks;
};

bool router_new(const Route *const *tables, const RouterHooks *hooks, Router **ret_router,
                GError **error) {
    g_autoptr(Router) router = g_new0(Router, 1);
    router->root = route_tree_new();
    router->routes = g_ptr_array_new();
    router->hooks = *hooks;
    for (; *tables != NULL; tables++)
        for (const Route *route = *tables; route->pattern != NULL; route++) {
            if (!route_tree_add(router->root, route, error))
                return false;
            g_ptr_array_add(router->routes, (gpointer)(uintptr_t)route);
        }
    *ret_router = g_steal_pointer(&router);
    return true;
}

void router_free(Router *router) {
    if (router == NULL)
        return;
    route_tree_free(router->root);
    g_ptr_array_unref(router->routes);
    g_free(router);
}

const Route *const *routes_all(const Router *router, size_t *ret_n) {
    *ret_n = router->routes->len;
    return (const Route *const *)router->routes->pdata;
}

bool router_takes(const Router *router, const char *segment) {
    return route_tree_takes(router->root, segment);
}

size_t route_body_limit(const Route *route) {
    return route == NULL || route->body_limit == 0 ? BODY_LIMIT_DEFAULT : route->body_limit;
}

static const char *usual_message(int status) {
    switch (status) {
    case 403:
        return N_("Ni har inte behörighet att göra det här. Be samordnaren om hjälp.");
    case 404:
        return N_("Sidan finns inte. Kontrollera adressen eller gå till startsidan.");
    case 405:
        return N_("Adressen kan inte användas så. Gå tillbaka och försök igen.");
    case 503:
        return N_("Servern hinner inte med just nu. Vänta en stund och försök igen.");
    default:
        return N_("Något gick fel hos oss. Försök igen. Händer det igen, hör av er till den som "
                  "sköter "
                  "Samsyn och uppge felnumret.");
    }
}

#define MEBIBYTE ((size_t)1024 * 1024)

/* Routes that take more than a form of texts does take files, with 1 MiB for what comes around
 * them. */
static const char *too_large(const Request *request) {
    size_t limit = route_body_limit(request->route);
    if (limit > BODY_LIMIT_DEFAULT)
        return arena_printf(
            request->arena,
            T_("Filen är för stor: högst %zu MB går att ta emot. Välj en mindre fil "
               "eller dela upp den."),
            limit / MEBIBYTE - 1);
    return arena_printf(
        request->arena,
        T_("Texten är för lång: ett formulär får vara högst %zu MB. Inget är sparat. "
           "Gå tillbaka i webbläsaren, så finns det ni skrev kvar. Korta texten och "
           "spara igen."),
        MAX(limit / MEBIBYTE, 1));
}

static void plain_page(const Request *request, Response *response, const char *message) {
    response_text(
        response, "text/plain; charset=utf-8",
        arena_printf(request->arena, T_("%s\n\nFelnummer: %s\n"), message, request->reference));
}

void router_refuse(const Router *router, Request *request, Response *response, int status,
                   const char *message) {
    const RouterHooks *hooks = &router->hooks;
    response_reset(response);
    if (message == NULL)
        message = status == 413 ? too_large(request) : tr(request->language, usual_message(status));
    else
        message = tr(request->language, message);
    if (hooks->error_page == NULL)
        plain_page(request, response, message);
    else
        hooks->error_page(request, response, status, message, hooks->data);
    response->status = status;
    if (status == 503)
        response_header(response, "Retry-After", "10");
}

static int status_of(const GError *error) {
    if (error == NULL || error->domain != SAMSYN_ERROR)
        return 500;
    switch ((ErrorCode)error->code) {
    case ERROR_NOT_FOUND:
        return 404;
    case ERROR_FORBIDDEN:
        return 403;
    case ERROR_CONFLICT:
        return 409;
    case ERROR_INVALID:
        return 400;
    case ERROR_UNAVAILABLE:
        return 503;
    case ERROR_FULL:
        return 507;
    case ERROR_INTERNAL:
        break;
    }
    return 500;
}

int form_error_status(const GError *error) {
    return error_is(error, ERROR_INVALID) ? 422 : status_of(error);
}

void router_fail(const Router *router, Request *request, Response *response, const GError *error) {
    int status = status_of(error);
    const char *message = error == NULL ? "failed without an error" : error->message;
    if (status >= 500)
        request->parts->problem = arena_strdup(request->arena, message);
    router_refuse(router, request, response, status,
                  status == 500 ? NULL : arena_strdup(request->arena, message));
}

static bool find_route(const Router *router, Request *request, RouteMatch *ret_match) {
    const Target *target = &request->parts->target;
    RouteMatch match = route_tree_match(router->root, target->segments, target->n_segments);
    *ret_match = match;
    request->route = match.by_method[request->method];
    if (request->route != NULL)
        route_set_params(request, request->route);
    return request->route != NULL;
}

static void no_route(const Router *router, Request *request, Response *response, RouteMatch match) {
    const Route *other = match.by_method[request->method == GET ? POST : GET];
    router_refuse(router, request, response, other == NULL ? 404 : 405, NULL);
    if (other != NULL)
        response_header(response, "Allow", other->method == GET ? "GET, HEAD" : "POST");
}

/* The page that htmx was working on: what it asked for is only a piece of it. */
static const char *page_of_partial(const Request *request) {
    const char *page = request_header(request, "HX-Current-URL");
    size_t length = strlen(request->origin);
    return page != NULL && strncmp(page, request->origin, length) == 0 ? local_path(page + length)
                                                                       : "/";
}

static void send_to_login(const Router *router, Request *request, Response *response) {
    const char *next = request->htmx ? page_of_partial(request) : request->path;
    if (!request->htmx && request->query_string[0] != '\0')
        next = arena_printf(request->arena, "%s?%s", next, request->query_string);
    const char *login = arena_printf(request->arena, "%s?next=%s", router->hooks.login_path,
                                     url_encoded(request->arena, next, URL_IN_QUERY));
    response_reset(response);
    if (request->htmx)
        response_header(response, "HX-Redirect", login);
    else
        response_redirect(response, login);
}

static void forbid(const Router *router, Request *request, Response *response,
                   const GError *error) {
    bool anonymous = request->session == NULL && error_is(error, ERROR_FORBIDDEN);
    if (anonymous && router->hooks.login_path != NULL && request->method == GET)
        send_to_login(router, request, response);
    else if (anonymous)
        router_refuse(
            router, request, response, 403,
            tr(request->language,
               N_("Ni är inte inloggad längre. Logga in i en annan flik, gå tillbaka hit och "
                  "skicka igen, så finns det ni skrev kvar.")));
    else
        router_fail(router, request, response, error);
}

static bool enter(const Router *router, Request *request, Response *response, GError **error) {
    const RouterHooks *hooks = &router->hooks;
    return hooks->session == NULL || hooks->session(request, response, hooks->data, error);
}

static bool enter_collaboration(const Router *router, Request *request, GError **error) {
    const RouterHooks *hooks = &router->hooks;
    const char *name = request_param(request, "collab");
    return name == NULL || hooks->collaboration == NULL ||
           hooks->collaboration(request, name, hooks->data, error);
}

static bool check_permission(const Router *router, Request *request, Response *response) {
    const RouterHooks *hooks = &router->hooks;
    g_autoptr(GError) error = NULL;
    if (hooks->permission == NULL ||
        hooks->permission(request, request->route, hooks->data, &error))
        return true;
    forbid(router, request, response, error);
    return false;
}

static bool guard(const Router *router, Request *request, Response *response) {
    g_autoptr(GError) error = NULL;
    RouteMatch match;
    bool known = find_route(router, request, &match);
    bool entered = enter(router, request, response, &error);
    language_speak(language_from_tag(request->language));
    if (!entered || (known && !enter_collaboration(router, request, &error))) {
        router_fail(router, request, response, error);
        return false;
    }
    if (!known) {
        no_route(router, request, response, match);
        return false;
    }
    if (!check_permission(router, request, response))
        return false;
    if (request->method == GET || same_origin(request))
        return true;
    router_refuse(router, request, response, 403,
                  tr(request->language, N_("Formuläret skickades från en annan webbplats och togs "
                                           "inte emot. Öppna sidan här och "
                                           "skicka igen.")));
    return false;
}

typedef struct Exchanging {
    const Router *router;
    Request *request;
    Response *response;
    bool may_go_on;
} Exchanging;

static bool guard_reading(Db *db, void *data, GError **error) {
    Exchanging *exchanging = data;
    (void)db, (void)error;
    exchanging->may_go_on = guard(exchanging->router, exchanging->request, exchanging->response);
    return true;
}

static void speak(Request *request, const char *language) {
    request->language = language;
    language_speak(language_from_tag(language));
}

static bool handle(Db *db, void *data, GError **error) {
    const Exchanging *exchanging = data;
    Request *request = exchanging->request;
    const char *language = request->language;
    (void)db;
    if (request->route->is_swedish)
        speak(request, language_tag(SWEDISH));
    bool done = request->route->handler(request, exchanging->response, error);
    speak(request, language);
    return done;
}

static bool with_database(Exchanging *exchanging, bool reads,
                          bool (*work)(Db *db, void *data, GError **error), GError **error) {
    const RouterHooks *hooks = &exchanging->router->hooks;
    Request *request = exchanging->request;
    if (hooks->database != NULL && !hooks->database(hooks->data, &request->db, error))
        return false;
    return reads && hooks->reading != NULL ? hooks->reading(request->db, work, exchanging, error)
                                           : work(request->db, exchanging, error);
}

bool router_guard(const Router *router, Request *request, Response *response) {
    language_speak(language_from_tag(request->language));
    Exchanging exchanging = {router, request, response, false};
    g_autoptr(GError) error = NULL;
    if (!with_database(&exchanging, true, guard_reading, &error))
        router_fail(router, request, response, error);
    return error == NULL && exchanging.may_go_on;
}

void router_run(const Router *router, Request *request, Response *response) {
    language_speak(language_from_tag(request->language));
    Exchanging exchanging = {router, request, response, false};
    g_autoptr(GError) error = NULL;
    if (!with_database(&exchanging, request->method == GET, handle, &error))
        router_fail(router, request, response, error);
    else if (response->html != NULL && response->html->too_long)
        router_refuse(router, request, response, 500, NULL);
}

Response *router_answer(const Router *router, Request *request) {
    Response *response = response_new(request);
    if (router_guard(router, request, response))
        router_run(router, request, response);
    return response;
}
