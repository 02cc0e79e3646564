#pragma once
#include "base/arena.h"
#include "base/language.h"

#include <stdbool.h>
#include <stddef.h>

/* Text is UTF-8 that ends with NUL. What comes from outside is checked with text_valid() once, at
 * the border; everything below may then rely on it. NULL as text gives NULL back. */

/* true if the bytes are well-formed UTF-8 without NUL. */
bool text_valid(const char *bytes, size_t size);

/* Without white space at both ends: spaces of every width, no-break space, tab, line ends,
 * zero-width space and byte order mark. */
char *text_trim(Arena *arena, const char *text);

/* As text_trim(), and every run of white space inside, line ends too, becomes one space. */
char *text_collapse(Arena *arena, const char *text);

/* true for text that reads as one line from left to right: without control characters, line ends of
 * any kind and what turns the direction of writing (U+202A to U+202E, U+2066 to U+2069), by which a
 * name can look like another. */
bool text_is_line(const char *text);

/* true if there is nothing but white space, or NULL. */
bool text_is_blank(const char *text);

/* Characters (code points), not bytes; NULL has none. */
size_t text_length(const char *text);

/* The text, or where it is longer its first `max` characters. NULL stays NULL. */
char *text_cut(Arena *arena, const char *text, size_t max);

/* Fails with ERROR_INVALID when `text` has more than `max` characters; `what` opens the sentence:
 * "Titeln" → "Titeln får ha högst 200 tecken, men har 213." */
bool text_within(const char *what, const char *text, size_t max, GError **error);

/* With composed letters (NFC): "a" and "¨" as "ä". Marks that follow on thirty others on one letter
 * are left out, since putting marks in order takes the square of their number (UAX #15 section 13).
 */
char *text_composed(Arena *arena, const char *text);

/* For searching and for telling whether two names are the same: compatibility forms resolved, case
 * folded, accents taken off (é = e, ü = u), while å, ä and ö stay letters of their own (and ø = ö,
 * æ = ä, as in Swedish order). "Ö-MILJÖ  René" → "ö-miljö  rene". */
char *text_fold(Arena *arena, const char *text);

/* A name as a key in addresses, of a-z, 0-9 and single hyphens, at most `max` characters: "Miljö-
 * och byggnämnden i Åmål" → "miljo-och-byggnamnden-i-amal". "" when nothing is left. */
char *text_key(Arena *arena, const char *text, size_t max);

/* The order of a language by ICU. Swedish: å ä ö last, v and w apart, accents only to break ties;
 * English: å and ä as a, ö as o.
 * Comparing may be done from several threads with one collator. */
typedef struct TextCollator TextCollator;
TextCollator *text_collator_new(Language language);
void text_collator_free(TextCollator *collator);

/* <0, 0, >0 as strcmp; 0 only for equal texts or texts that the order cannot tell apart. */
int text_compare(const TextCollator *collator, const char *a, const char *b);
int text_compare_bytes(const TextCollator *collator, const char *a, int size_a, const char *b,
                       int size_b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextCollator, text_collator_free)
