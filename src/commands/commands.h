#pragma once
#include <glib.h>
#include <stdbool.h>

/* The command line. Every --data takes what db_open() takes. Each command reads its own options
 * (argv[0] is the command's name), says on standard output what it did, and fails with an error
 * that main() prints as one line. `--help` prints its usage. */
typedef struct Command {
    const char *name;    /* "import plan" */
    const char *summary; /* one line, for samsyn --help */
    bool (*run)(int argc, char **argv, GError **error);
} Command;

bool command_init(int argc, char **argv, GError **error);
bool command_demo(int argc, char **argv, GError **error);
bool command_backup(int argc, char **argv, GError **error);
bool command_restore(int argc, char **argv, GError **error);
bool command_verify(int argc, char **argv, GError **error);
bool command_check(int argc, char **argv, GError **error);
bool command_config(int argc, char **argv, GError **error);
bool command_serve(int argc, char **argv, GError **error);
bool command_migrate(int argc, char **argv, GError **error);
bool command_import_collaboration(int argc, char **argv, GError **error);
bool command_import_plan(int argc, char **argv, GError **error);
bool command_export_collaboration(int argc, char **argv, GError **error);
bool command_copy(int argc, char **argv, GError **error);
bool command_user_add(int argc, char **argv, GError **error);
bool command_user_password(int argc, char **argv, GError **error);

/* What the commands' options are read into, and how. `usage` is what stands after the command's
 * name ("--data FILE PLAN"); exactly `n_arguments` words must remain, which ret_arguments gets.
 * Prints the help and exits for --help. ERROR_INVALID when the words are off. */
typedef struct CommandLine {
    const char *usage, *summary;
    const GOptionEntry *entries;
    int n_arguments;
} CommandLine;
bool command_parse(const CommandLine *line, int argc, char **argv, char ***ret_arguments,
                   GError **error);

/* ERROR_INVALID, naming the option, when it is missing. */
bool command_needs(const char *option, const char *value, GError **error);

/* A whole file of at most `max` bytes; the caller frees it. */
bool command_read_file(const char *path, size_t max, char **ret_bytes, size_t *ret_size,
                       GError **error);
