#pragma once
#include "services/task_link/task_link.h"

/* A fresh code for the step that a forwarded link must not take alone: six digits, mailed to the
 * contact person or head, who must be able to read that mail now. */
#define TASK_CODE_SECONDS (15 * 60)
#define TASK_CODE_TRIES 5
/* Codes for a link until one is right: a link that strays has a hundred guesses at a million codes,
 * however long it lives. */
#define TASK_CODES_PER_LINK 20

typedef struct TaskCodeLetter {
    const TaskLink *link;
    const char *to_name, *to_email;
    const char *what;    /* what the code is for, a sentence of the letter */
    const char *address; /* the client's, for throttling */
    Instant now;
} TaskCodeLetter;

/* Mails a new code, in place of the link's one before, in a db_write() of its own or the caller's.
 * An address gets at most five codes in a quarter of an hour, a client may ask for at most fifty,
 * and a link has TASK_CODES_PER_LINK (*ret_throttled: nothing was done). ERROR_INVALID as
 * letter_check(). */
bool task_code_send(Db *db, Arena *arena, const TaskCodeLetter *letter, bool *ret_throttled,
                    GError **error);

typedef enum {
    TASK_CODE_RIGHT,
    TASK_CODE_WRONG,
    TASK_CODE_OVER, /* too old, used, tried too often, or never sent: ask for a new one */
} TaskCodeOutcome;

typedef struct TaskCodeAnswer {
    TaskCodeOutcome outcome;
    const char *email; /* where a right code had gone */
} TaskCodeAnswer;

/* Uses up a right code and counts every try. Within the caller's db_write() what the code allows is
 * done or not done together with it; that one must succeed where the code was not right, so that
 * the try counts. `typed`: spaces are allowed; NULL is wrong. */
bool task_code_check(Db *db, Arena *arena, const TaskLink *link, const char *typed, Instant now,
                     TaskCodeAnswer *ret, GError **error);
