#include "modules/frozen/frozen_pages.h"
#include "modules/frozen/register_list.h"
#include "modules/frozen/work.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/collaborations/testing/site.h"
#include "services/jobs/worker.h"

#include <string.h>

static const Route *const tables[] = {frozen_routes, NULL};

static bool paper(Db *db, Arena *arena, Id collaboration, const FrozenDocument *document,
                  const Report **ret, GError **error) {
    ReportInfo info = {.title = document->title, .created = document->handed_in_at};
    Report *report = report_new(arena, &info);
    (void)db, (void)collaboration, (void)error;
    report_heading(report, 1, document->title);
    *ret = report;
    return true;
}

static const FrozenKind kinds[] = {{"proposal", paper}, {0}};

static bool freeze(JobRun *run, GError **error) {
    return frozen_work(run, kinds, error);
}

static const JobKind jobs[] = {{FROZEN_JOB, freeze, 3}, {0}};

static Instant noon(void *data) {
    return ((const Site *)data)->now;
}

static void run_jobs(Site *site) {
    g_autoptr(Worker) worker =
        worker_new(&(WorkerOptions){.kinds = jobs, .clock = noon, .clock_data = site});
    bool ran = true;
    while (ran)
        g_assert_true(worker_step(worker, site->db, &ran, NULL));
}

typedef struct {
    const Site *site;
    const FrozenDocument *documents;
    size_t n;
} Adding;

static bool add(Db *db, void *data, GError **error) {
    const Adding *adding = data;
    return frozen_add(db, adding->site->own.id, adding->documents, adding->n, adding->site->now,
                      error);
}

static FrozenDocuments list(const Site *site) {
    FrozenDocuments found;
    g_assert_true(frozen_list(site->db, site->arena, site->own.id, &found, NULL));
    return found;
}

/* Two proposals, frozen. */
static Site *begin(void) {
    Site *site = site_new(tables);
    const FrozenDocument documents[] = {{.kind = "proposal",
                                         .subject = {1},
                                         .title = "Förslag 1: Solarier",
                                         .sender = "Aneby",
                                         .handed_in_at = {1610000000}},
                                        {.kind = "proposal",
                                         .subject = {2},
                                         .title = "Förslag 2: Täkter",
                                         .sender = "Eksjö",
                                         .handed_in_at = {1610000100}}};
    g_assert_true(db_write(site->db, add, &(Adding){site, documents, 2}, NULL));
    return site;
}

static void test_frozen(void) {
    Site *site = begin();
    FrozenDocuments found = list(site);
    Bytes pdf;
    const char *title;
    GError *error = NULL;
    g_assert_cmpuint(found.n, ==, 2);
    g_assert_cmpstr(found.rows[0].content_hash, ==, "");
    Id id = found.rows[0].id;
    g_assert_false(frozen_content(site->db, site->arena, site->own.id, id, &pdf, &title, &error));
    g_assert_true(error_is(error, ERROR_UNAVAILABLE));
    g_clear_error(&error);
    run_jobs(site);
    g_assert_cmpuint(strlen(list(site).rows[0].content_hash), ==, 64);
    g_assert_true(frozen_content(site->db, site->arena, site->own.id, id, &pdf, &title, NULL));
    g_assert_cmpmem(pdf.data, 5, "%PDF-", 5);
    g_assert_false(frozen_content(site->db, site->arena, site->other.id, id, &pdf, &title, &error));
    g_assert_true(error_is(error, ERROR_NOT_FOUND));
    g_clear_error(&error);
    site_free(site);
}

/* A list that is released again freezes what has changed alone. */
static void test_again(void) {
    Site *site = begin();
    run_jobs(site);
    FrozenDocument again = list(site).rows[0], changed = list(site).rows[1];
    changed.title = "Förslag 2: Täkter och grus";
    FrozenDocument documents[] = {again, changed};
    g_assert_true(db_write(site->db, add, &(Adding){site, documents, 2}, NULL));
    g_assert_cmpuint(list(site).n, ==, 4);
    run_jobs(site);
    g_assert_cmpuint(list(site).n, ==, 3);
    site_free(site);
}

static void test_unknown_kind(void) {
    Site *site = site_new(NULL);
    FrozenDocument document = {
        .kind = "answer", .subject = {1}, .title = "Svar", .sender = "", .handed_in_at = {1}};
    g_assert_true(db_write(site->db, add, &(Adding){site, &document, 1}, NULL));
    run_jobs(site);
    const Job *all;
    size_t n;
    g_assert_true(jobs_list(site->db, site->arena, &all, &n, NULL));
    g_assert_cmpstr(all[0].state, ==, "failed");
    g_assert_nonnull(strstr(all[0].outcome, "answer"));
    site_free(site);
}

static bool says(SiteAnswer answer, const char *words) {
    return strstr(answer.text, words) != NULL;
}

static void test_pages(void) {
    Site *site = begin();
    run_jobs(site);
    const char *id = id_text(site->arena, list(site).rows[0].id);
    uint64_t before = db_statement_count(site->db);
    SiteAnswer answer = site_get(site, "/jonkoping/register");
    g_assert_cmpuint(db_statement_count(site->db) - before, ==, 2);
    assert_answer(answer, 200, "2 utan nummer");
    const char *field = arena_printf(site->arena, "number-%s", id);
    const char *form = SITE_FORM(site, "name", field, "was", "", "value", " 2021-17 ");
    assert_answer(site_post(site, "/jonkoping/register/number", form), 200, "Sparat");
    form = SITE_FORM(site, "name", field, "was", "", "value", "2021-18");
    answer = site_post(site, "/jonkoping/register/number", form);
    assert_answer(answer, 409, "data-now=\"2021-17\"");
    g_autofree char *long_number = g_strnfill(61, '1');
    form = SITE_FORM(site, "name", field, "was", "2021-17", "value", long_number);
    assert_answer(site_post(site, "/jonkoping/register/number", form), 422, "högst 60");
    answer = site_get(site, "/jonkoping/register");
    assert_answer(answer, 200, "1 utan nummer");
    g_assert_true(strstr(answer.text, "Täkter") < strstr(answer.text, "Solarier"));
    g_assert_false(says(site_get(site, "/jonkoping/register?state=utan+nummer"), "Solarier"));
    g_assert_true(says(site_get(site, "/jonkoping/register.csv"), "Solarier;Aneby"));
    g_assert_cmpint(
        site_get(site, arena_printf(site->arena, "/jonkoping/register/%s.pdf", id)).status, ==,
        200);
    site->session.roles = ONLY_ROLE(ROLE_PREPARER);
    g_assert_cmpint(site_get(site, "/jonkoping/register").status, ==, 403);
    site_free(site);
}

/* The form as a whole: what another has written since is shown, the rest is saved. */
static void test_whole_form(void) {
    Site *site = begin();
    FrozenDocuments found = list(site);
    const char *one = id_text(site->arena, found.rows[0].id),
               *two = id_text(site->arena, found.rows[1].id);
    const char *was_one = arena_printf(site->arena, "was-%s", one),
               *was_two = arena_printf(site->arena, "was-%s", two),
               *number_one = arena_printf(site->arena, "number-%s", one),
               *number_two = arena_printf(site->arena, "number-%s", two);
    const char *form = SITE_FORM(site, was_one, "", number_one, "7", was_two, "", number_two, "");
    assert_answer(site_post(site, "/jonkoping/register", form), 303, "");
    form = SITE_FORM(site, was_one, "", number_one, "9", was_two, "", number_two, "8");
    assert_answer(site_post(site, "/jonkoping/register", form), 422, "Någon annan har skrivit 7");
    g_assert_true(says(site_get(site, "/jonkoping/register.csv"), ";8"));
    site_free(site);
}

static void refuse_paste(Site *site, const char *text, const char *words) {
    assert_answer(site_post(site, "/jonkoping/register/paste", SITE_FORM(site, "text", text)), 422,
                  words);
}

static void test_paste(void) {
    Site *site = begin();
    refuse_paste(site, "", "Ingen rad");
    refuse_paste(site, "Förslag 1: Solarier", "bara en kolumn");
    refuse_paste(site, "\nFörslag 9\t12", "Rad 2: ingen handling heter ”Förslag 9”");
    refuse_paste(site, "Förslag 1: Solarier;111\nFörslag 9;12", "Rad 2");
    g_autofree char *long_list = g_strnfill(REGISTER_LIST_MAX + 1, 'x');
    refuse_paste(site, long_list, "för lång");
    g_assert_cmpstr(list(site).rows[0].register_number, ==, ""); /* all or nothing */
    const char *text =
        "Handling\tLämnat av\tDiarienummer\r\nFörslag 1:  solarier\tAneby\t2021-5\r\n"
        "\"Förslag 2: Täkter\"\tEksjö\t\r\n";
    assert_answer(site_post(site, "/jonkoping/register/paste", SITE_FORM(site, "text", text)), 303,
                  "");
    FrozenDocuments found = list(site);
    g_assert_cmpstr(found.rows[0].register_number, ==, "");
    g_assert_cmpstr(found.rows[1].register_number, ==, "2021-5");
    site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/frozen/frozen", test_frozen);
    g_test_add_func("/frozen/again", test_again);
    g_test_add_func("/frozen/unknown kind", test_unknown_kind);
    g_test_add_func("/frozen/pages", test_pages);
    g_test_add_func("/frozen/whole form", test_whole_form);
    g_test_add_func("/frozen/paste", test_paste);
    return g_test_run();
}
