#pragma once
#include "base/arena.h"

/* The word with soft hyphens (U+00AD) where it may be divided, by the rule that one consonant goes
 * to the next line (Svenska skrivregler, "enkonsonantsprincipen"): at least three letters before
 * and four after; consonants that begin a syllable together (sj, ch, pl, tr …) are kept together,
 * and punctuation around the word stays with it. What is no word, such as an address, may instead
 * be broken after punctuation (U+200B). Meant for words that do not fit on a line of their own; no
 * dictionary. `length` in bytes of valid UTF-8. */
char *hyphenate_word(Arena *arena, const char *word, size_t length);
