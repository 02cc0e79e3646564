#include "modules/plan_import/testing/import_world.h"

#include "base/error.h"
#include "formats/docx_write.h"
#include "modules/collaborations/testing/project_file.h"
#include "modules/plans/plan_report.h"
#include "services/audit/audit.h"

#define DEMO_PLAN "demo/jonkoping-plan-2021-2023.tsv"
#define SEED "../shared/seeds/004_cf9b1f122b977657.txt"

static size_t n_audits(const World *world, Id plan) {
    AuditRows rows;
    g_assert_true(
        audit_of_parent(world->db, world->arena, world->collaboration, plan, 10000, &rows, NULL));
    return rows.n;
}

static void assert_whole(const World *world, const char *path) {
    PlanImportSummary summary = import_bytes(world, bytes_of(world, path));
    Plan plan = load(world, summary.plan);
    g_assert_cmpuint(plan.n_years, ==, 3);
    g_assert_cmpuint(count_year(&plan, 0), ==, 25);
    g_assert_cmpuint(count_year(&plan, 1), ==, 24);
    g_assert_cmpuint(count_year(&plan, 2), ==, 11);
    g_assert_cmpuint(plan.n_national, ==, 5);
    g_assert_cmpstr(plan.title, ==, "Verksamhetsplan 2021–2023");
    g_assert_cmpstr(plan.state, ==, "draft");
    g_assert_true(summary.is_new);
    g_assert_cmpuint(summary.n_unplaced, ==, 0);
}

static void new_plan_is_whole(void) {
    World world = world_new("jonkoping");
    assert_whole(&world, DEMO_PLAN);
    world_free(&world);
}

static void seed_is_whole(void) {
    if (!g_file_test(SEED, G_FILE_TEST_EXISTS)) {
        g_test_skip("the seed is not here");
        return;
    }
    World world = world_new("jonkoping");
    assert_whole(&world, SEED);
    world_free(&world);
}

static void same_file_changes_nothing(void) {
    World world = world_new("jonkoping");
    PlanImportSummary first = import_bytes(&world, bytes_of(&world, DEMO_PLAN));
    Plan before = load(&world, first.plan);
    size_t audits = n_audits(&world, first.plan);
    PlanImportSummary second = import_bytes(&world, bytes_of(&world, DEMO_PLAN));
    PlanImportSummary as_word =
        import_bytes(&world, bytes_of(&world, "demo/jonkoping-plan-2021-2023.docx"));
    Plan after = load(&world, first.plan);
    g_assert_true(second.is_unchanged);
    g_assert_true(as_word.is_unchanged);
    g_assert_cmpint(second.plan.value, ==, first.plan.value);
    g_assert_cmpint(after.edit, ==, before.edit);
    g_assert_cmpuint(n_audits(&world, first.plan), ==, audits);
    g_assert_cmpstr(plan_to_json(world.arena, &after), ==, plan_to_json(world.arena, &before));
    world_free(&world);
}

static void collaborations_stay_apart(void) {
    World world = world_new("jonkoping");
    Id first = import_bytes(&world, text_bytes(first_file)).plan, jonkoping = world.collaboration;
    Plan before = load(&world, first);
    world.collaboration = add_collaboration(world.db, world.arena, "stockholm").id;
    PlanImportSummary second = import_bytes(&world, text_bytes(second_file));
    g_assert_true(second.is_new);
    world.collaboration = jonkoping;
    Plan after = load(&world, first);
    g_assert_cmpstr(plan_to_json(world.arena, &after), ==, plan_to_json(world.arena, &before));
    world_free(&world);
}

/* ---- every document of the demo ---- */

static void demo_file_is_read(const char *collaboration, const char *path, const char *title,
                              size_t n_activities, size_t n_texts) {
    World world = world_new(collaboration);
    PlanImportSummary summary = import_bytes(&world, bytes_of(&world, path));
    g_assert_cmpstr(summary.title, ==, title);
    g_assert_cmpuint(summary.n_activities, ==, n_activities);
    g_assert_cmpuint(summary.n_texts, ==, n_texts);
    g_assert_cmpuint(summary.n_unplaced, ==, 0);
    g_assert_true(import_bytes(&world, bytes_of(&world, path)).is_unchanged);
    world_free(&world);
}

static void demo_files_are_read(void) {
    demo_file_is_read("kronoberg-blekinge", "demo/kronoberg-blekinge-plan-2021-2022.tsv",
                      "Verksamhetsplan 2021–2022", 29, 4);
    demo_file_is_read("stockholm", "demo/stockholm-plan-2021.xlsx", "Verksamhetsplan 2021", 22, 2);
    demo_file_is_read("vasterbotten", "demo/vasterbotten-aktivitetsplan-2021.csv",
                      "Aktivitetsplan 2021", 12, 1);
    demo_file_is_read("vasterbotten", "demo/vasterbotten-budget-2021.tsv", "Budget 2021", 0, 1);
    demo_file_is_read("vasterbotten", "demo/vasterbotten-kalendarium-2021.tsv", "Kalendarium 2021",
                      0, 1);
    demo_file_is_read("vasterbotten", "demo/vasterbotten-verksamhetsplan-2021.txt",
                      "Verksamhetsplan 2021", 0, 8);
}

/* Whoever hands in a DOCX of the plan finds its activities as they were. */
static void word_file_of_a_plan_comes_back(void) {
    World world = world_new("jonkoping");
    Plan plan = load(&world, import_bytes(&world, bytes_of(&world, DEMO_PLAN)).plan);
    PlanPaper paper = {.plan = &plan, .collaboration = "", .decision = "Utkast", .version = ""};
    PlanImportFile file = {.collaboration = world.collaboration, .account = world.account};
    PlanImport import;
    g_autoptr(GError) error = NULL;
    docx_write(world.arena, plan_report(world.arena, &paper), &file.content, &error);
    g_assert_no_error(error);
    plan_import_read(world.db, world.arena, &file, &import, &error);
    g_assert_no_error(error);
    g_assert_nonnull(import.existing);
    size_t n = 0;
    for (size_t i = 0; i < import.n_rows; i++) {
        const ActivityDifference *row = import.rows[i].difference;
        if (row->after == NULL || row->year_after >= plan.last_year)
            continue;
        g_assert_cmpint(row->kind, ==, DIFFERENCE_SAME);
        n++;
    }
    g_assert_cmpuint(n, ==, 25 + 24);
    world_free(&world);
}

/* ---- what is left out is listed ---- */

static void other_years_and_banks_are_listed(void) {
    World world = world_new("stockholm");
    PlanImport import = preview(&world, first_file);
    g_assert_cmpuint(import.n_unplaced, ==, 0);
    import = preview(&world, "Verksamhetsplan 2021\n\n2021\n\n" HEAD ROW(
                                 "Köldmedia", "2021") "\n2022\n\n" HEAD ROW("Täkter", "2022"));
    g_assert_cmpuint(import.n_rows, ==, 1);
    g_assert_cmpuint(import.n_unplaced, ==, 1);
    g_assert_nonnull(strstr(import.unplaced[0].text, "Täkter"));
    world.collaboration = add_collaboration(world.db, world.arena, "jonkoping").id;
    PlanImportFile file = {.collaboration = world.collaboration,
                           .content = text_bytes(first_file),
                           .first_year = 2019};
    g_assert_true(plan_import_read(world.db, world.arena, &file, &import, NULL));
    g_assert_cmpuint(import.n_notes, ==, 1);
    g_assert_nonnull(strstr(import.notes[0].text, "2021 är förslagsbankens år"));
    world_free(&world);
}

/* ---- bad input ---- */

static char *repeated(Arena *arena, const char *text, size_t times) {
    GString *all = g_string_new("Verksamhetsplan 2021-2023\n\n2021\n\n" HEAD);
    for (size_t i = 0; i < times; i++)
        g_string_append(all, text);
    char *copy = arena_strdup(arena, all->str);
    g_string_free(all, TRUE);
    return copy;
}

static void assert_refused(const World *world, Bytes content, const char *words) {
    PlanImportFile file = {
        .collaboration = world->collaboration, .account = world->account, .content = content};
    PlanImportSummary summary;
    PlanSummaries plans;
    g_autoptr(GError) error = NULL;
    g_assert_false(plan_import_file(world->db, world->arena, &file, &summary, &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    if (strstr(error->message, words) == NULL)
        g_error("%s does not say %s", error->message, words);
    g_assert_true(plans_list(world->db, world->arena, world->collaboration, &plans, NULL));
    g_assert_cmpuint(plans.n, ==, 0);
}

static void bad_files_are_refused(void) {
    World world = world_new("jonkoping");
    g_autofree char *wide = g_strnfill(400, '\t');
    g_autofree char *long_cell = g_strnfill(6000, 'a');
    assert_refused(&world, text_bytes(""), "tom");
    assert_refused(&world, text_bytes(repeated(world.arena, "a\tb\tc\td\te\tf\tg\n", 100001)),
                   "100");
    assert_refused(&world, text_bytes(arena_printf(world.arena, "Aktivitet\tTid%s\n", wide)),
                   "200");
    assert_refused(&world,
                   text_bytes(arena_printf(
                       world.arena, "2021\n\n" HEAD "Titel\t%s\tx\ty\tz\tu\tv\n", long_cell)),
                   "5000");
    g_autofree char *long_category = g_strnfill(201, 'a');
    assert_refused(
        &world,
        text_bytes(arena_printf(world.arena, "2021\n\nKategori\tAktivitet\tTid\n%s\tTitel\t2021\n",
                                long_category)),
        "högst 200");
    assert_refused(&world, text_bytes("Kommun\tKontakt\nLindby\tAnna\nEkby\tBo\n"), "ingen plan");
    assert_refused(&world, (Bytes){(const uint8_t *)"PK\x03\x04\x14\0\0\0", 8}, "skad");
    assert_refused(&world, (Bytes){(const uint8_t *)"%PDF-1.7\n%\xe2\xe3", 13}, "PDF");
    world_free(&world);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan_import/new-plan-is-whole", new_plan_is_whole);
    g_test_add_func("/plan_import/seed-is-whole", seed_is_whole);
    g_test_add_func("/plan_import/same-file-changes-nothing", same_file_changes_nothing);
    g_test_add_func("/plan_import/collaborations-stay-apart", collaborations_stay_apart);
    g_test_add_func("/plan_import/demo-files-are-read", demo_files_are_read);
    g_test_add_func("/plan_import/word-file-comes-back", word_file_of_a_plan_comes_back);
    g_test_add_func("/plan_import/other-years-are-listed", other_years_and_banks_are_listed);
    g_test_add_func("/plan_import/bad-files-are-refused", bad_files_are_refused);
    return g_test_run();
}
