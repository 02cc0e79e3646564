#pragma once
#include "base/arena.h"

#include <stddef.h>

/* Two texts word by word. */
typedef enum { PART_SAME, PART_REMOVED, PART_ADDED } TextPartKind;

/* Some words with the white space after them. */
typedef struct TextPart {
    TextPartKind kind;
    const char *text;
} TextPart;

typedef struct TextParts {
    const TextPart *rows;
    size_t n;
} TextParts;

/* The longest common subsequence of words; the parts that are not added make `before`, those that
 * are not removed make `after`. Texts of more than WORD_DIFFERENCE_MAX words each are one part
 * removed and one added. */
#define WORD_DIFFERENCE_MAX 1200
TextParts word_difference(Arena *arena, const char *before, const char *after);
