#include "modules/plans/testing/plans_site.h"

#include "base/date.h"
#include "base/id.h"
#include "db/testdb.h"
#include "modules/plans/undo_offer.h"
#include "services/audit/audit.h"

#include <glib.h>
#include <string.h>

/* ---- forms ---- */

static char *edit_form(const Fixture *fixture, const char *title, const char *goal,
                       const char *was_goal) {
    Activity activity = first_activity(fixture);
    g_autoptr(GString) form = g_string_new(NULL);
    for (int i = 0; i < N_ACTIVITY_COLUMNS; i++) {
        const char *key = activity_columns[i].key, *text = activity.cells[i];
        const char *typed = i == COLUMN_TITLE ? title : i == COLUMN_GOAL ? goal : text;
        g_string_append_printf(form, "%s&%s&", FORM(fixture, key, typed),
                               FORM(fixture, arena_printf(fixture->arena, "was_%s", key),
                                    i == COLUMN_GOAL ? was_goal : text));
    }
    return arena_strndup(fixture->arena, form->str, form->len - 1);
}

static void the_form_saves_all_cells_or_none(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    Page answer = ask(&fixture, activity_path(&fixture, "/edit"),
                      edit_form(&fixture, "", "Typed goal", "Minst fem besök."), false);
    g_assert_cmpint(answer.status, ==, 422);
    contains(answer, "Typed goal</textarea>");
    contains(answer, "href=\"#activity\"");
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_GOAL], ==, "Minst fem besök.");
    answer = ask(&fixture, activity_path(&fixture, "/edit"),
                 edit_form(&fixture, "Nytt namn", "Typed goal", "Något annat."), false);
    g_assert_cmpint(answer.status, ==, 409);
    contains(answer, "Typed goal</textarea>");
    contains(answer, "Nytt namn</textarea>");
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_TITLE], ==, "Aktivitet 1");
    g_autofree char *too_long = g_strnfill(activity_columns[COLUMN_TIME].max_length + 1, 'a');
    const char *later_fails = FORM(&fixture, "goal", "Typed goal", "was_goal", "Minst fem besök.",
                                   "time", too_long, "was_time", "våren 2021");
    g_assert_cmpint(ask(&fixture, activity_path(&fixture, "/edit"), later_fails, false).status, ==,
                    422);
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_GOAL], ==, "Minst fem besök.");
    answer = ask(&fixture, activity_path(&fixture, "/edit"),
                 edit_form(&fixture, "Nytt namn", "Rad ett\r\nRad två", "Minst fem besök."), false);
    g_assert_cmpint(answer.status, ==, 303);
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_GOAL], ==, "Rad ett\nRad två");
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_TITLE], ==, "Nytt namn");
    answer = ask(&fixture, activity_path(&fixture, "/edit"),
                 edit_form(&fixture, "Nytt namn", "Rad tre", "Rad ett\r\nRad två"), false);
    g_assert_cmpint(answer.status, ==, 303);
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_GOAL], ==, "Rad tre");
    fixture_clear(&fixture);
}

static void facts_are_saved_and_keep_what_was_typed(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    const char *edit = arena_printf(fixture.arena, "%d", (int)first_activity(&fixture).edit);
    Page answer = ask(&fixture, activity_path(&fixture, "/facts"),
                      FORM(&fixture, "edit", edit, "hours", "många", "leader", "Bo Prov",
                           "step_title", "Nytt steg", "step_due", "31 mars 2021"),
                      false);
    g_assert_cmpint(answer.status, ==, 422);
    contains(answer, "value=\"många\"");
    contains(answer, "value=\"Bo Prov\"");
    contains(answer, "value=\"Nytt steg\"");
    answer = ask(&fixture, activity_path(&fixture, "/facts"),
                 FORM(&fixture, "edit", edit, "hours", "40", "size", "M", "leader", "Bo Prov",
                      "party_", "takes_part", "goal", "national-4", "goal", "global-12",
                      "other_goals", "Åtgärd 6", "step_id", "", "step_title", "Nytt steg",
                      "step_due", "31 mars 2021", "target_title", "Minst 5 besök", "target_kind",
                      "visits_each", "target_amount", "5", "responsibility_title", "Länsstyrelsen",
                      "responsibility_kind", "content", "host", "open", "is_recurring", "1"),
                 false);
    g_assert_cmpint(answer.status, ==, 303);
    Activity activity = first_activity(&fixture);
    g_assert_cmpint(activity.hours, ==, 40);
    g_assert_cmpstr(activity.size, ==, "M");
    g_assert_cmpstr(activity.host, ==, "open");
    g_assert_true(activity.is_recurring);
    g_assert_cmpuint(activity.n_goals, ==, 3);
    g_assert_cmpuint(activity.n_parties, ==, 1);
    g_assert_cmpuint(activity.n_steps, ==, 1);
    g_assert_cmpint(date_compare(activity.steps[0].due_on, (Date){2021, 3, 31}), ==, 0);
    g_assert_cmpint(activity.targets[0].amount, ==, 5);
    g_assert_cmpstr(activity.responsibilities[0].kind, ==, "content");
    g_assert_cmpint(ask(&fixture, activity_path(&fixture, "/facts"),
                        FORM(&fixture, "edit", edit, "hours", "1"), false)
                        .status,
                    ==, 409);
    fixture_clear(&fixture);
}

static void chapters_are_written(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    g_assert_cmpint(
        ask(&fixture, plan_path(&fixture, "/chapters"),
            FORM(&fixture, "kind", "table", "heading", "Budget", "columns", "2", "cell", "Post",
                 "cell", "tkr", "cell", "Lön", "cell", "896", "cell", "", "cell", ""),
            false)
            .status,
        ==, 303);
    Plan plan = load(&fixture);
    g_assert_cmpuint(plan.n_chapters, ==, 2);
    g_assert_cmpstr(plan.chapters[1].body, ==, "Post\ttkr\nLön\t896");
    contains(get(&fixture, plan_path(&fixture, "/chapters")), ">896<");
    const char *path =
        plan_path(&fixture, arena_printf(fixture.arena, "/chapters/%s",
                                         id_text(fixture.arena, plan.chapters[0].id)));
    Page answer = ask(&fixture, path,
                      FORM(&fixture, "edit", "1", "heading", "", "body", "Det jag skrev"), false);
    g_assert_cmpint(answer.status, ==, 422);
    contains(answer, "Det jag skrev</textarea>");
    g_assert_cmpint(ask(&fixture, path,
                        FORM(&fixture, "edit", "1", "heading", "Styrning", "body", "Ett"), false)
                        .status,
                    ==, 303);
    answer = ask(&fixture, path, FORM(&fixture, "edit", "1", "heading", "Styrning", "body", "Två"),
                 false);
    g_assert_cmpint(answer.status, ==, 409);
    contains(answer, "Två</textarea>");
    contains(answer, "<p>Ett</p>");
    g_assert_cmpint(
        ask(&fixture, arena_printf(fixture.arena, "%s/move", path), "by=down", false).status, ==,
        303);
    g_assert_cmpstr(load(&fixture).chapters[0].heading, ==, "Budget");
    g_assert_cmpint(
        ask(&fixture, arena_printf(fixture.arena, "%s/move", path), "by=up", false).status, ==,
        303);
    g_assert_cmpstr(load(&fixture).chapters[0].heading, ==, "Styrning");
    g_assert_cmpint(
        ask(&fixture, arena_printf(fixture.arena, "%s/remove", path), "a=b", false).status, ==,
        303);
    g_assert_cmpuint(load(&fixture).n_chapters, ==, 1);
    fixture_clear(&fixture);
}

/* Each change raises the plan's edit, so that nobody adopts what they have not read, and is told of
 * in its history. */
static void chapters_are_told_of(void) {
    static const struct {
        const char *below, *form;
    } changes[] = {
        {"", "edit=1&heading=Styrning&body=Ett"}, {"/move", "by=down"}, {"/remove", "a=b"}};
    Fixture fixture;
    fixture_init(&fixture, 1);
    Plan plan = load(&fixture);
    size_t told = n_told(&fixture);
    const char *path =
        plan_path(&fixture, arena_printf(fixture.arena, "/chapters/%s",
                                         id_text(fixture.arena, plan.chapters[0].id)));
    for (size_t i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_assert_cmpint(ask(&fixture, arena_printf(fixture.arena, "%s%s", path, changes[i].below),
                            changes[i].form, false)
                            .status,
                        ==, 303);
        g_assert_cmpint(load(&fixture).edit, ==, plan.edit + (int64_t)i + 1);
        g_assert_cmpuint(n_told(&fixture), ==, told + i + 1);
    }
    fixture_clear(&fixture);
}

static void chapters_of_an_adopted_plan_stay(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    g_assert_cmpint(ask(&fixture, plan_path(&fixture, "/chapters"),
                        FORM(&fixture, "heading", "Budget", "body", "Allt"), false)
                        .status,
                    ==, 303);
    lock(&fixture);
    Plan before = load(&fixture);
    const char *path =
        plan_path(&fixture, arena_printf(fixture.arena, "/chapters/%s",
                                         id_text(fixture.arena, before.chapters[0].id)));
    g_assert_cmpint(ask(&fixture, plan_path(&fixture, "/chapters"),
                        FORM(&fixture, "heading", "Ny", "body", ""), false)
                        .status,
                    ==, 409);
    g_assert_cmpint(ask(&fixture, path,
                        FORM(&fixture, "edit", "1", "heading", "Styrning", "body", "Ett"), false)
                        .status,
                    ==, 409);
    g_assert_cmpint(
        ask(&fixture, arena_printf(fixture.arena, "%s/move", path), "by=down", false).status, ==,
        409);
    g_assert_cmpint(
        ask(&fixture, arena_printf(fixture.arena, "%s/remove", path), "a=b", false).status, ==,
        409);
    Plan after = load(&fixture);
    g_assert_cmpstr(plan_to_json(fixture.arena, &after), ==, plan_to_json(fixture.arena, &before));
    fixture_clear(&fixture);
}

static void categories_and_activities_are_added(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    g_assert_cmpint(ask(&fixture, plan_path(&fixture, "/categories"),
                        FORM(&fixture, "year", "2021", "title", "Projekt"), false)
                        .status,
                    ==, 303);
    Page answer = ask(&fixture, plan_path(&fixture, "/categories"),
                      FORM(&fixture, "year", "2021", "title", "Projekt"), false);
    g_assert_true(answer.status == 409 || answer.status == 422);
    contains(answer, "value=\"Projekt\"");
    Plan plan = load(&fixture);
    g_assert_cmpuint(plan.years[0].n_categories, ==, 2);
    const char *id = id_text(fixture.arena, plan.years[0].categories[1].id);
    const char *path = plan_path(&fixture, arena_printf(fixture.arena, "/categories/%s", id));
    g_assert_cmpint(ask(&fixture, path,
                        FORM(&fixture, "was_title", "Projekt", "title", "Tillsynsprojekt",
                             "was_note", "", "note", "Ej fastställt"),
                        false)
                        .status,
                    ==, 303);
    g_assert_cmpint(
        ask(&fixture, arena_printf(fixture.arena, "%s/move", path), "by=up", false).status, ==,
        303);
    plan = load(&fixture);
    g_assert_cmpstr(plan.years[0].categories[0].title, ==, "Tillsynsprojekt");
    g_assert_cmpstr(plan.years[0].categories[0].note, ==, "Ej fastställt");
    answer = ask(&fixture, plan_path(&fixture, "/activities"),
                 FORM(&fixture, "category", id, "title", "Ny aktivitet"), false);
    g_assert_cmpint(answer.status, ==, 303);
    g_assert_nonnull(strstr(answer.location, "#activity-"));
    g_assert_cmpint(ask(&fixture, plan_path(&fixture, "/activities"),
                        FORM(&fixture, "category", id, "title", ""), false)
                        .status,
                    ==, 422);
    answer = ask(&fixture, arena_printf(fixture.arena, "%s/remove", path), "a=b", false);
    g_assert_cmpint(answer.status, ==, 409);
    contains(answer, "I kategorin ”Tillsynsprojekt” står 1 aktivitet.");
    Id added = load(&fixture).years[0].categories[0].activities[0].id;
    const char *activity =
        arena_printf(fixture.arena, "/jonkoping/activities/%s", id_text(fixture.arena, added));
    g_assert_cmpint(
        ask(&fixture, arena_printf(fixture.arena, "%s/remove", activity), "a=b", false).status, ==,
        303);
    g_assert_cmpint(get(&fixture, activity).status, ==, 404);
    g_assert_cmpint(ask(&fixture, plan_path(&fixture, "/undo"), "a=b", false).status, ==, 303);
    g_assert_cmpint(get(&fixture, activity).status, ==, 200);
    fixture_clear(&fixture);
}

static void a_category_shows_both_texts(void) {
    Fixture fixture;
    fixture_init(&fixture, 0);
    const char *id = id_text(fixture.arena, load(&fixture).years[0].categories[0].id);
    const char *path = plan_path(&fixture, arena_printf(fixture.arena, "/categories/%s", id));
    const char *mine = FORM(&fixture, "was_title", "Träffar", "title", "Mina träffar", "was_note",
                            "", "note", ""),
               *theirs = FORM(&fixture, "was_title", "Träffar", "title", "Deras träffar",
                              "was_note", "", "note", "Ny"),
               *note = FORM(&fixture, "was_title", "Träffar", "title", "Träffar", "was_note", "Ny",
                            "note", "Nyare");
    contains(get(&fixture, path), "name=\"was_title\" value=\"Träffar\"");
    g_assert_cmpint(ask(&fixture, path, theirs, false).status, ==, 303);
    Page answer = ask(&fixture, path, mine, false);
    g_assert_cmpint(answer.status, ==, 409);
    contains(answer, "value=\"Mina träffar\"");
    contains(answer, "<p>Deras träffar</p>");
    contains(answer, "name=\"was_title\" value=\"Deras träffar\"");
    contains(answer, "name=\"note\" value=\"Ny\"");
    g_assert_cmpint(ask(&fixture, path, note, false).status, ==, 303);
    PlanCategory category = load(&fixture).years[0].categories[0];
    g_assert_cmpstr(category.title, ==, "Deras träffar");
    g_assert_cmpstr(category.note, ==, "Nyare");
    g_assert_cmpint(
        ask(&fixture, path, FORM(&fixture, "title", "Blint", "note", "Blint"), false).status, ==,
        409);
    fixture_clear(&fixture);
}

/* The page after a change, and the fields of its "Ångra". */
static const char *undo_form(const Fixture *fixture, Page answer, const char *to) {
    const char *query = strstr(answer.location, "&undo=");
    g_assert_cmpint(answer.status, ==, 303);
    g_assert_nonnull(query);
    Page page =
        get(fixture, arena_strndup(fixture->arena, answer.location, strcspn(answer.location, "#")));
    const char *change = arena_strndup(fixture->arena, query + strlen("&undo="), 13);
    contains(page, arena_printf(fixture->arena, "name=\"change\" value=\"%s\"", change));
    contains(page, arena_printf(fixture->arena, "name=\"to\" value=\"%s\"", to));
    return FORM(fixture, "change", change, "to", to);
}

static void what_was_done_is_undone_from_its_message(void) {
    Fixture fixture;
    fixture_init(&fixture, 2);
    const char *undo = plan_path(&fixture, "/undo"),
               *id = id_text(fixture.arena, first_activity(&fixture).id);
    const char *row = arena_printf(fixture.arena, "&done=undone#activity-%s", id),
               *move = activity_path(&fixture, "/move");
    const char *form =
        undo_form(&fixture, ask(&fixture, activity_path(&fixture, "/remove"), "a=b", false), "");
    g_assert_cmpuint(load(&fixture).years[0].categories[0].n_activities, ==, 1);
    g_assert_cmpint(save_cell(&fixture, "goal", "Minst fem besök.", "Nytt").status, ==, 200);
    Page answer = ask(&fixture, undo, form, false);
    g_assert_cmpint(answer.status, ==, 303);
    g_assert_true(g_str_has_suffix(answer.location, row));
    g_assert_cmpstr(id_text(fixture.arena, first_activity(&fixture).id), ==, id);
    g_assert_cmpint(ask(&fixture, undo, form, false).status, ==, 409);
    form = undo_form(&fixture, ask(&fixture, move, "column=2022", false), UNDO_TO_BOARD);
    g_assert_cmpuint(load(&fixture).years[1].categories[0].n_activities, ==, 1);
    answer = ask(&fixture, undo, form, false);
    g_assert_nonnull(strstr(answer.location, "/board?year=2021&done=undone"));
    g_assert_cmpuint(load(&fixture).years[1].categories[0].n_activities, ==, 0);
    const char *edit = arena_printf(fixture.arena, "%d", (int)first_activity(&fixture).edit);
    form = undo_form(&fixture,
                     ask(&fixture, activity_path(&fixture, "/facts"),
                         FORM(&fixture, "edit", edit, "hours", "40", "size", "M"), false),
                     UNDO_TO_ACTIVITY);
    g_assert_cmpint(first_activity(&fixture).hours, ==, 40);
    answer = ask(&fixture, undo, form, false);
    g_assert_nonnull(
        strstr(answer.location, arena_printf(fixture.arena, "/activities/%s?done=undone", id)));
    g_assert_cmpint(first_activity(&fixture).hours, ==, 0);
    g_assert_cmpint(ask(&fixture, undo, "change=x", false).status, ==, 400);
    fixture_clear(&fixture);
}

static void the_script_is_told_where_it_is_undone(void) {
    Fixture fixture;
    fixture_init(&fixture, 2);
    const char *id = id_text(fixture.arena, first_activity(&fixture).id),
               *undo = plan_path(&fixture, "/undo");
    const char *row =
        arena_printf(fixture.arena, "/jonkoping/plans/%s?year=2021&done=undone#activity-%s",
                     id_text(fixture.arena, fixture.plan), id);
    g_assert_cmpint(ask(&fixture, activity_path(&fixture, "/remove"), "a=b", false).status, ==,
                    303);
    Page answer = ask(&fixture, undo, "", true);
    g_assert_cmpint(answer.status, ==, 200);
    g_assert_cmpstr(answer.elsewhere, ==, row);
    g_assert_cmpint(ask(&fixture, activity_path(&fixture, "/move"), "column=2022", true).status, ==,
                    200);
    answer = ask(&fixture, undo, "to=board", true);
    g_assert_cmpint(answer.status, ==, 200);
    contains(answer, "data-board");
    contains(answer, "data-column=\"2021\"");
    g_assert_cmpuint(load(&fixture).years[0].categories[0].n_activities, ==, 2);
    fixture_clear(&fixture);
}

static void a_chapter_may_have_the_longest_heading(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    g_autofree char *heading = g_strnfill(200, 'a'), *longer = g_strnfill(201, 'a');
    const char *path = plan_path(&fixture, "/chapters");
    Page answer =
        ask(&fixture, path, FORM(&fixture, "heading", longer, "body", "Det jag skrev"), false);
    g_assert_cmpint(answer.status, ==, 422);
    contains(answer, "högst 200 tecken");
    contains(answer, "Det jag skrev</textarea>");
    g_assert_cmpint(
        ask(&fixture, path, FORM(&fixture, "heading", heading, "body", ""), false).status, ==, 303);
    g_assert_cmpstr(load(&fixture).chapters[1].heading, ==, heading);
    g_assert_cmpint(
        ask(&fixture, path, FORM(&fixture, "heading", "Två\r\nrader", "body", ""), false).status,
        ==, 303);
    g_assert_cmpstr(load(&fixture).chapters[2].heading, ==, "Två rader");
    fixture_clear(&fixture);
}

static void no_form_shows_what_the_database_says(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    testdb_refuse(fixture.db, "INSERT", "audit", "secret");
    const char *category = id_text(fixture.arena, load(&fixture).years[0].categories[0].id);
    const struct {
        const char *path, *form;
        bool script;
    } posts[] = {
        {plan_path(&fixture, "/chapters"), "heading=Ny&body=", false},
        {plan_path(&fixture, "/categories"), "year=2021&title=Ny", false},
        {plan_path(&fixture, arena_printf(fixture.arena, "/categories/%s", category)),
         "was_title=Tr%C3%A4ffar&title=Ny&was_note=&note=", false},
        {plan_path(&fixture, "/activities"),
         arena_printf(fixture.arena, "category=%s&title=Ny", category), false},
        {activity_path(&fixture, "/cell"),
         FORM(&fixture, "column", "goal", "was", "Minst fem besök.", "text", "Nytt"), true},
        {activity_path(&fixture, "/edit"),
         FORM(&fixture, "was_goal", "Minst fem besök.", "goal", "Nytt"), false},
        {activity_path(&fixture, "/follow-up"),
         FORM(&fixture, "edit",
              arena_printf(fixture.arena, "%d", (int)first_activity(&fixture).edit), "status",
              "ongoing", "comment", "Nytt"),
         false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(posts); i++) {
        Page answer = ask(&fixture, posts[i].path, posts[i].form, posts[i].script);
        g_test_message("%s", posts[i].path);
        g_assert_cmpint(answer.status, ==, 500);
        g_assert_null(strstr(answer.text, "secret"));
    }
    fixture_clear(&fixture);
}

/* A database that may not grow: each change is refused, what was typed is there, reading goes on,
 * and so does writing once there is room. */
static void a_full_disk_is_said(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    g_autofree char *long_text = g_strnfill(15000, 'a');
    const char *goal = arena_printf(fixture.arena, "Typed %.4000s", long_text);
    const char *chapter = FORM(&fixture, "heading", "Ny", "body", long_text),
               *category = FORM(&fixture, "year", "2021", "title", "Ny kategori");
    testdb_fill_disk(fixture.db);
    Page answer = ask(&fixture, plan_path(&fixture, "/chapters"), chapter, false);
    g_assert_cmpint(answer.status, ==, 507);
    contains(answer, "Disken på servern är full. Inget har sparats");
    contains(answer, long_text);
    for (answer.status = 303; answer.status == 303;
         category = FORM(
             &fixture, "year", "2021", "title",
             arena_printf(fixture.arena, "%.90s%s", long_text, id_text(fixture.arena, id_new()))))
        answer = ask(&fixture, plan_path(&fixture, "/categories"), category, false);
    g_assert_cmpint(answer.status, ==, 507);
    answer = ask(&fixture, activity_path(&fixture, "/edit"),
                 edit_form(&fixture, "Aktivitet 1", goal, "Minst fem besök."), false);
    g_assert_cmpint(answer.status, ==, 507);
    contains(answer, "Typed aaa");
    answer = save_cell(&fixture, "goal", "Minst fem besök.", goal);
    g_assert_cmpint(answer.status, ==, 507);
    contains(answer, "data-reason");
    g_assert_cmpint(get(&fixture, plan_path(&fixture, "?year=2021")).status, ==, 200);
    testdb_empty_disk(fixture.db);
    g_assert_cmpint(ask(&fixture, plan_path(&fixture, "/chapters"), chapter, false).status, ==,
                    303);
    fixture_clear(&fixture);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan_forms/form", the_form_saves_all_cells_or_none);
    g_test_add_func("/plan_forms/facts", facts_are_saved_and_keep_what_was_typed);
    g_test_add_func("/plan_forms/chapters", chapters_are_written);
    g_test_add_func("/plan_forms/chapters/told", chapters_are_told_of);
    g_test_add_func("/plan_forms/chapters/adopted", chapters_of_an_adopted_plan_stay);
    g_test_add_func("/plan_forms/categories", categories_and_activities_are_added);
    g_test_add_func("/plan_forms/category_conflict", a_category_shows_both_texts);
    g_test_add_func("/plan_forms/undo_message", what_was_done_is_undone_from_its_message);
    g_test_add_func("/plan_forms/undo_script", the_script_is_told_where_it_is_undone);
    g_test_add_func("/plan_forms/longest_heading", a_chapter_may_have_the_longest_heading);
    g_test_add_func("/plan_forms/full", a_full_disk_is_said);
    g_test_add_func("/plan_forms/inner_errors", no_form_shows_what_the_database_says);
    return g_test_run();
}
