#include "web/target.h"
#include "base/error.h"
#include "web/percent.h"

#include <string.h>

static bool refuse(GError **error) {
    return fail(error, ERROR_INVALID,
                "Adressen är felskriven. Kontrollera den, eller gå till startsidan.");
}

/* RFC 3986: pchar and "/". */
static bool path_byte(char byte) {
    return g_ascii_isalnum(byte) || (byte != '\0' && strchr("-._~!$&'()*+,;=:@%/", byte) != NULL);
}

/* Browsers send more than RFC 3986 allows in a query (WHATWG URL, query percent-encode set). */
static bool query_byte(char byte) {
    return byte > ' ' && byte < 0x7f && strchr("\"#<>", byte) == NULL;
}

static bool all_bytes(const char *text, size_t length, bool (*allowed)(char)) {
    for (size_t i = 0; i < length; i++)
        if (!allowed(text[i]))
            return false;
    return true;
}

static bool segment_is_safe(Bytes segment) {
    const char *text = (const char *)segment.data;
    return text_is_plain(segment, false) && strpbrk(text, "/\\%") == NULL &&
           strcmp(text, ".") != 0 && strcmp(text, "..") != 0;
}

static bool add_segment(Arena *arena, Bytes encoded, Target *target) {
    Bytes segment;
    if (target->n_segments == TARGET_SEGMENTS_MAX ||
        !percent_decode(arena, encoded, false, &segment) || !segment_is_safe(segment))
        return false;
    target->segments[target->n_segments++] = (const char *)segment.data;
    return true;
}

static bool split_path(Arena *arena, Target *target) {
    const char *start = target->path + 1;
    while (*start != '\0') {
        size_t length = strcspn(start, "/");
        if (length == 0 || !add_segment(arena, (Bytes){(const uint8_t *)start, length}, target))
            return false;
        start += length;
        if (*start == '/' && *++start == '\0')
            return add_segment(arena, (Bytes){(const uint8_t *)start, 0}, target);
    }
    return true;
}

bool target_parse(Arena *arena, const char *raw, Target *ret_target, GError **error) {
    size_t length = strnlen(raw, TARGET_MAX + 1), path_length = strcspn(raw, "?");
    if (length > TARGET_MAX || raw[0] != '/' || !all_bytes(raw, path_length, path_byte))
        return refuse(error);
    bool has_query = raw[path_length] == '?';
    Target target = {.path = arena_strndup(arena, raw, path_length),
                     .query = arena_strdup(arena, has_query ? raw + path_length + 1 : "")};
    if (!all_bytes(target.query, strlen(target.query), query_byte) || !split_path(arena, &target))
        return refuse(error);
    *ret_target = target;
    return true;
}
