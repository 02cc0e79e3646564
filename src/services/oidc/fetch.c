#include "services/oidc/fetch.h"

#include "base/error.h"
#include "services/oidc/oidc.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

bool fetch_allows(const char *url, bool is_local) {
    return g_str_has_prefix(url, "https://") ||
           (is_local && (g_str_has_prefix(url, "http://127.0.0.1:") ||
                         g_str_has_prefix(url, "http://127.0.0.1/")));
}

static size_t take(char *bytes, size_t size, size_t n, void *data) {
    GByteArray *body = data;
    if (size * n > OIDC_ANSWER_MAX - body->len)
        return 0;
    g_byte_array_append(body, (const guint8 *)bytes, (guint)(size * n));
    return size * n;
}

static bool is_near_v4(uint32_t address) {
    return address >> 24 == 127 || address >> 24 == 0 || address >> 16 == 0xA9FE;
}

bool fetch_is_near(const struct sockaddr *address) {
    uint32_t last;
    if (address->sa_family == AF_INET)
        return is_near_v4(
            ntohl(((const struct sockaddr_in *)(const void *)address)->sin_addr.s_addr));
    if (address->sa_family != AF_INET6)
        return true;
    const struct in6_addr *v6 = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
    memcpy(&last, v6->s6_addr + 12, sizeof last);
    return IN6_IS_ADDR_LOOPBACK(v6) || IN6_IS_ADDR_LINKLOCAL(v6) || IN6_IS_ADDR_UNSPECIFIED(v6) ||
           ((IN6_IS_ADDR_V4MAPPED(v6) || IN6_IS_ADDR_V4COMPAT(v6)) && is_near_v4(ntohl(last)));
}

/* The address that is really connected to, whatever the name meant a moment ago. */
static curl_socket_t connect_to(void *data, curlsocktype purpose, struct curl_sockaddr *address) {
    const Fetch *fetch = data;
    (void)purpose;
    if (!fetch->is_local && fetch_is_near(&address->addr))
        return CURL_SOCKET_BAD;
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static void set_up(CURL *curl, const Fetch *fetch, GByteArray *body) {
    curl_easy_setopt(curl, CURLOPT_URL, fetch->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, fetch->is_local ? "https,http" : "https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)OIDC_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)OIDC_SECONDS);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, connect_to);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, (void *)(uintptr_t)fetch);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, body);
    if (fetch->form != NULL)
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, fetch->form);
    if (fetch->user != NULL) {
        curl_easy_setopt(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
        curl_easy_setopt(curl, CURLOPT_USERNAME, fetch->user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, fetch->password);
    }
}

bool fetch_json(const Fetch *fetch, json_t **ret_json, long *ret_status, GError **error) {
    g_autoptr(GByteArray) body = g_byte_array_new();
    if (!fetch_allows(fetch->url, fetch->is_local))
        return fail(error, ERROR_UNAVAILABLE, "Inloggningstjänsten nås inte säkert: %s.",
                    fetch->url);
    CURL *curl = curl_easy_init();
    if (curl == NULL)
        return fail(error, ERROR_INTERNAL, "curl_easy_init");
    set_up(curl, fetch, body);
    CURLcode outcome = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, ret_status);
    curl_easy_cleanup(curl);
    json_t *json = outcome != CURLE_OK ? NULL
                                       : json_loadb((const char *)body->data, body->len,
                                                    JSON_REJECT_DUPLICATES, NULL);
    if (!json_is_object(json)) {
        json_decref(json);
        return fail(error, ERROR_UNAVAILABLE,
                    "Inloggningstjänsten svarar inte som den ska. Försök igen om en stund.");
    }
    *ret_json = json;
    return true;
}
