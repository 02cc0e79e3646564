#pragma once
#include <stdbool.h>

/* How many guesses, as a power of two, a password must withstand: what guesses by dictionary would
 * reach against its hash. */
#define PASSWORD_BITS_MIN 30

/* Whether a password is among the first that somebody would try: common ones, words, names and
 * dates, keys beside each other, what repeats, with the usual endings and letters swapped for
 * digits. `about`, ended by NULL: what is known of the person (name, address), whose words are
 * guessed first, as are those of password_words. */
bool password_is_guessable(const char *password, const char *const *about);

/* The words of this place and language that are guessed before others, ended by NULL. */
extern const char *const password_words[];
