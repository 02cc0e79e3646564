#include "modules/access/access.h"

#include "base/date.h"
#include "base/id.h"
#include "db/testdb.h"
#include "modules/collaborations/testing/project_file.h"
#include "services/auth/auth.h"
#include "services/mail/mail.h"

#include <string.h>

typedef struct {
    Db *db;
    Arena *arena;
    Id collaboration, coordinator;
} Fixture;

static Id add_account(const Fixture *fixture, const char *email, Roles roles) {
    Membership membership = {.collaboration = fixture->collaboration, .roles = roles};
    g_assert_true(account_add(fixture->db, &(NewAccount){email, "Prov", NULL, false},
                              &membership.account, NULL));
    g_assert_true(membership_put(fixture->db, &membership, NULL));
    return membership.account;
}

static void set_up(Fixture *fixture, gconstpointer data) {
    (void)data;
    fixture->db = testdb_new();
    fixture->arena = arena_new();
    fixture->collaboration = add_collaboration(fixture->db, fixture->arena, "jonkoping").id;
    fixture->coordinator = add_account(fixture, "anna@example.org", ONLY_ROLE(ROLE_COORDINATOR));
}

static void tear_down(Fixture *fixture, gconstpointer data) {
    (void)data;
    db_close(fixture->db);
    arena_free(fixture->arena);
}

static Invitation invitation(const Fixture *fixture, const char *email, Roles roles) {
    return (Invitation){.collaboration = fixture->collaboration,
                        .collaboration_title = "Miljösamverkan Prov",
                        .inviter = "Anna Prov",
                        .account = fixture->coordinator,
                        .name = "Bo Prov",
                        .email = email,
                        .roles = roles,
                        .login_url = "https://samsyn.example.org/login?next=/prov",
                        .now = {1000}};
}

static bool invite(const Fixture *fixture, const char *email, Roles roles, GError **error) {
    Invitation made = invitation(fixture, email, roles);
    return access_invite(fixture->db, fixture->arena, &made, error);
}

static const Member *member(const Fixture *fixture, const char *email) {
    const Member *members;
    size_t n;
    g_assert_true(
        members_of(fixture->db, fixture->arena, fixture->collaboration, &members, &n, NULL));
    for (size_t i = 0; i < n; i++)
        if (strcmp(members[i].email, email) == 0)
            return &members[i];
    return NULL;
}

static size_t count_letters(const Fixture *fixture, const OutboxLetter **ret) {
    size_t n;
    g_assert_true(letters_list(fixture->db, fixture->arena, ret, &n, NULL));
    return n;
}

static void invites(Fixture *fixture, gconstpointer data) {
    (void)data;
    const OutboxLetter *letters;
    Roles roles = ONLY_ROLE(ROLE_HEAD) | ONLY_ROLE(ROLE_PREPARER);
    g_assert_true(invite(fixture, "bo@example.org", roles, NULL));
    g_assert_cmpuint(member(fixture, "bo@example.org")->roles, ==, roles);
    g_assert_cmpuint(count_letters(fixture, &letters), ==, 1);
    g_assert_cmpstr(letters[0].to_email, ==, "bo@example.org");
    g_assert_cmpstr(letters[0].subject, ==, "Välkommen till Miljösamverkan Prov");
    OutboxLetter letter;
    g_assert_true(letter_get(fixture->db, fixture->arena, letters[0].id, &letter, NULL));
    g_assert_nonnull(strstr(letter.text, "https://samsyn.example.org/login?next=/prov"));
}

/* An account that is there already, of another collaboration or ended, is the same account. */
static void invites_who_has_an_account(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id account;
    g_assert_true(account_add(fixture->db, &(NewAccount){"bo@example.org", "Bo", NULL, false},
                              &account, NULL));
    g_assert_true(invite(fixture, "Bo@Example.org", ONLY_ROLE(ROLE_READER), NULL));
    g_assert_true(id_equal(member(fixture, "bo@example.org")->account, account));
}

static void refuses_to_invite(Fixture *fixture, gconstpointer data) {
    (void)data;
    static const struct {
        const char *email;
        Roles roles;
        ErrorCode code;
    } cases[] = {{"bo@example.org", 0, ERROR_INVALID},
                 {"ingen adress", ONLY_ROLE(ROLE_MEMBER), ERROR_INVALID},
                 {"a@b.se\r\nBcc: x@y.se", ONLY_ROLE(ROLE_MEMBER), ERROR_INVALID},
                 {"ANNA@example.org", ONLY_ROLE(ROLE_MEMBER), ERROR_CONFLICT}};
    const OutboxLetter *letters;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(invite(fixture, cases[i].email, cases[i].roles, &error));
        g_assert_true(error_is(error, cases[i].code));
    }
    g_assert_cmpuint(count_letters(fixture, &letters), ==, 0);
    g_assert_cmpuint(member(fixture, "anna@example.org")->roles, ==, ONLY_ROLE(ROLE_COORDINATOR));
}

static void changes_and_ends(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id bo = add_account(fixture, "bo@example.org", ONLY_ROLE(ROLE_MEMBER));
    AccessChange change = {.collaboration = fixture->collaboration,
                           .account = fixture->coordinator,
                           .of = bo,
                           .roles = ONLY_ROLE(ROLE_HEAD),
                           .ends_on = {2021, 6, 30}};
    g_assert_true(access_change(fixture->db, fixture->arena, &change, NULL));
    const Member *changed = member(fixture, "bo@example.org");
    g_assert_cmpuint(changed->roles, ==, ONLY_ROLE(ROLE_HEAD));
    g_assert_cmpint(date_compare(changed->ends_on, change.ends_on), ==, 0);
    g_assert_true(access_end(fixture->db, fixture->arena, &change, NULL));
    g_assert_null(member(fixture, "bo@example.org"));
    g_autoptr(GError) error = NULL;
    g_assert_false(access_change(fixture->db, fixture->arena, &change, &error));
    g_assert_true(error_is(error, ERROR_NOT_FOUND));
}

/* A collaboration is never left without somebody who may invite: neither by taking the role, nor by
 * a last day, nor by ending, nor when the other one's account is closed. */
static void keeps_a_coordinator(Fixture *fixture, gconstpointer data) {
    (void)data;
    AccessChange last = {.collaboration = fixture->collaboration,
                         .account = fixture->coordinator,
                         .of = fixture->coordinator,
                         .roles = ONLY_ROLE(ROLE_MEMBER)},
                 dated = last;
    dated.roles = ONLY_ROLE(ROLE_COORDINATOR);
    dated.ends_on = (Date){2021, 6, 30};
    GError *errors[4] = {0};
    Id other = add_account(fixture, "bo@example.org", ONLY_ROLE(ROLE_COORDINATOR));
    g_assert_true(account_set_disabled(fixture->db, other, true, NULL));
    g_assert_false(access_change(fixture->db, fixture->arena, &last, &errors[0]));
    g_assert_false(access_change(fixture->db, fixture->arena, &dated, &errors[1]));
    g_assert_false(access_end(fixture->db, fixture->arena, &last, &errors[2]));
    for (size_t i = 0; i < 3; i++) {
        g_assert_true(error_is(errors[i], ERROR_CONFLICT));
        g_clear_error(&errors[i]);
    }
    g_assert_true(account_set_disabled(fixture->db, other, false, NULL));
    g_assert_true(access_end(fixture->db, fixture->arena, &last, &errors[3]));
}

static Roles inside(const Fixture *fixture, const char *token, Date on) {
    const Session *session;
    g_assert_true(session_find(fixture->db, fixture->arena, token, instant_now(), &session, NULL));
    return session_inside(fixture->arena, session, fixture->collaboration, on)->roles;
}

static void ends_with_its_last_day(Fixture *fixture, gconstpointer data) {
    (void)data;
    const char *token;
    Id bo = add_account(fixture, "bo@example.org", ONLY_ROLE(ROLE_MEMBER));
    AccessChange change = {.collaboration = fixture->collaboration,
                           .account = fixture->coordinator,
                           .of = bo,
                           .roles = ONLY_ROLE(ROLE_MEMBER),
                           .ends_on = {2021, 6, 30}};
    g_assert_true(setting_put(fixture->db, "demo", "1", NULL));
    g_assert_true(access_change(fixture->db, fixture->arena, &change, NULL));
    g_assert_true(login_as_persona(fixture->db, fixture->arena,
                                   &(SessionOf){.account = bo, .now = instant_now()}, &token,
                                   NULL));
    g_assert_cmpuint(inside(fixture, token, (Date){2021, 6, 30}), ==, ONLY_ROLE(ROLE_MEMBER));
    g_assert_cmpuint(inside(fixture, token, (Date){2021, 7, 1}), ==, 0);
}

#define ADD(name) g_test_add("/access/" #name, Fixture, NULL, set_up, name, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD(invites);
    ADD(invites_who_has_an_account);
    ADD(refuses_to_invite);
    ADD(changes_and_ends);
    ADD(keeps_a_coordinator);
    ADD(ends_with_its_last_day);
    return g_test_run();
}
