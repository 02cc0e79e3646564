#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "db/db.h"

/* A link in a letter that opens one thing for one office, for whoever has it, without login. It may
 * be forwarded. It has no date of its own: whoever owns the kind says when its time is over, and
 * answers with a page that says so. Routes of such links are /:collab/confirm/:token and
 * /:collab/answer/:token with MAY_USE_TASK_LINK, and guard their address
 * (response_guard_address()). */
typedef enum { TASK_ANSWER, TASK_CONFIRMATION, N_TASK_KINDS } TaskKind;

typedef struct TaskLink {
    Id id, collaboration;
    TaskKind kind;
    Id subject;        /* the round */
    Id element;        /* the office or party it is for */
    Id person;         /* whom the letter went to, or none */
    const char *email; /* where the letter went; NULL when the person has been erased */
    const char *token; /* TOKEN_LENGTH characters (services/auth/tokens.h) */
    Instant created_at;
} TaskLink;

/* Makes one of collaboration, kind, subject, element, person and email, in the caller's db_write().
 * *ret_token is for the letter: only its SHA-256 is stored. Earlier links go on. */
bool task_link_make(Db *db, Arena *arena, const TaskLink *link, Instant now, const char **ret_token,
                    GError **error);

/* "answer", "confirmation": also the kind of its letters. */
const char *task_kind_name(TaskKind kind);

/* "https://samsyn.example.se/jonkoping/confirm/…"; `site`: the request's origin, or "" for a path.
 */
const char *task_link_url(Arena *arena, const char *site, const char *collaboration_name,
                          TaskKind kind, const char *token);

/* `wanted`: collaboration, kind and token. ERROR_NOT_FOUND, with the same sentence, for a token
 * that is malformed or unknown, of another kind or collaboration, or ended. One statement. */
bool task_link_find(Db *db, Arena *arena, const TaskLink *wanted, TaskLink *ret, GError **error);

/* The latest one with an address that goes on, of a collaboration, kind, subject and element; its
 * email is NULL when there is none. */
bool task_link_latest(Db *db, Arena *arena, const TaskLink *like, TaskLink *ret, GError **error);

/* Ends it; one that is over, or not there, is no error. In the caller's db_write(). */
bool task_link_end(Db *db, Id collaboration, Id link, Instant now, GError **error);

/* Ends all of a collaboration, kind, subject and element (none: every element), in the caller's
 * db_write(). */
bool task_links_end(Db *db, const TaskLink *like, Instant now, GError **error);

/* Ends those that were sent to a person, but for `kept` (none: all), in the caller's db_write(). */
bool task_links_end_of_person(Db *db, Id collaboration, Id person, Id kept, Instant now,
                              GError **error);
