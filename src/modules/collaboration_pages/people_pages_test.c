#include "modules/collaboration_pages/testing/pages_site.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/people/people_edit.h"

#include <string.h>

/* People in the browser: who may change whom, and who sees how they are reached. */

static void test_person(void) {
    Fixture *fixture = fixture_new();
    const char *aneby = element_id(fixture, "jonkoping", ELEMENT_OFFICE, "aneby"),
               *body = element_id(fixture, "jonkoping", ELEMENT_BODY, "styrgrupp");
    post_ok(fixture, "/jonkoping/people/new",
            "name=%C3%85sa+Prov&email=asa@example.org&phone=&note=");
    g_assert_null(strstr(page(fixture, "/jonkoping/people/asa-prov"), "har slutat"));
    post_ok(
        fixture, "/jonkoping/people/asa-prov/posts/new",
        arena_printf(
            fixture->arena,
            "element=%s&function=inspector&subjects=avlopp,+lantbruk&from=2021-01-01&to=", aneby));
    post_ok(fixture, "/jonkoping/people/asa-prov/seats/new",
            arena_printf(fixture->arena, "body=%s&role=member&from=2021-01-01", body));
    assert_has(page(fixture, "/jonkoping/people/asa-prov"), "avlopp, lantbruk");
    assert_has(page(fixture, "/jonkoping/people/asa-prov/posts/new"),
               "<option value=\"\">Välj</option>");
    assert_has(page(fixture, "/jonkoping/collaboration"),
               "Åsa Prov sitter i Styrgruppen, men ingen regel ger den platsen.");
    post_refused(fixture, "/jonkoping/people/asa-prov/seats/new",
                 arena_printf(fixture->arena, "body=%s&role=chair", body),
                 "sitter redan i organet");
    post_refused(fixture, "/jonkoping/people/new", "name=&email=inte", "Namn");
    post_refused(fixture, "/jonkoping/people/asa-prov/posts/new",
                 arena_printf(fixture->arena,
                              "element=%s&function=head&from=2021-02-01&to=2021-01-31", aneby),
                 "Sista dagen kan inte ligga före den första");
    post_refused(fixture, "/jonkoping/people/asa-prov/posts/new",
                 "element=&function=", "Arbetar på");
    post_refused(fixture, "/jonkoping/people/asa-prov/end", "last_on=i+mars",
                 "id=\"last_on-error\"");
    post_ok(fixture, "/jonkoping/people/asa-prov/end", "last_on=2021-03-31");
    assert_has(page(fixture, "/jonkoping/people/asa-prov"), "har slutat");
    g_assert_null(strstr(page(fixture, "/jonkoping/collaboration"), "Åsa Prov"));
    fixture_free(fixture);
}

static void test_person_conflict(void) {
    Fixture *fixture = fixture_new();
    post_ok(fixture, "/jonkoping/people/torsten-blahed/edit",
            "name=Torsten+Prov&email=t@example.org&edit=1");
    post_refused(fixture, "/jonkoping/people/torsten-blahed/edit",
                 "name=Torsten+Annan&email=t@example.org&edit=1", "Någon annan ändrade personen");
    assert_has(body_of(fixture, ask(fixture, POST, "/jonkoping/people/torsten-blahed/edit",
                                    "name=Torsten+Annan&email=annan@example.org&edit=1")),
               "value=\"annan@example.org\"");
    assert_has(page(fixture, "/jonkoping/people/torsten-blahed"), "Torsten Prov");
    fixture_free(fixture);
}

/* An office of another collaboration is none of the choices. */
static void test_others_refused(void) {
    Fixture *fixture = fixture_new();
    const char *office = element_id(fixture, "stockholm", ELEMENT_OFFICE, "sodertorn");
    post_refused(fixture, "/jonkoping/people/torsten-blahed/posts/new",
                 arena_printf(fixture->arena, "element=%s&function=head", office), "Arbetar på");
    g_assert_cmpint(
        ask(fixture, GET,
            arena_printf(fixture->arena, "/jonkoping/people/torsten-blahed/posts/%s", office), NULL)
            ->status,
        ==, 404);
    fixture_free(fixture);
}

/* Nor does the service that the forms lead to take it. */
static void test_others_refused_within(void) {
    Fixture *fixture = fixture_new();
    People people;
    Id ours = collaboration_id(fixture, "jonkoping");
    PeopleEditor editor = {ours, fixture->session.account};
    g_assert_true(people_load(fixture->db, fixture->arena, ours, NULL, &people, NULL));
    Post post = {.person = people.persons[0].id, .title = "", .function = "head", .subjects = ""};
    Seat seat = {.person = people.persons[0].id, .role = "member"};
    g_assert_true(
        id_parse(element_id(fixture, "stockholm", ELEMENT_OFFICE, "sodertorn"), &post.element));
    g_assert_true(
        id_parse(element_id(fixture, "stockholm", ELEMENT_BODY, "styrgrupp"), &seat.body));
    for (int i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(i == 0 ? post_put(fixture->db, fixture->arena, &editor, &post, &error)
                              : seat_put(fixture->db, fixture->arena, &editor, &seat, &error));
        g_assert_true(error_is(error, ERROR_INVALID));
        assert_has(error->message, i == 0 ? "Välj det kontor" : "Välj ett organ");
    }
    fixture_free(fixture);
}

/* A substitute stands for one of the members, on the body's page and on their own. */
static void test_substitute_for_somebody(void) {
    Fixture *fixture = fixture_new();
    const char *body = element_id(fixture, "jonkoping", ELEMENT_BODY, "styrgrupp"),
               *form = page(fixture, "/jonkoping/people/marta-slandal/seats/new"),
               *member = strstr(form, "\">Yusuf Kattmyr (");
    g_assert_nonnull(member);
    const char *id = arena_strndup(fixture->arena, member - 13, 13);
    const char *seat =
        arena_printf(fixture->arena, "body=%s&role=member&substitute_for=%s", body, id);
    post_refused(fixture, "/jonkoping/people/marta-slandal/seats/new", seat,
                 "Markera Ersättare också");
    const char *other = strstr(form, "\">Emre Skogsmyr (");
    post_refused(fixture, "/jonkoping/people/marta-slandal/seats/new",
                 arena_printf(fixture->arena,
                              "body=%s&role=member&is_substitute=1&substitute_for=%.13s", body,
                              other - 13),
                 "Den som ersätts är inte ledamot");
    post_ok(fixture, "/jonkoping/people/marta-slandal/seats/new",
            arena_printf(fixture->arena, "%s&is_substitute=1", seat));
    assert_has(page(fixture, "/jonkoping/bodies/styrgrupp"), "ersättare för Yusuf Kattmyr");
    assert_has(page(fixture, "/jonkoping/people/marta-slandal"), "ersättare för Yusuf Kattmyr");
    fixture_free(fixture);
}

/* Who sat in a body on another day, who has left it, and who sits as a substitute. */
static void test_body_on_another_day(void) {
    Fixture *fixture = fixture_new();
    const char *body = element_id(fixture, "jonkoping", ELEMENT_BODY, "styrgrupp");
    post_ok(fixture, "/jonkoping/people/marta-slandal/seats/new",
            arena_printf(fixture->arena,
                         "body=%s&role=member&is_substitute=1&from=2019-01-01&to=2020-12-31",
                         body));
    const char *today = page(fixture, "/jonkoping/bodies/styrgrupp"),
               *then = page(fixture, "/jonkoping/bodies/styrgrupp?on=2020-06-01"),
               *typo = page(fixture, "/jonkoping/bodies/styrgrupp?on=ig%C3%A5r");
    assert_has(today, "Har suttit här");
    assert_has(today, "/jonkoping/directory?body=Styrgruppen");
    assert_has(today, "/jonkoping/directory/addresses?body=Styrgruppen");
    assert_has(page(fixture, "/jonkoping/offices/aneby"),
               "/jonkoping/directory/addresses?place=Aneby");
    assert_has(page(fixture, "/jonkoping/parties/lansstyrelsen"),
               "/jonkoping/directory?place=L%C3%A4nsstyrelsen");
    g_assert_null(strstr(today, "Så här var det"));
    assert_has(then, "Så här var det 1 juni 2020.");
    assert_has(then, "ersättare");
    g_assert_null(strstr(then, "Har suttit här"));
    g_assert_null(strstr(then, "/directory?body="));
    g_assert_null(strstr(then, "Märta Slåndal sitter i Styrgruppen, men ingen regel"));
    assert_has(typo, "Skriv en dag som 2021-05-01.");
    fixture_free(fixture);
}

static void test_members_read(void) {
    Fixture *fixture = fixture_new();
    fixture->session.roles = ONLY_ROLE(ROLE_MEMBER);
    g_assert_null(strstr(page(fixture, "/jonkoping/bodies/styrgrupp"), "/rules/"));
    g_assert_null(strstr(page(fixture, "/jonkoping/collaboration"), "/rules/"));
    g_assert_null(strstr(page(fixture, "/jonkoping/people/torsten-blahed"), "Ändra"));
    g_assert_cmpint(ask(fixture, GET, "/jonkoping/settings", NULL)->status, ==, 403);
    fixture_free(fixture);
}

static Id person_of(Fixture *fixture, const char *key) {
    People people;
    Collaboration jonkoping;
    g_assert_true(
        collaboration_by_name(fixture->db, fixture->arena, "jonkoping", &jonkoping, NULL));
    g_assert_true(people_load(fixture->db, fixture->arena, jonkoping.id, NULL, &people, NULL));
    return people_find(&people, key)->id;
}

static void become(Fixture *fixture, Role role, const char *person) {
    fixture->session.roles = ONLY_ROLE(role);
    fixture->session.person = person_of(fixture, person);
}

/* How people are reached is nowhere on what a reader sees. */
static void test_readers_reach_nobody(void) {
    static const char *const paths[] = {"people/yusuf-kattmyr", "offices/aneby",
                                        "bodies/styrgrupp"};
    Fixture *fixture = fixture_new();
    for (Role role = ROLE_READER; role <= ROLE_MEMBER; role++) {
        become(fixture, role, "henning-oringdal");
        size_t seen = 0;
        for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
            const char *text =
                page(fixture, arena_printf(fixture->arena, "/jonkoping/%s", paths[i]));
            seen += strstr(text, "kattmyr@example.org") != NULL || strstr(text, "070-174") != NULL;
        }
        g_assert_cmpuint(seen, ==, role == ROLE_READER ? 0 : 1);
    }
    fixture_free(fixture);
}

/* A head and a contact person edit who works at their office, and nobody else. */
static void test_office_edits_its_people(void) {
    Fixture *fixture = fixture_new();
    Role roles[] = {ROLE_HEAD, ROLE_CONTACT_PERSON};
    const char *persons[] = {"yusuf-kattmyr", "marta-slandal"};
    for (size_t i = 0; i < G_N_ELEMENTS(roles); i++) {
        become(fixture, roles[i], persons[i]);
        const char *key = i == 0 ? "ny-kollega" : "annan-kollega";
        post_ok(fixture, "/jonkoping/people/new",
                i == 0 ? "name=Ny+Kollega" : "name=Annan+Kollega");
        assert_has(page(fixture, arena_printf(fixture->arena, "/jonkoping/people/%s", key)),
                   "Aneby");
        post_ok(fixture, arena_printf(fixture->arena, "/jonkoping/people/%s/end", key),
                "last_on=2021-04-30");
        assert_has(page(fixture, "/jonkoping/people/henning-oringdal/edit"), "Öringdal");
        const char *post = page(fixture, "/jonkoping/people/henning-oringdal/posts/new");
        assert_has(post, element_id(fixture, "jonkoping", ELEMENT_OFFICE, "aneby"));
        g_assert_null(strstr(post, element_id(fixture, "jonkoping", ELEMENT_OFFICE, "eksjo")));
        static const char *const refused[] = {
            "people/olle-vinterdal/edit", "people/olle-vinterdal/posts/new",
            "people/torsten-blahed/edit", "people/henning-oringdal/seats/new"};
        for (size_t j = 0; j < G_N_ELEMENTS(refused); j++)
            g_assert_cmpint(
                ask(fixture, GET, arena_printf(fixture->arena, "/jonkoping/%s", refused[j]), NULL)
                    ->status,
                ==, 403);
    }
    become(fixture, ROLE_HEAD, "amina-ljungsund");
    g_assert_cmpint(ask(fixture, GET, "/jonkoping/people/new", NULL)->status, ==, 403);
    fixture_free(fixture);
}

static Membership membership_of(Fixture *fixture, const char *person, Role role) {
    Membership membership = {collaboration_id(fixture, "jonkoping"), .roles = ONLY_ROLE(role)};
    GError *error = NULL;
    account_add(fixture->db, &(NewAccount){"henning@example.org", "Henning", NULL, false},
                &membership.account, &error);
    g_assert_no_error(error);
    membership.person = person_of(fixture, person);
    return membership;
}

static void put(const Fixture *fixture, const Membership *membership) {
    GError *error = NULL;
    membership_put(fixture->db, membership, &error);
    g_assert_no_error(error);
}

static Date last_day_of(const Fixture *fixture, Id account) {
    const OwnMembership *own;
    size_t n;
    GError *error = NULL;
    memberships_of_account(fixture->db, fixture->arena, account, &own, &n, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(n, ==, 1);
    return own[0].ends_on;
}

/* Ending a colleague ends the access too, but not that of a coordinator, which would leave the
 * collaboration to nobody. */
static void test_coordinators_are_not_ended(void) {
    Fixture *fixture = fixture_new();
    Membership membership = membership_of(fixture, "henning-oringdal", ROLE_COORDINATOR);
    Role editors[] = {ROLE_HEAD, ROLE_COORDINATOR};
    put(fixture, &membership);
    for (size_t i = 0; i < G_N_ELEMENTS(editors); i++) {
        become(fixture, editors[i], "yusuf-kattmyr");
        post_refused(fixture, "/jonkoping/people/henning-oringdal/end", "last_on=2021-04-14",
                     "Henning är samordnare");
        g_assert_false(date_is_set(last_day_of(fixture, membership.account)));
    }
    membership.roles = ONLY_ROLE(ROLE_MEMBER);
    put(fixture, &membership);
    post_ok(fixture, "/jonkoping/people/henning-oringdal/end", "last_on=2021-04-30");
    g_assert_cmpstr(date_iso(fixture->arena, last_day_of(fixture, membership.account)), ==,
                    "2021-04-30");
    /* The demo's account of the same person ends too. */
    assert_told(fixture, "access", "access.change", 2, "medlem, till och med 30 april 2021");
    fixture_free(fixture);
}

/* Several people become members at once; those the rule of seats asks for stand first. */
static void test_members_of_a_body(void) {
    Fixture *fixture = fixture_new();
    const char *aneby = element_id(fixture, "jonkoping", ELEMENT_OFFICE, "aneby"),
               *path = "/jonkoping/bodies/styrgrupp/members";
    static const char *const posts[][2] = {{"ada", "inspector"}, {"bea", "head"}, {"cia", "head"}};
    g_autoptr(GString) chosen = g_string_new("role=member&from=");
    assert_has(page(fixture, path), "value=");
    for (size_t i = 0; i < G_N_ELEMENTS(posts); i++) {
        post_ok(fixture, "/jonkoping/people/new",
                arena_printf(fixture->arena, "name=%s&email=&phone=&note=", posts[i][0]));
        post_ok(
            fixture, arena_printf(fixture->arena, "/jonkoping/people/%s/posts/new", posts[i][0]),
            arena_printf(fixture->arena, "element=%s&function=%s&subjects=", aneby, posts[i][1]));
    }
    const char *form = page(fixture, path);
    const char *ada = strstr(form, "<span>ada"), *cia = strstr(form, "<span>cia");
    g_assert_true(ada != NULL && cia != NULL && cia < ada);
    post_refused(fixture, path, chosen->str, "Personer");
    for (const char *at = form; (at = strstr(at, "name=\"person\" value=\"")) != NULL;) {
        at += strlen("name=\"person\" value=\"");
        const char *name = strstr(at, "<span>") + strlen("<span>");
        if (g_str_has_prefix(name, "bea ") || g_str_has_prefix(name, "cia "))
            g_string_append_printf(chosen, "&person=%.13s", at);
    }
    post_ok(fixture, path, chosen->str);
    g_assert_null(strstr(page(fixture, path), "<span>bea"));
    assert_has(page(fixture, "/jonkoping/bodies/styrgrupp"), "/jonkoping/people/cia");
    post_refused(fixture, path, chosen->str, "sitter redan i organet");
    fixture->session.roles = ONLY_ROLE(ROLE_MEMBER);
    g_assert_null(strstr(page(fixture, "/jonkoping/bodies/styrgrupp"), "/members"));
    fixture_free(fixture);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pages/person", test_person);
    g_test_add_func("/pages/person-conflict", test_person_conflict);
    g_test_add_func("/pages/others-refused", test_others_refused);
    g_test_add_func("/pages/others-refused/within", test_others_refused_within);
    g_test_add_func("/pages/substitute-for-somebody", test_substitute_for_somebody);
    g_test_add_func("/pages/body-on-another-day", test_body_on_another_day);
    g_test_add_func("/pages/members-read", test_members_read);
    g_test_add_func("/pages/readers-reach-nobody", test_readers_reach_nobody);
    g_test_add_func("/pages/office-edits-its-people", test_office_edits_its_people);
    g_test_add_func("/pages/members-of-a-body", test_members_of_a_body);
    g_test_add_func("/pages/coordinators-are-not-ended", test_coordinators_are_not_ended);
    return g_test_run();
}
