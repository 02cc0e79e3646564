#include "base/text.h"

#include "base/error.h"

#include <string.h>
#include <unicode/ucol.h>

#define MARKS_MAX 30

bool text_valid(const char *bytes, size_t size) {
    return g_utf8_validate_len(bytes, size, NULL);
}

static bool is_space(gunichar character) {
    return g_unichar_isspace(character) || character == 0x200B || character == 0x2060 ||
           character == 0xFEFF;
}

static const char *skip_space(const char *text) {
    while (is_space(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return text;
}

static const char *end_without_space(const char *start) {
    const char *end = start + strlen(start);
    while (end > start) {
        const char *previous = g_utf8_prev_char(end);
        if (!is_space(g_utf8_get_char(previous)))
            break;
        end = previous;
    }
    return end;
}

char *text_trim(Arena *arena, const char *text) {
    if (text == NULL)
        return NULL;
    const char *start = skip_space(text);
    return arena_strndup(arena, start, (size_t)(end_without_space(start) - start));
}

char *text_collapse(Arena *arena, const char *text) {
    if (text == NULL)
        return NULL;
    const char *start = skip_space(text), *end = end_without_space(start);
    char *made = arena_alloc(arena, (size_t)(end - start) + 1), *to = made;
    for (const char *at = start; at < end;) {
        const char *next = g_utf8_next_char(at);
        if (is_space(g_utf8_get_char(at))) {
            *to++ = ' ';
            next = skip_space(next);
        } else {
            memcpy(to, at, (size_t)(next - at));
            to += next - at;
        }
        at = next;
    }
    return made;
}

static bool turns_direction(gunichar character) {
    return (character >= 0x202A && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069);
}

bool text_is_line(const char *text) {
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar character = g_utf8_get_char(text);
        if (g_unichar_iscntrl(character) || character == 0x2028 || character == 0x2029 ||
            turns_direction(character))
            return false;
    }
    return true;
}

bool text_is_blank(const char *text) {
    return text == NULL || *skip_space(text) == '\0';
}

size_t text_length(const char *text) {
    return text == NULL ? 0 : (size_t)g_utf8_strlen(text, -1);
}

char *text_cut(Arena *arena, const char *text, size_t max) {
    const char *end = text;
    if (text == NULL)
        return NULL;
    while (*end != '\0' && max-- > 0)
        end = g_utf8_next_char(end);
    return arena_strndup(arena, text, (size_t)(end - text));
}

bool text_within(const char *what, const char *text, size_t max, GError **error) {
    size_t length = text_length(text);
    return length <= max || fail(error, ERROR_INVALID, "%s får ha högst %zu tecken, men har %zu.",
                                 what, max, length);
}

static void append_folded(GString *folded, gunichar character) {
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    switch (character) {
    case 0xE5: /* å */
    case 0xE4: /* ä */
    case 0xF6: /* ö */
        g_string_append_unichar(folded, character);
        return;
    case 0xF8: /* ø */
        g_string_append_unichar(folded, 0xF6);
        return;
    case 0xE6: /* æ */
        g_string_append_unichar(folded, 0xE4);
        return;
    default:
        break;
    }
    size_t n = g_unichar_fully_decompose(character, FALSE, parts, G_N_ELEMENTS(parts));
    for (size_t i = 0; i < n; i++)
        if (!g_unichar_ismark(parts[i]))
            g_string_append_unichar(folded, parts[i]);
}

/* What the letters U+00C0-U+00FF become, each at most as long as it was. */
static const char latin[64][3] = {"a", "a", "a", "a", "ä", "å",  "ä", "c", "e", "e", "e", "e", "i",
                                  "i", "i", "i", "ð", "n", "o",  "o", "o", "o", "ö", "×", "ö", "u",
                                  "u", "u", "u", "y", "þ", "ss", "a", "a", "a", "a", "ä", "å", "ä",
                                  "c", "e", "e", "e", "e", "i",  "i", "i", "i", "ð", "n", "o", "o",
                                  "o", "o", "ö", "÷", "ö", "u",  "u", "u", "u", "y", "þ", "y"};

/* Folds Swedish as it is mostly written, ASCII, Latin letters and dashes, in one pass; NULL for
 * other texts. */
static char *fold_latin(Arena *arena, const char *text) {
    char *folded = arena_alloc(arena, strlen(text) + 1), *to = folded;
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        if (*at < 0x80) {
            *to++ = g_ascii_tolower((char)*at);
        } else if (*at == 0xC3) {
            for (const char *letter = latin[*++at - 0x80]; *letter != '\0'; letter++)
                *to++ = *letter;
        } else if (*at == 0xE2 && at[1] == 0x80 && (at[2] == 0x93 || at[2] == 0x94)) {
            memcpy(to, at, 3); /* – and — */
            to += 3;
            at += 2;
        } else {
            return NULL;
        }
    }
    return folded;
}

/* As the Stream-Safe Text Format, UAX #15 section 13. */
static char *with_few_marks(const char *text) {
    GString *kept = g_string_sized_new(strlen(text));
    size_t marks = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        marks = g_unichar_ismark(g_utf8_get_char(at)) ? marks + 1 : 0;
        if (marks <= MARKS_MAX)
            g_string_append_len(kept, at, g_utf8_next_char(at) - at);
    }
    return g_string_free(kept, FALSE);
}

char *text_composed(Arena *arena, const char *text) {
    g_autofree char *bounded = with_few_marks(text);
    g_autofree char *composed = g_utf8_normalize(bounded, -1, G_NORMALIZE_NFC);
    return arena_strdup(arena, composed);
}

char *text_fold(Arena *arena, const char *text) {
    if (text == NULL)
        return NULL;
    char *latin_only = fold_latin(arena, text);
    if (latin_only != NULL)
        return latin_only;
    g_autofree char *bounded = with_few_marks(text);
    g_autofree char *lower = g_utf8_casefold(bounded, -1);
    g_autofree char *composed = g_utf8_normalize(lower, -1, G_NORMALIZE_ALL_COMPOSE);
    if (composed == NULL)
        return arena_strdup(arena, text);
    /* compatibility forms can bring capitals back (℡ → TEL) */
    g_autofree char *again = g_utf8_casefold(composed, -1);
    g_autofree char *plain = g_utf8_normalize(again, -1, G_NORMALIZE_ALL_COMPOSE);
    g_autoptr(GString) folded = g_string_sized_new(strlen(plain));
    for (const char *at = plain; *at != '\0'; at = g_utf8_next_char(at))
        append_folded(folded, g_utf8_get_char(at));
    return arena_strndup(arena, folded->str, folded->len);
}

char *text_key(Arena *arena, const char *text, size_t max) {
    g_autofree char *plain = g_str_to_ascii(text, "C");
    g_autoptr(GString) key = g_string_new(NULL);
    for (const char *c = plain; *c != '\0' && key->len < max; c++)
        if (g_ascii_isalnum(*c))
            g_string_append_c(key, g_ascii_tolower(*c));
        else if (key->len > 0 && key->str[key->len - 1] != '-')
            g_string_append_c(key, '-');
    while (key->len > 0 && key->str[key->len - 1] == '-')
        g_string_truncate(key, key->len - 1);
    return arena_strndup(arena, key->str, key->len);
}

struct TextCollator {
    UCollator *order;
};

TextCollator *text_collator_new(Language language) {
    UErrorCode status = U_ZERO_ERROR;
    UCollator *order = ucol_open(language_tag(language), &status);
    if (U_FAILURE(status))
        g_error("ICU has no collation for %s: %s", language_tag(language), u_errorName(status));
    TextCollator *collator = g_new0(TextCollator, 1);
    collator->order = order;
    return collator;
}

void text_collator_free(TextCollator *collator) {
    if (collator == NULL)
        return;
    ucol_close(collator->order);
    g_free(collator);
}

int text_compare_bytes(const TextCollator *collator, const char *a, int size_a, const char *b,
                       int size_b) {
    UErrorCode status = U_ZERO_ERROR;
    return (int)ucol_strcollUTF8(collator->order, a, size_a, b, size_b, &status);
}

int text_compare(const TextCollator *collator, const char *a, const char *b) {
    return text_compare_bytes(collator, a, -1, b, -1);
}
