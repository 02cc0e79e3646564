#include "commands/commands.h"

#include "base/error.h"
#include "commands/database.h"
#include "commands/verify.h"
#include "db/copy.h"

#include <stdio.h>

static void say_findings(const Verification *found) {
    for (size_t i = 0; i < found->findings->len; i++)
        printf("%s\n", (const char *)found->findings->pdata[i]);
}

static void say_sound(const char *file, const Verification *found) {
    printf("%s är hel: schema %04d, %zu antagna versioner med rätt kontrollsumma, %zu rader i "
           "loggen.\n",
           file, found->schema, found->n_versions, found->n_audit);
    if (found->n_pending > 0)
        printf("Databasen uppgraderas när den tas i bruk: %zu ändringar av schemat återstår.\n",
               found->n_pending);
}

/* Says what is wrong, and fails when anything is. */
static bool verify_and_say(const char *where, GError **error) {
    g_auto(Verification) found = {0};
    g_autofree char *file = db_shown(where);
    if (!verify_file(where, &found, error))
        return false;
    say_findings(&found);
    if (found.findings->len > 0)
        return fail(error, ERROR_INVALID, "%s har %u fel.", file, found.findings->len);
    say_sound(file, &found);
    return true;
}

bool command_verify(int argc, char **argv, GError **error) {
    g_auto(GStrv) arguments = NULL;
    const GOptionEntry entries[] = {{0}};
    CommandLine line = {"FILE",
                        "Reads a whole database or backup, says what is wrong in it and changes "
                        "nothing: damage, lost rows, another schema, adopted versions that have "
                        "been changed, a log that is out of order.",
                        entries, 1};
    return command_parse(&line, argc, argv, &arguments, error) &&
           verify_and_say(arguments[0], error);
}

bool command_backup(int argc, char **argv, GError **error) {
    g_autofree char *data = NULL, *where = NULL, *to = NULL;
    g_autoptr(Db) db = NULL;
    const GOptionEntry entries[] = {
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the database", "FILE"},
        {"to", 0, 0, G_OPTION_ARG_FILENAME, &to, "the new file", "FILE"},
        {0}};
    CommandLine line = {"--data FILE --to FILE",
                        "Copies the database as it is at one moment to a new file, while the "
                        "server runs, and verifies the copy.",
                        entries, 0};
    return command_parse(&line, argc, argv, NULL, error) && command_needs("--to", to, error) &&
           command_where(data, &where, error) && db_open(where, &db, error) &&
           db_backup(db, to, error) && verify_and_say(to, error);
}

bool command_restore(int argc, char **argv, GError **error) {
    g_autofree char *data = NULL, *where = NULL, *from = NULL;
    g_autoptr(Db) db = NULL;
    const GOptionEntry entries[] = {
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the new database", "FILE"},
        {"from", 0, 0, G_OPTION_ARG_FILENAME, &from, "the backup", "FILE"},
        {0}};
    CommandLine line = {"--from FILE --data FILE",
                        "Verifies a backup and makes a new database of it. Never writes over one.",
                        entries, 0};
    if (!command_parse(&line, argc, argv, NULL, error) || !command_needs("--from", from, error) ||
        !command_where(data, &where, error) || !verify_and_say(from, error) ||
        !db_open_to_read(from, &db, error) ||
        !(db_is_file(where) ? db_backup : db_copy_to_new)(db, where, error))
        return false;
    g_autofree char *shown = db_shown(where);
    printf("%s är återställd från %s.\n", shown, from);
    return true;
}
