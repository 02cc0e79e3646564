#include "services/auth/auth.h"
#include "services/auth/password_strength.h"

#include "db/migrate.h"
#include "db/testdb.h"
#include "services/auth/attempts.h"
#include "services/auth/password.h"

#include <glib.h>
#include <string.h>

#define START 1600000000
#define DAY 86400
#define PASSWORD "en lagom lång mening"

/* Two nodes on one database, and an account. */
typedef struct {
    char *where;
    Db *db, *other;
    Arena *arena;
    Id account;
    int64_t clock;
} Fixture;

static void set_up(Fixture *fixture, const void *data) {
    char hash[PASSWORD_HASH_SIZE];
    g_autoptr(GError) error = NULL;
    (void)data;
    *fixture = (Fixture){.where = testdb_where(), .arena = arena_new(), .clock = START};
    g_assert_true(db_create(fixture->where, &fixture->db, &error) &&
                  db_migrate(fixture->db, &error) &&
                  db_open(fixture->where, &fixture->other, &error));
    g_assert_true(account_password_hash(PASSWORD, (const char *const[]){NULL}, hash, &error));
    g_assert_true(account_add(fixture->db, &(NewAccount){"anna@example.se", "Anna", hash, false},
                              &fixture->account, &error));
}

static void tear_down(Fixture *fixture, const void *data) {
    (void)data;
    db_close(fixture->db);
    db_close(fixture->other);
    arena_free(fixture->arena);
    testdb_remove(fixture->where);
}

static LoginOutcome try(const Fixture *fixture, const char *email, const char *password,
                        const char *address) {
    g_autoptr(GError) error = NULL;
    LoginOutcome outcome = LOGIN_OK;
    Id account;
    Login login = {email, password, address, {fixture->clock}};
    (void)!login_check_password(fixture->db, fixture->arena, &login, &outcome, &account, &error);
    g_assert_no_error(error);
    return outcome;
}

static const char *start(const Fixture *fixture) {
    const char *token;
    SessionOf session = {.account = fixture->account, .now = {fixture->clock}};
    g_assert_true(session_start(fixture->db, fixture->arena, &session, &token, NULL));
    return token;
}

static bool is_in(const Fixture *fixture, Db *node, const char *token) {
    const Session *session;
    g_assert_true(
        session_find(node, fixture->arena, token, (Instant){fixture->clock}, &session, NULL));
    return session != NULL;
}

/* quality.md 12 */
static void same_work_for_everybody(Fixture *fixture, const void *data) {
    static const char *const emails[] = {"anna@example.se", "nobody@example.se", "bo@example.se",
                                         "cia@example.se"};
    Id closed;
    (void)data;
    g_assert_true(account_add(fixture->db, &(NewAccount){"bo@example.se", "Bo", NULL, false},
                              &closed, NULL)); /* has no password */
    g_assert_true(account_add(fixture->db, &(NewAccount){"cia@example.se", "Cia", NULL, false},
                              &closed, NULL));
    char hash[PASSWORD_HASH_SIZE];
    g_assert_true(account_password_hash(PASSWORD, (const char *const[]){NULL}, hash, NULL) &&
                  account_put_password_hash(fixture->db, "cia@example.se", hash, NULL));
    g_assert_true(account_set_disabled(fixture->db, closed, true, NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(emails); i++) {
        const char *password = i == 0 ? "en annan lång mening" : PASSWORD;
        unsigned before = password_hash_count();
        g_assert_cmpint(try(fixture, emails[i], password, "192.0.2.1"), ==, LOGIN_WRONG);
        g_assert_cmpuint(password_hash_count() - before, ==, 1);
    }
    g_assert_cmpint(try(fixture, "anna@example.se", PASSWORD, "192.0.2.1"), ==, LOGIN_OK);
}

/* quality.md 13: a crowd of passwords takes the memory of two, not of all. */
enum { CROWD = 12, MEBIBYTE = 1024 }; /* as /proc counts, in KiB */

static long peak_of_memory(void) {
    g_autofree char *status = NULL;
    g_assert_true(g_file_get_contents("/proc/self/status", &status, NULL, NULL));
    const char *peak = strstr(status, "VmHWM:");
    g_assert_nonnull(peak);
    return (long)g_ascii_strtoll(peak + strlen("VmHWM:"), NULL, 10);
}

static void *check_one(void *hash) {
    return password_verify(hash, "fel fel fel fel") ? hash : NULL;
}

static void crowd_takes_the_memory_of_two(void) {
    GThread *threads[CROWD];
    long before = peak_of_memory();
    for (size_t i = 0; i < CROWD; i++)
        threads[i] = g_thread_new("login", check_one, NULL);
    for (size_t i = 0; i < CROWD; i++)
        g_assert_null(g_thread_join(threads[i]));
    g_assert_cmpint(peak_of_memory() - before, <, 4L * 64 * MEBIBYTE);
}

/* quality.md 14 */
static void guesses_of_an_account(Fixture *fixture, const void *data) {
    (void)data;
    for (int i = 0; i < 10; i++)
        g_assert_cmpint(try(fixture, i % 2 ? "anna@example.se" : "Anna@Example.se", "fel fel fel",
                            arena_printf(fixture->arena, "192.0.2.%d", i)),
                        ==, LOGIN_WRONG);
    unsigned before = password_hash_count();
    g_assert_cmpint(try(fixture, "anna@example.se", PASSWORD, "192.0.2.99"), ==, LOGIN_THROTTLED);
    g_assert_cmpuint(password_hash_count(), ==, before); /* and cost nothing any more */
    fixture->clock += ATTEMPTS_SECONDS;
    g_assert_cmpint(try(fixture, "anna@example.se", PASSWORD, "192.0.2.99"), ==, LOGIN_OK);
}

static bool fail_once(Db *db, void *data, GError **error) {
    const Fixture *fixture = data;
    AttemptKey keys[] = {{attempt_key(fixture->arena, "address", "192.0.2.1"), 50}, {0}};
    return attempts_count(db, keys, (Instant){fixture->clock}, error);
}

static void guesses_from_an_address(Fixture *fixture, const void *data) {
    (void)data;
    for (int i = 0; i < 49; i++)
        g_assert_true(db_write(fixture->db, fail_once, fixture, NULL));
    g_assert_cmpint(try(fixture, "nobody@example.se", "fel fel", "192.0.2.1"), ==, LOGIN_WRONG);
    g_assert_cmpint(try(fixture, "anna@example.se", PASSWORD, "192.0.2.1"), ==, LOGIN_THROTTLED);
    g_assert_cmpint(try(fixture, "anna@example.se", PASSWORD, "192.0.2.2"), ==, LOGIN_OK);
}

/* Whoever has one IPv6 address has 2^64 of them. */
static bool fail_all_over_a_network(Db *db, void *data, GError **error) {
    const Fixture *fixture = data;
    bool counted = true;
    for (int i = 0; counted && i < 50; i++) {
        const char *from = arena_printf(fixture->arena, "2001:db8::%x", i);
        from = attempt_network(fixture->arena, from);
        AttemptKey keys[] = {{attempt_key(fixture->arena, "address", from), 50}, {0}};
        counted = attempts_count(db, keys, (Instant){fixture->clock}, error);
    }
    return counted;
}

static void guesses_from_a_network(Fixture *fixture, const void *data) {
    (void)data;
    g_assert_true(db_write(fixture->db, fail_all_over_a_network, fixture, NULL));
    g_assert_cmpint(try(fixture, "anna@example.se", PASSWORD, "2001:db8::ffff:1"), ==,
                    LOGIN_THROTTLED);
    g_assert_cmpint(try(fixture, "anna@example.se", PASSWORD, "2001:db8:0:1::1"), ==, LOGIN_OK);
    g_assert_cmpstr(attempt_network(fixture->arena, "::ffff:192.0.2.1"), ==, "::ffff:192.0.2.1");
    g_assert_cmpstr(attempt_network(fixture->arena, ""), ==, "");
}

static void guesses_are_forgotten(Fixture *fixture, const void *data) {
    AttemptKey keys[] = {{attempt_key(fixture->arena, "account", "bo@example.se"), 1}, {0}};
    bool kept;
    (void)data;
    for (int i = 0; i < 2; i++) {
        try(fixture, i == 0 ? "bo@example.se" : "cia@example.se", "fel fel", "192.0.2.1");
        g_assert_true(
            attempts_closed(fixture->db, fixture->arena, keys, (Instant){START}, &kept, NULL));
        g_assert_true(kept == (i == 0));
        fixture->clock += ATTEMPTS_SECONDS;
    }
}

/* quality.md 17 */
static void disabled_on_every_node(Fixture *fixture, const void *data) {
    (void)data;
    const char *token = start(fixture);
    g_assert_true(is_in(fixture, fixture->other, token));
    g_assert_true(account_set_disabled(fixture->db, fixture->account, true, NULL));
    g_assert_false(is_in(fixture, fixture->other, token));
    g_assert_false(is_in(fixture, fixture->db, token));
    g_assert_cmpint(try(fixture, "anna@example.se", PASSWORD, "192.0.2.1"), ==, LOGIN_WRONG);
    g_assert_true(account_set_disabled(fixture->db, fixture->account, false, NULL));
    g_assert_false(is_in(fixture, fixture->other, token)); /* it has ended, for good */
}

/* quality.md 39: a clock that is wrong for a while, while somebody logs in, ends nobody's session.
 */
static void clock_is_moved(Fixture *fixture, const void *data) {
    static const int64_t jumps[] = {DAY, -DAY};
    (void)data;
    const char *token = start(fixture);
    for (size_t i = 0; i < G_N_ELEMENTS(jumps); i++) {
        fixture->clock = START + jumps[i];
        start(fixture);
        fixture->clock = START + 60;
        g_assert_true(is_in(fixture, fixture->db, token));
    }
    fixture->clock = START - DAY;
    g_assert_true(is_in(fixture, fixture->db, token));
    fixture->clock = START + SESSION_HOURS * 3600;
    g_assert_false(is_in(fixture, fixture->db, token));
}

/* When Stockholm's clocks go to summer time and back: 28 March and 31 October 2027, 01.00 UTC. */
static const int64_t summer_nights[] = {1806195600, 1824944400};

/* quality.md 39: a session lasts as many hours as on any night. */
static void summer_time_comes_and_goes(Fixture *fixture, const void *data) {
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(summer_nights); i++) {
        fixture->clock = summer_nights[i] - 3600;
        const char *token = start(fixture);
        int64_t ends = fixture->clock + SESSION_HOURS * 3600;
        for (; fixture->clock < ends; fixture->clock += 900)
            g_assert_true(is_in(fixture, i == 0 ? fixture->db : fixture->other, token));
        g_assert_false(is_in(fixture, fixture->db, token));
    }
}

/* What is cut is still text, which PostgreSQL wants it to be. */
static void a_key_is_text_however_long(Fixture *fixture, const void *data) {
    (void)data;
    for (size_t letters = 240; letters < 260; letters++) {
        g_autofree char *name = g_strnfill(letters, 'a');
        g_autofree char *email = g_strconcat(name, "ååååå@example.se", NULL);
        const char *key = attempt_key(fixture->arena, "account", email);
        g_assert_true(g_utf8_validate(key, -1, NULL));
        g_assert_cmpuint(strlen(key), <=, 300);
        if (letters == 241) /* the cut is in a letter */
            g_assert_cmpint(try(fixture, email, PASSWORD, "192.0.2.1"), ==, LOGIN_WRONG);
    }
}

static void what_is_guessed_first_is_no_password(void) {
    static const char *const about[] = {"Anna Exempel", "anna.exempel@habo.se", NULL};
    static const char *const guessed[] = {
        "password1234",  "Password1234!",      "123456789012",   "qwertyuiop12",  "1q2w3e4r5t6y",
        "aaaaaaaaaaaa",  "abcdefghijkl",       "unbelievable",   "Football2021!", "Sommar2021!!",
        "Januari2024!!", "miljösamverkan2021", "Anna.Exempel12", "exempel.anna1", "lösenordet123"};
    static const char *const good[] = {PASSWORD, "k7#fQz!p29Lm", "blå häst äter gräs",
                                       "jag gillar kaffe", "correct horse battery staple"};
    for (size_t i = 0; i < G_N_ELEMENTS(guessed); i++)
        g_assert_true(password_is_guessable(guessed[i], about) ||
                      (g_test_message("%s", guessed[i]), false));
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
        g_assert_false(password_is_guessable(good[i], about));
    g_autofree char *longest = g_strnfill(PASSWORD_MAX_LENGTH, 'a');
    g_assert_true(password_is_guessable(longest, about));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    TEST("/auth/14-key", a_key_is_text_however_long);
    g_test_add_func("/auth/guessable", what_is_guessed_first_is_no_password);
    g_test_add_func("/auth/13-crowd", crowd_takes_the_memory_of_two);
    TEST("/auth/12-same-work", same_work_for_everybody);
    TEST("/auth/14-account", guesses_of_an_account);
    TEST("/auth/14-address", guesses_from_an_address);
    TEST("/auth/14-network", guesses_from_a_network);
    TEST("/auth/14-forgotten", guesses_are_forgotten);
    TEST("/auth/17-disabled", disabled_on_every_node);
    TEST("/auth/39-clock-moved", clock_is_moved);
    TEST("/auth/39-summer-nights", summer_time_comes_and_goes);
    return g_test_run();
}
