#include "services/login/second_factor.h"

#include "base/error.h"
#include "db/testdb.h"
#include "services/login/totp.h"

#include <glib.h>
#include <string.h>

#define START 1600000000

/* RFC 6238 appendix B, the rows for SHA-1. */
static void vectors(void) {
    static const struct {
        int64_t time;
        const char *code;
    } rows[] = {{59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
                {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
    const Bytes secret = {(const uint8_t *)"12345678901234567890", 20};
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Instant now = {rows[i].time};
        int64_t step = 0;
        g_assert_cmpstr(totp_code(arena, secret, now, 8), ==, rows[i].code);
        g_assert_true(totp_matches(arena, secret, now, rows[i].code + 2, &step));
        g_assert_cmpint(step, ==, rows[i].time / 30);
    }
}

static void one_step_around(void) {
    const Bytes secret = {(const uint8_t *)"12345678901234567890", 20};
    g_autoptr(Arena) arena = arena_new();
    const char *code =
        totp_code(arena, secret, (Instant){START}, 6); /* START begins 20 s into its step */
    int64_t step, own = START / 30;
    g_assert_true(totp_matches(arena, secret, (Instant){own * 30 - 30}, code, &step));
    g_assert_cmpint(step, ==, own);
    g_assert_true(totp_matches(arena, secret, (Instant){own * 30 + 59}, code, &step));
    g_assert_cmpint(step, ==, own);
    g_assert_false(totp_matches(arena, secret, (Instant){own * 30 - 31}, code, &step));
    g_assert_false(totp_matches(arena, secret, (Instant){own * 30 + 60}, code, &step));
    g_autofree char *spaced = g_strdup_printf(" %.3s %s ", code, code + 3);
    g_assert_true(totp_matches(arena, secret, (Instant){START}, spaced, &step));
    g_assert_false(totp_matches(arena, secret, (Instant){START}, "", &step));
    g_assert_false(totp_matches(arena, secret, (Instant){START}, code + 1, &step));
}

static void texts(void) {
    const Bytes secret = {(const uint8_t *)"12345678901234567890", 20};
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(totp_secret_text(arena, secret), ==, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    g_assert_cmpstr(totp_address(arena, secret, "anna@example.se"), ==,
                    "otpauth://totp/Samsyn:anna%40example.se?"
                    "secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Samsyn");
    Bytes first = totp_secret_new(arena), second = totp_secret_new(arena);
    g_assert_cmpuint(first.size, ==, 20);
    g_assert_cmpint(memcmp(first.data, second.data, 20), !=, 0);
}

/* ---- an account's ---- */

typedef struct {
    Db *db;
    Arena *arena;
    Id account;
    int64_t clock;
    Bytes secret;
    const char *const *codes;
} Fixture;

static LoginOutcome try(Fixture *fixture, const char *typed) {
    g_autoptr(GError) error = NULL;
    LoginOutcome outcome = LOGIN_OK;
    CodeTry attempt = {fixture->account, typed, "192.0.2.1", {fixture->clock}};
    (void)!second_factor_check(fixture->db, fixture->arena, &attempt, &outcome, &error);
    g_assert_no_error(error);
    return outcome;
}

static const char *code_at(Fixture *fixture, int64_t clock) {
    return totp_code(fixture->arena, fixture->secret, (Instant){clock}, TOTP_DIGITS);
}

static SecondFactor factor_of(Fixture *fixture) {
    SecondFactor factor;
    g_assert_true(second_factor_get(fixture->db, fixture->arena, fixture->account, &factor, NULL));
    return factor;
}

static LoginOutcome confirm(Fixture *fixture, const char *typed) {
    LoginOutcome outcome;
    CodeTry attempt = {fixture->account, typed, "192.0.2.1", {fixture->clock}};
    g_assert_true(second_factor_confirm(fixture->db, fixture->arena, &attempt, &outcome,
                                        &fixture->codes, NULL));
    return outcome;
}

static void begin(Fixture *fixture) {
    g_autoptr(GError) error = NULL;
    (void)!second_factor_begin(fixture->db, fixture->arena, fixture->account,
                               (Instant){fixture->clock}, &error);
    g_assert_no_error(error);
    fixture->secret = factor_of(fixture).new_secret;
    g_assert_cmpuint(fixture->secret.size, ==, TOTP_SECRET_SIZE);
}

static void set_up(Fixture *fixture, const void *data) {
    g_autoptr(GError) error = NULL;
    (void)data;
    *fixture = (Fixture){.db = testdb_new(), .arena = arena_new(), .clock = START};
    g_assert_true(account_add(fixture->db, &(NewAccount){"anna@example.se", "Anna", NULL, true},
                              &fixture->account, &error));
    begin(fixture);
    g_assert_cmpint(confirm(fixture, code_at(fixture, START)), ==, LOGIN_OK);
    fixture->clock += 30;
}

static void tear_down(Fixture *fixture, const void *data) {
    (void)data;
    db_close(fixture->db);
    arena_free(fixture->arena);
}

static void used_once(Fixture *fixture, const void *data) {
    (void)data;
    const char *code = code_at(fixture, fixture->clock);
    g_assert_cmpint(try(fixture, code_at(fixture, START)), ==, LOGIN_WRONG); /* it confirmed */
    g_assert_cmpint(try(fixture, code), ==, LOGIN_OK);
    g_assert_cmpint(try(fixture, code), ==, LOGIN_WRONG);
    fixture->clock += 30;
    g_assert_cmpint(try(fixture, code), ==, LOGIN_WRONG);
    g_assert_cmpint(try(fixture, code_at(fixture, fixture->clock + 30)), ==, LOGIN_OK);
    g_assert_cmpint(try(fixture, code_at(fixture, fixture->clock)), ==,
                    LOGIN_WRONG); /* an older one */
    fixture->clock += 60;
    g_assert_cmpint(try(fixture, code_at(fixture, fixture->clock)), ==, LOGIN_OK);
}

static void recovery_codes(Fixture *fixture, const void *data) {
    (void)data;
    size_t n = 0;
    for (; fixture->codes[n] != NULL; n++) {
        g_assert_cmpuint(strlen(fixture->codes[n]), ==, RECOVERY_CODE_LENGTH);
        for (size_t i = 0; i < n; i++)
            g_assert_cmpstr(fixture->codes[i], !=, fixture->codes[n]);
    }
    g_assert_cmpuint(n, ==, RECOVERY_CODES);
    g_assert_cmpint(factor_of(fixture).codes_left, ==, RECOVERY_CODES);
    g_assert_cmpint(try(fixture, fixture->codes[3]), ==, LOGIN_OK);
    g_assert_cmpint(try(fixture, fixture->codes[3]), ==, LOGIN_WRONG);
    g_autofree char *upper = g_ascii_strup(fixture->codes[4], -1);
    upper[strcspn(upper, "-")] = ' ';
    g_assert_cmpint(try(fixture, upper), ==, LOGIN_OK);
    g_assert_cmpint(factor_of(fixture).codes_left, ==, RECOVERY_CODES - 2);
}

static void others_codes(Fixture *fixture, const void *data) {
    Fixture other = *fixture;
    (void)data;
    g_assert_true(account_add(fixture->db, &(NewAccount){"bo@example.se", "Bo", NULL, false},
                              &other.account, NULL));
    g_assert_cmpint(try(&other, fixture->codes[0]), ==, LOGIN_WRONG); /* Bo has none */
    g_assert_cmpint(try(&other, ""), ==, LOGIN_WRONG);
    begin(&other);
    g_assert_cmpint(try(&other, code_at(&other, other.clock)), ==, LOGIN_WRONG); /* not confirmed */
    g_assert_false(factor_of(&other).is_on);
    g_assert_cmpint(confirm(&other, code_at(fixture, other.clock)), ==, LOGIN_WRONG);
    g_assert_cmpint(confirm(&other, code_at(&other, other.clock)), ==, LOGIN_OK);
    g_assert_cmpint(try(&other, fixture->codes[0]), ==, LOGIN_WRONG);
    g_assert_cmpint(try(fixture, fixture->codes[0]), ==, LOGIN_OK);
}

/* quality.md 14 */
static void throttled(Fixture *fixture, const void *data) {
    (void)data;
    for (int i = 0; i < 5; i++)
        g_assert_cmpint(try(fixture, "000000"), ==, LOGIN_WRONG);
    g_assert_cmpint(try(fixture, code_at(fixture, fixture->clock)), ==, LOGIN_THROTTLED);
    g_assert_cmpint(try(fixture, fixture->codes[0]), ==, LOGIN_THROTTLED);
    fixture->clock += 15 * 60;
    g_assert_cmpint(try(fixture, code_at(fixture, fixture->clock)), ==, LOGIN_OK);
    for (int i = 0; i < 4; i++)
        g_assert_cmpint(try(fixture, "000000"), ==, LOGIN_WRONG);
    g_assert_cmpint(try(fixture, fixture->codes[0]), ==, LOGIN_OK);
    for (int i = 0; i < 5; i++) /* a right one has begun the count anew */
        g_assert_cmpint(try(fixture, "000000"), ==, LOGIN_WRONG);
}

static void in_use(Fixture *fixture, const void *data) {
    g_autoptr(GError) error = NULL;
    bool removed;
    (void)data;
    g_assert_true(factor_of(fixture).is_on);
    g_assert_cmpuint(factor_of(fixture).new_secret.size, ==, 0); /* is never told again */
    g_assert_false(second_factor_begin(fixture->db, fixture->arena, fixture->account,
                                       (Instant){fixture->clock}, &error));
    g_assert_true(error_is(error, ERROR_CONFLICT));
    g_assert_true(second_factor_remove(fixture->db, fixture->account, &removed, NULL));
    g_assert_true(removed);
    g_assert_false(factor_of(fixture).is_on);
    g_assert_cmpint(try(fixture, fixture->codes[0]), ==, LOGIN_WRONG);
    begin(fixture);
}

static LoginStep step_of(Fixture *fixture, const char *token) {
    LoginStep step;
    g_assert_true(login_step_find(fixture->db, fixture->arena, token, (Instant){fixture->clock},
                                  &step, NULL));
    return step;
}

static void between_the_factors(Fixture *fixture, const void *data) {
    const char *token;
    LoginStep step = {{fixture->account, BY_LINK, {fixture->clock}}, "/jonkoping"};
    (void)data;
    g_assert_true(login_step_start(fixture->db, fixture->arena, &step, &token, NULL));
    g_assert_cmpint(step_of(fixture, token).session.account.value, ==, fixture->account.value);
    g_assert_cmpint(step_of(fixture, token).session.how, ==, BY_LINK);
    g_assert_cmpstr(step_of(fixture, token).next, ==, "/jonkoping");
    g_assert_cmpint(step_of(fixture, NULL).session.account.value, ==, 0);
    fixture->clock += LOGIN_STEP_SECONDS;
    g_assert_cmpint(step_of(fixture, token).session.account.value, ==, 0);
    fixture->clock -= LOGIN_STEP_SECONDS + 1; /* set back */
    g_assert_cmpint(step_of(fixture, token).session.account.value, ==, 0);
    fixture->clock += 2;
    g_assert_cmpint(step_of(fixture, token).session.account.value, !=, 0);
    g_assert_true(login_step_end(fixture->db, fixture->account, (Instant){fixture->clock}, NULL));
    g_assert_cmpint(step_of(fixture, token).session.account.value, ==, 0);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    g_test_add_func("/second-factor/vectors", vectors);
    g_test_add_func("/second-factor/one-step-around", one_step_around);
    g_test_add_func("/second-factor/texts", texts);
    TEST("/second-factor/used-once", used_once);
    TEST("/second-factor/recovery", recovery_codes);
    TEST("/second-factor/others", others_codes);
    TEST("/second-factor/14-throttled", throttled);
    TEST("/second-factor/in-use", in_use);
    TEST("/second-factor/between", between_the_factors);
    return g_test_run();
}
