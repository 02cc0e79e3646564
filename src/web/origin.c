#include "web/origin.h"

#include <string.h>

/* True when `address` is our origin, or begins with it and a "/". */
static bool begins_with_origin(const Request *request, const char *address) {
    size_t length = strlen(request->origin);
    return strncmp(address, request->origin, length) == 0 &&
           (address[length] == '\0' || address[length] == '/');
}

/* Behind a proxy that does not say so we do not know that the site is https: the host decides then.
 */
static bool same_host(const Request *request, const char *address) {
    const char *host = strstr(address, "://");
    size_t length = strlen(request->host);
    return host != NULL && length > 0 &&
           g_ascii_strncasecmp(host + 3, request->host, length) == 0 &&
           (host[3 + length] == '\0' || host[3 + length] == '/');
}

static bool ours(const Request *request, const char *address) {
    return begins_with_origin(request, address) || same_host(request, address);
}

bool same_origin(const Request *request) {
    const char *site = request_header(request, "Sec-Fetch-Site");
    const char *origin = request_header(request, "Origin");
    const char *referer = request_header(request, "Referer");
    if (site != NULL && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0)
        return false;
    if (origin != NULL)
        return ours(request, origin);
    return site != NULL || referer == NULL || ours(request, referer);
}
