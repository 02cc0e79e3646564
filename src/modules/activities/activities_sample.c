#include "modules/activities/activities_sample.h"

#include "modules/activities/activities_sql.h"
#include "modules/collaborations/configuration.h"
#include "services/auth/auth.h"

Id their(Id id) {
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

void fill(Fixture *fixture) {
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

void set_up(Fixture *fixture, gconstpointer data) {
    (void)data;
    fixture->db = testdb_new();
    fill(fixture);
}

void tear_down(Fixture *fixture, gconstpointer data) {
    (void)data;
    db_close(fixture->db);
    arena_free(fixture->arena);
}

void run(Fixture *fixture, const char *sql) {
    g_autoptr(GError) error = NULL;
    g_assert_true(db_run_script(fixture->db, sql, &error));
    g_assert_no_error(error);
}

void lock_plan(Fixture *fixture) {
    run(fixture, "UPDATE plan SET state = 'adopted'");
}

Id element(const Fixture *fixture, ElementKind kind, const char *key) {
    const Rule *rule = rules_find(fixture->rules, kind, key);
    g_assert_nonnull(rule);
    return rule->element;
}

Id party(const Fixture *fixture, const char *key) {
    return element(fixture, ELEMENT_PARTY, key);
}

Id add_to(Fixture *fixture, Id category, const char *title) {
    Activity activity = {.category = category,
                         .cells = {title, "Minst 5 inspektörer i projektgruppen.",
                                   "Skriva plan. Göra besök.", "Våren 2021", "Samordnaren",
                                   "Länets kommuner", "Frisk luft"}};
    Id id;
    g_autoptr(GError) error = NULL;
    activity_add(fixture->db, fixture->arena,
                 &(ActivityAddition){fixture->ours, fixture->anna, &activity, {0}}, &id, &error);
    g_assert_no_error(error);
    return id;
}

Activity get(const Fixture *fixture, Id id) {
    Activity activity;
    g_autoptr(GError) error = NULL;
    activity_get(fixture->db, fixture->arena, fixture->ours, id, &activity, &error);
    g_assert_no_error(error);
    return activity;
}

int64_t plan_edit(const Fixture *fixture) {
    const SqlPlanStateRow *row;
    SqlPlanStateIn in = {fixture->ours, plan};
    g_assert_true(sql_plan_state(fixture->db, fixture->arena, &in, &row, NULL));
    return row->edit;
}

AuditRows history(const Fixture *fixture, Id subject) {
    AuditRows rows;
    g_assert_true(
        audit_of_subject(fixture->db, fixture->arena, fixture->ours, subject, 100, &rows, NULL));
    return rows;
}

/* Everything that may change in a collaboration's plan, as one text. */
const char *all_of(const Fixture *fixture, Id collaboration, Id whose_plan) {
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

const char *ours_all(const Fixture *fixture) {
    return all_of(fixture, fixture->ours, plan);
}

/* The titles of a category in order. */
const char *titles_in(const Fixture *fixture, Id category) {
    Activities activities;
    g_autoptr(GString) text = g_string_new(NULL);
    g_assert_true(
        activities_of_plan(fixture->db, fixture->arena, fixture->ours, plan, &activities, NULL));
    for (size_t i = 0; i < activities.n; i++)
        if (id_equal(activities.rows[i].category, category))
            g_string_append_printf(text, "%s ", activities.rows[i].cells[COLUMN_TITLE]);
    return arena_strdup(fixture->arena, text->str);
}

CellResult edit_as(Fixture *fixture, Id account, Id activity, ActivityColumn column,
                   const char *was, const char *text) {
    CellEdit edit = {fixture->ours, account, activity, column, was, text};
    CellResult result = {0};
    g_autoptr(GError) error = NULL;
    activity_edit_cell(fixture->db, fixture->arena, &edit, &result, &error);
    g_assert_no_error(error);
    return result;
}

CellResult edit_cell(Fixture *fixture, Id activity, ActivityColumn column, const char *text) {
    return edit_as(fixture, fixture->anna, activity, column, get(fixture, activity).cells[column],
                   text);
}

UndoResult undo(Fixture *fixture) {
    UndoResult result = {0};
    g_autoptr(GError) error = NULL;
    activity_undo(fixture->db, fixture->arena,
                  &(ActivityUndo){fixture->ours, fixture->anna, plan, {0}}, &result, &error);
    g_assert_no_error(error);
    return result;
}

void undo_fails(Fixture *fixture, ErrorCode code) {
    UndoResult result;
    g_autoptr(GError) error = NULL;
    const char *before = ours_all(fixture);
    g_assert_false(activity_undo(fixture->db, fixture->arena,
                                 &(ActivityUndo){fixture->ours, fixture->anna, plan, {0}}, &result,
                                 &error));
    g_assert_true(error_is(error, code));
    g_assert_cmpstr(ours_all(fixture), ==, before);
}

Id facts_edit(Fixture *fixture, Id id, const Activity *facts, int64_t edit) {
    FactsEdit change = {fixture->ours, fixture->anna, id, edit, facts};
    Id audit = {0};
    g_autoptr(GError) error = NULL;
    activity_edit_facts(fixture->db, fixture->arena, &change, &audit, &error);
    g_assert_no_error(error);
    return audit;
}
