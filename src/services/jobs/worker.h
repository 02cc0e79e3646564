#pragma once
#include "db/pool.h"
#include "services/jobs/jobs.h"

/* What a process runs of the jobs in the database.
 *
 * One attempt at a time has a job, however many processes there are. The one that has it gives a
 * sign of life every JOB_BEAT_SECONDS; another process that has seen none for JOB_LEASE_SECONDS, by
 * its own steady clock, takes the job over. So a clock that is set forward or back runs nothing
 * twice. An attempt that has lost its job (it was cancelled, or slept longer than its lease) can
 * write nothing more through the calls below: they fail with ERROR_CONFLICT. */

#define JOB_BEAT_SECONDS 15
#define JOB_LEASE_SECONDS 60

/* Between failed attempts: 30 s, then twice as long each time, at most an hour. */
#define JOB_WAIT_FIRST_SECONDS 30
#define JOB_WAIT_MAX_SECONDS 3600

/* What is finished is kept so long. */
#define JOB_KEPT_SECONDS (30 * 86400)

typedef struct JobRun {
    Job job;
    Db *db;
    Arena *arena;  /* of this attempt */
    void *context; /* WorkerOptions.context */
    Instant now;
    int64_t run;
    bool is_finished;
    const struct Worker *worker;
} JobRun;

/* Does the work. ERROR_UNAVAILABLE, ERROR_FULL and ERROR_INTERNAL are tried again, up to
 * attempts_max; any other error ends the job as failed, with the message as its outcome. It may be
 * run again after having died half-way, so it writes what it has done in the same db_write() as
 * job_finish(). */
typedef bool (*JobWork)(JobRun *run, GError **error);

typedef struct JobKind {
    const char *name;
    JobWork work;
    int attempts_max;
} JobKind;

/* Says how far the work is and asks whether it is still wanted: ERROR_CONFLICT when it is not,
 * ERROR_UNAVAILABLE when the process is about to stop (the attempt is then not counted). Outside
 * db_write(). `sentence` may be NULL. */
bool job_progress(JobRun *run, int64_t done, int64_t total, const char *sentence, GError **error);

/* Fails with ERROR_CONFLICT, and with it the caller's transaction, unless the job is still ours. */
bool job_hold(const JobRun *run, Db *db, GError **error);

/* Done, with a result for people (or NULL), in the caller's transaction. Work that has nothing to
 * save may leave this to the worker. */
bool job_finish(JobRun *run, Db *db, const char *result, GError **error);

typedef struct Worker Worker;
typedef struct WorkerOptions {
    const JobKind *kinds; /* ended by {0}; must outlive the worker */
    void *context;
    Instant (*clock)(void *data);  /* NULL = the machine's */
    int64_t (*steady)(void *data); /* seconds, never set; NULL = the machine's */
    void *clock_data;
} WorkerOptions;

/* The caller owns the worker. */
Worker *worker_new(const WorkerOptions *options);
void worker_free(Worker *worker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Worker, worker_free)

/* Runs at most one job that is due or has been left behind. `*ret_ran` false: there was none. */
bool worker_step(Worker *worker, Db *db, bool *ret_ran, GError **error);

/* Runs jobs from a thread of its own until worker_stop(), which waits for the one that runs. `pool`
 * must outlive the threads. */
void worker_start(Worker *worker, DbPool *pool);
void worker_stop(Worker *worker);

/* True when the process is about to stop: for work that waits for others. */
bool job_is_stopping(const JobRun *run);

/* How long to wait before the attempt after `attempts` failed ones, in seconds. */
int64_t job_wait_seconds(int64_t attempts);
