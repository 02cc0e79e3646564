#include "formats/report.h"

#include "base/text.h"

#include <string.h>

#define LINE_SEPARATOR 0x2028
#define PARAGRAPH_SEPARATOR 0x2029
#define BYTE_ORDER_MARK 0xFEFF

static bool is_direction_character(gunichar c) {
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

static bool is_noncharacter(gunichar c) {
    return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

/* 0 for a character that is left out. */
static gunichar clean_character(gunichar c) {
    if (c == '\n' || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR)
        return '\n';
    if (c == '\t')
        return ' ';
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == BYTE_ORDER_MARK)
        return 0;
    return is_direction_character(c) || is_noncharacter(c) ? 0 : c;
}

static bool is_clean_ascii(const char *text) {
    for (const char *c = text; *c != '\0'; c++)
        if ((unsigned char)*c >= 0x7F || ((unsigned char)*c < 0x20 && *c != '\n'))
            return false;
    return true;
}

static char *clean_characters(Arena *arena, const char *valid) {
    size_t length = strlen(valid);
    char *clean = arena_alloc(arena, length + 1), *end = clean;
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = clean_character(g_utf8_get_char(at));
        if (c != 0)
            end += g_unichar_to_utf8(c, end);
        else if (at[0] == '\r' && at[1] != '\n')
            *end++ = '\n';
    }
    return clean;
}

char *report_clean_text(Arena *arena, const char *text) {
    if (text == NULL)
        return arena_strdup(arena, "");
    if (is_clean_ascii(text))
        return arena_strdup(arena, text);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return clean_characters(arena, text_composed(arena, valid));
}
