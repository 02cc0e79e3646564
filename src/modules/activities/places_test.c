#include "modules/activities/activities_sample.h"

/* ---- moving and removing ---- */

static void move_to(Fixture *fixture, Id activity, Id plan_year, Id category, Id before) {
    ActivityMove move = {fixture->ours, fixture->anna, activity, plan_year, category, before};
    g_autoptr(GError) error = NULL;
    activity_move(fixture->db, fixture->arena, &move, NULL, &error);
    g_assert_no_error(error);
}

static void moves_within_a_category(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id a = add_to(fixture, projects, "A"), b = add_to(fixture, projects, "B"),
       c = add_to(fixture, projects, "C");
    move_to(fixture, c, (Id){0}, projects, a);
    g_assert_cmpstr(titles_in(fixture, projects), ==, "C A B ");
    move_to(fixture, a, (Id){0}, projects, (Id){0});
    g_assert_cmpstr(titles_in(fixture, projects), ==, "C B A ");
    const char *before = ours_all(fixture);
    move_to(fixture, c, (Id){0}, projects, b);
    move_to(fixture, c, (Id){0}, projects, c);
    move_to(fixture, a, (Id){0}, projects, (Id){0});
    g_assert_cmpstr(ours_all(fixture), ==, before);
    undo(fixture);
    g_assert_cmpstr(titles_in(fixture, projects), ==, "C A B ");
    g_assert_cmpstr(undo(fixture).action, ==, "activity.move");
    g_assert_cmpstr(titles_in(fixture, projects), ==, "A B C ");
    undo_fails(fixture, ERROR_NOT_FOUND);
}

static void moves_to_another_year(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id a = add_to(fixture, projects, "A"), d = add_to(fixture, projects_2022, "D"),
       e = add_to(fixture, meetings, "E");
    int64_t edit = plan_edit(fixture);
    move_to(fixture, a, year_2022, (Id){0}, d);
    g_assert_cmpstr(titles_in(fixture, projects_2022), ==, "A D ");
    g_assert_cmpint(plan_edit(fixture), ==, edit + 1);
    g_assert_cmpstr(history(fixture, a).rows[0].before, ==, "2021, Tillsynsprojekt, plats 1");
    g_assert_cmpstr(history(fixture, a).rows[0].after, ==, "2022, Tillsynsprojekt, plats 1");
    move_to(fixture, e, bank, (Id){0}, d); /* `before` of another category: last */
    Activity moved = get(fixture, e);
    g_assert_false(id_equal(moved.category, meetings));
    g_assert_cmpstr(titles_in(fixture, moved.category), ==, "E ");
    undo(fixture);
    g_assert_true(id_equal(get(fixture, e).category, meetings));
    undo(fixture);
    g_assert_cmpstr(titles_in(fixture, projects), ==, "A ");
    g_assert_cmpstr(titles_in(fixture, projects_2022), ==, "D ");
}

static void move_refuses(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id a = add_to(fixture, projects, "A");
    g_autofree char *second_plan = g_strdup_printf(
        "INSERT INTO plan (collaboration, id, document, first_year, last_year, title, state, "
        "created_at, updated_at)"
        " SELECT collaboration, 2001, document, 2031, 2031, 'Annan', 'draft', 1, 1 FROM plan WHERE "
        "id = 1001;"
        "INSERT INTO plan_year (collaboration, id, plan, year, status) VALUES (%1$" G_GINT64_FORMAT
        ", 2101, 2001, 2031, 'fixed');"
        "INSERT INTO category (collaboration, id, plan, plan_year, position, title) VALUES "
        "(%1$" G_GINT64_FORMAT ", 2201, 2001, 2101, 1, 'X');",
        fixture->ours.value);
    run(fixture, second_plan);
    const struct {
        Id plan_year, category, before;
        ErrorCode code;
    } cases[] = {{{2101}, {0}, {0}, ERROR_INVALID},
                 {{0}, {2201}, {0}, ERROR_INVALID},
                 {their(year_2022), {0}, {0}, ERROR_NOT_FOUND},
                 {{0}, their(projects_2022), {0}, ERROR_NOT_FOUND},
                 {{0}, {0}, {0}, ERROR_NOT_FOUND},
                 {{0}, projects_2022, {99}, ERROR_NOT_FOUND}};
    const char *before = ours_all(fixture);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        ActivityMove move = {fixture->ours,      fixture->anna,     a,
                             cases[i].plan_year, cases[i].category, cases[i].before};
        g_autoptr(GError) error = NULL;
        g_assert_false(activity_move(fixture->db, fixture->arena, &move, NULL, &error));
        g_assert_true(error_is(error, cases[i].code));
    }
    g_assert_cmpstr(ours_all(fixture), ==, before);
}

static void moved_since_is_not_undone(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id a = add_to(fixture, projects, "A");
    move_to(fixture, a, year_2022, (Id){0}, (Id){0});
    ActivityMove theirs = {fixture->ours, fixture->bo, a, bank, {0}, {0}};
    g_assert_true(activity_move(fixture->db, fixture->arena, &theirs, NULL, NULL));
    undo_fails(fixture, ERROR_CONFLICT);
}

static void refused_undo_is_passed_over(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id a = add_to(fixture, projects, "A"), b = add_to(fixture, projects, "B");
    ActivityMove theirs = {fixture->ours, fixture->bo, a, bank, {0}, {0}};
    edit_cell(fixture, b, COLUMN_TIME, "Hösten 2021");
    move_to(fixture, b, (Id){0}, projects, a);
    move_to(fixture, a, year_2022, (Id){0}, (Id){0});
    g_assert_true(activity_move(fixture->db, fixture->arena, &theirs, NULL, NULL));
    undo_fails(fixture, ERROR_CONFLICT);
    g_assert_cmpstr(undo(fixture).action, ==, "activity.move");
    g_assert_cmpstr(undo(fixture).action, ==, "activity.cell");
    g_assert_cmpstr(get(fixture, b).cells[COLUMN_TIME], ==, "Våren 2021");
    undo_fails(fixture, ERROR_NOT_FOUND);
}

/* The change that the page names, whatever was done after it; never another's, nor twice. */
static void named_change_is_undone(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id a = add_to(fixture, projects, "A"), b = add_to(fixture, projects, "B"), change;
    ActivityRemoval removal = {fixture->ours, fixture->anna, a};
    UndoResult result;
    g_assert_true(activity_remove(fixture->db, fixture->arena, &removal, &change, NULL));
    edit_cell(fixture, b, COLUMN_TIME, "Hösten 2021");
    ActivityUndo named = {fixture->ours, fixture->anna, plan, change},
                 by_bo = {fixture->ours, fixture->bo, plan, change},
                 in_theirs = {fixture->theirs, fixture->anna, their(plan), change};
    g_assert_false(activity_undo(fixture->db, fixture->arena, &by_bo, &result, NULL));
    g_assert_false(activity_undo(fixture->db, fixture->arena, &in_theirs, &result, NULL));
    g_assert_cmpstr(titles_in(fixture, projects), ==, "B ");
    g_assert_true(activity_undo(fixture->db, fixture->arena, &named, &result, NULL));
    g_assert_cmpstr(titles_in(fixture, projects), ==, "A B ");
    g_assert_false(activity_undo(fixture->db, fixture->arena, &named, &result, NULL));
    g_assert_cmpstr(undo(fixture).action, ==, "activity.cell");
}

static void removed_activity_comes_back_whole(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id a = add_to(fixture, projects, "A"), b = add_to(fixture, projects, "B"),
       c = add_to(fixture, projects, "C");
    Activity before = get(fixture, b);
    StepMark step = {before.steps[0].id, {2021, 4, 1}};
    FollowUp follow_up = {.collaboration = fixture->ours,
                          .account = fixture->anna,
                          .activity = b,
                          .edit = before.edit,
                          .status = "ongoing",
                          .comment = "Bra",
                          .steps = &step,
                          .n_steps = 1};
    g_assert_true(activity_follow_up(fixture->db, fixture->arena, &follow_up, NULL));
    before = get(fixture, b);
    g_assert_true(activity_remove(fixture->db, fixture->arena,
                                  &(ActivityRemoval){fixture->ours, fixture->anna, b}, NULL, NULL));
    g_assert_cmpstr(titles_in(fixture, projects), ==, "A C ");
    move_to(fixture, c, (Id){0}, projects, a);
    undo(fixture);
    g_assert_cmpstr(undo(fixture).action, ==, "activity.remove");
    g_assert_cmpstr(titles_in(fixture, projects), ==, "A B C ");
    Activity back = get(fixture, b);
    g_assert_true(facts_are_same(fixture->arena, &back, &before));
    g_assert_cmpstr(back.comment, ==, "Bra");
    g_assert_cmpstr(back.status, ==, "ongoing");
    g_assert_cmpint(date_compare(back.steps[0].done_on, (Date){2021, 4, 1}), ==, 0);
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        g_assert_cmpstr(back.cells[column], ==, before.cells[column]);
    g_assert_cmpint(history(fixture, b).n, ==, 5);
}

static void removed_activity_finds_a_new_category(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id e = add_to(fixture, meetings, "E");
    CategoryEdit category = {
        .collaboration = fixture->ours, .account = fixture->anna, .category = meetings};
    g_assert_true(activity_remove(fixture->db, fixture->arena,
                                  &(ActivityRemoval){fixture->ours, fixture->anna, e}, NULL, NULL));
    g_assert_true(category_remove(fixture->db, fixture->arena, &category, NULL));
    undo(fixture);
    Place place;
    g_assert_true(place_of_activity(fixture->db, fixture->arena, fixture->ours, e, &place, NULL));
    g_assert_cmpstr(place.title, ==, "Handläggarträffar");
    g_assert_cmpint(place.year, ==, 2021);
}

/* ---- categories ---- */

static void categories_are_changed(Fixture *fixture, gconstpointer data) {
    (void)data;
    Db *db = fixture->db;
    Arena *arena = fixture->arena;
    CategoryEdit edit = {.collaboration = fixture->ours,
                         .account = fixture->anna,
                         .plan_year = year_2021,
                         .title = "  Nätverk\n"};
    Place place;
    int64_t raised = plan_edit(fixture);
    g_assert_true(category_add(db, arena, &edit, &edit.category, NULL));
    edit.title = "Nätverk och träffar";
    g_assert_true(category_rename(db, arena, &edit, NULL));
    edit.note = "Ej fastställt";
    g_assert_true(category_set_note(db, arena, &edit, NULL));
    edit.before = projects;
    g_assert_true(category_move(db, arena, &edit, NULL));
    g_assert_true(place_of_category(db, arena, fixture->ours, edit.category, &place, NULL));
    g_assert_cmpstr(place.title, ==, "Nätverk och träffar");
    g_assert_cmpstr(place.note, ==, "Ej fastställt");
    g_assert_cmpint(place.position, ==, 1);
    g_assert_true(place_of_category(db, arena, fixture->ours, projects, &place, NULL));
    g_assert_cmpint(place.position, ==, 2);
    g_assert_cmpint(plan_edit(fixture), ==, raised + 4);
    g_assert_cmpint(history(fixture, edit.category).n, ==, 4);
    g_assert_true(category_rename(db, arena, &edit, NULL));
    g_assert_true(category_set_note(db, arena, &edit, NULL));
    g_assert_cmpint(plan_edit(fixture), ==, raised + 4);
    g_assert_true(category_remove(db, arena, &edit, NULL));
    g_assert_false(place_of_category(db, arena, fixture->ours, edit.category, &place, NULL));
}

static void categories_refuse(Fixture *fixture, gconstpointer data) {
    (void)data;
    Db *db = fixture->db;
    Arena *arena = fixture->arena;
    add_to(fixture, projects, "A");
    g_autofree char *long_text = g_strnfill(501, 'a');
    CategoryEdit good = {.collaboration = fixture->ours,
                         .account = fixture->anna,
                         .category = projects,
                         .plan_year = year_2021};
    CategoryEdit blank = good, taken = good, too_long = good, elsewhere = good, foreign = good,
                 late = good;
    blank.title = " ";
    taken.title = "Handläggarträffar";
    too_long.title = too_long.note = long_text;
    elsewhere.before = projects_2022;
    foreign.category = their(projects);
    foreign.title = foreign.note = "X";
    late.title = late.note = "X";
    late.was_title = late.was_note = "Så stod det förut";
    const char *before = ours_all(fixture);
    GError *errors[11] = {0};
    Id id;
    g_assert_false(category_add(db, arena, &blank, &id, &errors[0]));
    g_assert_false(category_rename(db, arena, &too_long, &errors[1]));
    g_assert_false(category_set_note(db, arena, &too_long, &errors[2]));
    g_assert_false(category_move(db, arena, &elsewhere, &errors[3]));
    g_assert_false(category_add(db, arena, &taken, &id, &errors[4]));
    g_assert_false(category_rename(db, arena, &taken, &errors[5]));
    g_assert_false(category_remove(db, arena, &good, &errors[6]));
    g_assert_false(category_rename(db, arena, &foreign, &errors[7]));
    g_assert_false(category_remove(db, arena, &foreign, &errors[8]));
    g_assert_false(category_rename(db, arena, &late, &errors[9]));
    g_assert_false(category_set_note(db, arena, &late, &errors[10]));
    static const ErrorCode codes[] = {ERROR_INVALID,  ERROR_INVALID,   ERROR_INVALID,
                                      ERROR_INVALID,  ERROR_CONFLICT,  ERROR_CONFLICT,
                                      ERROR_CONFLICT, ERROR_NOT_FOUND, ERROR_NOT_FOUND,
                                      ERROR_CONFLICT, ERROR_CONFLICT};
    for (size_t i = 0; i < G_N_ELEMENTS(codes); i++) {
        g_assert_true(error_is(errors[i], codes[i]));
        g_clear_error(&errors[i]);
    }
    g_assert_cmpstr(ours_all(fixture), ==, before);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD("places", moves_within_a_category);
    ADD("places", moves_to_another_year);
    ADD("places", move_refuses);
    ADD("places", moved_since_is_not_undone);
    ADD("places", refused_undo_is_passed_over);
    ADD("places", named_change_is_undone);
    ADD("places", removed_activity_comes_back_whole);
    ADD("places", removed_activity_finds_a_new_category);
    ADD("places", categories_are_changed);
    ADD("places", categories_refuse);
    return g_test_run();
}
