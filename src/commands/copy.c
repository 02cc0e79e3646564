#include "commands/commands.h"

#include "base/error.h"
#include "commands/database.h"
#include "db/copy.h"

#include <stdio.h>

static void say_copied(const DbCopiedTables *copied, const char *from, const char *to) {
    g_autofree char *shown_from = db_shown(from), *shown_to = db_shown(to);
    int64_t n_rows = 0;
    for (size_t i = 0; i < copied->n; i++) {
        const DbCopied *table = &copied->tables[i];
        n_rows += table->n_rows;
        printf("%s: %" G_GINT64_FORMAT " %s, %.12s\n", table->table, table->n_rows,
               table->n_rows == 1 ? "rad" : "rader", table->sha256);
    }
    printf("%s har nu allt som fanns i %s: %" G_GINT64_FORMAT
           " rader i %zu tabeller, jämförda rad för rad.\n",
           shown_to, shown_from, n_rows, copied->n);
}

bool command_copy(int argc, char **argv, GError **error) {
    g_autofree char *from = NULL, *to = NULL;
    g_autoptr(Db) source = NULL;
    g_autoptr(Db) target = NULL;
    g_autoptr(Arena) arena = arena_new();
    DbCopiedTables copied;
    const GOptionEntry entries[] = {
        {"from", 0, 0, G_OPTION_ARG_FILENAME, &from, "the database that is there", "FILE"},
        {"to", 0, 0, G_OPTION_ARG_FILENAME, &to, "the new database", "FILE"},
        {0}};
    CommandLine line = {
        "--from FILE --to FILE",
        "Copies an installation to a new database, of the same kind or of the other.", entries, 0};
    if (!command_parse(&line, argc, argv, NULL, error) || !command_needs("--from", from, error) ||
        !command_needs("--to", to, error) || !db_open(from, &source, error) ||
        !command_create(to, &target, error))
        return false;
    if (!db_copy(source, target, arena, &copied, error)) {
        g_prefix_error(error, "Kopian blev inte av, och den nya databasen kan tas bort. ");
        return false;
    }
    say_copied(&copied, from, to);
    return true;
}
