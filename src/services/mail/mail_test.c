#include "services/mail/mail.h"

#include "base/error.h"
#include "base/id.h"
#include "db/testdb.h"
#include "services/mail/message.h"
#include "services/mail/signing.h"

#include <glib.h>
#include <string.h>

static const char *const paragraphs[] = {"Hej <Åsa>,", "Tryck & svara.\nI dag.", NULL};

static Letter sample(void) {
    return (Letter){.kind = "test",
                    .to_name = "Åsa Öberg",
                    .to_email = "asa@example.se",
                    .subject = "Förslag \"A\" & B",
                    .paragraphs = paragraphs,
                    .action_label = "Öppna",
                    .action_url = "https://samsyn.example.se/a?b=1&c='2",
                    .reason = "Ni är kontaktperson.",
                    .now = {1600000000}};
}

static void contains(const char *text, const char *what) {
    if (strstr(text, what) == NULL)
        g_error("no “%s” in:\n%s", what, text);
}

static void lacks(const char *text, const char *what) {
    if (strstr(text, what) != NULL)
        g_error("“%s” is in:\n%s", what, text);
}

static void one_description_two_parts(void) {
    g_autoptr(Arena) arena = arena_new();
    Letter letter = sample();
    const char *text = letter_text(arena, &letter), *html = letter_html(arena, &letter);
    g_assert_cmpstr(text, ==,
                    "Hej <Åsa>,\n\nTryck & svara.\nI dag.\n\nÖppna:\n"
                    "https://samsyn.example.se/a?b=1&c='2\n\n-- \nNi är kontaktperson.\n");
    contains(html, "Hej &lt;Åsa&gt;,");
    contains(html, "Tryck &amp; svara.<br>\nI dag.");
    contains(html, "href=\"https://samsyn.example.se/a?b=1&amp;c=&apos;2\"");
    contains(html, "<title>Förslag &quot;A&quot; &amp; B</title>");
    lacks(html, "<style");
    lacks(html, "<div");
    lacks(html, "<script");
    lacks(text, "Avanmäl");
    letter.unsubscribe_url = "https://samsyn.example.se/u/1";
    contains(letter_text(arena, &letter), "Avanmäl er här: https://samsyn.example.se/u/1\n");
    contains(letter_html(arena, &letter), "href=\"https://samsyn.example.se/u/1\"");
}

/* quality.md 27 */
static void no_second_line(void) {
    static const char *const hostile[] = {"a\r\nBcc: x@y.se",
                                          "a\nb",
                                          "a\rb",
                                          "a\x01",
                                          "a\x7f",
                                          "a\xc2\x85"
                                          "b",
                                          "a\xe2\x80\xa8"
                                          "b",
                                          "\xff"};
    for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
        Letter named = sample(), titled = sample(), linked = sample(), pressed = sample(),
               left = sample();
        named.to_name = titled.subject = pressed.action_label = hostile[i];
        g_autofree char *url = g_strconcat("https://a.se/", hostile[i], NULL);
        linked.action_url = left.unsubscribe_url = url;
        const Letter *letters[] = {&named, &titled, &linked, &pressed, &left};
        for (size_t j = 0; j < G_N_ELEMENTS(letters); j++) {
            g_autoptr(GError) error = NULL;
            g_assert_false(letter_check(letters[j], &error));
            g_assert_true(error_is(error, ERROR_INVALID));
        }
    }
    Letter letter = sample();
    g_assert_true(letter_check(&letter, NULL));
    letter.subject = "  ";
    g_assert_false(letter_check(&letter, NULL));
    letter = sample();
    letter.unsubscribe_url = "http://a.se/u"; /* RFC 8058 wants https */
    g_assert_false(letter_check(&letter, NULL));
}

static Message message_of(Arena *arena, const Letter *letter) {
    return (Message){.id = {0x0123456789abcdef},
                     .from_name = "Samsyn, länet",
                     .from_address = "samsyn@example.se",
                     .domain = "example.se",
                     .to_name = letter->to_name,
                     .to_address = letter->to_email,
                     .subject = letter->subject,
                     .text = letter_text(arena, letter),
                     .html = letter_html(arena, letter),
                     .unsubscribe_url = "",
                     .date = letter->now};
}

static void messages(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    Letter letter = sample();
    Message message = message_of(arena, &letter);
    const char *text, *same;
    g_assert_true(message_write(arena, &message, &text, &error));
    g_assert_true(message_write(arena, &message, &same, &error));
    g_assert_cmpstr(text, ==, same);
    g_assert_true(g_str_is_ascii(text));
    contains(text, "To: =?UTF-8?b?w4VzYSDDlmJlcmc=?= <asa@example.se>\r\n");
    contains(text, "Content-Type: text/plain; charset=utf-8\r\n");
    contains(text, "Content-Type: text/html; charset=utf-8\r\n");
    contains(text, "Date: Sun, 13 Sep 2020 12:26:40 +0000\r\n");
    contains(text, "Message-Id: <028t5cy4tqkff@example.se>\r\n");
    contains(text, "Auto-Submitted: auto-generated\r\n");
    contains(text, "Content-Type: multipart/alternative;");
    contains(text, "Content-Transfer-Encoding: quoted-printable\r\n");
    lacks(text, "List-Unsubscribe");
    for (const char *at = strchr(text, '\n'); at != NULL; at = strchr(at + 1, '\n'))
        g_assert_cmpint(at[-1], ==, '\r');
    message.unsubscribe_url = "https://samsyn.example.se/u/1";
    g_assert_true(message_write(arena, &message, &text, &error));
    contains(text, "List-Unsubscribe: <https://samsyn.example.se/u/1>\r\n");
    contains(text, "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    message.subject = "a\r\nBcc: b@c.se";
    g_assert_false(message_write(arena, &message, &text, &error));
}

static void mailboxes(void) {
    g_autoptr(Arena) arena = arena_new();
    const char *name, *address;
    g_assert_true(
        message_parse_mailbox(arena, "Samsyn i länet <samsyn@example.se>", &name, &address, NULL));
    g_assert_cmpstr(name, ==, "Samsyn i länet");
    g_assert_cmpstr(address, ==, "samsyn@example.se");
    g_assert_true(message_parse_mailbox(arena, "samsyn@example.se", &name, &address, NULL));
    g_assert_cmpstr(name, ==, "");
    g_assert_false(message_parse_mailbox(arena, "a@b.se, c@d.se", &name, &address, NULL));
    g_assert_false(message_parse_mailbox(arena, "Samsyn", &name, &address, NULL));
    g_assert_false(message_parse_mailbox(arena, "", &name, &address, NULL));
}

static void settings(void) {
    static const struct {
        const char *smtp;
        bool good;
    } cases[] = {{"smtp://mail.example.se:587", true},
                 {"smtps://mail.example.se", true},
                 {"smtp+plain://localhost:25", true},
                 {"mail.example.se", false},
                 {"smtp://", false},
                 {"smtp://a/b", false},
                 {"http://mail.example.se", false},
                 {"smtp://user@mail.example.se", false}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mailer) mailer = NULL;
        MailSettings chosen = {.smtp = cases[i].smtp, .from = "samsyn@example.se"};
        if (mailer_new(&chosen, &mailer, NULL) != cases[i].good)
            g_error("%s", cases[i].smtp);
    }
    g_autoptr(Mailer) mailer = NULL;
    g_autoptr(GError) error = NULL;
    MailSettings chosen = {.smtp = "smtp://a.se",
                           .from = "samsyn@example.se",
                           .dkim_key = "-----BEGIN PRIVATE KEY-----\nx\n",
                           .dkim_selector = "s"};
    g_assert_false(mailer_new(&chosen, &mailer, &error));
    contains(error->message, "DKIM-nyckeln");
}

/* ---- the outbox ---- */

static bool add_letter(Db *db, void *data, GError **error) {
    return mail_add(db, data, NULL, error);
}

static bool add_and_fail(Db *db, void *data, GError **error) {
    return add_letter(db, data, error) && fail(error, ERROR_CONFLICT, "Nej.");
}

static size_t n_letters(Db *db, Arena *arena, const OutboxLetter **ret_letters) {
    size_t n;
    g_assert_true(letters_list(db, arena, ret_letters, &n, NULL));
    return n;
}

static size_t n_jobs(Db *db, Arena *arena) {
    const Job *jobs;
    size_t n;
    g_assert_true(jobs_list(db, arena, &jobs, &n, NULL));
    return n;
}

static void goes_with_its_change(void) {
    g_autoptr(Db) db = testdb_new();
    g_autoptr(Arena) arena = arena_new();
    const OutboxLetter *letters;
    Letter letter = sample();
    g_assert_false(db_write(db, add_and_fail, &letter, NULL));
    g_assert_cmpuint(n_letters(db, arena, &letters), ==, 0);
    g_assert_cmpuint(n_jobs(db, arena), ==, 0);
    g_assert_true(db_write(db, add_letter, &letter, NULL));
    g_assert_cmpuint(n_letters(db, arena, &letters), ==, 1);
    g_assert_cmpstr(letters[0].state, ==, "waiting");
    g_assert_cmpuint(n_jobs(db, arena), ==, 1);
}

static void kept_in_a_demo(void) {
    g_autoptr(Db) db = testdb_new();
    g_autoptr(Arena) arena = arena_new();
    const OutboxLetter *letters;
    OutboxLetter kept;
    Letter letter = sample();
    g_assert_true(
        db_run_script(db, "INSERT INTO setting (name, value) VALUES ('demo', '1')", NULL));
    g_assert_true(db_write(db, add_letter, &letter, NULL));
    g_assert_cmpuint(n_letters(db, arena, &letters), ==, 1);
    g_assert_cmpuint(n_jobs(db, arena), ==, 0);
    g_assert_true(letter_get(db, arena, letters[0].id, &kept, NULL));
    g_assert_cmpstr(kept.state, ==, "kept");
    contains(kept.text, "Hej <Åsa>,");
    g_assert_false(letter_send_again(db, kept.id, letter.now, NULL));
}

static void left_by_its_job(void) {
    g_autoptr(Db) db = testdb_new();
    g_autoptr(Arena) arena = arena_new();
    const OutboxLetter *letters;
    const Job *jobs;
    OutboxLetter left;
    size_t n;
    Letter letter = sample();
    g_assert_true(db_write(db, add_letter, &letter, NULL));
    g_assert_cmpuint(n_letters(db, arena, &letters), ==, 1);
    g_assert_false(letter_send_again(db, letters[0].id, letter.now, NULL));
    g_assert_true(jobs_list(db, arena, &jobs, &n, NULL));
    g_assert_true(job_cancel(db, jobs[0].id, letter.now, NULL));
    g_assert_true(letter_get(db, arena, letters[0].id, &left, NULL));
    g_assert_true(left.may_go_again);
    g_assert_true(letter_send_again(db, left.id, letter.now, NULL));
    g_assert_true(letter_get(db, arena, left.id, &left, NULL));
    g_assert_false(left.may_go_again);
    g_assert_false(letter_send_again(db, left.id, letter.now, NULL));
    g_assert_cmpuint(n_jobs(db, arena), ==, 2);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/parts", one_description_two_parts);
    g_test_add_func("/mail/27-lines", no_second_line);
    g_test_add_func("/mail/messages", messages);
    g_test_add_func("/mail/mailboxes", mailboxes);
    g_test_add_func("/mail/settings", settings);
    g_test_add_func("/mail/with-its-change", goes_with_its_change);
    g_test_add_func("/mail/demo", kept_in_a_demo);
    g_test_add_func("/mail/left-by-its-job", left_by_its_job);
    return g_test_run();
}
