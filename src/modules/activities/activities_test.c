#include "modules/activities/activities_sample.h"

#include "db/migrate.h"

/* ---- apart, together, and how much it costs ---- */

static void others_are_never_touched(Fixture *fixture, gconstpointer data) {
    (void)data;
    Db *db = fixture->db;
    Arena *arena = fixture->arena;
    Id id = add_to(fixture, projects, "A");
    edit_cell(fixture, id, COLUMN_TIME, "2021");
    Activity stored = get(fixture, id), found;
    const char *before = ours_all(fixture), *theirs = all_of(fixture, fixture->theirs, their(plan));
    CellResult cell;
    UndoResult undone;
    Activities all;
    CellEdit cell_change = {fixture->theirs, fixture->anna, id, COLUMN_TIME, "2021", "2022"};
    FactsEdit facts_change = {fixture->theirs, fixture->anna, id, stored.edit, &stored};
    FollowUp follow_up = {.collaboration = fixture->theirs,
                          .account = fixture->anna,
                          .activity = id,
                          .edit = stored.edit,
                          .status = "done",
                          .comment = ""};
    ActivityMove move = {fixture->theirs, fixture->anna, id, year_2022, {0}, {0}};
    GError *errors[7] = {0};
    g_assert_false(activity_get(db, arena, fixture->theirs, id, &found, &errors[0]));
    g_assert_false(activity_edit_cell(db, arena, &cell_change, &cell, &errors[1]));
    g_assert_false(activity_edit_facts(db, arena, &facts_change, NULL, &errors[2]));
    g_assert_false(activity_follow_up(db, arena, &follow_up, &errors[3]));
    g_assert_false(activity_move(db, arena, &move, NULL, &errors[4]));
    g_assert_false(activity_remove(
        db, arena, &(ActivityRemoval){fixture->theirs, fixture->anna, id}, NULL, &errors[5]));
    g_assert_false(activity_undo(db, arena,
                                 &(ActivityUndo){fixture->theirs, fixture->anna, plan, {0}},
                                 &undone, &errors[6]));
    for (size_t i = 0; i < G_N_ELEMENTS(errors); i++) {
        g_assert_true(error_is(errors[i], ERROR_NOT_FOUND));
        g_clear_error(&errors[i]);
    }
    g_assert_true(activities_of_plan(db, arena, fixture->theirs, plan, &all, NULL));
    g_assert_cmpint(all.n, ==, 0);
    g_assert_cmpstr(ours_all(fixture), ==, before);
    g_assert_cmpstr(all_of(fixture, fixture->theirs, their(plan)), ==, theirs);
}

/* Two people at two connections: the second sees what the first wrote, and does not write
 * over it. */
static void two_connections(void) {
    char *path = testdb_where();
    g_autoptr(GError) error = NULL;
    Fixture fixture = {0};
    Db *second;
    g_assert_true(db_create(path, &fixture.db, &error));
    g_assert_true(db_migrate(fixture.db, &error));
    fill(&fixture);
    g_assert_true(db_open(path, &second, &error));
    Id id = add_to(&fixture, projects, "A");
    CellResult result;
    CellEdit mine = {fixture.ours, fixture.anna, id, COLUMN_TIME, "Våren 2021", "Maj 2021"};
    CellEdit theirs = {fixture.ours, fixture.bo, id, COLUMN_TIME, "Våren 2021", "Juni 2021"};
    CellEdit elsewhere = {fixture.ours, fixture.bo, id, COLUMN_RESPONSIBLE, "Samordnaren", "Bo"};
    g_assert_true(activity_edit_cell(fixture.db, fixture.arena, &mine, &result, &error));
    g_assert_cmpint(result.outcome, ==, CELL_SAVED);
    g_assert_true(activity_edit_cell(second, fixture.arena, &theirs, &result, &error));
    g_assert_cmpint(result.outcome, ==, CELL_CONFLICT);
    g_assert_cmpstr(result.text, ==, "Maj 2021");
    g_assert_cmpstr(result.changed_by, ==, "Anna Prov");
    g_assert_true(activity_edit_cell(second, fixture.arena, &elsewhere, &result, &error));
    g_assert_cmpint(result.outcome, ==, CELL_SAVED);
    Activity activity = get(&fixture, id);
    g_assert_cmpstr(activity.cells[COLUMN_TIME], ==, "Maj 2021");
    g_assert_cmpstr(activity.cells[COLUMN_RESPONSIBLE], ==, "Bo");
    db_close(second);
    tear_down(&fixture, NULL);
    testdb_remove(path);
}

static uint64_t statements_of_loading(Fixture *fixture, size_t expected) {
    uint64_t before = db_statement_count(fixture->db);
    Activities activities;
    g_assert_true(
        activities_of_plan(fixture->db, fixture->arena, fixture->ours, plan, &activities, NULL));
    g_assert_cmpint(activities.n, ==, expected);
    return db_statement_count(fixture->db) - before;
}

static uint64_t statements_of_a_cell(Fixture *fixture, Id id, const char *text) {
    uint64_t before = db_statement_count(fixture->db);
    CellEdit edit = {
        fixture->ours, fixture->anna, id, COLUMN_TIME, get(fixture, id).cells[COLUMN_TIME], text};
    CellResult result;
    g_assert_true(activity_edit_cell(fixture->db, fixture->arena, &edit, &result, NULL));
    g_assert_cmpint(result.outcome, ==, CELL_SAVED);
    return db_statement_count(fixture->db) - before;
}

static void statements_are_as_many_for_sixty(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id first = add_to(fixture, projects, "A");
    uint64_t loading = statements_of_loading(fixture, 1),
             cell = statements_of_a_cell(fixture, first, "2021");
    for (int i = 1; i < 60; i++)
        add_to(fixture, i % 2 == 0 ? projects : meetings, "B");
    g_assert_cmpint(loading, ==, 6);
    g_assert_cmpint(statements_of_loading(fixture, 60), ==, loading);
    g_assert_cmpint(statements_of_a_cell(fixture, first, "2022"), ==, cell);
}

static void columns_have_keys(void) {
    ActivityColumn column;
    for (int i = 0; i < N_ACTIVITY_COLUMNS; i++) {
        g_assert_true(activity_column_from(activity_columns[i].key, &column));
        g_assert_cmpint(column, ==, i);
    }
    g_assert_true(activity_column_from("title", &column));
    g_assert_cmpint(column, ==, COLUMN_TITLE);
    g_assert_false(activity_column_from("status", &column));
    g_assert_false(activity_column_from(NULL, &column));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD("activities", others_are_never_touched);
    ADD("activities", statements_are_as_many_for_sixty);
    g_test_add_func("/activities/two_connections", two_connections);
    g_test_add_func("/activities/columns_have_keys", columns_have_keys);
    return g_test_run();
}
