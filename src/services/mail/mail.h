#pragma once
#include "db/db.h"
#include "services/jobs/worker.h"
#include "services/mail/letter.h"
#include "services/mail/mailer.h"

/* The outbox: letters are rows until the worker sends them. */

/* Writes the letter and the job that sends it within the caller's db_write(), so that nothing is
 * sent for a change that was rolled back. ERROR_INVALID as letter_check(). In a demonstration the
 * letter is kept and never sent. ret_id may be NULL. */
bool mail_add(Db *db, const Letter *letter, Id *ret_id, GError **error);

/* The job of sending one letter; its context is a Mailer, or NULL where none is set up.
 *
 * What is promised: a letter that was added is sent, or its row says why not. While the server
 * does not answer, or answers 4xx, it is tried for four days (worker.h says how often). When the
 * server answers 5xx, or the days have passed, the letter is "bounced" with the latest answer. Just
 * before the last bytes are given to the server the row becomes "handed". Whatever dies before
 * that, the letter is sent later, once. If the server's answer is lost after that, nobody knows
 * whether the letter arrived: it becomes "unknown" and is not sent again, unless a person asks for
 * it; then it has the same Message-ID. */
bool mail_send(JobRun *run, GError **error);
#define MAIL_JOB "letter"
#define MAIL_ATTEMPTS_MAX 100

typedef struct OutboxLetter {
    Id id;
    const char *kind, *to_name, *to_email, *subject;
    const char *text, *html; /* letters_list() does not read them; "" when sent */
    const char *state;  /* "waiting", "handed", "sent", "bounced", "expired", "unknown", "kept" */
    const char *answer; /* the server's, or "" */
    bool may_go_again;  /* it has not arrived as far as is known, and nobody is sending it */
    Instant created_at, expires_at, finished_at;
} OutboxLetter;

/* Newest first. One statement. */
bool letters_list(Db *db, Arena *arena, const OutboxLetter **ret, size_t *ret_n, GError **error);
/* ERROR_NOT_FOUND. Of a letter to somebody with protected identity neither name, address nor text is
 * told, here and above. */
bool letter_get(Db *db, Arena *arena, Id id, OutboxLetter *ret, GError **error);

/* Sends one that may_go_again once more: it bounced, its fate is not known, or its job was
 * cancelled. ERROR_CONFLICT for any other. */
bool letter_send_again(Db *db, Id id, Instant now, GError **error);

/* Letters are forgotten so long after they were sent or given up. */
#define LETTER_KEPT_SECONDS ((int64_t)90 * 86400)
