#include "modules/confirmation/confirmation_pages.h"

#include "base/date.h"
#include "base/id.h"
#include "modules/collaborations/testing/site.h"
#include "services/mail/mail.h"
#include "web/pairs.h"
#include "web/response_parts.h"

#include <glib.h>
#include <string.h>

#define ANSWERED_STATEMENTS 12 /* an office's page, however many work there */

typedef struct {
    Site *site;
    Id aneby, head;
    const char *path; /* the link's */
} Fixture;

static const Route *const tables[] = {confirmation_routes, confirmation_form_routes,
                                      confirmation_office_routes, NULL};

static Id add(const Fixture *fixture, const char *name, const char *email, const char *function) {
    const Site *site = fixture->site;
    PeopleEditor editor = {
        .collaboration = site->own.id, .account = site->session.account, .today = site->today};
    Person person = {.name = name, .email = email};
    Post post = {.element = fixture->aneby, .function = function, .subjects = ""};
    Id id;
    g_assert_true(person_add_with_post(site->db, site->arena, &editor, &person, &post, &id, NULL));
    return id;
}

/* The path of the link in the letter. */
static const char *link_sent(const Fixture *fixture) {
    const OutboxLetter *letters;
    OutboxLetter letter;
    size_t n;
    g_assert_true(letters_list(fixture->site->db, fixture->site->arena, &letters, &n, NULL));
    g_assert_cmpuint(n, ==, 1);
    g_assert_true(
        letter_get(fixture->site->db, fixture->site->arena, letters[0].id, &letter, NULL));
    const char *path = strstr(letter.text, "/jonkoping/confirm/");
    return arena_strndup(fixture->site->arena, path, strcspn(path, "\n "));
}

static void set_up(Fixture *fixture, const void *data) {
    (void)data;
    *fixture = (Fixture){.site = site_new(tables)};
    Site *site = fixture->site;
    g_assert_true(setting_put(site->db, "demo", "1", NULL));
    fixture->aneby = rules_find(site_rules(site), ELEMENT_OFFICE, "aneby")->element;
    fixture->head = add(fixture, "Chef Prov", "chef@example.org", "head");
    add(fixture, "Inspektör <Prov>", NULL, "inspector");
    SiteAnswer started = site_post(
        site, "/jonkoping/confirmation/new",
        SITE_FORM(site, "last_on", "2021-05-15", "element", id_text(site->arena, fixture->aneby)));
    g_assert_cmpstr(started.location, ==, "/jonkoping/confirmation?done=confirmation-started");
    fixture->path = link_sent(fixture);
}

static void tear_down(Fixture *fixture, const void *data) {
    (void)data;
    site_free(fixture->site);
}

static const char *below(const Fixture *fixture, const char *rest) {
    return arena_printf(fixture->site->arena, "%s%s", fixture->path, rest);
}

static const char *of_head(const Fixture *fixture, const char *action) {
    return below(fixture, arena_printf(fixture->site->arena, "/people/%s%s",
                                       id_text(fixture->site->arena, fixture->head), action));
}

/* From the letter to "klart", without an account. */
static void from_letter_to_done(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    (void)data;
    site->is_public = true;
    SiteAnswer page = site_get(site, fixture->path);
    assert_answer(page, 200, "0 av 2 genomgångna");
    assert_answer(page, 200, "Börja med Chef Prov");
    assert_answer(page, 200, "Inspektör &lt;Prov&gt;");
    assert_answer(site_get(site, of_head(fixture, "")), 200, "Person 1 av 2");
    SiteAnswer next = site_post(site, of_head(fixture, "/right"), "a=b");
    g_assert_cmpint(next.status, ==, 303);
    g_assert_nonnull(strstr(next.location, "/people/")); /* on to the inspector */
    assert_answer(site_post(site, below(fixture, "/done"), "a=b"), 422,
                  "Kvar är Inspektör &lt;Prov&gt;");
    const char *path = arena_strndup(site->arena, next.location, strcspn(next.location, "?"));
    SiteAnswer changed = site_post(
        site, arena_printf(site->arena, "%s/change", path),
        SITE_FORM(site, "name", "Inspektör Prov", "email", "i@example.org", "phone", "", "function",
                  "inspector", "title", "", "subjects", "avlopp, lantbruk", "edit", "1"));
    g_assert_cmpint(changed.status, ==, 303);
    assert_answer(site_get(site, fixture->path), 200, "namn, e-post, områden");
    site->now.seconds += 86400; /* as in a demonstration, whose day is its own */
    g_assert_cmpint(site_post(site, below(fixture, "/done"), "a=b").status, ==, 303);
    assert_answer(site_get(site, fixture->path), 200, "Klart 15 april 2021");
    site->is_public = false;
    assert_answer(site_get(site, "/jonkoping/confirmation"), 200,
                  "1 av 1 kontor klara. 1 av 1 kommuner klara.");
}

/* A link may be forwarded, so it shows nobody with protected identity, and takes no answer of them.
 */
static void link_hides_protected(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    (void)data;
    PeopleEditor editor = {
        .collaboration = site->own.id, .account = site->session.account, .today = site->today};
    Person person = {.name = "Hemlig Prov", .email = "hemlig@example.org", .is_protected = true};
    Post post = {.element = fixture->aneby, .function = "inspector", .subjects = ""};
    Id id;
    g_assert_true(person_add_with_post(site->db, site->arena, &editor, &person, &post, &id, NULL));
    const char *address =
        below(fixture, arena_printf(site->arena, "/people/%s", id_text(site->arena, id)));
    assert_answer(site_get(site, arena_printf(site->arena, "/jonkoping/confirmation/%s",
                                              id_text(site->arena, fixture->aneby))),
                  200, "Hemlig Prov");
    site->is_public = true;
    SiteAnswer page = site_get(site, fixture->path);
    assert_answer(page, 200, "En person med skyddade personuppgifter visas inte här");
    g_assert_null(strstr(page.text, "Hemlig"));
    site->is_public = false;
    page = site_get(site, "/jonkoping/confirmation");
    assert_answer(page, 200, "En person gås igenom inloggad, inte genom länken");
    g_assert_null(strstr(page.text, "Hemlig"));
    site->is_public = true;
    g_assert_cmpint(site_get(site, address).status, ==, 404);
    for (const char *const *act = (const char *const[]){"right", "change", "left", NULL};
         *act != NULL; act++) {
        SiteAnswer answer = site_post(site, arena_printf(site->arena, "%s/%s", address, *act),
                                      SITE_FORM(site, "name", "Ny", "function", "inspector", "edit",
                                                "1", "last_on", "2021-04-15"));
        g_assert_cmpint(answer.status, ==, 404);
        g_assert_null(strstr(answer.text, "Hemlig"));
    }
}

static void says_what_is_wrong(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    (void)data;
    site->is_public = true;
    assert_answer(site_post(site, of_head(fixture, "/left"), "last_on=igår"), 422, "Sista dag");
    assert_answer(site_post(site, of_head(fixture, "/change"), "name=&function=head&edit=1"), 422,
                  "Namn");
    assert_answer(site_post(site, below(fixture, "/people/new"),
                            SITE_FORM(site, "name", "chef prov", "function", "head")),
                  422, "finns redan i listan");
    g_assert_cmpint(site_get(site, below(fixture, "/people/0000000000001")).status, ==, 404);
}

/* A gap that a leaver leaves is said at once, on the office's own page. */
static void says_what_is_lacking(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    (void)data;
    site->is_public = true;
    g_assert_null(strstr(site_get(site, fixture->path).text, "saknar chef"));
    g_assert_cmpint(site_post(site, of_head(fixture, "/left"), "last_on=2021-04-01").status, ==,
                    303);
    /* the link was the head's own: it goes on for whoever uses it now */
    assert_answer(site_get(site, fixture->path), 200, "Aneby saknar chef, och ingen vikarierar.");
    assert_answer(site_get(site, fixture->path), 200, "sista dag 1 april 2021");
    g_assert_cmpint(site_post(site, of_head(fixture, "/back"), "a=b").status, ==, 303);
    g_assert_null(strstr(site_get(site, fixture->path).text, "saknar chef"));
}

/* Not unseen by whoever had the address. */
static void tells_whoever_had_the_address(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    const OutboxLetter *letters;
    OutboxLetter letter = {0};
    size_t n, told = 0;
    (void)data;
    site->is_public = true;
    const char *form = SITE_FORM(site, "name", "Chef Prov", "email", "annan@example.net",
                                 "function", "head", "edit", "1");
    g_assert_cmpint(site_post(site, of_head(fixture, "/change"), form).status, ==, 303);
    g_assert_true(letters_list(site->db, site->arena, &letters, &n, NULL));
    for (size_t i = 0; i < n; i++)
        if (strstr(letters[i].subject, "har ändrats") != NULL) {
            g_assert_true(letter_get(site->db, site->arena, letters[i].id, &letter, NULL));
            told++;
        }
    g_assert_cmpuint(told, ==, 1);
    g_assert_cmpstr(letter.to_email, ==, "chef@example.org");
    g_assert_nonnull(strstr(letter.text, "annan@example.net"));
    g_assert_nonnull(strstr(letter.text, "i Aneby har fått"));
}

static void friendly_when_it_is_over(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    (void)data;
    site->is_public = true;
    site->today = (Date){2021, 5, 16};
    SiteAnswer page = site_get(site, fixture->path);
    assert_answer(page, 200, "Genomgången är avslutad. Tack för hjälpen.");
    g_assert_null(strstr(page.text, "@")); /* whom it was forwarded to reads no more */
    g_assert_null(strstr(page.text, "<form method=\"post\" action=\"/jonkoping/confirm"));
    g_assert_cmpint(site_get(site, of_head(fixture, "")).status, ==, 303);
    g_assert_cmpint(site_post(site, of_head(fixture, "/right"), "a=b").status, ==, 409);
}

static void opens_nothing_else(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    (void)data;
    site->is_public = true;
    const char *other = arena_printf(site->arena, "/stockholm%s", fixture->path + 10);
    g_assert_cmpint(site_get(site, other).status, ==, 404);
    g_assert_cmpint(
        site_get(site, "/jonkoping/confirm/0123456789012345678901234567890123456789012").status, ==,
        404);
    g_assert_cmpint(site_get(site, "/jonkoping/confirmation").status, ==, 403);
    Request *request = site_request(site, GET, fixture->path, NULL);
    Response *response = router_answer(site->router, request);
    g_assert_cmpstr(pairs_get_header(&response->headers, "Cache-Control"), ==, "no-store");
    g_assert_cmpstr(pairs_get_header(&response->headers, "Referrer-Policy"), ==, "strict-origin");
    request =
        site_request(site, GET, arena_printf(site->arena, "%s/people/0", fixture->path), NULL);
    response = router_answer(site->router, request);
    g_assert_cmpint(response->status, ==, 404);
    g_assert_cmpstr(pairs_get_header(&response->headers, "Cache-Control"), ==, "no-store");
    g_assert_cmpstr(pairs_get_header(&response->headers, "Referrer-Policy"), ==, "strict-origin");
}

/* A head goes through the own office logged in, and no other. */
static void logged_in(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    const char *own = arena_printf(site->arena, "/jonkoping/confirmation/%s",
                                   id_text(site->arena, fixture->aneby));
    (void)data;
    site->session.roles = ONLY_ROLE(ROLE_HEAD);
    g_assert_cmpint(site_get(site, own).status, ==, 403);
    site->session.person = fixture->head;
    uint64_t before = db_statement_count(site->db);
    assert_answer(site_get(site, own), 200, "0 av 2 genomgångna");
    g_assert_cmpuint(db_statement_count(site->db) - before, <=, ANSWERED_STATEMENTS);
    g_assert_cmpint(site_get(site, "/jonkoping/confirmation").status, ==, 403);
    site->session.roles = ONLY_ROLE(ROLE_MEMBER);
    g_assert_cmpint(site_get(site, own).status, ==, 403);
}

static void the_coordinators_page(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    (void)data;
    uint64_t before = db_statement_count(site->db);
    SiteAnswer page = site_get(site, "/jonkoping/confirmation");
    g_assert_cmpuint(db_statement_count(site->db) - before, <=, ANSWERED_STATEMENTS);
    assert_answer(page, 200, "0 av 1 kontor klara. 0 av 1 kommuner klara.");
    assert_answer(page, 200, "Påminn ett kontor");
    assert_answer(page, 200, "inte påbörjad");
    g_assert_cmpstr(site_post(site, "/jonkoping/confirmation/remind", "a=b").location, ==,
                    "/jonkoping/confirmation?done=nobody-reminded");
    g_assert_cmpint(site_post(site, "/jonkoping/confirmation/close", "a=b").status, ==, 303);
    assert_answer(site_get(site, "/jonkoping/confirmation"), 200, "Starta en genomgång");
    assert_answer(site_post(site, "/jonkoping/confirmation/new", "last_on=2021-05-15"), 422,
                  "Välj minst ett kontor");
}

/* An office is written to where nobody is asked by function; the day is moved. */
static void the_coordinators_forms(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    (void)data;
    const char *office = arena_printf(site->arena, "/jonkoping/confirmation/%s",
                                      id_text(site->arena, fixture->aneby));
    assert_answer(site_get(site, office), 200, "Skicka länken till någon");
    const char *letter = arena_printf(site->arena, "/jonkoping/confirmation/%s/letter",
                                      id_text(site->arena, fixture->aneby));
    assert_answer(site_get(site, letter), 200, "Chef Prov, chef@example.org");
    assert_answer(site_post(site, letter, "person=&email="), 422, "Välj en person");
    g_assert_cmpstr(site_post(site, letter, SITE_FORM(site, "email", "b@example.org")).location, ==,
                    "/jonkoping/confirmation?done=link-sent");
    assert_answer(site_get(site, "/jonkoping/confirmation/last-day"), 200, "2021-05-15");
    assert_answer(site_post(site, "/jonkoping/confirmation/last-day", "last_on=2021-04-01"), 422,
                  "har redan varit");
    g_assert_cmpint(
        site_post(site, "/jonkoping/confirmation/last-day", "last_on=2021-06-01").status, ==, 303);
    assert_answer(site_get(site, "/jonkoping/confirmation"), 200, "pågår till 1 juni 2021");
    site->is_public = true;
    site->today = (Date){2021, 5, 30};
    assert_answer(site_get(site, fixture->path), 200, "Börja med Chef Prov");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    TEST("/confirmation-pages/from-letter-to-done", from_letter_to_done);
    TEST("/confirmation-pages/hides-protected", link_hides_protected);
    TEST("/confirmation-pages/wrong", says_what_is_wrong);
    TEST("/confirmation-pages/lacking", says_what_is_lacking);
    TEST("/confirmation-pages/tells", tells_whoever_had_the_address);
    TEST("/confirmation-pages/over", friendly_when_it_is_over);
    TEST("/confirmation-pages/nothing-else", opens_nothing_else);
    TEST("/confirmation-pages/logged-in", logged_in);
    TEST("/confirmation-pages/coordinator", the_coordinators_page);
    TEST("/confirmation-pages/coordinators-forms", the_coordinators_forms);
    return g_test_run();
}
