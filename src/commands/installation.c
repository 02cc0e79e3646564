#include "commands/installation.h"

#include "base/error.h"
#include "base/similar.h"
#include "commands/commands.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define VARIABLE_PREFIX "SAMSYN_"
#define TEST_PREFIX VARIABLE_PREFIX "TEST_" /* for the tests alone */
#define FILE_VARIABLE VARIABLE_PREFIX "CONFIG"
#define STANDARD_FILE "/etc/samsyn/samsyn.conf"
#define NEAR_MAX 6 /* letters that a mistyped name may differ by */

#define AT(field) offsetof(Installation, field)
const Setting installation_settings[] = {
    {"data", SETTING_FILE, "FILE", NULL, "the database", AT(data)},
    {"upgrade-backups", SETTING_FILE, "FOLDER", NULL,
     "where a backup goes before the schema is upgraded; otherwise beside a database that is a file",
     AT(upgrade_backups)},
    {"listen", SETTING_TEXT, "ADDRESS:PORT", "localhost:8080", "where to listen", AT(listen)},
    {"origin", SETTING_TEXT, "URL", NULL,
     "the site's address as people write it; needed behind a proxy and for mail", AT(origin)},
    {"trusted-proxy", SETTING_LIST, "ADDRESS", NULL,
     "whose X-Forwarded-For and X-Forwarded-Proto count", AT(trusted_proxy)},
    {"smtp", SETTING_TEXT, "smtp://HOST:PORT, smtps://… or smtp+plain://…", NULL,
     "the mail server; without it no mail is sent", AT(smtp)},
    {"mail-from", SETTING_TEXT, "NAME <ADDRESS>", NULL, "who letters are from", AT(mail_from)},
    {"smtp-user", SETTING_TEXT, "NAME", NULL, "name to log in to the mail server with",
     AT(smtp_user)},
    {"smtp-password-file", SETTING_SECRET_FILE, "FILE", NULL,
     "file with the password in its first line", AT(smtp_password_file)},
    {"smtp-ca-file", SETTING_FILE, "FILE", NULL,
     "certificates that vouch for the mail server, where the system's do not", AT(smtp_ca_file)},
    {"dkim-key-file", SETTING_SECRET_FILE, "FILE", NULL, "private key that signs letters, PEM",
     AT(dkim_key_file)},
    {"dkim-selector", SETTING_TEXT, "NAME", NULL, "the key's name in DNS", AT(dkim_selector)},
    {"dkim-domain", SETTING_TEXT, "DOMAIN", NULL,
     "the key's domain, where it is not that of mail-from", AT(dkim_domain)},
    {"second-factor", SETTING_TEXT, "optional or required", "optional",
     "whether coordinators and system administrators must log in with a code as well",
     AT(second_factor)},
    {"oidc-issuer", SETTING_TEXT, "URL", NULL,
     "a provider of OpenID Connect, where people may log in as well", AT(oidc_issuer)},
    {"oidc-client-id", SETTING_TEXT, "NAME", NULL, "what the provider calls this site",
     AT(oidc_client_id)},
    {"oidc-client-secret-file", SETTING_SECRET_FILE, "FILE", NULL,
     "file with the secret from the provider in its first line", AT(oidc_client_secret_file)},
    {"oidc-label", SETTING_TEXT, "TEXT", "Logga in med er organisation",
     "what its button on the login page says", AT(oidc_label)},
    {"metrics-token-file", SETTING_SECRET_FILE, "FILE", NULL,
     "file with the token that opens /metrics from other machines", AT(metrics_token_file)},
    {0}};

static void *place(const Installation *installation, const Setting *setting) {
    return (char *)(uintptr_t)installation + setting->offset;
}

static void free_value(const Setting *setting, void *value) {
    if (setting->kind == SETTING_LIST)
        g_strfreev(value);
    else
        g_free(value);
}

void installation_clear(Installation *installation) {
    for (const Setting *setting = installation_settings; setting->name != NULL; setting++) {
        void **at = place(installation, setting);
        free_value(setting, g_steal_pointer(at));
    }
}

void installation_fill(Installation *installation, Installation *more) {
    for (const Setting *setting = installation_settings; setting->name != NULL; setting++) {
        void **to = place(installation, setting), **from = place(more, setting);
        if (*to == NULL)
            *to = g_steal_pointer(from);
    }
}

static char **split_list(const char *text) {
    g_autoptr(GStrvBuilder) items = g_strv_builder_new();
    g_auto(GStrv) parts = g_strsplit_set(text, ", \t", -1);
    for (size_t i = 0; parts[i] != NULL; i++)
        if (parts[i][0] != '\0')
            g_strv_builder_add(items, parts[i]);
    return g_strv_builder_end(items);
}

static void put(Installation *installation, const Setting *setting, const char *text) {
    void **at = place(installation, setting);
    free_value(setting, *at);
    *at = setting->kind == SETTING_LIST ? (void *)split_list(text) : g_strdup(text);
}

static const Setting *find(const char *name) {
    const Setting *setting = installation_settings;
    while (setting->name != NULL && strcmp(setting->name, name) != 0)
        setting++;
    return setting->name == NULL ? NULL : setting;
}

static const Setting *nearest(const char *name) {
    const Setting *best = NULL;
    int best_distance = NEAR_MAX + 1;
    for (const Setting *setting = installation_settings; setting->name != NULL; setting++) {
        bool begun = name[0] != '\0' && g_str_has_prefix(setting->name, name);
        int distance = begun ? 0 : similar_distance(setting->name, name, NEAR_MAX);
        if (distance < best_distance) {
            best_distance = distance;
            best = setting;
        }
    }
    return best;
}

/* "mail-from" → "SAMSYN_MAIL_FROM" */
static char *variable_of(const Setting *setting) {
    g_autofree char *upper = g_ascii_strup(setting->name, -1);
    return g_strconcat(VARIABLE_PREFIX, g_strdelimit(upper, "-", '_'), NULL);
}

/* ---- the file ---- */

static bool fail_unknown(const char *file, unsigned line, const char *name, GError **error) {
    const Setting *meant = nearest(name);
    if (meant == NULL)
        return fail(error, ERROR_INVALID,
                    "%s rad %u: ”%s” är ingen inställning. ”samsyn config” visar alla.", file, line,
                    name);
    return fail(error, ERROR_INVALID, "%s rad %u: ”%s” är ingen inställning. Menas ”%s”?", file,
                line, name, meant->name);
}

static bool read_line(Installation *installation, const char *file, unsigned number, char *line,
                      GError **error) {
    g_strstrip(line);
    if (line[0] == '\0' || line[0] == '#')
        return true;
    char *equals = strchr(line, '=');
    if (equals == NULL)
        return fail(error, ERROR_INVALID, "%s rad %u: skriv raden som ”namn = värde”.", file,
                    number);
    *equals = '\0';
    const char *name = g_strchomp(line), *value = g_strchug(equals + 1);
    const Setting *setting = find(name);
    if (setting == NULL)
        return fail_unknown(file, number, name, error);
    if (value[0] == '\0')
        return fail(error, ERROR_INVALID, "%s rad %u: ”%s” har inget värde.", file, number, name);
    if (*(void **)place(installation, setting) != NULL)
        return fail(error, ERROR_INVALID, "%s rad %u: ”%s” står två gånger.", file, number, name);
    put(installation, setting, value);
    return true;
}

bool installation_read_text(Installation *installation, const char *file, const char *text,
                            GError **error) {
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    if (!g_utf8_validate(text, -1, NULL))
        return fail(error, ERROR_INVALID, "%s är inte skriven i UTF-8.", file);
    for (unsigned i = 0; lines[i] != NULL; i++)
        if (!read_line(installation, file, i + 1, lines[i], error))
            return false;
    return true;
}

static bool read_file(Installation *installation, const char *file, GError **error) {
    g_autofree char *text = NULL;
    gsize size;
    if (!g_file_get_contents(file, &text, &size, NULL))
        return fail(error, ERROR_NOT_FOUND, "%s finns inte eller går inte att läsa.", file);
    if (size > SETTINGS_FILE_SIZE_MAX || strlen(text) != size)
        return fail(error, ERROR_INVALID, "%s är för stor eller ingen textfil.", file);
    return installation_read_text(installation, file, text, error);
}

/* ---- the environment ---- */

static bool fail_variable(const char *variable, GError **error) {
    g_autofree char *lower = g_ascii_strdown(variable + strlen(VARIABLE_PREFIX), -1);
    const Setting *meant = nearest(g_strdelimit(lower, "_", '-'));
    g_autofree char *right = meant == NULL ? NULL : variable_of(meant);
    if (right == NULL)
        return fail(error, ERROR_INVALID,
                    "Miljövariabeln %s är ingen inställning. ”samsyn config” visar alla.",
                    variable);
    return fail(error, ERROR_INVALID, "Miljövariabeln %s är ingen inställning. Menas %s?", variable,
                right);
}

static bool read_variable(Installation *installation, const char *variable, const char *value,
                          GError **error) {
    for (const Setting *setting = installation_settings; setting->name != NULL; setting++) {
        g_autofree char *name = variable_of(setting);
        if (strcmp(name, variable) != 0)
            continue;
        if (value[0] != '\0')
            put(installation, setting, value);
        return true;
    }
    return strcmp(variable, FILE_VARIABLE) == 0 || fail_variable(variable, error);
}

bool installation_read_environment(Installation *installation, const char *const *environment,
                                   GError **error) {
    for (; *environment != NULL; environment++) {
        if (!g_str_has_prefix(*environment, VARIABLE_PREFIX) ||
            g_str_has_prefix(*environment, TEST_PREFIX) || strchr(*environment, '=') == NULL)
            continue;
        g_auto(GStrv) parts = g_strsplit(*environment, "=", 2);
        if (!read_variable(installation, parts[0], parts[1], error))
            return false;
    }
    return true;
}

/* ---- the whole ---- */

bool installation_check_secret(const char *name, const char *file, GError **error) {
    struct stat found;
    if (stat(file, &found) != 0 || !S_ISREG(found.st_mode))
        return fail(error, ERROR_INVALID, "%s: %s finns inte eller går inte att läsa.", name, file);
    if ((found.st_mode & (S_IRWXO | S_IWGRP)) != 0)
        return fail(error, ERROR_INVALID,
                    "%s: %s ska vara hemlig men kan läsas eller ändras av andra. Kör chmod 640 %s.",
                    name, file, file);
    return true;
}

/* "postgresql://samsyn:hemligt@host/samsyn" or "…?password=hemligt" */
static bool has_password(const char *data) {
    return g_regex_match_simple("^postgres(ql)?://([^/?@]*:[^/?@]+@|.*[?&]password=)", data, 0, 0);
}

static bool check_values(const Installation *installation, GError **error) {
    for (const Setting *setting = installation_settings; setting->name != NULL; setting++) {
        char **value = place(installation, setting);
        if (setting->kind == SETTING_SECRET_FILE && *value != NULL &&
            !installation_check_secret(setting->name, *value, error))
            return false;
    }
    if (installation->data != NULL && has_password(installation->data))
        return fail(error, ERROR_INVALID,
                    "data: skriv inget lösenord i adressen. Lägg det i en fil för libpq och skriv "
                    "?passfile=/etc/samsyn/pgpass i stället.");
    const char *origin = installation->origin;
    const char *host = origin == NULL ? NULL : strstr(origin, "://");
    bool good = origin == NULL ||
                (host != NULL && host[3] != '\0' && !strpbrk(host + 3, "/?# ") &&
                 (g_str_has_prefix(origin, "https://") || g_str_has_prefix(origin, "http://")));
    return good || fail(error, ERROR_INVALID,
                        "origin: ”%s” ska vara webbplatsens adress utan något efter namnet, som "
                        "https://samsyn.example.se.",
                        origin);
}

static void put_standards(Installation *installation) {
    for (const Setting *setting = installation_settings; setting->name != NULL; setting++)
        if (*(void **)place(installation, setting) == NULL && setting->standard != NULL)
            put(installation, setting, setting->standard);
}

bool installation_complete(Installation *installation, const char *file, GError **error) {
    g_auto(Installation) of_file = {0}, of_environment = {0};
    g_auto(GStrv) environment = g_get_environ();
    if (!installation_read_environment(&of_environment, (const char *const *)environment, error))
        return false;
    installation_fill(installation, &of_environment);
    if (file == NULL)
        file = g_environ_getenv(environment, FILE_VARIABLE);
    if (file == NULL && installation->data == NULL && g_access(STANDARD_FILE, F_OK) == 0)
        file = STANDARD_FILE;
    if (file != NULL && file[0] != '\0' && !read_file(&of_file, file, error))
        return false;
    installation_fill(installation, &of_file);
    put_standards(installation);
    return check_values(installation, error);
}

static GOptionEntry option_of(Installation *installation, const Setting *setting) {
    static const GOptionArg kinds[] = {[SETTING_TEXT] = G_OPTION_ARG_STRING,
                                       [SETTING_FILE] = G_OPTION_ARG_FILENAME,
                                       [SETTING_SECRET_FILE] = G_OPTION_ARG_FILENAME,
                                       [SETTING_LIST] = G_OPTION_ARG_STRING_ARRAY};
    return (GOptionEntry){.long_name = setting->name,
                          .arg = kinds[setting->kind],
                          .arg_data = place(installation, setting),
                          .description = setting->help,
                          .arg_description = setting->value};
}

bool installation_parse(const char *summary, int argc, char **argv, Installation *ret_installation,
                        GError **error) {
    g_auto(Installation) installation = {0};
    g_autofree char *file = NULL;
    GOptionEntry entries[G_N_ELEMENTS(installation_settings) + 1] = {
        {"config", 0, 0, G_OPTION_ARG_FILENAME, &file,
         "file with the settings below, one a line: name = value (SAMSYN_CONFIG)", "FILE"}};
    for (size_t i = 0; installation_settings[i].name != NULL; i++)
        entries[i + 1] = option_of(&installation, &installation_settings[i]);
    CommandLine line = {"[--config FILE] [--data FILE] …", summary, entries, 0};
    if (!command_parse(&line, argc, argv, NULL, error) ||
        !installation_complete(&installation, file, error))
        return false;
    *ret_installation = installation;
    installation = (Installation){0};
    return true;
}

char *installation_example(void) {
    g_autoptr(GString) text =
        g_string_new("# Settings of Samsyn, one a line: name = value. docs/deployment.md tells "
                     "more about each.\n"
                     "# Environment variables (SAMSYN_DATA …) win over this file, options (--data "
                     "…) over both.\n"
                     "# Nothing here is secret: passwords and keys lie in files of their own.\n");
    for (const Setting *setting = installation_settings; setting->name != NULL; setting++)
        g_string_append_printf(
            text, "\n# %s%s\n#%s = %s\n", setting->help,
            setting->kind == SETTING_LIST ? " (several: separate with spaces)" : "", setting->name,
            setting->standard == NULL ? setting->value : setting->standard);
    return g_string_free(g_steal_pointer(&text), FALSE);
}
