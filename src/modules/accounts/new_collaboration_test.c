#include "modules/accounts/accounts.h"

#include "modules/collaborations/testing/site.h"
#include "services/auth/auth.h"

#include <glib.h>
#include <string.h>

/* A system administrator makes a collaboration in which there is nothing but a coordinator. */

static const Route *const tables[] = {new_collaboration_routes, NULL};

static Site *site_of_administrator(void) {
    Site *site = site_new(tables);
    site->session.roles = 0;
    site->session.is_system_administrator = true;
    return site;
}

static SiteAnswer make(const Site *site, const char *short_title, const char *name) {
    return site_post(site, "/collaborations/new",
                     SITE_FORM(site, "title", "Miljösamverkan Ö", "short", short_title, "name",
                               name, "environment", "1", "food", "1", "county", "08",
                               "coordinator_title", "Samordnare", "coordinator_name", "Vera Ny",
                               "coordinator_email", "vera@example.org"));
}

static void assert_only_coordinator(const Site *site, const char *name) {
    Collaboration made;
    const Member *members;
    const Rules *rules;
    size_t n;
    g_assert_true(collaboration_by_name(site->db, site->arena, name, &made, NULL));
    g_assert_true(members_of(site->db, site->arena, made.id, &members, &n, NULL));
    g_assert_cmpuint(n, ==, 1);
    g_assert_cmpstr(members[0].email, ==, "vera@example.org");
    g_assert_cmpuint(members[0].roles, ==, ONLY_ROLE(ROLE_COORDINATOR));
    g_assert_true(rules_load(site->db, site->arena, made.id, site->today, &rules, NULL));
    g_assert_cmpuint(rules->n, ==, 1);
    const Rule *self = rules_next(rules, ELEMENT_COLLABORATION, NULL);
    g_assert_cmpstr(rule_text(self, "fields"), ==, "environment;food");
    g_assert_cmpstr(rule_text(self, "counties"), ==, "08");
}

static void begins_empty(void) {
    Site *site = site_of_administrator();
    assert_answer(site_get(site, "/collaborations/new"), 200, "Samordnarens e-postadress");
    SiteAnswer answer = make(site, "Ölands län", "");
    assert_answer(answer, 303, "");
    g_assert_cmpstr(answer.location, ==, "/?all=1&done=collaboration-added");
    assert_only_coordinator(site, "olands-lan");
    site_free(site);
}

/* Nothing is made, and what was typed is still there. */
static void assert_refused(const Site *site, const char *short_title, const char *name,
                           const char *sentence) {
    Collaborations before, after;
    g_assert_true(collaborations_list(site->db, site->arena, &before, NULL));
    SiteAnswer answer = make(site, short_title, name);
    g_assert_true(collaborations_list(site->db, site->arena, &after, NULL));
    g_assert_cmpuint(after.n, ==, before.n);
    g_assert_cmpint(answer.status, >=, 409);
    g_assert_nonnull(strstr(answer.text, sentence));
    g_assert_nonnull(strstr(answer.text, "vera@example.org"));
}

static void names_are_its_own(void) {
    Site *site = site_of_administrator();
    assert_refused(site, "Jönköping", "", "finns redan i adressen");
    assert_refused(site, "Öland", "jonkoping", "finns redan i adressen");
    assert_refused(site, "Öland", "Öland 1", "Skriv namnet med små bokstäver");
    assert_refused(site, "Öland", "accounts", "Namnet används till annat");
    assert_refused(site, "…", "", "Namnet används till annat");
    site_free(site);
}

static void some_field_is_chosen(void) {
    Site *site = site_of_administrator();
    assert_answer(site_post(site, "/collaborations/new",
                            SITE_FORM(site, "title", "A", "short", "Öland", "county", "08",
                                      "coordinator_title", "Samordnare", "coordinator_name", "Vera",
                                      "coordinator_email", "vera@example.org")),
                  422, "Välj minst ett område.");
    site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/new-collaboration/empty", begins_empty);
    g_test_add_func("/new-collaboration/names", names_are_its_own);
    g_test_add_func("/new-collaboration/fields", some_field_is_chosen);
    return g_test_run();
}
