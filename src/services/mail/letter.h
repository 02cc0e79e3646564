#pragma once
#include "base/arena.h"
#include "base/types.h"

#include <glib.h>
#include <stdbool.h>

/* One letter to one person, described once in the language spoken meanwhile, which should be that
 * of account_language(): both its text and its HTML come from this. The HTML is tables with inline
 * styles only, which is what Outlook shows. */
typedef struct Letter {
    const char *kind;               /* "login-link": for lists */
    Id account;                     /* whom it is to, or none */
    const char *to_name, *to_email; /* to_name may be NULL */
    const char *subject;
    const char *const *paragraphs;         /* ended by NULL */
    const char *action_label, *action_url; /* the one thing to do, or NULL */
    const char *const *afterwards;         /* paragraphs below it, ended by NULL; or NULL */
    const char *reason;                    /* why one gets it: the small print */
    const char *unsubscribe_url;           /* https, where the kind may be declined; else NULL */
    Instant now, expires_at;               /* expires_at: of no use after this, or none */
} Letter;

#define LETTER_NAME_MAX 120
#define LETTER_SUBJECT_MAX 200
#define LETTER_TEXT_MAX 20000
#define LETTER_URL_MAX 2000

/* ERROR_INVALID unless the letter goes to exactly one address as email_valid() wants it, and name,
 * subject and addresses hold no control character that could begin another line, and all keep to
 * their limits. */
bool letter_check(const Letter *letter, GError **error);

char *letter_text(Arena *arena, const Letter *letter);
char *letter_html(Arena *arena, const Letter *letter);
