#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "db/db.h"

/* The log of all changes, read page by page: who did what to which row, when, what it said before
 * and after. A collaboration's own, or the installation's: what belongs to no collaboration. */

typedef struct LogFilter {
    Id collaboration;  /* none: the installation's */
    Id account;        /* none: everybody's */
    const char *noun;  /* "plan": plan.adopt, plan.publish …; NULL: everything */
    Date since, until; /* days in Stockholm, both with the day itself; none: no end */
    Id subject;        /* the row, or what the row belongs to; none: every row */
} LogFilter;

typedef struct LogEntry {
    Id id, account, subject, parent;
    const char *account_name, *action, *field, *before, *after; /* NULL: none */
    const char *subject_name; /* what the row is called now, of a post its person; NULL: gone */
    Instant at, undone_at;
} LogEntry;

typedef struct LogEntries {
    const LogEntry *rows;
    size_t n;
    int64_t n_found; /* of all pages */
} LogEntries;

/* `count` entries, newest first, without the first `skip`. Two statements. */
bool log_read(Db *db, Arena *arena, const LogFilter *filter, int64_t count, int64_t skip,
              LogEntries *ret, GError **error);

/* Whoever has done anything there, by name. */
typedef struct LogPerson {
    Id account;
    const char *name;
} LogPerson;
bool log_people(Db *db, Arena *arena, Id collaboration, const LogPerson **ret, size_t *ret_n,
                GError **error);

/* "plan.adopt" → "Plan: fastställd" as a msgid; the action itself where it has no words. */
const char *log_action_words(const char *action);

/* The nouns that actions begin with, with their words as msgids; ends with {0}. */
typedef struct LogNoun {
    const char *noun, *word;
} LogNoun;
extern const LogNoun log_nouns[];
