#include "modules/answers/matrix.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/answers/answer_report.h"
#include "modules/answers/answer_tasks.h"
#include "modules/answers/letters.h"
#include "modules/answers/matrix_pages.h"
#include "modules/answers/testing/answer_site.h"
#include "services/mail/mail.h"

#include <string.h>

static const Route *const tables[] = {matrix_routes, NULL};

static const char *path(const AnswerSite *site, const char *rest) {
    return arena_printf(site->site->arena, "/jonkoping/rounds/%s/answers%s",
                        id_text(site->site->arena, site->round.id), rest);
}

static void hand_in(AnswerSite *site, const char *office, const char *const *marks) {
    AnswerWriter writer = answer_site_writer(site, office);
    AnswerSubmission submission = {.way = "page"};
    for (size_t i = 0; i < site->proposals.n; i++)
        answer_site_save(site, &writer, arena_printf(site->site->arena, "mark-%zu", i + 1),
                         marks[i]);
    answer_site_save(site, &writer, "inspectors-1", "2");
    answer_site_save(site, &writer, "participates-1", "yes");
    answer_site_save(site, &writer, "comment-2",
                     arena_printf(site->site->arena, "Ord från %s", office));
    g_assert_true(answer_submit(site->site->db, site->site->arena, &writer, &submission, NULL));
}

static AnswerMatrix matrix_of(const AnswerSite *site) {
    AnswerMatrix matrix;
    g_assert_true(answer_matrix(site->site->db, site->site->arena, site->site->own.id,
                                site->round.id, site->site->today, &matrix, NULL));
    return matrix;
}

static void test_sums(void) {
    AnswerSite *site = answer_site_new(NULL);
    hand_in(site, "eksjo", (const char *[]){"high", "low", "abstain"});
    hand_in(site, "aneby", (const char *[]){"high", "medium", "low"});
    AnswerWriter gnosjo = answer_site_writer(site, "gnosjo");
    answer_site_save(site, &gnosjo, "mark-1", "high"); /* a draft does not count */
    AnswerMatrix matrix = matrix_of(site);
    g_assert_cmpuint(matrix.n_asked, ==, 12);
    g_assert_cmpuint(matrix.n_submitted, ==, 2);
    g_assert_cmpint(matrix.rows[0].points, ==, 6);
    g_assert_cmpint(matrix.rows[0].n_participating, ==, 2);
    g_assert_cmpint(matrix.rows[0].inspectors, ==, 4);
    g_assert_cmpint(matrix.rows[1].points, ==, 3);
    g_assert_cmpuint(matrix.rows[1].n_comments, ==, 2);
    g_assert_cmpint(matrix.rows[2].points, ==, 1);
    g_assert_cmpint(matrix.rows[2].n[3], ==, 1);
    answer_site_free(site);
}

/* What no longer stands is not counted, and stays in the versions. */
static void test_proposal_gone(void) {
    AnswerSite *site = answer_site_new(NULL);
    hand_in(site, "eksjo", (const char *[]){"high", "low", "abstain"});
    g_assert_true(db_run_script(site->site->db,
                                "UPDATE proposal SET state = 'merged' WHERE number = 1", NULL));
    AnswerMatrix matrix = matrix_of(site);
    g_assert_cmpuint(matrix.n_rows, ==, 2);
    g_assert_cmpint(matrix.rows[0].points, ==, 1);
    answer_site_free(site);
}

/* An office that leaves in the middle of the round, before the day when the list was to be
 * released. */
static void test_party_left(void) {
    AnswerSite *site = answer_site_new(NULL);
    hand_in(site, "eksjo", (const char *[]){"high", "low", "abstain"});
    Id eksjo = round_site_office(site->round_site, "eksjo"),
       gnosjo = round_site_office(site->round_site, "gnosjo");
    g_autofree char *end = g_strdup_printf(
        "UPDATE rule SET valid_to = '2021-03-01' WHERE element IN (%" G_GINT64_FORMAT
        ", %" G_GINT64_FORMAT ")",
        eksjo.value, gnosjo.value);
    g_assert_true(db_run_script(site->site->db, end, NULL));
    site->site->today = (Date){2021, 4, 2};
    AnswerMatrix matrix = matrix_of(site);
    g_assert_cmpuint(matrix.n_asked, ==, 10);
    g_assert_cmpuint(matrix.n_submitted, ==, 0);
    g_assert_cmpuint(matrix.n_columns, ==, 11);
    g_assert_cmpint(matrix.rows[0].points, ==, 3);
    answer_site_free(site);
}

static void test_page(void) {
    AnswerSite *site = answer_site_new(tables);
    hand_in(site, "eksjo", (const char *[]){"low", "high", "abstain"});
    AnswerWriter aneby = answer_site_writer(site, "aneby");
    answer_site_save(site, &aneby, "comment-1", "hemligtord");
    round_site_coordinate(site->round_site);
    SiteAnswer page = site_get(site->site, path(site, ""));
    assert_answer(page, 200, "1 av 12 kontor har svarat");
    assert_answer(page, 200, "Ord från eksjo");
    assert_answer(page, 200, "<td class=\"mh\">Hög</td>");
    g_assert_null(strstr(page.text, "hemligtord"));
    const char *wind = strstr(page.text, "Vindkraft"), *air = strstr(page.text, "Ventilation");
    g_assert_true(wind < air); /* by points */
    page = site_get(site->site, path(site, "?sort=number"));
    g_assert_true(strstr(page.text, "Vindkraft") > strstr(page.text, "Ventilation"));
    static const char *const files[] = {".csv", ".xlsx", ".json", ".pdf", ".docx", ".html", NULL};
    for (size_t i = 0; files[i] != NULL; i++) {
        SiteAnswer file = site_get(site->site, path(site, files[i]));
        g_assert_cmpint(file.status, ==, 200);
        g_assert_null(strstr(file.text, "hemligtord"));
    }
    assert_answer(site_get(site->site, path(site, ".csv")), 200, "Vindkraft");
    round_site_be(site->round_site, "aneby", ONLY_ROLE(ROLE_HEAD));
    assert_answer(site_get(site->site, path(site, "")), 403, "besluten");
    round_site_be(site->round_site, "aneby", ONLY_ROLE(ROLE_PREPARER));
    page = site_get(site->site, path(site, ""));
    assert_answer(page, 200, "påbörjat");
    g_assert_null(strstr(page.text, "/remind"));
    answer_site_free(site);
}

static size_t n_letters(const AnswerSite *site) {
    const OutboxLetter *letters;
    size_t n;
    g_assert_true(letters_list(site->site->db, site->site->arena, &letters, &n, NULL));
    return n;
}

static void test_letters(void) {
    AnswerSite *site = answer_site_new(tables);
    round_site_be(site->round_site, "eksjo", ONLY_ROLE(ROLE_MEMBER)); /* somebody with an address */
    round_site_be(site->round_site, "gnosjo", ONLY_ROLE(ROLE_MEMBER));
    hand_in(site, "aneby", (const char *[]){"low", "high", "abstain"});
    round_site_coordinate(site->round_site);
    assert_answer(site_get(site->site, path(site, "")), 200, "Skicka till 2 kontor");
    SiteAnswer sent = site_post(site->site, path(site, "/remind"), "");
    g_assert_nonnull(strstr(sent.location, "done=written"));
    g_assert_cmpuint(n_letters(site), ==, 2);
    /* a second time the same day asks first */
    sent = site_post(site->site, path(site, "/remind"), "");
    g_assert_nonnull(strstr(sent.location, "/answers/send"));
    g_assert_cmpuint(n_letters(site), ==, 2);
    assert_answer(site_get(site->site, sent.location), 200, "fick brev idag");
    const char *form =
        SITE_FORM(site->site, "respondent",
                  id_text(site->site->arena, round_site_office(site->round_site, "eksjo")));
    g_assert_cmpint(site_post(site->site, path(site, "/send"), form).status, ==, 303);
    g_assert_cmpuint(n_letters(site), ==, 3);
    const OutboxLetter *letters;
    OutboxLetter letter;
    size_t n;
    g_assert_true(letters_list(site->site->db, site->site->arena, &letters, &n, NULL));
    size_t n_reminders = 0;
    for (size_t i = 0; i < n; i++) {
        g_assert_true(letter_get(site->site->db, site->site->arena, letters[i].id, &letter, NULL));
        n_reminders += strcmp(letter.subject, "Påminnelse: lämna synpunkter på 3 förslag senast "
                                              "14 april 2021") == 0;
        g_assert_nonnull(strstr(letter.text, "/jonkoping/answer/"));
    }
    g_assert_cmpuint(n_reminders, ==, 1);
    /* who has been written to has not begun */
    AnswerMatrix matrix = matrix_of(site);
    g_assert_false(
        answer_standing(&matrix.standings, round_site_office(site->round_site, "eksjo"))->is_begun);
    answer_site_go(site, STAGE_DECIDING);
    assert_answer(site_post(site->site, path(site, "/remind"), ""), 409, "inga brev");
    answer_site_free(site);
}

static AnswerTasks tasks_of(const AnswerSite *site) {
    Request *request = site_request(site->site, GET, "/jonkoping", NULL);
    AnswerTasks tasks;
    request->db = site->site->db;
    request->session = &site->site->session;
    request->today = site->site->today;
    request->collaboration = site->site->own.id;
    request->collaboration_name = "jonkoping";
    g_assert_true(answer_tasks(request, site_rules(site->site), &tasks, NULL));
    return tasks;
}

/* What stands on the start page of an office, and of the coordinator. */
static void test_tasks(void) {
    AnswerSite *site = answer_site_new(NULL);
    round_site_be(site->round_site, "eksjo", ONLY_ROLE(ROLE_MEMBER));
    AnswerTasks tasks = tasks_of(site);
    g_assert_cmpuint(tasks.n, ==, 1);
    g_assert_cmpstr(tasks.rows[0].title, ==, "Lämna synpunkter på 3 förslag");
    hand_in(site, "eksjo", (const char *[]){"low", "high", "abstain"});
    g_assert_cmpuint(tasks_of(site).n, ==, 0);
    answer_site_go(site, STAGE_COLLECTING);
    answer_site_propose(site, "PFAS");
    answer_site_go(site, STAGE_COMMENTING);
    round_site_be(site->round_site, "eksjo", ONLY_ROLE(ROLE_MEMBER));
    g_assert_cmpstr(tasks_of(site).rows[0].title, ==, "1 förslag är nya sedan ni svarade");
    round_site_coordinate(site->round_site);
    tasks = tasks_of(site);
    g_assert_cmpuint(tasks.n, ==, 1);
    g_assert_cmpstr(tasks.rows[0].title, ==, "1 av 12 kontor har lämnat synpunkter");
    answer_site_go(site, STAGE_DECIDING);
    g_assert_cmpuint(tasks_of(site).n, ==, 0);
    answer_site_free(site);
}

/* Each version is frozen as it was handed in. */
static void test_frozen(void) {
    AnswerSite *site = answer_site_new(NULL);
    FrozenDocuments documents;
    const Report *report;
    hand_in(site, "eksjo", (const char *[]){"low", "high", "abstain"});
    g_assert_true(
        frozen_list(site->site->db, site->site->arena, site->site->own.id, &documents, NULL));
    g_assert_cmpuint(documents.n, ==, 1);
    g_assert_cmpstr(documents.rows[0].kind, ==, "answer");
    g_assert_true(frozen_answer_report(site->site->db, site->site->arena, site->site->own.id,
                                       &documents.rows[0], &report, NULL));
    g_assert_true(report_check(report, NULL));
    answer_site_free(site);
}

/* Offices of the collaboration beside its twelve: "Kontor 101" and on. */
static void add_offices(const AnswerSite *site, int n) {
    int64_t own = site->site->own.id.value;
    g_autofree char *sql = g_strdup_printf(
        "INSERT INTO element (collaboration, id, kind, key, position) "
        "WITH RECURSIVE g (i) AS (SELECT 101 UNION ALL SELECT g.i + 1 FROM g WHERE g.i < %1$d) "
        "SELECT %2$" G_GINT64_FORMAT ", 800000 + g.i, 'office', 'kontor-' || g.i, 1000 + g.i "
        "FROM g; "
        "INSERT INTO rule (collaboration, id, element, title, settings) "
        "SELECT e.collaboration, e.id + 10000, e.id, 'Kontor ' || (e.position - 1000), '' "
        "FROM element e WHERE e.id BETWEEN 800000 AND 810000;",
        100 + n, own);
    g_assert_true(db_run_script(site->site->db, sql, NULL));
    db_forget(site->site->db);
}

static size_t count(const char *text, const char *part) {
    size_t n = 0;
    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part))
        n++;
    return n;
}

#define UNANSWERED_HEADING "<th scope=\"col\" class=\"is-missing\">"
#define ANSWERED_HEADING "<th scope=\"col\"><a href=\""
#define COUNT_HEADING "<th scope=\"col\" class=\"number\">"

static void assert_columns(SiteAnswer page, size_t answered, size_t unanswered) {
    g_assert_cmpint(page.status, ==, 200);
    g_assert_cmpuint(count(page.text, ANSWERED_HEADING), ==, answered);
    g_assert_cmpuint(count(page.text, UNANSWERED_HEADING), ==, unanswered);
}

/* Forty are named at once; of more, 25 at a time with how many gave each mark of them all. */
static void test_many_offices(void) {
    AnswerSite *site = answer_site_new(tables);
    add_offices(site, 28);
    hand_in(site, "eksjo", (const char *[]){"high", "low", "abstain"});
    round_site_coordinate(site->round_site);
    SiteAnswer page = site_get(site->site, path(site, ""));
    assert_columns(page, 1, 39);
    g_assert_cmpuint(count(page.text, COUNT_HEADING), ==, 1); /* the points alone */
    g_assert_null(strstr(page.text, "Kontor: "));
    assert_answer(page, 200, "<span>Eksjö</span>"); /* a phone names who */
    answer_site_free(site);
}

static void test_offices_at_a_time(void) {
    AnswerSite *site = answer_site_new(tables);
    add_offices(site, 48);
    hand_in(site, "eksjo", (const char *[]){"high", "low", "abstain"});
    hand_in(site, "kontor-148", (const char *[]){"medium", "low", "high"});
    round_site_coordinate(site->round_site);
    SiteAnswer first = site_get(site->site, path(site, "?sort=number"));
    assert_columns(first, 1, 24);
    g_assert_cmpuint(count(first.text, COUNT_HEADING), ==, N_MARKS + 1);
    assert_answer(first, 200, "2 av 60 kontor har svarat");
    /* what all of them said of the first proposal, and what those that are shown did */
    assert_answer(
        first, 200,
        "<td class=\"number\">1</td><td class=\"number\">1</td><td class=\"number\">0</td>"
        "<td class=\"number\">0</td>");
    g_assert_nonnull(strstr(first.text, "<td class=\"mh\">Hög</td>"));
    g_assert_null(strstr(first.text, "<td class=\"mm\">"));
    g_assert_null(strstr(first.text, "<span>Eksjö</span>"));
    /* the chooser names the first and the last of each, and keeps the order */
    assert_answer(first, 200, "Kontor: Aneby–Kontor 113</summary>");
    assert_answer(first, 200, "answers?sort=number&amp;offices=2\">Kontor 114–Kontor 138</a>");
    assert_answer(first, 200, "answers?sort=number&amp;offices=3\">Kontor 139–Kontor 148</a>");
    SiteAnswer last = site_get(site->site, path(site, "?offices=3"));
    assert_columns(last, 1, 9);
    assert_answer(last, 200, "offices=3\" aria-current=\"true\">Kontor 139–Kontor 148</a>");
    assert_answer(last, 200, "answers?sort=number&amp;offices=3\">efter nummer");
    g_assert_nonnull(strstr(last.text, "<td class=\"mm\">Medel</td>"));
    g_assert_null(strstr(last.text, "<td class=\"ma\">"));
    /* what is no group is the nearest that is */
    assert_columns(site_get(site->site, path(site, "?offices=2")), 0, 25);
    assert_columns(site_get(site->site, path(site, "?offices=99")), 1, 9);
    assert_columns(site_get(site->site, path(site, "?offices=x")), 1, 24);
    /* the file has them all, a row for each mark where the columns would be too many */
    SiteAnswer file = site_get(site->site, path(site, ".csv"));
    g_assert_cmpuint(count(file.text, "\r\n"), ==, 1 + 3 * 60);
    assert_answer(file, 200, "Kontor 148;Medel");
    answer_site_free(site);
}

static void test_statements(void) {
    AnswerSite *site = answer_site_new(tables);
    round_site_coordinate(site->round_site);
    db_forget(site->site->db);
    uint64_t before = db_statement_count(site->site->db);
    g_assert_cmpint(site_get(site->site, path(site, "")).status, ==, 200);
    uint64_t few = db_statement_count(site->site->db) - before;
    g_assert_cmpuint(few, <=, 20);
    hand_in(site, "eksjo", (const char *[]){"low", "high", "abstain"});
    hand_in(site, "gnosjo", (const char *[]){"low", "high", "abstain"});
    db_forget(site->site->db);
    before = db_statement_count(site->site->db);
    g_assert_cmpint(site_get(site->site, path(site, "")).status, ==, 200);
    g_assert_cmpuint(db_statement_count(site->site->db) - before, <=, few);
    round_site_fill(site->round_site, 300);
    db_forget(site->site->db);
    before = db_statement_count(site->site->db);
    assert_answer(site_get(site->site, path(site, "?sort=number")), 200, "sida 1 av 3");
    g_assert_cmpuint(db_statement_count(site->site->db) - before, <=, few);
    SiteAnswer last = site_get(site->site, path(site, "?sort=number&page=3"));
    assert_answer(last, 200, "<span class=\"marks-number\">300</span>");
    g_assert_null(strstr(last.text, "<span class=\"marks-number\">200</span>"));
    assert_answer(site_get(site->site, path(site, ".csv")), 200, "300;Solf");
    /* and nearly none when it is kept */
    before = db_statement_count(site->site->db);
    g_assert_cmpint(site_get(site->site, path(site, "")).status, ==, 200);
    g_assert_cmpuint(db_statement_count(site->site->db) - before, <=, 10);
    answer_site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/matrix/sums", test_sums);
    g_test_add_func("/matrix/proposal-gone", test_proposal_gone);
    g_test_add_func("/matrix/party-left", test_party_left);
    g_test_add_func("/matrix/page", test_page);
    g_test_add_func("/matrix/letters", test_letters);
    g_test_add_func("/matrix/tasks", test_tasks);
    g_test_add_func("/matrix/frozen", test_frozen);
    g_test_add_func("/matrix/many-offices", test_many_offices);
    g_test_add_func("/matrix/offices-at-a-time", test_offices_at_a_time);
    g_test_add_func("/matrix/statements", test_statements);
    return g_test_run();
}
