#include "modules/people/people.h"

#include "base/id.h"
#include "modules/collaborations/testing/site.h"
#include "modules/people/body_check.h"
#include "modules/people/people_edit.h"

#include <string.h>

/* Who meets somebody with protected identity: Bo, head at Aneby's office and member of the steering
 * group. Cia works there too, Dag in Eksjö. */

typedef struct {
    Site *site;
    Id cia, dag, bo;
} Fixture;

static const char people[] =
    "[person bo]\nname=Bo Gömd\nemail=bo@example.org\nphone=070-174 06 05\nfunction=head\n"
    "title=Miljöchef\nsubjects=lantbruk\noffice=aneby\nbodies=styrgrupp:member\nrole=none\n"
    "protected=true\n"
    "[person cia]\nname=Cia Prov\nemail=cia@example.org\nfunction=inspector\noffice=aneby\n"
    "role=none\n"
    "[person dag]\nname=Dag Prov\nemail=dag@example.org\nfunction=inspector\noffice=eksjo\n"
    "role=none\n"
    "[person eva]\nname=Eva Prov\nemail=eva@example.org\nfunction=inspector\noffice=aneby\n"
    "role=none\nto=2021-03-31\n";

static People load(const Fixture *fixture, const PeopleReader *reader) {
    People found = {0};
    g_assert_true(people_load(fixture->site->db, fixture->site->arena, fixture->site->own.id,
                              reader, &found, NULL));
    return found;
}

static Id id_of(const Fixture *fixture, const char *key) {
    People found = load(fixture, NULL);
    return people_find(&found, key)->id;
}

static Fixture fixture_new(void) {
    Fixture fixture = {.site = site_new(NULL)};
    g_autoptr(GError) error = NULL;
    PeopleSummary summary;
    (void)!people_import(fixture.site->db, fixture.site->arena, fixture.site->own.id, people,
                         strlen(people), &summary, &error);
    g_assert_no_error(error);
    fixture.bo = id_of(&fixture, "bo");
    fixture.cia = id_of(&fixture, "cia");
    fixture.dag = id_of(&fixture, "dag");
    return fixture;
}

static PeopleReader reader_of(const Fixture *fixture, Role role, Id person) {
    fixture->site->session.roles = ONLY_ROLE(role);
    fixture->site->session.person = person;
    return people_reader(&fixture->site->session, fixture->site->today);
}

static void test_who_sees(void) {
    Fixture fixture = fixture_new();
    const struct {
        Role role;
        Id person;
        bool sees;
    } cases[] = {{ROLE_COORDINATOR, {0}, true},
                 {ROLE_MEMBER, fixture.cia, true},
                 {ROLE_READER, fixture.bo, true},
                 {ROLE_MEMBER, fixture.dag, false},
                 {ROLE_HEAD, fixture.dag, false},
                 {ROLE_MEMBER, {0}, false},
                 {ROLE_MEMBER, id_of(&fixture, "eva"), false}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        PeopleReader reader = reader_of(&fixture, cases[i].role, cases[i].person);
        People found = load(&fixture, &reader);
        g_assert_cmpuint(found.n, ==, cases[i].sees ? 4 : 3);
        g_assert_cmpuint(found.n_hidden, ==, cases[i].sees ? 0 : 1);
        g_assert_true((people_find(&found, "bo") != NULL) == cases[i].sees);
    }
    PeopleReader public = people_reader(NULL, fixture.site->today);
    g_assert_cmpuint(load(&fixture, &public).n, ==, 3);
    site_free(fixture.site);
}

/* A dormant collaboration's coordinator may change nothing, and sees everybody. */
static void test_dormant(void) {
    Fixture fixture = fixture_new();
    fixture.site->session.only_reads = true;
    PeopleReader reader = reader_of(&fixture, ROLE_COORDINATOR, (Id){0});
    g_assert_cmpuint(load(&fixture, &reader).n, ==, 4);
    site_free(fixture.site);
}

static void test_contact_details(void) {
    Fixture fixture = fixture_new();
    PeopleReader reader = reader_of(&fixture, ROLE_COORDINATOR, (Id){0});
    People found = load(&fixture, &reader);
    g_assert_null(people_find(&found, "bo")->email);
    g_assert_null(people_find(&found, "bo")->phone);
    g_assert_cmpstr(people_find(&found, "cia")->email, ==, "cia@example.org");
    reader.sees_protected_contact_details = true;
    found = load(&fixture, &reader);
    g_assert_cmpstr(people_find(&found, "bo")->email, ==, "bo@example.org");
    reader = reader_of(&fixture, ROLE_READER, fixture.cia);
    reader.sees_protected_contact_details = true;
    found = load(&fixture, &reader);
    g_assert_null(people_find(&found, "bo")->email);
    g_assert_null(people_find(&found, "cia")->email);
    site_free(fixture.site);
}

/* Nothing that the lists hold tells of the person, and what is counted is right all the same. */
static void test_hidden(void) {
    Fixture fixture = fixture_new();
    PeopleReader reader = reader_of(&fixture, ROLE_MEMBER, fixture.dag);
    People found = load(&fixture, &reader), all = load(&fixture, NULL);
    const Rules *rules = site_rules(fixture.site);
    const Rule *office = rules_find(rules, ELEMENT_OFFICE, "aneby"),
               *body = rules_find(rules, ELEMENT_BODY, "styrgrupp");
    for (size_t i = 0; i < found.n_posts; i++)
        g_assert_false(id_equal(found.posts[i].person, fixture.bo));
    for (size_t i = 0; i < found.n_posts + found.n_hidden_posts; i++)
        g_assert_true(!id_equal(found.posts[i].person, fixture.bo) ||
                      (found.posts[i].title == NULL && found.posts[i].subjects[0] == '\0'));
    g_assert_cmpuint(found.n_seats * 10 + found.n_hidden_seats, ==, 1);
    const Person *head = people_with_function(&found, office->element, "head", fixture.site->today);
    g_assert_cmpstr(head->name, ==, "visas inte");
    g_assert_cmpstr(head->key, ==, "");
    g_assert_null(head->email);
    BodyCheck seen = body_check(fixture.site->arena, rules, &found, body),
              whole = body_check(fixture.site->arena, rules, &all, body);
    g_assert_cmpuint(seen.n_members, ==, 1);
    g_assert_cmpuint(seen.breaches.n, ==, whole.breaches.n);
    for (size_t i = 0; i < seen.breaches.n; i++)
        g_assert_cmpstr(seen.breaches.items[i], ==, whole.breaches.items[i]);
    site_free(fixture.site);
}

static void test_marking(void) {
    Fixture fixture = fixture_new();
    People all = load(&fixture, NULL);
    Person cia = *people_find(&all, "cia");
    PeopleEditor editor = {fixture.site->own.id, fixture.site->session.account, {0}};
    PeopleReader reader = reader_of(&fixture, ROLE_MEMBER, fixture.dag);
    const char *key;
    cia.is_protected = true;
    g_assert_true(person_put(fixture.site->db, fixture.site->arena, &editor, &cia, &key, NULL));
    g_assert_cmpuint(load(&fixture, &reader).n, ==, 2);
    cia.is_protected = false;
    cia.edit++;
    g_assert_true(person_put(fixture.site->db, fixture.site->arena, &editor, &cia, &key, NULL));
    g_assert_cmpuint(load(&fixture, &reader).n, ==, 3);
    site_free(fixture.site);
}

static void test_phone_link(void) {
    static const char *const cases[][2] = {{"070-174 06 05", "tel:0701740605"},
                                           {"+46 70-174 06 05", "tel:+46701740605"},
                                           {"036-10 50 00 ankn. 12", "tel:036105000"},
                                           {"(036) 10 50 00", "tel:036105000"},
                                           {"växeln", ""},
                                           {"", ""},
                                           {NULL, ""}};
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(phone_link(arena, cases[i][0]), ==, cases[i][1]);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/people-reader/who-sees", test_who_sees);
    g_test_add_func("/people-reader/dormant", test_dormant);
    g_test_add_func("/people-reader/contact-details", test_contact_details);
    g_test_add_func("/people-reader/hidden", test_hidden);
    g_test_add_func("/people-reader/marking", test_marking);
    g_test_add_func("/people-reader/phone-link", test_phone_link);
    return g_test_run();
}
