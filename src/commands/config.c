#include "commands/commands.h"

#include "commands/installation.h"

#include <stdio.h>

bool command_config(int argc, char **argv, GError **error) {
    const GOptionEntry entries[] = {{0}};
    CommandLine line = {"> samsyn.conf",
                        "Shows an example of a file with settings, for samsyn serve --config FILE.",
                        entries, 0};
    if (!command_parse(&line, argc, argv, NULL, error))
        return false;
    g_autofree char *example = installation_example();
    fputs(example, stdout);
    return true;
}
