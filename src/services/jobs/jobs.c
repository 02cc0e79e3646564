#include "services/jobs/jobs.h"

#include "base/error.h"
#include "services/jobs/jobs_sql.h"
#include "services/jobs/wake.h"

static char *cut(const char *text, glong max) {
    return g_utf8_substring(text, 0, MIN(g_utf8_strlen(text, -1), max));
}

bool job_add(Db *db, const NewJob *job, Id *ret_id, GError **error) {
    g_autofree char *title = cut(job->title, JOB_TITLE_MAX);
    SqlJobAddIn in = {.id = db_new_id(db),
                      .account = job->account,
                      .kind = job->kind,
                      .title = title,
                      .subject = job->subject,
                      .payload = job->payload == NULL ? "" : job->payload,
                      .due_at = job->due_at.seconds == 0 ? job->now : job->due_at,
                      .now = job->now};
    if (!sql_job_add(db, &in, error))
        return false;
    if (ret_id != NULL)
        *ret_id = in.id;
    jobs_wake();
    return true;
}

static Job shown(const SqlJobShown *row) {
    return (Job){.id = row->id,
                 .account = row->account,
                 .subject = row->subject,
                 .kind = row->kind,
                 .title = row->title,
                 .payload = row->payload,
                 .state = row->state,
                 .account_name = row->account_name,
                 .sentence = row->sentence,
                 .outcome = row->outcome,
                 .attempts = row->attempts,
                 .done = row->done,
                 .total = row->total,
                 .created_at = row->created_at,
                 .changed_at = row->changed_at,
                 .due_at = row->due_at};
}

bool job_get(Db *db, Arena *arena, Id id, Job *ret, GError **error) {
    const SqlJobShown *row;
    if (!sql_job_one(db, arena, &(SqlJobOneIn){.id = id}, &row, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND, "Jobbet finns inte längre.");
    *ret = shown(row);
    return true;
}

bool jobs_list(Db *db, Arena *arena, const Job **ret, size_t *ret_n, GError **error) {
    SqlJobsAllRows found;
    if (!sql_jobs_all(db, arena, &found, error))
        return false;
    Job *jobs = ARENA_ARRAY(arena, Job, found.n);
    for (size_t i = 0; i < found.n; i++)
        jobs[i] = shown(&found.rows[i]);
    *ret = jobs;
    *ret_n = found.n;
    return true;
}

typedef struct {
    Id id;
    Instant now;
} JobChange;

static bool retry(Db *db, void *data, GError **error) {
    const JobChange *change = data;
    int64_t changes;
    if (!sql_job_retry(db, &(SqlJobRetryIn){.id = change->id, .now = change->now}, &changes, error))
        return false;
    if (changes == 1)
        jobs_wake();
    return changes == 1 || fail(error, ERROR_CONFLICT, "Jobbet är redan klart eller körs just nu.");
}

bool job_retry(Db *db, Id id, Instant now, GError **error) {
    return db_write(db, retry, &(JobChange){id, now}, error);
}

static bool cancel(Db *db, void *data, GError **error) {
    const JobChange *change = data;
    int64_t changes;
    if (!sql_job_cancel(db, &(SqlJobCancelIn){.id = change->id, .now = change->now}, &changes,
                        error))
        return false;
    return changes == 1 || fail(error, ERROR_CONFLICT, "Jobbet är redan avslutat.");
}

bool job_cancel(Db *db, Id id, Instant now, GError **error) {
    return db_write(db, cancel, &(JobChange){id, now}, error);
}
