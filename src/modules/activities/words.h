#pragma once
#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* Swedish prose taken apart, for those parts of activities that understand what people write. */

/* A word as text_fold() gives it, and the bytes of the text where it stands. */
typedef struct Word {
    const char *folded;
    size_t start, end;
} Word;

typedef struct Words {
    const char *text;
    const Word *items;
    size_t n;
} Words;

/* Words beyond this are not read: a cell of 5,000 characters has fewer. */
#define WORDS_MAX 2600

/* Runs of letters and runs of digits ("v12" is two words); soft hyphens do not part a word. `text`
 * is UTF-8 and must live as long as the words. */
Words words_of(Arena *arena, const char *text);

/* The folded word at `i`, "" before the first (i wrapped around) and after the last. */
const char *word_at(const Words *words, size_t i);

/* The text from one word's start to another's end. */
char *words_text(Arena *arena, const Words *words, size_t first, size_t last);

/* true if the word is one of those in `list`, which are separated by single spaces. */
bool word_in(const char *word, const char *list);
bool word_starts(const char *word, const char *beginnings);
bool word_ends(const char *word, const char *endings);

/* "12", "tolv", "ett", "tjugofem": 0-9999; -1 when it is no number. */
int word_number(const char *word);

/* "andra", "3" in "3:e": 1-10; 0 when it is none. */
int word_ordinal(const char *word);

/* true if the sign right after word `i` is `sign` and the next word follows it at once: "5/3". */
bool word_joined_by(const Words *words, size_t i, const char *sign);

/* The sentences of a text: parted at full stops (not those of "t.ex.", "ca." or "1."), exclamation
 * and question marks and at line ends, except where a line goes on in lower case. Bullets, numbers
 * of a list and the full stop are left out; empty ones too. At most SENTENCES_MAX; ret_more (may be
 * NULL) says whether there were more. */
#define SENTENCES_MAX 60
typedef struct Sentences {
    const char *items[SENTENCES_MAX];
    size_t n;
} Sentences;
const Sentences *sentences_of(Arena *arena, const char *text, bool *ret_more);

/* At most `max` characters of the text; a longer one is cut after a word and ends in " …". */
const char *text_shortened(Arena *arena, const char *text, size_t max);
