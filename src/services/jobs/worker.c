#include "services/jobs/worker.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "base/log.h"
#include "services/jobs/jobs_sql.h"
#include "services/jobs/wake.h"

#include <sodium.h>
#include <string.h>

#define POLL_MICROSECONDS ((int64_t)2 * G_USEC_PER_SEC)
#define POLL_FIRST_MICROSECONDS ((int64_t)5000)
#define CLOCK_SLACK_SECONDS 3600
#define FORGET_EVERY_SECONDS 3600

/* An attempt of some process, when its latest sign of life was first seen. */
typedef struct {
    int64_t run, beats, seen;
} Watched;

struct Worker {
    WorkerOptions options;
    GHashTable *watched; /* job id (int64_t *) → Watched * */
    int64_t watched_at, forgot_at;
    DbPool *pool;
    GThread *thread, *keeper;
    GMutex lock; /* of what follows */
    GCond changed;
    Id job; /* the one that runs, or none */
    int64_t run;
    bool stopping;
};

static Instant machine_clock(void *data) {
    (void)data;
    return instant_now();
}

static int64_t machine_steady(void *data) {
    (void)data;
    return g_get_monotonic_time() / G_USEC_PER_SEC;
}

static Instant now_of(const Worker *worker) {
    return worker->options.clock(worker->options.clock_data);
}

static int64_t steady_of(const Worker *worker) {
    return worker->options.steady(worker->options.clock_data);
}

Worker *worker_new(const WorkerOptions *options) {
    Worker *worker = g_new0(Worker, 1);
    worker->options = *options;
    if (options->clock == NULL)
        worker->options.clock = machine_clock;
    if (options->steady == NULL)
        worker->options.steady = machine_steady;
    worker->watched = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    worker->watched_at = worker->forgot_at = INT64_MIN / 2;
    g_mutex_init(&worker->lock);
    g_cond_init(&worker->changed);
    return worker;
}

void worker_free(Worker *worker) {
    if (worker == NULL)
        return;
    worker_stop(worker);
    g_hash_table_unref(worker->watched);
    g_cond_clear(&worker->changed);
    g_mutex_clear(&worker->lock);
    g_free(worker);
}

int64_t job_wait_seconds(int64_t attempts) {
    int64_t wait = JOB_WAIT_FIRST_SECONDS;
    for (int64_t i = 1; i < attempts && wait < JOB_WAIT_MAX_SECONDS; i++)
        wait *= 2;
    return MIN(wait, JOB_WAIT_MAX_SECONDS);
}

static const JobKind *kind_named(const Worker *worker, const char *name) {
    for (const JobKind *kind = worker->options.kinds; kind->name != NULL; kind++)
        if (strcmp(kind->name, name) == 0)
            return kind;
    return NULL;
}

static int64_t new_run(void) {
    uint64_t run;
    randombytes_buf(&run, sizeof run);
    return (int64_t)(run >> 1);
}

/* ---- what the running attempt may say ---- */

static bool is_stopping(Worker *worker) {
    g_mutex_lock(&worker->lock);
    bool stopping = worker->stopping;
    g_mutex_unlock(&worker->lock);
    return stopping;
}

bool job_is_stopping(const JobRun *run) {
    return is_stopping((Worker *)run->worker);
}

static bool still_ours(int64_t changes, GError **error) {
    return changes == 1 ||
           fail(error, ERROR_CONFLICT, "Jobbet är avbrutet, eller har tagits över av en annan.");
}

bool job_hold(const JobRun *run, Db *db, GError **error) {
    int64_t changes;
    return sql_job_beat(db, &(SqlJobBeatIn){.id = run->job.id, .run = run->run}, &changes, error) &&
           still_ours(changes, error);
}

static const char *within(Arena *arena, const char *text, glong max) {
    if (text == NULL || g_utf8_strlen(text, -1) <= max)
        return text == NULL ? "" : text;
    return arena_strndup(arena, text, (size_t)(g_utf8_offset_to_pointer(text, max) - text));
}

typedef struct {
    const JobRun *run;
    int64_t done, total;
    const char *sentence;
} Progress;

static bool write_progress(Db *db, void *data, GError **error) {
    const Progress *progress = data;
    int64_t changes;
    SqlJobProgressIn in = {.id = progress->run->job.id,
                           .run = progress->run->run,
                           .done = progress->done,
                           .total = progress->total,
                           .sentence = progress->sentence};
    return sql_job_progress(db, &in, &changes, error) && still_ours(changes, error);
}

bool job_progress(JobRun *run, int64_t done, int64_t total, const char *sentence, GError **error) {
    if (job_is_stopping(run))
        return fail(error, ERROR_UNAVAILABLE, "Servern startas om. Jobbet fortsätter efter det.");
    Progress progress = {run, done, total, within(run->arena, sentence, JOB_SENTENCE_MAX)};
    return db_write(run->db, write_progress, &progress, error);
}

typedef struct {
    const JobRun *run;
    const char *state, *outcome;
    Instant due_at;
    int64_t uncounted;
} Ending;

static bool write_ending(Db *db, void *data, GError **error) {
    const Ending *ending = data;
    const JobRun *run = ending->run;
    int64_t changes;
    SqlJobFinishIn in = {.id = run->job.id,
                         .run = run->run,
                         .state = ending->state,
                         .outcome = within(run->arena, ending->outcome, JOB_OUTCOME_MAX),
                         .due_at = ending->due_at,
                         .uncounted = ending->uncounted,
                         .now = now_of(run->worker)};
    return sql_job_finish(db, &in, &changes, error) && still_ours(changes, error);
}

bool job_finish(JobRun *run, Db *db, const char *result, GError **error) {
    Ending ending = {.run = run, .state = "done", .outcome = result, .due_at = run->now};
    run->is_finished = write_ending(db, &ending, error);
    return run->is_finished;
}

/* ---- one attempt ---- */

static bool is_passing(const GError *problem) {
    return problem->domain != SAMSYN_ERROR || error_is(problem, ERROR_UNAVAILABLE) ||
           error_is(problem, ERROR_FULL) || error_is(problem, ERROR_INTERNAL);
}

static Ending ending_of(const JobRun *run, const JobKind *kind, const GError *problem) {
    bool stopping = job_is_stopping(run) && error_is(problem, ERROR_UNAVAILABLE);
    bool again = is_passing(problem) && (stopping || run->job.attempts < kind->attempts_max);
    int64_t wait = !again || stopping ? 0 : job_wait_seconds(run->job.attempts);
    return (Ending){.run = run,
                    .state = again ? "waiting" : "failed",
                    .outcome = error_is_for_people(problem)
                                   ? problem->message
                                   : N_("Något gick fel hos oss. Se loggen."),
                    .due_at = {now_of(run->worker).seconds + wait},
                    .uncounted = stopping ? 1 : 0};
}

static void log_failure(const JobRun *run, const Ending *ending, const GError *problem) {
    log_event(strcmp(ending->state, "failed") == 0 ? LOG_ERROR : LOG_WARNING, "job",
              LOG_FIELDS({"name", run->job.kind, 0}, {"job", id_text(run->arena, run->job.id), 0},
                         {"attempts", NULL, run->job.attempts}, {"state", ending->state, 0},
                         {"error", problem->message, 0}));
}

/* What the work did stands or falls with its own transactions; here only the row is settled. A job
 * that is no longer ours has been settled by somebody else. */
static bool settle(JobRun *run, const JobKind *kind, const GError *problem, GError **error) {
    g_autoptr(GError) lost = NULL;
    Ending ending = {.run = run, .state = "done", .outcome = "", .due_at = run->now};
    if (problem == NULL && run->is_finished)
        return true;
    if (problem != NULL) {
        ending = ending_of(run, kind, problem);
        log_failure(run, &ending, problem);
    }
    if (db_write(run->db, write_ending, &ending, &lost) || error_is(lost, ERROR_CONFLICT))
        return true;
    g_propagate_error(error, g_steal_pointer(&lost));
    return false;
}

static void set_current(Worker *worker, Id job, int64_t run) {
    g_mutex_lock(&worker->lock);
    worker->job = job;
    worker->run = run;
    g_cond_broadcast(&worker->changed);
    g_mutex_unlock(&worker->lock);
}

static bool unknown_kind(JobRun *run, GError **error) {
    return fail(error, ERROR_UNAVAILABLE, "Den här versionen känner inte till jobb av sorten %s.",
                run->job.kind);
}

static bool left_too_often(JobRun *run, GError **error) {
    return fail(error, ERROR_CONFLICT, "Jobbet har avbrutits %ld gånger utan att bli klart.",
                (long)run->job.attempts - 1);
}

static bool run_job(JobRun *run, GError **error) {
    static const JobKind no_kind = {"", unknown_kind, 20};
    g_autoptr(GError) problem = NULL;
    const JobKind *kind = kind_named(run->worker, run->job.kind);
    kind = kind == NULL ? &no_kind : kind;
    JobWork work = run->job.attempts > kind->attempts_max ? left_too_often : kind->work;
    set_current((Worker *)run->worker, run->job.id, run->run);
    bool done = work(run, &problem);
    if (!done && problem == NULL)
        (void)fail(&problem, ERROR_INTERNAL, "%s: failed without an error", run->job.kind);
    bool settled = settle(run, kind, problem, error);
    set_current((Worker *)run->worker, (Id){0}, 0);
    return settled;
}

/* ---- taking ---- */

typedef struct {
    const Worker *worker;
    Arena *arena;
    int64_t run;
    Id lost; /* taking over: the job and its last sign of life */
    Watched last;
    const SqlJobTaken *row; /* NULL: somebody else was quicker */
} Taking;

static Instant far_ahead(Instant now) {
    return (Instant){now.seconds + CLOCK_SLACK_SECONDS};
}

static bool take_due(Db *db, void *data, GError **error) {
    Taking *taking = data;
    Instant now = now_of(taking->worker);
    SqlJobTakeIn in = {.run = taking->run, .now = now, .behind = far_ahead(now)};
    return sql_job_take(db, taking->arena, &in, &taking->row, error);
}

static bool take_lost(Db *db, void *data, GError **error) {
    Taking *taking = data;
    SqlJobTakeOverIn in = {.id = taking->lost,
                           .run = taking->run,
                           .lost_run = taking->last.run,
                           .beats = taking->last.beats,
                           .now = now_of(taking->worker)};
    return sql_job_take_over(db, taking->arena, &in, &taking->row, error);
}

static bool run_taken(Worker *worker, Db *db, const Taking *taking, GError **error) {
    const SqlJobTaken *row = taking->row;
    JobRun run = {.job = {.id = row->id,
                          .account = row->account,
                          .subject = row->subject,
                          .kind = row->kind,
                          .payload = row->payload,
                          .state = "running",
                          .attempts = row->attempts},
                  .db = db,
                  .arena = taking->arena,
                  .context = worker->options.context,
                  .now = now_of(worker),
                  .run = taking->run,
                  .worker = worker};
    return run_job(&run, error);
}

/* Remembers every running attempt's sign of life; *ret_lost is one that has given none for as long
 * as its lease. */
static bool watch(Worker *worker, Db *db, Taking *taking, GError **error) {
    SqlJobsRunningRows running;
    int64_t steady = steady_of(worker);
    if (!sql_jobs_running(db, taking->arena, &running, error))
        return false;
    g_autoptr(GHashTable) before = worker->watched;
    worker->watched = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    for (size_t i = 0; i < running.n; i++) {
        const SqlJobsRunningRow *row = &running.rows[i];
        const Watched *old = g_hash_table_lookup(before, &row->id.value);
        bool same = old != NULL && old->run == row->run && old->beats == row->beats;
        Watched now = {row->run, row->beats, same ? old->seen : steady};
        g_hash_table_insert(worker->watched, g_memdup2(&row->id.value, sizeof row->id.value),
                            g_memdup2(&now, sizeof now));
        if (steady - now.seen >= JOB_LEASE_SECONDS) {
            taking->lost = row->id;
            taking->last = now;
        }
    }
    return true;
}

static bool find_lost(Worker *worker, Db *db, Taking *taking, GError **error) {
    if (steady_of(worker) - worker->watched_at < JOB_BEAT_SECONDS)
        return true;
    worker->watched_at = steady_of(worker);
    if (!watch(worker, db, taking, error))
        return false;
    return taking->lost.value == 0 || db_write(db, take_lost, taking, error);
}

static bool find_due(Worker *worker, Db *db, Taking *taking, GError **error) {
    const SqlJobDueRow *due;
    Instant now = now_of(worker);
    SqlJobDueIn in = {.now = now, .behind = far_ahead(now)};
    return sql_job_due(db, taking->arena, &in, &due, error) &&
           (due == NULL || db_write(db, take_due, taking, error));
}

static bool forget(Db *db, void *data, GError **error) {
    SqlJobsForgetIn in = {.before = {now_of(data).seconds - JOB_KEPT_SECONDS}};
    return sql_jobs_forget(db, &in, error);
}

static bool forget_finished(Worker *worker, Db *db, GError **error) {
    if (steady_of(worker) - worker->forgot_at < FORGET_EVERY_SECONDS)
        return true;
    worker->forgot_at = steady_of(worker);
    return db_write(db, forget, worker, error);
}

bool worker_step(Worker *worker, Db *db, bool *ret_ran, GError **error) {
    g_autoptr(Arena) arena = arena_new();
    Taking taking = {.worker = worker, .arena = arena, .run = new_run()};
    if (!find_lost(worker, db, &taking, error) ||
        (taking.row == NULL && !find_due(worker, db, &taking, error)))
        return false;
    *ret_ran = taking.row != NULL;
    if (taking.row != NULL)
        return run_taken(worker, db, &taking, error);
    return forget_finished(worker, db, error);
}

/* ---- threads ---- */

static bool beat(Db *db, void *data, GError **error) {
    const SqlJobBeatIn *in = data;
    int64_t changes;
    return sql_job_beat(db, in, &changes, error);
}

static void log_problem(const GError *problem) {
    log_event(LOG_ERROR, "jobs", LOG_FIELDS({"error", problem->message, 0}));
}

/* The job to give a sign of life for, once it has run for a while; none when the process stops. */
static SqlJobBeatIn wait_for_beat(Worker *worker) {
    int64_t until = g_get_monotonic_time() + JOB_BEAT_SECONDS * (int64_t)G_USEC_PER_SEC;
    g_mutex_lock(&worker->lock);
    while (!(worker->stopping && worker->job.value == 0) &&
           g_cond_wait_until(&worker->changed, &worker->lock, until)) {
    }
    SqlJobBeatIn in = {.id = worker->job, .run = worker->run};
    g_mutex_unlock(&worker->lock);
    return in;
}

static gpointer keep(gpointer data) {
    Worker *worker = data;
    Db *db;
    g_autoptr(GError) lost = NULL;
    if (!db_pool_connection(worker->pool, &db, &lost)) {
        log_problem(lost);
        return NULL;
    }
    while (true) {
        g_autoptr(GError) problem = NULL;
        SqlJobBeatIn in = wait_for_beat(worker);
        if (in.id.value == 0 && is_stopping(worker))
            return NULL;
        if (in.id.value != 0 && !db_write(db, beat, &in, &problem))
            log_problem(problem);
    }
}

/* Looks at once after a call, since what it was about may not be saved yet again soon, and then
 * ever more seldom. */
static void work_until_stopped(Worker *worker, Db *db) {
    uint64_t seen = 0;
    int64_t wait = POLL_FIRST_MICROSECONDS;
    while (!is_stopping(worker)) {
        g_autoptr(GError) problem = NULL;
        bool ran = false;
        if (!worker_step(worker, db, &ran, &problem))
            log_problem(problem);
        uint64_t calls = ran ? seen : jobs_wait(seen, wait);
        wait = ran || calls != seen ? POLL_FIRST_MICROSECONDS : MIN(wait * 2, POLL_MICROSECONDS);
        seen = calls;
    }
}

static gpointer work(gpointer data) {
    Worker *worker = data;
    Db *db;
    g_autoptr(GError) problem = NULL;
    if (db_pool_connection(worker->pool, &db, &problem))
        work_until_stopped(worker, db);
    else
        log_problem(problem);
    return NULL;
}

void worker_start(Worker *worker, DbPool *pool) {
    worker->pool = pool;
    worker->thread = g_thread_new("jobs", work, worker);
    worker->keeper = g_thread_new("jobs-beat", keep, worker);
}

void worker_stop(Worker *worker) {
    g_mutex_lock(&worker->lock);
    worker->stopping = true;
    g_cond_broadcast(&worker->changed);
    g_mutex_unlock(&worker->lock);
    jobs_wake();
    if (worker->thread != NULL)
        g_thread_join(g_steal_pointer(&worker->thread));
    if (worker->keeper != NULL) {
        g_mutex_lock(&worker->lock);
        g_cond_broadcast(&worker->changed);
        g_mutex_unlock(&worker->lock);
        g_thread_join(g_steal_pointer(&worker->keeper));
    }
}
