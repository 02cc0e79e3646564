#include "services/login/login_link.h"

#include "base/error.h"
#include "db/testdb.h"
#include "services/auth/auth.h"
#include "services/auth/auth_sql.h"
#include "services/login/notice.h"
#include "services/mail/mail.h"

#include <glib.h>
#include <string.h>

#define START 1600000000

typedef struct {
    Db *db;
    Arena *arena;
    Worker *worker;
    Id account;
    int64_t clock;
} Fixture;

static Instant clock_of(void *data) {
    return (Instant){((Fixture *)data)->clock};
}

static int64_t steady_of(void *data) {
    return ((Fixture *)data)->clock;
}

/* Letters are read where they lie: the outbox of a demonstration. */
static void set_up(Fixture *fixture, const void *data) {
    static const JobKind kinds[] = {{LINK_JOB, login_link_send, LINK_ATTEMPTS_MAX}, {0}};
    g_autoptr(GError) error = NULL;
    (void)data;
    *fixture = (Fixture){.db = testdb_new(), .arena = arena_new(), .clock = START};
    g_assert_true(setting_put(fixture->db, "demo", "1", NULL));
    g_assert_true(account_add(fixture->db,
                              &(NewAccount){"anna@example.se", "Anna Exempel", NULL, false},
                              &fixture->account, &error));
    fixture->worker = worker_new(&(WorkerOptions){
        .kinds = kinds, .clock = clock_of, .steady = steady_of, .clock_data = fixture});
}

static void tear_down(Fixture *fixture, const void *data) {
    (void)data;
    worker_free(fixture->worker);
    db_close(fixture->db);
    arena_free(fixture->arena);
}

static bool ask(Fixture *fixture, const char *email, const char *address) {
    g_autoptr(GError) error = NULL;
    LinkRequest request = {.email = email,
                           .next = "/jonkoping/plans",
                           .origin = "https://samsyn.example.se",
                           .address = address,
                           .now = {fixture->clock}};
    bool throttled = true, ran = true;
    (void)!login_link_ask(fixture->db, fixture->arena, &request, &throttled, &error);
    g_assert_no_error(error);
    while (ran)
        g_assert_true(worker_step(fixture->worker, fixture->db, &ran, &error));
    return !throttled;
}

static size_t n_letters(Fixture *fixture, const OutboxLetter **ret) {
    size_t n;
    g_assert_true(letters_list(fixture->db, fixture->arena, ret, &n, NULL));
    return n;
}

/* The token in the newest letter. */
static const char *token_sent(Fixture *fixture) {
    const OutboxLetter *letters;
    OutboxLetter letter;
    g_assert_cmpuint(n_letters(fixture, &letters), >, 0);
    g_assert_true(letter_get(fixture->db, fixture->arena, letters[0].id, &letter, NULL));
    const char *start = strstr(letter.text, "https://samsyn.example.se/login/link/");
    g_assert_nonnull(start);
    start += strlen("https://samsyn.example.se/login/link/");
    return arena_strndup(fixture->arena, start, strcspn(start, "\n"));
}

static LoginLink look(Fixture *fixture, const char *token) {
    LoginLink link;
    g_assert_true(login_link_find(fixture->db, fixture->arena, token, (Instant){fixture->clock},
                                  &link, NULL));
    return link;
}

static LoginLink use(Fixture *fixture, const char *token) {
    LoginLink link;
    g_assert_true(
        login_link_use(fixture->db, fixture->arena, token, (Instant){fixture->clock}, &link, NULL));
    return link;
}

/* quality.md 15 */
static void works_once(Fixture *fixture, const void *data) {
    (void)data;
    g_assert_true(ask(fixture, "ANNA@example.se", "192.0.2.1"));
    const char *token = token_sent(fixture);
    for (int i = 0; i < 3; i++) /* looking uses nothing up */
        g_assert_cmpint(look(fixture, token).account.value, ==, fixture->account.value);
    LoginLink used = use(fixture, token);
    g_assert_cmpint(used.account.value, ==, fixture->account.value);
    g_assert_cmpstr(used.next, ==, "/jonkoping/plans");
    g_assert_cmpint(use(fixture, token).account.value, ==, 0);
    g_assert_cmpint(look(fixture, token).account.value, ==, 0);
}

static const char *one_english_text(const char *msgid) {
    return strcmp(msgid, "Logga in i Samsyn") == 0 ? "Log in to Samsyn" : NULL;
}

/* The language of whom it goes to; the worker speaks its own afterwards. */
static void letter_speaks_to_its_reader(Fixture *fixture, const void *data) {
    const OutboxLetter *letters;
    (void)data;
    language_set_catalog(one_english_text);
    ask(fixture, "anna@example.se", "192.0.2.1");
    n_letters(fixture, &letters);
    g_assert_cmpstr(letters[0].subject, ==, "Logga in i Samsyn");
    g_assert_true(account_set_language(fixture->db, fixture->account, "en", NULL));
    ask(fixture, "anna@example.se", "192.0.2.1");
    g_assert_cmpuint(n_letters(fixture, &letters), ==, 2); /* in either order */
    g_assert_true(strcmp(letters[0].subject, "Log in to Samsyn") == 0 ||
                  strcmp(letters[1].subject, "Log in to Samsyn") == 0);
    g_assert_cmpint(language_spoken(), ==, SWEDISH);
    language_set_catalog(NULL);
}

static void ten_minutes(Fixture *fixture, const void *data) {
    (void)data;
    ask(fixture, "anna@example.se", "192.0.2.1");
    const char *token = token_sent(fixture);
    fixture->clock = START - 1; /* a clock set back prolongs nothing */
    g_assert_cmpint(look(fixture, token).account.value, ==, 0);
    fixture->clock = START + LINK_SECONDS - 1;
    g_assert_cmpint(look(fixture, token).account.value, !=, 0);
    fixture->clock += 1;
    g_assert_cmpint(use(fixture, token).account.value, ==, 0);
}

/* When Stockholm's clocks go to summer time and back: 28 March and 31 October 2027, 01.00 UTC. */
static const int64_t summer_nights[] = {1806195600, 1824944400};

/* quality.md 39 */
static void ten_minutes_on_a_summer_night(Fixture *fixture, const void *data) {
    const int64_t *night = data;
    int64_t asked = fixture->clock = *night - 300;
    ask(fixture, "anna@example.se", "192.0.2.1");
    const char *token = token_sent(fixture);
    for (; fixture->clock < asked + LINK_SECONDS; fixture->clock += 20)
        g_assert_cmpint(look(fixture, token).account.value, !=, 0);
    g_assert_cmpint(use(fixture, token).account.value, ==, 0);
}

static void only_its_hash_is_kept(Fixture *fixture, const void *data) {
    (void)data;
    ask(fixture, "anna@example.se", "192.0.2.1");
    const char *token = token_sent(fixture);
    g_assert_cmpint(use(fixture, "").account.value, ==, 0);
    g_assert_cmpint(use(fixture, "0123456789012345678901234567890123456789012").account.value, ==,
                    0);
    g_autofree char *sql = g_strdup_printf(
        "CREATE TABLE found (n INTEGER CHECK (n = 0)) STRICT; INSERT INTO found SELECT count(*) "
        "FROM login_link WHERE CAST(token_hash AS TEXT) LIKE '%%%s%%'; INSERT INTO found SELECT "
        "count(*) FROM job WHERE payload <> ''",
        token);
    g_assert_true(db_run_script(fixture->db, sql, NULL));
}

/* quality.md 12: an address that nobody has gets the same answer, from the same work. */
static void unknown_is_as_known(Fixture *fixture, const void *data) {
    const OutboxLetter *letters;
    const Job *jobs;
    size_t n;
    (void)data;
    uint64_t start = db_statement_count(fixture->db);
    LinkRequest request = {"anna@example.se", "/", "https://a.se", "192.0.2.1", false, {START}};
    bool throttled;
    g_assert_true(login_link_ask(fixture->db, fixture->arena, &request, &throttled, NULL));
    uint64_t known = db_statement_count(fixture->db) - start;
    request.email = "nobody@example.se";
    start = db_statement_count(fixture->db);
    g_assert_true(login_link_ask(fixture->db, fixture->arena, &request, &throttled, NULL));
    g_assert_cmpuint(db_statement_count(fixture->db) - start, ==, known);
    g_assert_true(ask(fixture, "nobody@example.se", "192.0.2.1"));
    g_assert_cmpuint(n_letters(fixture, &letters), ==, 1);
    g_assert_cmpstr(letters[0].to_email, ==, "anna@example.se");
    g_assert_true(jobs_list(fixture->db, fixture->arena, &jobs, &n, NULL));
    for (size_t i = 0; i < n; i++)
        g_assert_cmpstr(jobs[i].state, ==, "done");
}

static void throttled(Fixture *fixture, const void *data) {
    const OutboxLetter *letters;
    (void)data;
    for (int i = 0; i < 5; i++)
        g_assert_true(ask(fixture, "anna@example.se", "192.0.2.1"));
    g_assert_false(ask(fixture, "Anna@Example.se", "192.0.2.2"));
    g_assert_cmpuint(n_letters(fixture, &letters), ==, 5);
    for (int i = 0; i < 45; i++) {
        g_autofree char *email = g_strdup_printf("a%d@example.se", i);
        g_assert_true(ask(fixture, email, "192.0.2.1"));
    }
    g_assert_false(ask(fixture, "b@example.se", "192.0.2.1"));
    fixture->clock += 15 * 60;
    g_assert_true(ask(fixture, "anna@example.se", "192.0.2.1"));
}

static void one_use_ends_all(Fixture *fixture, const void *data) {
    (void)data;
    ask(fixture, "anna@example.se", "192.0.2.1");
    const char *first = token_sent(fixture);
    fixture->clock += 1;
    ask(fixture, "anna@example.se", "192.0.2.1");
    g_assert_cmpint(look(fixture, first).account.value, !=, 0);
    use(fixture, first);
    const OutboxLetter *letters;
    g_assert_cmpuint(n_letters(fixture, &letters), ==, 2);
    g_assert_cmpint(use(fixture, token_sent(fixture)).account.value, ==, 0);
}

static void not_when_closed(Fixture *fixture, const void *data) {
    (void)data;
    ask(fixture, "anna@example.se", "192.0.2.1");
    const char *token = token_sent(fixture);
    g_assert_true(account_set_disabled(fixture->db, fixture->account, true, NULL));
    g_assert_cmpint(use(fixture, token).account.value, ==, 0);
    const OutboxLetter *letters;
    ask(fixture, "anna@example.se", "192.0.2.1");
    g_assert_cmpuint(n_letters(fixture, &letters), ==, 1);
}

static bool tell(Db *db, void *data, GError **error) {
    const Fixture *fixture = data;
    return notice_add(db, fixture->account, NOTICE_PASSWORD, (Instant){START}, error);
}

/* As an account of an earlier version may be: no mail goes there. */
static bool add_unreachable(Db *db, void *data, GError **error) {
    Fixture *fixture = data;
    fixture->account = db_new_id(db);
    return sql_account_add(
        db,
        &(SqlAccountAddIn){
            .id = fixture->account, .email = "åsa@example.se", .name = "Åsa", .now = {START}},
        error);
}

static void owners_are_told(Fixture *fixture, const void *data) {
    const OutboxLetter *letters;
    (void)data;
    g_assert_true(db_write(fixture->db, tell, fixture, NULL));
    g_assert_cmpuint(n_letters(fixture, &letters), ==, 1);
    g_assert_cmpstr(letters[0].to_email, ==, "anna@example.se");
    g_assert_cmpstr(letters[0].subject, ==, "Ert lösenord i Samsyn är bytt");
    g_assert_true(db_write(fixture->db, add_unreachable, fixture, NULL));
    g_assert_true(db_write(fixture->db, tell, fixture, NULL));
    g_assert_cmpuint(n_letters(fixture, &letters), ==, 1);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    TEST("/login-link/15-once", works_once);
    TEST("/login-link/15-language", letter_speaks_to_its_reader);
    TEST("/login-link/15-ten-minutes", ten_minutes);
    g_test_add("/login-link/39-summer-nights", Fixture, &summer_nights[0], set_up,
               ten_minutes_on_a_summer_night, tear_down);
    g_test_add("/login-link/39-winter-nights", Fixture, &summer_nights[1], set_up,
               ten_minutes_on_a_summer_night, tear_down);
    TEST("/login-link/15-hash", only_its_hash_is_kept);
    TEST("/login-link/12-unknown", unknown_is_as_known);
    TEST("/login-link/14-throttled", throttled);
    TEST("/login-link/one-use-ends-all", one_use_ends_all);
    TEST("/login-link/closed-account", not_when_closed);
    TEST("/login-link/owners-are-told", owners_are_told);
    return g_test_run();
}
