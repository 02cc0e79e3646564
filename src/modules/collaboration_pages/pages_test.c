#include "modules/collaboration_pages/testing/pages_site.h"

#include "base/error.h"
#include "base/language.h"
#include "modules/collaborations/testing/project_file.h"

#include <string.h>

/* ---- what the pages say ---- */

static void test_numbers(void) {
    static const struct {
        const char *name;
        int municipalities, offices, parties;
    } expected[] = {{"jonkoping", 13, 12, 15},
                    {"stockholm", 26, 23, 28},
                    {"vasterbotten", 15, 15, 17},
                    {"kronoberg-blekinge", 13, 14, 15}};
    Fixture *fixture = fixture_new();
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
        const char *text =
            page(fixture, arena_printf(fixture->arena, "/%s/collaboration", expected[i].name));
        assert_has(text, figure(fixture, "kommuner", expected[i].municipalities));
        assert_has(text, figure(fixture, "kontor", expected[i].offices));
        assert_has(text, figure(fixture, "parter", expected[i].parties));
    }
    fixture_free(fixture);
}

static void test_overview(void) {
    Fixture *fixture = fixture_new();
    const char *kronoberg = page(fixture, "/kronoberg-blekinge/collaboration");
    assert_has(kronoberg, "sedan 1 jan. 2021"); /* the principal, and the one before */
    assert_has(kronoberg, "till och med 31 dec. 2020");
    assert_has(kronoberg, "fastställs av Styrgruppen senast i maj året före");
    assert_has(page(fixture, "/vasterbotten/collaboration"),
               "Stödgruppen har 2 ledamöter från kommunerna, ska ha 3–4.");
    assert_has(page(fixture, "/vasterbotten/collaboration"), "20 % av heltid");
    g_assert_null(strstr(page(fixture, "/jonkoping/collaboration"), "Behöver ses över"));
    fixture_free(fixture);
}

/* In Blekinge Väst environment is joint and building is not: 13 municipalities in each field. */
static void test_fields(void) {
    Fixture *fixture = fixture_new();
    const char *text = page(fixture, "/kronoberg-blekinge/collaboration");
    assert_has(text,
               "<th scope=\"row\">miljö</th><td class=\"number\" "
               "data-label=\"Kommuner\">13</td><td class=\"number\" data-label=\"Kontor\">11</td>");
    assert_has(text,
               "<th scope=\"row\">bygg</th><td class=\"number\" data-label=\"Kommuner\">13</td><td "
               "class=\"number\" data-label=\"Kontor\">13</td>");
    fixture_free(fixture);
}

static void test_things(void) {
    Fixture *fixture = fixture_new();
    assert_has(page(fixture, "/jonkoping/offices/gislaved"), "(Västra Götalands län, räknas inte)");
    assert_has(page(fixture, "/jonkoping/offices"), "även Tranemo, som inte räknas");
    assert_has(page(fixture, "/jonkoping/offices"), "Kjell Mörthage vikarierar");
    assert_has(page(fixture, "/jonkoping/bodies/styrgrupp"), "1 chef från varje kontor");
    assert_has(page(fixture, "/vasterbotten/bodies/stodgrupp"), ">vakant</span></th>");
    assert_has(page(fixture, "/jonkoping/offices/gnosjo"), ", vikarierar när chef saknas");
    assert_has(page(fixture, "/jonkoping/people/torsten-blahed"), "sedan 1 mars 2018");
    assert_has(page(fixture, "/kronoberg-blekinge/parties/region-kronoberg"),
               "till och med 31 december 2020");
    assert_has(page(fixture, "/kronoberg-blekinge/rules/document/verksamhetsplan"),
               "Senast i månaden: september → maj");
    assert_has(page(fixture, "/jonkoping/offices.csv"), "Personer");
    assert_has(page(fixture, "/jonkoping/offices.json"),
               "\"deputy\":\"Kjell Mörthage vikarierar\"");
    assert_has(page(fixture, "/jonkoping/offices.xlsx"), "PK");
    fixture_free(fixture);
}

static void test_another_day(void) {
    Fixture *fixture = fixture_new();
    const char *past = page(fixture, "/vasterbotten/bodies/stodgrupp?on=2020-05-01");
    assert_has(past, "Så här var det 1 maj 2020.");
    assert_has(past, "Farida Isdal</a>");
    g_assert_null(strstr(past, "Stödgruppen har 2 ledamöter"));
    assert_has(page(fixture, "/vasterbotten/bodies/stodgrupp?on=2022-05-01"),
               "Så här ser det ut 1 maj 2022, så vitt ni vet idag.");
    const char *no_day = page(fixture, "/vasterbotten/bodies/stodgrupp?on=i+fjol");
    assert_has(no_day, "Skriv en dag som 2021-05-01.");
    assert_has(no_day, "value=\"i fjol\"");
    fixture_free(fixture);
}

/* Where the place does not say where somebody comes from, the name does. */
static void test_members_come_from(void) {
    Fixture *fixture = fixture_new();
    assert_has(page(fixture, "/jonkoping/bodies/beredningsgrupp"),
               "Linus Sandäng</a><span class=\"second\">Tranås</span>");
    assert_has(page(fixture, "/stockholm/bodies/styrgrupp"),
               "Vilma Åkerdal</a><span class=\"second\">");
    assert_has(page(fixture, "/jonkoping/bodies/styrgrupp"), "Linus Sandäng</a></th>");
    fixture_free(fixture);
}

static void test_goals_of_a_network(void) {
    Fixture *fixture = fixture_new();
    const char *text = page(fixture, "/kronoberg-blekinge/bodies/natverk-avlopp");
    assert_has(text, "<dt>Mål</dt>");
    assert_has(text, "<dd>samma underlag krävs i alla kommuner</dd>");
    assert_has(text, "<dd>lika lång tid till beslut</dd>");
    fixture_free(fixture);
}

static void test_not_others(void) {
    Fixture *fixture = fixture_new();
    static const char *const paths[] = {"/stockholm/people/torsten-blahed",
                                        "/stockholm/people/torsten-blahed/edit",
                                        "/stockholm/offices/gislaved",
                                        "/stockholm/rules/office/gislaved",
                                        "/jonkoping/people/finns-inte",
                                        "/jonkoping/bodies/finns-inte",
                                        "/jonkoping/rules/sak",
                                        "/jonkoping/rules/collaboration/new"};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
        if (ask(fixture, GET, paths[i], NULL)->status != 404)
            g_error("%s is there", paths[i]);
    fixture_free(fixture);
}

static uint64_t statements(const Fixture *fixture, const char *path) {
    db_forget(fixture->db);
    uint64_t before = db_statement_count(fixture->db);
    page(fixture, path);
    return db_statement_count(fixture->db) - before;
}

/* The same number whatever a collaboration holds. */
static void test_statements(void) {
    static const char *const paths[] = {"collaboration", "parties",       "offices",
                                        "committees",    "bodies",        "bodies/styrgrupp",
                                        "settings",      "rules/document"};
    Fixture *fixture = fixture_new();
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        uint64_t small =
            statements(fixture, arena_printf(fixture->arena, "/kronoberg-blekinge/%s", paths[i]));
        uint64_t large =
            statements(fixture, arena_printf(fixture->arena, "/stockholm/%s", paths[i]));
        g_assert_cmpuint(small, ==, large);
        g_assert_cmpuint(small, <=, 13);
    }
    g_assert_cmpuint(statements(fixture, "/vasterbotten/offices/asele"), ==,
                     statements(fixture, "/stockholm/offices/sodertorn"));
    g_assert_cmpuint(statements(fixture, "/jonkoping/people/torsten-blahed"), ==,
                     statements(fixture, "/jonkoping/people/kjell-morthage"));
    fixture_free(fixture);
}

/* ---- changing ---- */

#define PLAN                                                                                       \
    "kind=plan&title=Verksamhetsplan&years=fixed&years=preliminary&years=bank&content=activities&" \
    "content=text&content=table&adopted_by=styrgrupp&proposed_by=beredningsgrupp&deadline_year="   \
    "before&builds_on="

static void test_change_rule(void) {
    Fixture *fixture = fixture_new();
    post_ok(fixture, "/jonkoping/rules/document/verksamhetsplan",
            PLAN "&deadline_month=5&on=2022-01-01");
    assert_has(page(fixture, "/jonkoping/rules/document/verksamhetsplan"),
               "Gäller från 1 januari 2022");
    assert_has(page(fixture, "/jonkoping/settings/file/export"),
               "[document verksamhetsplan @2022-01-01]\nkind=plan\n");
    post_refused(fixture, "/jonkoping/rules/document/verksamhetsplan",
                 PLAN "&deadline_month=5&on=snart", "Gäller från och med");
    post_refused(fixture, "/jonkoping/rules/document/verksamhetsplan",
                 "kind=plan&title=&content=text&adopted_by=styrgrupp", "välj minst en");
    fixture_free(fixture);
}

static void test_one_office_each(void) {
    static const char *const pages[] = {"/jonkoping/collaboration", "/jonkoping/offices"};
    Fixture *fixture = fixture_new();
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++)
        g_assert_null(strstr(page(fixture, pages[i]), "Behöver ses över"));
    post_ok(fixture, "/jonkoping/rules/office/aneby",
            "title=Aneby&short=Aneby&municipalities=Eksj%C3%B6&fields=environment&committee=aneby&"
            "form=own&on=");
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        assert_has(page(fixture, pages[i]), "Aneby kommun saknar kontor för miljö.");
        assert_has(page(fixture, pages[i]),
                   "Eksjö kommun har 2 kontor för miljö: Aneby och Eksjö.");
    }
    post_ok(fixture, "/jonkoping/rules/office/eksjo",
            "title=Eksj%C3%B6&short=Eksj%C3%B6&municipalities=Tranemo&fields=environment&committee="
            "eksjo&form=own&on=");
    post_ok(fixture, "/jonkoping/rules/office/aneby",
            "title=Aneby&short=Aneby&municipalities=Tranemo&fields=environment&committee=aneby&"
            "form=own&on=");
    assert_has(page(fixture, pages[0]), "2 kommuner saknar kontor för miljö: Aneby, Eksjö.");
    fixture_free(fixture);
}

/* How the round of the plan goes, as the form posts it. */
#define ROUND                                                                                      \
    "&proposals_from=offices&prepared_by=beredningsgrupp&criteria=Behovet+finns+i"                 \
    "+flera+av+l%C3%A4nets+kommuner%0AAktiviteten+g%C3%B6r+tillsynen+mer+likv%C3%"                 \
    "A4rdig+eller+kunnig%0AAktiviteten+%C3%A4r+till+nytta+f%C3%B6r+milj%C3%B6n+el"                 \
    "ler+m%C3%A4nniskors+h%C3%A4lsa%0ADet+%C3%A4r+b%C3%A4ttre+att+g%C3%B6ra+aktiv"                 \
    "iteten+tillsammans+%C3%A4n+var+f%C3%B6r+sig%0AKommunerna+har+tid+och+kunskap"                 \
    "+f%C3%B6r+att+genomf%C3%B6ra+den%0AIngen+annan+g%C3%B6r+redan+samma+sak&comm"                 \
    "ents_from=offices&collect_weeks=10&prepare_weeks=6&comment_weeks=4&decide_we"                 \
    "eks=11&size_hours=10%2C+40%2C+100&meeting_before=kontaktpersoner"

/* Saving the form of a rule as it is shown changes nothing: each kind of control gives back what it
 * got. */
static void test_unchanged(void) {
    Fixture *fixture = fixture_new();
    const char *before = page(fixture, "/jonkoping/settings/file/export");
    post_ok(fixture, "/jonkoping/rules/document/verksamhetsplan",
            PLAN ROUND "&deadline_month=6&on=");
    post_ok(fixture, "/jonkoping/rules/office/gislaved",
            "title=Bygg-+och+milj%C3%B6f%C3%B6rvaltningen+i+Gislaved+och+Tranemo&short=Gislaved&"
            "municipalities=Gislaved%0D%0ATranemo"
            "&fields=environment&committee=gislaved-tranemo&form=joint_committee&on=");
    post_ok(fixture, "/jonkoping/rules/body/beredningsgrupp",
            "kind=preparatory_group&title=Beredningsgruppen&mandate_prepares=%C3%A4renden+till+"
            "styrgruppen%0Aavst%C3%A4mning+av+inkomna+f%C3%B6rslag+mot+kriterierna"
            "%0Asammanst%C3%A4llning+av+f%C3%B6rslagen+inf%C3%B6r+kommunernas+synpunkter&seats_who="
            "municipalities&seats_count=3&seats_function=head"
            "&seats_who=county_board&seats_count=1&seats_function=&seats_who=party+kommunal-"
            "utveckling&seats_count=1&seats_function=&seats_who=&seats_count=&seats_function="
            "&seats_note=Tre+milj%C3%B6chefer%2C+chefen+f%C3%B6r+L%C3%A4nsstyrelsens+milj%C3%"
            "B6skyddsenhet+och+chefen+f%C3%B6r+Kommunal+utveckling."
            "&secretary=coordinator&convener=coordinator&meetings_per_year=3&on=");
    g_assert_cmpstr(page(fixture, "/jonkoping/settings/file/export"), ==, before);
    fixture_free(fixture);
}

/* Numbers and months are understood in either language. */
static void test_typed_in_english(void) {
    Fixture *fixture = fixture_new();
    language_speak(ENGLISH);
    post_ok(fixture, "/jonkoping/rules/body/new",
            "kind=working_group&title=Project+group&seats_who=municipalities&seats_count=at+least+5"
            "&seats_function=&meetings_per_year=about+4&meeting_windows=April%E2%80%93May&on=");
    post_ok(fixture, "/jonkoping/rules/body/new",
            "kind=working_group&title=Other+group&meetings_per_year=as+needed&on=");
    language_speak(SWEDISH);
    const char *text = page(fixture, "/jonkoping/bodies/project-group");
    assert_has(text, "ungefär 4 gånger per år");
    assert_has(text, "april–maj");
    assert_has(text, "minst 5 från kommunerna");
    assert_has(page(fixture, "/jonkoping/bodies/other-group"), "när det behövs");
    fixture_free(fixture);
}

static void test_new_office(void) {
    Fixture *fixture = fixture_new();
    post_ok(fixture, "/jonkoping/rules/office/new",
            "title=Skogskontoret&short=Skogen&municipalities=aneby%0AEksj%C3%B6+kommun&fields="
            "environment&committee=aneby&form=own&on=2021-05-01");
    assert_has(page(fixture, "/jonkoping/offices/skogen"), "från 1 maj 2021");
    post_refused(
        fixture, "/jonkoping/rules/office/new",
        "title=Kontor&short=K&municipalities=Anebi&fields=environment&committee=aneby&form=own",
        "det finns ingen kommun som heter ”Anebi”");
    post_ok(fixture, "/jonkoping/rules/office/skogen/end", "on=2021-12-31");
    assert_has(page(fixture, "/jonkoping/settings/file/export"),
               "from=2021-05-01\nto=2021-12-31\n");
    post_refused(fixture, "/jonkoping/rules/office/skogen/end", "on=2021-04-01",
                 "Sista dagen kan inte ligga före");
    fixture_free(fixture);
}

/* An office whose municipality is no party, as Tranemo, is listed but not counted. */
static void test_office_of_nobody(void) {
    Fixture *fixture = fixture_new();
    post_ok(fixture, "/jonkoping/rules/office/new",
            "title=Tranemokontoret&short=Tranemo&municipalities=Tranemo&fields=environment&"
            "committee=aneby&form=own&on=");
    assert_has(page(fixture, "/jonkoping/offices"), "Tranemokontoret");
    assert_has(page(fixture, "/jonkoping/collaboration"), figure(fixture, "kontor", 12));
    fixture_free(fixture);
}

/* Whoever changes the rules or the people stands in the history with what they wrote. */
static void test_told(void) {
    Fixture *fixture = fixture_new();
    const char *aneby = element_id(fixture, "jonkoping", ELEMENT_OFFICE, "aneby"),
               *body = element_id(fixture, "jonkoping", ELEMENT_BODY, "styrgrupp");
    size_t rules = n_told(fixture, "rule"), people = n_told(fixture, "person"),
           posts = n_told(fixture, "post"), seats = n_told(fixture, "seat");
    post_ok(fixture, "/jonkoping/rules/document/verksamhetsplan",
            PLAN "&deadline_month=5&on=2022-01-01");
    assert_told(fixture, "rule", "rule.change", rules + 1, "deadline_month=5");
    post_ok(fixture, "/jonkoping/rules/party/new", "title=Provparten&kind=other&on=");
    assert_told(fixture, "rule", "rule.add", rules + 2, "Provparten");
    post_ok(fixture, "/jonkoping/people/new",
            "name=%C3%85sa+Prov&email=asa@example.org&phone=&note=");
    assert_told(fixture, "person", "person.add", people + 1, "Åsa Prov, asa@example.org");
    assert_has(page(fixture, "/jonkoping/people/asa-prov/edit"),
               "<input type=\"hidden\" name=\"edit\" value=\"1\">");
    post_ok(fixture, "/jonkoping/people/asa-prov/edit",
            "name=%C3%85sa+Prov&email=asa@example.org&phone=010&note=&edit=1");
    assert_told(fixture, "person", "person.change", people + 2, "010");
    post_ok(fixture, "/jonkoping/people/asa-prov/posts/new",
            arena_printf(fixture->arena, "element=%s&function=inspector&subjects=avlopp", aneby));
    assert_told(fixture, "post", "post.add", posts + 1, "i Aneby, inspektör, avlopp");
    post_ok(fixture, "/jonkoping/people/asa-prov/seats/new",
            arena_printf(fixture->arena, "body=%s&role=member&from=2021-01-01", body));
    assert_told(fixture, "seat", "seat.add", seats + 1, "Styrgruppen, ledamot");
    post_ok(fixture, "/jonkoping/people/asa-prov/end", "last_on=2021-03-31");
    assert_told(fixture, "post", "post.change", posts + 2, "2021-03-31");
    assert_told(fixture, "seat", "seat.change", seats + 2, "2021-03-31");
    fixture_free(fixture);
}

static void test_import(void) {
    Fixture *fixture = fixture_new();
    g_autofree char *text = project_file("collaborations/jonkoping.conf");
    g_auto(GStrv) parts = g_strsplit(text, "deadline_month=6", 2);
    g_autofree char *changed = g_strjoinv("deadline_month=5", parts);
    g_autofree char *escaped = g_uri_escape_string(changed, NULL, false);
    g_autofree char *form = g_strdup_printf("text=%s", escaped);
    post_ok(fixture, "/jonkoping/settings/file/import", form);
    g_assert_cmpstr(page(fixture, "/jonkoping/settings/file/export"), ==, changed);
    g_assert_cmpint(ask(fixture, POST, "/stockholm/settings/file/import", form)->status, ==, 422);
    fixture_free(fixture);
}

/* Nobody knows the codes by heart, and whoever adds one party adds the next. */
static void test_codes_by_name(void) {
    Fixture *fixture = fixture_new();
    static const char *const added[][2] = {
        {"kind=municipality&title=Ydre+kommun&short=Ydrebygden&on=&next=new",
         "title=Ydre kommun\n"},
        {"kind=county_board&title=L%C3%A4nsstyrelsen+tv%C3%A5&on=&next=new",
         "title=Länsstyrelsen två\n"}};
    static const char *const codes[] = {"code=0512\n", "code=06\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(added); i++) {
        SiteAnswer answer = site_post(fixture, "/jonkoping/rules/party/new", added[i][0]);
        g_assert_cmpstr(answer.location, ==, "/jonkoping/rules/party/new?done=added");
        assert_has(page(fixture, "/jonkoping/settings/file/export"),
                   arena_printf(fixture->arena, "%s%s", codes[i], added[i][1]));
    }
    post_ok(fixture, "/jonkoping/rules/office/new", /* by what it is called here, too */
            "title=Ydrekontoret&short=Ydre&municipalities=ydrebygden&fields=environment&"
            "committee=aneby&form=own&on=");
    assert_has(page(fixture, "/jonkoping/settings/file/export"),
               "title=Ydrekontoret\nshort=Ydre\nmunicipalities=0512\n");
    post_refused(fixture, "/jonkoping/rules/party/new",
                 "kind=municipality&title=Atlantis&on=", "code");
    fixture_free(fixture);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/collaboration-pages/one-office-each", test_one_office_each);
    g_test_add_func("/pages/numbers", test_numbers);
    g_test_add_func("/pages/overview", test_overview);
    g_test_add_func("/pages/fields", test_fields);
    g_test_add_func("/pages/things", test_things);
    g_test_add_func("/pages/another-day", test_another_day);
    g_test_add_func("/pages/members-come-from", test_members_come_from);
    g_test_add_func("/pages/goals-of-a-network", test_goals_of_a_network);
    g_test_add_func("/pages/not-others", test_not_others);
    g_test_add_func("/pages/statements", test_statements);
    g_test_add_func("/pages/change-rule", test_change_rule);
    g_test_add_func("/pages/unchanged", test_unchanged);
    g_test_add_func("/pages/typed-in-english", test_typed_in_english);
    g_test_add_func("/pages/new-office", test_new_office);
    g_test_add_func("/pages/codes-by-name", test_codes_by_name);
    g_test_add_func("/pages/office-of-nobody", test_office_of_nobody);
    g_test_add_func("/pages/told", test_told);
    g_test_add_func("/pages/import", test_import);
    return g_test_run();
}
