#include "modules/plan_import/plan_import.h"

#include "db/testdb.h"
#include "modules/collaborations/configuration.h"
#include "services/audit/audit.h"
#include "services/auth/auth.h"

#include <glib.h>
#include <string.h>

#define DEMO_PLAN "demo/jonkoping-plan-2021-2023.tsv"
#define SEED "../shared/seeds/004_cf9b1f122b977657.txt"

/* A database in memory with one collaboration and an account. */
typedef struct {
    Db *db;
    Arena *arena;
    Id collaboration, account;
} World;

static void add_collaboration(World *world, const char *name) {
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "collaborations", name, NULL);
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    ConfigurationImport import = {0};
    ConfigurationSummary summary;
    g_file_get_contents(path, &text, &import.size, &error);
    g_assert_no_error(error);
    import.text = text;
    configuration_import(world->db, world->arena, &import, &summary, &error);
    g_assert_no_error(error);
    world->collaboration = summary.collaboration;
}

static World world_new(const char *collaboration) {
    World world = {.db = testdb_new(), .arena = arena_new()};
    NewAccount account = {"anna@example.org", "Anna Prov", NULL, false};
    g_assert_true(account_add(world.db, &account, &world.account, NULL));
    add_collaboration(&world, collaboration);
    return world;
}

static void world_free(World *world) {
    db_close(world->db);
    arena_free(world->arena);
}

static Bytes bytes_of(const World *world, const char *path) {
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    gsize size;
    g_file_get_contents(path, &text, &size, &error);
    g_assert_no_error(error);
    return (Bytes){(const uint8_t *)arena_strndup(world->arena, text, size), size};
}

static Bytes text_bytes(const char *text) {
    return (Bytes){(const uint8_t *)text, strlen(text)};
}

static PlanImportSummary import_bytes(const World *world, Bytes content) {
    PlanImportFile file = {.collaboration = world->collaboration, .account = world->account, .content = content};
    PlanImportSummary summary;
    g_autoptr(GError) error = NULL;
    plan_import_file(world->db, world->arena, &file, &summary, &error);
    g_assert_no_error(error);
    return summary;
}

static Plan load(const World *world, Id id) {
    Plan plan;
    g_autoptr(GError) error = NULL;
    plan_load(world->db, world->arena, world->collaboration, id, &plan, &error);
    g_assert_no_error(error);
    return plan;
}

static size_t count_year(const Plan *plan, size_t year) {
    size_t n = 0;
    for (size_t c = 0; c < plan->years[year].n_categories; c++)
        n += plan->years[year].categories[c].n_activities;
    return n;
}

static size_t n_audits(const World *world, Id plan) {
    AuditRows rows;
    g_assert_true(audit_of_parent(world->db, world->arena, world->collaboration, plan, 10000, &rows, NULL));
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
    World world = world_new("jonkoping.conf");
    assert_whole(&world, DEMO_PLAN);
    world_free(&world);
}

static void seed_is_whole(void) {
    if (!g_file_test(SEED, G_FILE_TEST_EXISTS)) {
        g_test_skip("the seed is not here");
        return;
    }
    World world = world_new("jonkoping.conf");
    assert_whole(&world, SEED);
    world_free(&world);
}

static void same_file_changes_nothing(void) {
    World world = world_new("jonkoping.conf");
    PlanImportSummary first = import_bytes(&world, bytes_of(&world, DEMO_PLAN));
    Plan before = load(&world, first.plan);
    size_t audits = n_audits(&world, first.plan);
    PlanImportSummary second = import_bytes(&world, bytes_of(&world, DEMO_PLAN));
    PlanImportSummary as_word = import_bytes(&world, bytes_of(&world, "demo/jonkoping-plan-2021-2023.docx"));
    Plan after = load(&world, first.plan);
    g_assert_true(second.is_unchanged);
    g_assert_true(as_word.is_unchanged);
    g_assert_cmpint(second.plan.value, ==, first.plan.value);
    g_assert_cmpint(after.edit, ==, before.edit);
    g_assert_cmpuint(n_audits(&world, first.plan), ==, audits);
    g_assert_cmpstr(plan_to_json(world.arena, &after), ==, plan_to_json(world.arena, &before));
    world_free(&world);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan_import/new-plan-is-whole", new_plan_is_whole);
    g_test_add_func("/plan_import/seed-is-whole", seed_is_whole);
    g_test_add_func("/plan_import/same-file-changes-nothing", same_file_changes_nothing);
    (void)text_bytes;
    return g_test_run();
}
