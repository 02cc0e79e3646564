#include "modules/register_extract/erasure.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/collaboration_pages/pages.h"
#include "modules/collaborations/testing/site.h"
#include "modules/directory/directory_pages.h"
#include "modules/people/people_edit.h"
#include "modules/register_extract/register_extract_pages.h"
#include "services/audit/audit.h"

#include <glib.h>
#include <string.h>

/* Karin Särskild, who worked at Aneby, sat in the steering group and could log in. */
typedef struct {
    Site *site;
    Id person, account;
} Fixture;

static const Route *const tables[] = {erasure_routes, directory_routes, collaboration_routes, NULL};

static PeopleEditor editor_of(const Fixture *fixture) {
    return (PeopleEditor){.collaboration = fixture->site->own.id,
                          .account = fixture->site->session.account,
                          .today = fixture->site->today};
}

static void give_account(Fixture *fixture) {
    const Site *site = fixture->site;
    NewAccount account = {"karin@example.org", "Karin Särskild", NULL, false};
    g_assert_true(account_add(site->db, &account, &fixture->account, NULL));
    Membership membership = {.collaboration = site->own.id,
                             .account = fixture->account,
                             .person = fixture->person,
                             .roles = ONLY_ROLE(ROLE_MEMBER)};
    g_assert_true(membership_put(site->db, &membership, NULL));
}

static void set_up(Fixture *fixture, const void *data) {
    (void)data;
    *fixture = (Fixture){.site = site_new(tables)};
    const Site *site = fixture->site;
    PeopleEditor editor = editor_of(fixture);
    Person person = {.name = "Karin Särskild", .email = "karin@example.org", .phone = "010-99"};
    Post post = {.element = rules_find(site_rules(site), ELEMENT_OFFICE, "aneby")->element,
                 .function = "inspector",
                 .title = "Karins titel",
                 .subjects = ""};
    g_assert_true(person_add_with_post(site->db, site->arena, &editor, &person, &post,
                                       &fixture->person, NULL));
    Seat seat = {.body = rules_find(site_rules(site), ELEMENT_BODY, "styrgrupp")->element,
                 .person = fixture->person,
                 .role = "member"};
    g_assert_true(seat_put(site->db, site->arena, &editor, &seat, NULL));
    give_account(fixture);
}

static void tear_down(Fixture *fixture, const void *data) {
    (void)data;
    site_free(fixture->site);
}

static void leave(Fixture *fixture) {
    PeopleEditor editor = editor_of(fixture);
    g_assert_true(person_end(fixture->site->db, fixture->site->arena, &editor, fixture->person,
                             (Date){2021, 3, 31}, NULL));
}

/* The sentence, or NULL when it was done. */
static const char *erase_by(const Fixture *fixture, const char *reason, bool *ret_keeps) {
    g_autoptr(GError) error = NULL;
    Erasure erasure = {fixture->site->own.id, fixture->site->session.account, fixture->person,
                       reason, fixture->site->today};
    return person_erase(fixture->site->db, fixture->site->arena, &erasure, ret_keeps, &error)
               ? NULL
               : arena_strdup(fixture->site->arena, error->message);
}

static const char *erase(const Fixture *fixture) {
    bool keeps;
    return erase_by(fixture, "Gallringsbeslut dnr 14", &keeps);
}

static void refused_with_the_reason(Fixture *fixture, const void *data) {
    bool keeps;
    (void)data;
    g_assert_nonnull(strstr(erase(fixture), "arbetar på Miljö- och byggförvaltningen i Aneby"));
    leave(fixture);
    fixture->site->today = (Date){2021, 3, 31}; /* the last day */
    g_assert_nonnull(strstr(erase(fixture), "till och med 31 mars 2021"));
    fixture->site->today = (Date){2021, 4, 15};
    g_assert_nonnull(strstr(erase_by(fixture, " ", &keeps), "vilket beslut"));
    g_assert_nonnull(strstr(erase_by(fixture, "För att Karin SÄRSKILD bad om det", &keeps),
                            "utan personens namn"));
    g_assert_null(erase(fixture));
    g_assert_cmpstr(erase(fixture), ==, "Personen finns inte här.");
}

/* Nothing of the person is left in any text of the database. */
static void nothing_is_left(Fixture *fixture, const void *data) {
    static const char *const places[] = {"person (name, key, email, phone, note)",
                                         "account (name, email)", "letter (to_name, to_email)",
                                         "post (title)", "audit (before, after)"};
    (void)data;
    leave(fixture);
    g_assert_null(erase(fixture));
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        g_auto(GStrv) parts = g_strsplit_set(places[i], "(),", -1);
        for (char **column = parts + 1; *column != NULL; column++) {
            g_strstrip(*column);
            if (**column == '\0')
                continue;
            g_autofree char *sql = g_strdup_printf(
                "CREATE TABLE found_%zu_%s (n INTEGER CHECK (n = 0)) STRICT; INSERT INTO "
                "found_%zu_%s SELECT count(*) FROM %s WHERE instr(fold(%s), 'karin') > 0 OR "
                "instr(%s, '010-99') > 0",
                i, *column, i, *column, parts[0], *column, *column);
            g_autoptr(GError) error = NULL;
            (void)!db_run_script(fixture->site->db, sql, &error);
            g_assert_no_error(error);
        }
    }
}

static void what_decisions_rest_on_stays(Fixture *fixture, const void *data) {
    People people;
    AuditRows rows;
    const Site *site = fixture->site;
    (void)data;
    leave(fixture);
    g_assert_null(erase(fixture));
    PeopleReader reader = {.on = site->today};
    for (int i = 0; i < 2; i++) {
        g_assert_true(people_load(site->db, site->arena, site->own.id, i == 0 ? NULL : &reader,
                                  &people, NULL));
        g_assert_cmpuint(people.n, ==, 0); /* no list meets them */
        g_assert_cmpuint(people.n_posts, ==, 1);
        g_assert_cmpuint(people.n_seats, ==, 1);
        const Person *person = people_get(&people, people.seats[0].person);
        g_assert_cmpstr(person->name, ==, "En person som inte längre finns i registret");
        g_assert_cmpstr(person->key, ==, "");
    }
    g_assert_true(
        audit_of_subject(site->db, site->arena, site->own.id, fixture->person, 9, &rows, NULL));
    g_assert_cmpstr(rows.rows[0].action, ==, "person.erase");
    g_assert_cmpstr(rows.rows[0].after, ==, "Gallringsbeslut dnr 14");
    g_assert_cmpstr(rows.rows[rows.n - 1].after, ==, "uppgiften är raderad");
}

static void an_account_elsewhere_stays(Fixture *fixture, const void *data) {
    bool keeps = false;
    Id found;
    const Site *site = fixture->site;
    (void)data;
    Membership elsewhere = {.collaboration = site->other.id,
                            .account = fixture->account,
                            .roles = ONLY_ROLE(ROLE_MEMBER)};
    g_assert_true(membership_put(site->db, &elsewhere, NULL));
    leave(fixture);
    g_assert_null(erase_by(fixture, "På egen begäran", &keeps));
    g_assert_true(keeps);
    g_assert_true(account_with_email(site->db, site->arena, "karin@example.org", &found, NULL));
    g_assert_cmpint(found.value, ==, fixture->account.value);
}

static void asks_first(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    const char *path = "/jonkoping/people/karin-sarskild/erase";
    (void)data;
    SiteAnswer page = site_get(site, path);
    assert_answer(page, 200, "Skriv en sista dag först.");
    g_assert_null(strstr(page.text, "Radera personen"));
    leave(fixture);
    page = site_get(site, path);
    assert_answer(page, 200, "Radera personen");
    assert_answer(page, 200, "Utan namn. Beslut vilar på vilka platser som var tillsatta.");
    assert_answer(site_post(site, path, "reason="), 422, "Beslut eller regel");
    g_assert_cmpstr(site_post(site, path, "reason=Gallringsbeslut").location, ==,
                    "/jonkoping/directory?done=person-erased");
    g_assert_cmpint(site_get(site, path).status, ==, 404);
    site->session.roles = ONLY_ROLE(ROLE_HEAD);
    g_assert_cmpint(site_get(site, path).status, ==, 403);
}

/* Lists meet nobody; a body's history says that somebody sat there. */
static void pages_know_nobody(Fixture *fixture, const void *data) {
    static const char *const paths[] = {"directory",      "directory/former", "directory/new",
                                        "directory/book", "offices/aneby",    "collaboration"};
    Site *site = fixture->site;
    (void)data;
    leave(fixture);
    g_assert_null(erase(fixture));
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        SiteAnswer page = site_get(site, arena_printf(site->arena, "/jonkoping/%s", paths[i]));
        g_assert_cmpint(page.status, ==, 200);
        g_assert_null(strstr(page.text, "Karin"));
    }
    assert_answer(site_get(site, "/jonkoping/bodies/styrgrupp"), 200,
                  "En person som inte längre finns i registret");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    TEST("/erasure/refused", refused_with_the_reason);
    TEST("/erasure/nothing-left", nothing_is_left);
    TEST("/erasure/stays", what_decisions_rest_on_stays);
    TEST("/erasure/account-elsewhere", an_account_elsewhere_stays);
    TEST("/erasure/asks-first", asks_first);
    TEST("/erasure/pages", pages_know_nobody);
    return g_test_run();
}
