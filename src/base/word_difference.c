#include "base/word_difference.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    const char *start;
    size_t length; /* with the white space after it */
} Word;

typedef struct {
    Word *items;
    size_t n;
} Words;

static bool is_space(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t';
}

static Words words_of(Arena *arena, const char *text) {
    Words words = {ARENA_ARRAY(arena, Word, strlen(text) + 1), 0};
    for (const char *at = text; *at != '\0';) {
        const char *end = at;
        while (*end != '\0' && !is_space(*end))
            end++;
        while (is_space(*end))
            end++;
        words.items[words.n++] = (Word){at, (size_t)(end - at)};
        at = end;
    }
    return words;
}

static bool same_word(Word a, Word b) {
    return a.length == b.length && memcmp(a.start, b.start, a.length) == 0;
}

typedef struct {
    Arena *arena;
    TextPart *rows;
    size_t n;
} Parts;

/* Words of a kind that follow each other in their text become one part. */
static void add(Parts *parts, TextPartKind kind, const char *start, size_t length) {
    TextPart *last = parts->n == 0 ? NULL : &parts->rows[parts->n - 1];
    const char *text = arena_strndup(parts->arena, start, length);
    if (length == 0)
        return;
    if (last != NULL && last->kind == kind)
        last->text = arena_printf(parts->arena, "%s%s", last->text, text);
    else
        parts->rows[parts->n++] = (TextPart){kind, text};
}

/* common[i][j]: how many words after[j…] and before[i…] share in order. */
static uint16_t *common_lengths(Arena *arena, Words before, Words after) {
    size_t width = after.n + 1;
    uint16_t *common = ARENA_ARRAY(arena, uint16_t, arena_checked_size(before.n + 1, width));
    for (size_t i = before.n; i-- > 0;)
        for (size_t j = after.n; j-- > 0;)
            common[i * width + j] =
                same_word(before.items[i], after.items[j])
                    ? (uint16_t)(common[(i + 1) * width + j + 1] + 1)
                    : MAX(common[(i + 1) * width + j], common[i * width + j + 1]);
    return common;
}

static void walk(Parts *parts, Words before, Words after) {
    const uint16_t *common = common_lengths(parts->arena, before, after);
    size_t width = after.n + 1, i = 0, j = 0;
    while (i < before.n || j < after.n) {
        if (i < before.n && j < after.n && same_word(before.items[i], after.items[j])) {
            add(parts, PART_SAME, before.items[i].start, before.items[i].length);
            i++, j++;
        } else if (j == after.n ||
                   (i < before.n && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
            add(parts, PART_REMOVED, before.items[i].start, before.items[i].length);
            i++;
        } else {
            add(parts, PART_ADDED, after.items[j].start, after.items[j].length);
            j++;
        }
    }
}

TextParts word_difference(Arena *arena, const char *before, const char *after) {
    Words old = words_of(arena, before), new = words_of(arena, after);
    Parts parts = {arena, ARENA_ARRAY(arena, TextPart, MAX(old.n + new.n, 2)), 0};
    if (old.n <= WORD_DIFFERENCE_MAX && new.n <= WORD_DIFFERENCE_MAX) {
        walk(&parts, old, new);
    } else {
        add(&parts, PART_REMOVED, before, strlen(before));
        add(&parts, PART_ADDED, after, strlen(after));
    }
    return (TextParts){parts.rows, parts.n};
}
