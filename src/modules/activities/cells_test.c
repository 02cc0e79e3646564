#include "modules/activities/activities_sample.h"

/* ---- adding ---- */

static void adding_understands(Fixture *fixture, gconstpointer data) {
    (void)data;
    int64_t edit = plan_edit(fixture);
    Id first = add_to(fixture, projects, "  Köldmedia\r\n"),
       second = add_to(fixture, projects, "Radon");
    Activity activity = get(fixture, first);
    g_assert_cmpstr(activity.cells[COLUMN_TITLE], ==, "Köldmedia");
    g_assert_cmpint(activity.position, ==, 1);
    g_assert_cmpint(get(fixture, second).position, ==, 2);
    g_assert_true(id_equal(activity.plan, plan));
    g_assert_cmpint(activity.n_targets, ==, 1);
    g_assert_cmpint(activity.n_steps, ==, 2);
    g_assert_cmpint(activity.n_parties, ==, 1);
    g_assert_cmpint(activity.n_goals, ==, 1);
    g_assert_cmpint(activity.n_responsibilities, ==, 1);
    g_assert_cmpstr(activity.status, ==, "planned");
    g_assert_cmpint(plan_edit(fixture), ==, edit + 2);
    AuditRows rows = history(fixture, first);
    g_assert_cmpint(rows.n, ==, 1);
    g_assert_cmpstr(rows.rows[0].action, ==, "activity.add");
}

static void adding_keeps_what_is_given(Fixture *fixture, gconstpointer data) {
    (void)data;
    ActivityTarget target = {.kind = "other", .title = "Alla nöjda", .is_reached = true};
    Activity activity = {
        .category = projects,
        .cells = {"X", "Alla kommuner deltar.", "", "2021", NULL, "Länets kommuner", NULL},
        .targets = &target,
        .n_targets = 1,
        .is_recurring = true,
        .size = "M"};
    Id id;
    g_assert_true(activity_add(fixture->db, fixture->arena,
                               &(ActivityAddition){fixture->ours, fixture->anna, &activity, {0}},
                               &id, NULL));
    Activity stored = get(fixture, id);
    g_assert_cmpint(stored.n_targets, ==, 1);
    g_assert_cmpstr(stored.targets[0].title, ==, "Alla nöjda");
    g_assert_true(stored.is_recurring);
    g_assert_cmpstr(stored.size, ==, "M");
    g_assert_cmpint(stored.n_parties, ==, 1);
    g_assert_cmpstr(stored.cells[COLUMN_RESPONSIBLE], ==, "");
}

static void adding_refuses(Fixture *fixture, gconstpointer data) {
    (void)data;
    g_autofree char *long_title = g_strnfill(501, 'a');
    const struct {
        Activity activity;
        ErrorCode code;
    } cases[] = {{{.category = projects, .cells = {" "}}, ERROR_INVALID},
                 {{.category = projects, .cells = {long_title}}, ERROR_INVALID},
                 {{.category = {99}, .cells = {"X"}}, ERROR_NOT_FOUND},
                 {{.category = their(projects), .cells = {"X"}}, ERROR_NOT_FOUND}};
    const char *before = ours_all(fixture);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        Id id;
        g_assert_false(
            activity_add(fixture->db, fixture->arena,
                         &(ActivityAddition){fixture->ours, fixture->anna, &cases[i].activity, {0}},
                         &id, &error));
        g_assert_true(error_is(error, cases[i].code));
    }
    g_assert_cmpstr(ours_all(fixture), ==, before);
}

/* ---- cells ---- */

static void cell_is_saved(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia");
    int64_t edit = plan_edit(fixture);
    CellResult result = edit_cell(fixture, id, COLUMN_GOAL,
                                  " Alla kommuner deltar.\r\nMinst 4 besök per kommun.\t");
    g_assert_cmpint(result.outcome, ==, CELL_SAVED);
    g_assert_cmpstr(result.text, ==, "Alla kommuner deltar.\nMinst 4 besök per kommun.");
    Activity activity = get(fixture, id);
    g_assert_cmpstr(activity.cells[COLUMN_GOAL], ==, result.text);
    g_assert_cmpint(activity.n_targets, ==, 2);
    g_assert_cmpstr(activity.targets[1].title, ==, "Minst 4 besök per kommun");
    g_assert_cmpint(activity.edit, ==, 2);
    g_assert_cmpint(plan_edit(fixture), ==, edit + 1);
    AuditRows rows = history(fixture, id);
    g_assert_cmpint(rows.n, ==, 2);
    g_assert_cmpstr(rows.rows[0].action, ==, "activity.cell");
    g_assert_cmpstr(rows.rows[0].field, ==, "goal");
    g_assert_cmpstr(rows.rows[0].before, ==, "Minst 5 inspektörer i projektgruppen.");
    g_assert_cmpstr(rows.rows[0].after, ==, result.text);
    g_assert_true(id_equal(rows.rows[0].id, result.audit));
}

static void same_text_writes_nothing(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia");
    edit_cell(fixture, id, COLUMN_GOAL, "Rad ett\nRad två");
    const char *before = ours_all(fixture);
    g_assert_cmpint(edit_cell(fixture, id, COLUMN_GOAL, "Rad ett\r\nRad två ").outcome, ==,
                    CELL_UNCHANGED);
    g_assert_cmpint(
        edit_as(fixture, fixture->bo, id, COLUMN_GOAL, "något gammalt", "Rad ett\nRad två").outcome,
        ==, CELL_UNCHANGED);
    g_assert_cmpstr(ours_all(fixture), ==, before);
    g_assert_cmpint(
        edit_as(fixture, fixture->bo, id, COLUMN_GOAL, "Rad ett\r\nRad två", "Rad tre").outcome, ==,
        CELL_SAVED);
}

static void cell_conflict_says_who(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia");
    edit_as(fixture, fixture->bo, id, COLUMN_TIME, "Våren 2021", "Hösten 2021");
    edit_as(fixture, fixture->anna, id, COLUMN_RESPONSIBLE, "Samordnaren", "Anna");
    const char *before = ours_all(fixture);
    CellResult result = edit_as(fixture, fixture->anna, id, COLUMN_TIME, "Våren 2021", "Maj 2021");
    g_assert_cmpint(result.outcome, ==, CELL_CONFLICT);
    g_assert_cmpstr(result.text, ==, "Hösten 2021");
    g_assert_cmpstr(result.changed_by, ==, "Bo Prov");
    g_assert_cmpint(result.changed_at.seconds, >, 0);
    g_assert_cmpstr(ours_all(fixture), ==, before);
}

static void cell_refuses(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia");
    const char *before = ours_all(fixture);
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++) {
        g_autofree char *text = g_strnfill((gsize)activity_columns[column].max_length + 1, 'a');
        g_autoptr(GError) error = NULL;
        CellResult result;
        CellEdit edit = {fixture->ours,
                         fixture->anna,
                         id,
                         (ActivityColumn)column,
                         get(fixture, id).cells[column],
                         text};
        g_assert_false(activity_edit_cell(fixture->db, fixture->arena, &edit, &result, &error));
        g_assert_true(error_is(error, ERROR_INVALID));
        g_assert_nonnull(strstr(error->message, activity_columns[column].heading));
    }
    g_autoptr(GError) error = NULL;
    CellResult result;
    CellEdit edit = {fixture->ours, fixture->anna, id, COLUMN_TITLE, "Köldmedia", " \n"};
    g_assert_false(activity_edit_cell(fixture->db, fixture->arena, &edit, &result, &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    g_assert_cmpstr(ours_all(fixture), ==, before);
}

static void longest_cells_are_saved(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia");
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++) {
        g_autofree char *text = g_strnfill((gsize)activity_columns[column].max_length, 'a');
        g_assert_cmpint(edit_cell(fixture, id, (ActivityColumn)column, text).outcome, ==,
                        CELL_SAVED);
    }
}

static void what_is_chosen_by_hand_stays(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia");
    Activity facts = get(fixture, id);
    ActivityParty parties[] = {{.party = party(fixture, "lansstyrelsen"), .role = "guidance"}};
    facts.parties = parties; /* all municipalities are taken away, the county board is added */
    facts.n_parties = 1;
    facts_edit(fixture, id, &facts, facts.edit);
    edit_cell(fixture, id, COLUMN_PARTIES, "Länets kommuner, Aneby, Polisen");
    Activity activity = get(fixture, id);
    g_assert_cmpint(activity.n_parties, ==, 2);
    g_assert_true(id_equal(activity.parties[0].party, party(fixture, "lansstyrelsen")));
    g_assert_cmpstr(activity.parties[0].role, ==, "guidance");
    g_assert_true(id_equal(activity.parties[1].party, party(fixture, "polisen")));
    g_assert_cmpstr(activity.cells[COLUMN_PARTIES], ==, "Länets kommuner, Aneby, Polisen");
}

static void marks_stay_on_steps_that_stay(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia");
    Activity before = get(fixture, id);
    StepMark step = {before.steps[0].id, {2021, 2, 12}};
    TargetMark target = {before.targets[0].id, true};
    FollowUp follow_up = {.collaboration = fixture->ours,
                          .account = fixture->anna,
                          .activity = id,
                          .edit = before.edit,
                          .status = "ongoing",
                          .comment = "",
                          .steps = &step,
                          .n_steps = 1,
                          .targets = &target,
                          .n_targets = 1};
    g_assert_true(activity_follow_up(fixture->db, fixture->arena, &follow_up, NULL));
    edit_cell(fixture, id, COLUMN_IMPLEMENTATION, "Bjuda in. Skriva plan. Göra besök i maj.");
    Activity after = get(fixture, id);
    g_assert_cmpint(after.n_steps, ==, 3);
    g_assert_cmpstr(after.steps[1].title, ==, "Skriva plan");
    g_assert_true(id_equal(after.steps[1].id, before.steps[0].id));
    g_assert_cmpint(date_compare(after.steps[1].done_on, (Date){2021, 2, 12}), ==, 0);
    g_assert_false(date_is_set(after.steps[0].done_on));
    g_assert_cmpint(date_compare(after.steps[2].due_on, (Date){2021, 5, 31}), ==, 0);
    g_assert_true(after.targets[0].is_reached);
}

static Id done_step(Fixture *fixture, Id activity, size_t which) {
    Activity before = get(fixture, activity);
    StepMark step = {before.steps[which].id, {2021, 2, 12}};
    FollowUp follow_up = {.collaboration = fixture->ours,
                          .account = fixture->anna,
                          .activity = activity,
                          .edit = before.edit,
                          .status = "ongoing",
                          .comment = "",
                          .steps = &step,
                          .n_steps = 1};
    g_assert_true(activity_follow_up(fixture->db, fixture->arena, &follow_up, NULL));
    return step.step;
}

/* Which steps are done, as "0100". */
static const char *done_steps(const Fixture *fixture, Id activity) {
    Activity now = get(fixture, activity);
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < now.n_steps; i++)
        g_string_append_c(text, date_is_set(now.steps[i].done_on) ? '1' : '0');
    return arena_strdup(fixture->arena, text->str);
}

static void marks_stay_on_steps_that_are_worded_anew(Fixture *fixture, gconstpointer data) {
    (void)data;
    static const struct {
        const char *text, *done;
    } cases[] = {
        {"Bjuda in till träff. Skriva en projektplan i mars. Göra besök.", "010"},
        {"Skriva en projektplan i april. Bjuda in till en träff. Göra besök. Mäta.", "1000"},
        {"Skriva projektplan senast i april. Göra besök.", "10"},
        {"Ta fram underlag. Göra besök.", "10"}, /* in its place, the only one that differs */
        {"Göra besök. Ringa.", "00"},
        {"Skriva en projektplan. Göra besök.", "00"}};
    Id id = add_to(fixture, projects, "Köldmedia");
    edit_cell(fixture, id, COLUMN_IMPLEMENTATION,
              "Bjuda in till träff. Skriva en projektplan. Göra besök.");
    Id step = done_step(fixture, id, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        edit_cell(fixture, id, COLUMN_IMPLEMENTATION, cases[i].text);
        g_assert_cmpstr(done_steps(fixture, id), ==, cases[i].done);
        const char *mark = strchr(cases[i].done, '1');
        if (mark != NULL)
            g_assert_true(id_equal(get(fixture, id).steps[mark - cases[i].done].id, step));
    }
}

/* A day set by hand stays on a step whose wording changes, with the new wording. */
static void days_by_hand_stay_on_steps_that_are_worded_anew(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia");
    edit_cell(fixture, id, COLUMN_IMPLEMENTATION, "Skriva en projektplan. Göra besök.");
    Activity facts = get(fixture, id);
    ActivityStep steps[2] = {facts.steps[0], facts.steps[1]};
    steps[0].due_on = (Date){2021, 3, 3};
    facts.steps = steps;
    facts_edit(fixture, id, &facts, facts.edit);
    edit_cell(fixture, id, COLUMN_IMPLEMENTATION, "Skriva en projektplan ihop. Göra besök.");
    Activity after = get(fixture, id);
    g_assert_cmpuint(after.n_steps, ==, 2);
    g_assert_cmpstr(after.steps[0].title, ==, "Skriva en projektplan ihop");
    g_assert_cmpint(date_compare(after.steps[0].due_on, (Date){2021, 3, 3}), ==, 0);
}

static void locked_plan_is_left_alone(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia"), audit, made;
    edit_cell(fixture, id, COLUMN_TIME, "Hösten 2021");
    Activity stored = get(fixture, id);
    lock_plan(fixture);
    const char *before = ours_all(fixture);
    Db *db = fixture->db;
    Arena *arena = fixture->arena;
    CellResult cell;
    UndoResult undone;
    CellEdit cell_change = {fixture->ours, fixture->anna, id, COLUMN_TIME, "Hösten 2021", "2021"};
    FactsEdit facts_change = {fixture->ours, fixture->anna, id, stored.edit, &stored};
    ActivityMove move = {fixture->ours, fixture->anna, id, year_2022, {0}, {0}};
    CategoryEdit category = {.collaboration = fixture->ours,
                             .account = fixture->anna,
                             .category = meetings,
                             .plan_year = year_2021,
                             .title = "Ny",
                             .note = "Ny",
                             .before = projects};
    GError *errors[12] = {0};
    g_assert_false(activity_add(
        db, arena,
        &(ActivityAddition){
            fixture->ours, fixture->anna, &(Activity){.category = projects, .cells = {"X"}}, {0}},
        &made, &errors[0]));
    g_assert_false(activity_edit_cell(db, arena, &cell_change, &cell, &errors[1]));
    g_assert_false(activity_edit_facts(db, arena, &facts_change, &audit, &errors[2]));
    g_assert_false(activity_move(db, arena, &move, NULL, &errors[3]));
    g_assert_false(activity_remove(db, arena, &(ActivityRemoval){fixture->ours, fixture->anna, id},
                                   NULL, &errors[4]));
    g_assert_false(activity_undo(
        db, arena, &(ActivityUndo){fixture->ours, fixture->anna, plan, {0}}, &undone, &errors[5]));
    g_assert_false(category_add(db, arena, &category, &made, &errors[6]));
    g_assert_false(category_rename(db, arena, &category, &errors[7]));
    g_assert_false(category_set_note(db, arena, &category, &errors[8]));
    g_assert_false(category_move(db, arena, &category, &errors[9]));
    g_assert_false(category_remove(db, arena, &category, &errors[10]));
    for (size_t i = 0; i < 11; i++) {
        g_assert_true(error_is(errors[i], ERROR_CONFLICT));
        g_assert_nonnull(strstr(errors[i]->message, "Välj Revidera"));
        g_clear_error(&errors[i]);
    }
    g_assert_cmpstr(ours_all(fixture), ==, before);
}

/* ---- undo ---- */

static void undo_takes_cells_back_in_turn(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia");
    edit_cell(fixture, id, COLUMN_PARTIES, "Aneby");
    edit_cell(fixture, id, COLUMN_TIME, "Hösten 2021");
    edit_as(fixture, fixture->bo, id, COLUMN_EFFECT_GOALS, "Frisk luft", "Flertalet");
    UndoResult result = undo(fixture);
    g_assert_cmpint(result.column, ==, COLUMN_TIME);
    g_assert_cmpstr(result.text, ==, "Våren 2021");
    g_assert_cmpstr(result.action, ==, "activity.cell");
    g_assert_true(id_equal(result.activity, id));
    result = undo(fixture);
    g_assert_cmpint(result.column, ==, COLUMN_PARTIES);
    Activity activity = get(fixture, id);
    g_assert_cmpstr(activity.cells[COLUMN_PARTIES], ==, "Länets kommuner");
    g_assert_cmpint(activity.n_parties, ==, 1);
    g_assert_false(id_is_set(activity.parties[0].party));
    g_assert_cmpstr(activity.cells[COLUMN_EFFECT_GOALS], ==, "Flertalet");
    undo_fails(fixture, ERROR_NOT_FOUND);
    g_assert_true(history(fixture, id).rows[1].undone_at.seconds > 0);
}

static void undo_does_not_run_over_others(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia");
    edit_cell(fixture, id, COLUMN_PARTIES, "Aneby");
    edit_cell(fixture, id, COLUMN_TIME, "Hösten 2021");
    edit_as(fixture, fixture->bo, id, COLUMN_TIME, "Hösten 2021", "2021");
    undo_fails(fixture, ERROR_CONFLICT);
    g_assert_true(activity_remove(fixture->db, fixture->arena,
                                  &(ActivityRemoval){fixture->ours, fixture->bo, id}, NULL, NULL));
    undo_fails(fixture, ERROR_CONFLICT);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD("cells", adding_understands);
    ADD("cells", adding_keeps_what_is_given);
    ADD("cells", adding_refuses);
    ADD("cells", cell_is_saved);
    ADD("cells", same_text_writes_nothing);
    ADD("cells", cell_conflict_says_who);
    ADD("cells", cell_refuses);
    ADD("cells", longest_cells_are_saved);
    ADD("cells", what_is_chosen_by_hand_stays);
    ADD("cells", marks_stay_on_steps_that_stay);
    ADD("cells", marks_stay_on_steps_that_are_worded_anew);
    ADD("cells", days_by_hand_stay_on_steps_that_are_worded_anew);
    ADD("cells", locked_plan_is_left_alone);
    ADD("cells", undo_takes_cells_back_in_turn);
    ADD("cells", undo_does_not_run_over_others);
    return g_test_run();
}
