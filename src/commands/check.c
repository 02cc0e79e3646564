#include "commands/commands.h"

#include "base/date.h"
#include "base/error.h"
#include "commands/database.h"
#include "commands/installation.h"
#include "db/migrate.h"
#include "formats/pdf.h"
#include "services/auth/tokens.h"
#include "services/oidc/oidc.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

#define MEGABYTE (1024.0 * 1024.0)
#define FREE_MEGABYTES_NEEDED 200
#define FREE_MEGABYTES_WANTED 2000
#define MAIL_SECONDS 10
#define YEAR_OF_PROGRAM 2026 /* a clock before it is wrong */

/* One line for each thing that was looked at. */
typedef enum { IS_GOOD, IS_DOUBTFUL, IS_BAD } Grade;
typedef struct {
    int n[IS_BAD + 1];
} Check;

static void say(Check *check, Grade grade, const char *what, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
static void say(Check *check, Grade grade, const char *what, const char *format, ...) {
    static const char *const grades[] = {"bra", "varning", "fel"};
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    printf("%-8s %s: %s\n", grades[grade], what, g_strdelimit(text, "\n", ' '));
    check->n[grade]++;
}

/* ---- the database ---- */

static void check_schema(Check *check, Db *db) {
    g_autoptr(GError) problem = NULL;
    DbMigrations pending;
    if (!db_migrations_pending(db, &db_migrations, &pending, &problem))
        say(check, IS_BAD, "schema", "%s", problem->message);
    else if (pending.n > 0)
        say(check, IS_DOUBTFUL, "schema",
            "%zu ändringar återstår; de görs efter en säkerhetskopia när tjänsten startar.",
            pending.n);
    else
        say(check, IS_GOOD, "schema", "%04d, som programmet vill ha.",
            db_migrations.migrations[db_migrations.n - 1].number);
}

static void check_database(Check *check, const char *where) {
    g_autoptr(Db) db = NULL;
    g_autoptr(GError) problem = NULL;
    g_autofree char *shown = db_shown(where);
    if (!db_open_to_read(where, &db, &problem)) {
        say(check, IS_BAD, "databas", "%s", problem->message);
        return;
    }
    say(check, IS_GOOD, "databas", "%s svarar.", shown);
    check_schema(check, db);
}

static void check_file(Check *check, const char *where) {
    struct stat file;
    if (stat(where, &file) != 0)
        return;
    if ((file.st_mode & S_IRWXO) != 0)
        say(check, IS_BAD, "rättigheter", "%s kan läsas av alla. Kör chmod 600 %s.", where, where);
    else if (access(where, R_OK | W_OK) != 0)
        say(check, IS_BAD, "rättigheter", "Den som kör det här får inte läsa och skriva %s.",
            where);
    else
        say(check, IS_GOOD, "rättigheter", "%s kan inte läsas av andra.", where);
}

static void check_room(Check *check, const char *where) {
    g_autofree char *folder = g_path_get_dirname(where);
    struct statvfs disk;
    if (statvfs(folder, &disk) != 0)
        return;
    double free_megabytes = (double)disk.f_bavail * (double)disk.f_frsize / MEGABYTE;
    Grade grade = free_megabytes < FREE_MEGABYTES_NEEDED   ? IS_BAD
                  : free_megabytes < FREE_MEGABYTES_WANTED ? IS_DOUBTFUL
                                                           : IS_GOOD;
    say(check, grade, "disk", "%.0f MiB ledigt i %s.", free_megabytes, folder);
}

static void check_backups(Check *check, const Installation *installation) {
    bool is_file = db_is_file(installation->data);
    g_autofree char *beside = is_file ? g_path_get_dirname(installation->data) : NULL;
    const char *folder =
        installation->upgrade_backups == NULL ? beside : installation->upgrade_backups;
    if (folder == NULL)
        say(check, IS_DOUBTFUL, "säkerhetskopior",
            "upgrade-backups är inte satt, så en uppgradering av schemat görs inte av sig själv.");
    else if (access(folder, W_OK | X_OK) != 0)
        say(check, IS_BAD, "säkerhetskopior",
            "%s går inte att skriva i, så schemat kan inte uppgraderas.", folder);
    else
        say(check, IS_GOOD, "säkerhetskopior", "läggs i %s före en uppgradering.", folder);
}

/* ---- what is around it ---- */

static void check_clock(Check *check) {
    struct timex clock = {.modes = 0};
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *text = g_date_time_format(now, "%Y-%m-%d %H:%M:%S UTC");
    if (g_date_time_get_year(now) < YEAR_OF_PROGRAM)
        say(check, IS_BAD, "klocka", "%s kan inte vara rätt.", text);
    else if (adjtimex(&clock) == TIME_ERROR || (clock.status & STA_UNSYNC) != 0)
        say(check, IS_DOUBTFUL, "klocka", "%s. Inget program ställer den (NTP).", text);
    else
        say(check, IS_GOOD, "klocka", "%s, ställs av sig själv.", text);
}

static void check_fonts(Check *check) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) problem = NULL;
    Report *report = report_new(arena, &(ReportInfo){.title = "Provsida", .language = "sv"});
    Bytes pdf;
    report_heading(report, 1, "Provsida");
    report_paragraph(report, "Å, ä och ö.");
    if (pdf_write(arena, report, &pdf, &problem))
        say(check, IS_GOOD, "typsnitt", "finns, och en PDF går att göra.");
    else
        say(check, IS_BAD, "typsnitt", "%s", problem->message);
}

static void check_address(Check *check, const Installation *installation) {
    if (installation->origin == NULL)
        say(check, IS_DOUBTFUL, "adress",
            "origin är inte satt. Behövs bakom en proxy och för e-post.");
    else if (!g_str_has_prefix(installation->origin, "https://"))
        say(check, IS_DOUBTFUL, "adress", "%s är inte https.", installation->origin);
    else
        say(check, IS_GOOD, "adress", "%s, lyssnar på %s.", installation->origin,
            installation->listen);
}

static void check_mail(Check *check, const Installation *installation) {
    g_autoptr(Mailer) mailer = NULL;
    g_autoptr(GError) problem = NULL;
    if (installation->smtp == NULL) {
        say(check, IS_DOUBTFUL, "e-post", "smtp är inte satt, så inga brev skickas.");
        return;
    }
    if (!installation_mailer(installation, &mailer, &problem)) {
        say(check, IS_BAD, "e-post", "%s", problem->message);
        return;
    }
    guint16 port = g_str_has_prefix(installation->smtp, "smtps:") ? 465 : 587;
    g_autoptr(GSocketClient) client = g_socket_client_new();
    g_socket_client_set_timeout(client, MAIL_SECONDS);
    const char *host = strstr(installation->smtp, "://") + 3;
    g_autoptr(GSocketConnection) connection =
        g_socket_client_connect_to_host(client, host, port, NULL, &problem);
    if (connection == NULL)
        say(check, IS_BAD, "e-post", "%s svarar inte: %s", host, problem->message);
    else
        say(check, IS_GOOD, "e-post", "%s svarar.", host);
}

static void check_provider(Check *check, const Installation *installation) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Oidc) provider = NULL;
    g_autoptr(GError) problem = NULL;
    const char *url;
    if (installation->oidc_issuer == NULL)
        return;
    const OidcTry attempt = {token_new(arena), installation->origin, instant_now()};
    if (installation_login_provider(installation, &provider, &problem) &&
        oidc_address(provider, arena, &attempt, &url, &problem))
        say(check, IS_GOOD, "inloggning", "%s svarar.", installation->oidc_issuer);
    else
        say(check, IS_BAD, "inloggning", "%s: %s", installation->oidc_issuer, problem->message);
}

static void check_all(Check *check, const Installation *installation) {
    say(check, IS_GOOD, "inställningar", "kan läsas, och hemliga filer är hemliga.");
    check_address(check, installation);
    if (installation->data == NULL) {
        say(check, IS_BAD, "databas", "data är inte satt.");
    } else {
        check_database(check, installation->data);
        check_file(check, installation->data);
        if (db_is_file(installation->data))
            check_room(check, installation->data);
        check_backups(check, installation);
    }
    check_mail(check, installation);
    check_provider(check, installation);
    check_clock(check);
    check_fonts(check);
}

bool command_check(int argc, char **argv, GError **error) {
    g_auto(Installation) installation = {0};
    g_autoptr(GError) problem = NULL;
    Check check = {0};
    if (installation_parse("Looks at the whole installation: one line for each thing. Exit code 1 "
                           "when anything is wrong.",
                           argc, argv, &installation, &problem))
        check_all(&check, &installation);
    else
        say(&check, IS_BAD, "inställningar", "%s", problem->message);
    fflush(stdout);
    if (check.n[IS_BAD] > 0)
        return fail(error, ERROR_INVALID, "%d fel, %d varningar.", check.n[IS_BAD],
                    check.n[IS_DOUBTFUL]);
    printf("Inga fel, %d varningar.\n", check.n[IS_DOUBTFUL]);
    return true;
}
