#include "modules/people/body_check.h"

#include "db/testdb.h"
#include "modules/collaborations/testing/project_file.h"

#include <glib.h>
#include <string.h>

static const Date today = {2021, 4, 15};

typedef struct {
    Db *db;
    Arena *arena;
    Id collaboration;
    const Rules *rules;
    People people;
} Fixture;

static void load(Fixture *fixture) {
    g_autoptr(GError) error = NULL;
    (void)!rules_load(fixture->db, fixture->arena, fixture->collaboration, today, &fixture->rules,
                      &error);
    g_assert_no_error(error);
    (void)!people_load(fixture->db, fixture->arena, fixture->collaboration, NULL, &fixture->people,
                       &error);
    g_assert_no_error(error);
}

static Fixture fixture_new(const char *name) {
    Fixture fixture = {.db = testdb_new(), .arena = arena_new()};
    g_autofree char *path = g_strdup_printf("demo/people-%s.conf", name);
    g_autofree char *people = project_file(path);
    g_autoptr(GError) error = NULL;
    PeopleSummary found;
    fixture.collaboration = add_collaboration(fixture.db, fixture.arena, name).id;
    (void)!people_import(fixture.db, fixture.arena, fixture.collaboration, people, strlen(people),
                         &found, &error);
    g_assert_no_error(error);
    load(&fixture);
    return fixture;
}

static void fixture_free(Fixture *fixture) {
    db_close(fixture->db);
    arena_free(fixture->arena);
}

static BodyCheck check_of(const Fixture *fixture, const char *key) {
    const Rule *body = rules_find(fixture->rules, ELEMENT_BODY, key);
    g_assert_nonnull(body);
    return body_check(fixture->arena, fixture->rules, &fixture->people, body);
}

static size_t breaches_of(const Fixture *fixture) {
    size_t n = 0;
    for (const Rule *body = rules_next(fixture->rules, ELEMENT_BODY, NULL); body != NULL;
         body = rules_next(fixture->rules, ELEMENT_BODY, body)) {
        BodyCheck check = body_check(fixture->arena, fixture->rules, &fixture->people, body);
        for (size_t i = 0; i < check.breaches.n; i++)
            g_test_message("%s", check.breaches.items[i]);
        n += check.breaches.n;
    }
    return n;
}

static void test_demo_bodies(void) {
    static const struct {
        const char *name;
        size_t n_breaches;
    } expected[] = {
        {"jonkoping", 0}, {"kronoberg-blekinge", 0}, {"stockholm", 0}, {"vasterbotten", 1}};
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
        Fixture fixture = fixture_new(expected[i].name);
        g_assert_cmpuint(breaches_of(&fixture), ==, expected[i].n_breaches);
        fixture_free(&fixture);
    }
}

static const BodyPlace *place_of(const BodyCheck *check, const char *title) {
    for (size_t i = 0; i < check->n_places; i++)
        if (strcmp(check->places[i].title, title) == 0)
            return &check->places[i];
    g_error("no place for %s", title);
}

static const char *holder(const Fixture *fixture, const BodyPlace *place) {
    g_assert_cmpuint(place->n, ==, 1);
    return people_get(&fixture->people, place->seats[0]->person)->key;
}

static void test_places(void) {
    Fixture fixture = fixture_new("jonkoping");
    BodyCheck steering = check_of(&fixture, "styrgrupp"),
              contacts = check_of(&fixture, "kontaktpersoner");
    g_assert_cmpuint(steering.n_places, ==, 15);
    g_assert_cmpuint(steering.n_members, ==, 15);
    g_assert_cmpuint(steering.n_vacant, ==, 0);
    g_assert_cmpuint(steering.n_others, ==, 0);
    g_assert_cmpuint(contacts.n_places, ==, 13);
    g_assert_cmpuint(contacts.n_members, ==, 12);
    g_assert_cmpstr(holder(&fixture, place_of(&contacts, "Habo")), ==, "staffan-hasselvik");
    g_assert_cmpstr(holder(&fixture, place_of(&contacts, "Mullsjö")), ==, "staffan-hasselvik");
    g_assert_cmpstr(holder(&fixture, place_of(&steering, "Samordnaren")), ==, "torsten-blahed");
    g_assert_cmpstr(holder(&fixture, place_of(&steering, "Gnosjö")), ==, "kjell-morthage");
    fixture_free(&fixture);
}

/* The secretary of the preparatory group has no place there, whoever employs her. */
static void test_coordinator_has_one_place(void) {
    Fixture fixture = fixture_new("jonkoping");
    BodyCheck check = check_of(&fixture, "beredningsgrupp");
    g_assert_cmpuint(check.n_places, ==, 3);
    g_assert_cmpuint(place_of(&check, "Kommunerna")->n, ==, 3);
    g_assert_cmpuint(check.n_others, ==, 1);
    g_assert_cmpstr(check.others[0]->role, ==, "secretary");
    g_assert_cmpuint(check.breaches.n, ==, 0);
    fixture_free(&fixture);
}

static void run(Fixture *fixture, const char *sql) {
    g_autoptr(GError) error = NULL;
    (void)!db_run_script(fixture->db, sql, &error);
    g_assert_no_error(error);
    load(fixture);
}

/* Kommunal utveckling employs the coordinator, but its place there is not the coordinator's to
 * take. */
static void test_coordinator_takes_no_other_place(void) {
    Fixture fixture = fixture_new("jonkoping");
    run(&fixture, "UPDATE seat SET role = 'member' WHERE person = (SELECT id FROM person WHERE key "
                  "= 'torsten-blahed')");
    BodyCheck check = check_of(&fixture, "beredningsgrupp");
    g_assert_cmpstr(holder(&fixture, place_of(&check, "Kommunal utveckling")), ==,
                    "amina-ljungsund");
    g_assert_cmpuint(check.breaches.n, ==, 1);
    g_assert_cmpstr(check.breaches.items[0], ==,
                    "Torsten Blåhed sitter i Beredningsgruppen, men ingen regel ger den platsen.");
    fixture_free(&fixture);
}

static void test_vacancy(void) {
    Fixture fixture = fixture_new("jonkoping");
    run(&fixture, "UPDATE seat SET valid_to = '2021-03-31' WHERE person = (SELECT id FROM person "
                  "WHERE key = 'staffan-hasselvik')");
    BodyCheck check = check_of(&fixture, "kontaktpersoner");
    g_assert_cmpuint(check.n_vacant, ==, 2);
    g_assert_cmpuint(check.breaches.n, ==, 1);
    g_assert_cmpstr(check.breaches.items[0], ==,
                    "I Kontaktpersonerna saknar två kommuner en kontaktperson: Habo och Mullsjö.");
    fixture_free(&fixture);
}

/* One who stands for Habo does not count for Mullsjö. */
static void test_stands_for_one(void) {
    Fixture fixture = fixture_new("jonkoping");
    run(&fixture, "UPDATE post SET municipality = '0643' WHERE person = (SELECT id FROM person "
                  "WHERE key = 'staffan-hasselvik')");
    BodyCheck check = check_of(&fixture, "kontaktpersoner");
    g_assert_cmpuint(check.breaches.n, ==, 1);
    g_assert_cmpstr(check.breaches.items[0], ==,
                    "Kontaktpersonerna saknar en kontaktperson från Mullsjö.");
    fixture_free(&fixture);
}

static void test_too_many(void) {
    Fixture fixture = fixture_new("jonkoping");
    run(&fixture, "INSERT INTO seat (collaboration, id, body, person, role) SELECT "
                  "s.collaboration, s.id + 1, s.body, p.id, 'member'"
                  " FROM seat s JOIN element e ON e.id = s.body AND e.key = 'styrgrupp'"
                  " JOIN person q ON q.id = s.person AND q.key = 'gunilla-linaker'"
                  " JOIN person p ON p.key = 'marta-slandal'");
    BodyCheck check = check_of(&fixture, "styrgrupp");
    g_assert_cmpuint(check.breaches.n, ==, 1);
    g_assert_cmpstr(check.breaches.items[0], ==,
                    "Märta Slåndal sitter i Styrgruppen, men ingen regel ger den platsen.");
    fixture_free(&fixture);
}

static void test_as_needed(void) {
    Fixture fixture = fixture_new("jonkoping");
    run(&fixture, "DELETE FROM seat");
    BodyCheck needed = check_of(&fixture, "presidier"), unknown = check_of(&fixture, "pks");
    g_assert_cmpuint(needed.breaches.n + unknown.breaches.n, ==, 0);
    BodyCheck steering = check_of(&fixture, "styrgrupp");
    g_assert_cmpuint(steering.breaches.n, ==, 4);
    g_assert_nonnull(strstr(steering.breaches.items[0], "saknar tolv kontor en chef: Aneby, "));
    fixture_free(&fixture);
}

static const char *only_breach(const Fixture *fixture, const char *body) {
    BodyCheck check = check_of(fixture, body);
    g_assert_cmpuint(check.breaches.n, ==, 1);
    return check.breaches.items[0];
}

/* A substitute is there without a place, and without a place is no breach. */
static void test_substitute(void) {
    Fixture fixture = fixture_new("jonkoping");
    run(&fixture, "UPDATE seat SET is_substitute = 1 WHERE person = (SELECT id FROM person "
                  "WHERE key = 'emre-skogsmyr')");
    BodyCheck check = check_of(&fixture, "kontaktpersoner");
    g_assert_cmpuint(check.n_others, ==, 1);
    g_assert_cmpstr(only_breach(&fixture, "kontaktpersoner"), ==,
                    "Kontaktpersonerna saknar en kontaktperson från Sävsjö.");
    fixture_free(&fixture);
}

static void test_substitute_of_nobody(void) {
    Fixture fixture = fixture_new("jonkoping");
    g_assert_cmpuint(check_of(&fixture, "kontaktpersoner").breaches.n, ==, 0);
    run(&fixture, "UPDATE seat SET is_substitute = 1, substitute_for = (SELECT id FROM person "
                  "WHERE key = 'marta-slandal') WHERE person = (SELECT id FROM person "
                  "WHERE key = 'emre-skogsmyr')");
    g_assert_cmpuint(check_of(&fixture, "kontaktpersoner").breaches.n, ==, 1);
    run(&fixture, "UPDATE seat SET valid_to = '2019-12-31' WHERE person = (SELECT id FROM person "
                  "WHERE key = 'marta-slandal')");
    BodyCheck check = check_of(&fixture, "kontaktpersoner");
    g_assert_cmpuint(check.breaches.n, ==, 2);
    g_assert_cmpstr(check.breaches.items[1], ==,
                    "Emre Skogsmyr är ersättare i Kontaktpersonerna för Märta Slåndal, som inte "
                    "längre sitter där.");
    fixture_free(&fixture);
}

static void test_count(void) {
    Fixture fixture = fixture_new("vasterbotten");
    g_assert_cmpstr(only_breach(&fixture, "stodgrupp"), ==,
                    "Stödgruppen har 2 ledamöter från kommunerna, ska ha 3–4.");
    fixture_free(&fixture);
}

static void test_chair(void) {
    Fixture fixture = fixture_new("vasterbotten");
    g_assert_cmpuint(check_of(&fixture, "samverkansgrupp").breaches.n, ==, 0);
    run(&fixture, "UPDATE seat SET role = CASE role WHEN 'chair' THEN 'member' ELSE 'chair' END "
                  "WHERE role IN ('chair', 'secretary')");
    g_assert_cmpstr(only_breach(&fixture, "samverkansgrupp"), ==,
                    "Ordföranden i Samverkansgruppen ska vara en av kommunernas ledamöter.");
    run(&fixture, "UPDATE seat SET role = 'member' WHERE role = 'chair'");
    g_assert_cmpstr(only_breach(&fixture, "samverkansgrupp"), ==,
                    "Samverkansgruppen saknar ordförande.");
    fixture_free(&fixture);
}

static void test_secretary(void) {
    Fixture fixture = fixture_new("jonkoping");
    run(&fixture, "UPDATE seat SET role = 'secretary' WHERE person = (SELECT id FROM person "
                  "WHERE key = 'gunilla-linaker')");
    g_assert_cmpstr(only_breach(&fixture, "beredningsgrupp"), ==,
                    "Sekreteraren i Beredningsgruppen ska vara samordnaren.");
    fixture_free(&fixture);
}

/* The rules and the seats of another day. */
static void test_another_day(void) {
    Fixture fixture = fixture_new("jonkoping");
    run(&fixture, "UPDATE seat SET valid_from = '2021-04-01' WHERE person = (SELECT id FROM "
                  "person WHERE key = 'emre-skogsmyr')");
    g_assert_cmpuint(check_of(&fixture, "kontaktpersoner").breaches.n, ==, 0);
    g_assert_true(rules_load(fixture.db, fixture.arena, fixture.collaboration, (Date){2021, 3, 31},
                             &fixture.rules, NULL));
    g_assert_cmpstr(only_breach(&fixture, "kontaktpersoner"), ==,
                    "Kontaktpersonerna saknar en kontaktperson från Sävsjö.");
    fixture_free(&fixture);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/body-check/demo", test_demo_bodies);
    g_test_add_func("/body-check/places", test_places);
    g_test_add_func("/body-check/coordinator", test_coordinator_has_one_place);
    g_test_add_func("/body-check/no-other-place", test_coordinator_takes_no_other_place);
    g_test_add_func("/body-check/vacancy", test_vacancy);
    g_test_add_func("/body-check/stands-for-one", test_stands_for_one);
    g_test_add_func("/body-check/too-many", test_too_many);
    g_test_add_func("/body-check/as-needed", test_as_needed);
    g_test_add_func("/body-check/substitute", test_substitute);
    g_test_add_func("/body-check/substitute-of-nobody", test_substitute_of_nobody);
    g_test_add_func("/body-check/count", test_count);
    g_test_add_func("/body-check/chair", test_chair);
    g_test_add_func("/body-check/secretary", test_secretary);
    g_test_add_func("/body-check/another-day", test_another_day);
    return g_test_run();
}
