#include "base/language.h"
#include "modules/activities/activities_sample.h"
#include "modules/activities/time_expression.h"

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
    language_speak(ENGLISH); /* what is kept is Swedish all the same */
    Id audit = facts_edit(fixture, id, &facts, before.edit);
    language_speak(SWEDISH);
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
                             .ends = time_ends(row->time, 2021),
                             .steps = &step,
                             .n_steps = 1};
        ActivityProgress progress = activity_progress(&activity, row->today);
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
    ActivityProgress progress = activity_progress(&activity, (Date){2021, 4, 15});
    g_assert_cmpint(progress.steps_done, ==, 2);
    g_assert_cmpint(progress.steps_all, ==, 3);
    g_assert_cmpint(progress.targets_reached, ==, 1);
    g_assert_cmpint(progress.targets_all, ==, 3);
    g_assert_false(progress.is_late);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD("facts", facts_are_saved_and_undone);
    ADD("facts", same_facts_write_nothing);
    ADD("facts", facts_refuse);
    ADD("facts", facts_conflict);
    ADD("facts", facts_changed_since_are_not_undone);
    ADD("facts", follow_up_goes_on_when_adopted);
    ADD("facts", follow_up_refuses);
    g_test_add_func("/facts/progress_says_late", progress_says_late);
    g_test_add_func("/facts/progress_counts", progress_counts);
    return g_test_run();
}
