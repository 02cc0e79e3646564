#include "modules/collaboration_pages/pages.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "db/testdb.h"
#include "modules/collaborations/configuration.h"
#include "modules/people/people_edit.h"
#include "services/audit/audit.h"
#include "services/auth/auth.h"
#include "web/request_parts.h"
#include "web/response_parts.h"
#include "web/router.h"

#include <glib.h>
#include <string.h>

static const Date today = {2021, 4, 15};

/* A database in memory with the four collaborations and their people, and a coordinator
 * who asks. */
typedef struct {
    Db *db;
    Arena *arena;
    Router *router;
    RouterHooks hooks;
    Session session;
} Fixture;

static const char *const names[] = {"jonkoping", "kronoberg-blekinge", "stockholm", "vasterbotten"};

static bool database_hook(void *data, Db **ret_db, GError **error) {
    (void)error;
    *ret_db = ((Fixture *)data)->db;
    return true;
}

static bool session_hook(Request *request, Response *response, void *data, GError **error) {
    (void)response;
    (void)error;
    request->session = &((Fixture *)data)->session;
    request->today = today;
    return true;
}

static bool collaboration_hook(Request *request, const char *name, void *data, GError **error) {
    Collaboration collaboration;
    (void)data;
    if (!collaboration_by_name(request->db, request->arena, name, &collaboration, error))
        return false;
    request->collaboration = collaboration.id;
    request->collaboration_name = collaboration.name;
    request->collaboration_title = collaboration.title;
    return true;
}

static bool permission_hook(Request *request, const Route *route, void *data, GError **error) {
    (void)data;
    return session_may(request->session, (Permission)route->permission) ||
           fail(error, ERROR_FORBIDDEN, "Nej.");
}

static char *file_text(const char *folder, const char *format, const char *name) {
    g_autofree char *file = g_strdup_printf("%s%s.conf", format, name);
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, folder, file, NULL);
    g_autoptr(GError) error = NULL;
    char *text = NULL;
    g_file_get_contents(path, &text, NULL, &error);
    g_assert_no_error(error);
    return text;
}

static void add_collaboration(Fixture *fixture, const char *name) {
    g_autofree char *rules = file_text("collaborations", "", name),
                    *people = file_text("demo", "people-", name);
    g_autoptr(GError) error = NULL;
    ConfigurationSummary summary;
    PeopleSummary found;
    (void)!configuration_import(fixture->db, fixture->arena,
                                &(ConfigurationImport){rules, strlen(rules)}, &summary, &error);
    g_assert_no_error(error);
    (void)!people_import(fixture->db, fixture->arena, summary.collaboration, people, strlen(people),
                         &found, &error);
    g_assert_no_error(error);
}

static Fixture *fixture_new(void) {
    static const Route *const tables[] = {collaboration_routes, people_routes, rules_routes, NULL};
    Fixture *fixture = g_new0(Fixture, 1);
    g_autoptr(GError) error = NULL;
    fixture->db = testdb_new();
    fixture->arena = arena_new();
    fixture->session = (Session){.name = "Prov", .roles = ONLY_ROLE(ROLE_COORDINATOR)};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        add_collaboration(fixture, names[i]);
    g_assert_true(account_add(fixture->db, &(NewAccount){"prov@example.org", "Prov", NULL, false},
                              &fixture->session.account, &error));
    fixture->hooks = (RouterHooks){.data = fixture,
                                   .database = database_hook,
                                   .reading = db_read,
                                   .session = session_hook,
                                   .collaboration = collaboration_hook,
                                   .permission = permission_hook};
    (void)!router_new(tables, &fixture->hooks, &fixture->router, &error);
    g_assert_no_error(error);
    return fixture;
}

static void fixture_free(Fixture *fixture) {
    router_free(fixture->router);
    db_close(fixture->db);
    arena_free(fixture->arena);
    g_free(fixture);
}

/* In the language that the test speaks. */
static Response *ask(const Fixture *fixture, Method method, const char *path, const char *form) {
    Request *request = request_sample(fixture->arena, method, path, form);
    pairs_add(fixture->arena, &request->parts->headers, "Sec-Fetch-Site", "same-origin");
    request->language = language_tag(language_spoken());
    return router_answer(fixture->router, request);
}

static const char *body_of(const Fixture *fixture, const Response *response) {
    if (response->html != NULL)
        return html_out_text(response->html);
    return arena_strndup(fixture->arena, (const char *)response->body.data, response->body.size);
}

static const char *page(const Fixture *fixture, const char *path) {
    Response *response = ask(fixture, GET, path, NULL);
    if (response->status != 200)
        g_error("%s answers %d", path, response->status);
    return body_of(fixture, response);
}

static void assert_has(const char *page_text, const char *text) {
    if (strstr(page_text, text) == NULL)
        g_error("the page does not have “%s”:\n%s", text, page_text);
}

static const char *figure(const Fixture *fixture, const char *label, int number) {
    return arena_printf(fixture->arena, "<dt>%s</dt><dd>%d</dd>", label, number);
}

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
               "Stödgruppen har 2 av 3 ledamöter från kommunerna.");
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
    static const char *const paths[] = {"collaboration",    "parties",  "offices",
                                        "committees",       "bodies",   "people",
                                        "bodies/styrgrupp", "settings", "rules/document"};
    Fixture *fixture = fixture_new();
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        uint64_t small =
            statements(fixture, arena_printf(fixture->arena, "/kronoberg-blekinge/%s", paths[i]));
        uint64_t large =
            statements(fixture, arena_printf(fixture->arena, "/stockholm/%s", paths[i]));
        g_assert_cmpuint(small, ==, large);
        g_assert_cmpuint(small, <=, 12);
    }
    g_assert_cmpuint(statements(fixture, "/vasterbotten/offices/asele"), ==,
                     statements(fixture, "/stockholm/offices/sodertorn"));
    g_assert_cmpuint(statements(fixture, "/jonkoping/people/torsten-blahed"), ==,
                     statements(fixture, "/jonkoping/people/kjell-morthage"));
    fixture_free(fixture);
}

/* ---- changing ---- */

static void post_ok(const Fixture *fixture, const char *path, const char *form) {
    Response *response = ask(fixture, POST, path, form);
    if (response->status != 303)
        g_error("%s answers %d: %s", path, response->status, body_of(fixture, response));
}

static void post_refused(const Fixture *fixture, const char *path, const char *form,
                         const char *says) {
    Response *response = ask(fixture, POST, path, form);
    g_assert_cmpint(response->status, ==, 422);
    assert_has(body_of(fixture, response), says);
}

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

/* Saving the form of a rule as it is shown changes nothing: each kind of control gives back what it
 * got. */
static void test_unchanged(void) {
    Fixture *fixture = fixture_new();
    const char *before = page(fixture, "/jonkoping/settings/file/export");
    post_ok(fixture, "/jonkoping/rules/document/verksamhetsplan", PLAN "&deadline_month=6&on=");
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

static Id collaboration_id(const Fixture *fixture, const char *name) {
    Collaboration found;
    g_assert_true(collaboration_by_name(fixture->db, fixture->arena, name, &found, NULL));
    return found.id;
}

/* How many changes the collaboration's history tells of the noun, and that the latest is this one,
 * by Prov. */
static void assert_told(const Fixture *fixture, const char *noun, const char *action, size_t n,
                        const char *after) {
    AuditRows rows;
    g_assert_true(audit_latest(fixture->db, fixture->arena, collaboration_id(fixture, "jonkoping"),
                               noun, 1000, &rows, NULL));
    g_assert_cmpuint(rows.n, ==, n);
    g_assert_cmpstr(rows.rows[0].action, ==, action);
    g_assert_cmpstr(rows.rows[0].account_name, ==, "Prov");
    assert_has(rows.rows[0].after, after);
}

static size_t n_told(const Fixture *fixture, const char *noun) {
    AuditRows rows;
    g_assert_true(audit_latest(fixture->db, fixture->arena, collaboration_id(fixture, "jonkoping"),
                               noun, 1000, &rows, NULL));
    return rows.n;
}

static const char *element_id(const Fixture *fixture, const char *collaboration, ElementKind kind,
                              const char *key) {
    g_autoptr(GError) error = NULL;
    Collaboration found;
    RuleHistory history = {0};
    g_assert_true(
        collaboration_by_name(fixture->db, fixture->arena, collaboration, &found, &error));
    g_assert_true(
        rules_history(fixture->db, fixture->arena, found.id, kind, key, &history, &error));
    return id_text(fixture->arena, history.rules[0].element);
}

static void test_person(void) {
    Fixture *fixture = fixture_new();
    const char *aneby = element_id(fixture, "jonkoping", ELEMENT_OFFICE, "aneby"),
               *body = element_id(fixture, "jonkoping", ELEMENT_BODY, "styrgrupp");
    post_ok(fixture, "/jonkoping/people/new",
            "name=%C3%85sa+Prov&email=asa@example.org&phone=&note=");
    post_ok(
        fixture, "/jonkoping/people/asa-prov/posts/new",
        arena_printf(
            fixture->arena,
            "element=%s&function=inspector&subjects=avlopp,+lantbruk&from=2021-01-01&to=", aneby));
    post_ok(fixture, "/jonkoping/people/asa-prov/seats/new",
            arena_printf(fixture->arena, "body=%s&role=member&from=2021-01-01", body));
    assert_has(page(fixture, "/jonkoping/people/asa-prov"), "avlopp, lantbruk");
    assert_has(page(fixture, "/jonkoping/collaboration"),
               "Åsa Prov sitter i Styrgruppen, men ingen regel ger den platsen.");
    post_refused(fixture, "/jonkoping/people/asa-prov/seats/new",
                 arena_printf(fixture->arena, "body=%s&role=chair", body),
                 "sitter redan i organet");
    post_refused(fixture, "/jonkoping/people/new", "name=&email=inte", "Namn");
    post_refused(fixture, "/jonkoping/people/asa-prov/posts/new",
                 arena_printf(fixture->arena,
                              "element=%s&function=head&from=2021-02-01&to=2021-01-31", aneby),
                 "Sista dagen kan inte ligga före den första");
    post_ok(fixture, "/jonkoping/people/asa-prov/end", "last_on=2021-03-31");
    assert_has(page(fixture, "/jonkoping/people/asa-prov"), "har slutat");
    g_assert_null(strstr(page(fixture, "/jonkoping/collaboration"), "Åsa Prov"));
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
    post_ok(fixture, "/jonkoping/people/asa-prov/edit",
            "name=%C3%85sa+Prov&email=asa@example.org&phone=010&note=&edit=1");
    assert_told(fixture, "person", "person.change", people + 2, "010");
    post_ok(fixture, "/jonkoping/people/asa-prov/posts/new",
            arena_printf(fixture->arena, "element=%s&function=inspector&subjects=avlopp", aneby));
    assert_told(fixture, "post", "post.add", posts + 1, "avlopp");
    post_ok(fixture, "/jonkoping/people/asa-prov/seats/new",
            arena_printf(fixture->arena, "body=%s&role=member&from=2021-01-01", body));
    assert_told(fixture, "seat", "seat.add", seats + 1, "member");
    post_ok(fixture, "/jonkoping/people/asa-prov/end", "last_on=2021-03-31");
    assert_told(fixture, "post", "post.change", posts + 2, "2021-03-31");
    assert_told(fixture, "seat", "seat.change", seats + 2, "2021-03-31");
    fixture_free(fixture);
}

static void test_person_conflict(void) {
    Fixture *fixture = fixture_new();
    post_ok(fixture, "/jonkoping/people/torsten-blahed/edit",
            "name=Torsten+Prov&email=t@example.org&edit=1");
    post_refused(fixture, "/jonkoping/people/torsten-blahed/edit",
                 "name=Torsten+Annan&email=t@example.org&edit=1", "Någon annan ändrade personen");
    assert_has(body_of(fixture, ask(fixture, POST, "/jonkoping/people/torsten-blahed/edit",
                                    "name=Torsten+Annan&email=annan@example.org&edit=1")),
               "value=\"annan@example.org\"");
    assert_has(page(fixture, "/jonkoping/people/torsten-blahed"), "Torsten Prov");
    fixture_free(fixture);
}

/* An office of another collaboration is none of the choices. */
static void test_others_refused(void) {
    Fixture *fixture = fixture_new();
    const char *office = element_id(fixture, "stockholm", ELEMENT_OFFICE, "sodertorn");
    post_refused(fixture, "/jonkoping/people/torsten-blahed/posts/new",
                 arena_printf(fixture->arena, "element=%s&function=head", office), "Arbetar på");
    g_assert_cmpint(
        ask(fixture, GET,
            arena_printf(fixture->arena, "/jonkoping/people/torsten-blahed/posts/%s", office), NULL)
            ->status,
        ==, 404);
    fixture_free(fixture);
}

/* Nor does the service that the forms lead to take it. */
static void test_others_refused_within(void) {
    Fixture *fixture = fixture_new();
    People people;
    Id ours = collaboration_id(fixture, "jonkoping");
    PeopleEditor editor = {ours, fixture->session.account};
    g_assert_true(people_load(fixture->db, fixture->arena, ours, &people, NULL));
    Post post = {.person = people.persons[0].id, .title = "", .function = "head", .subjects = ""};
    Seat seat = {.person = people.persons[0].id, .role = "member"};
    g_assert_true(
        id_parse(element_id(fixture, "stockholm", ELEMENT_OFFICE, "sodertorn"), &post.element));
    g_assert_true(
        id_parse(element_id(fixture, "stockholm", ELEMENT_BODY, "styrgrupp"), &seat.body));
    for (int i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(i == 0 ? post_put(fixture->db, fixture->arena, &editor, &post, &error)
                              : seat_put(fixture->db, fixture->arena, &editor, &seat, &error));
        g_assert_true(error_is(error, ERROR_INVALID));
        assert_has(error->message, i == 0 ? "Välj det kontor" : "Välj ett organ");
    }
    fixture_free(fixture);
}

static void test_members_read(void) {
    Fixture *fixture = fixture_new();
    fixture->session.roles = ONLY_ROLE(ROLE_MEMBER);
    g_assert_null(strstr(page(fixture, "/jonkoping/bodies/styrgrupp"), "/rules/"));
    g_assert_null(strstr(page(fixture, "/jonkoping/collaboration"), "/rules/"));
    g_assert_null(strstr(page(fixture, "/jonkoping/people/torsten-blahed"), "Ändra"));
    g_assert_cmpint(ask(fixture, GET, "/jonkoping/settings", NULL)->status, ==, 403);
    fixture_free(fixture);
}

static Id person_of(Fixture *fixture, const char *key) {
    People people;
    Collaboration jonkoping;
    g_assert_true(
        collaboration_by_name(fixture->db, fixture->arena, "jonkoping", &jonkoping, NULL));
    g_assert_true(people_load(fixture->db, fixture->arena, jonkoping.id, &people, NULL));
    return people_find(&people, key)->id;
}

static void become(Fixture *fixture, Role role, const char *person) {
    fixture->session.roles = ONLY_ROLE(role);
    fixture->session.person = person_of(fixture, person);
}

/* How people are reached is nowhere on what a reader sees. */
static void test_readers_reach_nobody(void) {
    static const char *const paths[] = {"people",           "people/yusuf-kattmyr",
                                        "people.csv",       "offices/aneby",
                                        "bodies/styrgrupp", "people?q=example.org"};
    Fixture *fixture = fixture_new();
    for (Role role = ROLE_READER; role <= ROLE_MEMBER; role++) {
        become(fixture, role, "henning-oringdal");
        size_t seen = 0;
        for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
            const char *text =
                page(fixture, arena_printf(fixture->arena, "/jonkoping/%s", paths[i]));
            seen += strstr(text, "kattmyr@example.org") != NULL || strstr(text, "070-174") != NULL;
        }
        g_assert_cmpuint(seen, ==, role == ROLE_READER ? 0 : 4);
    }
    fixture_free(fixture);
}

/* A head and a contact person edit who works at their office, and nobody else. */
static void test_office_edits_its_people(void) {
    Fixture *fixture = fixture_new();
    Role roles[] = {ROLE_HEAD, ROLE_CONTACT_PERSON};
    const char *persons[] = {"yusuf-kattmyr", "marta-slandal"};
    for (size_t i = 0; i < G_N_ELEMENTS(roles); i++) {
        become(fixture, roles[i], persons[i]);
        const char *key = i == 0 ? "ny-kollega" : "annan-kollega";
        post_ok(fixture, "/jonkoping/people/new",
                i == 0 ? "name=Ny+Kollega" : "name=Annan+Kollega");
        assert_has(page(fixture, arena_printf(fixture->arena, "/jonkoping/people/%s", key)),
                   "Aneby");
        post_ok(fixture, arena_printf(fixture->arena, "/jonkoping/people/%s/end", key),
                "last_on=2021-04-30");
        assert_has(page(fixture, "/jonkoping/people/henning-oringdal/edit"), "Öringdal");
        const char *post = page(fixture, "/jonkoping/people/henning-oringdal/posts/new");
        assert_has(post, element_id(fixture, "jonkoping", ELEMENT_OFFICE, "aneby"));
        g_assert_null(strstr(post, element_id(fixture, "jonkoping", ELEMENT_OFFICE, "eksjo")));
        static const char *const refused[] = {
            "people/olle-vinterdal/edit", "people/olle-vinterdal/posts/new",
            "people/torsten-blahed/edit", "people/henning-oringdal/seats/new"};
        for (size_t j = 0; j < G_N_ELEMENTS(refused); j++)
            g_assert_cmpint(
                ask(fixture, GET, arena_printf(fixture->arena, "/jonkoping/%s", refused[j]), NULL)
                    ->status,
                ==, 403);
    }
    become(fixture, ROLE_HEAD, "amina-ljungsund");
    g_assert_cmpint(ask(fixture, GET, "/jonkoping/people/new", NULL)->status, ==, 403);
    fixture_free(fixture);
}

static void test_dormant(void) {
    Fixture *fixture = fixture_new();
    g_autoptr(GError) error = NULL;
    (void)!db_run_script(
        fixture->db, "UPDATE collaboration SET dormant_on = '2021-01-01' WHERE name = 'jonkoping'",
        &error);
    g_assert_no_error(error);
    assert_has(page(fixture, "/jonkoping/collaboration"), "vilande sedan 1 januari 2021");
    g_assert_cmpint(ask(fixture, POST, "/jonkoping/people/new", "name=Prov")->status, ==, 409);
    g_assert_cmpint(
        ask(fixture, POST, "/jonkoping/rules/party/new", "title=Prov&kind=other")->status, ==, 409);
    g_assert_cmpint(ask(fixture, POST, "/jonkoping/settings/file/import", "text=x")->status, ==,
                    409);
    fixture_free(fixture);
}

static void test_import(void) {
    Fixture *fixture = fixture_new();
    g_autofree char *text = file_text("collaborations", "", "jonkoping");
    g_auto(GStrv) parts = g_strsplit(text, "deadline_month=6", 2);
    g_autofree char *changed = g_strjoinv("deadline_month=5", parts);
    g_autofree char *escaped = g_uri_escape_string(changed, NULL, false);
    g_autofree char *form = g_strdup_printf("text=%s", escaped);
    post_ok(fixture, "/jonkoping/settings/file/import", form);
    g_assert_cmpstr(page(fixture, "/jonkoping/settings/file/export"), ==, changed);
    g_assert_cmpint(ask(fixture, POST, "/stockholm/settings/file/import", form)->status, ==, 422);
    fixture_free(fixture);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/collaboration-pages/one-office-each", test_one_office_each);
    g_test_add_func("/pages/numbers", test_numbers);
    g_test_add_func("/pages/overview", test_overview);
    g_test_add_func("/pages/fields", test_fields);
    g_test_add_func("/pages/things", test_things);
    g_test_add_func("/pages/not-others", test_not_others);
    g_test_add_func("/pages/statements", test_statements);
    g_test_add_func("/pages/change-rule", test_change_rule);
    g_test_add_func("/pages/unchanged", test_unchanged);
    g_test_add_func("/pages/typed-in-english", test_typed_in_english);
    g_test_add_func("/pages/new-office", test_new_office);
    g_test_add_func("/pages/office-of-nobody", test_office_of_nobody);
    g_test_add_func("/pages/told", test_told);
    g_test_add_func("/pages/others-refused/within", test_others_refused_within);
    g_test_add_func("/pages/person", test_person);
    g_test_add_func("/pages/person-conflict", test_person_conflict);
    g_test_add_func("/pages/others-refused", test_others_refused);
    g_test_add_func("/pages/members-read", test_members_read);
    g_test_add_func("/pages/readers-reach-nobody", test_readers_reach_nobody);
    g_test_add_func("/pages/office-edits-its-people", test_office_edits_its_people);
    g_test_add_func("/pages/dormant", test_dormant);
    g_test_add_func("/pages/import", test_import);
    return g_test_run();
}
