#include "app.h"

#include "base/date.h"
#include "modules/access/access_pages.h"
#include "modules/accounts/accounts.h"
#include "modules/answers/answer_pages.h"
#include "modules/answers/answer_report.h"
#include "modules/answers/form_pages.h"
#include "modules/answers/matrix_pages.h"
#include "modules/audit_log/audit_log_pages.h"
#include "modules/collaboration_pages/pages.h"
#include "modules/collaborations/collaborations.h"
#include "modules/confirmation/confirmation_pages.h"
#include "modules/directory/directory_pages.h"
#include "modules/directory_import/import_pages.h"
#include "modules/frozen/frozen_pages.h"
#include "modules/home/home.h"
#include "modules/operations/operations.h"
#include "modules/operations/watch.h"
#include "modules/outcomes/frozen_outcomes.h"
#include "modules/outcomes/outcomes_pages.h"
#include "modules/people/people_edit.h"
#include "modules/plan_import/import_pages.h"
#include "modules/plans/adopt_pages.h"
#include "modules/plans/board_pages.h"
#include "modules/plans/compare_pages.h"
#include "modules/plans/edit_pages.h"
#include "modules/plans/offices_pages.h"
#include "modules/plans/plan_files_pages.h"
#include "modules/plans/plans_pages.h"
#include "modules/plans/published_pages.h"
#include "modules/plans/roll_forward_pages.h"
#include "modules/plans/timeline_pages.h"
#include "modules/plans/versions_pages.h"
#include "modules/preparation/preparation_pages.h"
#include "modules/proposals/frozen_proposal.h"
#include "modules/proposals/proposals_pages.h"
#include "modules/register_extract/register_extract_pages.h"
#include "modules/rounds/rounds_pages.h"
#include "modules/statements/statements_pages.h"
#include "services/auth/auth.h"
#include "services/login/login_link.h"
#include "services/mail/mail.h"
#include "ui/frame.h"
#include "ui/frame_html.h"

#include <string.h>

#define SEARCH_MAX 200 /* as the search fields' maxlength says */

struct App {
    DbPool *pool;
    bool demo, has_mail, requires_second_factor;
    Date today; /* the demo's own day, else none */
    Watch watch;
    char *token;
    struct Oidc *login_provider;
    RouterHooks hooks;
    Router *router;
};

/* clang-format off */
static const Route *const tables[] = {
    accounts_routes,
    login_link_routes,
    own_account_routes,
    language_routes,
    second_factor_routes,
    provider_routes,
    administration_routes,
    new_collaboration_routes,
    access_routes,
    jobs_routes,
    mail_routes,
    health_routes,
    watch_routes,
    statement_routes,
    audit_log_routes,
    register_extract_routes,
    erasure_routes,
    answer_routes,
    answer_link_routes,
    matrix_routes,
    answer_form_routes,
    register_routes,
    home_routes,
    search_routes,
    plans_routes,
    rounds_routes,
    round_routes,
    proposal_routes,
    proposal_form_routes,
    import_routes,
    chapters_routes,
    follow_up_routes,
    history_routes,
    activity_routes,
    activity_edit_routes,
    cell_routes,
    facts_routes,
    category_routes,
    plan_files_routes,
    published_routes,
    adopt_routes,
    versions_routes,
    roll_forward_routes,
    collaboration_routes,
    people_routes,
    confirmation_routes,
    confirmation_form_routes,
    confirmation_office_routes,
    directory_import_routes,
    directory_routes,
    board_routes,
    compare_routes,
    timeline_routes,
    rules_routes,
    offices_routes,
    outcomes_routes,
    outcome_routes,
    preparation_routes,
    prepared_proposal_routes,
    reshape_routes,
    release_routes,
    tell_routes,
    bank_routes,
    frozen_routes,
    statistics_routes,
    NULL};
/* clang-format on */

/* What ends in other modules when somebody leaves (modules/people/people_edit.h). */
static bool (*const leaving_steps[])(Db *db, Arena *arena, const Leaving *leaving,
                                     GError **error) = {NULL};
static const LeavingSteps leaving = {leaving_steps};

/* How each kind of frozen document is written. */
static const FrozenKind frozen_kinds[] = {{"proposal", frozen_proposal_report},
                                          {"answer", frozen_answer_report},
                                          {"outcomes", frozen_outcomes_report},
                                          {0}};

static bool freeze(JobRun *run, GError **error) {
    return frozen_work(run, frozen_kinds, error);
}

/* What may be asked of the workers. */
static const JobKind job_kinds[] = {{MAIL_JOB, mail_send, MAIL_ATTEMPTS_MAX},
                                    {LINK_JOB, login_link_send, LINK_ATTEMPTS_MAX},
                                    {FROZEN_JOB, freeze, FROZEN_ATTEMPTS_MAX},
                                    {0}};

static bool database_hook(void *data, Db **ret_db, GError **error) {
    const App *app = data;
    g_autoptr(GError) problem = NULL;
    if (db_pool_connection(app->pool, ret_db, &problem))
        return true;
    if (error_is(problem, ERROR_NOT_FOUND))
        return fail(error, ERROR_UNAVAILABLE,
                    "Databasen går inte att läsa just nu. Be den som sköter servern att se efter.");
    g_propagate_error(error, g_steal_pointer(&problem));
    return false;
}

/* Every search field of every page is called q. */
static bool search_is_short(const Request *request, GError **error) {
    return text_within(T_("Det ni söker efter"), request_query(request, "q"), SEARCH_MAX, error);
}

static bool session_hook(Request *request, Response *response, void *data, GError **error) {
    App *app = data;
    (void)response;
    request->watch = &app->watch;
    request->login_provider = app->login_provider;
    request->leaving = &leaving;
    request->demo = app->demo;
    request->has_mail = app->has_mail || app->demo;
    if (date_is_set(app->today))
        request->today = app->today;
    const Session *session;
    if (!session_find(request->db, request->arena, request_cookie(request, SESSION_COOKIE),
                      request->now, &session, error))
        return false;
    request->session = app->requires_second_factor && !app->demo
                           ? session_with_factor_required(request->arena, session)
                           : session;
    if (session != NULL)
        request->account = session->account;
    if (session != NULL && session->language != NULL)
        request->language = session->language;
    return search_is_short(request, error);
}

static bool collaboration_hook(Request *request, const char *name, void *data, GError **error) {
    Collaboration collaboration;
    (void)data;
    if (!collaboration_by_name(request->db, request->arena, name, &collaboration, error))
        return false;
    request->collaboration = collaboration.id;
    request->collaboration_name = collaboration.name;
    request->collaboration_title = collaboration.title;
    if (date_is_set(collaboration.dormant_on) &&
        date_compare(collaboration.dormant_on, request->today) <= 0)
        request->dormant_on = collaboration.dormant_on;
    request->session =
        session_inside(request->arena, request->session, collaboration.id, request->today);
    return true;
}

/* What is there can be read by whoever could change it, but no page offers to. */
static bool let_be_read(Request *request, Permission permission, GError **error) {
    if (!date_is_set(request->dormant_on))
        return true;
    if (request->method == POST && permission_changes(permission))
        return fail(error, ERROR_CONFLICT,
                    "Samverkan är vilande. Den går att läsa men inte att ändra.");
    request->session = session_only_reading(request->arena, request->session);
    return true;
}

static bool permission_hook(Request *request, const Route *route, void *data, GError **error) {
    (void)data;
    if (session_may(request->session, (Permission)route->permission))
        return let_be_read(request, (Permission)route->permission, error);
    if (request->session != NULL && request->session->must_add_factor)
        return fail(error, ERROR_FORBIDDEN,
                    "Ni behöver ställa in tvåstegsinloggning innan ni fortsätter. Det gör ni under "
                    "Mitt konto.");
    return fail(error, ERROR_FORBIDDEN,
                "Ni har inte behörighet till sidan. Logga in som någon som har det, eller be "
                "samordnaren om hjälp.");
}

static const char *error_title(int status) {
    switch (status) {
    case 403:
        return N_("Ingen behörighet");
    case 404:
        return N_("Sidan finns inte");
    case 409:
        return N_("Någon hann före");
    case 503:
    case 507:
        return N_("Det går inte just nu");
    default:
        return status >= 500 ? N_("Något gick fel hos oss") : N_("Det där gick inte");
    }
}

static void error_hook(Request *request, Response *response, int status, const char *message,
                       void *data) {
    (void)data;
    response_status(response, status);
    ui_error_page_html(response_html(response), frame_new(request, PLACE_NONE, error_title(status)),
                       message, status);
}

static bool read_settings(App *app, GError **error) {
    g_autoptr(Arena) arena = arena_new();
    const char *demo, *today;
    Db *db;
    if (!db_pool_connection(app->pool, &db, error) ||
        !setting_get(db, arena, "demo", &demo, error) ||
        !setting_get(db, arena, "today", &today, error))
        return false;
    app->demo = g_strcmp0(demo, "1") == 0;
    if (app->demo && today != NULL && !date_parse(today, &app->today))
        return fail(error, ERROR_INVALID,
                    "Inställningen today är %s; den ska vara en dag som 2021-04-15.", today);
    return true;
}

bool app_new(DbPool *pool, App **ret_app, GError **error) {
    g_autoptr(App) app = g_new0(App, 1);
    app->pool = pool;
    app->watch = (Watch){.metrics = metrics_new(), .pool = pool};
    app->hooks = (RouterHooks){.data = app,
                               .database = database_hook,
                               .reading = db_read,
                               .session = session_hook,
                               .collaboration = collaboration_hook,
                               .permission = permission_hook,
                               .error_page = error_hook,
                               .login_path = "/login"};
    if (!read_settings(app, error) || !router_new(tables, &app->hooks, &app->router, error))
        return false;
    *ret_app = g_steal_pointer(&app);
    return true;
}

void app_require_second_factor(App *app) {
    app->requires_second_factor = true;
}

void app_set_mail(App *app, bool has_mail) {
    app->has_mail = has_mail;
}

void app_set_login_provider(App *app, struct Oidc *provider) {
    app->login_provider = provider;
}

void app_free(App *app) {
    if (app == NULL)
        return;
    router_free(app->router);
    metrics_free(app->watch.metrics);
    g_free(app->token);
    g_free(app);
}

const JobKind *app_job_kinds(void) {
    return job_kinds;
}

const Router *app_router(const App *app) {
    return app->router;
}

struct Metrics *app_metrics(App *app) {
    return app->watch.metrics;
}

void app_set_token(App *app, const char *token) {
    g_free(app->token);
    app->watch.token = app->token = g_strdup(token);
}

void app_set_stopping(App *app) {
    g_atomic_int_set(&app->watch.stopping, 1);
}
