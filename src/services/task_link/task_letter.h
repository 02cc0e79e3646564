#pragma once
#include "services/mail/letter.h"
#include "services/task_link/task_link.h"

/* A letter to one person with a link of its own to the task. */
typedef struct TaskLetter {
    const TaskLink *link; /* its person may be none; id and token are not read */
    const char *to_name;
    const char *site, *collaboration_name; /* as task_link_url() */
    Date today, last_on;                   /* the letter is of no use after the last day */
    Instant now;
    /* Writes subject, paragraphs, label of the action, afterwards and reason in the language
     * spoken, which is the person's, where an account has chosen one. */
    void (*write)(Arena *arena, const void *data, Letter *letter);
    const void *data;
} TaskLetter;

/* Makes the link and writes the letter, in the caller's db_write(). ERROR_INVALID as
 * letter_check(). */
bool task_letter_send(Db *db, Arena *arena, const TaskLetter *letter, GError **error);
