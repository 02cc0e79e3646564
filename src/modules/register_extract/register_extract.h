#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "db/db.h"

/* Everything that the database holds about a person, as far as one collaboration and the account
 * reach (the data protection regulation, article 15): also where texts say the person's name. Of
 * secrets only that there are such. */

typedef struct ExtractSubject {
    Id collaboration;
    Id person, account;       /* either may be none */
    const char *name, *email; /* email: NULL when not known */
    bool is_own;              /* who asks is the person: drafts are named */
} ExtractSubject;

#define EXTRACT_TEXTS 4

typedef struct ExtractLine {
    Instant at;                       /* or none */
    const char *texts[EXTRACT_TEXTS]; /* "" where there is nothing */
} ExtractLine;

typedef struct ExtractPart {
    const char *key, *title, *why;       /* "posts"; msgids */
    const char *headings[EXTRACT_TEXTS]; /* msgids, NULL beyond the last */
    const char *keys[EXTRACT_TEXTS];     /* of the texts in JSON */
    const char *moment;                  /* msgid: what `at` is, or NULL */
    const ExtractLine *lines;
    size_t n;
} ExtractPart;

typedef struct Extract {
    const ExtractSubject *subject;
    const ExtractPart *parts; /* also those without lines: that there is nothing is an answer */
    size_t n;
} Extract;

/* The account of a person, or none. */
bool extract_account(Db *db, Arena *arena, Id collaboration, Id person, Id *ret, GError **error);

/* The address, or NULL where it is of an account other than this one (none: of any). */
bool extract_own_email(Db *db, Arena *arena, const char *email, Id account, const char **ret,
                       GError **error);

bool extract_make(Db *db, Arena *arena, const ExtractSubject *subject, Extract *ret,
                  GError **error);
