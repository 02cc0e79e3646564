#include "modules/directory_import/import_pages.h"

#include "base/id.h"
#include "modules/collaborations/testing/site.h"
#include "modules/people/people_edit.h"
#include "web/request_parts.h"
#include "web/response_parts.h"

#include <glib.h>
#include <string.h>

#define PREVIEW_STATEMENTS 8

static const Route *const tables[] = {directory_import_routes, NULL};

/* Hands in a file as a browser does. */
static SiteAnswer hand_in(const Site *site, const char *text) {
    Request *request = site_request(site, POST, "/jonkoping/directory/import", "a=b");
    Upload *file = ARENA_NEW(request->arena, Upload);
    *file = (Upload){
        .field = "file", .filename = "folk.csv", .content = {(const uint8_t *)text, strlen(text)}};
    request->parts->uploads = (Uploads){file, 1, 1};
    Response *response = router_answer(site->router, request);
    const char *location = pairs_get_header(&response->headers, "Location");
    return (SiteAnswer){response->status,
                        response->html == NULL ? "" : html_out_text(response->html),
                        location == NULL ? "" : location};
}

static void from_file_to_people(void) {
    Site *site = site_new(tables);
    SiteAnswer kept =
        hand_in(site, "Namn;E-post;Kontor\nEva <Ny>;eva@example.org;Aneby\n;;Aneby\n");
    g_assert_cmpint(kept.status, ==, 303);
    uint64_t before = db_statement_count(site->db);
    SiteAnswer preview = site_get(site, kept.location);
    g_assert_cmpuint(db_statement_count(site->db) - before, <=, PREVIEW_STATEMENTS);
    assert_answer(preview, 200, "Eva &lt;Ny&gt;");
    assert_answer(preview, 200, "Namnet saknas.");
    assert_answer(preview, 200, "En person läggs till eller ändras.");
    assert_answer(site_get(site, arena_printf(site->arena, "%s?c0=name&c1=&c2=", kept.location)),
                  200, "Raden säger inte var personen arbetar.");
    g_assert_cmpstr(
        site_post(site, kept.location, SITE_FORM(site, "c0", "name", "c1", "email", "c2", "place"))
            .location,
        ==, "/jonkoping/directory?done=people-imported");
    g_assert_cmpint(site_get(site, kept.location).status, ==, 404);
    kept = hand_in(site, "Namn;E-post;Kontor\nEva <Ny>;eva@example.org;Atlantis\n");
    preview = site_get(site, kept.location);
    assert_answer(preview, 200, "Ingen rad går att läsa in.");
    g_assert_null(strstr(preview.text, "detsamma som telefonboken"));
    kept = hand_in(site, "Namn;E-post;Kontor\nEva <Ny>;eva@example.org;Aneby\n");
    assert_answer(site_get(site, kept.location), 200, "Filen säger detsamma som telefonboken.");
    g_assert_cmpstr(
        site_post(site, arena_printf(site->arena, "%s/discard", kept.location), "a=b").location, ==,
        "/jonkoping/directory/import?done=people-discarded");
    site_free(site);
}

static void says_what_is_wrong(void) {
    Site *site = site_new(tables);
    assert_answer(site_post(site, "/jonkoping/directory/import", "a=b"), 422, "Välj en fil");
    assert_answer(hand_in(site, ""), 422, "Filen är tom");
    assert_answer(hand_in(site, "bara en rad text"), 422, "ingen tabell med personer");
    site_free(site);
}

static void heads_their_own_office(void) {
    Site *site = site_new(tables);
    const Rule *aneby = rules_find(site_rules(site), ELEMENT_OFFICE, "aneby"),
               *eksjo = rules_find(site_rules(site), ELEMENT_OFFICE, "eksjo");
    PeopleEditor editor = {.collaboration = site->own.id, .today = site->today};
    Person person = {.name = "Chef Prov"};
    Post post = {.element = aneby->element, .function = "head", .subjects = ""};
    site->session.roles = ONLY_ROLE(ROLE_HEAD);
    g_assert_cmpint(site_get(site, "/jonkoping/directory/import").status, ==, 403);
    g_assert_true(person_add_with_post(site->db, site->arena, &editor, &person, &post,
                                       &site->session.person, NULL));
    SiteAnswer page = site_get(site, "/jonkoping/directory/import");
    assert_answer(page, 200, aneby->title);
    g_assert_null(strstr(page.text, eksjo->title));
    assert_answer(site_post(site, "/jonkoping/directory/import",
                            SITE_FORM(site, "element", id_text(site->arena, eksjo->element))),
                  422, "Välj ett kontor i listan");
    site->session.roles = ONLY_ROLE(ROLE_MEMBER);
    g_assert_cmpint(site_get(site, "/jonkoping/directory/import").status, ==, 403);
    site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/directory-import-pages/from-file-to-people", from_file_to_people);
    g_test_add_func("/directory-import-pages/wrong", says_what_is_wrong);
    g_test_add_func("/directory-import-pages/own-office", heads_their_own_office);
    return g_test_run();
}
