#include "web/url.h"

#include <string.h>

static bool is_unreserved(unsigned char byte, UrlPlace place) {
    return g_ascii_isalnum(byte) || byte == '-' || byte == '.' || byte == '_' || byte == '~' ||
           (byte == '@' && place != URL_IN_HEADER) || (byte == '+' && place == URL_IN_PATH);
}

size_t url_encode(char *target, const char *text, size_t length, UrlPlace place) {
    static const char digits[] = "0123456789ABCDEF";
    char *end = target;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (is_unreserved(byte, place)) {
            *end++ = (char)byte;
            continue;
        }
        *end++ = '%';
        *end++ = digits[byte >> 4];
        *end++ = digits[byte & 15];
    }
    return (size_t)(end - target);
}

char *url_encoded(Arena *arena, const char *text, UrlPlace place) {
    size_t length = strlen(text);
    char *encoded = arena_alloc(arena, URL_ENCODED_SIZE(length));
    encoded[url_encode(encoded, text, length, place)] = '\0';
    return encoded;
}

const char *url_segment(const char *text, bool at_slash) {
    bool shapeless =
        text == NULL || text[0] == '\0' || strcmp(text, ".") == 0 || strcmp(text, "..") == 0;
    if (at_slash && shapeless)
        return "-";
    return text == NULL ? "" : text;
}

static void append_encoded(GString *url, const char *text) {
    bool in_query = strpbrk(url->str, "?#") != NULL;
    bool at_slash = !in_query && url->len > 0 && url->str[url->len - 1] == '/';
    const char *segment = url_segment(text, at_slash);
    size_t length = strlen(segment), start = url->len;
    g_string_set_size(url, start + URL_ENCODED_SIZE(length));
    size_t written =
        url_encode(url->str + start, segment, length, in_query ? URL_IN_QUERY : URL_IN_PATH);
    g_string_truncate(url, start + written);
}

/* `directive` stands just after the '%'; returns the character after it. */
static const char *append_directive(GString *url, const char *directive, va_list *arguments) {
    if (*directive == 's')
        append_encoded(url, va_arg(*arguments, const char *));
    else if (*directive == 'd')
        g_string_append_printf(url, "%d", va_arg(*arguments, int));
    else if (*directive == 'l' && directive[1] == 'd')
        g_string_append_printf(url, "%ld", va_arg(*arguments, long));
    else if (*directive == 'z' && directive[1] == 'u')
        g_string_append_printf(url, "%zu", va_arg(*arguments, size_t));
    else if (*directive == '%')
        g_string_append_c(url, '%');
    else
        g_error("url_format: %%%c is not known", *directive);
    return directive + (*directive == 'l' || *directive == 'z' ? 2 : 1);
}

Url url_format(Arena *arena, const char *format, ...) {
    g_assert(strchr("/?#", format[0]) != NULL && format[0] != '\0');
    g_autoptr(GString) url = g_string_new(NULL);
    va_list arguments;
    va_start(arguments, format);
    while (*format != '\0') {
        if (*format == '%')
            format = append_directive(url, format + 1, &arguments);
        else
            g_string_append_c(url, *format++);
    }
    va_end(arguments);
    return (Url){arena_strndup(arena, url->str, url->len)};
}

static bool has_only_visible_bytes(const char *text) {
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte <= ' ' || byte == 0x7f || byte == '\\')
            return false;
    }
    return true;
}

bool url_external(Arena *arena, const char *text, Url *ret) {
    static const char *const schemes[] = {"http://", "https://", "mailto:", "tel:"};
    if (text == NULL || strlen(text) > URL_LIMIT || !has_only_visible_bytes(text))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++) {
        size_t length = strlen(schemes[i]);
        if (g_ascii_strncasecmp(text, schemes[i], length) != 0 || text[length] == '\0')
            continue;
        *ret = (Url){arena_strdup(arena, text)};
        return true;
    }
    return false;
}

const char *local_path(const char *path) {
    bool is_local =
        path != NULL && path[0] == '/' && path[1] != '/' && has_only_visible_bytes(path);
    return is_local ? path : "/";
}
