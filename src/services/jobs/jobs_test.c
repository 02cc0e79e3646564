#include "services/jobs/worker.h"

#include "base/error.h"
#include "db/migrate.h"
#include "db/testdb.h"
#include "services/jobs/jobs_sql.h"

#include <glib.h>
#include <string.h>

#define START 1600000000
#define DAY 86400

typedef struct Fixture {
    char *file;
    Db *db, *other_db;
    Arena *arena;
    Worker *worker, *other;
    int64_t clock, steady;
    int runs;
    ErrorCode fails_with; /* 0 = does not */
    void (*meanwhile)(struct Fixture *fixture, JobRun *run);
    bool saved; /* what the latest attempt's own transaction gave */
} Fixture;

static Instant clock_of(void *data) {
    return (Instant){((Fixture *)data)->clock};
}

static int64_t steady_of(void *data) {
    return ((Fixture *)data)->steady;
}

static bool save_result(Db *db, void *data, GError **error) {
    return job_finish(data, db, "Tre brev skickade.", error);
}

static bool count_up(JobRun *run, GError **error) {
    Fixture *fixture = run->context;
    fixture->runs++;
    void (*meanwhile)(Fixture *, JobRun *) = fixture->meanwhile;
    fixture->meanwhile = NULL;
    if (meanwhile != NULL)
        meanwhile(fixture, run);
    if (fixture->fails_with != 0)
        return fail(error, fixture->fails_with, "Servern svarar inte.");
    return fixture->saved = db_write(run->db, save_result, run, error);
}

static const JobKind kinds[] = {{"count", count_up, 4}, {0}};

static Worker *worker_of(Fixture *fixture) {
    return worker_new(&(WorkerOptions){.kinds = kinds,
                                       .context = fixture,
                                       .clock = clock_of,
                                       .steady = steady_of,
                                       .clock_data = fixture});
}

static void set_up(Fixture *fixture, const void *data) {
    g_autoptr(GError) error = NULL;
    (void)data;
    fixture->file = testdb_where();
    fixture->arena = arena_new();
    fixture->clock = START;
    g_assert_true(db_create(fixture->file, &fixture->db, &error) &&
                  db_migrate(fixture->db, &error) &&
                  db_open(fixture->file, &fixture->other_db, &error));
    fixture->worker = worker_of(fixture);
    fixture->other = worker_of(fixture);
}

static void tear_down(Fixture *fixture, const void *data) {
    (void)data;
    worker_free(fixture->worker);
    worker_free(fixture->other);
    db_close(fixture->db);
    db_close(fixture->other_db);
    testdb_remove(fixture->file);
    arena_free(fixture->arena);
}

static bool add_job(Db *db, void *data, GError **error) {
    NewJob *job = data;
    Id id;
    return job_add(db, job, &id, error) && (job->subject = id, true);
}

static Id add(Fixture *fixture, int64_t due_at) {
    g_autoptr(GError) error = NULL;
    NewJob job = {.kind = "count",
                  .title = "Räkna",
                  .payload = "hemligt",
                  .now = {fixture->clock},
                  .due_at = {due_at}};
    g_assert_true(db_write(fixture->db, add_job, &job, &error));
    return job.subject;
}

static bool step(Worker *worker, Db *db) {
    g_autoptr(GError) error = NULL;
    bool ran = false;
    (void)!worker_step(worker, db, &ran, &error);
    g_assert_no_error(error);
    return ran;
}

static bool worker_runs(Fixture *fixture) {
    return step(fixture->worker, fixture->db);
}

static bool other_runs(Fixture *fixture) {
    return step(fixture->other, fixture->other_db);
}

static Job job_of(Fixture *fixture, Id id) {
    g_autoptr(GError) error = NULL;
    Job job;
    g_assert_true(job_get(fixture->db, fixture->arena, id, &job, &error));
    return job;
}

static void runs_once(Fixture *fixture, const void *data) {
    (void)data;
    Id id = add(fixture, 0);
    g_assert_cmpstr(job_of(fixture, id).payload, ==, "hemligt");
    g_assert_true(worker_runs(fixture));
    g_assert_false(worker_runs(fixture));
    g_assert_false(other_runs(fixture));
    Job job = job_of(fixture, id);
    g_assert_cmpint(fixture->runs, ==, 1);
    g_assert_cmpstr(job.state, ==, "done");
    g_assert_cmpstr(job.outcome, ==, "Tre brev skickade.");
    g_assert_cmpstr(job.payload, ==, "");
}

static bool add_and_fail(Db *db, void *data, GError **error) {
    return add_job(db, data, error) && fail(error, ERROR_CONFLICT, "Nej.");
}

static void goes_with_its_change(Fixture *fixture, const void *data) {
    (void)data;
    NewJob job = {.kind = "count", .title = "Räkna", .now = {START}};
    g_assert_false(db_write(fixture->db, add_and_fail, &job, NULL));
    g_assert_false(worker_runs(fixture));
}

static void waits_for_its_day(Fixture *fixture, const void *data) {
    (void)data;
    add(fixture, START + DAY);
    g_assert_false(worker_runs(fixture));
    fixture->clock = START - DAY; /* not tried yet: a clock set back makes it no more due */
    g_assert_false(worker_runs(fixture));
    fixture->clock = START + DAY;
    g_assert_true(worker_runs(fixture));
}

/* Four attempts with 30, 60 and 120 seconds between; then a person decides. */
static void tries_again(Fixture *fixture, const void *data) {
    static const int waits[] = {30, 60, 120};
    (void)data;
    fixture->fails_with = ERROR_UNAVAILABLE;
    Id id = add(fixture, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(waits); i++) {
        g_assert_true(worker_runs(fixture));
        g_assert_cmpstr(job_of(fixture, id).state, ==, "waiting");
        g_assert_cmpstr(job_of(fixture, id).outcome, ==, "Servern svarar inte.");
        fixture->clock += waits[i] - 1;
        g_assert_false(other_runs(fixture));
        fixture->clock += 1;
    }
    g_assert_true(other_runs(fixture));
    g_assert_cmpstr(job_of(fixture, id).state, ==, "failed");
    fixture->clock += DAY;
    g_assert_false(worker_runs(fixture));
    fixture->fails_with = 0;
    g_assert_true(job_retry(fixture->db, id, (Instant){fixture->clock}, NULL));
    g_assert_true(worker_runs(fixture));
    g_assert_cmpstr(job_of(fixture, id).state, ==, "done");
    g_assert_cmpint(fixture->runs, ==, 5);
    g_assert_false(job_retry(fixture->db, id, (Instant){fixture->clock}, NULL));
}

static void waits_at_most_an_hour(void) {
    g_assert_cmpint(job_wait_seconds(1), ==, 30);
    g_assert_cmpint(job_wait_seconds(2), ==, 60);
    g_assert_cmpint(job_wait_seconds(8), ==, 3600);
    g_assert_cmpint(job_wait_seconds(INT64_MAX), ==, 3600);
}

static void gives_up_at_once(Fixture *fixture, const void *data) {
    (void)data;
    fixture->fails_with = ERROR_INVALID;
    Id id = add(fixture, 0);
    g_assert_true(worker_runs(fixture));
    g_assert_cmpstr(job_of(fixture, id).state, ==, "failed");
    fixture->clock += DAY;
    g_assert_false(worker_runs(fixture));
}

/* ---- attempts that die, and clocks that jump ---- */

static void pass_time(Fixture *fixture, int64_t seconds) {
    for (int64_t i = 0; i < seconds; i += JOB_BEAT_SECONDS) {
        fixture->steady += JOB_BEAT_SECONDS;
        fixture->clock += JOB_BEAT_SECONDS;
        g_assert_false(other_runs(fixture));
    }
}

static void lease_runs_out(Fixture *fixture, JobRun *run) {
    (void)run;
    g_assert_false(other_runs(fixture));
    pass_time(fixture, JOB_LEASE_SECONDS - JOB_BEAT_SECONDS);
    fixture->steady += JOB_BEAT_SECONDS;
    g_assert_true(other_runs(fixture));
    g_assert_true(fixture->saved);
}

/* One that gives no sign of life is taken over after its lease, and if it wakes again it can save
 * nothing. */
static void left_behind(Fixture *fixture, const void *data) {
    (void)data;
    Id id = add(fixture, 0);
    fixture->meanwhile = lease_runs_out;
    g_assert_true(worker_runs(fixture));
    g_assert_cmpint(fixture->runs, ==, 2);
    g_assert_false(fixture->saved);
    g_assert_cmpstr(job_of(fixture, id).state, ==, "done");
    g_assert_cmpint(job_of(fixture, id).attempts, ==, 2);
}

static void gives_signs_of_life(Fixture *fixture, JobRun *run) {
    g_autoptr(GError) error = NULL;
    for (int i = 1; i <= 5; i++) {
        pass_time(fixture, JOB_LEASE_SECONDS - JOB_BEAT_SECONDS);
        (void)!job_progress(run, i, 5, "Skickar brev.", &error);
        g_assert_no_error(error);
    }
    Job job = job_of(fixture, run->job.id);
    g_assert_cmpint(job.done, ==, 5);
    g_assert_cmpint(job.total, ==, 5);
    g_assert_cmpstr(job.sentence, ==, "Skickar brev.");
}

static void kept_while_alive(Fixture *fixture, const void *data) {
    (void)data;
    add(fixture, 0);
    fixture->meanwhile = gives_signs_of_life;
    g_assert_true(worker_runs(fixture));
    g_assert_cmpint(fixture->runs, ==, 1);
    g_assert_true(fixture->saved);
}

static void clock_jumps(Fixture *fixture, JobRun *run) {
    (void)run;
    static const int64_t jumps[] = {DAY, -2 * DAY, DAY};
    for (size_t i = 0; i < G_N_ELEMENTS(jumps); i++) {
        fixture->clock += jumps[i];
        fixture->steady += 1;
        g_assert_false(other_runs(fixture));
        fixture->steady += JOB_BEAT_SECONDS;
        g_assert_false(other_runs(fixture));
    }
}

/* quality.md 39 */
static void clock_is_moved(Fixture *fixture, const void *data) {
    (void)data;
    Id id = add(fixture, 0);
    fixture->meanwhile = clock_jumps;
    g_assert_true(worker_runs(fixture));
    g_assert_cmpint(fixture->runs, ==, 1);
    g_assert_cmpstr(job_of(fixture, id).state, ==, "done");
    for (int64_t jump = -DAY; jump <= DAY; jump += DAY) {
        fixture->clock = START + jump;
        g_assert_false(worker_runs(fixture));
    }
}

/* When Stockholm's clocks go to summer time and back: 28 March and 31 October 2027, 01.00 UTC. */
static const int64_t summer_nights[] = {1806195600, 1824944400};

/* quality.md 39: a job of each quarter of an hour runs once, whatever the clock on the wall shows.
 */
static void runs_once_on_summer_nights(Fixture *fixture, const void *data) {
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(summer_nights); i++) {
        int expected = fixture->runs;
        fixture->clock = summer_nights[i] - 2 * 3600;
        for (int quarter = 1; quarter <= 16; quarter++)
            add(fixture, fixture->clock + quarter * 900);
        for (int quarter = 0; quarter <= 20; quarter++, fixture->clock += 900) {
            expected += worker_runs(fixture);
            g_assert_false(other_runs(fixture));
            g_assert_cmpint(fixture->runs, ==, expected);
        }
        g_assert_cmpint(expected, ==, 16 * ((int)i + 1));
    }
}

/* What failed before the clock was set back a day does not wait for a day. */
static void clock_is_set_back(Fixture *fixture, const void *data) {
    (void)data;
    fixture->fails_with = ERROR_UNAVAILABLE;
    add(fixture, 0);
    g_assert_true(worker_runs(fixture));
    g_assert_false(worker_runs(fixture));
    fixture->clock -= DAY;
    fixture->fails_with = 0;
    g_assert_true(worker_runs(fixture));
}

static void dies_for_ever(Fixture *fixture, const void *data) {
    (void)data;
    Id id = add(fixture, 0);
    g_autofree char *sql =
        g_strdup_printf("UPDATE job SET state = 'running', run = 1, attempts = 4");
    g_assert_true(db_run_script(fixture->db, sql, NULL));
    g_assert_false(other_runs(fixture));
    fixture->steady += JOB_LEASE_SECONDS;
    g_assert_true(other_runs(fixture));
    g_assert_cmpint(fixture->runs, ==, 0);
    g_assert_cmpstr(job_of(fixture, id).state, ==, "failed");
}

/* ---- cancelling ---- */

static void cancels_itself(Fixture *fixture, JobRun *run) {
    g_autoptr(GError) error = NULL;
    g_assert_true(job_cancel(fixture->other_db, run->job.id, (Instant){fixture->clock}, NULL));
    g_assert_false(job_progress(run, 1, 2, NULL, &error));
    g_assert_true(error_is(error, ERROR_CONFLICT));
}

static void cancelled(Fixture *fixture, const void *data) {
    (void)data;
    Id waiting = add(fixture, 0);
    g_assert_true(job_cancel(fixture->db, waiting, (Instant){START}, NULL));
    g_assert_false(worker_runs(fixture));
    Id running = add(fixture, 0);
    fixture->meanwhile = cancels_itself;
    g_assert_true(worker_runs(fixture));
    g_assert_false(fixture->saved);
    g_assert_cmpstr(job_of(fixture, running).state, ==, "cancelled");
    g_assert_false(job_cancel(fixture->db, running, (Instant){START}, NULL));
    g_assert_false(worker_runs(fixture));
}

static void forgotten(Fixture *fixture, const void *data) {
    const Job *jobs;
    size_t n;
    (void)data;
    add(fixture, 0);
    g_assert_true(worker_runs(fixture));
    Id waiting = add(fixture, START + 10 * JOB_KEPT_SECONDS);
    fixture->clock += JOB_KEPT_SECONDS + 1;
    fixture->steady += DAY;
    g_assert_false(worker_runs(fixture));
    g_assert_true(jobs_list(fixture->db, fixture->arena, &jobs, &n, NULL));
    g_assert_cmpuint(n, ==, 1);
    g_assert_cmpint(jobs[0].id.value, ==, waiting.value);
}

/* ---- many at once ---- */

enum { JOBS = 60, THREADS = 4 };

static bool count_slowly(JobRun *run, GError **error) {
    gint *counts = run->context;
    (void)error;
    g_atomic_int_inc(&counts[run->job.subject.value]);
    g_thread_yield();
    return true;
}

static const JobKind many_kinds[] = {{"many", count_slowly, 1}, {0}};

static bool add_many(Db *db, void *data, GError **error) {
    (void)data;
    for (int64_t i = 0; i < JOBS; i++)
        if (!job_add(db,
                     &(NewJob){.kind = "many", .title = "Många", .subject = {i}, .now = {START}},
                     NULL, error))
            return false;
    return true;
}

static size_t n_left(Fixture *fixture) {
    const Job *jobs;
    size_t n, left = 0;
    g_assert_true(jobs_list(fixture->db, fixture->arena, &jobs, &n, NULL));
    for (size_t i = 0; i < n; i++)
        left += strcmp(jobs[i].state, "done") != 0;
    return left;
}

/* Four processes' worth of workers, each with its own connections. */
static void several_workers(Fixture *fixture, const void *data) {
    static gint counts[JOBS];
    Worker *workers[THREADS];
    DbPool *pools[THREADS];
    (void)data;
    for (size_t i = 0; i < THREADS; i++) {
        g_assert_true(db_pool_new(fixture->file, &pools[i], NULL));
        workers[i] = worker_new(&(WorkerOptions){.kinds = many_kinds, .context = counts});
        worker_start(workers[i], pools[i]);
    }
    g_assert_true(db_write(fixture->db, add_many, NULL, NULL));
    while (n_left(fixture) > 0)
        g_usleep(1000);
    for (size_t i = 0; i < THREADS; i++) {
        worker_free(workers[i]);
        db_pool_close(pools[i]);
    }
    for (size_t i = 0; i < JOBS; i++)
        g_assert_cmpint(counts[i], ==, 1);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    TEST("/jobs/39-summer-nights", runs_once_on_summer_nights);
    TEST("/jobs/once", runs_once);
    TEST("/jobs/with-its-change", goes_with_its_change);
    TEST("/jobs/due", waits_for_its_day);
    TEST("/jobs/again", tries_again);
    TEST("/jobs/gives-up", gives_up_at_once);
    TEST("/jobs/left-behind", left_behind);
    TEST("/jobs/alive", kept_while_alive);
    TEST("/jobs/39-clock-moved", clock_is_moved);
    TEST("/jobs/39-clock-set-back", clock_is_set_back);
    TEST("/jobs/dies-for-ever", dies_for_ever);
    TEST("/jobs/cancelled", cancelled);
    TEST("/jobs/forgotten", forgotten);
    TEST("/jobs/several-workers", several_workers);
    g_test_add_func("/jobs/wait", waits_at_most_an_hour);
    return g_test_run();
}
