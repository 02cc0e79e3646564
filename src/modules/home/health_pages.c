#include "modules/home/home.h"

#include "services/auth/auth.h"

/* For whoever watches the server: nothing but whether the database answers. */
static bool health_page(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    const char *value;
    (void)error;
    bool answers = setting_get(request->db, request->arena, "demo", &value, &problem);
    response_text(response, "text/plain; charset=utf-8", answers ? "ok\n" : "unavailable\n");
    response_status(response, answers ? 200 : 503);
    response_header(response, "Cache-Control", "no-store");
    return true;
}

const Route health_routes[] = {{GET, "/healthz", health_page, MAY_OPEN}, {0}};
