#include "modules/plans/plans.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "db/testdb.h"
#include "modules/collaborations/testing/project_file.h"
#include "modules/plans/store.h"
#include "services/audit/audit.h"
#include "services/auth/auth.h"

#include <glib.h>
#include <string.h>

/* A database in memory with one collaboration from collaborations/ and an account. */
typedef struct {
    Db *db;
    Arena *arena;
    Id collaboration, account;
    const Rules *rules;
} Fixture;

static Fixture fixture_new(const char *name, Date on) {
    Fixture fixture = {.db = testdb_new(), .arena = arena_new()};
    g_autoptr(GError) error = NULL;
    NewAccount account = {"anna@example.org", "Anna Prov", NULL, false};
    fixture.collaboration = add_collaboration(fixture.db, fixture.arena, name).id;
    g_assert_true(account_add(fixture.db, &account, &fixture.account, &error));
    g_assert_true(
        rules_load(fixture.db, fixture.arena, fixture.collaboration, on, &fixture.rules, &error));
    g_assert_no_error(error);
    return fixture;
}

static void fixture_free(Fixture *fixture) {
    db_close(fixture->db);
    arena_free(fixture->arena);
}

static const Rule *document(const Fixture *fixture, const char *key) {
    const Rule *rule = rules_find(fixture->rules, ELEMENT_DOCUMENT, key);
    g_assert_nonnull(rule);
    return rule;
}

static Activity activity(const char *title, const char *time, bool recurring) {
    return (Activity){
        .cells = {title, "Mål.", "Gör det.", time, "Samordnaren", "Länets kommuner", "Flertalet"},
        .is_recurring = recurring,
        .size = "",
        .host = "",
        .leader = "",
        .project_group = "",
        .status = "planned",
        .comment = "",
        .carried = ""};
}

/* A plan with, in each year that is no bank: one recurring and one single activity; in the bank two
 * of the same title. */
static Id stored_plan(const Fixture *fixture, const Rule *rule, int first_year) {
    Arena *arena = fixture->arena;
    g_autoptr(GError) error = NULL;
    Plan plan = plan_empty(arena, rule, first_year);
    PlanYear *years = ARENA_ARRAY(arena, PlanYear, plan.n_years);
    for (size_t i = 0; i < plan.n_years; i++) {
        bool bank = strcmp(plan.years[i].status, "bank") == 0;
        int year = plan.years[i].year;
        Activity *activities = ARENA_ARRAY(arena, Activity, 2);
        activities[0] = activity(bank ? "Täkter" : "Träff för nya",
                                 bank ? "" : arena_printf(arena, "Hösten %d", year), !bank);
        activities[1] =
            activity(bank ? "Täkter" : arena_printf(arena, "Projekt %d", year), "", false);
        PlanCategory *category = ARENA_NEW(arena, PlanCategory);
        *category = (PlanCategory){.title = bank ? "Tillsyn miljöskydd" : "Träffar",
                                   .note = "",
                                   .activities = activities,
                                   .n_activities = 2};
        years[i] = plan.years[i];
        years[i].categories = category;
        years[i].n_categories = 1;
    }
    plan.years = years;
    PlanChapter *chapter = ARENA_NEW(arena, PlanChapter);
    *chapter =
        (PlanChapter){.kind = "table", .heading = "Budget", .body = "Lön\t896\nSumma\t1 143"};
    plan.chapters = chapter;
    plan.n_chapters = 1;
    PlanStoring storing = {arena, fixture->collaboration, fixture->account, "plan.start", &plan};
    g_assert_true(db_write(fixture->db, plan_store_audited, &storing, &error));
    return plan.id;
}

static Plan load(const Fixture *fixture, Id id) {
    Plan plan;
    g_autoptr(GError) error = NULL;
    plan_load(fixture->db, fixture->arena, fixture->collaboration, id, &plan, &error);
    g_assert_no_error(error);
    return plan;
}

static size_t count_all(const Plan *plan) {
    size_t n = 0;
    for (size_t y = 0; y < plan->n_years; y++)
        for (size_t c = 0; c < plan->years[y].n_categories; c++)
            n += plan->years[y].categories[c].n_activities;
    return n;
}

static Id body_of(const Fixture *fixture, const Rule *rule) {
    return rules_find(fixture->rules, ELEMENT_BODY, rule_text(rule, "adopted_by"))->element;
}

static Adoption adoption_of(const Fixture *fixture, const Rule *rule, const Plan *plan) {
    return (Adoption){.collaboration = fixture->collaboration,
                      .account = fixture->account,
                      .plan = plan->id,
                      .body = body_of(fixture, rule),
                      .edit = plan->edit,
                      .adopted_on = {2020, 6, 9},
                      .paragraph = "§ 14",
                      .note = "",
                      .is_published = true};
}

/* An activity with something in every field, for the year 2021. */
static Activity full_activity(Arena *arena, const char *title) {
    Activity full = activity(title, "Våren 2021", false);
    ActivityStep *steps = ARENA_ARRAY(arena, ActivityStep, 2);
    ActivityTarget *target = ARENA_NEW(arena, ActivityTarget);
    ActivityParty *party = ARENA_NEW(arena, ActivityParty);
    ActivityGoal *goal = ARENA_NEW(arena, ActivityGoal);
    ActivityResponsibility *responsibility = ARENA_NEW(arena, ActivityResponsibility);
    steps[0] = (ActivityStep){
        .title = "Skriva projektplan", .due_on = {2021, 3, 31}, .done_on = {2021, 2, 12}};
    steps[1] = (ActivityStep){.title = "Fika", .is_optional = true};
    *target = (ActivityTarget){
        .kind = "visits_each", .amount = 5, .title = "5 besök", .is_reached = true};
    *party = (ActivityParty){.role = "takes_part"};
    *goal = (ActivityGoal){.kind = "national", .number = 4, .title = ""};
    *responsibility = (ActivityResponsibility){.kind = "content", .title = "Länsstyrelsen"};
    full.steps = steps, full.n_steps = 2;
    full.targets = target, full.n_targets = 1;
    full.parties = party, full.n_parties = 1;
    full.goals = goal, full.n_goals = 1;
    full.responsibilities = responsibility, full.n_responsibilities = 1;
    full.size = "M", full.hours = 40, full.host = "open", full.leader = "Bo Prov",
    full.project_group = "Anna, Bo";
    full.status = "ongoing", full.comment = "Halvvägs.";
    return full;
}

/* A plan whose first year has one such activity, that may recur, and that has a national activity
 * for each year. */
static Id full_plan(const Fixture *fixture, const Rule *rule, int first_year, bool recurring) {
    Arena *arena = fixture->arena;
    g_autoptr(GError) error = NULL;
    Plan plan = plan_empty(arena, rule, first_year);
    PlanYear *years = ARENA_ARRAY(arena, PlanYear, plan.n_years);
    NationalActivity *national = ARENA_ARRAY(arena, NationalActivity, plan.n_years);
    PlanCategory *category = ARENA_NEW(arena, PlanCategory);
    Activity *full = ARENA_NEW(arena, Activity);
    PlanChapter *chapter = ARENA_NEW(arena, PlanChapter);
    *full = full_activity(arena, "Köldmedia");
    full->is_recurring = recurring;
    *category = (PlanCategory){
        .title = "Projekt", .note = "Ej fastställt", .activities = full, .n_activities = 1};
    *chapter = (PlanChapter){.kind = "table", .heading = "Budget", .body = "Lön\t896"};
    for (size_t i = 0; i < plan.n_years; i++) {
        years[i] = plan.years[i];
        national[i] = (NationalActivity){.year = first_year + (int)i,
                                         .heading = "Livsmedel",
                                         .title = "Provtagning",
                                         .authority = "Livsmedelsverket"};
    }
    years[0].categories = category;
    years[0].n_categories = 1;
    plan.years = years;
    plan.national = national, plan.n_national = plan.n_years;
    plan.chapters = chapter, plan.n_chapters = 1;
    PlanStoring storing = {arena, fixture->collaboration, fixture->account, "plan.start", &plan};
    g_assert_true(db_write(fixture->db, plan_store_audited, &storing, &error));
    return plan.id;
}

static void json_gives_the_same_plan_back(void) {
    static const char *const parts[] = {
        "Skriva projektplan", "2021-03-31",         "\"optional\":true",
        "\"hours\":40",       "\"size\":\"M\"",     "visits_each",
        "\"number\":4",       "Länsstyrelsen",      "Bo Prov",
        "Anna, Bo",           "takes_part",         "Livsmedelsverket",
        "Ej fastställt",      "\"kind\":\"table\"", "\"host\":\"open\""};
    Fixture fixture = fixture_new("jonkoping", (Date){2020, 4, 15});
    const Rule *rule = document(&fixture, "verksamhetsplan");
    Plan plan = load(&fixture, full_plan(&fixture, rule, 2021, true)), back;
    g_autoptr(GError) error = NULL;
    const char *json = plan_to_json(fixture.arena, &plan);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (strstr(json, parts[i]) == NULL)
            g_error("%s is not in %s", parts[i], json);
    g_assert_true(plan_from_json(fixture.arena, json, &back, &error));
    g_assert_cmpstr(plan_to_json(fixture.arena, &back), ==, json);
    g_assert_cmpuint(count_all(&back), ==, 1);
    fixture_free(&fixture);
}

/* The history of a plan tells the first of these last. */
static void assert_told(const Fixture *fixture, Id plan, const char *const *actions, size_t n) {
    AuditRows rows;
    g_assert_true(audit_of_parent(fixture->db, fixture->arena, fixture->collaboration, plan, 100,
                                  &rows, NULL));
    g_assert_cmpuint(rows.n, ==, n);
    for (size_t i = 0; i < n; i++)
        g_assert_cmpstr(rows.rows[n - 1 - i].action, ==, actions[i]);
}
#define TOLD(fixture, plan, ...)                                                                   \
    assert_told(fixture, plan, (const char *const[]){__VA_ARGS__},                                 \
                G_N_ELEMENTS(((const char *const[]){__VA_ARGS__})))

static void adoption_freezes_and_locks(void) {
    Fixture fixture = fixture_new("jonkoping", (Date){2020, 4, 15});
    const Rule *rule = document(&fixture, "verksamhetsplan");
    Id id = stored_plan(&fixture, rule, 2021);
    Plan plan = load(&fixture, id), frozen;
    PlanVersion version;
    Adoption adoption = adoption_of(&fixture, rule, &plan);
    int64_t number;
    g_autoptr(GError) error = NULL;
    g_assert_true(plan_adopt(fixture.db, fixture.arena, &adoption, &number, &error));
    g_assert_cmpint(number, ==, 1);
    g_assert_cmpstr(load(&fixture, id).state, ==, "adopted");
    adoption.edit = load(&fixture, id).edit;
    g_assert_false(plan_adopt(fixture.db, fixture.arena, &adoption, &number, &error));
    g_assert_true(error_is(error, ERROR_CONFLICT));
    g_clear_error(&error);
    g_assert_true(plan_version_load(fixture.db, fixture.arena, fixture.collaboration, id, 1,
                                    &version, &frozen, &error));
    g_assert_cmpstr(plan_to_json(fixture.arena, &frozen), ==, plan_to_json(fixture.arena, &plan));
    g_assert_cmpint(version.published_at.seconds, !=, 0);
    TOLD(&fixture, id, "plan.start", "plan.adopt", "plan.publish");
    fixture_free(&fixture);
}

static void adoption_needs_a_day(void) {
    Fixture fixture = fixture_new("jonkoping", (Date){2020, 4, 15});
    const Rule *rule = document(&fixture, "verksamhetsplan");
    Plan plan = load(&fixture, stored_plan(&fixture, rule, 2021));
    Adoption adoption = adoption_of(&fixture, rule, &plan);
    int64_t number;
    g_autoptr(GError) error = NULL;
    adoption.adopted_on = (Date){2020, 6, 31};
    g_assert_false(plan_adopt(fixture.db, fixture.arena, &adoption, &number, &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    g_assert_cmpstr(load(&fixture, plan.id).state, ==, "draft");
    TOLD(&fixture, plan.id, "plan.start");
    fixture_free(&fixture);
}

/* What is changed after the adoption, and follow-up, does not reach the version; nor does anybody's
 * hand in the file. */
static void a_version_stays_as_it_was_adopted(void) {
    Fixture fixture = fixture_new("jonkoping", (Date){2020, 4, 15});
    const Rule *rule = document(&fixture, "verksamhetsplan");
    Id id = full_plan(&fixture, rule, 2021, true);
    Plan plan = load(&fixture, id), frozen;
    const Activity *first = &plan.years[0].categories[0].activities[0];
    PlanVersion version;
    CellResult result;
    int64_t number;
    g_autoptr(GError) error = NULL;
    Adoption adoption = adoption_of(&fixture, rule, &plan);
    CellEdit edit = {fixture.collaboration, fixture.account, first->id,
                     COLUMN_TITLE,          "Köldmedia",     "Något annat"};
    g_assert_true(plan_adopt(fixture.db, fixture.arena, &adoption, &number, &error));
    g_assert_true(
        plan_revise(fixture.db, fixture.arena, fixture.collaboration, fixture.account, id, &error));
    g_assert_true(activity_edit_cell(fixture.db, fixture.arena, &edit, &result, &error));
    Plan changed = load(&fixture, id);
    g_assert_cmpstr(changed.years[0].categories[0].activities[0].cells[COLUMN_TITLE], ==,
                    "Något annat");
    g_assert_true(plan_version_load(fixture.db, fixture.arena, fixture.collaboration, id, 1,
                                    &version, &frozen, &error));
    g_assert_cmpstr(plan_to_json(fixture.arena, &frozen), ==, plan_to_json(fixture.arena, &plan));
    TOLD(&fixture, id, "plan.start", "plan.adopt", "plan.publish", "plan.revise", "activity.cell");
    g_assert_true(db_run_script(
        fixture.db, "UPDATE plan_version SET content = replace(content, 'Köldmedia', 'Påhitt')",
        &error));
    g_assert_false(plan_version_load(fixture.db, fixture.arena, fixture.collaboration, id, 1,
                                     &version, &frozen, &error));
    g_assert_true(error_is(error, ERROR_INTERNAL));
    fixture_free(&fixture);
}

static void adoption_needs_the_plan_that_was_read(void) {
    Fixture fixture = fixture_new("jonkoping", (Date){2020, 4, 15});
    const Rule *rule = document(&fixture, "verksamhetsplan");
    Plan plan = load(&fixture, stored_plan(&fixture, rule, 2021));
    Adoption adoption = adoption_of(&fixture, rule, &plan);
    int64_t number = 0;
    g_autoptr(GError) error = NULL;
    adoption.edit--;
    g_assert_false(plan_adopt(fixture.db, fixture.arena, &adoption, &number, &error));
    g_assert_true(error_is(error, ERROR_CONFLICT));
    g_assert_cmpstr(load(&fixture, plan.id).state, ==, "draft");
    fixture_free(&fixture);
}

static void a_revision_makes_the_next_version(void) {
    Fixture fixture = fixture_new("jonkoping", (Date){2020, 4, 15});
    const Rule *rule = document(&fixture, "verksamhetsplan");
    Id id = stored_plan(&fixture, rule, 2021);
    Plan plan = load(&fixture, id);
    PlanVersions versions;
    int64_t number;
    g_autoptr(GError) error = NULL;
    Adoption first = adoption_of(&fixture, rule, &plan);
    g_assert_true(plan_adopt(fixture.db, fixture.arena, &first, &number, &error));
    g_assert_true(
        plan_revise(fixture.db, fixture.arena, fixture.collaboration, fixture.account, id, &error));
    plan = load(&fixture, id);
    g_assert_cmpstr(plan.state, ==, "revision");
    Adoption second = adoption_of(&fixture, rule, &plan);
    g_assert_true(plan_adopt(fixture.db, fixture.arena, &second, &number, &error));
    g_assert_true(
        plan_versions(fixture.db, fixture.arena, fixture.collaboration, id, &versions, &error));
    g_assert_cmpuint(versions.n, ==, 2);
    g_assert_cmpint(versions.rows[0].number, ==, 2);
    g_assert_cmpint(versions.rows[0].published_at.seconds, !=, 0);
    g_assert_cmpint(versions.rows[1].published_at.seconds, ==, 0);
    fixture_free(&fixture);
}

/* ---- roll-forward ---- */

static Plan rolled(const Fixture *fixture, const Rule *rule, Id plan, const Id *unfinished,
                   size_t n) {
    RollForward roll = {fixture->collaboration, fixture->account, plan, rule, unfinished, n};
    Id next = {0};
    g_autoptr(GError) error = NULL;
    plan_roll_forward(fixture->db, fixture->arena, &roll, &next, &error);
    g_assert_no_error(error);
    return load(fixture, next);
}

static const Activity *find(const Plan *plan, int year, const char *title) {
    for (size_t y = 0; y < plan->n_years; y++)
        for (size_t c = 0; plan->years[y].year == year && c < plan->years[y].n_categories; c++)
            for (size_t a = 0; a < plan->years[y].categories[c].n_activities; a++)
                if (strcmp(plan->years[y].categories[c].activities[a].cells[COLUMN_TITLE], title) ==
                    0)
                    return &plan->years[y].categories[c].activities[a];
    return NULL;
}

static void three_years_roll_forward(void) {
    Fixture fixture = fixture_new("jonkoping", (Date){2021, 4, 15});
    const Rule *rule = document(&fixture, "verksamhetsplan");
    Plan old = load(&fixture, stored_plan(&fixture, rule, 2021));
    Plan new = rolled(&fixture, rule, old.id, NULL, 0);
    g_assert_cmpint(new.first_year, ==, 2022);
    g_assert_cmpint(new.last_year, ==, 2024);
    g_assert_cmpstr(new.years[0].status, ==, "fixed");
    g_assert_cmpstr(new.years[2].status, ==, "bank");
    g_assert_cmpstr(find(&new, 2022, "Projekt 2022")->carried, ==, "preliminary");
    g_assert_cmpstr(find(&new, 2023, "Träff för nya")->cells[COLUMN_TIME], ==, "Hösten 2023");
    g_assert_null(find(&new, 2023, "Projekt 2022"));
    g_assert_cmpuint(new.years[2].categories[0].n_activities, ==, 2);
    g_assert_cmpuint(count_all(&new), ==, 2 + 1 + 2);
    g_assert_cmpuint(count_all(&old), ==, 6);
    g_assert_cmpstr(new.chapters[0].body, ==, "Lön\t896\nSumma\t1 143");
    fixture_free(&fixture);
}

static void an_unfinished_activity_comes_along(void) {
    Fixture fixture = fixture_new("jonkoping", (Date){2021, 4, 15});
    const Rule *rule = document(&fixture, "verksamhetsplan");
    Plan old = load(&fixture, stored_plan(&fixture, rule, 2021));
    const Activity *left = find(&old, 2021, "Projekt 2021");
    Plan new = rolled(&fixture, rule, old.id, &left->id, 1);
    const Activity *taken = find(&new, 2022, "Projekt 2021");
    g_assert_nonnull(taken);
    g_assert_cmpstr(taken->carried, ==, "unfinished");
    g_assert_cmpint(taken->came_from.value, ==, left->id.value);
    g_assert_cmpuint(new.years[0].n_categories, ==, 1);
    fixture_free(&fixture);
}

static void assert_begins_anew(const Activity *next) {
    g_assert_cmpstr(next->status, ==, "planned");
    g_assert_cmpstr(next->comment, ==, "");
    g_assert_cmpstr(next->size, ==, "M");
    g_assert_cmpuint(next->n_steps, ==, 2);
    g_assert_cmpstr(next->steps[0].title, ==, "Skriva projektplan");
    g_assert_false(date_is_set(next->steps[0].done_on));
    g_assert_false(date_is_set(next->steps[1].due_on));
    g_assert_cmpuint(next->n_targets, ==, 1);
    g_assert_false(next->targets[0].is_reached);
}

/* What was said of one year's work does not hold of the next, and its days move on with
 * the years. */
static void follow_up_begins_anew(void) {
    Fixture fixture = fixture_new("stockholm", (Date){2021, 4, 15});
    const Rule *rule = rules_next(fixture.rules, ELEMENT_DOCUMENT, NULL);
    Plan old = load(&fixture, full_plan(&fixture, rule, 2021, true));
    g_assert_true(date_is_set(old.years[0].categories[0].activities[0].steps[0].done_on));
    Plan new = rolled(&fixture, rule, old.id, NULL, 0);
    const Activity *next = find(&new, 2022, "Köldmedia");
    g_assert_nonnull(next);
    assert_begins_anew(next);
    g_assert_cmpint(date_compare(next->steps[0].due_on, (Date){2022, 3, 31}), ==, 0);
    g_assert_cmpstr(next->cells[COLUMN_TIME], ==, "Våren 2022");
    TOLD(&fixture, new.id, "plan.roll_forward");
    fixture_free(&fixture);
}

static void national_activities_of_the_years_come_along(void) {
    Fixture fixture = fixture_new("jonkoping", (Date){2021, 4, 15});
    const Rule *rule = document(&fixture, "verksamhetsplan");
    Plan new = rolled(&fixture, rule, full_plan(&fixture, rule, 2021, false), NULL, 0);
    g_assert_cmpuint(new.n_national, ==, 2);
    g_assert_cmpint(new.national[0].year, ==, 2022);
    g_assert_cmpstr(new.national[1].authority, ==, "Livsmedelsverket");
    fixture_free(&fixture);
}

/* Jönköping's plan rolled as if its document had come to have one year and no bank. */
static void a_bank_outlives_its_horizon(void) {
    Fixture fixture = fixture_new("jonkoping", (Date){2021, 4, 15}),
            other = fixture_new("stockholm", (Date){2021, 4, 15});
    const Rule *rule = document(&fixture, "verksamhetsplan");
    Rule shorter = *rule;
    shorter.settings = rules_next(other.rules, ELEMENT_DOCUMENT, NULL)->settings;
    Plan old = load(&fixture, stored_plan(&fixture, rule, 2021));
    Plan new = rolled(&fixture, &shorter, old.id, NULL, 0);
    const PlanYear *last = &new.years[new.n_years - 1];
    g_assert_cmpuint(new.n_years, ==, 2);
    g_assert_cmpstr(last->status, ==, "bank");
    g_assert_cmpuint(last->categories[0].n_activities, ==, 2);
    fixture_free(&other);
    fixture_free(&fixture);
}

static void other_horizons_roll_forward(void) {
    static const struct {
        const char *file, *document;
        int carried;
    } cases[] = {{"kronoberg-blekinge", "verksamhetsplan", 3},
                 {"vasterbotten", "aktivitetsplan", 1},
                 {"stockholm", "verksamhetsplan", 1}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Fixture fixture = fixture_new(cases[i].file, (Date){2021, 4, 15});
        const Rule *rule = rules_find(fixture.rules, ELEMENT_DOCUMENT, cases[i].document);
        for (const Rule *any = rules_next(fixture.rules, ELEMENT_DOCUMENT, NULL);
             rule == NULL && any != NULL; any = rules_next(fixture.rules, ELEMENT_DOCUMENT, any))
            rule = any;
        Plan old = load(&fixture, stored_plan(&fixture, rule, 2021));
        Plan new = rolled(&fixture, rule, old.id, NULL, 0);
        size_t years = rule_list(fixture.arena, rule, "years").n;
        g_test_message("%s: %zu years, %zu activities become %zu", cases[i].file, years,
                       count_all(&old), count_all(&new));
        g_assert_cmpuint(new.n_years, ==, years);
        g_assert_nonnull(find(&new, 2022, "Träff för nya"));
        fixture_free(&fixture);
    }
}

static void one_plan_a_year(void) {
    Fixture fixture = fixture_new("jonkoping", (Date){2021, 4, 15});
    const Rule *rule = document(&fixture, "verksamhetsplan");
    Plan old = load(&fixture, stored_plan(&fixture, rule, 2021));
    RollForward roll = {fixture.collaboration, fixture.account, old.id, rule, NULL, 0};
    Id next;
    g_autoptr(GError) error = NULL;
    rolled(&fixture, rule, old.id, NULL, 0);
    g_assert_false(plan_roll_forward(fixture.db, fixture.arena, &roll, &next, &error));
    g_assert_true(error_is(error, ERROR_CONFLICT));
    g_assert_nonnull(strstr(error->message, "redan en plan som börjar 2022"));
    fixture_free(&fixture);
}

/* ---- comparison ---- */

static void comparison_pairs_equal_titles_one_to_one(void) {
    Fixture fixture = fixture_new("jonkoping", (Date){2021, 4, 15});
    const Rule *rule = document(&fixture, "verksamhetsplan");
    Plan old = load(&fixture, stored_plan(&fixture, rule, 2021));
    Plan new = rolled(&fixture, rule, old.id, NULL, 0);
    PlanDifference difference;
    plan_compare(fixture.arena, &old, &old, MATCH_BY_TITLE, &difference);
    g_assert_cmpuint(difference.n_activities, ==, 6);
    g_assert_cmpuint(difference.n_changed + difference.n_added + difference.n_removed +
                         difference.n_moved,
                     ==, 0);
    g_assert_cmpuint(difference.n_texts, ==, 0);
    plan_compare(fixture.arena, &old, &new, MATCH_BY_TITLE, &difference);
    g_assert_cmpuint(difference.n_removed, ==, 2);
    g_assert_cmpuint(difference.n_added, ==, 1);
    g_assert_cmpuint(difference.n_moved, ==, 0);
    fixture_free(&fixture);
}

/* What has another title in the next plan is the same activity, and an unfinished one has moved;
 * what recurs is new. */
static void comparison_knows_where_activities_came_from(void) {
    Fixture fixture = fixture_new("jonkoping", (Date){2021, 4, 15});
    const Rule *rule = document(&fixture, "verksamhetsplan");
    Plan old = load(&fixture, stored_plan(&fixture, rule, 2021));
    Id unfinished = find(&old, 2021, "Projekt 2021")->id;
    Plan new = rolled(&fixture, rule, old.id, &unfinished, 1);
    CellResult result;
    CellEdit edit = {fixture.collaboration, fixture.account, find(&new, 2022, "Projekt 2022")->id,
                     COLUMN_TITLE,          "Projekt 2022",  "Ett annat namn"};
    PlanDifference difference;
    g_assert_true(activity_edit_cell(fixture.db, fixture.arena, &edit, &result, NULL));
    new = load(&fixture, new.id);
    for (int reversed = 0; reversed < 2; reversed++) {
        plan_compare(fixture.arena, reversed ? &new : &old, reversed ? &old : &new, MATCH_BY_ORIGIN,
                     &difference);
        g_assert_cmpuint(difference.n_changed, ==, 1);
        g_assert_cmpuint(difference.n_moved, ==, 1);
        g_assert_cmpuint(reversed ? difference.n_added : difference.n_removed, ==, 1);
        g_assert_cmpuint(reversed ? difference.n_removed : difference.n_added, ==, 1);
    }
    plan_compare(fixture.arena, &old, &new, MATCH_BY_TITLE, &difference);
    g_assert_cmpuint(difference.n_changed, ==, 0);
    fixture_free(&fixture);
}

/* Of a plan against an empty one everything is gone, or all is new; and the texts say what they
 * said. */
static void comparison_lists_what_is_gone(void) {
    Fixture fixture = fixture_new("jonkoping", (Date){2021, 4, 15});
    const Rule *rule = document(&fixture, "verksamhetsplan");
    Plan full = load(&fixture, stored_plan(&fixture, rule, 2021)), empty = full, written = full;
    PlanChapter chapter = full.chapters[0];
    PlanDifference difference;
    empty.n_years = 0;
    plan_compare(fixture.arena, &full, &empty, MATCH_BY_ID, &difference);
    g_assert_cmpuint(difference.n_activities, ==, 6);
    g_assert_cmpuint(difference.n_removed, ==, 6);
    plan_compare(fixture.arena, &empty, &full, MATCH_BY_ID, &difference);
    g_assert_cmpuint(difference.n_added, ==, 6);
    chapter.body = "Lön\t900";
    written.chapters = &chapter;
    plan_compare(fixture.arena, &full, &written, MATCH_BY_ID, &difference);
    g_assert_cmpuint(difference.n_texts, ==, 1);
    g_assert_cmpint(difference.texts[0].kind, ==, DIFFERENCE_CHANGED);
    g_assert_cmpstr(difference.texts[0].before, ==, "Lön\t896\nSumma\t1 143");
    g_assert_cmpstr(difference.texts[0].after, ==, "Lön\t900");
    fixture_free(&fixture);
}

static void loading_takes_a_fixed_number_of_statements(void) {
    Fixture fixture = fixture_new("jonkoping", (Date){2021, 4, 15});
    Id small = stored_plan(&fixture, document(&fixture, "verksamhetsplan"), 2021), empty = {0};
    g_autoptr(GError) error = NULL;
    PlanStart starting = {fixture.rules, document(&fixture, "verksamhetsplan"), fixture.account,
                          2031};
    g_assert_true(plan_start(fixture.db, fixture.arena, &starting, &empty, &error));
    uint64_t start = db_statement_count(fixture.db);
    load(&fixture, small);
    uint64_t first = db_statement_count(fixture.db) - start;
    start = db_statement_count(fixture.db);
    load(&fixture, empty);
    g_assert_cmpuint(db_statement_count(fixture.db) - start, ==, first);
    g_assert_cmpuint(first, <=, 11);
    fixture_free(&fixture);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plans/json", json_gives_the_same_plan_back);
    g_test_add_func("/plans/adoption", adoption_freezes_and_locks);
    g_test_add_func("/plans/adoption/edit", adoption_needs_the_plan_that_was_read);
    g_test_add_func("/plans/adoption/day", adoption_needs_a_day);
    g_test_add_func("/plans/adoption/frozen", a_version_stays_as_it_was_adopted);
    g_test_add_func("/plans/revision", a_revision_makes_the_next_version);
    g_test_add_func("/plans/roll-forward/three-years", three_years_roll_forward);
    g_test_add_func("/plans/roll-forward/unfinished", an_unfinished_activity_comes_along);
    g_test_add_func("/plans/roll-forward/follow-up", follow_up_begins_anew);
    g_test_add_func("/plans/roll-forward/national", national_activities_of_the_years_come_along);
    g_test_add_func("/plans/roll-forward/bank", a_bank_outlives_its_horizon);
    g_test_add_func("/plans/roll-forward/others", other_horizons_roll_forward);
    g_test_add_func("/plans/roll-forward/once", one_plan_a_year);
    g_test_add_func("/plans/compare", comparison_pairs_equal_titles_one_to_one);
    g_test_add_func("/plans/compare/origin", comparison_knows_where_activities_came_from);
    g_test_add_func("/plans/compare/gone", comparison_lists_what_is_gone);
    g_test_add_func("/plans/statements", loading_takes_a_fixed_number_of_statements);
    return g_test_run();
}
