#include "commands/commands.h"

#include "base/error.h"

bool command_parse(const CommandLine *line, int argc, char **argv, char ***ret_arguments,
                   GError **error) {
    g_autoptr(GOptionContext) context = g_option_context_new(line->usage);
    g_autoptr(GError) problem = NULL;
    g_auto(GStrv) words = g_new0(char *, (size_t)argc + 1);
    for (int i = 0; i < argc; i++)
        words[i] = g_strdup(argv[i]);
    g_option_context_set_summary(context, line->summary);
    g_option_context_add_main_entries(context, line->entries, NULL);
    if (!g_option_context_parse_strv(context, &words, &problem))
        return fail(error, ERROR_INVALID, "%s. Se %s --help.", problem->message, argv[0]);
    int n = (int)g_strv_length(words) - 1;
    if (n != line->n_arguments)
        return fail(error, ERROR_INVALID,
                    "%s ska ha %d ord utöver växlarna men fick %d. Se %s --help.", argv[0],
                    line->n_arguments, n, argv[0]);
    if (ret_arguments != NULL)
        *ret_arguments = g_strdupv(words + 1);
    return true;
}

bool command_needs(const char *option, const char *value, GError **error) {
    if (value == NULL || value[0] == '\0')
        return fail(error, ERROR_INVALID, "%s saknas.", option);
    return true;
}
