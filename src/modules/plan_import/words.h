#pragma once
#include "base/arena.h"

#include <stdbool.h>

/* What a piece of text looks like, whatever it says. Texts are trimmed UTF-8, not folded, unless
 * said. */

/* The years 1990-2099 in a text: "2021-2023", "2021–23" and "2021 och 2022" have two, a date none.
 */
typedef struct YearsIn {
    int n, first, last; /* the first and the last that are mentioned; 0 when n is 0 */
} YearsIn;
YearsIn years_in(const char *text);

/* "Ej fastställt", "Inget planerat", "Inga aktiviteter beslutade ännu", "–": that there is nothing.
 */
bool says_nothing_planned(const char *text);

/* An amount: "1 143", "-60", "12,5 tkr", "1 200 000 kr", "45 %". A lone dash is none. */
bool is_amount(const char *text);

/* "3", "Sida 3", "Sid 3 (12)", "3/12": at most three digits, so a year is none. */
bool is_page_number(const char *text);

/* Running text: long, or several words that end with a full stop. */
bool is_sentence(const char *text);

/* Short, begins with a capital or a digit, does not end as a sentence does. */
bool is_heading_like(const char *text);

bool starts_lower(const char *text);

/* In capitals: two letters at least and none of them small. */
bool is_capitals(const char *text);

/* Ends as if more were to come: with a comma, a hyphen, an open bracket, or a word like "och",
 * "för", "i". */
bool ends_open(const char *text);

/* Ends with . ! ? : or such behind a bracket or quotation mark. */
bool ends_finished(const char *text);

/* Past a list mark: "• ", "- ", "– ", "* ", "o ". The text itself when it has none. */
const char *past_bullet(const char *text);

/* Without what stands in brackets and without "forts.": what a heading is about. */
char *without_brackets(Arena *arena, const char *text);
char *without_continued(Arena *arena, const char *text);

/* The name without white space at either end, line breaks inside made spaces. */
char *on_one_line(Arena *arena, const char *text);

/* Goes on with a text that a page break cut: with a space between, or without one where a hyphen
 * divided a word
 * ("hand-" + "läggare"). A hyphen that belongs to the word stays ("PFAS-" + "förorening", "hälso-"
 * + "och sjukvård"). Returns whether a hyphen was taken away. Either part may be empty. */
bool join_onto(GString *above, const char *below);

/* Cut for showing in a warning. */
char *shortened(Arena *arena, const char *text);
