#pragma once
#include "services/mail/mailer.h"

/* How an installation is set up. One table of settings gives the options of the command line, the
 * environment variables and the keys of a file; an option wins over a variable, a variable over the
 * file. Texts are NULL where nothing is set and nothing holds by itself. */
typedef struct Installation {
    char *data, *upgrade_backups, *listen, *origin;
    char **trusted_proxy;
    char *smtp, *mail_from, *smtp_user, *smtp_password_file, *smtp_ca_file, *dkim_key_file,
        *dkim_selector, *dkim_domain, *second_factor, *metrics_token_file;
    char *oidc_issuer, *oidc_client_id, *oidc_client_secret_file, *oidc_label;
} Installation;
void installation_clear(Installation *installation);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Installation, installation_clear)

typedef enum {
    SETTING_TEXT,
    SETTING_FILE,
    SETTING_SECRET_FILE, /* a file whose content is secret: others than owner and group may not
                            read it */
    SETTING_LIST,        /* separated by spaces or commas; an option that may be given many times */
} SettingKind;

typedef struct Setting {
    const char *name; /* "mail-from": --mail-from, SAMSYN_MAIL_FROM, mail-from = … */
    SettingKind kind;
    const char *value;    /* what one writes: "ADDRESS:PORT" */
    const char *standard; /* what holds by itself, or NULL */
    const char *help;
    size_t offset; /* char * in Installation; char ** of a SETTING_LIST */
} Setting;

/* All settings; ends with {0}. */
extern const Setting installation_settings[];

#define SETTINGS_FILE_SIZE_MAX ((size_t)256 * 1024)

/* The settings of a file's text: `name = value` a line, `#` begins a line that says nothing.
 * ERROR_INVALID names file and line, and the setting that comes nearest. */
bool installation_read_text(Installation *installation, const char *file, const char *text,
                            GError **error);

/* The settings of an environment ("NAME=value", ended by NULL). ERROR_INVALID for a SAMSYN_… that
 * is none; its value is never told. SAMSYN_CONFIG is the caller's. */
bool installation_read_environment(Installation *installation, const char *const *environment,
                                   GError **error);

/* Takes over what `more` has and `installation` does not. */
void installation_fill(Installation *installation, Installation *more);

/* Reads the file (NULL = SAMSYN_CONFIG, or /etc/samsyn/samsyn.conf where nothing names a database),
 * then variables over it, then what already stands in `installation`, and sets what holds by itself
 * where nothing was said. Secret files are looked at but not read. */
bool installation_complete(Installation *installation, const char *file, GError **error);

/* command_parse() with every setting as an option, and --config FILE; then the whole is completed.
 */
bool installation_parse(const char *summary, int argc, char **argv, Installation *ret_installation,
                        GError **error);

/* ERROR_INVALID when somebody else than owner and group can read a file that is secret, or others
 * than the owner change it. `name`: the setting. */
bool installation_check_secret(const char *name, const char *file, GError **error);

/* The first line of a secret file, which is looked at as above; NULL where `file` is NULL. */
bool installation_read_secret(const char *name, const char *file, char **ret_line, GError **error);

/* *ret_mailer is NULL where no server is set. ERROR_INVALID names the setting that is wrong; links
 * in letters need `origin`, since a Host header is whatever somebody writes. */
bool installation_mailer(const Installation *installation, Mailer **ret_mailer, GError **error);

/* *ret_provider is NULL where none is set; needs `origin`, which the provider knows. */
struct Oidc;
bool installation_login_provider(const Installation *installation, struct Oidc **ret_provider,
                                 GError **error);

/* An example of a file with every setting and its explanation. The caller frees it. */
char *installation_example(void);
