#include "web/cookie.h"
#include "web/token.h"

#include <string.h>

/* RFC 6265: cookie-octet. */
static bool value_octet(char byte) {
    return byte > ' ' && byte < 0x7f && strchr("\",;\\", byte) == NULL;
}

static bool all_octets(const char *value) {
    for (; *value != '\0'; value++)
        if (!value_octet(*value))
            return false;
    return true;
}

static char *without_quotes(char *value) {
    size_t length = strlen(value);
    if (length < 2 || value[0] != '"' || value[length - 1] != '"')
        return value;
    value[length - 1] = '\0';
    return value + 1;
}

static void add_cookie(Arena *arena, char *item, Pairs *pairs) {
    char *equals = strchr(item, '=');
    if (equals == NULL)
        return;
    *equals = '\0';
    char *name = g_strstrip(item), *value = without_quotes(g_strstrip(equals + 1));
    if (token_valid(name) && all_octets(value))
        pairs_add(arena, pairs, name, value);
}

void cookies_parse(Arena *arena, const char *header, Pairs *pairs) {
    char *rest = arena_strdup(arena, header), *item;
    while ((item = strsep(&rest, ";")) != NULL && pairs->n < COOKIES_MAX)
        add_cookie(arena, item, pairs);
}

bool cookie_value_valid(const char *value) {
    for (const char *byte = value; *byte != '\0'; byte++)
        if (!g_ascii_isalnum(*byte) && strchr("-_.~", *byte) == NULL)
            return false;
    return value[0] != '\0';
}
