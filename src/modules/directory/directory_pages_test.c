#include "base/date.h"
#include "base/id.h"
#include "modules/collaboration_pages/pages.h"
#include "modules/collaborations/testing/site.h"
#include "modules/directory/directory_pages.h"
#include "modules/people/people.h"
#include "modules/people/people_edit.h"
#include "services/audit/audit.h"

#include <string.h>

/* The directory in the browser: who finds whom, who learns how people are reached, and what is
 * written down. Eksjö has no contact person; Bo has protected identity. */

static const char people[] =
    "[person anna]\nname=Anna Åker\nemail=anna@example.org\nphone=070-174 06 05\n"
    "function=contact_person\noffice=aneby\nsubjects=små avlopp;lantbruk\n"
    "bodies=kontaktpersoner:member\nrole=none\nfrom=2015-01-01\n"
    "[person bo]\nname=Bo Gömd\nemail=bo@example.org\nphone=070-174 06 06\nfunction=inspector\n"
    "office=aneby\nrole=none\nprotected=true\n"
    "[person cia]\nname=Cia Äng\nemail=cia@example.org\nphone=070-174 06 07\nfunction=head\n"
    "office=habo-mullsjo\nsubjects=lantbruk\nrole=none\nfrom=2021-03-01\n"
    "[person dag]\nname=Dag \\\"Ö\\\" Öbo\nemail=ANNA@example.org\nfunction=county_board\n"
    "party=lansstyrelsen\nsubjects=lantbruk\nrole=none\n"
    "[person eva]\nname=Eva Slut\nemail=eva@example.org\nfunction=inspector\noffice=aneby\n"
    "role=none\nto=2021-03-31\n"
    "[person fia]\nname=Fia Utan\nemail=fia@example.org\nfunction=politician\ncommittee=aneby\n"
    "role=none\n";

static Site *fixture_new(void) {
    static const Route *const tables[] = {people_routes, directory_routes, NULL};
    Site *site = site_new(tables);
    g_autoptr(GError) error = NULL;
    PeopleSummary summary;
    (void)!people_import(site->db, site->arena, site->own.id, people, strlen(people), &summary,
                         &error);
    g_assert_no_error(error);
    return site;
}

static void become(Site *site, Role role) {
    site->session.roles = ONLY_ROLE(role);
}

static bool says(SiteAnswer answer, const char *text) {
    return strstr(answer.text, text) != NULL;
}

static void test_list(void) {
    Site *site = fixture_new();
    become(site, ROLE_MEMBER);
    SiteAnswer answer = site_get(site, "/jonkoping/directory");
    assert_answer(answer, 200, "Anna Åker");
    assert_answer(answer, 200, "href=\"tel:0701740605\"");
    assert_answer(answer, 200, "href=\"mailto:cia@example.org\"");
    assert_answer(answer, 200, "4 personer");
    assert_answer(answer, 200, "data-label=\"Områden och organ\"");
    g_assert_false(says(answer, "Gömd"));
    g_assert_false(says(answer, "Eva Slut"));
    g_assert_false(says(answer, "Ny person"));
    assert_answer(site_get(site, "/jonkoping/people"), 303, "");
    site_free(site);
}

static void test_found_by(void) {
    static const struct {
        const char *query, *finds, *not ;
    } cases[] = {{"q=%C3%85KER", "Anna Åker", "Cia Äng"},
                 {"q=kontaktperson", "Anna Åker", "Cia Äng"},
                 {"q=06+07", "Cia Äng", "Anna Åker"},
                 {"q=mullsj", "Cia Äng", "Anna Åker"},
                 {"q=cia%40example", "Cia Äng", "Anna Åker"},
                 {"subject=lantbruk", "Dag", "Fia Utan"},
                 {"subject=sm%C3%A5+avlopp", "Anna Åker", "Cia Äng"},
                 {"municipality=Mullsj%C3%B6", "Cia Äng", "Anna Åker"},
                 {"place=L%C3%A4nsstyrelsen", "Dag", "Anna Åker"},
                 {"function=chef", "Cia Äng", "Anna Åker"},
                 {"body=Kontaktpersonerna", "Anna Åker", "Cia Äng"},
                 {"body=Kontaktpersonerna&subject=lantbruk", "Anna Åker", "Dag"}};
    Site *site = fixture_new();
    become(site, ROLE_MEMBER);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SiteAnswer answer =
            site_get(site, arena_printf(site->arena, "/jonkoping/directory?%s", cases[i].query));
        if (!says(answer, cases[i].finds) || says(answer, cases[i].not ))
            g_error("%s does not find %s alone", cases[i].query, cases[i].finds);
    }
    assert_answer(site_get(site, "/jonkoping/directory?subject=avlopp"), 200, "Ingen rad passar");
    site_free(site);
}

/* A reader sees names, and so does nobody by a file that is not written down. */
static void test_names_only(void) {
    static const char *const paths[] = {
        "directory",          "directory/new",          "directory/contacts", "directory.csv",
        "directory/new.json", "directory/contacts.csv", "directory?q=example"};
    Site *site = fixture_new();
    for (Role role = ROLE_READER; role <= ROLE_MEMBER; role++)
        for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
            become(site, role);
            SiteAnswer answer =
                site_get(site, arena_printf(site->arena, "/jonkoping/%s", paths[i]));
            bool is_page = strchr(paths[i], '.') == NULL, tells = says(answer, "a@example.org");
            g_assert_cmpint(answer.status, ==, 200);
            g_assert_false(tells != (is_page && role == ROLE_MEMBER));
            g_assert_false(says(answer, "070-174") != (is_page && role == ROLE_MEMBER));
        }
    become(site, ROLE_READER);
    g_assert_cmpint(site_get(site, "/jonkoping/directory/addresses").status, ==, 403);
    g_assert_cmpint(site_get(site, "/jonkoping/directory/book").status, ==, 403);
    g_assert_cmpint(site_post(site, "/jonkoping/directory.csv", "").status, ==, 403);
    g_assert_cmpint(site_post(site, "/jonkoping/people/anna.vcf", "").status, ==, 403);
    site_free(site);
}

static AuditRows told(const Site *site) {
    AuditRows rows;
    g_assert_true(audit_latest(site->db, site->arena, site->own.id, "directory", 100, &rows, NULL));
    return rows;
}

static void test_written_down(void) {
    Site *site = fixture_new();
    become(site, ROLE_MEMBER);
    SiteAnswer answer = site_post(site, "/jonkoping/directory.csv?subject=lantbruk", "");
    assert_answer(answer, 200, "cia@example.org");
    g_assert_false(says(answer, "Fia"));
    g_assert_cmpuint(told(site).n, ==, 1);
    g_assert_cmpstr(told(site).rows[0].action, ==, "directory.export");
    g_assert_cmpstr(told(site).rows[0].after, ==, "telefonbok.csv, 3 personer");
    g_assert_cmpstr(told(site).rows[0].account_name, ==, "Anna Prov");
    assert_answer(site_post(site, "/jonkoping/directory.vcf", ""), 200, "FN:Anna Åker");
    assert_answer(site_post(site, "/jonkoping/people/cia.vcf", ""), 200, "N:Äng;Cia;;;");
    g_assert_cmpint(site_post(site, "/jonkoping/directory/book.docx", "").status, ==, 200);
    g_assert_cmpint(site_post(site, "/jonkoping/directory/new.vcf", "").status, ==, 200);
    g_assert_cmpint(site_post(site, "/jonkoping/directory/contacts.json", "").status, ==, 200);
    g_assert_cmpuint(told(site).n, ==, 6);
    g_assert_cmpstr(told(site).rows[2].after, ==, "telefonbok.docx, 4 personer");
    (void)site_get(site, "/jonkoping/directory.csv");
    (void)site_get(site, "/jonkoping/directory/addresses");
    (void)site_get(site, "/jonkoping/directory/book.html");
    g_assert_cmpuint(told(site).n, ==, 6);
    site_free(site);
}

/* The coordinator meets the name on a page of its own, and no list or file holds it. */
static void test_protected(void) {
    Site *site = fixture_new();
    static const char *const lists[] = {"directory", "directory/addresses", "directory/contacts",
                                        "directory/book.html", "directory.csv"};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        SiteAnswer list = site_get(site, arena_printf(site->arena, "/jonkoping/%s", lists[i]));
        g_assert_cmpint(list.status, ==, 200);
        g_assert_false(says(list, "Gömd") || says(list, "bo@example.org") || says(list, "06 06"));
    }
    SiteAnswer answer = site_get(site, "/jonkoping/directory/protected");
    assert_answer(answer, 200, "Bo Gömd");
    g_assert_false(says(answer, "bo@example.org") || says(answer, "Hämta"));
    static const char *const files[] = {"directory.csv", "directory.json", "directory.vcf",
                                        "people/bo.vcf"};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        SiteAnswer file = site_post(site, arena_printf(site->arena, "/jonkoping/%s", files[i]), "");
        g_assert_false(says(file, "bo@example.org") || says(file, "06 06"));
        g_assert_false(says(file, "Gömd"));
    }
    assert_answer(site_get(site, "/jonkoping/people/bo"), 200, "bo@example.org");
    become(site, ROLE_MEMBER);
    g_assert_cmpint(site_get(site, "/jonkoping/directory/protected").status, ==, 403);
    g_assert_cmpint(site_get(site, "/jonkoping/people/bo").status, ==, 404);
    g_assert_cmpint(site_post(site, "/jonkoping/people/bo.vcf", "").status, ==, 404);
    site_free(site);
}

static void test_addresses(void) {
    Site *site = fixture_new();
    SiteAnswer answer = site_get(site, "/jonkoping/directory/addresses?subject=lantbruk");
    assert_answer(answer, 200, "\nanna@example.org; cia@example.org</textarea>");
    assert_answer(answer, 200, "2 adresser.");
    assert_answer(answer, 200, "Område: lantbruk");
    g_assert_true(
        db_run_script(site->db, "UPDATE person SET email = NULL WHERE key = 'fia';", NULL));
    assert_answer(site_get(site, "/jonkoping/directory/addresses"), 200,
                  "1 person har ingen adress här");
    answer = site_post(site, "/jonkoping/directory/addresses?subject=lantbruk", "person=cia");
    assert_answer(answer, 200, "\ncia@example.org</textarea>");
    assert_answer(answer, 200, "1 adress.");
    answer = site_post(site, "/jonkoping/directory/addresses", "marked=1&person=cia");
    g_assert_true(says(answer, "1 adress."));
    g_assert_false(says(answer, "value=\"dag\"")); /* only those who were marked stand there */
    assert_answer(site_post(site, "/jonkoping/directory/addresses", "marked=1"), 200,
                  "Ingen är markerad.");
    answer = site_get(site, "/jonkoping/directory");
    g_assert_true(says(answer, "form=\"marked\" name=\"person\" value=\"cia\""));
    g_assert_true(says(answer, "action=\"/jonkoping/directory/addresses\""));
    answer = site_post(site, "/jonkoping/directory/addresses", "person=eva&person=bo");
    assert_answer(answer, 200, "0 adresser.");
    assert_answer(site_get(site, "/jonkoping/directory/addresses?q=ingen"), 200,
                  "Ingen person passar urvalet.");
    site_free(site);
}

static void test_new_people(void) {
    Site *site = fixture_new();
    SiteAnswer answer = site_get(site, "/jonkoping/directory/new");
    assert_answer(answer, 200, "Cia Äng");
    assert_answer(answer, 200, "1 mars 2021");
    g_assert_false(says(answer, "Anna Åker") || says(answer, "Dag"));
    site->today = (Date){2022, 2, 28};
    assert_answer(site_get(site, "/jonkoping/directory/new"), 200, "Cia Äng");
    site->today = (Date){2022, 3, 1};
    g_assert_false(says(site_get(site, "/jonkoping/directory/new"), "Cia Äng"));
    site->today = (Date){2021, 2, 28};
    g_assert_false(says(site_get(site, "/jonkoping/directory/new"), "Cia Äng"));
    site_free(site);
}

static void test_contacts(void) {
    Site *site = fixture_new();
    SiteAnswer answer = site_get(site, "/jonkoping/directory/contacts");
    assert_answer(answer, 200, "12 kommuner saknar kontaktperson: Eksjö, ");
    assert_answer(answer, 200, " och Värnamo.");
    assert_answer(site_get(site, "/jonkoping/directory/contacts?state=finns"), 200, "Anna Åker");
    assert_answer(answer, 200, "/directory/addresses?function=kontaktperson\"");
    g_assert_false(says(answer, "id=\"marked\""));
    site->today = (Date){2014, 5, 1}; /* before there was any */
    answer = site_get(site, "/jonkoping/directory/contacts");
    assert_answer(answer, 200, "Ingen är inlagd som kontaktperson");
    g_assert_false(says(answer, "/directory/addresses"));
    site_free(site);
}

/* Who does two things is found by either. */
static void test_two_functions(void) {
    Site *site = fixture_new();
    People all;
    g_assert_true(people_load(site->db, site->arena, site->own.id, NULL, &all, NULL));
    PeopleEditor editor = {site->own.id, site->session.account, {0}};
    Id anna = people_find(&all, "anna")->id;
    Post post = {.person = anna,
                 .element = person_post(&all, anna, site->today)->element,
                 .subjects = "",
                 .function = "inspector",
                 .valid_from = {2020, 1, 1}};
    g_assert_true(post_put(site->db, site->arena, &editor, &post, NULL));
    assert_answer(site_get(site, "/jonkoping/directory?function=kontaktperson"), 200, "Anna Åker");
    assert_answer(site_get(site, "/jonkoping/directory?function=inspekt%C3%B6r"), 200, "Anna Åker");
    assert_answer(site_get(site, "/jonkoping/directory/addresses?function=kontaktperson"), 200,
                  "anna@example.org");
    site_free(site);
}

static void test_gone(void) {
    Site *site = fixture_new();
    SiteAnswer answer = site_get(site, "/jonkoping/directory/former");
    assert_answer(answer, 200, "Eva Slut");
    assert_answer(answer, 200, "31 mars 2021");
    g_assert_false(says(answer, "Anna Åker"));
    become(site, ROLE_MEMBER);
    g_assert_cmpint(site_get(site, "/jonkoping/directory/former").status, ==, 403);
    site_free(site);
}

static void test_book(void) {
    Site *site = fixture_new();
    become(site, ROLE_MEMBER);
    SiteAnswer answer = site_get(site, "/jonkoping/directory/book.html");
    assert_answer(answer, 200, "Kommun för kommun");
    assert_answer(answer, 200, "Område för område");
    assert_answer(answer, 200, "15 april 2021");
    g_assert_nonnull(strstr(strstr(answer.text, "Område för område"), "cia@example.org"));
    g_auto(GStrv) told = g_strsplit(answer.text, "anna@example.org", -1);
    g_assert_cmpuint(g_strv_length(told) - 1, ==, 3); /* her office and her two subject areas */
    assert_answer(site_get(site, "/jonkoping/directory/book"), 200, "har 4 personer");
    site_free(site);
}

static int64_t statements_of(Site *site, const char *path) {
    int64_t before;
    (void)site_get(site, path);
    before = db_statement_count(site->db);
    g_assert_cmpint(site_get(site, path).status, ==, 200);
    return db_statement_count(site->db) - before;
}

static void add_many(const Site *site, size_t n) {
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    PeopleSummary summary;
    for (size_t i = 0; i < n; i++)
        g_string_append_printf(text,
                               "[person p%zu]\nname=Prov %zu\nemail=p%zu@example.org\n"
                               "function=inspector\noffice=%s\nsubjects=avlopp;buller\nrole=none\n"
                               "bodies=kontaktpersoner:member\n",
                               i, i, i, i % 2 == 0 ? "aneby" : "eksjo");
    (void)!people_import(site->db, site->arena, site->own.id, text->str, text->len, &summary,
                         &error);
    g_assert_no_error(error);
}

/* As many statements for six hundred as for six. */
static void test_statements(void) {
    static const char *const paths[] = {
        "/jonkoping/directory",          "/jonkoping/directory/addresses",
        "/jonkoping/directory/new",      "/jonkoping/directory/contacts",
        "/jonkoping/directory/former",   "/jonkoping/directory/book",
        "/jonkoping/directory/book.html"};
    Site *site = fixture_new();
    int64_t before[G_N_ELEMENTS(paths)];
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        before[i] = statements_of(site, paths[i]);
        g_assert_cmpint(before[i], <=, 9);
    }
    add_many(site, 600);
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
        g_assert_cmpint(statements_of(site, paths[i]), ==, before[i]);
    assert_answer(site_get(site, "/jonkoping/directory"), 200, "sida 1 av 7");
    assert_answer(site_get(site, "/jonkoping/directory/addresses"), 200, "603 adresser.");
    assert_answer(site_post(site, "/jonkoping/directory.csv", ""), 200, "p599@example.org");
    g_assert_cmpint(site_post(site, "/jonkoping/directory/book.docx", "").status, ==, 200);
    site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/directory/list", test_list);
    g_test_add_func("/directory/found-by", test_found_by);
    g_test_add_func("/directory/names-only", test_names_only);
    g_test_add_func("/directory/written-down", test_written_down);
    g_test_add_func("/directory/protected", test_protected);
    g_test_add_func("/directory/addresses", test_addresses);
    g_test_add_func("/directory/new", test_new_people);
    g_test_add_func("/directory/contacts", test_contacts);
    g_test_add_func("/directory/two-functions", test_two_functions);
    g_test_add_func("/directory/gone", test_gone);
    g_test_add_func("/directory/book", test_book);
    g_test_add_func("/directory/statements", test_statements);
    return g_test_run();
}
