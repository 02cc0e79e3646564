#include "commands/commands.h"

#include "app.h"
#include "commands/database.h"
#include "commands/installation.h"
#include "commands/notify.h"
#include "services/auth/auth.h"
#include "services/auth/password.h"
#include "services/oidc/oidc.h"
#include "web/server.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Pages that wait for a database server: so many wait at once, and no connection for another's. */
#define WAITING_WORKERS 8

/* The rest is for somebody who started it by hand. */
static void say_hello(const char *data, const char *host, const Server *server, bool demo) {
    const char *colon = strrchr(host, ':');
    g_autofree char *shown = db_shown(data);
    int length = colon == NULL ? (int)strlen(host) : (int)(colon - host);
    printf("Samsyn visar %s på http://%.*s:%u\n", shown, length, host, server_port(server));
    fflush(stdout);
    if (!isatty(STDOUT_FILENO))
        return;
    if (demo)
        printf("Demonstration: öppna sidan, välj Logga in och sedan en person i listan. Inget "
               "lösenord behövs.\n");
    else
        printf("Logga in med ett konto som samsyn user add har skapat.\n");
    printf("Stoppa med Ctrl+C.\n");
}

static bool is_demo(DbPool *pool, bool *ret_demo, GError **error) {
    g_autoptr(Arena) arena = arena_new();
    Db *db;
    const char *demo;
    if (!db_pool_connection(pool, &db, error) || !setting_get(db, arena, "demo", &demo, error))
        return false;
    *ret_demo = g_strcmp0(demo, "1") == 0;
    return true;
}

/* Every upgrade of the schema happens before the first connection of the pool. */
static bool open_pool(const Installation *installation, DbPool **ret_pool, GError **error) {
    g_autoptr(Db) db = NULL;
    return command_open_installation(installation, &db, error) &&
           db_pool_new(installation->data, ret_pool, error);
}

static bool set_second_factor(App *app, const char *value, GError **error) {
    if (strcmp(value, "required") == 0)
        app_require_second_factor(app);
    else if (strcmp(value, "optional") != 0)
        return fail(error, ERROR_INVALID, "second-factor är optional eller required, inte ”%s”.",
                    value);
    return true;
}

bool command_serve(int argc, char **argv, GError **error) {
    g_auto(Installation) installation = {0};
    g_autofree char *token = NULL;
    g_autoptr(DbPool) pool = NULL;
    g_autoptr(Oidc) provider = NULL;
    g_autoptr(App) app = NULL;
    g_autoptr(Mailer) mailer = NULL;
    g_autoptr(Worker) worker = NULL;
    g_autoptr(Server) server = NULL;
    bool demo = false;
    if (!installation_parse("Serves the pages until it gets SIGTERM or SIGINT.", argc, argv,
                            &installation, error) ||
        !installation_mailer(&installation, &mailer, error) ||
        !installation_login_provider(&installation, &provider, error) ||
        !installation_read_secret("metrics-token-file", installation.metrics_token_file, &token,
                                  error))
        return false;
    server_block_signals();
    ServerOptions options = {.listen = installation.listen,
                             .origin = installation.origin,
                             .trusted_proxies = (const char *const *)installation.trusted_proxy,
                             .ordinary_workers =
                                 db_is_file(installation.data) ? 0 : WAITING_WORKERS,
                             .heavy_workers = PASSWORD_HASHES_AT_ONCE};
    if (!open_pool(&installation, &pool, error) || !app_new(pool, &app, error) ||
        !set_second_factor(app, installation.second_factor, error) || !is_demo(pool, &demo, error))
        return false;
    app_set_mail(app, mailer != NULL);
    app_set_login_provider(app, provider);
    app_set_token(app, token);
    options.metrics = app_metrics(app);
    if (!server_start(&options, app_router(app), &server, error))
        return false;
    worker = worker_new(&(WorkerOptions){.kinds = app_job_kinds(), .context = mailer});
    worker_start(worker, pool);
    say_hello(installation.data, options.listen, server, demo);
    notify_manager("READY=1");
    server_wait_for_signal();
    notify_manager("STOPPING=1");
    app_set_stopping(app);
    return true;
}
