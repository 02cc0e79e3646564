#include "modules/activities/words.h"

#include "base/text.h"

#include <glib.h>
#include <string.h>

static bool is_invisible(gunichar c) {
    return c == 0x00AD || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

static bool goes_on(const char *at, bool digits) {
    gunichar c = g_utf8_get_char(at);
    return is_invisible(c) || (g_unichar_isalnum(c) && (bool)g_ascii_isdigit((gchar)*at) == digits);
}

static const char *folded_word(Arena *arena, const char *start, const char *end) {
    char *plain = arena_alloc(arena, (size_t)(end - start) + 1), *to = plain;
    for (const char *c = start, *next; c < end; c = next) {
        next = g_utf8_next_char(c);
        if (is_invisible(g_utf8_get_char(c)))
            continue;
        memcpy(to, c, (size_t)(next - c));
        to += next - c;
    }
    return text_fold(arena, plain);
}

Words words_of(Arena *arena, const char *text) {
    size_t capacity = MIN(strlen(text) / 2 + 1, (size_t)WORDS_MAX), n = 0;
    Word *items = ARENA_ARRAY(arena, Word, capacity);
    for (const char *c = text; *c != '\0' && n < capacity;) {
        if (!g_unichar_isalnum(g_utf8_get_char(c))) {
            c = g_utf8_next_char(c);
            continue;
        }
        const char *end = c;
        bool digits = g_ascii_isdigit(*c);
        while (*end != '\0' && goes_on(end, digits))
            end = g_utf8_next_char(end);
        items[n++] = (Word){folded_word(arena, c, end), (size_t)(c - text), (size_t)(end - text)};
        c = end;
    }
    return (Words){text, items, n};
}

const char *word_at(const Words *words, size_t i) {
    return i < words->n ? words->items[i].folded : "";
}

char *words_text(Arena *arena, const Words *words, size_t first, size_t last) {
    size_t start = words->items[first].start;
    return arena_strndup(arena, words->text + start, words->items[last].end - start);
}

typedef bool (*Fits)(const char *word, const char *item, size_t length);

static bool is_same(const char *word, const char *item, size_t length) {
    return strlen(word) == length && memcmp(word, item, length) == 0;
}

static bool is_beginning(const char *word, const char *item, size_t length) {
    return strncmp(word, item, length) == 0;
}

static bool is_ending(const char *word, const char *item, size_t length) {
    size_t size = strlen(word);
    return size >= length && memcmp(word + size - length, item, length) == 0;
}

static bool fits_one(const char *word, const char *list, Fits fits) {
    if (word[0] == '\0')
        return false;
    for (const char *item = list; *item != '\0';) {
        size_t length = strcspn(item, " ");
        if (fits(word, item, length))
            return true;
        item += length + (item[length] == ' ');
    }
    return false;
}

bool word_in(const char *word, const char *list) {
    return fits_one(word, list, is_same);
}

bool word_starts(const char *word, const char *beginnings) {
    return fits_one(word, beginnings, is_beginning);
}

bool word_ends(const char *word, const char *endings) {
    return fits_one(word, endings, is_ending);
}

static int small_number(const char *word) {
    static const char *const names[] = {"noll",   "en",     "två",     "tre",     "fyra",
                                        "fem",    "sex",    "sju",     "åtta",    "nio",
                                        "tio",    "elva",   "tolv",    "tretton", "fjorton",
                                        "femton", "sexton", "sjutton", "arton",   "nitton"};
    if (strcmp(word, "ett") == 0)
        return 1;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(word, names[i]) == 0)
            return (int)i;
    return -1;
}

int word_number(const char *word) {
    static const char *const tens[] = {"tjugo",  "trettio", "fyrtio", "femtio",
                                       "sextio", "sjuttio", "åttio",  "nittio"};
    if (g_ascii_isdigit(word[0]))
        return strlen(word) <= 4 ? (int)g_ascii_strtoll(word, NULL, 10) : -1;
    for (size_t i = 0; i < G_N_ELEMENTS(tens); i++) {
        if (!g_str_has_prefix(word, tens[i]))
            continue;
        const char *rest = word + strlen(tens[i]);
        int ones = rest[0] == '\0' ? 0 : small_number(rest);
        return ones < 0 || ones > 9 ? -1 : (int)(i + 2) * 10 + ones;
    }
    if (strcmp(word, "hundra") == 0)
        return 100;
    return small_number(word);
}

int word_ordinal(const char *word) {
    static const char *const names[] = {"första", "andra",  "tredje",  "fjärde", "femte",
                                        "sjätte", "sjunde", "åttonde", "nionde", "tionde"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(word, names[i]) == 0)
            return (int)i + 1;
    int number = g_ascii_isdigit(word[0]) ? word_number(word) : 0;
    return number >= 1 && number <= 10 ? number : 0;
}

bool word_joined_by(const Words *words, size_t i, const char *sign) {
    if (i >= words->n || i + 1 >= words->n)
        return false;
    size_t between = words->items[i + 1].start - words->items[i].end;
    return between == strlen(sign) && memcmp(words->text + words->items[i].end, sign, between) == 0;
}

const char *text_shortened(Arena *arena, const char *text, size_t max) {
    if (text_length(text) <= max)
        return text;
    const char *end = g_utf8_offset_to_pointer(text, (glong)max - 2);
    const char *space = g_strrstr_len(text, end - text, " ");
    const char *cut = space != NULL && space > text ? space : end;
    return arena_printf(arena, "%.*s …", (int)(cut - text), text);
}
