#include "commands/installation.h"

#include "base/error.h"

#include "services/oidc/oidc.h"

#include <string.h>

#define SECRET_MAX 20000

static bool read_secret(const char *name, const char *file, char **ret_text, GError **error) {
    g_autoptr(GError) problem = NULL;
    g_autofree char *text = NULL;
    gsize length;
    if (file == NULL)
        return true;
    if (!installation_check_secret(name, file, error))
        return false;
    if (!g_file_get_contents(file, &text, &length, &problem))
        return fail(error, ERROR_INVALID, "%s: %s", name, problem->message);
    if (length == 0 || length > SECRET_MAX || strlen(text) != length)
        return fail(error, ERROR_INVALID, "%s: %s är tom eller ingen textfil.", name, file);
    *ret_text = g_steal_pointer(&text);
    return true;
}

bool installation_read_secret(const char *name, const char *file, char **ret_line, GError **error) {
    char *text = NULL;
    if (!read_secret(name, file, &text, error))
        return false;
    if (text != NULL)
        text[strcspn(text, "\r\n")] = '\0';
    *ret_line = text;
    return true;
}

bool installation_mailer(const Installation *installation, Mailer **ret_mailer, GError **error) {
    g_autofree char *password = NULL, *key = NULL;
    if (installation->smtp == NULL) {
        *ret_mailer = NULL;
        return true;
    }
    if (installation->origin == NULL)
        return fail(error, ERROR_INVALID,
                    "smtp behöver origin: webbplatsens adress, som länkar i brev börjar med.");
    if (!installation_read_secret("smtp-password-file", installation->smtp_password_file, &password,
                                  error) ||
        !read_secret("dkim-key-file", installation->dkim_key_file, &key, error))
        return false;
    MailSettings settings = {.smtp = installation->smtp,
                             .from = installation->mail_from,
                             .user = installation->smtp_user,
                             .password = password,
                             .ca_file = installation->smtp_ca_file,
                             .dkim_key = key,
                             .dkim_selector = installation->dkim_selector,
                             .dkim_domain = installation->dkim_domain};
    return mailer_new(&settings, ret_mailer, error);
}

bool installation_login_provider(const Installation *installation, Oidc **ret_provider,
                                 GError **error) {
    g_autofree char *secret = NULL;
    if (installation->oidc_issuer == NULL) {
        *ret_provider = NULL;
        return true;
    }
    if (installation->origin == NULL)
        return fail(error, ERROR_INVALID,
                    "oidc-issuer behöver origin: webbplatsens adress, som inloggningstjänsten "
                    "skickar tillbaka till.");
    if (!installation_read_secret("oidc-client-secret-file", installation->oidc_client_secret_file,
                                  &secret, error))
        return false;
    OidcSettings settings = {installation->oidc_issuer, installation->oidc_client_id, secret,
                             installation->oidc_label};
    return oidc_new(&settings, ret_provider, error);
}
