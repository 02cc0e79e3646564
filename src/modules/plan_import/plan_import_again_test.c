#include "modules/plan_import/testing/import_world.h"

#include "base/error.h"
#include "services/audit/audit.h"

/* A file that is read into a plan that is there. */

static const Activity *find_activity(const Plan *plan, const char *title) {
    for (size_t y = 0; y < plan->n_years; y++)
        for (size_t c = 0; c < plan->years[y].n_categories; c++)
            for (size_t i = 0; i < plan->years[y].categories[c].n_activities; i++)
                if (strcmp(plan->years[y].categories[c].activities[i].cells[COLUMN_TITLE], title) ==
                    0)
                    return &plan->years[y].categories[c].activities[i];
    return NULL;
}

static void changed_file_shows_its_differences(void) {
    World world = world_new("jonkoping");
    Id plan = import_bytes(&world, text_bytes(first_file)).plan;
    PlanImport import = preview(&world, second_file);
    g_assert_nonnull(import.existing);
    g_assert_cmpint(import.existing->id.value, ==, plan.value);
    g_assert_cmpuint(import.difference.n_changed, ==, 1);
    g_assert_cmpuint(import.difference.n_added, ==, 1);
    g_assert_cmpuint(import.difference.n_removed, ==, 1);
    g_assert_cmpuint(import.n_rows, ==, 4);
    g_assert_true(import.rows[0].difference->cell_changed[COLUMN_TIME]);
    g_assert_false(import.rows[0].difference->cell_changed[COLUMN_GOAL]);
    g_assert_cmpint(import.rows[0].line, ==, 7);
    world_free(&world);
}

static void changed_file_changes_only_what_differs(void) {
    World world = world_new("jonkoping");
    Id id = import_bytes(&world, text_bytes(first_file)).plan;
    Plan before = load(&world, id);
    PlanImportSummary summary = import_bytes(&world, text_bytes(second_file));
    Plan after = load(&world, id);
    g_assert_cmpuint(summary.n_changed, ==, 1);
    g_assert_cmpuint(summary.n_added, ==, 1);
    g_assert_cmpuint(summary.n_kept, ==, 1);
    g_assert_cmpuint(count_year(&after, 0), ==, 4);
    g_assert_cmpstr(find_activity(&after, "Köldmedia")->cells[COLUMN_TIME], ==, "Hösten 2021");
    g_assert_cmpint(find_activity(&after, "Köldmedia")->id.value, ==,
                    find_activity(&before, "Köldmedia")->id.value);
    g_assert_nonnull(find_activity(&after, "Eldning"));
    g_assert_cmpint(find_activity(&after, "Avloppsträff")->edit, ==,
                    find_activity(&before, "Avloppsträff")->edit);
    g_assert_cmpuint(find_activity(&after, "Nyhetsbrev")->n_goals, ==, 1);
    g_assert_true(import_bytes(&world, text_bytes(second_file)).is_unchanged);
    world_free(&world);
}

/* The titles of a year's category in order, each followed by a space. */
static const char *titles_of(const World *world, Id plan, const char *category) {
    Plan now = load(world, plan);
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t c = 0; c < now.years[0].n_categories; c++)
        for (size_t i = 0; strcmp(now.years[0].categories[c].title, category) == 0 &&
                           i < now.years[0].categories[c].n_activities;
             i++)
            g_string_append_printf(text, "%s ",
                                   now.years[0].categories[c].activities[i].cells[COLUMN_TITLE]);
    return arena_strdup(world->arena, text->str);
}

static void new_rows_stand_where_the_file_has_them(void) {
    World world = world_new("jonkoping");
    Id plan = import_bytes(&world, text_bytes(first_file)).plan;
    import_bytes(&world, text_bytes("Verksamhetsplan 2021-2023\n\n2021\n\n" HEAD
                                    "Tillsynsprojekt\n" ROW("Asbest", "2021") ROW("Buller", "2021")
                                        ROW("Köldmedia", "2021") ROW("Avloppsträff", "Våren 2021")
                                            ROW("Eldning", "2021") ROW("Fosfor", "2021")));
    g_assert_cmpstr(titles_of(&world, plan, "Tillsynsprojekt"), ==,
                    "Asbest Buller Köldmedia Avloppsträff Eldning Fosfor ");
    g_assert_cmpstr(titles_of(&world, plan, "Handläggarträffar"), ==, "");
    world_free(&world);
}

static const char *note_of(const World *world, Id plan, const char *category) {
    Plan now = load(world, plan);
    for (size_t c = 0; c < now.years[0].n_categories; c++)
        if (strcmp(now.years[0].categories[c].title, category) == 0)
            return now.years[0].categories[c].note;
    return NULL;
}

#define WITH(rows)                                                                                 \
    "Verksamhetsplan 2021-2023\n\n2021\n\n" HEAD "Tillsynsprojekt\n" ROW("Köldmedia", "2021") rows

static void notes_of_categories_come_along(void) {
    World world = world_new("jonkoping");
    Id plan = import_bytes(&world, text_bytes(WITH("Kommunikation\nEj fastställt\n"))).plan;
    g_assert_cmpstr(note_of(&world, plan, "Kommunikation"), ==, "Ej fastställt");
    g_assert_cmpuint(preview(&world, WITH("Kommunikation\nEj fastställt\n")).difference.n_texts, ==,
                     0);
    import_bytes(&world, text_bytes(WITH(
                             "Kommunikation\n" ROW("Nyhetsbrev", "2021") "Övrigt\nEj beslutat\n")));
    g_assert_cmpstr(note_of(&world, plan, "Kommunikation"), ==, "");
    g_assert_cmpstr(note_of(&world, plan, "Övrigt"), ==, "Ej beslutat");
    PlanImport back = preview(&world, WITH("Kommunikation\nEj fastställt\n"));
    g_assert_true(back.changes);
    import_bytes(&world, text_bytes(WITH("Övrigt\n" ROW("Annat", "2021"))));
    g_assert_cmpstr(note_of(&world, plan, "Övrigt"), ==, "");
    CategoryEdit edit = {.collaboration = world.collaboration,
                         .account = world.account,
                         .note = "Samordnas av Anna"};
    Plan now = load(&world, plan);
    edit.category = now.years[0].categories[0].id;
    g_assert_true(category_set_note(world.db, world.arena, &edit, NULL));
    g_assert_true(import_bytes(&world, text_bytes(WITH(""))).is_unchanged);
    g_assert_cmpstr(note_of(&world, plan, "Tillsynsprojekt"), ==, "Samordnas av Anna");
    world_free(&world);
}

static void bank_in_seven_columns_keeps_them(void) {
    World world = world_new("jonkoping");
    const char *file = WITH("\nFörslagsbank\n\n" HEAD "Kemikalier\n" ROW("Nagelsalonger", "2024")
                                ROW("Kosmetika", "Hösten 2024"));
    Id id = import_bytes(&world, text_bytes(file)).plan;
    Plan plan = load(&world, id);
    const PlanYear *bank = &plan.years[plan.n_years - 1];
    g_assert_cmpstr(bank->status, ==, "bank");
    g_assert_cmpuint(bank->n_categories, ==, 1);
    g_assert_cmpstr(bank->categories[0].title, ==, "Kemikalier");
    g_assert_cmpuint(bank->categories[0].n_activities, ==, 2);
    static const char *const cells[] = {"Kosmetika",    "Mål.",        "Göra det.",
                                        "Hösten 2024",  "Samordnaren", "Länets kommuner",
                                        "Giftfri miljö"};
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        g_assert_cmpstr(bank->categories[0].activities[1].cells[column], ==, cells[column]);
    PlanImport again = preview(&world, file);
    g_assert_cmpuint(again.n_unplaced, ==, 0);
    g_assert_false(again.changes);
    world_free(&world);
}

static void what_only_the_plan_has_goes_when_ticked(void) {
    World world = world_new("jonkoping");
    Id id = import_bytes(&world, text_bytes(first_file)).plan;
    PlanImport import = preview(&world, second_file);
    Plan before = load(&world, id), after;
    Id gone = find_activity(&before, "Eldning")->id,
       stays = find_activity(&before, "Köldmedia")->id;
    PlanImportSummary summary;
    g_autoptr(GError) error = NULL;
    PlanImportChoice wrong = {.edit = before.edit, .removed = &stays, .n_removed = 1};
    PlanImportChoice right = {.edit = before.edit, .removed = &gone, .n_removed = 1};
    g_assert_false(plan_import_apply(world.db, world.arena, &import, &wrong, &summary, &error));
    g_assert_true(error_is(error, ERROR_CONFLICT));
    g_clear_error(&error);
    g_assert_cmpint(load(&world, id).edit, ==, before.edit);
    g_assert_true(plan_import_apply(world.db, world.arena, &import, &right, &summary, &error));
    after = load(&world, id);
    g_assert_null(find_activity(&after, "Eldning"));
    g_assert_cmpuint(summary.n_removed, ==, 1);
    g_assert_cmpuint(summary.n_kept, ==, 0);
    world_free(&world);
}

static void plan_changed_meanwhile_is_shown_again(void) {
    World world = world_new("jonkoping");
    Id id = import_bytes(&world, text_bytes(first_file)).plan;
    PlanImport import = preview(&world, second_file);
    Plan before = load(&world, id);
    CellEdit edit = {world.collaboration, world.account, find_activity(&before, "Avloppsträff")->id,
                     COLUMN_TIME,         "Våren 2021",  "Maj 2021"};
    CellResult result;
    PlanImportSummary summary;
    g_autoptr(GError) error = NULL;
    g_assert_true(activity_edit_cell(world.db, world.arena, &edit, &result, &error));
    PlanImportChoice choice = {.edit = before.edit};
    g_assert_false(plan_import_apply(world.db, world.arena, &import, &choice, &summary, &error));
    g_assert_true(error_is(error, ERROR_CONFLICT));
    Plan after = load(&world, id);
    g_assert_cmpstr(find_activity(&after, "Avloppsträff")->cells[COLUMN_TIME], ==, "Maj 2021");
    g_assert_cmpstr(find_activity(&after, "Köldmedia")->cells[COLUMN_TIME], ==, "2021");
    world_free(&world);
}

static int64_t adopt(const World *world, Id id) {
    Plan plan = load(world, id);
    const Rules *rules;
    int64_t number;
    g_autoptr(GError) error = NULL;
    g_assert_true(rules_load(world->db, world->arena, world->collaboration, (Date){2021, 1, 1},
                             &rules, &error));
    Adoption adoption = {.collaboration = world->collaboration,
                         .account = world->account,
                         .plan = id,
                         .body = rules_find(rules, ELEMENT_BODY, "styrgrupp")->element,
                         .edit = plan.edit,
                         .adopted_on = {2020, 6, 9},
                         .paragraph = "§ 14",
                         .note = ""};
    plan_adopt(world->db, world->arena, &adoption, &number, &error);
    g_assert_no_error(error);
    return number;
}

static void adopted_plan_becomes_a_revision(void) {
    World world = world_new("jonkoping");
    Id id = import_bytes(&world, text_bytes(first_file)).plan;
    int64_t number = adopt(&world, id);
    PlanVersion version;
    Plan frozen, again;
    g_assert_true(plan_version_load(world.db, world.arena, world.collaboration, id, number,
                                    &version, &frozen, NULL));
    g_assert_true(import_bytes(&world, text_bytes(first_file)).is_unchanged);
    g_assert_cmpstr(load(&world, id).state, ==, "adopted");
    import_bytes(&world, text_bytes(second_file));
    g_assert_cmpstr(load(&world, id).state, ==, "revision");
    g_assert_true(plan_version_load(world.db, world.arena, world.collaboration, id, number,
                                    &version, &again, NULL));
    g_assert_cmpstr(plan_to_json(world.arena, &again), ==, plan_to_json(world.arena, &frozen));
    world_free(&world);
}

/* ---- what else than cells can differ ---- */

static const char texts_before[] =
    "Verksamhetsplan 2021-2023\n\nStyrning\n\nStyrgruppen leder arbetet, och samordnaren ser till "
    "att det blir av.\n\n"
    "2021\n\n" HEAD "Tillsynsprojekt\n" ROW("Köldmedia", "2021") ROW(
        "Eldning",
        "2021") "\nNationella aktiviteter 2021\nTillsyn\nBekämpningsmedel i detaljhandeln (KEMI)\n";
static const char texts_after[] =
    "Verksamhetsplan 2021-2023\n\nStyrning\n\nStyrgruppen leder arbetet, och samordnaren skriver "
    "protokoll.\n\n"
    "2021\n\n" HEAD "Tillsynsprojekt\n" ROW("Köldmedia", "2021") "Kommunikation\n" ROW(
        "Eldning", "2021") "\nNationella aktiviteter 2021\nTillsyn\nBekämpningsmedel i "
                           "detaljhandeln (KEMI)\nHästverksamheter (JV)\n";

static const AuditRow *told(const World *world, Id plan, const char *action) {
    AuditRows rows;
    g_assert_true(
        audit_of_parent(world->db, world->arena, world->collaboration, plan, 1000, &rows, NULL));
    for (size_t i = 0; i < rows.n; i++)
        if (strcmp(rows.rows[i].action, action) == 0)
            return &rows.rows[i];
    g_error("%s is not told of", action);
}

static const char *category_with(const Plan *plan, const char *title) {
    for (size_t c = 0; c < plan->years[0].n_categories; c++)
        for (size_t i = 0; i < plan->years[0].categories[c].n_activities; i++)
            if (strcmp(plan->years[0].categories[c].activities[i].cells[COLUMN_TITLE], title) == 0)
                return plan->years[0].categories[c].title;
    return NULL;
}

static void texts_places_and_national_activities_are_taken_in(void) {
    World world = world_new("jonkoping");
    Id id = import_bytes(&world, text_bytes(texts_before)).plan;
    Plan before = load(&world, id);
    g_assert_cmpuint(before.n_chapters, ==, 1);
    g_assert_cmpuint(before.n_national, ==, 1);
    g_assert_cmpstr(category_with(&before, "Eldning"), ==, "Tillsynsprojekt");
    PlanImportSummary summary = import_bytes(&world, text_bytes(texts_after));
    Plan after = load(&world, id);
    g_assert_cmpuint(summary.n_changed, ==, 1);
    g_assert_cmpuint(summary.n_added, ==, 0);
    g_assert_cmpstr(category_with(&after, "Eldning"), ==, "Kommunikation");
    g_assert_cmpuint(after.n_chapters, ==, 1);
    g_assert_nonnull(strstr(after.chapters[0].body, "skriver protokoll"));
    g_assert_cmpuint(after.n_national, ==, 2);
    g_assert_cmpstr(after.national[1].authority, ==, "JV");
    g_assert_nonnull(strstr(told(&world, id, "chapter.edit")->before, "ser till att det blir av"));
    g_assert_cmpstr(told(&world, id, "national.add")->after, ==, "Hästverksamheter");
    g_assert_cmpstr(told(&world, id, "activity.move")->account_name, ==, "Anna Prov");
    told(&world, id, "category.add");
    g_assert_cmpstr(told(&world, id, "plan.import")->after, ==, "0 nya, 1 ändrade");
    g_assert_true(import_bytes(&world, text_bytes(texts_after)).is_unchanged);
    world_free(&world);
}

/* Who read the plan before its text changed cannot adopt it after. */
static void changed_text_raises_the_plans_edit(void) {
    World world = world_new("jonkoping");
    Id id = import_bytes(&world, text_bytes(texts_before)).plan;
    Plan before = load(&world, id);
    const char *only_text = arena_printf(world.arena,
                                         "Verksamhetsplan 2021-2023\n\nStyrning\n\nStyrgruppen "
                                         "leder arbetet, och ingen annan gör det.\n\n%s",
                                         strstr(texts_before, "2021\n\n" HEAD));
    import_bytes(&world, text_bytes(only_text));
    g_assert_cmpint(load(&world, id).edit, >, before.edit);
    world_free(&world);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan-import/bank", bank_in_seven_columns_keeps_them);
    g_test_add_func("/plan-import/notes", notes_of_categories_come_along);
    g_test_add_func("/plan-import/file-order", new_rows_stand_where_the_file_has_them);
    g_test_add_func("/plan_import/changed-file-shows-its-differences",
                    changed_file_shows_its_differences);
    g_test_add_func("/plan_import/changed-file-changes-only-what-differs",
                    changed_file_changes_only_what_differs);
    g_test_add_func("/plan_import/what-only-the-plan-has-goes-when-ticked",
                    what_only_the_plan_has_goes_when_ticked);
    g_test_add_func("/plan_import/plan-changed-meanwhile-is-shown-again",
                    plan_changed_meanwhile_is_shown_again);
    g_test_add_func("/plan_import/adopted-plan-becomes-a-revision",
                    adopted_plan_becomes_a_revision);
    g_test_add_func("/plan_import/texts-places-and-national",
                    texts_places_and_national_activities_are_taken_in);
    g_test_add_func("/plan_import/changed-text-raises-edit", changed_text_raises_the_plans_edit);
    return g_test_run();
}
