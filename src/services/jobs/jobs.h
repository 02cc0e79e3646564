#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "db/db.h"

/* Durable work: a row that some process takes, runs and finishes (worker.h). Whoever asks for it
 * writes the row in the transaction of the change that it belongs to. */

typedef struct NewJob {
    const char *kind;    /* a JobKind's name */
    const char *title;   /* for people: "Brev till Anna Exempel"; cut after JOB_TITLE_MAX */
    Id account, subject; /* each may be none */
    const char *payload; /* what the kind needs to know, or NULL; gone when done */
    Instant now, due_at; /* due_at none = at once */
} NewJob;

/* Writes the row within the caller's db_write() and wakes this process's worker. ret_id may be
 * NULL. */
bool job_add(Db *db, const NewJob *job, Id *ret_id, GError **error);

typedef struct Job {
    Id id, account, subject;
    const char *kind, *title, *payload;
    const char *state;        /* "waiting", "running", "done", "failed", "cancelled" */
    const char *account_name; /* who asked, or NULL */
    const char *sentence;     /* what it is doing, or "" */
    const char *outcome;      /* the result, or what went wrong at the latest attempt, or "" */
    int64_t attempts;
    int64_t done, total; /* total 0 = not known */
    Instant created_at, changed_at, due_at;
} Job;

/* ERROR_NOT_FOUND when there is none. */
bool job_get(Db *db, Arena *arena, Id id, Job *ret, GError **error);

/* All that are not forgotten, newest first. One statement. */
bool jobs_list(Db *db, Arena *arena, const Job **ret, size_t *ret_n, GError **error);

/* Runs a failed one again, or a waiting one at once, with all its attempts left. ERROR_CONFLICT in
 * another state. */
bool job_retry(Db *db, Id id, Instant now, GError **error);

/* A waiting one is never run; a running one is stopped at its next sign of life, and can save
 * nothing more. ERROR_CONFLICT when it is finished. */
bool job_cancel(Db *db, Id id, Instant now, GError **error);

#define JOB_TITLE_MAX 200
#define JOB_SENTENCE_MAX 500
#define JOB_OUTCOME_MAX 2000
#define JOB_PAYLOAD_MAX 10000
