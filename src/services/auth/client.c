#include "services/auth/client.h"

#include <arpa/inet.h>
#include <string.h>

typedef struct {
    const char *sign, *name;
} Sign;

/* Most browsers name others too: the first sign counts. */
static const Sign browsers[] = {
    {"Edg", "Edge"},         {"OPR/", "Opera"},     {"SamsungBrowser/", "Samsung Internet"},
    {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"}, {"Chrome/", "Chrome"},
    {"CriOS/", "Chrome"},    {"Safari/", "Safari"}, {0}};
static const Sign systems[] = {
    {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"},   {"Windows", "Windows"},
    {"Mac OS X", "macOS"},  {"CrOS", "ChromeOS"}, {"Linux", "Linux"}, {0}};

static const char *named(const Sign *signs, const char *text) {
    while (signs->sign != NULL && strstr(text, signs->sign) == NULL)
        signs++;
    return signs->name;
}

const char *client_browser(Arena *arena, const char *user_agent) {
    if (user_agent == NULL)
        return NULL;
    const char *browser = named(browsers, user_agent), *system = named(systems, user_agent);
    return browser == NULL || system == NULL ? browser
                                             : arena_printf(arena, "%s (%s)", browser, system);
}

const char *client_place(Arena *arena, const char *address) {
    uint8_t bytes[16];
    if (address == NULL)
        return NULL;
    if (inet_pton(AF_INET, address, bytes) == 1)
        return arena_printf(arena, "%u.%u.%u.*", bytes[0], bytes[1], bytes[2]);
    if (inet_pton(AF_INET6, address, bytes) == 1)
        return arena_printf(arena, "%x:%x:%x:*", bytes[0] << 8 | bytes[1], bytes[2] << 8 | bytes[3],
                            bytes[4] << 8 | bytes[5]);
    return NULL;
}
