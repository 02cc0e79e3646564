#include "services/task_link/task_link.h"

#include "base/error.h"
#include "db/testdb.h"
#include "services/auth/attempts.h"
#include "services/auth/auth.h"
#include "services/auth/tokens.h"
#include "services/mail/mail.h"
#include "services/task_link/task_code.h"

#include <glib.h>
#include <string.h>

#define START 1600000000
#define HEAD "chef@example.se"

typedef struct {
    Db *db;
    Arena *arena;
    TaskLink link; /* of collaboration 1, for office 11 */
    Instant now;
} Fixture;

typedef struct {
    Fixture *fixture;
    TaskLink link;
    const char *token;
} Making;

static bool make(Db *db, void *data, GError **error) {
    Making *making = data;
    return task_link_make(db, making->fixture->arena, &making->link, making->fixture->now,
                          &making->token, error);
}

static TaskLink link_for(Fixture *fixture, TaskKind kind, Id element) {
    g_autoptr(GError) error = NULL;
    Making making = {fixture,
                     {.collaboration = {1},
                      .kind = kind,
                      .subject = {21},
                      .element = element,
                      .email = "kontakt@example.se"},
                     NULL};
    (void)!db_write(fixture->db, make, &making, &error);
    g_assert_no_error(error);
    making.link.token = making.token;
    return making.link;
}

static bool found(Fixture *fixture, const TaskLink *wanted, TaskLink *ret) {
    g_autoptr(GError) error = NULL;
    if (task_link_find(fixture->db, fixture->arena, wanted, ret, &error))
        return true;
    g_assert_error(error, SAMSYN_ERROR, ERROR_NOT_FOUND);
    g_assert_true(g_str_has_prefix(error->message, "Länken gäller inte."));
    return false;
}

static void set_up(Fixture *fixture, const void *data) {
    (void)data;
    *fixture = (Fixture){.db = testdb_new(), .arena = arena_new(), .now = {START}};
    g_assert_true(db_run_script(
        fixture->db,
        "INSERT INTO collaboration (id, name, title) VALUES (1, 'ett', 'Ett'), (2, 'tva', 'Två');"
        "INSERT INTO element (collaboration, id, kind, key, position) VALUES "
        "(1, 11, 'office', 'aneby', 1), (1, 12, 'office', 'habo', 2), (2, 13, 'office', 'x', 1)",
        NULL));
    g_assert_true(setting_put(fixture->db, "demo", "1", NULL)); /* letters are kept */
    TaskLink made = link_for(fixture, TASK_ANSWER, (Id){11});
    g_assert_true(found(fixture, &made, &fixture->link));
}

static void tear_down(Fixture *fixture, const void *data) {
    (void)data;
    db_close(fixture->db);
    arena_free(fixture->arena);
}

static void opens_one_thing(Fixture *fixture, const void *data) {
    TaskLink other = fixture->link, ret = {0};
    (void)data;
    g_assert_cmpint(fixture->link.subject.value, ==, 21);
    g_assert_cmpint(fixture->link.element.value, ==, 11);
    g_assert_cmpstr(fixture->link.email, ==, "kontakt@example.se");
    other.kind = TASK_CONFIRMATION;
    g_assert_false(found(fixture, &other, &ret));
    other = fixture->link;
    other.collaboration = (Id){2};
    g_assert_false(found(fixture, &other, &ret));
    const char *wrong[] = {NULL, "", "kort", "0123456789012345678901234567890123456789012",
                           "01234567890123456789012345678901234567890123"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        other = fixture->link;
        other.token = wrong[i];
        g_assert_false(found(fixture, &other, &ret));
    }
    g_assert_cmpstr(task_link_url(fixture->arena, "https://a.se", "ett", TASK_ANSWER, "T"), ==,
                    "https://a.se/ett/answer/T");
    g_assert_cmpstr(task_link_url(fixture->arena, "", "ett", TASK_CONFIRMATION, "T"), ==,
                    "/ett/confirm/T");
}

static bool end_of_office(Db *db, void *data, GError **error) {
    return task_links_end(db, data, (Instant){START + 1}, error);
}

static bool end_one(Db *db, void *data, GError **error) {
    const TaskLink *link = data;
    return task_link_end(db, link->collaboration, link->id, (Instant){START + 1}, error);
}

static void ends(Fixture *fixture, const void *data) {
    TaskLink second = link_for(fixture, TASK_ANSWER, (Id){11}), ret;
    TaskLink other = link_for(fixture, TASK_ANSWER, (Id){12});
    TaskLink kind = link_for(fixture, TASK_CONFIRMATION, (Id){11});
    (void)data;
    g_assert_true(db_write(fixture->db, end_one, &fixture->link, NULL));
    g_assert_false(found(fixture, &fixture->link, &ret));
    g_assert_true(found(fixture, &second, &ret));
    g_assert_true(db_write(fixture->db, end_of_office, &second, NULL));
    g_assert_false(found(fixture, &second, &ret));
    g_assert_true(found(fixture, &other, &ret));
    second.element = (Id){0};
    g_assert_true(db_write(fixture->db, end_of_office, &second, NULL));
    g_assert_false(found(fixture, &other, &ret));
    g_assert_true(found(fixture, &kind, &ret));
}

static void only_its_hash_is_kept(Fixture *fixture, const void *data) {
    (void)data;
    g_autofree char *sql = g_strdup_printf(
        "CREATE TABLE found (n INTEGER CHECK (n = 0)) STRICT; INSERT INTO found SELECT count(*) "
        "FROM task_link WHERE instr(CAST(token_hash AS TEXT), '%s') > 0;"
        "CREATE TABLE kept (n INTEGER CHECK (n = 1)) STRICT; INSERT INTO kept SELECT count(*) FROM "
        "task_link",
        fixture->link.token);
    g_assert_true(db_run_script(fixture->db, sql, NULL));
}

/* ---- codes ---- */

static bool send_to(Fixture *fixture, const char *email, const char *client) {
    g_autoptr(GError) error = NULL;
    bool throttled = true;
    TaskCodeLetter letter = {.link = &fixture->link,
                             .to_name = "Chef",
                             .to_email = email,
                             .what = "Ni behöver koden för att lämna Anebys svar.",
                             .address = client,
                             .now = fixture->now};
    (void)!task_code_send(fixture->db, fixture->arena, &letter, &throttled, &error);
    g_assert_no_error(error);
    return !throttled;
}

/* The code in the newest letter, by the fixture's clock: ids rise by the second alone. */
static const char *code_sent(Fixture *fixture) {
    const OutboxLetter *letters;
    OutboxLetter letter;
    size_t n, newest = 0;
    g_assert_true(letters_list(fixture->db, fixture->arena, &letters, &n, NULL));
    g_assert_cmpuint(n, >, 0);
    for (size_t i = 1; i < n; i++)
        if (letters[i].created_at.seconds > letters[newest].created_at.seconds)
            newest = i;
    g_assert_true(letter_get(fixture->db, fixture->arena, letters[newest].id, &letter, NULL));
    g_assert_cmpstr(letter.to_email, ==, HEAD);
    g_assert_null(strpbrk(letter.subject, "0123456789")); /* it stands in lists */
    const char *start = strstr(letter.text, "Koden är ") + strlen("Koden är ");
    return arena_strndup(fixture->arena, start, 7);
}

static TaskCodeAnswer check(Fixture *fixture, const char *typed) {
    g_autoptr(GError) error = NULL;
    TaskCodeAnswer answer = {0};
    (void)!task_code_check(fixture->db, fixture->arena, &fixture->link, typed, fixture->now,
                           &answer, &error);
    g_assert_no_error(error);
    return answer;
}

/* Another code than this. */
static const char *wrong_code(Fixture *fixture, const char *code) {
    char *wrong = arena_strdup(fixture->arena, code);
    wrong[6] = wrong[6] == '9' ? '0' : (char)(wrong[6] + 1);
    return wrong;
}

static void code_works_once(Fixture *fixture, const void *data) {
    (void)data;
    g_assert_cmpint(check(fixture, "123456").outcome, ==, TASK_CODE_OVER);
    g_assert_true(send_to(fixture, HEAD, "192.0.2.1"));
    const char *code = code_sent(fixture);
    g_assert_cmpint(check(fixture, wrong_code(fixture, code)).outcome, ==, TASK_CODE_WRONG);
    TaskCodeAnswer right = check(fixture, code);
    g_assert_cmpint(right.outcome, ==, TASK_CODE_RIGHT);
    g_assert_cmpstr(right.email, ==, HEAD);
    g_assert_cmpint(check(fixture, code).outcome, ==, TASK_CODE_OVER);
}

static void five_tries(Fixture *fixture, const void *data) {
    (void)data;
    send_to(fixture, HEAD, "192.0.2.1");
    const char *code = code_sent(fixture);
    for (int i = 0; i < TASK_CODE_TRIES; i++)
        g_assert_cmpint(check(fixture, i == 0 ? NULL : wrong_code(fixture, code)).outcome, ==,
                        TASK_CODE_WRONG);
    g_assert_cmpint(check(fixture, code).outcome, ==, TASK_CODE_OVER);
    fixture->now.seconds++;
    send_to(fixture, HEAD, "192.0.2.1"); /* a new one has five of its own */
    g_assert_cmpint(check(fixture, code_sent(fixture)).outcome, ==, TASK_CODE_RIGHT);
}

static void fifteen_minutes(Fixture *fixture, const void *data) {
    (void)data;
    send_to(fixture, HEAD, "192.0.2.1");
    const char *code = code_sent(fixture);
    fixture->now.seconds = START - 1; /* a clock set back prolongs nothing */
    g_assert_cmpint(check(fixture, code).outcome, ==, TASK_CODE_OVER);
    fixture->now.seconds = START + TASK_CODE_SECONDS;
    g_assert_cmpint(check(fixture, code).outcome, ==, TASK_CODE_OVER);
    fixture->now.seconds--;
    g_assert_cmpint(check(fixture, code).outcome, ==, TASK_CODE_RIGHT);
}

static void a_new_code_takes_the_place(Fixture *fixture, const void *data) {
    (void)data;
    send_to(fixture, HEAD, "192.0.2.1");
    const char *first = code_sent(fixture);
    fixture->now.seconds++;
    send_to(fixture, HEAD, "192.0.2.1");
    const char *second = code_sent(fixture);
    if (strcmp(first, second) != 0)
        g_assert_cmpint(check(fixture, first).outcome, ==, TASK_CODE_WRONG);
    g_assert_cmpint(check(fixture, second).outcome, ==, TASK_CODE_RIGHT);
}

static void of_this_link_alone(Fixture *fixture, const void *data) {
    TaskLink first = fixture->link, second = link_for(fixture, TASK_ANSWER, (Id){12});
    (void)data;
    send_to(fixture, HEAD, "192.0.2.1");
    const char *code = code_sent(fixture);
    g_assert_true(found(fixture, &second, &fixture->link));
    g_assert_cmpint(check(fixture, code).outcome, ==, TASK_CODE_OVER);
    fixture->link = first;
    fixture->link.token = second.token; /* the hash is of both */
    g_assert_cmpint(check(fixture, code).outcome, ==, TASK_CODE_WRONG);
    fixture->link.token = first.token;
    g_assert_cmpint(check(fixture, code).outcome, ==, TASK_CODE_RIGHT);
}

static void throttled(Fixture *fixture, const void *data) {
    (void)data;
    for (int i = 0; i < 5; i++)
        g_assert_true(send_to(fixture, HEAD, "192.0.2.1"));
    g_assert_false(send_to(fixture, "CHEF@example.se", "192.0.2.2"));
    g_assert_true(send_to(fixture, "annan@example.se", "192.0.2.1"));
    for (int i = 0; i < 44; i++) {
        TaskLink next = link_for(fixture, TASK_ANSWER, (Id){11});
        g_assert_true(found(fixture, &next, &fixture->link));
        g_assert_true(
            send_to(fixture, arena_printf(fixture->arena, "%d@example.se", i), "192.0.2.1"));
    }
    g_assert_false(send_to(fixture, "ny@example.se", "192.0.2.1"));
    fixture->now.seconds += ATTEMPTS_SECONDS + 1;
    g_assert_true(send_to(fixture, HEAD, "192.0.2.1"));
}

static void few_for_one_link(Fixture *fixture, const void *data) {
    (void)data;
    for (int i = 0; i < TASK_CODES_PER_LINK; i++) {
        g_assert_true(send_to(fixture, HEAD, "192.0.2.1"));
        fixture->now.seconds += ATTEMPTS_SECONDS + 1;
    }
    g_assert_false(send_to(fixture, HEAD, "192.0.2.1"));
    TaskLink next = link_for(fixture, TASK_ANSWER, (Id){11});
    g_assert_true(found(fixture, &next, &fixture->link));
    g_assert_true(send_to(fixture, HEAD, "192.0.2.1"));
    g_assert_cmpint(check(fixture, code_sent(fixture)).outcome, ==, TASK_CODE_RIGHT);
}

static bool check_and_fail(Db *db, void *data, GError **error) {
    Fixture *fixture = data;
    TaskCodeAnswer answer;
    g_assert_true(task_code_check(db, fixture->arena, &fixture->link, code_sent(fixture),
                                  fixture->now, &answer, error));
    g_assert_cmpint(answer.outcome, ==, TASK_CODE_RIGHT);
    return fail(error, ERROR_CONFLICT, "Någon hann före.");
}

static void goes_with_what_it_allows(Fixture *fixture, const void *data) {
    g_autoptr(GError) error = NULL;
    (void)data;
    send_to(fixture, HEAD, "192.0.2.1");
    g_assert_false(db_write(fixture->db, check_and_fail, fixture, &error));
    g_assert_error(error, SAMSYN_ERROR, ERROR_CONFLICT);
    g_assert_cmpint(check(fixture, code_sent(fixture)).outcome, ==, TASK_CODE_RIGHT);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    TEST("/task-link/opens-one-thing", opens_one_thing);
    TEST("/task-link/ends", ends);
    TEST("/task-link/only-its-hash", only_its_hash_is_kept);
    TEST("/task-code/once", code_works_once);
    TEST("/task-code/five-tries", five_tries);
    TEST("/task-code/fifteen-minutes", fifteen_minutes);
    TEST("/task-code/replaced", a_new_code_takes_the_place);
    TEST("/task-code/one-link", of_this_link_alone);
    TEST("/task-code/throttled", throttled);
    TEST("/task-code/few-for-one-link", few_for_one_link);
    TEST("/task-code/with-what-it-allows", goes_with_what_it_allows);
    return g_test_run();
}
