#include "modules/proposals/similar.h"
#include "modules/rounds/testing/round_site.h"
#include "services/titles/titles.h"

#include <string.h>

/* A proposal that Aneby has submitted in the round. */
static Id submitted(RoundSite *site, const char *title) {
    const char *texts[N_PROPOSAL_TEXTS] = {title};
    Id id;
    round_site_coordinate(site);
    Asker asker = round_site_asker(site);
    ProposalAddition addition = {&asker, site->round, round_site_office(site, "aneby"),
                                 texts,  {0},         site->site->now};
    g_assert_true(proposal_register(site->site->db, site->site->arena, &addition, &id, NULL));
    return id;
}

static SimilarTitles look(RoundSite *site, const char *typed, Id but) {
    SimilarTitles found;
    Asker asker = round_site_asker(site);
    g_assert_true(
        similar_titles(site->site->db, site->site->arena, &asker, typed, but, &found, NULL));
    return found;
}

static void test_found(void) {
    RoundSite *site = round_site_new(NULL);
    Id first = submitted(site, "Ventilation i skolor och förskolor");
    submitted(site, "Otillåten eldning");
    SimilarTitles found = look(site, "Ventilationen i förskolor", (Id){0});
    g_assert_cmpuint(found.n, ==, 1);
    g_assert_cmpstr(found.rows[0].title, ==, "Ventilation i skolor och förskolor");
    g_assert_cmpstr(found.rows[0].where, ==, "förslag 1, Verksamhetsplan 2022–2024");
    g_assert_cmpuint(look(site, "ELDNING, otillåten", (Id){0}).n, ==, 1);
    g_assert_cmpuint(look(site, "Ventilation i skolor och förskolor", first).n, ==, 0);
    g_assert_cmpuint(look(site, "Buller", (Id){0}).n, ==, 0);
    g_assert_cmpuint(look(site, "V", (Id){0}).n, ==, 0);
    g_assert_cmpuint(look(site, "", (Id){0}).n, ==, 0);
    round_site_free(site);
}

/* A draft is found by nobody; what is withdrawn neither. */
static void test_drafts_are_not_found(void) {
    RoundSite *site = round_site_new(NULL);
    const char *texts[N_PROPOSAL_TEXTS] = {"Hemligt förslag om solarier"};
    Id draft, withdrawn = submitted(site, "Återtaget förslag om täkter");
    round_site_be(site, "aneby", ONLY_ROLE(ROLE_MEMBER));
    Asker asker = round_site_asker(site);
    ProposalAddition addition = {&asker, site->round, round_site_office(site, "aneby"),
                                 texts,  {0},         site->site->now};
    g_assert_true(proposal_add(site->site->db, site->site->arena, &addition, &draft, NULL));
    g_assert_true(proposal_withdraw(site->site->db,
                                    &(ProposalAct){&asker, withdrawn, site->site->now}, NULL));
    g_assert_cmpuint(look(site, "Hemligt förslag om solarier", (Id){0}).n, ==, 0);
    g_assert_cmpuint(look(site, "Återtaget förslag om täkter", (Id){0}).n, ==, 0);
    round_site_free(site);
}

typedef struct {
    Id collaboration;
    const char *title;
} Putting;

static bool put(Db *db, void *data, GError **error) {
    const Putting *putting = data;
    return titles_put(db, putting->collaboration, "activity", (Id){77}, putting->title, error);
}

static size_t alike(Site *site, const char *typed) {
    AlikeTitles found;
    g_assert_true(titles_alike(site->db, site->arena, site->own.id, typed, &found, NULL));
    return found.n;
}

static void test_renamed(void) {
    RoundSite *site = round_site_new(NULL);
    Db *db = site->site->db;
    Id own = site->site->own.id;
    g_assert_true(db_write(db, put, &(Putting){own, "Köldmedia på bilverkstäder"}, NULL));
    g_assert_cmpuint(alike(site->site, "köldmedia"), ==, 1);
    int64_t before = db_statement_count(db);
    g_assert_true(db_write(db, put, &(Putting){own, "KÖLDMEDIA på bilverkstäder"}, NULL));
    g_assert_cmpint(db_statement_count(db) - before, ==, 1); /* folded it is the same */
    g_assert_true(db_write(db, put, &(Putting){own, "Små avlopp"}, NULL));
    g_assert_cmpuint(alike(site->site, "köldmedia"), ==, 0);
    g_assert_cmpuint(alike(site->site, "avloppen"), ==, 1);
    g_assert_true(db_write(db, put, &(Putting){own, "ab"}, NULL));
    g_assert_cmpuint(alike(site->site, "avloppen"), ==, 0);
    round_site_free(site);
}

static void test_likeness(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpint(titles_likeness(arena, "Små avlopp", "SMÅ  AVLOPP"), ==, 100);
    g_assert_cmpint(titles_likeness(arena, "Små avlopp", "Vindkraft"), ==, 0);
    g_assert_cmpint(titles_likeness(arena, "Tillsyn av små avlopp", "Små avlopp"), >, 45);
    g_assert_cmpint(titles_likeness(arena, "", "a"), ==, 0);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/similar titles/found", test_found);
    g_test_add_func("/similar titles/drafts are not found", test_drafts_are_not_found);
    g_test_add_func("/similar titles/renamed", test_renamed);
    g_test_add_func("/similar titles/likeness", test_likeness);
    return g_test_run();
}
