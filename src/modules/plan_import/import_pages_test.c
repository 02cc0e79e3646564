#include "modules/plan_import/import_pages.h"

#include "base/date.h"
#include "base/id.h"
#include "db/testdb.h"
#include "modules/collaborations/testing/site.h"
#include "modules/plan_import/uploads.h"
#include "modules/plans/plans.h"

#include <glib.h>
#include <string.h>

static const Route *const tables[] = {import_routes, NULL};

static const char *form_of(const Site *site, const char *text) {
    return SITE_FORM(site, "text", text);
}

#define HEAD "Aktivitet\tAktivitetsmål\tGenomförande\tTid\tAnsvar\tSamverkansparter\tEffektmål\n"
#define ROW(title, time)                                                                           \
    title "\tMål.\tGöra det.\t" time "\tSamordnaren\tLänets kommuner\tGiffri miljö\n"

static const char first_text[] = "Verksamhetsplan 2021-2023\n\n2021\n\n" HEAD
                                 "Handläggarsöd\n" ROW("Köldmedia", "2021") ROW("Eldning", "2021");
static const char second_text[] =
    "Verksamhetsplan 2021-2023\n\n2021\n\n" HEAD "Handläggarsöd\n" ROW("Köldmedia", "Hösten 2021");

static const char *hand_in(const Site *site, const char *text) {
    SiteAnswer answer = site_post(site, "/jonkoping/import", form_of(site, text));
    g_assert_cmpint(answer.status, ==, 303);
    g_assert_true(g_str_has_prefix(answer.location, "/jonkoping/import/"));
    return answer.location;
}

static size_t n_waiting(const Site *site) {
    PlanUploads uploads;
    g_assert_true(uploads_waiting(site->db, site->arena, site->own.id, &uploads, NULL));
    return uploads.n;
}

static Plan only_plan(const Site *site) {
    PlanSummaries plans;
    Plan plan;
    g_assert_true(plans_list(site->db, site->arena, site->own.id, &plans, NULL));
    g_assert_cmpuint(plans.n, ==, 1);
    g_assert_true(plan_load(site->db, site->arena, site->own.id, plans.rows[0].id, &plan, NULL));
    return plan;
}

static void pasted_table_becomes_a_plan(void) {
    Site *site = site_new(tables);
    assert_answer(site_get(site, "/jonkoping/import"), 200, "Klistra in");
    const char *preview = hand_in(site, first_text);
    SiteAnswer page = site_get(site, preview);
    assert_answer(page, 200, "Köldmedia");
    assert_answer(page, 200, "menas &#34;Giftfri miljö&#34;?");
    assert_answer(page, 200, "menas &#34;Handläggarstöd&#34;?");
    assert_answer(site_get(site, "/jonkoping/import"), 200, preview);
    SiteAnswer done = site_post(site, preview, "document=verksamhetsplan&year=2021");
    g_assert_cmpint(done.status, ==, 303);
    g_assert_nonnull(strstr(done.location, "/jonkoping/plans/"));
    g_assert_nonnull(strstr(done.location, "plan-imported"));
    g_assert_cmpuint(only_plan(site).years[0].categories[0].n_activities, ==, 2);
    g_assert_cmpuint(n_waiting(site), ==, 0);
    g_assert_cmpint(site_get(site, preview).status, ==, 404);
    site_free(site);
}

static void import_first(const Site *site) {
    g_assert_cmpint(
        site_post(site, hand_in(site, first_text), "document=verksamhetsplan&year=2021").status, ==,
        303);
}

static const char *cell(const Plan *plan, size_t activity, ActivityColumn column) {
    return plan->years[0].categories[0].activities[activity].cells[column];
}

static void questions_are_answered_in_the_preview(void) {
    Site *site = site_new(tables);
    const char *preview = hand_in(site, first_text);
    assert_answer(site_get(site, preview), 200, "name=\"q0\" value=\"yes\"");
    SiteAnswer done = site_post(
        site, preview, "document=verksamhetsplan&year=2021&q0=yes&q1=no&q2=yes&q99=yes&q=yes");
    g_assert_cmpint(done.status, ==, 303);
    const Plan plan = only_plan(site);
    g_assert_cmpstr(plan.years[0].categories[0].title, ==, "Handläggarstöd");
    g_assert_cmpstr(cell(&plan, 0, COLUMN_EFFECT_GOALS), ==, "Giffri miljö");
    g_assert_cmpstr(cell(&plan, 1, COLUMN_EFFECT_GOALS), ==, "Giftfri miljö");
    site_free(site);
}

static const char odd_text[] = "Verksamhetsplan 2021-2023\n\n2021\n\nAktivitet\tTid\tVäder\tHumör\n"
                               "Tillsynsprojekt\nKöldmedia\t2021\tRegn\tGott\n";

static void rows_get_the_place_they_are_given(void) {
    Site *site = site_new(tables);
    const char *preview = hand_in(site, odd_text);
    assert_answer(site_get(site, preview), 200, "name=\"place1\"");
    SiteAnswer done = site_post(
        site, preview,
        "document=verksamhetsplan&year=2021&place0=2021|Kommunikation&place1=text&place9=bank");
    g_assert_cmpint(done.status, ==, 303);
    const Plan plan = only_plan(site);
    g_assert_cmpuint(plan.years[0].n_categories, ==, 2);
    g_assert_cmpstr(plan.years[0].categories[1].title, ==, "Kommunikation");
    g_assert_cmpstr(plan.years[0].categories[1].activities[0].cells[COLUMN_TITLE], ==, "Regn");
    g_assert_cmpuint(plan.n_chapters, ==, 1);
    g_assert_cmpstr(plan.chapters[0].body, ==, "Gott");
    site_free(site);
}

static void rows_go_to_the_bank(void) {
    Site *site = site_new(tables);
    SiteAnswer done =
        site_post(site, hand_in(site, odd_text),
                  "document=verksamhetsplan&year=2021&place0=bank&place1=2021&place2=text");
    g_assert_cmpint(done.status, ==, 303);
    const Plan plan = only_plan(site);
    g_assert_cmpstr(plan.years[2].status, ==, "bank");
    g_assert_cmpstr(plan.years[2].categories[0].activities[0].cells[COLUMN_TITLE], ==, "Regn");
    g_assert_cmpuint(plan.n_chapters, ==, 0);
    site_free(site);
}

static void answers_stand_when_the_preview_comes_again(void) {
    Site *site = site_new(tables);
    import_first(site);
    const char *preview = hand_in(site, second_text);
    SiteAnswer answer =
        site_post(site, preview, "document=verksamhetsplan&year=2021&edit=99&q1=yes");
    assert_answer(answer, 409, "name=\"q1\" value=\"yes\" checked");
    assert_answer(answer, 409, "name=\"q0\" value=\"no\" checked");
    site_free(site);
}

static void differences_stand_in_their_cells(void) {
    Site *site = site_new(tables);
    import_first(site);
    const char *preview = hand_in(site, second_text);
    SiteAnswer page = site_get(site, arena_printf(site->arena, "%s?show=changes", preview));
    assert_answer(page, 200, "<ins>Hösten </ins>2021");
    assert_answer(page, 200, "Bara i planen");
    const Plan plan = only_plan(site);
    const char *gone = id_text(site->arena, plan.years[0].categories[0].activities[1].id);
    SiteAnswer done =
        site_post(site, preview,
                  arena_printf(site->arena, "document=verksamhetsplan&year=2021&edit=%d&remove=%s",
                               (int)plan.edit, gone));
    g_assert_cmpint(done.status, ==, 303);
    g_assert_cmpuint(only_plan(site).years[0].categories[0].n_activities, ==, 1);
    site_free(site);
}

static void same_table_has_nothing_to_import(void) {
    Site *site = site_new(tables);
    import_first(site);
    const char *preview = hand_in(site, first_text);
    SiteAnswer page = site_get(site, preview);
    assert_answer(page, 200, "Filen säger detsamma som planen.");
    g_assert_null(strstr(page.text, "Läs in planen"));
    SiteAnswer done = site_post(site, arena_printf(site->arena, "%s/discard", preview), "a=b");
    g_assert_cmpint(done.status, ==, 303);
    g_assert_cmpuint(n_waiting(site), ==, 0);
    site_free(site);
}

static void changed_plan_is_shown_again(void) {
    Site *site = site_new(tables);
    import_first(site);
    const char *preview = hand_in(site, second_text);
    SiteAnswer answer = site_post(site, preview, "document=verksamhetsplan&year=2021&edit=99");
    assert_answer(answer, 409, "Planen har ändrats sedan ni såg förhandsvisningen.");
    assert_answer(answer, 409, "<ins>Hösten </ins>2021");
    g_assert_cmpuint(n_waiting(site), ==, 1);
    g_assert_cmpuint(only_plan(site).years[0].categories[0].n_activities, ==, 2);
    site_free(site);
}

static void what_cannot_be_read_is_said_and_kept(void) {
    Site *site = site_new(tables);
    assert_answer(site_post(site, "/jonkoping/import", "text="), 422,
                  "Välj en fil, eller klistra in tabellen.");
    g_autofree char *wide = g_strnfill(400, '\t');
    SiteAnswer answer =
        site_post(site, "/jonkoping/import",
                  form_of(site, arena_printf(site->arena, "Aktivitet\tTid%s\nMin rad", wide)));
    assert_answer(answer, 422, "200");
    assert_answer(answer, 422, "Min rad");
    answer = site_post(site, "/jonkoping/import",
                       arena_printf(site->arena, "%s&document=nonsens", form_of(site, first_text)));
    assert_answer(answer, 422, "nonsens");
    answer = site_post(site, "/jonkoping/import",
                       arena_printf(site->arena, "%s&year=20210", form_of(site, first_text)));
    assert_answer(answer, 422, "mellan 1990 och 2190");
    g_assert_cmpuint(n_waiting(site), ==, 0);
    site_free(site);
}

static void another_collaborations_file_is_not_there(void) {
    Site *site = site_new(tables);
    const char *preview = hand_in(site, first_text);
    const char *theirs = arena_printf(site->arena, "/stockholm%s", preview + strlen("/jonkoping"));
    g_assert_cmpint(site_get(site, theirs).status, ==, 404);
    g_assert_cmpint(site_post(site, theirs, "a=b").status, ==, 404);
    const char *discard = arena_printf(site->arena, "%s/discard", preview);
    g_assert_cmpint(site_post(site, arena_printf(site->arena, "%s/discard", theirs), "a=b").status,
                    ==, 404);
    g_assert_cmpuint(n_waiting(site), ==, 1);
    g_assert_cmpint(site_post(site, discard, "a=b").status, ==, 303);
    g_assert_cmpint(site_post(site, discard, "a=b").status, ==, 404);
    site_free(site);
}

/* Either the plan is there and the file is gone, or nothing has happened. */
static void import_is_whole_or_nothing(void) {
    Site *site = site_new(tables);
    PlanSummaries plans;
    const char *preview = hand_in(site, first_text);
    testdb_refuse(site->db, "DELETE", "plan_upload", "kept");
    g_assert_cmpint(site_post(site, preview, "document=verksamhetsplan&year=2021").status, ==, 500);
    g_assert_true(plans_list(site->db, site->arena, site->own.id, &plans, NULL));
    g_assert_cmpuint(plans.n, ==, 0);
    g_assert_cmpuint(n_waiting(site), ==, 1);
    site_free(site);
}

static void set_age(Site *site, int days) {
    g_autofree char *sql = g_strdup_printf("UPDATE plan_upload SET created_at = %" G_GINT64_FORMAT,
                                           instant_now().seconds - (int64_t)days * 86400);
    g_assert_true(db_run_script(site->db, sql, NULL));
}

static void only_so_many_files_wait_and_not_for_ever(void) {
    Site *site = site_new(tables);
    for (int i = 0; i < UPLOADS_MAX; i++)
        hand_in(site, first_text);
    SiteAnswer answer = site_post(site, "/jonkoping/import", form_of(site, second_text));
    assert_answer(answer, 422, "40 filer väntar redan");
    assert_answer(answer, 422, "Hösten 2021");
    g_assert_cmpuint(n_waiting(site), ==, UPLOADS_MAX);
    set_age(site, 31);
    hand_in(site, first_text);
    g_assert_cmpuint(n_waiting(site), ==, 1);
    set_age(site, 29);
    hand_in(site, first_text);
    g_assert_cmpuint(n_waiting(site), ==, 2);
    site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/import_pages/questions", questions_are_answered_in_the_preview);
    g_test_add_func("/import_pages/places", rows_get_the_place_they_are_given);
    g_test_add_func("/import_pages/bank", rows_go_to_the_bank);
    g_test_add_func("/import_pages/answers-stand", answers_stand_when_the_preview_comes_again);
    g_test_add_func("/import_pages/pasted-table-becomes-a-plan", pasted_table_becomes_a_plan);
    g_test_add_func("/import_pages/differences-stand-in-their-cells",
                    differences_stand_in_their_cells);
    g_test_add_func("/import_pages/same-table-has-nothing-to-import",
                    same_table_has_nothing_to_import);
    g_test_add_func("/import_pages/changed-plan-is-shown-again", changed_plan_is_shown_again);
    g_test_add_func("/import_pages/what-cannot-be-read-is-said-and-kept",
                    what_cannot_be_read_is_said_and_kept);
    g_test_add_func("/import_pages/another-collaborations-file-is-not-there",
                    another_collaborations_file_is_not_there);
    g_test_add_func("/import_pages/whole-or-nothing", import_is_whole_or_nothing);
    g_test_add_func("/import_pages/so-many-wait", only_so_many_files_wait_and_not_for_ever);
    return g_test_run();
}
