#include "commands/mail_options.h"

#include "base/error.h"

#include <string.h>

#define SECRET_MAX 20000

void mail_options_clear(MailOptions *options) {
    char *const texts[] = {options->smtp,          options->from,       options->user,
                           options->password_file, options->ca_file,    options->dkim_key_file,
                           options->dkim_selector, options->dkim_domain};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
}

static bool read_secret(const char *option, const char *file, char **ret_text, GError **error) {
    g_autoptr(GError) problem = NULL;
    g_autofree char *text = NULL;
    gsize length;
    if (file == NULL)
        return true;
    if (!g_file_get_contents(file, &text, &length, &problem))
        return fail(error, ERROR_INVALID, "%s: %s", option, problem->message);
    if (length == 0 || length > SECRET_MAX || strlen(text) != length)
        return fail(error, ERROR_INVALID, "%s: %s är tom eller ingen textfil.", option, file);
    *ret_text = g_steal_pointer(&text);
    return true;
}

bool mail_options_mailer(const MailOptions *options, const char *origin, Mailer **ret_mailer,
                         GError **error) {
    g_autofree char *password = NULL, *key = NULL;
    if (options->smtp == NULL) {
        *ret_mailer = NULL;
        return true;
    }
    if (origin == NULL)
        return fail(error, ERROR_INVALID,
                    "--smtp behöver --origin: webbplatsens adress, som länkar i brev börjar med.");
    if (!read_secret("--smtp-password-file", options->password_file, &password, error) ||
        !read_secret("--dkim-key", options->dkim_key_file, &key, error))
        return false;
    if (password != NULL)
        password[strcspn(password, "\r\n")] = '\0';
    MailSettings settings = {.smtp = options->smtp,
                             .from = options->from,
                             .user = options->user,
                             .password = password,
                             .ca_file = options->ca_file,
                             .dkim_key = key,
                             .dkim_selector = options->dkim_selector,
                             .dkim_domain = options->dkim_domain};
    return mailer_new(&settings, ret_mailer, error);
}
