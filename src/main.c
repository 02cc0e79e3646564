#include "base/language.h"
#include "commands/commands.h"
#include "commands/memory.h"
#include "web/translate.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const Command commands[] = {
    {"init", "make an empty database", command_init},
    {"demo", "make a database with the four demo collaborations", command_demo},
    {"config", "show an example of a file with settings", command_config},
    {"serve", "serve the pages", command_serve},
    {"check", "say what is wrong with the installation", command_check},
    {"migrate", "bring a database's schema up to date", command_migrate},
    {"backup", "copy the database while the server runs", command_backup},
    {"verify", "say what is wrong in a database or a backup", command_verify},
    {"restore", "make a new database of a backup", command_restore},
    {"copy", "copy an installation to a new database, of SQLite or PostgreSQL", command_copy},
    {"import collaboration", "read a collaboration's rules from a file",
     command_import_collaboration},
    {"import plan", "read a published plan", command_import_plan},
    {"export collaboration", "write a collaboration's rules to a file",
     command_export_collaboration},
    {"user add", "make an account", command_user_add},
    {"user password", "give an account a new password", command_user_password},
};

static int usage(FILE *out) {
    fprintf(out, "samsyn COMMAND [OPTIONS]\n\n");
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        fprintf(out, "  %-22s %s\n", commands[i].name, commands[i].summary);
    fprintf(out, "\nsamsyn COMMAND --help tells about one of them.\n");
    return out == stdout ? 0 : 2;
}

/* The command that the first one or two words name, and how many words that was. */
static const Command *find_command(int argc, char **argv, int *ret_words) {
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        g_auto(GStrv) words = g_strsplit(commands[i].name, " ", -1);
        int n = (int)g_strv_length(words), same = 0;
        while (same < n && same + 1 < argc && strcmp(words[same], argv[same + 1]) == 0)
            same++;
        if (same == n) {
            *ret_words = n;
            return &commands[i];
        }
    }
    return NULL;
}

int main(int argc, char **argv) {
    int words;
    g_autoptr(GError) error = NULL;
    memory_stop_when_out();
    setlocale(LC_CTYPE, "C.UTF-8");
    language_set_catalog(tr_english);
    umask(0077); /* databases and exports are for whoever runs the program */
    if (argc < 2)
        return usage(stderr);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)
        return usage(stdout);
    const Command *command = find_command(argc, argv, &words);
    if (command == NULL) {
        fprintf(stderr, "samsyn: %s är inget kommando. Se samsyn --help.\n", argv[1]);
        return 2;
    }
    g_autofree char *name = g_strdup_printf("samsyn %s", command->name);
    argv[words] = name;
    if (command->run(argc - words, argv + words, &error))
        return 0;
    fprintf(stderr, "%s: %s\n", name, error->message);
    return 1;
}
