#include "commands/commands.h"

#include "base/error.h"
#include "commands/database.h"
#include "commands/demo_confirmation.h"
#include "commands/demo_rounds.h"
#include "modules/collaborations/configuration.h"
#include "modules/people/people.h"
#include "modules/plan_import/plan_import.h"
#include "services/auth/auth.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#define DEMO_TODAY "2021-04-15"

static const char *const collaborations[] = {"jonkoping", "kronoberg-blekinge", "vasterbotten",
                                             "stockholm"};

static GBytes *built_in(const char *format, const char *name, GError **error) {
    g_autofree char *file = g_strdup_printf("/samsyn/demo/%s", format);
    g_autofree char *path = g_strdup_printf("%s%s.conf", file, name);
    return g_resources_lookup_data(path, 0, error);
}

static bool add_collaboration(Db *db, Arena *arena, const char *name, Id *ret_collaboration,
                              GError **error) {
    g_autoptr(GBytes) rules = built_in("collaborations/", name, error),
                      people = rules == NULL ? NULL : built_in("demo/people-", name, error);
    ConfigurationSummary summary;
    PeopleSummary found;
    gsize size;
    if (people == NULL)
        return false;
    ConfigurationImport import = {.text = g_bytes_get_data(rules, &size)};
    import.size = size;
    if (!configuration_import(db, arena, &import, &summary, error))
        return false;
    const char *text = g_bytes_get_data(people, &size);
    *ret_collaboration = summary.collaboration;
    if (!people_import(db, arena, summary.collaboration, text, size, &found, error))
        return false;
    printf("%s: %zu regler, %zu personer\n", name, summary.n_added, found.n_added);
    return true;
}

/* The plans that were published before the demo's today, with the decision that adopted each. */
static const struct {
    const char *collaboration, *document, *file, *paragraph;
    int first_year;
    Date adopted_on;
    bool has_round; /* whose outcomes come into it before it is adopted */
} plans[] = {
    {"jonkoping", "verksamhetsplan", "jonkoping-plan-2021-2023.tsv", "§ 14", 2021, {2020, 6, 9}},
    {"kronoberg-blekinge",
     "verksamhetsplan",
     "kronoberg-blekinge-plan-2021-2022.tsv",
     "§ 21",
     2021,
     {2020, 9, 18}},
    {"vasterbotten",
     "verksamhetsplan",
     "vasterbotten-verksamhetsplan-2021.txt",
     "§ 7",
     2021,
     {2020, 10, 7}},
    {"vasterbotten",
     "aktivitetsplan",
     "vasterbotten-aktivitetsplan-2021.csv",
     "§ 8",
     2021,
     {2020, 10, 7}},
    {"vasterbotten",
     "kalendarium",
     "vasterbotten-kalendarium-2021.tsv",
     "§ 9",
     2021,
     {2020, 10, 7}},
    {"vasterbotten", "budget", "vasterbotten-budget-2021.tsv", "§ 10", 2021, {2020, 10, 7}},
    {"stockholm",
     "verksamhetsplan",
     "stockholm-plan-2021.xlsx",
     "§ 5",
     2021,
     {2020, 11, 26},
     .has_round = true},
};

/* How far some of the activities of 2021 had come by the demo's today, with their steps done so
 * far. */
static const struct {
    const char *title, *status, *comment;
    size_t n_steps_done;
    Date done_on;
} progress[] = {
    {"Hygienlokaler högrisk med stickande, skärande verksamhet",
     "ongoing",
     "Checklistan är klar, besöken börjar i maj.",
     3,
     {2021, 3, 12}},
    {"Köldmedia på bilverkstäder", "ongoing", "", 2, {2021, 2, 26}},
    {"Förorenad mark vid miljötillsyn", "ongoing", "", 1, {2021, 3, 31}},
    {"Avfall från livsmedelsverksamheter",
     "late",
     "Projektgruppen fick en ny projektledare i mars.",
     0,
     {0}},
    {"Kontaktpersonsträff", "done", "Hölls digitalt 24 mars.", 9, {2021, 3, 24}},
    {"Nyhetsbrev Miljösamverkan", "ongoing", "Årets första kom i februari.", 0, {0}},
    {"Verksamhetsplan och budget", "ongoing", "", 0, {0}},
};

static bool follow_up(Db *db, Arena *arena, Id collaboration, const Activity *activity, size_t i,
                      GError **error) {
    StepMark *steps = ARENA_ARRAY(arena, StepMark, activity->n_steps);
    for (size_t j = 0; j < activity->n_steps; j++)
        steps[j] = (StepMark){activity->steps[j].id,
                              j < progress[i].n_steps_done ? progress[i].done_on : (Date){0}};
    FollowUp mark = {.collaboration = collaboration,
                     .activity = activity->id,
                     .edit = activity->edit,
                     .status = progress[i].status,
                     .comment = progress[i].comment,
                     .steps = steps,
                     .n_steps = activity->n_steps};
    return activity_follow_up(db, arena, &mark, error);
}

static bool follow_up_year(Db *db, Arena *arena, Id collaboration, const PlanYear *year,
                           GError **error) {
    for (size_t c = 0; c < year->n_categories; c++)
        for (size_t a = 0; a < year->categories[c].n_activities; a++)
            for (size_t i = 0; i < G_N_ELEMENTS(progress); i++) {
                const Activity *activity = &year->categories[c].activities[a];
                if (strcmp(activity->cells[COLUMN_TITLE], progress[i].title) == 0 &&
                    !follow_up(db, arena, collaboration, activity, i, error))
                    return false;
            }
    return true;
}

static bool adopt_demo_plan(Db *db, Arena *arena, Id collaboration, size_t i, Id plan,
                            GError **error) {
    const Rules *rules;
    Plan loaded;
    int64_t number;
    if (!rules_load(db, arena, collaboration, plans[i].adopted_on, &rules, error) ||
        !plan_load(db, arena, collaboration, plan, &loaded, error))
        return false;
    const Rule *document = rules_find(rules, ELEMENT_DOCUMENT, plans[i].document);
    const Rule *body = rules_find(rules, ELEMENT_BODY, rule_text(document, "adopted_by"));
    Adoption adoption = {.collaboration = collaboration,
                         .plan = plan,
                         .body = body->element,
                         .edit = loaded.edit,
                         .adopted_on = plans[i].adopted_on,
                         .paragraph = plans[i].paragraph,
                         .note = "",
                         .is_published = true};
    return plan_adopt(db, arena, &adoption, &number, error) &&
           (loaded.n_years == 0 ||
            follow_up_year(db, arena, collaboration, &loaded.years[0], error));
}

/* The text of a file that is built in. */
static const char *text_of(Arena *arena, const char *format, const char *name, GError **error) {
    g_autoptr(GBytes) bytes = built_in(format, name, error);
    gsize size;
    if (bytes == NULL)
        return NULL;
    const char *text = g_bytes_get_data(bytes, &size);
    return arena_strndup(arena, text, size);
}

static bool add_rounds(Db *db, Arena *arena, const char *name, Id collaboration, GError **error) {
    const char *text = text_of(arena, "demo/rounds-", name, error);
    return text != NULL && demo_rounds(db, arena, collaboration, text, error);
}

/* Only some collaborations have one under way. */
static bool add_confirmation(Db *db, Arena *arena, const char *name, Id collaboration,
                             GError **error) {
    const char *text = text_of(arena, "demo/confirmation-", name, NULL);
    return text == NULL || demo_confirmation(db, arena, collaboration, text, error);
}

static bool add_plan(Db *db, Arena *arena, Id collaboration, size_t i, GError **error) {
    g_autofree char *path = g_strdup_printf("/samsyn/demo/demo/%s", plans[i].file);
    g_autoptr(GBytes) bytes = g_resources_lookup_data(path, 0, error);
    PlanImportSummary summary;
    gsize size;
    if (bytes == NULL)
        return false;
    const uint8_t *content = g_bytes_get_data(bytes, &size);
    PlanImportFile file = {
        collaboration, {0}, {content, size}, plans[i].document, plans[i].first_year};
    if (!plan_import_file(db, arena, &file, &summary, error)) {
        g_prefix_error(error, "%s: ", plans[i].file);
        return false;
    }
    printf("%s: %s, %zu aktiviteter\n", plans[i].collaboration, summary.title,
           summary.n_activities);
    return (!plans[i].has_round ||
            add_rounds(db, arena, plans[i].collaboration, collaboration, error)) &&
           adopt_demo_plan(db, arena, collaboration, i, summary.plan, error);
}

typedef struct {
    Arena *arena;
    gboolean without_plans;
} Filling;

static bool add_plans(Db *db, Arena *arena, const char *name, Id collaboration, GError **error) {
    bool has_round = false;
    for (size_t i = 0; i < G_N_ELEMENTS(plans); i++) {
        if (strcmp(plans[i].collaboration, name) != 0)
            continue;
        if (!add_plan(db, arena, collaboration, i, error))
            return false;
        has_round = has_round || plans[i].has_round;
    }
    return has_round || add_rounds(db, arena, name, collaboration, error);
}

static bool fill_demo(Db *db, void *data, GError **error) {
    const Filling *filling = data;
    if (!setting_put(db, "demo", "1", error) || !setting_put(db, "today", DEMO_TODAY, error))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(collaborations); i++) {
        Id collaboration;
        if (!add_collaboration(db, filling->arena, collaborations[i], &collaboration, error) ||
            (!filling->without_plans &&
             (!add_plans(db, filling->arena, collaborations[i], collaboration, error) ||
              !add_confirmation(db, filling->arena, collaborations[i], collaboration, error))))
            return false;
    }
    return true;
}

bool command_demo(int argc, char **argv, GError **error) {
    g_autofree char *data = NULL, *where = NULL;
    g_autoptr(Db) db = NULL;
    g_autoptr(Arena) arena = arena_new();
    Filling filling = {.arena = arena};
    const GOptionEntry entries[] = {
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the new database", "FILE"},
        {"without-plans", 0, 0, G_OPTION_ARG_NONE, &filling.without_plans,
         "leave the plans to be imported", NULL},
        {0}};
    CommandLine line = {
        "--data FILE [--without-plans]",
        "Makes a database with four collaborations, invented people and their plans.", entries, 0};
    if (!command_parse(&line, argc, argv, NULL, error) || !command_where(data, &where, error) ||
        !command_create(where, &db, error) || !db_write(db, fill_demo, &filling, error))
        return false;
    g_autofree char *shown = db_shown(where);
    printf("%s är skapad. Där är det alltid 15 april 2021.\n", shown);
    return true;
}
