#include "modules/preparation/testing/preparing.h"

#include "base/id.h"
#include "web/request_parts.h"

#include <string.h>

typedef struct {
    RoundSite *site;
    Asker asker;
    Id first, second, third;
} Fixture;

static void begin(Fixture *fixture) {
    RoundSite *site = fixture->site = round_site_new(preparing_tables);
    fixture->first = preparing_submit(site, "aneby", "Solarier");
    fixture->second = preparing_submit(site, "eksjo", "Bassängbad");
    fixture->third = preparing_submit(site, "eksjo", "Täkter");
    fixture->asker = preparing_ask(site, STAGE_PREPARING);
}

static SiteAnswer get(const Fixture *fixture, const char *rest) {
    return site_get(fixture->site->site, preparing_target(fixture->site, rest));
}

static bool says(SiteAnswer answer, const char *words) {
    return strstr(answer.text, words) != NULL;
}

static const char *criterion(const Fixture *fixture, const char *what, size_t i) {
    const Site *site = fixture->site->site;
    Criteria criteria;
    g_assert_true(
        round_criteria(site->db, site->arena, site->own.id, fixture->site->round, &criteria, NULL));
    return arena_printf(site->arena, "%s-%s", what, id_text(site->arena, criteria.rows[i].id));
}

static void test_matrix(void) {
    Fixture fixture;
    begin(&fixture);
    for (size_t i = 0; i < 6; i++)
        g_assert_true(preparing_set(fixture.site, &fixture.asker, fixture.first,
                                    criterion(&fixture, "result", i), NULL, "partly", NULL, NULL));
    g_assert_true(preparing_set(fixture.site, &fixture.asker, fixture.second, "suggestion", NULL,
                                "bank", NULL, NULL));
    SiteAnswer answer = get(&fixture, "");
    assert_answer(answer, 200, "3 förslag, 2 utan bedömning");
    g_assert_true(says(answer, "6 delvis"));
    g_assert_true(says(answer, "Arbetsmaterial"));
    answer = get(&fixture, "?proposer=Aneby");
    g_assert_true(says(answer, "Solarier") && !says(answer, "Täkter"));
    answer = get(&fixture, "?state=utan+bed%C3%B6mning");
    g_assert_true(!says(answer, "Solarier") && says(answer, "Täkter"));
    answer = get(&fixture, "?sort=-number");
    g_assert_true(strstr(answer.text, "Täkter") < strstr(answer.text, "Solarier"));
    assert_answer(get(&fixture, "?q=finnsinte"), 200, "Ingen rad passar");
    g_assert_true(says(get(&fixture, ".csv"), "Bassängbad"));
    assert_answer(get(&fixture, ".html"), 200, "Arbetsmaterial");
    round_site_free(fixture.site);
}

/* What is simply met by its number, the rest in words; what is suggested on a line. */
static void test_report(void) {
    static const char *const results[] = {"met", "partly", "met", "not", "met", ""};
    Fixture fixture;
    begin(&fixture);
    for (size_t i = 0; i < G_N_ELEMENTS(results); i++)
        g_assert_true(preparing_set(fixture.site, &fixture.asker, fixture.first,
                                    criterion(&fixture, "result", i), NULL, results[i], NULL,
                                    NULL));
    g_assert_true(preparing_set(fixture.site, &fixture.asker, fixture.first,
                                criterion(&fixture, "remark", 2), NULL, "Stort behov", NULL, NULL));
    g_assert_true(
        preparing_set(fixture.site, &fixture.asker, fixture.first, "size", NULL, "M", NULL, NULL));
    g_assert_true(preparing_set(fixture.site, &fixture.asker, fixture.first, "suggestion", NULL,
                                "2023", NULL, NULL));
    SiteAnswer answer = get(&fixture, ".html");
    assert_answer(answer, 200, "1. Solarier · Aneby");
    assert_answer(answer, 200, "uppfyllt: 1, 5");
    g_assert_true(says(answer, "2. Aktiviteten gör tillsynen mer likvärdig eller kunnig: delvis"));
    g_assert_true(says(answer, "hälsa: uppfyllt. Stort behov"));
    g_assert_true(says(answer, "var för sig: inte uppfyllt"));
    g_assert_true(says(answer, "samma sak: inte bedömt"));
    g_assert_true(says(answer, "M · 2023") || says(answer, "M, 40 timmar · 2023"));
    round_site_free(fixture.site);
}

/* However many proposals there are. */
static void test_statements(void) {
    Fixture fixture;
    begin(&fixture);
    const char *one = proposal_target(fixture.site, fixture.first, ""),
               *all = preparing_target(fixture.site, "");
    uint64_t of_matrix = round_site_statements(fixture.site, all),
             of_one = round_site_statements(fixture.site, one);
    round_site_fill(fixture.site, 300);
    g_assert_cmpuint(round_site_statements(fixture.site, all), ==, of_matrix);
    g_assert_cmpuint(round_site_statements(fixture.site, one), ==, of_one);
    g_assert_cmpuint(of_matrix, ==, 13);
    g_assert_cmpuint(of_one, ==, 13);
    round_site_free(fixture.site);
}

/* The proposer's category, as long as the preparers have chosen none. */
static void test_category(void) {
    Fixture fixture;
    begin(&fixture);
    const Site *site = fixture.site->site;
    const Rules *rules = site_rules(site);
    const char *theirs =
        id_text(site->arena, rules_find(rules, ELEMENT_CATEGORY, "handlaggarstod")->element);
    g_autofree char *script =
        g_strdup_printf("UPDATE proposal SET category = %" G_GINT64_FORMAT " WHERE number = 1;",
                        rules_find(rules, ELEMENT_CATEGORY, "utbildning")->element.value);
    g_assert_true(db_run_script(site->db, script, NULL));
    g_assert_true(says(get(&fixture, ".csv"), "Utbildning/workshops"));
    site_post(site, preparing_target(fixture.site, ""),
              SITE_FORM(site, "proposal", id_text(site->arena, fixture.first), "category", theirs));
    g_assert_true(says(get(&fixture, ".csv"), "Handläggarstöd"));
    g_assert_false(says(get(&fixture, ".csv"), "Utbildning/workshops"));
    round_site_free(fixture.site);
}

static void test_bulk(void) {
    Fixture fixture;
    begin(&fixture);
    const Site *site = fixture.site->site;
    const char *target = preparing_target(fixture.site, "");
    const char *first = id_text(site->arena, fixture.first),
               *third = id_text(site->arena, fixture.third);
    SiteAnswer answer = site_post(site, target,
                                  SITE_FORM(site, "proposal", first, "proposal", third, "size", "L",
                                            "suggestion", "2022", "category", ""));
    assert_answer(answer, 303, "");
    answer = get(&fixture, ".csv");
    g_assert_true(says(answer, "L;2022"));
    assert_answer(site_post(site, target, SITE_FORM(site, "size", "L")), 422, "Kryssa för");
    assert_answer(site_post(site, target, SITE_FORM(site, "proposal", first)), 422, "Välj vad");
    assert_answer(site_post(site, target, SITE_FORM(site, "proposal", "x", "size", "M")), 422,
                  "finns inte");
    answer = site_post(site, arena_printf(site->arena, "%s?sort=title", target),
                       SITE_FORM(site, "proposal", first, "proposal", "x", "size", "M"));
    assert_answer(answer, 422, "finns inte");
    assert_answer(answer, 422, arena_printf(site->arena, "value=\"%s\" checked", first));
    assert_answer(answer, 422, "<option value=\"M\" selected>");
    assert_answer(answer, 422, "/preparation?sort=title\">");
    site_post(site, target, SITE_FORM(site, "proposal", first, "size", "none"));
    g_assert_true(says(get(&fixture, ".csv"), ";;2022"));
    round_site_free(fixture.site);
}

static SiteAnswer cell(const Fixture *fixture, const char *name, const char *was,
                       const char *value) {
    const Site *site = fixture->site->site;
    return site_post(site, proposal_target(fixture->site, fixture->first, "/cell"),
                     SITE_FORM(site, "name", name, "was", was, "value", value));
}

static void test_cell(void) {
    Fixture fixture;
    begin(&fixture);
    assert_answer(cell(&fixture, criterion(&fixture, "result", 0), "", "met"), 200, "1 av 6");
    assert_answer(cell(&fixture, "size", "", "S"), 200, "Sparat");
    SiteAnswer answer = cell(&fixture, "size", "", "M");
    assert_answer(answer, 409, "har ändrat till S");
    g_assert_true(says(answer, "data-now=\"S\""));
    assert_answer(cell(&fixture, "hours", "", "ibland"), 422, "helt tal");
    assert_answer(cell(&fixture, "nothing", "", "x"), 400, "Fältet finns inte");
    answer = site_get(fixture.site->site, proposal_target(fixture.site, fixture.first, ""));
    assert_answer(answer, 200, "Behov av det");
    g_assert_true(says(answer, "value=\"S\" selected"));
    g_assert_true(says(answer, "Nästa, 2"));
    round_site_free(fixture.site);
}

/* Without script the form saves what differs from what was shown. */
static void test_whole_form(void) {
    Fixture fixture;
    begin(&fixture);
    const Site *site = fixture.site->site;
    const char *target = proposal_target(fixture.site, fixture.first, "");
    const char *form = SITE_FORM(site, "was-size", "", "size", "M", "was-hours", "", "hours", "",
                                 "was-note", "", "note", "Bra");
    assert_answer(site_post(site, target, form), 303, "");
    g_assert_true(preparing_set(fixture.site, &fixture.asker, fixture.first, "hours", NULL, "15",
                                NULL, NULL));
    form = SITE_FORM(site, "was-hours", "", "hours", "20", "was-size", "M", "size", "L");
    SiteAnswer answer = site_post(site, target, form);
    assert_answer(answer, 422, "har ändrat till 15");
    g_assert_true(says(answer, "value=\"L\" selected"));
    form = SITE_FORM(site, "was-suggestion", "", "suggestion", "1999");
    assert_answer(site_post(site, target, form), 422, "Välj ett av planens år");
    round_site_free(fixture.site);
}

static void test_discussion(void) {
    Fixture fixture;
    begin(&fixture);
    const Site *site = fixture.site->site;
    const char *target = proposal_target(fixture.site, fixture.first, "/discussion");
    assert_answer(site_post(site, target, SITE_FORM(site, "body", "Vi väntar")), 303, "");
    assert_answer(site_get(site, proposal_target(fixture.site, fixture.first, "")), 200,
                  "Vi väntar");
    assert_answer(site_post(site, target, SITE_FORM(site, "body", "")), 422, "Skriv något");
    round_site_free(fixture.site);
}

static void test_release(void) {
    Fixture fixture;
    begin(&fixture);
    const Site *site = fixture.site->site;
    SiteAnswer answer = get(&fixture, "/release");
    assert_answer(answer, 200, "3 förslag släpps");
    g_assert_true(says(answer, "12 kontor och parter"));
    g_assert_true(says(answer, "Habo-Mullsjö"));
    assert_answer(site_post(site, preparing_target(fixture.site, "/release"), ""), 303, "");
    assert_answer(get(&fixture, "/release"), 200, "Ta tillbaka listan");
    answer = site_get(site, proposal_target(fixture.site, fixture.first, ""));
    g_assert_false(says(answer, "Dela förslaget"));
    assert_answer(cell(&fixture, "size", "", "M"), 422, "Listan är släppt");
    assert_answer(site_post(site, preparing_target(fixture.site, "/release/take-back"), ""), 303,
                  "");
    assert_answer(cell(&fixture, "size", "", "M"), 200, "Sparat");
    round_site_free(fixture.site);
}

static void test_who_may(void) {
    Fixture fixture;
    begin(&fixture);
    round_site_be(fixture.site, "aneby", ONLY_ROLE(ROLE_HEAD));
    g_assert_cmpint(get(&fixture, "").status, ==, 403);
    g_assert_cmpint(get(&fixture, ".pdf").status, ==, 403);
    g_assert_cmpint(cell(&fixture, "size", "", "M").status, ==, 403);
    round_site_free(fixture.site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/preparation pages/matrix", test_matrix);
    g_test_add_func("/preparation pages/report", test_report);
    g_test_add_func("/preparation pages/statements", test_statements);
    g_test_add_func("/preparation pages/bulk", test_bulk);
    g_test_add_func("/preparation pages/category", test_category);
    g_test_add_func("/preparation pages/cell", test_cell);
    g_test_add_func("/preparation pages/whole form", test_whole_form);
    g_test_add_func("/preparation pages/discussion", test_discussion);
    g_test_add_func("/preparation pages/release", test_release);
    g_test_add_func("/preparation pages/who may", test_who_may);
    return g_test_run();
}
