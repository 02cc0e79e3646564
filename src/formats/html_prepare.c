#include "formats/html_prepare.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define MAX_NAME 100 /* libxml2 would go on with the rest as another name */

static void blank(char *from, const char *to) {
    memset(from, ' ', (size_t)(to - from));
}

/* Behind the next `mark`, or the end. */
static char *after(char *at, char *end, const char *mark) {
    char *found = memmem(at, (size_t)(end - at), mark, strlen(mark));
    return found == NULL ? end : found + strlen(mark);
}

static bool starts_with(const char *at, const char *end, const char *start) {
    size_t length = strlen(start);
    return (size_t)(end - at) >= length && g_ascii_strncasecmp(at, start, length) == 0;
}

static bool starts_name(char c) {
    return g_ascii_isalpha(c) || c == '_' || c == ':' || c == '.';
}

static char *skip_name(char *at, char *end) {
    while (at < end && (starts_name(*at) || g_ascii_isdigit(*at) || *at == '-'))
        at++;
    return at;
}

static char *skip_blanks(char *at, char *end) {
    while (at < end && g_ascii_isspace(*at))
        at++;
    return at;
}

static char *skip_value(char *at, char *end) {
    if (at < end && (*at == '"' || *at == '\'')) {
        char *close = memchr(at + 1, *at, (size_t)(end - at - 1));
        return close == NULL ? end : close + 1;
    }
    while (at < end && !g_ascii_isspace(*at) && *at != '>')
        at++;
    return at;
}

/* name, or name = value */
static char *skip_attribute(char *at, char *end) {
    char *name_end = skip_name(at, end), *equals = skip_blanks(name_end, end);
    bool too_long = name_end - at >= MAX_NAME;
    char *attribute_end =
        equals < end && *equals == '=' ? skip_value(skip_blanks(equals + 1, end), end) : name_end;
    if (too_long)
        blank(at, attribute_end);
    return attribute_end;
}

/* From behind the element's name to behind its '>'. */
static char *prepare_tag(char *at, char *end) {
    int n_attributes = 0;
    while (at < end && *at != '>') {
        if (starts_name(*at)) {
            char *attribute_end = skip_attribute(at, end);
            if (++n_attributes > HTML_MAX_ATTRIBUTES)
                blank(at, attribute_end);
            at = attribute_end;
        } else {
            bool closes = *at == '/' && at + 1 < end && at[1] == '>';
            *at = closes ? '/' : ' ';
            at++;
        }
    }
    return at == end ? end : at + 1;
}

/* Scripts and styles hold no tags; libxml2 too reads on to their end tag. */
static char *skip_raw_text(char *name, char *at, char *end) {
    const char *close = starts_with(name, end, "script")  ? "</script"
                        : starts_with(name, end, "style") ? "</style"
                                                          : NULL;
    while (close != NULL && at < end && !starts_with(at, end, close))
        at++;
    return at;
}

static char *prepare_markup(char *at, char *end) {
    char *name = at + 1, *next = name;
    if (starts_with(at, end, "<!--")) {
        char *usual = after(at + 4, end, "-->"), *odd = after(at + 4, usual, "--!>");
        return MIN(usual, odd);
    }
    if (name == end)
        return end;
    if (*name == '!' || *name == '?') {
        next = after(at, end, ">");
        blank(at, next);
    } else if (*name == '/') {
        next = after(at, end, ">");
    } else if (starts_name(*name)) {
        char *name_end = skip_name(name, end);
        next = skip_raw_text(name, prepare_tag(name_end, end), end);
    }
    return next;
}

void html_prepare(char *html, size_t size) {
    char *end = html + size;
    for (char *at = html; at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL;)
        at = prepare_markup(at, end);
}
