#include "modules/people/people.h"

#include "base/error.h"
#include "base/id.h"
#include "db/testdb.h"
#include "modules/collaborations/configuration.h"

#include <glib.h>
#include <string.h>

typedef struct {
    Db *db;
    Arena *arena;
    Id collaboration;
} Fixture;

static const char rules[] = "[collaboration]\nname=prov\ntitle=Prov\nshort=Prov\nfields="
                            "environment\ncounties=06\ncoordinator_title=Samordnare\n\n"
                            "[party region]\nkind=region\ncode=06\ntitle=Regionen\n\n[body "
                            "grupp]\nkind=network\ntitle=Gruppen\n";

static Fixture fixture_new(void) {
    Fixture fixture = {.db = testdb_new(), .arena = arena_new()};
    g_autoptr(GError) error = NULL;
    ConfigurationSummary summary = {0};
    (void)!configuration_import(fixture.db, fixture.arena,
                                &(ConfigurationImport){rules, strlen(rules)}, &summary, &error);
    g_assert_no_error(error);
    fixture.collaboration = summary.collaboration;
    return fixture;
}

static void fixture_free(Fixture *fixture) {
    db_close(fixture->db);
    arena_free(fixture->arena);
}

#define ANNA                                                                                       \
    "[person anna]\nname=Anna "                                                                    \
    "Prov\nemail=anna@example.org\nfunction=coordinator\nparty=region\nrole=none\nbodies=grupp:"   \
    "chair\nfrom=2020-01-01\n"

/* The substitute stands before the member. */
static void test_import_substitute(void) {
    static const char both[] = "[person bo]\nname=Bo Prov\nemail=bo@example.org\nfunction=other\n"
                               "party=region\nrole=none\nbodies=grupp:member:anna\n\n" ANNA;
    static const char alone[] = "[person cia]\nname=Cia\nemail=c@example.org\nparty=region\n"
                                "bodies=grupp:member:ingen\n";
    Fixture fixture = fixture_new();
    g_autoptr(GError) error = NULL;
    PeopleSummary summary;
    People people;
    g_assert_true(people_import(fixture.db, fixture.arena, fixture.collaboration, both,
                                strlen(both), &summary, &error));
    g_assert_true(
        people_load(fixture.db, fixture.arena, fixture.collaboration, NULL, &people, &error));
    g_assert_cmpuint(people.n_seats, ==, 2);
    for (size_t i = 0; i < people.n_seats; i++) {
        const Person *member = people_get(&people, people.seats[i].substitute_for);
        bool is_bo = id_equal(people.seats[i].person, people_find(&people, "bo")->id);
        g_assert_cmpint(people.seats[i].is_substitute, ==, is_bo);
        g_assert_cmpstr(member == NULL ? "" : member->key, ==, is_bo ? "anna" : "");
    }
    g_assert_false(people_import(fixture.db, fixture.arena, fixture.collaboration, alone,
                                 strlen(alone), &summary, &error));
    g_assert_cmpstr(error->message, ==, "[person cia]: ingen, som ersätts i grupp, finns inte.");
    fixture_free(&fixture);
}

static void test_import(void) {
    Fixture fixture = fixture_new();
    g_autoptr(GError) error = NULL;
    PeopleSummary first = {0}, second = {0};
    People people = {0};
    g_assert_true(people_import(fixture.db, fixture.arena, fixture.collaboration, ANNA,
                                strlen(ANNA), &first, &error));
    g_assert_true(people_import(fixture.db, fixture.arena, fixture.collaboration, ANNA,
                                strlen(ANNA), &second, &error));
    g_assert_cmpuint(first.n_added * 10 + first.n_unchanged, ==, 10);
    g_assert_cmpuint(second.n_added * 10 + second.n_unchanged, ==, 1);
    g_assert_true(
        people_load(fixture.db, fixture.arena, fixture.collaboration, NULL, &people, &error));
    g_assert_cmpuint(people.n * 100 + people.n_posts * 10 + people.n_seats, ==, 111);
    g_assert_cmpstr(people.seats[0].role, ==, "chair");
    g_assert_true(person_is_active(&people, people.persons[0].id, (Date){2020, 1, 1}));
    g_assert_false(person_is_active(&people, people.persons[0].id, (Date){2019, 12, 31}));
    fixture_free(&fixture);
}

/* Nothing of a file that is wrong somewhere is kept. */
static void test_errors(void) {
    static const struct {
        const char *text, *says;
    } cases[] = {{ANNA "[party b]\n", "ingen grupp"},
                 {ANNA "[person bo]\nname=Bo\n", "name eller email saknas"},
                 {ANNA "[person bo]\nname=Bo\nemail=bo@example.org\n",
                  "office, party eller committee saknas"},
                 {ANNA "[person bo]\nname=Bo\nemail=bo@example.org\nparty=ingen\n",
                  "finns inte i samverkan"},
                 {ANNA "[person bo]\nname=Bo\nemail=bo@example.org\nparty=region\nfrom=igår\n",
                  "ska vara en dag"},
                 {ANNA
                  "[person bo]\nname=Bo\nemail=bo@example.org\nparty=region\nbodies=ingen:member\n",
                  "organet ingen"},
                 {"skräp", "kan inte läsas"}};
    Fixture fixture = fixture_new();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL, none = NULL;
        PeopleSummary summary;
        People people;
        g_assert_false(people_import(fixture.db, fixture.arena, fixture.collaboration,
                                     cases[i].text, strlen(cases[i].text), &summary, &error));
        g_assert_true(error_is(error, ERROR_INVALID));
        if (strstr(error->message, cases[i].says) == NULL)
            g_error("“%s” does not say “%s”", error->message, cases[i].says);
        g_assert_true(
            people_load(fixture.db, fixture.arena, fixture.collaboration, NULL, &people, &none));
        g_assert_cmpuint(people.n, ==, 0);
    }
    fixture_free(&fixture);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/people/import", test_import);
    g_test_add_func("/people/import-substitute", test_import_substitute);
    g_test_add_func("/people/errors", test_errors);
    return g_test_run();
}
