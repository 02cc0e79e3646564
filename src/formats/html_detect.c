#include <string.h>

#include "formats/html_read.h"

static bool starts_with(const char *at, const char *end, const char *tag) {
    size_t length = strlen(tag);
    return (size_t)(end - at) >= length && g_ascii_strncasecmp(at, tag, length) == 0;
}

static bool tag_at(const char *at, const char *end, const char *tag) {
    const char *after = at + strlen(tag);
    return starts_with(at, end, tag) && after < end && (g_ascii_isspace(*after) || *after == '>');
}

static bool contains_tag(const char *at, const char *end, const char *tag) {
    while (at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        if (tag_at(at, end, tag))
            return true;
        at++;
    }
    return false;
}

bool html_detect(Bytes text) {
    const char *at = (const char *)text.data, *end = at + text.size;
    while (at < end && g_ascii_isspace(*at))
        at++;
    if (at == end || *at != '<')
        return false;
    return starts_with(at, end, "<!doctype html") || contains_tag(at, end, "<html") ||
           contains_tag(at, end, "<table");
}
