#include <string.h>

#include "formats/source_builder.h"

#define ZERO_WIDTH_SPACE 0x200B
#define BYTE_ORDER_MARK 0xFEFF
#define LINE_SEPARATOR 0x2028
#define PARAGRAPH_SEPARATOR 0x2029

static bool blank(gunichar c) {
    return g_unichar_isspace(c) || c == ZERO_WIDTH_SPACE || c == BYTE_ORDER_MARK ||
           g_unichar_iscntrl(c) || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
}

static void trim(const char **start, const char **end) {
    while (*start < *end && blank(g_utf8_get_char(*start)))
        *start = g_utf8_next_char(*start);
    while (*end > *start) {
        const char *last = g_utf8_prev_char(*end);
        if (!blank(g_utf8_get_char(last)))
            break;
        *end = last;
    }
}

static bool line_end(gunichar c) {
    return c == '\r' || c == '\v' || c == '\f' || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
}

static size_t copy_clean(char *to, const char *start, const char *end) {
    char *out = to;
    for (const char *at = start, *next; at < end; at = next) {
        gunichar c = g_utf8_get_char(at);
        next = g_utf8_next_char(at);
        if (c == '\r' && next < end && *next == '\n')
            continue;
        if (line_end(c)) {
            *out++ = '\n';
        } else if (c == '\t' || c == '\n' || !g_unichar_iscntrl(c)) {
            memcpy(out, at, (size_t)(next - at));
            out += next - at;
        }
    }
    return (size_t)(out - to);
}

const char *source_clean(Arena *arena, const char *text, size_t length) {
    const char *start = text, *end = text + length;
    trim(&start, &end);
    if (start == end)
        return "";
    char *copy = arena_alloc(arena, (size_t)(end - start) + 1);
    copy[copy_clean(copy, start, end)] = '\0';
    return copy;
}
