#include "modules/plan_import/spelling.h"

#include "base/similar.h"

#include <string.h>

#define WORD_LENGTH_MIN 8
#define WORD_BYTES_MAX 80
#define ENDING_BYTES 2 /* where inflections differ: "kommuner", "kommunen" */

struct Spelling {
    GHashTable *times; /* folded word → how many times */
};

static bool is_letter(gunichar letter) {
    return g_unichar_isalpha(letter);
}

/* Goes through the words of a text; `ret_end` is the end of the word that is returned, NULL after
 * the last. */
static const char *next_word(const char *at, const char **ret_end) {
    while (*at != '\0' && !is_letter(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    const char *end = at;
    while (*end != '\0' && is_letter(g_utf8_get_char(end)))
        end = g_utf8_next_char(end);
    *ret_end = end;
    return end == at ? NULL : at;
}

static bool is_long_enough(const char *word, size_t bytes) {
    return bytes <= WORD_BYTES_MAX && g_utf8_strlen(word, (gssize)bytes) >= WORD_LENGTH_MIN;
}

static void count(Spelling *spelling, const char *text) {
    g_autoptr(Arena) arena = arena_new();
    const char *at = similar_fold(arena, text), *end;
    for (const char *word = next_word(at, &end); word != NULL; word = next_word(end, &end)) {
        if (!is_long_enough(word, (size_t)(end - word)))
            continue;
        char *copy = g_strndup(word, (gsize)(end - word));
        size_t times = GPOINTER_TO_SIZE(g_hash_table_lookup(spelling->times, copy));
        g_hash_table_insert(spelling->times, copy, GSIZE_TO_POINTER(times + 1));
    }
}

Spelling *spelling_of(const Lines *lines) {
    Spelling *spelling = g_new0(Spelling, 1);
    spelling->times = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < lines->n; i++) {
        const Line *line = &lines->at[i];
        if (line->kind == LINE_TEXT)
            count(spelling, line->text);
        for (size_t k = 0; k < line->n_cells; k++)
            count(spelling, line->cells[k]);
    }
    return spelling;
}

void spelling_free(Spelling *spelling) {
    if (spelling == NULL)
        return;
    g_hash_table_unref(spelling->times);
    g_free(spelling);
}

static bool is_slip(const char *word, const char *other) {
    size_t a = strlen(word), b = strlen(other);
    if (MAX(a, b) - MIN(a, b) > 2 || strcmp(word + a - ENDING_BYTES, other + b - ENDING_BYTES) != 0)
        return false;
    if (g_str_has_prefix(word, other) || g_str_has_prefix(other, word))
        return false;
    return similar_distance(word, other, 1) == 1;
}

/* The most usual of the words that `word` can be a slip for; the first in order of letters among
 * equals. */
static const char *spelt_otherwise(const Spelling *spelling, const char *word) {
    size_t least = MAX(GPOINTER_TO_SIZE(g_hash_table_lookup(spelling->times, word)), 1), most = 0;
    const char *best = NULL;
    GHashTableIter iter;
    gpointer key, value;
    g_hash_table_iter_init(&iter, spelling->times);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        size_t times = GPOINTER_TO_SIZE(value);
        if (times < least || times < most || !is_slip(word, key))
            continue;
        if (times > most || strcmp(key, best) < 0)
            best = key;
        most = times;
    }
    return best;
}

static char *with_capital_of(Arena *arena, const char *word, const char *model) {
    if (!g_unichar_isupper(g_utf8_get_char(model)))
        return arena_strdup(arena, word);
    g_autofree char *first = g_utf8_substring(word, 0, 1);
    g_autofree char *capital = g_utf8_strup(first, -1);
    return arena_printf(arena, "%s%s", capital, word + strlen(first));
}

const char *spelling_meant(Arena *arena, const Spelling *spelling, const char *name) {
    const char *end;
    for (const char *at = next_word(name, &end); at != NULL; at = next_word(end, &end)) {
        if (!is_long_enough(at, (size_t)(end - at)))
            continue;
        const char *word = similar_fold(arena, arena_strndup(arena, at, (size_t)(end - at)));
        const char *other = strlen(word) <= ENDING_BYTES ? NULL : spelt_otherwise(spelling, word);
        if (other != NULL)
            return arena_printf(arena, "%.*s%s%s", (int)(at - name), name,
                                with_capital_of(arena, other, at), end);
    }
    return NULL;
}

static bool is_one_word(const Spelling *spelling, const char *a, const char *end_a, const char *b,
                        const char *end_b) {
    if (end_a + 1 != b || *end_a != ' ')
        return false;
    g_autoptr(Arena) arena = arena_new();
    const char *joined = arena_printf(arena, "%.*s%.*s", (int)(end_a - a), a, (int)(end_b - b), b);
    return g_hash_table_contains(spelling->times, similar_fold(arena, joined));
}

const char *spelling_undivided(Arena *arena, const Spelling *spelling, const char *text) {
    const char *end, *before = NULL, *end_before = NULL;
    for (const char *word = next_word(text, &end); word != NULL; word = next_word(end, &end)) {
        if (before != NULL && is_one_word(spelling, before, end_before, word, end))
            return arena_printf(arena, "%.*s%s", (int)(end_before - text), text, word);
        before = word;
        end_before = end;
    }
    return NULL;
}
