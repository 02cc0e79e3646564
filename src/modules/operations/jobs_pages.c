#include "modules/operations/operations.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/operations/operations_html.h"
#include "modules/operations/operations_view.h"
#include "modules/operations/states.h"
#include "services/audit/audit.h"

#include <stddef.h>
#include <string.h>

static const StateWord job_states[] = {
    {"waiting", N_("väntar"), ""},     {"running", N_("körs"), "info"},
    {"done", N_("klart"), "approved"}, {"failed", N_("misslyckades"), "late"},
    {"cancelled", N_("avbrutet"), ""}, {0}};

static const ListColumn columns[] = {
    {"title", N_("Jobb"), LIST_TEXT, offsetof(JobRow, title),
     .second_offset = offsetof(JobRow, outcome), .second_key = "outcome",
     .second_heading = N_("Resultat")},
    {"state", N_("Läge"), LIST_CHIP, offsetof(JobRow, state),
     .chip_offset = offsetof(JobRow, chip)},
    {"account", N_("Begärt av"), LIST_TEXT, offsetof(JobRow, account)},
    {"created", N_("Begärt"), LIST_TEXT, offsetof(JobRow, created)},
    {0}};

static const ListFilter filters[] = {{"state", N_("Läge"), offsetof(JobRow, state)}, {0}};

static const ListDescription description = {
    .columns = columns,
    .filters = filters,
    .row_size = sizeof(JobRow),
    .path_offset = offsetof(JobRow, path),
    .noun_one = N_("1 jobb"),
    .noun_many = N_("jobb"),
    .empty = N_("Inga jobb. Det som har blivit klart står kvar i 30 dagar."),
    .filename = N_("jobb")};

static const char *path_of(Arena *arena, const Job *job) {
    return arena_printf(arena, "/jobs/%s", id_text(arena, job->id));
}

static JobRow row_of(Arena *arena, const Job *job) {
    const StateWord *state = state_word(job_states, job->state);
    return (JobRow){.title = T_(job->title),
                    .account = job->account_name == NULL ? "" : job->account_name,
                    .outcome = T_(job->outcome),
                    .state = state->word,
                    .chip = state->chip,
                    .created = moment_text(arena, job->created_at),
                    .path = path_of(arena, job)};
}

static bool load_list(Request *request, const List **ret_list, GError **error) {
    const Job *jobs;
    size_t n;
    if (!jobs_list(request->db, request->arena, &jobs, &n, error))
        return false;
    JobRow *rows = ARENA_ARRAY(request->arena, JobRow, n);
    for (size_t i = 0; i < n; i++)
        rows[i] = row_of(request->arena, &jobs[i]);
    *ret_list = list_make(request, &description, rows, n);
    return true;
}

static bool jobs_page(Request *request, Response *response, GError **error) {
    JobsView view = {.frame = frame_new(request, PLACE_NONE, N_("Jobb"))};
    if (!load_list(request, &view.list, error))
        return false;
    operations_jobs_html(response_html(response), &view);
    return true;
}

static bool jobs_file(Request *request, Response *response, GError **error) {
    const List *list;
    return load_list(request, &list, error) && list_file(response, list, error);
}

/* Whoever asked for a job may follow it; others' are as if they were not there. */
static bool find_job(Request *request, Job *ret_job, GError **error) {
    Id id;
    Job job;
    if (!request_id(request, "job", &id, error) ||
        !job_get(request->db, request->arena, id, &job, error))
        return false;
    if (!session_may(request->session, MAY_ADMINISTER) &&
        !id_equal(job.account, request->session->account))
        return fail(error, ERROR_NOT_FOUND, "Jobbet finns inte längre.");
    *ret_job = job;
    return true;
}

static bool job_page(Request *request, Response *response, GError **error) {
    Job job;
    if (!find_job(request, &job, error))
        return false;
    Frame *frame = frame_new(request, PLACE_NONE, job.title);
    bool administers = session_may(request->session, MAY_ADMINISTER);
    bool waits = strcmp(job.state, "waiting") == 0, runs = strcmp(job.state, "running") == 0;
    const StateWord *state = state_word(job_states, job.state);
    if (administers)
        frame_crumb(frame, N_("Jobb"), "/jobs");
    JobView view = {
        .frame = frame,
        .job = &job,
        .state = state->word,
        .chip = state->chip,
        .share = job.total <= 0 ? 0 : 100.0 * (double)MIN(job.done, job.total) / (double)job.total,
        .may_run = administers && (waits || strcmp(job.state, "failed") == 0),
        .may_cancel = administers && (waits || runs),
        .is_going_on = waits || runs};
    operations_job_html(response_html(response), &view);
    return true;
}

typedef struct {
    const Request *request;
    Id job;
    bool retry;
} JobAction;

static bool act(Db *db, void *data, GError **error) {
    const JobAction *action = data;
    Instant now = action->request->now;
    AuditEntry entry = {.account = action->request->session->account,
                        .subject = action->job,
                        .action = action->retry ? "job.retry" : "job.cancel"};
    return (action->retry ? job_retry(db, action->job, now, error)
                          : job_cancel(db, action->job, now, error)) &&
           audit_write(db, &entry, NULL, error);
}

static bool job_action(Request *request, Response *response, GError **error) {
    Job job;
    const char *action = request_field(request, "action");
    if (!find_job(request, &job, error))
        return false;
    if (g_strcmp0(action, "retry") != 0 && g_strcmp0(action, "cancel") != 0)
        return fail(error, ERROR_INVALID, "Välj att köra jobbet igen eller att avbryta det.");
    JobAction chosen = {request, job.id, strcmp(action, "retry") == 0};
    return db_write(request->db, act, &chosen, error) &&
           redirect_done(response, request, path_of(request->arena, &job),
                         chosen.retry ? "job-again" : "job-cancelled");
}

const Route jobs_routes[] = {
    {GET, "/jobs", jobs_page, MAY_ADMINISTER},
    TABLE_ROUTES("/jobs", jobs_file, MAY_ADMINISTER),
    {GET, "/jobs/:job", job_page, MAY_BE_LOGGED_IN},
    {POST, "/jobs/:job", job_action, MAY_ADMINISTER},
    {0},
};
