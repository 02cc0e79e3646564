#include "modules/proposals/similar.h"

#include "base/id.h"
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

/* Stockholm has a published plan and a told round of one document, which shares them. */
static const char elsewhere[] =
    "INSERT INTO plan (collaboration, id, document, first_year, last_year, title, state, "
    "created_at, "
    "updated_at) SELECT %1$s, 71, e.id, 2019, 2019, 'Plan', 'adopted', 1, 1 FROM element e WHERE "
    "e.collaboration = %1$s AND e.kind = 'document' AND e.key = 'verksamhetsplan';"
    "INSERT INTO plan_year (collaboration, id, plan, year, status) VALUES (%1$s, 72, 71, 2019, "
    "'fixed');"
    "INSERT INTO category (collaboration, id, plan, plan_year, position, title) VALUES (%1$s, 73, "
    "71, "
    "72, 1, '');"
    "INSERT INTO activity (collaboration, id, plan, category, position, title) VALUES (%1$s, 77, "
    "71, "
    "73, 1, 'Köldmedia på bilverkstäder');"
    "INSERT INTO plan_version (collaboration, id, plan, number, body, adopted_on, paragraph, "
    "content, "
    "content_hash, created_at, published_at) SELECT %1$s, 78, 71, 1, min(e.id), '2019-01-01', '', "
    "'{}', '', 1, 1 FROM element e WHERE e.collaboration = %1$s AND e.kind = 'body';"
    "INSERT INTO round (collaboration, id, document, first_year, title, opens_on, closes_on, "
    "releases_on, decides_on, proposals_from, adopted_by, created_at, released_at, told_at) SELECT "
    "%1$s, 79, "
    "p.document, 2019, 'Plan', '2018-01-01', '2018-02-01', '2018-03-01', '2018-04-01', 'offices', "
    "v.body, 1, 4, 5 FROM plan p JOIN plan_version v ON v.collaboration = %1$s AND v.plan = p.id "
    "WHERE "
    "p.collaboration = %1$s;"
    "INSERT INTO proposal (collaboration, id, round, proposer, number, state, title, created_at, "
    "submitted_at) SELECT %1$s, 80, 79, min(e.id), 1, 'submitted', 'Hygienlokaler utan anmälan', "
    "1, 1 "
    "FROM element e WHERE e.collaboration = %1$s AND e.kind = 'office';"
    "UPDATE rule SET settings = settings || '\nshares_proposals=true' WHERE "
    "collaboration = "
    "%1$s AND element = (SELECT document FROM plan WHERE collaboration = %1$s);";

static void run(RoundSite *site, const char *sql) {
    g_autoptr(GError) error = NULL;
    g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, site->site->other.id.value);
    g_auto(GStrv) parts = g_strsplit(sql, "%1$s", -1);
    g_autofree char *script = g_strjoinv(id, parts);
    (void)!db_run_script(site->site->db, script, &error);
    g_assert_no_error(error);
}

static bool put_elsewhere(Db *db, void *data, GError **error) {
    const RoundSite *site = data;
    Id other = site->site->other.id;
    return titles_put(db, other, "activity", (Id){77}, "Köldmedia på bilverkstäder", error) &&
           titles_put(db, other, "proposal", (Id){80}, "Hygienlokaler utan anmälan", error);
}

/* Of another collaboration that which is published and told, where its document says so. */
static void test_elsewhere(void) {
    static const char *const hidden[][2] = {
        {"UPDATE plan SET state = 'revision' WHERE id = 71;", "Köldmedia på bilverkstäder"},
        {"UPDATE plan_version SET published_at = NULL WHERE id = 78;",
         "Köldmedia på bilverkstäder"},
        {"INSERT INTO plan_version (collaboration, id, plan, number, body, adopted_on, paragraph, "
         "content, content_hash, created_at) SELECT collaboration, 81, plan, 2, body, adopted_on, "
         "'', '{}', '', 2 FROM plan_version WHERE id = 78;",
         "Köldmedia på bilverkstäder"},
        {"UPDATE round SET told_at = NULL WHERE id = 79;", "Hygienlokaler utan anmälan"},
        {"UPDATE proposal SET state = 'withdrawn' WHERE id = 80;", "Hygienlokaler utan anmälan"},
        {"UPDATE rule SET valid_to = '2000-01-01', valid_from = NULL WHERE settings LIKE "
         "'%shares_proposals=true';",
         "Hygienlokaler utan anmälan"},
        {"UPDATE round SET document = (SELECT min(id) FROM element WHERE collaboration = %1$s AND "
         "kind = 'category') WHERE id = 79;",
         "Hygienlokaler utan anmälan"}};
    for (size_t i = 0; i < G_N_ELEMENTS(hidden); i++) {
        RoundSite *site = round_site_new(NULL);
        run(site, elsewhere);
        g_assert_true(db_write(site->site->db, put_elsewhere, site, NULL));
        SimilarTitles found = look(site, hidden[i][1], (Id){0});
        g_assert_cmpuint(found.n, ==, 1);
        g_assert_false(id_is_set(found.rows[0].subject));
        run(site, hidden[i][0]);
        g_assert_cmpuint(look(site, hidden[i][1], (Id){0}).n, ==, 0);
        round_site_free(site);
    }
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

/* What is in thousands of titles says nothing; what is rare is found among them, and soon. */
static void test_among_thousands(void) {
    RoundSite *site = round_site_new(NULL);
    Db *db = site->site->db;
    g_autofree char *sql = g_strdup_printf(
        "INSERT INTO title (collaboration, kind, subject, folded) "
        "WITH RECURSIVE g (i) AS (SELECT 1000 UNION ALL SELECT g.i + 1 FROM g WHERE g.i < 3999) "
        "SELECT %" G_GINT64_FORMAT ", 'activity', g.i, 'tillsyn nummer ' || g.i FROM g;"
        "INSERT INTO title_gram (collaboration, gram, kind, subject) "
        "WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT g.i + 1 FROM g WHERE g.i < 17) "
        "SELECT DISTINCT t.collaboration, substr(t.folded, g.i, 3), t.kind, t.subject "
        "FROM title t, g WHERE t.subject BETWEEN 1000 AND 3999;"
        "INSERT INTO title_gram_count (collaboration, gram, n) SELECT collaboration, gram, "
        "count(*) "
        "FROM title_gram WHERE subject BETWEEN 1000 AND 3999 GROUP BY collaboration, gram "
        "ON CONFLICT (collaboration, gram) DO UPDATE SET n = title_gram_count.n + excluded.n;",
        site->site->own.id.value);
    AlikeTitles found;
    g_assert_true(db_run_script(db, sql, NULL));
    g_assert_cmpuint(alike(site->site, "Tillsyn"), ==, 0);
    uint64_t before = db_statement_count(db);
    g_assert_true(titles_alike(db, site->site->arena, site->site->own.id, "Tillsyn nummer 2345",
                               &found, NULL));
    g_assert_cmpuint(db_statement_count(db) - before, ==, 2);
    g_assert_cmpint(found.rows[0].subject.value, ==, 2345);
    g_assert_cmpint(found.rows[0].likeness, ==, 100);
    round_site_free(site);
}

/* The most alike six, whether they are own or others'; what is called the same is shown once. */
static void test_most_alike_first(void) {
    static const char *const titles[] = {"Köldmedia på verkstäder i länet och utanför",
                                         "Köldmedia på verkstäder",
                                         "Köldmedia på små verkstäder",
                                         "KÖLDMEDIA  på verkstäder",
                                         "Köldmedia på stora verkstäder",
                                         "Köldmedia på alla verkstäder",
                                         "Köldmedia på andra verkstäder",
                                         "Köldmedia på nya verkstäder"};
    RoundSite *site = round_site_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
        submitted(site, titles[i]);
    run(site, elsewhere);
    g_assert_true(db_write(site->site->db, put_elsewhere, site, NULL));
    SimilarTitles found = look(site, "Köldmedia på bilverkstäder", (Id){0});
    g_assert_cmpuint(found.n, ==, SIMILAR_MAX);
    g_assert_cmpstr(found.rows[0].title, ==, "Köldmedia på bilverkstäder");
    g_assert_cmpint(found.rows[0].likeness, ==, 100);
    g_assert_false(id_is_set(found.rows[0].subject));
    for (size_t i = 1; i < found.n; i++) {
        g_assert_cmpint(found.rows[i].likeness, <=, found.rows[i - 1].likeness);
        g_assert_cmpstr(found.rows[i].title, !=, titles[0]); /* the least alike */
    }
    found = look(site, "Köldmedia på verkstäder", (Id){0});
    g_assert_cmpuint(found.n, ==, SIMILAR_MAX);
    size_t n_same = 0;
    for (size_t i = 0; i < found.n; i++)
        n_same += found.rows[i].likeness == 100;
    g_assert_cmpuint(n_same, ==, 1);
    round_site_free(site);
}

/* What comes back every year is one line, and hides nothing else. */
static void test_every_year(void) {
    RoundSite *site = round_site_new(NULL);
    for (size_t i = 0; i < 20; i++)
        submitted(site, "Köldmedia på verkstäder");
    submitted(site, "Köldmedia på bilverkstäder");
    SimilarTitles found = look(site, "Köldmedia på verkstäder", (Id){0});
    g_assert_cmpuint(found.n, ==, 2);
    g_assert_cmpstr(found.rows[1].title, ==, "Köldmedia på bilverkstäder");
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
    g_test_add_func("/similar titles/elsewhere", test_elsewhere);
    g_test_add_func("/similar titles/renamed", test_renamed);
    g_test_add_func("/similar titles/most alike first", test_most_alike_first);
    g_test_add_func("/similar titles/every year", test_every_year);
    g_test_add_func("/similar titles/likeness", test_likeness);
    g_test_add_func("/similar titles/among thousands", test_among_thousands);
    return g_test_run();
}
