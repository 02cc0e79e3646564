#include "tmplc/context_parts.h"

#include <string.h>

static bool is_allowed(const char *address) {
    size_t length = strcspn(address, ":/?#");
    return address[length] != ':' || g_str_has_prefix(address, "http:") ||
           g_str_has_prefix(address, "https:") || g_str_has_prefix(address, "mailto:") ||
           g_str_has_prefix(address, "tel:");
}

/* ADDRESS_PREFIX until it is clear that a value can only add to a path or query of a known place.
 */
static Address address_of(const char *prefix) {
    static const char *const places[] = {"https://", "http://", "mailto:", "tel:"};
    if (prefix[0] == '?' || prefix[0] == '#')
        return ADDRESS_QUERY;
    if (prefix[0] == '/')
        return prefix[1] == '/' || prefix[1] == '\\' ? ADDRESS_PREFIX : ADDRESS_PATH;
    if (g_str_has_prefix(prefix, "./") || g_str_has_prefix(prefix, "../"))
        return ADDRESS_PATH;
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        size_t length = strlen(places[i]);
        if (!g_str_has_prefix(prefix, places[i]))
            continue;
        bool has_host = i >= 2 || (prefix[length] != '/' && strchr(prefix + length, '/') != NULL);
        return has_host ? ADDRESS_PATH : ADDRESS_PREFIX;
    }
    return ADDRESS_PREFIX;
}

bool address_read(Context *context, Markup *markup, char c) {
    size_t length = strlen(context->prefix);
    if (context->address == ADDRESS_DONE)
        return markup_fail(markup,
                           "the address goes on after branches that wrote different kinds of it");
    if (context->address == ADDRESS_WHOLE && strchr("/?#&", c) == NULL)
        return markup_fail(markup, "only /, ? or # may follow a Url in %s", context->name);
    if (context->address == ADDRESS_WHOLE)
        context->address = c == '/' ? ADDRESS_PATH : ADDRESS_QUERY;
    bool open = context->address <= ADDRESS_PREFIX || (length == 1 && context->prefix[0] == '/');
    if (open && length + 1 < PREFIX_LONGEST) {
        context->prefix[length] = g_ascii_tolower(c);
        context->prefix[length + 1] = '\0';
        context->address = address_of(context->prefix);
        if (c == ':' && !is_allowed(context->prefix))
            return markup_fail(markup, "an address of this kind in %s could run script",
                               context->name);
    } else if (context->address == ADDRESS_PATH) {
        context->prefix[0] = '\0';
    }
    if (context->address == ADDRESS_PATH && (c == '?' || c == '#'))
        context->address = ADDRESS_QUERY;
    return true;
}

const char *address_value(Context *context, Markup *markup) {
    switch (context->address) {
    case ADDRESS_EMPTY:
        context->address = ADDRESS_WHOLE;
        return "HTML_URL";
    case ADDRESS_PATH:
        context->prefix[0] = '\0';
        return "HTML_URL_PATH";
    case ADDRESS_QUERY:
        return "HTML_URL_QUERY";
    case ADDRESS_PREFIX:
        return markup_refuse(markup, "after the beginning of this address",
                             "begin with '/', '?', '#' or https://host/, or give a Url");
    default:
        return markup_refuse(markup, "after a whole address", "put '?' or '/' between");
    }
}
