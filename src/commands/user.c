#include "commands/commands.h"

#include "base/error.h"
#include "commands/database.h"
#include "modules/access/access.h"
#include "modules/collaborations/collaborations.h"
#include "services/audit/audit.h"
#include "services/auth/auth.h"
#include "services/auth/password.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define PASSWORD_LINE (PASSWORD_MAX_LENGTH * 4 + 2)

/* What is typed is not shown; false when there was nothing to read. */
static bool read_hidden_line(char line[PASSWORD_LINE]) {
    struct termios shown, hidden;
    bool typed = tcgetattr(STDIN_FILENO, &shown) == 0;
    if (typed) {
        hidden = shown;
        hidden.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
        fprintf(stderr, "Lösenord (syns inte när ni skriver): ");
    }
    bool read = fgets(line, PASSWORD_LINE, stdin) != NULL;
    if (typed) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
        fprintf(stderr, "\n");
    }
    return read;
}

/* The first line of standard input, so that no password stands in a process list or a shell's
 * history. */
static bool read_password(char **ret_password, GError **error) {
    char line[PASSWORD_LINE];
    if (!read_hidden_line(line))
        return fail(error, ERROR_INVALID, "Skriv lösenordet på en rad på standard in.");
    line[strcspn(line, "\r\n")] = '\0';
    *ret_password = g_strdup(line);
    return true;
}

typedef struct {
    NewAccount account;
    const char *collaboration, *role;
} UserToAdd;

static bool role_from(const char *key, Role *ret_role, GError **error) {
    return role_from_key(key == NULL ? "member" : key, ret_role) ||
           fail(error, ERROR_INVALID,
                "--role är reader, member, contact_person, head, preparer, coordinator eller "
                "national_reader, inte %s.",
                key);
}

/* Whoever stands at the server is no account: the log says what was done, and by nobody. */
static bool tell_log(Db *db, const char *action, Id account, const char *after, GError **error) {
    AuditEntry entry = {.subject = account, .action = action, .after = after};
    return audit_write(db, &entry, NULL, error);
}

static bool add_user(Db *db, void *data, GError **error) {
    const UserToAdd *user = data;
    g_autoptr(Arena) arena = arena_new();
    Membership membership = {0};
    Role role;
    Collaboration collaboration;
    if (!account_add(db, &user->account, &membership.account, error) ||
        !tell_log(db, "account.add", membership.account, user->account.email, error))
        return false;
    if (user->collaboration == NULL)
        return true;
    if (!role_from(user->role, &role, error) ||
        !collaboration_by_name(db, arena, user->collaboration, &collaboration, error))
        return false;
    membership.collaboration = collaboration.id;
    membership.roles = ONLY_ROLE(role);
    return access_give(db, arena, &membership, user->account.email, (Id){0}, error);
}

bool command_user_add(int argc, char **argv, GError **error) {
    g_autofree char *data = NULL, *name = NULL, *collaboration = NULL, *role = NULL,
                    *password = NULL;
    g_auto(GStrv) arguments = NULL;
    g_autoptr(Db) db = NULL;
    gboolean administrator = FALSE;
    char hash[PASSWORD_HASH_SIZE];
    const GOptionEntry entries[] = {
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the database", "FILE"},
        {"name", 0, 0, G_OPTION_ARG_STRING, &name, "the person's name", "NAME"},
        {"collaboration", 0, 0, G_OPTION_ARG_STRING, &collaboration, "which the account belongs to",
         "NAME"},
        {"role", 0, 0, G_OPTION_ARG_STRING, &role,
         "reader, member, contact_person, head, preparer, coordinator or national_reader (member)",
         "ROLE"},
        {"administrator", 0, 0, G_OPTION_ARG_NONE, &administrator, "administers the installation",
         NULL},
        {0}};
    CommandLine line = {
        "--data FILE --name NAME [--collaboration NAME --role ROLE] [--administrator] EMAIL",
        "Makes an account. The password is asked for, or read from standard input.", entries, 1};
    if (!command_parse(&line, argc, argv, &arguments, error) ||
        !command_needs("--name", name, error) || !command_open(data, &db, error) ||
        !read_password(&password, error))
        return false;
    UserToAdd user = {{arguments[0], name, hash, administrator}, collaboration, role};
    const char *about[] = {name, arguments[0], NULL};
    if (!account_password_hash(password, about, hash, error) ||
        !db_write(db, add_user, &user, error))
        return false;
    printf("Kontot %s är skapat.\n", arguments[0]);
    return true;
}

typedef struct {
    const char *email, *hash;
} NewPassword;

static bool put_password(Db *db, void *data, GError **error) {
    const NewPassword *new = data;
    g_autoptr(Arena) arena = arena_new();
    Id account;
    return account_with_email(db, arena, new->email, &account, error) &&
           account_put_password_hash(db, new->email, new->hash, error) &&
           tell_log(db, "account.password", account, NULL, error);
}

bool command_user_password(int argc, char **argv, GError **error) {
    g_autofree char *data = NULL, *password = NULL;
    g_auto(GStrv) arguments = NULL;
    g_autoptr(Db) db = NULL;
    char hash[PASSWORD_HASH_SIZE];
    const GOptionEntry entries[] = {
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the database", "FILE"}, {0}};
    CommandLine line = {
        "--data FILE EMAIL",
        "Gives an account a new password, asked for or read from standard input, and ends its "
        "sessions.",
        entries, 1};
    if (!command_parse(&line, argc, argv, &arguments, error) || !command_open(data, &db, error) ||
        !read_password(&password, error))
        return false;
    NewPassword new = {arguments[0], hash};
    if (!account_password_hash(password, (const char *const[]){arguments[0], NULL}, hash, error) ||
        !db_write(db, put_password, &new, error))
        return false;
    printf("%s har fått ett nytt lösenord och är utloggad överallt.\n", arguments[0]);
    return true;
}
