#include "formats/pdf_hyphen.h"

#include <stdbool.h>
#include <string.h>

#define SOFT_HYPHEN "\xC2\xAD"
#define ZERO_WIDTH_SPACE "\xE2\x80\x8B"
#define LETTERS_BEFORE 3
#define LETTERS_AFTER 4

static bool is_vowel(gunichar c) {
    static const gunichar vowels[] = {'a',  'e',  'i',  'o',  'u',  'y',  0xE5, 0xE4,
                                      0xF6, 0xE9, 0xE8, 0xE0, 0xFC, 0xE6, 0xF8};
    c = g_unichar_tolower(c);
    for (size_t i = 0; i < G_N_ELEMENTS(vowels); i++)
        if (c == vowels[i])
            return true;
    return false;
}

static bool is_consonant(gunichar c) {
    return g_unichar_isalpha(c) && !is_vowel(c);
}

/* Two consonants that begin a syllable together. */
static bool are_together(gunichar first, gunichar second) {
    static const struct {
        char second;
        const char *first;
    } pairs[] = {{'j', "stk"}, {'h', "cspt"}, {'l', "bfgkp"}, {'r', "bdfgkptv"}};
    first = g_unichar_tolower(first);
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
        if (g_unichar_tolower(second) == (gunichar)pairs[i].second)
            return first < 0x80 && strchr(pairs[i].first, (int)first) != NULL;
    return false;
}

/* true when letter `i` may begin the next line. */
static bool may_begin_line(const gunichar *letters, long i) {
    if (!is_consonant(letters[i]) || !g_unichar_isalpha(letters[i - 1]))
        return false;
    if (is_vowel(letters[i + 1]))
        return !are_together(letters[i - 1], letters[i]);
    return are_together(letters[i], letters[i + 1]) && is_vowel(letters[i + 2]);
}

/* The letters of a word, without the punctuation around it. */
typedef struct Core {
    long begin, end;
    bool is_word; /* nothing but letters */
} Core;

static Core core_of(const gunichar *letters, long n_letters) {
    Core core = {.end = n_letters, .is_word = true};
    while (core.begin < core.end && g_unichar_ispunct(letters[core.begin]))
        core.begin++;
    while (core.end > core.begin && g_unichar_ispunct(letters[core.end - 1]))
        core.end--;
    for (long i = core.begin; i < core.end; i++)
        core.is_word = core.is_word && g_unichar_isalpha(letters[i]);
    return core;
}

/* What stands before letter `i` when the word is divided there; "" where it is not. */
static const char *divider(const gunichar *letters, const Core *core, long i) {
    if (i <= core->begin || i >= core->end)
        return "";
    if (!core->is_word)
        return g_unichar_ispunct(letters[i - 1]) ? ZERO_WIDTH_SPACE : "";
    bool inside = i >= core->begin + LETTERS_BEFORE && i + LETTERS_AFTER <= core->end;
    return inside && may_begin_line(letters, i) ? SOFT_HYPHEN : "";
}

char *hyphenate_word(Arena *arena, const char *word, size_t length) {
    long n_letters;
    g_autofree gunichar *letters = g_utf8_to_ucs4_fast(word, (glong)length, &n_letters);
    Core core = core_of(letters, n_letters);
    char *divided = arena_alloc(arena, 4 * length + 1), *end = divided;
    for (long i = 0; i < n_letters; i++) {
        end = g_stpcpy(end, divider(letters, &core, i));
        end += g_unichar_to_utf8(letters[i], end);
    }
    return divided;
}
