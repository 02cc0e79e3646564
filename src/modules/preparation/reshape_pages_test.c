#include "modules/preparation/testing/preparing.h"

#include "base/id.h"

#include <string.h>

typedef struct {
    RoundSite *site;
    Asker asker;
    Id first, second;
    const char *one, *two; /* their ids as text */
} Fixture;

static void begin(Fixture *fixture) {
    RoundSite *site = fixture->site = round_site_new(preparing_tables);
    fixture->first = preparing_submit(site, "aneby", "Solarier");
    fixture->second = preparing_submit(site, "eksjo", "Bassängbad");
    fixture->one = id_text(site->site->arena, fixture->first);
    fixture->two = id_text(site->site->arena, fixture->second);
    fixture->asker = preparing_ask(site, STAGE_PREPARING);
}

static const char *edit_of(const Fixture *fixture, Id id) {
    const Site *site = fixture->site->site;
    Proposal found;
    g_assert_true(proposal_get(site->db, site->arena, &fixture->asker, id, &found, NULL));
    return arena_printf(site->arena, "%d", (int)found.edit);
}

static SiteAnswer merge(const Fixture *fixture, const char *title, const char *edit) {
    const Site *site = fixture->site->site;
    const char *form =
        SITE_FORM(site, "proposal", fixture->one, "edit", edit, "proposal", fixture->two, "edit",
                  edit_of(fixture, fixture->second), "title", title, "need", "Båda", "proposer",
                  id_text(site->arena, round_site_office(fixture->site, "aneby")), "category", "");
    return site_post(site, preparing_target(fixture->site, "/merge"), form);
}

static void test_merge(void) {
    Fixture fixture;
    begin(&fixture);
    const Site *site = fixture.site->site;
    const char *target =
        preparing_target(fixture.site, arena_printf(site->arena, "/merge?proposal=%s&proposal=%s",
                                                    fixture.one, fixture.two));
    SiteAnswer answer = site_get(site, target);
    assert_answer(answer, 200, "Slå ihop 2 förslag");
    g_assert_nonnull(strstr(answer.text, "Samordnaren"));
    g_autofree char *long_title = g_strnfill(10000, 'x');
    answer = merge(&fixture, long_title, edit_of(&fixture, fixture.first));
    assert_answer(answer, 422, "högst 200 tecken");
    assert_answer(merge(&fixture, "Bad och sol", "0"), 422, "Förslag 1 har ändrats");
    answer = merge(&fixture, "Bad och sol", edit_of(&fixture, fixture.first));
    g_assert_cmpint(answer.status, ==, 303);
    g_auto(GStrv) path = g_strsplit(answer.location, "?", 2);
    assert_answer(site_get(site, path[0]), 200, "Kommer av förslag 1 och 2, som slogs ihop.");
    assert_answer(site_get(site, preparing_target(fixture.site, "")), 200,
                  "Slogs ihop med förslag 2 till förslag 3.");
    assert_answer(site_get(site, proposal_target(fixture.site, fixture.first, "")), 200,
                  "sammanslaget");
    assert_answer(site_post(site, arena_printf(site->arena, "%s/undo", path[0]), ""), 303, "");
    g_assert_null(strstr(site_get(site, preparing_target(fixture.site, "")).text, "Slogs ihop"));
    assert_answer(site_get(site, preparing_target(fixture.site, "/merge")), 400, "Kryssa för 2");
    round_site_free(fixture.site);
}

static void test_split(void) {
    Fixture fixture;
    begin(&fixture);
    const Site *site = fixture.site->site;
    const char *target = proposal_target(fixture.site, fixture.first, "/split");
    assert_answer(site_get(site, target), 200, "Del 2");
    assert_answer(site_get(site, arena_printf(site->arena, "%s?parts=3", target)), 200, "Del 3");
    const char *edit = edit_of(&fixture, fixture.first);
    assert_answer(
        site_post(site, target,
                  SITE_FORM(site, "edit", edit, "parts", "2", "title-1", "Ett", "title-2", "")),
        422, "heta");
    SiteAnswer answer = site_post(site, target,
                                  SITE_FORM(site, "edit", edit, "parts", "2", "title-1", "Första",
                                            "title-2", "Andra", "more", "1"));
    assert_answer(answer, 200, "Del 3"); /* what was typed stays */
    g_assert_nonnull(strstr(answer.text, "value=\"Andra\""));
    answer =
        site_post(site, target,
                  SITE_FORM(site, "edit", edit, "parts", "2", "title-1", "Ett", "title-2", "Två"));
    g_assert_cmpint(answer.status, ==, 303);
    assert_answer(site_get(site, preparing_target(fixture.site, "")), 200,
                  "Delades i förslag 3 och 4.");
    round_site_free(fixture.site);
}

static const char *page_of(const Fixture *fixture, const char *id) {
    return arena_printf(fixture->site->site->arena, "/jonkoping/proposals/%s", id);
}

static SiteAnswer round_of(const Fixture *fixture, const char *ending) {
    const Site *site = fixture->site->site;
    return site_get(site, arena_printf(site->arena, "/jonkoping/rounds/%s%s",
                                       id_text(site->arena, fixture->site->round), ending));
}

static bool says(SiteAnswer answer, const char *words) {
    return strstr(answer.text, words) != NULL;
}

/* What the preparers merge is theirs until the list is released. */
static void test_nothing_leaks(void) {
    Fixture fixture;
    begin(&fixture);
    const Site *site = fixture.site->site;
    SiteAnswer merged = merge(&fixture, "Bad och sol", edit_of(&fixture, fixture.first));
    g_auto(GStrv) path = g_strsplit(merged.location, "?", 2);
    const char *made = page_of(&fixture, strrchr(path[0], '/') + 1);
    g_assert_true(says(round_of(&fixture, ""), "sammanslaget"));
    assert_answer(site_get(site, made), 200, "Slogs ihop av");

    round_site_be(fixture.site, "aneby", ONLY_ROLE(ROLE_CONTACT_PERSON));
    SiteAnswer list = round_of(&fixture, "");
    assert_answer(list, 200, "Förslagen bereds till");
    g_assert_true(says(list, "· 2 förslag") && says(list, "Solarier"));
    g_assert_false(says(list, "sammanslaget") || says(list, "Bad och sol"));
    g_assert_false(says(round_of(&fixture, ".csv"), "Bad och sol"));
    SiteAnswer own = site_get(site, page_of(&fixture, fixture.one));
    assert_answer(own, 200, "inlämnat");
    g_assert_false(says(own, "Slogs ihop") || says(own, "sammanslaget"));
    assert_answer(site_get(site, made), 404, "finns inte");
    const char *withdraw = arena_printf(site->arena, "%s/withdraw", page_of(&fixture, fixture.one));
    SiteAnswer refused = site_post(site, withdraw, "");
    assert_answer(refused, 409, "bereds nu");
    g_assert_false(says(refused, "slagits ihop"));

    round_site_go(fixture.site, STAGE_COMMENTING);
    assert_answer(round_of(&fixture, ""), 200, "Bad och sol");
    assert_answer(site_get(site, page_of(&fixture, fixture.one)), 200, "Slogs ihop till");
    assert_answer(site_get(site, made), 200, "Slogs ihop av");
    round_site_free(fixture.site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reshape pages/merge", test_merge);
    g_test_add_func("/reshape pages/split", test_split);
    g_test_add_func("/reshape pages/nothing leaks", test_nothing_leaks);
    return g_test_run();
}
