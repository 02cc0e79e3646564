#include "base/error.h"
#include "commands/installation.h"

#include <glib/gstdio.h>
#include <string.h>

static void check_says(GError *error, const char *says) {
    g_assert_nonnull(error);
    g_assert_true(error_is(error, ERROR_INVALID));
    g_assert_cmpstr(error->message, ==, says);
}

static void test_file(void) {
    g_auto(Installation) found = {0};
    g_assert_true(installation_read_text(&found, "a.conf",
                                         "# a comment\n\n data = /var/lib/samsyn/samsyn.db \r\n"
                                         "trusted-proxy = 127.0.0.1, ::1\n"
                                         "mail-from=Samsyn <samsyn@example.se>",
                                         NULL));
    g_assert_cmpstr(found.data, ==, "/var/lib/samsyn/samsyn.db");
    g_assert_cmpstr(found.mail_from, ==, "Samsyn <samsyn@example.se>");
    g_assert_cmpuint(g_strv_length(found.trusted_proxy), ==, 2);
    g_assert_cmpstr(found.trusted_proxy[1], ==, "::1");
    g_assert_null(found.listen);
}

static void test_file_refused(void) {
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"data = a\norigni = https://x.se\n",
         "a.conf rad 2: ”origni” är ingen inställning. Menas ”origin”?"},
        {"smtp_password_file = x",
         "a.conf rad 1: ”smtp_password_file” är ingen inställning. Menas ”smtp-password-file”?"},
        {"something-altogether-else = 1",
         "a.conf rad 1: ”something-altogether-else” är ingen inställning. ”samsyn config” visar "
         "alla."},
        {"data", "a.conf rad 1: skriv raden som ”namn = värde”."},
        {"data =", "a.conf rad 1: ”data” har inget värde."},
        {"data = a\n\ndata = b", "a.conf rad 3: ”data” står två gånger."},
        {"data = \xff", "a.conf är inte skriven i UTF-8."},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Installation) found = {0};
        g_autoptr(GError) error = NULL;
        g_assert_false(installation_read_text(&found, "a.conf", cases[i].text, &error));
        check_says(error, cases[i].says);
    }
}

static void test_environment(void) {
    g_auto(Installation) found = {0};
    g_autoptr(GError) error = NULL;
    const char *const good[] = {"PATH=/bin", "SAMSYN_DATA=a=b", "SAMSYN_CONFIG=x",
                                "SAMSYN_TRUSTED_PROXY=::1 10.0.0.1", NULL};
    const char *const bad[] = {"SAMSYN_SMTP_PASSWORD=hemligt", NULL};
    g_assert_true(installation_read_environment(&found, good, NULL));
    g_assert_cmpstr(found.data, ==, "a=b");
    g_assert_cmpuint(g_strv_length(found.trusted_proxy), ==, 2);
    g_assert_false(installation_read_environment(&found, bad, &error));
    check_says(error, "Miljövariabeln SAMSYN_SMTP_PASSWORD är ingen inställning. Menas "
                      "SAMSYN_SMTP_PASSWORD_FILE?");
}

/* The command line before the environment before the file before what holds by itself. */
static void test_order(void) {
    g_auto(Installation) found = {.data = g_strdup("of the line")};
    g_autofree char *file = g_build_filename(g_get_tmp_dir(), "samsyn-order.conf", NULL);
    g_assert_true(g_file_set_contents(file,
                                      "data = of the file\norigin = https://file.se\n"
                                      "smtp-user = of the file\n",
                                      -1, NULL));
    g_setenv("SAMSYN_DATA", "of the environment", TRUE);
    g_setenv("SAMSYN_ORIGIN", "https://environment.se", TRUE);
    g_assert_true(installation_complete(&found, file, NULL));
    g_assert_cmpstr(found.data, ==, "of the line");
    g_assert_cmpstr(found.origin, ==, "https://environment.se");
    g_assert_cmpstr(found.smtp_user, ==, "of the file");
    g_assert_cmpstr(found.listen, ==, "localhost:8080");
    g_unsetenv("SAMSYN_DATA");
    g_unsetenv("SAMSYN_ORIGIN");
    g_remove(file);
}

static void test_line(void) {
    g_auto(Installation) found = {0};
    char *words[] = {"samsyn serve", "--data",          "a.db",      "--trusted-proxy",
                     "::1",          "--trusted-proxy", "127.0.0.1", NULL};
    g_assert_true(installation_parse("Serves.", 7, words, &found, NULL));
    g_assert_cmpstr(found.data, ==, "a.db");
    g_assert_cmpuint(g_strv_length(found.trusted_proxy), ==, 2);
}

static void test_origin(void) {
    const char *const bad[] = {"samsyn.example.se", "https://x.se/plan", "ftp://x.se", "https://"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_auto(Installation) found = {.origin = g_strdup(bad[i])};
        g_autoptr(GError) error = NULL;
        g_assert_false(installation_complete(&found, NULL, &error));
        g_assert_true(g_str_has_prefix(error->message, "origin: ”"));
    }
}

static void test_no_password_in_data(void) {
    static const struct {
        const char *data;
        bool good;
    } cases[] = {
        {"/var/lib/samsyn/a:b@c.db", true},
        {"postgresql://samsyn@db.example.se:5432/samsyn?passfile=/etc/samsyn/pgpass", true},
        {"postgresql://db.example.se/samsyn", true},
        {"postgresql://samsyn:hemligt@db.example.se/samsyn", false},
        {"postgres://samsyn@db.example.se/samsyn?sslmode=require&password=hemligt", false}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Installation) found = {.data = g_strdup(cases[i].data)};
        g_autoptr(GError) error = NULL;
        g_assert_true(installation_complete(&found, NULL, &error) == cases[i].good);
        g_assert_true(cases[i].good || strstr(error->message, "hemligt") == NULL);
    }
}

static void test_secret_files(void) {
    static const struct {
        int mode;
        bool good;
    } cases[] = {{0600, true}, {0400, true}, {0640, true}, {0644, false}, {0660, false}};
    g_autofree char *file = g_build_filename(g_get_tmp_dir(), "samsyn-secret", NULL);
    g_assert_true(g_file_set_contents(file, "hemligt", -1, NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Installation) found = {.smtp_password_file = g_strdup(file)};
        g_autoptr(GError) error = NULL;
        g_assert_cmpint(g_chmod(file, cases[i].mode), ==, 0);
        g_assert_true(installation_complete(&found, NULL, &error) == cases[i].good);
        g_assert_true(cases[i].good || strstr(error->message, "chmod 640") != NULL);
    }
    g_remove(file);
    g_auto(Installation) gone = {.dkim_key_file = g_strdup(file)};
    g_assert_false(installation_complete(&gone, NULL, NULL));
}

/* The example is a file that says nothing, and with every line taken into use one that is read. */
static void test_example(void) {
    g_auto(Installation) nothing = {0}, all = {0};
    g_autofree char *example = installation_example();
    g_autoptr(GString) used = g_string_new(example);
    g_assert_true(installation_read_text(&nothing, "example", example, NULL));
    g_assert_null(nothing.listen);
    for (const Setting *setting = installation_settings; setting->name != NULL; setting++) {
        g_autofree char *from = g_strdup_printf("#%s =", setting->name);
        g_assert_cmpuint(g_string_replace(used, from, from + 1, 0), ==, 1);
    }
    g_assert_true(installation_read_text(&all, "example", used->str, NULL));
    g_assert_cmpstr(all.listen, ==, "localhost:8080");
}

static void check_file_names_all(const char *path) {
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    for (const Setting *setting = installation_settings; setting->name != NULL; setting++) {
        g_autofree char *row = g_strdup_printf("\n| `%s` |", setting->name);
        if (strstr(text, row) == NULL)
            g_error("%s does not tell of %s", path, setting->name);
    }
}

static void test_documented(const void *root) {
    g_autofree char *path = g_build_filename(root, "docs", "deployment.md", NULL);
    check_file_names_all(path);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(argc, ==, 2);
    g_test_add_func("/installation/file", test_file);
    g_test_add_func("/installation/file refused", test_file_refused);
    g_test_add_func("/installation/environment", test_environment);
    g_test_add_func("/installation/order", test_order);
    g_test_add_func("/installation/line", test_line);
    g_test_add_func("/installation/origin", test_origin);
    g_test_add_func("/installation/no password in data", test_no_password_in_data);
    g_test_add_func("/installation/secret files", test_secret_files);
    g_test_add_func("/installation/example", test_example);
    g_test_add_data_func("/installation/documented", argv[1], test_documented);
    return g_test_run();
}
