#include "modules/proposals/proposals_pages.h"
#include "modules/rounds/rounds_pages.h"
#include "modules/rounds/testing/round_site.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/proposals/proposals.h"

#include <string.h>

static const Route *const tables[] = {rounds_routes, round_routes, proposal_routes,
                                      proposal_form_routes, NULL};

static const char *round_path(const RoundSite *site, const char *below) {
    return arena_printf(site->site->arena, "/jonkoping/rounds/%s%s",
                        id_text(site->site->arena, site->round), below);
}

/* A draft of Aneby's, begun by hand; the address of its page. */
static const char *begin(RoundSite *site) {
    Site *at = site->site;
    round_site_be(site, "aneby", ONLY_ROLE(ROLE_MEMBER));
    const char *form =
        SITE_FORM(at, "proposer", id_text(at->arena, round_site_office(site, "aneby")));
    SiteAnswer answer = site_post(at, round_path(site, "/begin"), form);
    g_assert_cmpint(answer.status, ==, 303);
    g_assert_true(g_str_has_suffix(answer.location, "/edit"));
    return arena_strndup(at->arena, answer.location, strlen(answer.location) - strlen("/edit"));
}

static const char *below(const RoundSite *site, const char *path, const char *more) {
    return arena_printf(site->site->arena, "%s%s", path, more);
}

static const char *a_form(const RoundSite *site, const char *title, const char *then) {
    return SITE_FORM(site->site, "edit", "1", "title", title, "need", "Hemligt behov", "category",
                     "tillsynsprojekt", "then", then);
}

static void test_from_draft_to_submitted(void) {
    RoundSite *site = round_site_new(tables);
    Site *at = site->site;
    const char *draft = begin(site);
    assert_answer(site_get(at, round_path(site, "")), 200, "Era utkast");
    assert_answer(site_get(at, round_path(site, "")), 200, "Ta upp ur banken");
    assert_answer(site_get(at, below(site, draft, "/edit")), 200, "Ni skriver för Aneby");
    assert_answer(site_post(at, below(site, draft, "/edit"), a_form(site, "", "submit")), 422,
                  "Förslag");
    SiteAnswer answer =
        site_post(at, below(site, draft, "/edit"), a_form(site, "Tillsyn av solarier", "submit"));
    g_assert_cmpstr(answer.location, ==, below(site, draft, "?done=proposal-submitted"));
    round_site_be(site, "eksjo", ONLY_ROLE(ROLE_READER));
    assert_answer(site_get(at, draft), 200, "Hemligt behov");
    assert_answer(site_get(at, round_path(site, "")), 200, "Tillsyn av solarier");
    g_assert_null(strstr(site_get(at, round_path(site, "")).text, ">inlämnat<"));
    g_assert_null(strstr(site_get(at, round_path(site, "")).text, "Ta upp ur banken"));
    assert_answer(site_get(at, round_path(site, ".csv")), 200, "Tillsyn av solarier;1;Aneby");
    assert_answer(site_get(at, round_path(site, ".csv")), 200, "inlämnat");
    assert_answer(site_get(at, below(site, draft, "/edit")), 403, "");
    round_site_free(site);
}

/* No page of the rounds says a word of another's draft. */
static void test_draft_stays_inside(void) {
    RoundSite *site = round_site_new(tables);
    Site *at = site->site;
    const char *draft = begin(site);
    site_post(at, below(site, draft, "/edit"), a_form(site, "Hemlig rubrik", ""));
    round_site_coordinate(site);
    SiteAnswer page = site_get(at, round_path(site, ""));
    assert_answer(page, 200, "Påbörjat: Aneby.");
    assert_answer(page, 200, "Ta upp ur banken");
    g_assert_null(strstr(page.text, "Hemlig"));
    g_assert_null(strstr(site_get(at, round_path(site, ".csv")).text, "Hemlig"));
    for (const char *const *more = (const char *const[]){"", "/edit", NULL}; *more != NULL; more++)
        assert_answer(site_get(at, below(site, draft, *more)), 404, "");
    for (const char *const *more =
             (const char *const[]){"/edit", "/save", "/submit", "/withdraw", NULL};
         *more != NULL; more++) {
        SiteAnswer answer = site_post(at, below(site, draft, *more), a_form(site, "x", ""));
        g_assert_true(answer.status == 404 || answer.status == 422);
        g_assert_null(strstr(answer.text, "Hemlig"));
    }
    round_site_free(site);
}

static SiteAnswer save(const RoundSite *site, const char *draft, const char *was,
                       const char *value) {
    return site_post(site->site, below(site, draft, "/save"),
                     SITE_FORM(site->site, "name", "need", "was", was, "value", value));
}

static void test_saved_while_typing(void) {
    RoundSite *site = round_site_new(tables);
    const char *draft = begin(site);
    g_autofree char *too_long = g_strnfill(5001, 'x');
    assert_answer(save(site, draft, "", "Ett"), 200, "name=\"edit\" value=\"2\"");
    assert_answer(save(site, draft, "", "Två"), 409, "data-now=\"Ett\"");
    assert_answer(save(site, draft, "Ett", too_long), 422, "högst 5000 tecken");
    assert_answer(
        site_post(site->site, below(site, draft, "/save"),
                  SITE_FORM(site->site, "name", "category", "was", "", "value", "tillsynsprojekt")),
        200, "Sparat 1");
    assert_answer(site_get(site->site, draft), 200, "Ett");
    round_site_free(site);
}

static SiteAnswer save_category(const RoundSite *site, const char *draft, const char *value) {
    return site_post(site->site, below(site, draft, "/save"),
                     SITE_FORM(site->site, "name", "category", "was", "", "value", value));
}

/* Of the document that the round is for, however it comes; what was chosen before stays. */
static void test_category_of_the_document(void) {
    RoundSite *site = round_site_new(tables);
    Site *at = site->site;
    const char *draft = begin(site);
    const Rule *category = rules_find(site_rules(at), ELEMENT_CATEGORY, "tillsynsprojekt");
    g_autofree char *moved =
        g_strdup_printf("UPDATE rule SET settings = replace(settings, 'document=verksamhetsplan', "
                        "'document=annan') WHERE element = %" G_GINT64_FORMAT,
                        category->element.value);
    assert_answer(save_category(site, draft, "finns-inte"), 422, "Välj en kategori");
    assert_answer(save_category(site, draft, "tillsynsprojekt"), 200, "Sparat");
    g_assert_true(db_run_script(at->db, moved, NULL));
    db_forget(at->db);
    assert_answer(save_category(site, draft, "tillsynsprojekt"), 200, "Sparat");
    assert_answer(save_category(site, draft, ""), 200, "Sparat");
    assert_answer(save_category(site, draft, "tillsynsprojekt"), 422, "hör inte till dokumentet");
    g_assert_null(strstr(site_get(at, draft).text, category->title));
    Id id;
    GError *error = NULL;
    const char *texts[N_PROPOSAL_TEXTS] = {"Solarier"};
    Asker asker = round_site_asker(site);
    ProposalAddition addition = {&asker, site->round,       round_site_office(site, "aneby"),
                                 texts,  category->element, at->now};
    g_assert_false(proposal_add(at->db, at->arena, &addition, &id, &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    g_clear_error(&error);
    round_site_coordinate(site);
    asker = round_site_asker(site);
    g_assert_false(proposal_register(at->db, at->arena, &addition, &id, &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    g_clear_error(&error);
    addition.category = (Id){0};
    g_assert_true(proposal_register(at->db, at->arena, &addition, &id, NULL));
    round_site_free(site);
}

static void test_registered(void) {
    RoundSite *site = round_site_new(tables);
    Site *at = site->site;
    round_site_go(site, STAGE_PREPARING);
    round_site_coordinate(site);
    assert_answer(site_get(at, round_path(site, "/register")), 200, "Lägg in ett förslag");
    assert_answer(site_post(at, round_path(site, "/register"), SITE_FORM(at, "title", "Sent")), 422,
                  "Från");
    const char *office = id_text(at->arena, round_site_office(site, "gnosjo"));
    SiteAnswer answer = site_post(at, round_path(site, "/register"),
                                  SITE_FORM(at, "title", "Sent", "proposer", office));
    g_assert_cmpint(answer.status, ==, 303);
    assert_answer(site_get(at, round_path(site, "")), 200, "Gnosjö");
    round_site_be(site, "aneby", ONLY_ROLE(ROLE_MEMBER));
    assert_answer(site_get(at, round_path(site, "/register")), 403, "");
    round_site_free(site);
}

static void test_round_form(void) {
    RoundSite *site = round_site_new(tables);
    Site *at = site->site;
    round_site_coordinate(site);
    const char *next = "/jonkoping/rounds/new?document=verksamhetsplan&year=2023";
    assert_answer(site_get(at, "/jonkoping/rounds"), 200, "Ny omgång: Verksamhetsplan 2023–2025");
    assert_answer(site_get(at, next), 200, "value=\"2022-06-30\"");
    SiteAnswer answer =
        site_post(at, next,
                  SITE_FORM(at, "opens_on", "2021-11-01", "closes_on", "2022-01-31", "releases_on",
                            "2022-03-01", "decides_on", "2022-06-10", "adopted_by", "styrgrupp"));
    g_assert_cmpint(answer.status, ==, 303);
    assert_answer(site_get(at, answer.location), 200, "Öppnar 1 november");
    assert_answer(site_post(at, round_path(site, "/edit"), SITE_FORM(at, "edit", "1")), 422,
                  "Första dag för förslag");
    round_site_be(site, "aneby", ONLY_ROLE(ROLE_MEMBER));
    assert_answer(site_get(at, next), 403, "");
    round_site_free(site);
}

static int drafts_in(const RoundSite *site) {
    const Site *at = site->site;
    Asker asker = round_site_asker(site);
    Proposals proposals;
    int n = 0;
    g_assert_true(proposals_of_round(at->db, at->arena, &asker, site->round, &proposals, NULL));
    for (size_t i = 0; i < proposals.n; i++)
        n += proposals.rows[i].state == PROPOSAL_DRAFT;
    return n;
}

/* What is thrown away is found again by those who wrote it, and by nobody else. */
static void test_thrown_away(void) {
    RoundSite *site = round_site_new(tables);
    Site *at = site->site;
    const char *draft = begin(site);
    site_post(at, below(site, draft, "/edit"), a_form(site, "Hemlig rubrik", ""));
    SiteAnswer thrown = site_post(at, below(site, draft, "/withdraw"), "");
    g_assert_true(g_str_has_suffix(thrown.location, "?done=draft-discarded"));
    SiteAnswer page = site_get(at, round_path(site, ""));
    assert_answer(page, 200, "Slängda utkast");
    g_assert_null(strstr(page.text, "Era utkast"));
    assert_answer(site_get(at, draft), 200, "Hämta tillbaka utkastet");
    g_assert_null(strstr(site_get(at, draft).text, "Lämna in"));
    round_site_coordinate(site);
    g_assert_null(strstr(site_get(at, round_path(site, "")).text, "Hemlig"));
    assert_answer(site_post(at, below(site, draft, "/restore"), ""), 404, "");
    round_site_be(site, "aneby", ONLY_ROLE(ROLE_MEMBER));
    assert_answer(site_post(at, below(site, draft, "/restore"), ""), 303, "");
    assert_answer(site_get(at, draft), 200, "Hemligt behov");
    assert_answer(site_get(at, round_path(site, "")), 200, "Era utkast");
    assert_answer(site_post(at, below(site, draft, "/restore"), ""), 409, "inget slängt utkast");
    round_site_free(site);
}

/* Whoever begins again and again without writing has one draft; and an office so many. */
static void test_room_for_drafts(void) {
    RoundSite *site = round_site_new(tables);
    Site *at = site->site;
    const char *first = begin(site);
    g_assert_cmpstr(begin(site), ==, first);
    site_post(at, below(site, first, "/withdraw"), "");
    g_assert_null(strstr(site_get(at, round_path(site, "")).text, "Slängda utkast"));
    g_assert_cmpstr(begin(site), ==, first);
    g_assert_cmpint(drafts_in(site), ==, 1);
    for (int i = 0; i < DRAFTS_PER_PROPOSER_MAX; i++)
        save(site, begin(site), "", "Behov");
    g_assert_cmpint(drafts_in(site), ==, DRAFTS_PER_PROPOSER_MAX);
    const char *form =
        SITE_FORM(at, "proposer", id_text(at->arena, round_site_office(site, "aneby")));
    assert_answer(site_post(at, round_path(site, "/begin"), form), 409, "redan 200 utkast");
    round_site_free(site);
}

/* The other days follow from the day of decision, and nothing is saved before one saves. */
static void test_counted_back(void) {
    RoundSite *site = round_site_new(tables);
    Site *at = site->site;
    const char *edit = round_path(site, "/edit");
    const char *form = SITE_FORM(at, "edit", "1", "opens_on", "2020-11-25", "closes_on",
                                 "2021-02-03", "releases_on", "2021-03-17", "comments_end_on",
                                 "2021-04-14", "decides_on", "2021-05-31", "then", "plan");
    SiteAnswer answer = site_post(at, edit, form);
    assert_answer(answer, 200, "räknade bakåt från 31 maj 2021");
    for (const char *const *day =
             (const char *const[]){"2020-10-26", "2021-01-04", "2021-02-15", "2021-03-15",
                                   "2021-04-26", "2021-05-31", NULL};
         *day != NULL; day++)
        assert_answer(answer, 200, arena_printf(at->arena, "value=\"%s\"", *day));
    assert_answer(site_get(at, edit), 200, "value=\"2021-06-30\"");
    answer = site_post(at, edit, SITE_FORM(at, "decides_on", "2021-05-31", "then", "plan"));
    assert_answer(answer, 200, "name=\"comments_end_on\" value=\"\"");
    assert_answer(site_post(at, edit, SITE_FORM(at, "decides_on", "snart", "then", "plan")), 422,
                  "Beslut senast");
    const char *next = "/jonkoping/rounds/new?document=verksamhetsplan&year=2023";
    assert_answer(site_post(at, next, SITE_FORM(at, "decides_on", "2022-05-31", "then", "plan")),
                  200, "value=\"2022-03-15\"");
    g_assert_null(strstr(site_get(at, "/jonkoping/rounds").text, ">Verksamhetsplan 2023–2025<"));
    round_site_free(site);
}

/* In a demo, whose day is another than the clock's, a proposal comes in on the demo's day. */
static void test_day_of_demo(void) {
    RoundSite *site = round_site_new(tables);
    Site *at = site->site;
    Proposals proposals;
    at->now.seconds += 5 * 365 * 86400;
    const char *draft = begin(site);
    site_post(at, below(site, draft, "/edit"), a_form(site, "Tillsyn av solarier", "submit"));
    Asker asker = round_site_asker(site);
    g_assert_true(proposals_of_round(at->db, at->arena, &asker, site->round, &proposals, NULL));
    g_assert_cmpuint(proposals.n, ==, 1);
    g_assert_cmpint(date_compare(date_of_instant(proposals.rows[0].submitted_at), at->today), ==,
                    0);
    round_site_free(site);
}

/* However many proposals. */
static void test_statements(void) {
    RoundSite *site = round_site_new(tables);
    const char *one = begin(site), *form = a_form(site, "Förslag", "submit");
    g_assert_cmpint(site_post(site->site, below(site, one, "/edit"), form).status, ==, 303);
    round_site_fill(site, 3);
    uint64_t of_round = round_site_statements(site, round_path(site, "")),
             of_one = round_site_statements(site, one);
    round_site_fill(site, 300);
    g_assert_cmpuint(round_site_statements(site, round_path(site, "")), ==, of_round);
    g_assert_cmpuint(round_site_statements(site, one), ==, of_one);
    g_assert_cmpuint(of_round, ==, 10);
    g_assert_cmpuint(of_one, ==, 12);
    round_site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/proposals pages/from draft to submitted", test_from_draft_to_submitted);
    g_test_add_func("/proposals pages/draft stays inside", test_draft_stays_inside);
    g_test_add_func("/proposals pages/saved while typing", test_saved_while_typing);
    g_test_add_func("/proposals pages/category of the document", test_category_of_the_document);
    g_test_add_func("/proposals pages/registered", test_registered);
    g_test_add_func("/proposals pages/round form", test_round_form);
    g_test_add_func("/proposals pages/thrown away", test_thrown_away);
    g_test_add_func("/proposals pages/room for drafts", test_room_for_drafts);
    g_test_add_func("/proposals pages/counted back", test_counted_back);
    g_test_add_func("/proposals pages/day of demo", test_day_of_demo);
    g_test_add_func("/proposals pages/statements", test_statements);
    return g_test_run();
}
