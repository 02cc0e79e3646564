#include "modules/accounts/accounts.h"

#include "base/error.h"
#include "services/auth/auth.h"
#include "web/web.h"

#include <string.h>

#define COOKIE_SECONDS (365 * 24 * 3600)

static bool language_action(Request *request, Response *response, GError **error) {
    const char *chosen = request_field(request, "language"), *next = request_field(request, "next");
    if (chosen == NULL || (strcmp(chosen, "sv") != 0 && strcmp(chosen, "en") != 0))
        return fail(error, ERROR_INVALID, "Språken är svenska och engelska.");
    if (request->session != NULL &&
        !account_set_language(request->db, request->session->account, chosen, error))
        return false;
    response_cookie(response, LANGUAGE_COOKIE, chosen, COOKIE_SECONDS);
    return response_redirect(response, next == NULL ? "/" : local_path(next));
}

const Route language_routes[] = {{POST, "/language", language_action, MAY_OPEN}, {0}};
