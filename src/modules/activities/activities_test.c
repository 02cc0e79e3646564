#include "modules/activities/activities.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "db/migrate.h"
#include "db/testdb.h"
#include "modules/activities/activities_sql.h"
#include "modules/activities/change.h"
#include "modules/collaborations/configuration.h"
#include "services/audit/audit.h"
#include "services/auth/auth.h"

#include <glib.h>
#include <string.h>

/* Two collaborations with a plan of three years each, and two people. */
typedef struct {
    Db *db;
    Arena *arena;
    Id ours, theirs, anna, bo;
    const Rules *rules;
} Fixture;

/* The ids of our plan; theirs are the same plus 10000. */
static const Id plan = {1001};
static const Id year_2021 = {1101}, year_2022 = {1102}, bank = {1103};
static const Id projects = {1201}, meetings = {1202}, projects_2022 = {1203};
#define THEIRS 10000

static Id their(Id id) {
    return (Id){id.value + THEIRS};
}

static Id add_collaboration(Db *db, Arena *arena, const char *name) {
    g_autofree char *path = g_strdup_printf("collaborations/%s.conf", name), *text = NULL;
    g_autoptr(GError) error = NULL;
    ConfigurationImport import = {0};
    ConfigurationSummary summary;
    g_file_get_contents(path, &text, &import.size, &error);
    g_assert_no_error(error);
    import.text = text;
    g_assert_true(configuration_import(db, arena, &import, &summary, &error));
    return summary.collaboration;
}

static void add_plan(Fixture *fixture, Id collaboration, const char *document, int offset) {
    const Rules *rules;
    g_autoptr(GError) error = NULL;
    rules_load(fixture->db, fixture->arena, collaboration, (Date){2021, 1, 1}, &rules, &error);
    g_assert_no_error(error);
    const Rule *rule = rules_find(rules, ELEMENT_DOCUMENT, document);
    g_assert_nonnull(rule);
    g_autofree char *sql = g_strdup_printf(
        "INSERT INTO plan (collaboration, id, document, first_year, last_year, title, state, "
        "created_at, updated_at)"
        " VALUES (%1$" G_GINT64_FORMAT ", %2$d + 1001, %3$" G_GINT64_FORMAT
        ", 2021, 2023, 'Plan', 'draft', 1, 1);"
        "INSERT INTO plan_year (collaboration, id, plan, year, status) VALUES"
        " (%1$" G_GINT64_FORMAT ", %2$d + 1101, %2$d + 1001, 2021, 'fixed'),"
        " (%1$" G_GINT64_FORMAT ", %2$d + 1102, %2$d + 1001, 2022, 'preliminary'),"
        " (%1$" G_GINT64_FORMAT ", %2$d + 1103, %2$d + 1001, 2023, 'bank');"
        "INSERT INTO category (collaboration, id, plan, plan_year, position, title) VALUES"
        " (%1$" G_GINT64_FORMAT ", %2$d + 1201, %2$d + 1001, %2$d + 1101, 1, 'Tillsynsprojekt'),"
        " (%1$" G_GINT64_FORMAT ", %2$d + 1202, %2$d + 1001, %2$d + 1101, 2, 'Handläggarträffar'),"
        " (%1$" G_GINT64_FORMAT ", %2$d + 1203, %2$d + 1001, %2$d + 1102, 1, 'Tillsynsprojekt');",
        collaboration.value, offset, rule->element.value);
    g_assert_true(db_run_script(fixture->db, sql, &error));
    g_assert_no_error(error);
}

static void fill(Fixture *fixture) {
    g_autoptr(GError) error = NULL;
    fixture->arena = arena_new();
    fixture->ours = add_collaboration(fixture->db, fixture->arena, "jonkoping");
    fixture->theirs = add_collaboration(fixture->db, fixture->arena, "vasterbotten");
    add_plan(fixture, fixture->ours, "verksamhetsplan", 0);
    add_plan(fixture, fixture->theirs, "aktivitetsplan", THEIRS);
    account_add(fixture->db, &(NewAccount){"anna@example.org", "Anna Prov", NULL, false},
                &fixture->anna, &error);
    g_assert_no_error(error);
    account_add(fixture->db, &(NewAccount){"bo@example.org", "Bo Prov", NULL, false}, &fixture->bo,
                &error);
    g_assert_no_error(error);
    rules_load(fixture->db, fixture->arena, fixture->ours, (Date){2021, 1, 1}, &fixture->rules,
               &error);
    g_assert_no_error(error);
}

static void set_up(Fixture *fixture, gconstpointer data) {
    (void)data;
    fixture->db = testdb_new();
    fill(fixture);
}

static void tear_down(Fixture *fixture, gconstpointer data) {
    (void)data;
    db_close(fixture->db);
    arena_free(fixture->arena);
}

static void run(Fixture *fixture, const char *sql) {
    g_autoptr(GError) error = NULL;
    g_assert_true(db_run_script(fixture->db, sql, &error));
    g_assert_no_error(error);
}

static void lock_plan(Fixture *fixture) {
    run(fixture, "UPDATE plan SET state = 'adopted'");
}

static Id element(const Fixture *fixture, ElementKind kind, const char *key) {
    const Rule *rule = rules_find(fixture->rules, kind, key);
    g_assert_nonnull(rule);
    return rule->element;
}

static Id party(const Fixture *fixture, const char *key) {
    return element(fixture, ELEMENT_PARTY, key);
}

static Id add_to(Fixture *fixture, Id category, const char *title) {
    Activity activity = {.category = category,
                         .cells = {title, "Minst 5 inspektörer i projektgruppen.",
                                   "Skriva plan. Göra besök.", "Våren 2021", "Samordnaren",
                                   "Länets kommuner", "Frisk luft"}};
    Id id;
    g_autoptr(GError) error = NULL;
    activity_add(fixture->db, fixture->arena, fixture->ours, fixture->anna, &activity, &id, &error);
    g_assert_no_error(error);
    return id;
}

static Activity get(const Fixture *fixture, Id id) {
    Activity activity;
    g_autoptr(GError) error = NULL;
    activity_get(fixture->db, fixture->arena, fixture->ours, id, &activity, &error);
    g_assert_no_error(error);
    return activity;
}

static int64_t plan_edit(const Fixture *fixture) {
    const SqlPlanStateRow *row;
    SqlPlanStateIn in = {fixture->ours, plan};
    g_assert_true(sql_plan_state(fixture->db, fixture->arena, &in, &row, NULL));
    return row->edit;
}

static AuditRows history(const Fixture *fixture, Id subject) {
    AuditRows rows;
    g_assert_true(
        audit_of_subject(fixture->db, fixture->arena, fixture->ours, subject, 100, &rows, NULL));
    return rows;
}

/* Everything that may change in a collaboration's plan, as one text. */
static const char *all_of(const Fixture *fixture, Id collaboration, Id whose_plan) {
    Activities activities;
    AuditRows rows;
    const SqlPlanStateRow *state;
    g_autoptr(GString) text = g_string_new(NULL);
    SqlPlanStateIn in = {collaboration, whose_plan};
    g_assert_true(activities_of_plan(fixture->db, fixture->arena, collaboration, whose_plan,
                                     &activities, NULL));
    g_assert_true(
        audit_of_parent(fixture->db, fixture->arena, collaboration, whose_plan, 1000, &rows, NULL));
    g_assert_true(sql_plan_state(fixture->db, fixture->arena, &in, &state, NULL));
    for (size_t i = 0; i < activities.n; i++) {
        Place place;
        g_assert_true(place_of_activity(fixture->db, fixture->arena, collaboration,
                                        activities.rows[i].id, &place, NULL));
        g_string_append_printf(text, "%s %d\n",
                               snapshot_to_json(fixture->arena, &activities.rows[i], &place),
                               (int)activities.rows[i].edit);
    }
    g_string_append_printf(text, "%zu changes, edit %d %s", rows.n, (int)state->edit, state->state);
    for (size_t i = 0; i < rows.n; i++)
        g_string_append_printf(text, " %d", rows.rows[i].undone_at.seconds > 0);
    return arena_strdup(fixture->arena, text->str);
}

static const char *ours_all(const Fixture *fixture) {
    return all_of(fixture, fixture->ours, plan);
}

/* The titles of a category in order. */
static const char *titles_in(const Fixture *fixture, Id category) {
    Activities activities;
    g_autoptr(GString) text = g_string_new(NULL);
    g_assert_true(
        activities_of_plan(fixture->db, fixture->arena, fixture->ours, plan, &activities, NULL));
    for (size_t i = 0; i < activities.n; i++)
        if (id_equal(activities.rows[i].category, category))
            g_string_append_printf(text, "%s ", activities.rows[i].cells[COLUMN_TITLE]);
    return arena_strdup(fixture->arena, text->str);
}

static CellResult edit_as(Fixture *fixture, Id account, Id activity, ActivityColumn column,
                          const char *was, const char *text) {
    CellEdit edit = {fixture->ours, account, activity, column, was, text};
    CellResult result = {0};
    g_autoptr(GError) error = NULL;
    activity_edit_cell(fixture->db, fixture->arena, &edit, &result, &error);
    g_assert_no_error(error);
    return result;
}

static CellResult edit_cell(Fixture *fixture, Id activity, ActivityColumn column,
                            const char *text) {
    return edit_as(fixture, fixture->anna, activity, column, get(fixture, activity).cells[column],
                   text);
}

static UndoResult undo(Fixture *fixture) {
    UndoResult result = {0};
    g_autoptr(GError) error = NULL;
    activity_undo(fixture->db, fixture->arena, fixture->ours, fixture->anna, plan, &result, &error);
    g_assert_no_error(error);
    return result;
}

static void undo_fails(Fixture *fixture, ErrorCode code) {
    UndoResult result;
    g_autoptr(GError) error = NULL;
    const char *before = ours_all(fixture);
    g_assert_false(activity_undo(fixture->db, fixture->arena, fixture->ours, fixture->anna, plan,
                                 &result, &error));
    g_assert_true(error_is(error, code));
    g_assert_cmpstr(ours_all(fixture), ==, before);
}

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
    g_assert_true(activity_add(fixture->db, fixture->arena, fixture->ours, fixture->anna, &activity,
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
        g_assert_false(activity_add(fixture->db, fixture->arena, fixture->ours, fixture->anna,
                                    &cases[i].activity, &id, &error));
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

static Id facts_edit(Fixture *fixture, Id id, const Activity *facts, int64_t edit) {
    FactsEdit change = {fixture->ours, fixture->anna, id, edit, facts};
    Id audit = {0};
    g_autoptr(GError) error = NULL;
    activity_edit_facts(fixture->db, fixture->arena, &change, &audit, &error);
    g_assert_no_error(error);
    return audit;
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
    g_assert_false(activity_add(db, arena, fixture->ours, fixture->anna,
                                &(Activity){.category = projects, .cells = {"X"}}, &made,
                                &errors[0]));
    g_assert_false(activity_edit_cell(db, arena, &cell_change, &cell, &errors[1]));
    g_assert_false(activity_edit_facts(db, arena, &facts_change, &audit, &errors[2]));
    g_assert_false(activity_move(db, arena, &move, &errors[3]));
    g_assert_false(activity_remove(db, arena, fixture->ours, fixture->anna, id, &errors[4]));
    g_assert_false(
        activity_undo(db, arena, fixture->ours, fixture->anna, plan, &undone, &errors[5]));
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
    edit_cell(fixture, id, COLUMN_TIME, "Hösten 2021");
    edit_as(fixture, fixture->bo, id, COLUMN_TIME, "Hösten 2021", "2021");
    undo_fails(fixture, ERROR_CONFLICT);
    g_assert_true(
        activity_remove(fixture->db, fixture->arena, fixture->ours, fixture->bo, id, NULL));
    undo_fails(fixture, ERROR_CONFLICT);
}

/* ---- facts ---- */

static void facts_are_saved_and_undone(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia");
    Activity before = get(fixture, id), facts = before;
    ActivityStep steps[] = {
        {.id = before.steps[0].id, .title = "Skriva projektplan", .due_on = {2021, 3, 31}},
        {.title = "Fika", .is_optional = true, .done_on = {2021, 1, 1}}};
    ActivityGoal goals[] = {{.kind = "global", .number = 12, .title = ""},
                            {.kind = "most", .title = ""}};
    facts.size = "M";
    facts.hours = 20;
    facts.host = "chosen";
    facts.host_element = party(fixture, "vetlanda");
    facts.leader = " Karin Exempel ";
    facts.project_group = "Anna, Bo";
    facts.is_recurring = true;
    facts.steps = steps;
    facts.n_steps = 2;
    facts.goals = goals;
    facts.n_goals = 2;
    facts.status = "done";
    Id audit = facts_edit(fixture, id, &facts, before.edit);
    Activity after = get(fixture, id);
    g_assert_true(id_is_set(audit));
    g_assert_cmpstr(after.size, ==, "M");
    g_assert_cmpint(after.hours, ==, 20);
    g_assert_true(id_equal(after.host_element, party(fixture, "vetlanda")));
    g_assert_cmpstr(after.leader, ==, "Karin Exempel");
    g_assert_true(after.is_recurring);
    g_assert_cmpstr(after.status, ==, "planned");
    g_assert_cmpint(after.n_steps, ==, 2);
    g_assert_true(id_equal(after.steps[0].id, before.steps[0].id));
    g_assert_false(date_is_set(after.steps[1].done_on));
    g_assert_cmpint(after.n_goals, ==, 2);
    g_assert_cmpint(after.n_targets, ==, 1);
    AuditRow line = history(fixture, id).rows[0];
    g_assert_cmpstr(line.action, ==, "activity.facts");
    g_assert_cmpstr(
        line.after, ==,
        "Storlek: M\nTimmar per kontor: 20\nÅterkommer: ja\nVärd: Vetlanda kommun\nProjektledare: "
        "Karin Exempel\n"
        "Projektgrupp: Anna, Bo\nSteg: Skriva projektplan, senast 31 mars 2021; eventuellt: Fika\n"
        "Effektmål: Hållbar konsumtion och produktion; flertalet");
    UndoResult undone = undo(fixture);
    g_assert_cmpstr(undone.action, ==, "activity.facts");
    g_assert_cmpint(undone.column, ==, N_ACTIVITY_COLUMNS);
    Activity back = get(fixture, id);
    g_assert_true(facts_are_same(fixture->arena, &back, &before));
    g_assert_cmpstr(back.steps[1].title, ==, "Göra besök");
    undo_fails(fixture, ERROR_NOT_FOUND);
}

static void same_facts_write_nothing(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia");
    Activity stored = get(fixture, id);
    const char *before = ours_all(fixture);
    g_assert_false(id_is_set(facts_edit(fixture, id, &stored, stored.edit)));
    g_assert_cmpstr(ours_all(fixture), ==, before);
}

static void facts_refuse(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia");
    Activity good = get(fixture, id);
    g_autofree char *long_text = g_strnfill(2001, 'a');
    ActivityTarget target = {.kind = "wrong", .title = "X"},
                   blank = {.kind = "other", .title = " "};
    ActivityStep step = {.title = "X", .due_on = {2021, 2, 30}};
    ActivityParty stranger = {.party = their(plan), .role = "takes_part"};
    ActivityParty twice[] = {{.role = "takes_part"}, {.role = "takes_part"}},
                  wrong_role = {.role = "boss"};
    ActivityGoal too_high = {.kind = "national", .number = 17, .title = ""},
                 numbered = {.kind = "most", .number = 1, .title = ""};
    ActivityResponsibility duty = {.kind = "boss", .title = "X"};
    ActivityStep many[61] = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(many); i++)
        many[i].title = "X";
    Activity cases[15];
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        cases[i] = good;
    cases[0].size = "XL";
    cases[1].hours = 100001;
    cases[2].hours = -1;
    cases[3].host = "chosen";
    cases[4].host = "chosen";
    cases[4].host_element = element(fixture, ELEMENT_BODY, "styrgrupp");
    cases[5].leader = long_text;
    cases[6].project_group = long_text;
    cases[7].targets = &target, cases[7].n_targets = 1;
    cases[8].targets = &blank, cases[8].n_targets = 1;
    cases[9].steps = &step, cases[9].n_steps = 1;
    cases[10].parties = &stranger, cases[10].n_parties = 1;
    cases[11].parties = twice, cases[11].n_parties = 2;
    cases[12].goals = &too_high, cases[12].n_goals = 1;
    cases[13].responsibilities = &duty, cases[13].n_responsibilities = 1;
    cases[14].steps = many, cases[14].n_steps = G_N_ELEMENTS(many);
    const char *before = ours_all(fixture);
    for (size_t i = 0; i < G_N_ELEMENTS(cases) + 2; i++) {
        Activity facts = i < G_N_ELEMENTS(cases) ? cases[i] : good;
        if (i == G_N_ELEMENTS(cases))
            facts.parties = &wrong_role, facts.n_parties = 1;
        if (i == G_N_ELEMENTS(cases) + 1)
            facts.goals = &numbered, facts.n_goals = 1;
        FactsEdit edit = {fixture->ours, fixture->anna, id, good.edit, &facts};
        g_autoptr(GError) error = NULL;
        if (activity_edit_facts(fixture->db, fixture->arena, &edit, NULL, &error))
            g_error("case %zu was saved", i);
        g_assert_true(error_is(error, ERROR_INVALID));
    }
    g_assert_cmpstr(ours_all(fixture), ==, before);
}

static void facts_conflict(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia");
    Activity seen = get(fixture, id);
    edit_as(fixture, fixture->bo, id, COLUMN_TIME, "Våren 2021", "2021");
    seen.size = "L";
    FactsEdit edit = {fixture->ours, fixture->anna, id, seen.edit, &seen};
    const char *before = ours_all(fixture);
    g_autoptr(GError) error = NULL;
    g_assert_false(activity_edit_facts(fixture->db, fixture->arena, &edit, NULL, &error));
    g_assert_true(error_is(error, ERROR_CONFLICT));
    g_assert_cmpstr(ours_all(fixture), ==, before);
}

static void facts_changed_since_are_not_undone(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia");
    Activity facts = get(fixture, id);
    facts.size = "S";
    facts_edit(fixture, id, &facts, facts.edit);
    Activity others = get(fixture, id);
    others.size = "L";
    FactsEdit edit = {fixture->ours, fixture->bo, id, others.edit, &others};
    g_assert_true(activity_edit_facts(fixture->db, fixture->arena, &edit, NULL, NULL));
    undo_fails(fixture, ERROR_CONFLICT);
}

/* ---- follow-up ---- */

static void follow_up_goes_on_when_adopted(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia");
    lock_plan(fixture);
    Activity before = get(fixture, id);
    int64_t edit = plan_edit(fixture);
    StepMark step = {before.steps[1].id, {2021, 4, 1}};
    TargetMark target = {before.targets[0].id, true};
    FollowUp follow_up = {.collaboration = fixture->ours,
                          .account = fixture->bo,
                          .activity = id,
                          .edit = before.edit,
                          .status = "done",
                          .comment = " Gick bra.\r\nTack ",
                          .steps = &step,
                          .n_steps = 1,
                          .targets = &target,
                          .n_targets = 1};
    g_assert_true(activity_follow_up(fixture->db, fixture->arena, &follow_up, NULL));
    Activity after = get(fixture, id);
    g_assert_cmpstr(after.status, ==, "done");
    g_assert_cmpstr(after.comment, ==, "Gick bra.\nTack");
    g_assert_false(date_is_set(after.steps[0].done_on));
    g_assert_cmpint(date_compare(after.steps[1].done_on, (Date){2021, 4, 1}), ==, 0);
    g_assert_true(after.targets[0].is_reached);
    g_assert_cmpint(after.edit, ==, before.edit + 1);
    g_assert_cmpint(plan_edit(fixture), ==, edit);
    g_assert_cmpint(history(fixture, id).n, ==, 5);
    const char *all = ours_all(fixture);
    follow_up.edit = after.edit;
    g_assert_true(activity_follow_up(fixture->db, fixture->arena, &follow_up, NULL));
    g_assert_cmpstr(ours_all(fixture), ==, all);
}

static void follow_up_refuses(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id id = add_to(fixture, projects, "Köldmedia"), other = add_to(fixture, projects, "Radon");
    Activity stored = get(fixture, id);
    g_autofree char *long_text = g_strnfill(5001, 'a');
    StepMark foreign = {get(fixture, other).steps[0].id, {2021, 4, 1}},
             no_day = {stored.steps[0].id, {2021, 4, 31}};
    TargetMark nobody = {{77}, true};
    FollowUp good = {.collaboration = fixture->ours,
                     .account = fixture->anna,
                     .activity = id,
                     .edit = stored.edit,
                     .status = "ongoing",
                     .comment = ""};
    FollowUp cases[6] = {good, good, good, good, good, good};
    cases[0].status = "finished";
    cases[1].comment = long_text;
    cases[2].steps = &foreign, cases[2].n_steps = 1;
    cases[3].steps = &no_day, cases[3].n_steps = 1;
    cases[4].targets = &nobody, cases[4].n_targets = 1;
    cases[5].edit = stored.edit - 1;
    const char *before = ours_all(fixture);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(activity_follow_up(fixture->db, fixture->arena, &cases[i], &error));
        g_assert_true(error_is(error, i == 5 ? ERROR_CONFLICT : ERROR_INVALID));
    }
    g_assert_cmpstr(ours_all(fixture), ==, before);
}

typedef struct {
    const char *time, *status;
    Date due, done, today;
    bool optional, late;
} ProgressCase;

static const ProgressCase progress_cases[] = {
    {"Våren 2021", "planned", {0}, {0}, {2021, 5, 31}, false, false},
    {"Våren 2021", "planned", {0}, {0}, {2021, 6, 1}, false, true},
    {"Våren 2021", "ongoing", {0}, {0}, {2021, 6, 1}, false, true},
    {"Våren 2021", "done", {0}, {0}, {2021, 6, 1}, false, false},
    {"Våren 2021", "cancelled", {0}, {0}, {2021, 6, 1}, false, false},
    {"Våren 2021", "moved", {0}, {0}, {2021, 6, 1}, false, false},
    {"", "late", {0}, {0}, {2021, 1, 1}, false, true},
    {"Löpande", "planned", {0}, {0}, {2022, 6, 1}, false, false},
    {"Vid behov", "planned", {0}, {0}, {2025, 6, 1}, false, false},
    {"3 gånger per år", "planned", {0}, {0}, {2021, 12, 31}, false, false},
    {"3 gånger per år", "planned", {0}, {0}, {2022, 1, 1}, false, true},
    {"2021", "planned", {2021, 3, 31}, {0}, {2021, 3, 31}, false, false},
    {"2021", "planned", {2021, 3, 31}, {0}, {2021, 4, 1}, false, true},
    {"2021", "planned", {2021, 3, 31}, {2021, 3, 1}, {2021, 4, 1}, false, false},
    {"2021", "planned", {2021, 3, 31}, {0}, {2021, 4, 1}, true, false},
};

static void progress_says_late(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(progress_cases); i++) {
        const ProgressCase *row = &progress_cases[i];
        ActivityStep step = {
            .title = "X", .due_on = row->due, .done_on = row->done, .is_optional = row->optional};
        Activity activity = {.cells = {"X", "", "", row->time, "", "", ""},
                             .status = row->status,
                             .steps = &step,
                             .n_steps = 1};
        ActivityProgress progress = activity_progress(&activity, 2021, row->today);
        if (progress.is_late != row->late)
            g_error("case %zu: %s, %s", i, row->time, row->status);
        g_assert_cmpint(progress.steps_done, ==, date_is_set(row->done));
        g_assert_cmpint(progress.steps_all, ==, !row->optional || date_is_set(row->done));
    }
}

static void progress_counts(void) {
    ActivityStep steps[] = {{.title = "A", .done_on = {2021, 1, 1}},
                            {.title = "B"},
                            {.title = "C", .is_optional = true},
                            {.title = "D", .is_optional = true, .done_on = {2021, 1, 1}}};
    ActivityTarget targets[] = {{.is_reached = true}, {.amount = 0}, {.amount = 0}};
    Activity activity = {.cells = {"X", "", "", "", "", "", ""},
                         .status = "planned",
                         .steps = steps,
                         .n_steps = 4,
                         .targets = targets,
                         .n_targets = 3};
    ActivityProgress progress = activity_progress(&activity, 2021, (Date){2021, 4, 15});
    g_assert_cmpint(progress.steps_done, ==, 2);
    g_assert_cmpint(progress.steps_all, ==, 3);
    g_assert_cmpint(progress.targets_reached, ==, 1);
    g_assert_cmpint(progress.targets_all, ==, 3);
    g_assert_false(progress.is_late);
}

/* ---- moving and removing ---- */

static void move_to(Fixture *fixture, Id activity, Id plan_year, Id category, Id before) {
    ActivityMove move = {fixture->ours, fixture->anna, activity, plan_year, category, before};
    g_autoptr(GError) error = NULL;
    activity_move(fixture->db, fixture->arena, &move, &error);
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
        g_assert_false(activity_move(fixture->db, fixture->arena, &move, &error));
        g_assert_true(error_is(error, cases[i].code));
    }
    g_assert_cmpstr(ours_all(fixture), ==, before);
}

static void moved_since_is_not_undone(Fixture *fixture, gconstpointer data) {
    (void)data;
    Id a = add_to(fixture, projects, "A");
    move_to(fixture, a, year_2022, (Id){0}, (Id){0});
    ActivityMove theirs = {fixture->ours, fixture->bo, a, bank, {0}, {0}};
    g_assert_true(activity_move(fixture->db, fixture->arena, &theirs, NULL));
    undo_fails(fixture, ERROR_CONFLICT);
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
    g_assert_true(
        activity_remove(fixture->db, fixture->arena, fixture->ours, fixture->anna, b, NULL));
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
    g_assert_true(
        activity_remove(fixture->db, fixture->arena, fixture->ours, fixture->anna, e, NULL));
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
    CategoryEdit blank = good, taken = good, too_long = good, elsewhere = good, foreign = good;
    blank.title = " ";
    taken.title = "Handläggarträffar";
    too_long.title = too_long.note = long_text;
    elsewhere.before = projects_2022;
    foreign.category = their(projects);
    foreign.title = foreign.note = "X";
    const char *before = ours_all(fixture);
    GError *errors[9] = {0};
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
    static const ErrorCode codes[] = {ERROR_INVALID,  ERROR_INVALID,   ERROR_INVALID,
                                      ERROR_INVALID,  ERROR_CONFLICT,  ERROR_CONFLICT,
                                      ERROR_CONFLICT, ERROR_NOT_FOUND, ERROR_NOT_FOUND};
    for (size_t i = 0; i < G_N_ELEMENTS(codes); i++) {
        g_assert_true(error_is(errors[i], codes[i]));
        g_clear_error(&errors[i]);
    }
    g_assert_cmpstr(ours_all(fixture), ==, before);
}

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
    g_assert_false(activity_move(db, arena, &move, &errors[4]));
    g_assert_false(activity_remove(db, arena, fixture->theirs, fixture->anna, id, &errors[5]));
    g_assert_false(
        activity_undo(db, arena, fixture->theirs, fixture->anna, plan, &undone, &errors[6]));
    for (size_t i = 0; i < G_N_ELEMENTS(errors); i++) {
        g_assert_true(error_is(errors[i], ERROR_NOT_FOUND));
        g_clear_error(&errors[i]);
    }
    g_assert_true(activities_of_plan(db, arena, fixture->theirs, plan, &all, NULL));
    g_assert_cmpint(all.n, ==, 0);
    g_assert_cmpstr(ours_all(fixture), ==, before);
    g_assert_cmpstr(all_of(fixture, fixture->theirs, their(plan)), ==, theirs);
}

/* Two people at two connections: the second sees what the first wrote, and does not write over it.
 */
static void two_connections(void) {
    char *path = testdb_file();
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
    testdb_remove_file(path);
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

#define ADD(test) g_test_add("/activities/" #test, Fixture, NULL, set_up, test, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD(adding_understands);
    ADD(adding_keeps_what_is_given);
    ADD(adding_refuses);
    ADD(cell_is_saved);
    ADD(same_text_writes_nothing);
    ADD(cell_conflict_says_who);
    ADD(cell_refuses);
    ADD(longest_cells_are_saved);
    ADD(what_is_chosen_by_hand_stays);
    ADD(marks_stay_on_steps_that_stay);
    ADD(locked_plan_is_left_alone);
    ADD(undo_takes_cells_back_in_turn);
    ADD(undo_does_not_run_over_others);
    ADD(facts_are_saved_and_undone);
    ADD(same_facts_write_nothing);
    ADD(facts_refuse);
    ADD(facts_conflict);
    ADD(facts_changed_since_are_not_undone);
    ADD(follow_up_goes_on_when_adopted);
    ADD(follow_up_refuses);
    ADD(moves_within_a_category);
    ADD(moves_to_another_year);
    ADD(move_refuses);
    ADD(moved_since_is_not_undone);
    ADD(removed_activity_comes_back_whole);
    ADD(removed_activity_finds_a_new_category);
    ADD(categories_are_changed);
    ADD(categories_refuse);
    ADD(others_are_never_touched);
    ADD(statements_are_as_many_for_sixty);
    g_test_add_func("/activities/two_connections", two_connections);
    g_test_add_func("/activities/progress_says_late", progress_says_late);
    g_test_add_func("/activities/progress_counts", progress_counts);
    g_test_add_func("/activities/columns_have_keys", columns_have_keys);
    return g_test_run();
}
