#pragma once
#include "base/error.h"
#include "db/pool.h"
#include "services/jobs/worker.h"
#include "web/router.h"

/* The program as a web application: every module's routes, and the guards that stand
 * before them. */
typedef struct App App;

/* `pool` must outlive the app. The caller owns the app. */
bool app_new(DbPool *pool, App **ret_app, GError **error);
/* Coordinators and system administrators must have a second factor; not in a demonstration. */
void app_require_second_factor(App *app);

/* Whether letters leave from here (none do unless this is called): pages then offer what needs
 * them. */
void app_set_mail(App *app, bool has_mail);

/* Where people may log in elsewhere; must outlive the app. None unless this is called. */
struct Oidc;
void app_set_login_provider(App *app, struct Oidc *provider);

void app_free(App *app);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(App, app_free)

/* The kinds of jobs of every module, for a worker whose context is a Mailer or NULL. */
const JobKind *app_job_kinds(void);

const Router *app_router(const App *app);

/* What the app's pages for whoever runs the server tell of: the server counts into its metrics.
 * `token`, which is copied, opens them from elsewhere; NULL = nothing does. */
struct Metrics *app_metrics(App *app);
void app_set_token(App *app, const char *token);

/* From now on /readyz says that no more requests should come. */
void app_set_stopping(App *app);
