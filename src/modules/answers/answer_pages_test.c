#include "modules/answers/answer_pages.h"
#include "modules/answers/form_pages.h"

#include "base/id.h"
#include "modules/answers/testing/answer_site.h"
#include "modules/people/people_edit.h"
#include "services/mail/mail.h"
#include "services/task_link/task_link.h"

#include <string.h>

static const Route *const tables[] = {answer_routes, answer_link_routes, answer_form_routes, NULL};

static const char *path(const AnswerSite *site, const char *office, const char *rest) {
    return arena_printf(site->site->arena, "/jonkoping/rounds/%s/answer/%s%s",
                        id_text(site->site->arena, site->round.id), office, rest);
}

static void be(AnswerSite *site, const char *office, Role role) {
    round_site_be(site->round_site, office, ONLY_ROLE(role));
}

static SiteAnswer post_cell(const AnswerSite *site, const char *name, const char *was,
                            const char *value) {
    return site_post(site->site, path(site, "eksjo", "/cell"),
                     SITE_FORM(site->site, "name", name, "was", was, "value", value));
}

/* Nobody outside the office reads a draft, whoever asks and wherever. */
static void test_draft_is_the_offices(void) {
    AnswerSite *site = answer_site_new(tables);
    AnswerWriter writer = answer_site_writer(site, "eksjo");
    answer_site_save(site, &writer, "comment-1", "hemligtord");
    be(site, "eksjo", ROLE_MEMBER);
    assert_answer(site_get(site->site, path(site, "eksjo", "")), 200, "hemligtord");
    static const char *const pages[] = {"", "/receipt", "/receipt.pdf", "/files/1", NULL};
    for (size_t i = 0; pages[i] != NULL; i++) {
        be(site, "aneby", ROLE_HEAD);
        SiteAnswer other = site_get(site->site, path(site, "eksjo", pages[i]));
        g_assert_cmpint(other.status, >=, 403);
        g_assert_null(strstr(other.text, "hemligtord"));
        round_site_coordinate(site->round_site);
        SiteAnswer coordinator = site_get(site->site, path(site, "eksjo", pages[i]));
        g_assert_cmpint(coordinator.status, >=, 403);
        g_assert_null(strstr(coordinator.text, "hemligtord"));
    }
    g_assert_cmpint(post_cell(site, "mark-1", "", "high").status, ==, 403);
    answer_site_free(site);
}

static void test_form(void) {
    AnswerSite *site = answer_site_new(tables);
    be(site, "eksjo", ROLE_MEMBER);
    SiteAnswer page = site_get(site->site, path(site, "eksjo", ""));
    assert_answer(page, 200, "0 av 3 förslag har ett svar");
    assert_answer(page, 200, "Vindkraft");
    assert_answer(page, 200, "Svaret lämnas in av eksjo.");
    assert_answer(page, 200, "href=\"#f-1\"");
    be(site, "eksjo", ROLE_CONTACT_PERSON);
    assert_answer(site_get(site->site, path(site, "eksjo", "")), 200, "Lämna in svaret");
    assert_answer(site_get(site->site, path(site, "finns-inte", "")), 404, "");
    answer_site_go(site, STAGE_DECIDING);
    assert_answer(site_get(site->site, path(site, "eksjo", "")), 200, "till och med 14 april 2021");
    answer_site_go(site, STAGE_PREPARING);
    answer_site_free(site);
}

static void test_autosave(void) {
    AnswerSite *site = answer_site_new(tables);
    be(site, "eksjo", ROLE_MEMBER);
    assert_answer(post_cell(site, "mark-2", "", "high"), 200, "Sparat");
    assert_answer(post_cell(site, "mark-1", "", "low"), 200, "2 av 3 förslag");
    assert_answer(post_cell(site, "mark-1", "", "high"), 409, "data-now=\"low\"");
    assert_answer(post_cell(site, "mark-1", "low", "strunt"), 422, "data-reason");
    assert_answer(post_cell(site, "mark-1", "low", ""), 200, "1 av 3 förslag");
    assert_answer(post_cell(site, "mark-1", "", "low"), 200, "2 av 3 förslag");
    assert_answer(post_cell(site, "hours", "", "många"), 422, "heltal");
    assert_answer(post_cell(site, "abstain", "", "1"), 200, "");
    assert_answer(post_cell(site, "strunt", "", "1"), 400, "Fältet");
    answer_site_go(site, STAGE_DECIDING);
    assert_answer(post_cell(site, "mark-1", "low", "high"), 422, "slut");
    answer_site_free(site);
}

/* What a browser without scripts posts. */
static void test_whole_form(void) {
    AnswerSite *site = answer_site_new(tables);
    be(site, "eksjo", ROLE_CONTACT_PERSON);
    const char *form = SITE_FORM(site->site, "seen", "0", "mark-1", "high", "was-1",
                                 "\r\n\r\n\r\n\r\n", "comment-1", "Två\r\nrader", "mark-2", "low",
                                 "was-2", "\r\n\r\n\r\n\r\n", "was-3", "\r\n\r\n\r\n\r\n", "hours",
                                 "40", "was", "\r\n\r\n\r\n", "act", "submit", "abstain", "1");
    SiteAnswer answer = site_post(site->site, path(site, "eksjo", ""), form);
    g_assert_cmpint(answer.status, ==, 303);
    g_assert_nonnull(strstr(answer.location, "/receipt?done=answer-submitted"));
    SiteAnswer receipt = site_get(site->site, path(site, "eksjo", "/receipt"));
    assert_answer(receipt, 200, "Två");
    assert_answer(receipt, 200, "Avstår");
    assert_answer(receipt, 200, "40");
    AnswerWriter writer = answer_site_writer(site, "eksjo");
    g_assert_cmpstr(answer_site_answer(site, &writer).given.of[0][CELL_COMMENT], ==, "Två\nrader");
    /* shown before another wrote */
    const char *late = SITE_FORM(site->site, "seen", "1", "mark-1", "low", "was-1",
                                 "medium\n\n\n\nTvå\nrader", "comment-1", "Två\r\nrader");
    assert_answer(site_post(site->site, path(site, "eksjo", ""), late), 409, "ni skrev ”Låg”");
    const char *wrong = SITE_FORM(site->site, "seen", "1", "hours", "tio", "was", "\n\n40\n");
    SiteAnswer refused = site_post(site->site, path(site, "eksjo", ""), wrong);
    assert_answer(refused, 422, "Timmarna skrivs som ett heltal");
    assert_answer(refused, 422, "value=\"tio\"");
    answer_site_free(site);
}

static void test_only_some_hand_in(void) {
    AnswerSite *site = answer_site_new(tables);
    be(site, "eksjo", ROLE_MEMBER);
    const char *form = SITE_FORM(site->site, "seen", "0", "act", "submit", "abstain", "1");
    assert_answer(site_post(site->site, path(site, "eksjo", ""), form), 403, "eksjo");
    be(site, "eksjo", ROLE_HEAD);
    assert_answer(site_post(site->site, path(site, "eksjo", ""),
                            SITE_FORM(site->site, "seen", "0", "act", "submit")),
                  422, "Förslag 1, 2 och 3 saknar svar");
    g_assert_cmpint(site_post(site->site, path(site, "eksjo", ""), form).status, ==, 303);
    assert_answer(site_post(site->site, path(site, "eksjo", ""), form), 409, "Anna Prov");
    SiteAnswer pdf = site_get(site->site, path(site, "eksjo", "/receipt.pdf"));
    assert_answer(pdf, 200, "%PDF");
    /* what is handed in is read by whoever prepares */
    round_site_coordinate(site->round_site);
    assert_answer(site_get(site->site, path(site, "eksjo", "/receipt")), 200, "Avstår");
    be(site, "aneby", ROLE_HEAD);
    assert_answer(site_get(site->site, path(site, "eksjo", "/receipt")), 403, "besluten");
    answer_site_free(site);
}

/* ---- through a link ---- */

typedef struct {
    AnswerSite *site;
    const char *token;
} Linking;

static bool make_link(Db *db, void *data, GError **error) {
    Linking *linking = data;
    Site *at = linking->site->site;
    TaskLink link = {.collaboration = at->own.id,
                     .kind = TASK_ANSWER,
                     .subject = linking->site->round.id,
                     .element = round_site_office(linking->site->round_site, "eksjo"),
                     .email = "eksjo@example.org"};
    return task_link_make(db, at->arena, &link, at->now, &linking->token, error);
}

static const char *link_path(AnswerSite *site, const char *token, const char *rest) {
    return arena_printf(site->site->arena, "/jonkoping/answer/%s%s", token, rest);
}

static const char *code_of_latest_letter(AnswerSite *site) {
    const OutboxLetter *letters;
    size_t n;
    g_autoptr(GMatchInfo) found = NULL;
    OutboxLetter letter;
    g_assert_true(letters_list(site->site->db, site->site->arena, &letters, &n, NULL));
    g_assert_cmpuint(n, >, 0);
    g_assert_true(letter_get(site->site->db, site->site->arena, letters[0].id, &letter, NULL));
    g_assert_cmpstr(letter.to_email, ==, "eksjo@example.org");
    g_autoptr(GRegex) code = g_regex_new("är ([0-9]{3} [0-9]{3})", 0, 0, NULL);
    g_assert_true(g_regex_match(code, letter.text, 0, &found));
    g_autofree char *digits = g_match_info_fetch(found, 1);
    return arena_strdup(site->site->arena, digits);
}

/* The link reads the draft, so it fetches the form that holds it. */
static void test_form_by_link(void) {
    AnswerSite *site = answer_site_new(tables);
    Linking linking = {site, NULL};
    be(site, "eksjo", ROLE_CONTACT_PERSON);
    g_assert_true(db_write(site->site->db, make_link, &linking, NULL));
    site->site->is_public = true;
    assert_answer(site_get(site->site, link_path(site, linking.token, "")), 200,
                  link_path(site, linking.token, "/form"));
    SiteAnswer page = site_get(site->site, link_path(site, linking.token, "/form"));
    assert_answer(page, 200, "form.xlsx");
    g_assert_null(strstr(page.text, "/jonkoping/rounds"));
    assert_answer(site_get(site->site, link_path(site, linking.token, "/form.xlsx")), 200, "PK");
    assert_answer(site_get(site->site, link_path(site, linking.token, "/form.docx")), 200, "PK");
    assert_answer(site_post(site->site, link_path(site, linking.token, "/form"), ""), 422,
                  "Välj en fil först.");
    g_assert_cmpint(site_get(site->site, link_path(site, "x", "/form.xlsx")).status, ==, 404);
    round_site_go(site->round_site, STAGE_DECIDING);
    g_assert_cmpint(site_get(site->site, link_path(site, linking.token, "/form.xlsx")).status, !=,
                    200);
    answer_site_free(site);
}

static void test_link(void) {
    AnswerSite *site = answer_site_new(tables);
    Linking linking = {site, NULL};
    be(site, "eksjo", ROLE_CONTACT_PERSON); /* there is somebody with an address */
    g_assert_true(db_write(site->site->db, make_link, &linking, NULL));
    site->site->is_public = true;
    SiteAnswer page = site_get(site->site, link_path(site, linking.token, ""));
    assert_answer(page, 200, "0 av 3 förslag");
    g_assert_null(strstr(page.text, "breadcrumb"));
    assert_answer(site_post(site->site, link_path(site, linking.token, "/cell"),
                            SITE_FORM(site->site, "name", "mark-1", "was", "", "value", "high")),
                  200, "1 av 3");
    SiteAnswer submitted = site_post(site->site, link_path(site, linking.token, ""),
                                     SITE_FORM(site->site, "act", "submit", "abstain", "1"));
    g_assert_nonnull(strstr(submitted.location, "/confirm?abstain=1"));
    SiteAnswer confirm = site_get(site->site, submitted.location);
    assert_answer(confirm, 200, "e•••@example.org");
    g_assert_null(strstr(confirm.text, "eksjo@example.org"));
    assert_answer(site_post(site->site, link_path(site, linking.token, "/code"),
                            SITE_FORM(site->site, "abstain", "1")),
                  200, "e•••@example.org och gäller");
    assert_answer(site_post(site->site, link_path(site, linking.token, "/confirm"),
                            SITE_FORM(site->site, "code", "000 00", "abstain", "1")),
                  422, "e•••@example.org och gäller");
    AnswerWriter writer = answer_site_writer(site, "eksjo");
    g_assert_cmpint(answer_site_answer(site, &writer).n_versions, ==, 0);
    SiteAnswer done =
        site_post(site->site, link_path(site, linking.token, "/confirm"),
                  SITE_FORM(site->site, "code", code_of_latest_letter(site), "abstain", "1"));
    g_assert_cmpint(done.status, ==, 303);
    Answer answer = answer_site_answer(site, &writer);
    g_assert_cmpint(answer.n_versions, ==, 1);
    g_assert_cmpstr(answer.given.of[1][CELL_MARK], ==, "abstain");
    assert_answer(site_get(site->site, done.location), 200, "eksjo, genom länken i brevet");
    assert_answer(site_get(site->site, link_path(site, "strunt", "")), 404, "Länken");
    answer_site_go(site, STAGE_DECIDING);
    assert_answer(site_get(site->site, link_path(site, linking.token, "")), 200,
                  "Tiden för synpunkter är slut");
    answer_site_free(site);
}

static const char *seen_on(const AnswerSite *site, const char *target) {
    SiteAnswer page = site_get(site->site, target);
    assert_answer(page, 200, "name=\"seen\"");
    const char *value =
        strstr(page.text, "name=\"seen\" value=\"") + strlen("name=\"seen\" value=\"");
    return arena_strndup(site->site->arena, value, strcspn(value, "\""));
}

/* Whoever has the link writes on while the head reads the letter with the code. */
static void test_code_is_for_what_was_read(void) {
    AnswerSite *site = answer_site_new(tables);
    Linking linking = {site, NULL};
    be(site, "eksjo", ROLE_CONTACT_PERSON);
    g_assert_true(db_write(site->site->db, make_link, &linking, NULL));
    AnswerWriter writer = answer_site_writer(site, "eksjo");
    answer_site_mark_all(site, &writer);
    site->site->is_public = true;
    const char *confirm = link_path(site, linking.token, "/confirm");
    const char *code = link_path(site, linking.token, "/code");
    const char *seen = seen_on(site, confirm);
    assert_answer(site_post(site->site, code, SITE_FORM(site->site, "seen", seen)), 200, "gäller");
    answer_site_save(site, &writer, "comment-1", "Inskjutet");
    const char *form = SITE_FORM(site->site, "code", code_of_latest_letter(site), "seen", seen);
    assert_answer(site_post(site->site, confirm, form), 422, "Någon har ändrat i svaret");
    assert_answer(site_post(site->site, code, SITE_FORM(site->site, "seen", seen)), 422,
                  "Någon har ändrat i svaret");
    g_assert_cmpint(answer_site_answer(site, &writer).n_versions, ==, 0);
    form =
        SITE_FORM(site->site, "code", code_of_latest_letter(site), "seen", seen_on(site, confirm));
    g_assert_cmpint(site_post(site->site, confirm, form).status, ==, 303);
    answer_site_free(site);
}

static bool add_head(Db *db, void *data, GError **error) {
    const AnswerSite *site = data;
    Site *at = site->site;
    PeopleEditor editor = {.collaboration = at->own.id, .today = at->today};
    Person person = {.name = "Ny Chef", .email = "ny@example.net"};
    Post post = {.element = round_site_office(site->round_site, "eksjo"),
                 .function = "head",
                 .subjects = ""};
    Id id;
    return person_add_with_post(db, at->arena, &editor, &person, &post, &id, error);
}

/* Not where somebody has said since, by the link to the telephone book, that the head is reached.
 */
static void test_code_goes_where_the_letter_went(void) {
    AnswerSite *site = answer_site_new(tables);
    Linking linking = {site, NULL};
    be(site, "eksjo", ROLE_CONTACT_PERSON);
    g_assert_true(db_write(site->site->db, add_head, site, NULL));
    AnswerWriter writer = answer_site_writer(site, "eksjo");
    answer_site_mark_all(site, &writer);
    g_assert_true(db_write(site->site->db, make_link, &linking, NULL));
    site->site->is_public = true;
    SiteAnswer page = site_get(site->site, link_path(site, linking.token, "/confirm"));
    assert_answer(page, 200, "e•••@example.org");
    g_assert_null(strstr(page.text, "example.net"));
    answer_site_free(site);
}

/* The link may be forwarded: of an address that is protected it tells not even a letter. */
static void test_protected_address(void) {
    AnswerSite *site = answer_site_new(tables);
    Site *at = site->site;
    Linking linking = {site, NULL};
    const char *key;
    People people;
    be(site, "eksjo", ROLE_CONTACT_PERSON);
    g_assert_true(people_load(at->db, at->arena, at->own.id, NULL, &people, NULL));
    Person person = *people_get(&people, at->session.person);
    person.is_protected = true;
    PeopleEditor editor = {.collaboration = at->own.id, .today = at->today};
    g_assert_true(person_put(at->db, at->arena, &editor, &person, &key, NULL));
    AnswerWriter writer = answer_site_writer(site, "eksjo");
    answer_site_mark_all(site, &writer);
    g_assert_true(db_write(at->db, make_link, &linking, NULL));
    at->is_public = true;
    SiteAnswer page = site_get(at, link_path(site, linking.token, "/confirm"));
    assert_answer(page, 200, "skyddade personuppgifter");
    g_assert_null(strstr(page.text, "example.org"));
    answer_site_free(site);
}

/* A letter that was forwarded opens nothing when the time is over. */
static void test_link_ends(void) {
    AnswerSite *site = answer_site_new(tables);
    Linking linking = {site, NULL};
    be(site, "eksjo", ROLE_HEAD);
    g_assert_true(db_write(site->site->db, make_link, &linking, NULL));
    AnswerWriter writer = answer_site_writer(site, "eksjo");
    answer_site_mark_all(site, &writer);
    answer_site_save(site, &writer, "comment-1", "Kontorets ord");
    AnswerSubmission submission = {.way = "page"};
    g_assert_true(answer_submit(site->site->db, site->site->arena, &writer, &submission, NULL));
    site->site->is_public = true;
    assert_answer(site_get(site->site, link_path(site, linking.token, "/receipt")), 200,
                  "Kontorets ord");
    answer_site_go(site, STAGE_DECIDING);
    static const char *const pages[] = {"/receipt", "/receipt.pdf", "/receipt.html"};
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        SiteAnswer page = site_get(site->site, link_path(site, linking.token, pages[i]));
        g_assert_cmpint(page.status, ==, 303);
        g_assert_null(strstr(page.text, "Kontorets ord"));
    }
    answer_site_free(site);
}

static size_t statements(AnswerSite *site, const char *target) {
    uint64_t before = db_statement_count(site->site->db);
    g_assert_cmpint(site_get(site->site, target).status, ==, 200);
    return (size_t)(db_statement_count(site->site->db) - before);
}

/* As many for thirty proposals as for three. */
static void test_statements(void) {
    AnswerSite *site = answer_site_new(tables);
    be(site, "eksjo", ROLE_CONTACT_PERSON);
    site_get(site->site, path(site, "eksjo", ""));
    size_t few = statements(site, path(site, "eksjo", ""));
    for (int i = 0; i < 27; i++) {
        site->site->today = site->round.dates.closes_on;
        answer_site_propose(site, arena_printf(site->site->arena, "Ännu ett %d", i));
    }
    answer_site_go(site, STAGE_COMMENTING);
    be(site, "eksjo", ROLE_CONTACT_PERSON);
    AnswerWriter writer = answer_site_writer(site, "eksjo");
    answer_site_mark_all(site, &writer);
    site_get(site->site, path(site, "eksjo", ""));
    g_assert_cmpuint(statements(site, path(site, "eksjo", "")), <=, few + 2);
    g_assert_cmpuint(few, <=, 14);
    uint64_t before = db_statement_count(site->site->db);
    assert_answer(post_cell(site, "mark-2", "high", "low"), 200, "Sparat");
    g_assert_cmpuint(db_statement_count(site->site->db) - before, <=, 19);
    answer_site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/answer-pages/draft-is-the-offices", test_draft_is_the_offices);
    g_test_add_func("/answer-pages/form", test_form);
    g_test_add_func("/answer-pages/form by link", test_form_by_link);
    g_test_add_func("/answer-pages/autosave", test_autosave);
    g_test_add_func("/answer-pages/whole-form", test_whole_form);
    g_test_add_func("/answer-pages/only-some-hand-in", test_only_some_hand_in);
    g_test_add_func("/answer-pages/link", test_link);
    g_test_add_func("/answer-pages/code-is-for-what-was-read", test_code_is_for_what_was_read);
    g_test_add_func("/answer-pages/code-goes-where-the-letter-went",
                    test_code_goes_where_the_letter_went);
    g_test_add_func("/answer-pages/protected-address", test_protected_address);
    g_test_add_func("/answer-pages/link-ends", test_link_ends);
    g_test_add_func("/answer-pages/statements", test_statements);
    return g_test_run();
}
