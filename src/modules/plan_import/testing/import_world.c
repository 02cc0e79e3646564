#include "modules/plan_import/testing/import_world.h"

#include "db/testdb.h"
#include "modules/collaborations/testing/project_file.h"
#include "services/auth/auth.h"

const char first_file[] =
    "Verksamhetsplan 2021-2023\n\n2021\n\n" HEAD "Tillsynsprojekt\n" ROW("Köldmedia", "2021")
        ROW("Eldning", "2021") "Handläggarträffar\n" ROW("Avloppsträff", "Våren 2021");
const char second_file[] =
    "Verksamhetsplan 2021-2023\n\n2021\n\n" HEAD
    "Tillsynsprojekt\n" ROW("Köldmedia", "Hösten 2021") "Handläggarträffar\n" ROW(
        "Avloppsträff", "Våren 2021") "Kommunikation\n" ROW("Nyhetsbrev", "Löpande");

World world_new(const char *collaboration) {
    World world = {.db = testdb_new(), .arena = arena_new()};
    NewAccount account = {"anna@example.org", "Anna Prov", NULL, false};
    g_assert_true(account_add(world.db, &account, &world.account, NULL));
    world.collaboration = add_collaboration(world.db, world.arena, collaboration).id;
    return world;
}

void world_free(World *world) {
    db_close(world->db);
    arena_free(world->arena);
}

Bytes bytes_of(const World *world, const char *path) {
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    gsize size;
    g_file_get_contents(path, &text, &size, &error);
    g_assert_no_error(error);
    return (Bytes){(const uint8_t *)arena_strndup(world->arena, text, size), size};
}

Bytes text_bytes(const char *text) {
    return (Bytes){(const uint8_t *)text, strlen(text)};
}

PlanImportSummary import_bytes(const World *world, Bytes content) {
    PlanImportFile file = {
        .collaboration = world->collaboration, .account = world->account, .content = content};
    PlanImportSummary summary;
    g_autoptr(GError) error = NULL;
    plan_import_file(world->db, world->arena, &file, &summary, &error);
    g_assert_no_error(error);
    return summary;
}

PlanImport preview(const World *world, const char *text) {
    PlanImportFile file = {.collaboration = world->collaboration,
                           .account = world->account,
                           .content = text_bytes(text)};
    PlanImport import;
    g_autoptr(GError) error = NULL;
    plan_import_read(world->db, world->arena, &file, &import, &error);
    g_assert_no_error(error);
    return import;
}

Plan load(const World *world, Id id) {
    Plan plan;
    g_autoptr(GError) error = NULL;
    plan_load(world->db, world->arena, world->collaboration, id, &plan, &error);
    g_assert_no_error(error);
    return plan;
}

size_t count_year(const Plan *plan, size_t year) {
    size_t n = 0;
    for (size_t c = 0; c < plan->years[year].n_categories; c++)
        n += plan->years[year].categories[c].n_activities;
    return n;
}
