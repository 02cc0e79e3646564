#include "modules/plans/testing/plans_site.h"

#include "base/date.h"
#include "base/id.h"
#include "services/audit/audit.h"

#include <glib.h>
#include <string.h>

/* ---- reading ---- */

static void pages_answer_by_role(void) {
    static const struct {
        const char *below;
        bool of_activity, edits;
    } pages[] = {{"", false, false},
                 {"?year=2022", false, false},
                 {"/chapters", false, false},
                 {"/follow-up", false, false},
                 {"/history", false, false},
                 {"/national", false, false},
                 {"/chapters/new", false, true},
                 {"/categories/new?year=2021", false, true},
                 {"", true, false},
                 {"/edit", true, true},
                 {"/facts", true, true},
                 {"/follow-up", true, true}};
    Fixture fixture;
    fixture_init(&fixture, 2);
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        const char *path =
            (pages[i].of_activity ? activity_path : plan_path)(&fixture, pages[i].below);
        fixture.role = ROLE_COORDINATOR;
        g_assert_cmpint(get(&fixture, path).status, ==, 200);
        fixture.role = ROLE_MEMBER;
        g_assert_cmpint(get(&fixture, path).status, ==, pages[i].edits ? 403 : 200);
        fixture.role = ROLE_PUBLIC;
        g_assert_cmpint(get(&fixture, path).status, ==, 403);
    }
    fixture_clear(&fixture);
}

static void only_the_coordinator_gets_cells_to_edit(void) {
    Fixture fixture;
    fixture_init(&fixture, 2);
    Page answer = get(&fixture, plan_path(&fixture, "?year=2021"));
    g_assert_cmpuint(count(answer.text, "data-save="), ==, 2);
    g_assert_cmpuint(count(answer.text, "data-cell="), ==, 2 * N_ACTIVITY_COLUMNS);
    fixture.role = ROLE_MEMBER;
    answer = get(&fixture, plan_path(&fixture, "?year=2021"));
    g_assert_cmpuint(count(answer.text, "data-save=") + count(answer.text, "data-cell="), ==, 0);
    g_assert_cmpuint(count(answer.text, "data-href="), ==, 2);
    fixture_clear(&fixture);
}

static void filters_narrow(void) {
    static const struct {
        const char *query;
        size_t n;
    } cases[] = {{"", 3},
                 {"&q=aktivitet+2", 1},
                 {"&q=BES%C3%96K", 3},
                 {"&goal=4", 3},
                 {"&goal=5", 0},
                 {"&party=all", 3},
                 {"&status=planned", 3},
                 {"&status=done", 0},
                 {"&responsible=Samordnaren", 3},
                 {"&responsible=Ingen", 0},
                 {"&category=0000000000001", 0}};
    Fixture fixture;
    fixture_init(&fixture, 3);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Page answer =
            get(&fixture,
                plan_path(&fixture, arena_printf(fixture.arena, "?year=2021%s", cases[i].query)));
        g_assert_cmpint(answer.status, ==, 200);
        if (count(answer.text, "data-save=") != cases[i].n)
            g_error("%s: %zu rows", cases[i].query, count(answer.text, "data-save="));
    }
    fixture_clear(&fixture);
}

static uint64_t statements(const Fixture *fixture, const char *path) {
    db_forget(fixture->db);
    uint64_t before = db_statement_count(fixture->db);
    g_assert_cmpint(get(fixture, path).status, ==, 200);
    return db_statement_count(fixture->db) - before;
}

static void statements_do_not_grow_with_activities(void) {
    static const char *const below[] = {"?year=2021", "/follow-up", "/chapters", "/history"};
    Fixture one, many;
    fixture_init(&one, 1);
    fixture_init(&many, 60);
    for (size_t i = 0; i < G_N_ELEMENTS(below); i++)
        g_assert_cmpuint(statements(&one, plan_path(&one, below[i])), ==,
                         statements(&many, plan_path(&many, below[i])));
    g_assert_cmpuint(statements(&one, activity_path(&one, "")), ==,
                     statements(&many, activity_path(&many, "")));
    fixture_clear(&one);
    fixture_clear(&many);
}

static void ids_of_others_are_not_found(void) {
    static const char *const plan_pages[] = {
        "", "/chapters", "/follow-up", "/history", "/chapters/new", "/categories/new?year=2021"};
    static const char *const activity_pages[] = {"", "/edit", "/facts", "/follow-up"};
    Fixture fixture;
    Plan other;
    g_autoptr(GError) error = NULL;
    fixture_init(&fixture, 1);
    g_assert_true(
        plan_load(fixture.db, fixture.arena, fixture.other.id, fixture.other_plan, &other, &error));
    const char *plan = id_text(fixture.arena, fixture.other_plan);
    const Activity *theirs = &other.years[0].categories[0].activities[0];
    const char *activity = id_text(fixture.arena, theirs->id),
               *edit = arena_printf(fixture.arena, "%d", (int)theirs->edit);
    for (size_t i = 0; i < G_N_ELEMENTS(plan_pages); i++)
        g_assert_cmpint(
            get(&fixture, arena_printf(fixture.arena, "/jonkoping/plans/%s%s", plan, plan_pages[i]))
                .status,
            ==, 404);
    for (size_t i = 0; i < G_N_ELEMENTS(activity_pages); i++)
        g_assert_cmpint(get(&fixture, arena_printf(fixture.arena, "/jonkoping/activities/%s%s",
                                                   activity, activity_pages[i]))
                            .status,
                        ==, 404);
    const char *cell =
        FORM(&fixture, "column", "goal", "was", theirs->cells[COLUMN_GOAL], "text", "Nytt");
    g_assert_cmpint(ask(&fixture,
                        arena_printf(fixture.arena, "/jonkoping/activities/%s/cell", activity),
                        cell, true)
                        .status,
                    ==, 404);
    const char *form = FORM(&fixture, "edit", edit, "status", "done", "comment", "");
    g_assert_cmpint(ask(&fixture,
                        arena_printf(fixture.arena, "/jonkoping/activities/%s/follow-up", activity),
                        form, false)
                        .status,
                    ==, 404);
    g_assert_cmpint(ask(&fixture, arena_printf(fixture.arena, "/jonkoping/plans/%s/chapters", plan),
                        FORM(&fixture, "heading", "Ny", "body", ""), false)
                        .status,
                    ==, 404);
    const char *category =
        FORM(&fixture, "category", id_text(fixture.arena, other.years[0].categories[0].id), "title",
             "Ny");
    g_assert_cmpint(ask(&fixture, plan_path(&fixture, "/activities"), category, false).status, ==,
                    404);
    fixture_clear(&fixture);
}

static void a_plan_of_others_is_not_published(void) {
    static const char *const forms[] = {"a=b", "number=0", "number=1"};
    Fixture fixture;
    fixture_init(&fixture, 1);
    const char *theirs = arena_printf(fixture.arena, "/jonkoping/plans/%s/publish",
                                      id_text(fixture.arena, fixture.other_plan));
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
        g_assert_cmpint(ask(&fixture, theirs, forms[i], false).status, ==, 404);
    g_assert_cmpuint(n_audited(&fixture, fixture.other_plan), ==, 0);
    g_assert_cmpint(ask(&fixture, plan_path(&fixture, "/publish"), "a=b", false).status, ==, 400);
    fixture_clear(&fixture);
}

/* ---- cells ---- */

static void a_cell_is_saved_and_taken_back(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    Page answer = save_cell(&fixture, "goal", "Minst fem besök.", "Minst tio <besök>.");
    g_assert_cmpint(answer.status, ==, 200);
    contains(answer, "<tr id=\"activity-");
    contains(answer, "Minst tio &lt;besök&gt;.");
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_GOAL], ==, "Minst tio <besök>.");
    answer = ask(&fixture, plan_path(&fixture, "/undo"), "", true);
    g_assert_cmpint(answer.status, ==, 200);
    contains(answer, "data-changed=\"goal\"");
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_GOAL], ==, "Minst fem besök.");
    answer = ask(&fixture, plan_path(&fixture, "/undo"), "", true);
    g_assert_cmpint(answer.status, ==, 404);
    contains(answer, "data-reason");
    fixture_clear(&fixture);
}

static void a_conflict_shows_both_texts(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    g_assert_cmpint(save_cell(&fixture, "goal", "Minst fem besök.", "Minst sju besök.").status, ==,
                    200);
    Page answer = save_cell(&fixture, "goal", "Minst fem besök.", "Minst nio besök.");
    g_assert_cmpint(answer.status, ==, 409);
    contains(answer, "has-conflict");
    contains(answer, "<ins>sju </ins>");
    contains(answer, "<ins>nio </ins>");
    contains(answer, "name=\"was\" value=\"Minst sju besök.\"");
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_GOAL], ==, "Minst sju besök.");
    answer =
        ask(&fixture, activity_path(&fixture, "/cell"),
            FORM(&fixture, "column", "goal", "was", "Minst fem besök.", "text", "Minst nio besök."),
            false);
    g_assert_cmpint(answer.status, ==, 409);
    contains(answer, "Minst nio besök.</textarea>");
    fixture_clear(&fixture);
}

static void a_refused_cell_says_why(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    Page answer = save_cell(&fixture, "title", "Aktivitet 1", " ");
    g_assert_cmpint(answer.status, ==, 422);
    contains(answer, "data-reason");
    g_assert_cmpint(save_cell(&fixture, "okänd", "", "text").status, ==, 422);
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_TITLE], ==, "Aktivitet 1");
    fixture_clear(&fixture);
}

static void an_adopted_plan_is_followed_up_but_not_edited(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    lock(&fixture);
    g_assert_cmpuint(count(get(&fixture, plan_path(&fixture, "?year=2021")).text, "data-save="), ==,
                     0);
    Page answer = save_cell(&fixture, "goal", "Minst fem besök.", "Nytt");
    g_assert_cmpint(answer.status, ==, 422);
    contains(answer, "data-reason");
    g_assert_cmpint(get(&fixture, activity_path(&fixture, "/edit")).status, ==, 409);
    Activity activity = first_activity(&fixture);
    g_assert_cmpuint(activity.n_steps, >=, 1);
    const char *step =
        arena_printf(fixture.arena, "step_%s", id_text(fixture.arena, activity.steps[0].id));
    const char *edit = arena_printf(fixture.arena, "%d", (int)activity.edit);
    answer = ask(&fixture, activity_path(&fixture, "/follow-up"),
                 FORM(&fixture, "edit", edit, "status", "ongoing", "comment", "Bra", step,
                      "12 februari 2021"),
                 false);
    g_assert_cmpint(answer.status, ==, 303);
    activity = first_activity(&fixture);
    g_assert_cmpstr(activity.status, ==, "ongoing");
    g_assert_cmpint(date_compare(activity.steps[0].done_on, (Date){2021, 2, 12}), ==, 0);
    answer =
        ask(&fixture, activity_path(&fixture, "/follow-up"),
            FORM(&fixture, "edit", edit, "status", "done", "comment", "Andras kommentar"), false);
    g_assert_cmpint(answer.status, ==, 409);
    contains(answer, "Andras kommentar</textarea>");
    g_assert_cmpstr(first_activity(&fixture).status, ==, "ongoing");
    fixture_clear(&fixture);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan_pages/roles", pages_answer_by_role);
    g_test_add_func("/plan_pages/cells_to_edit", only_the_coordinator_gets_cells_to_edit);
    g_test_add_func("/plan_pages/filters", filters_narrow);
    g_test_add_func("/plan_pages/statements", statements_do_not_grow_with_activities);
    g_test_add_func("/plan_pages/others", ids_of_others_are_not_found);
    g_test_add_func("/plan_pages/published", a_plan_of_others_is_not_published);
    g_test_add_func("/plan_pages/cell", a_cell_is_saved_and_taken_back);
    g_test_add_func("/plan_pages/conflict", a_conflict_shows_both_texts);
    g_test_add_func("/plan_pages/refused", a_refused_cell_says_why);
    g_test_add_func("/plan_pages/adopted", an_adopted_plan_is_followed_up_but_not_edited);
    return g_test_run();
}
