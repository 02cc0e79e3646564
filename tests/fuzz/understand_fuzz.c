#include "base/date.h"
#include "base/id.h"
#include "base/text.h"
#include "modules/activities/merge.h"
#include "modules/activities/time_expression.h"
#include "modules/activities/understanding.h"
#include "modules/collaborations/settings.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#define SIZE_MAX_READ 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct {
    ElementKind kind;
    const char *settings;
} elements[] = {
    {ELEMENT_COLLABORATION, "title=Miljösamverkan Jönköpings län\nshort=Jönköpings län\n"},
    {ELEMENT_PARTY, "kind=municipality\ncode=0604\ntitle=Aneby kommun\nshort=Aneby\n"},
    {ELEMENT_PARTY, "kind=municipality\ncode=0662\ntitle=Gislaveds kommun\nshort=Gislaved\n"},
    {ELEMENT_PARTY, "kind=county_board\ncode=06\ntitle=Länsstyrelsen i Jönköpings län\nshort=Länsstyrelsen\n"},
    {ELEMENT_PARTY, "kind=region\ncode=06\ntitle=Region Jönköpings län\n"},
    {ELEMENT_PARTY, "kind=other\ntitle=Folkhälsa, Region Jönköpings län\nalso_named=Folkhälsan;polis\nexternal=true\n"},
    {ELEMENT_OFFICE, "title=Miljökontoret i Aneby\nshort=Aneby\nmunicipalities=0604;0662\n"},
    {ELEMENT_BODY, "title=Styrgruppen\nshort=Styrgruppen\n"},
    {ELEMENT_MEASURE, "programme=Vattnets miljömål 2017-2021\nsection=Ingen övergödning\nnumber=5\ntitle=Våtmarker\n"},
};

static const Rules *sample_rules(Arena *arena) {
    Rule *list = ARENA_ARRAY(arena, Rule, G_N_ELEMENTS(elements));
    for (size_t i = 0; i < G_N_ELEMENTS(elements); i++) {
        const Settings *settings = settings_parse(arena, elements[i].settings);
        list[i] = (Rule){.element = {(int64_t)i + 1},
                         .kind = elements[i].kind,
                         .key = "key",
                         .title = settings_text(settings, "title"),
                         .settings = settings};
    }
    Rules *rules = ARENA_NEW(arena, Rules);
    *rules = rules_new(arena, NULL, (Date){0}, list, G_N_ELEMENTS(elements));
    return rules;
}

static void assert_title(const char *title) {
    g_assert_cmpint(text_length(title), >=, 1);
    g_assert_cmpint(text_length(title), <=, 500);
    g_assert_true(g_utf8_validate(title, -1, NULL));
}

/* What the database demands of the rows. */
static void assert_storable(const Activity *activity) {
    for (size_t i = 0; i < activity->n_targets; i++)
        assert_title(activity->targets[i].title);
    for (size_t i = 0; i < activity->n_steps; i++) {
        assert_title(activity->steps[i].title);
        g_assert_true(!date_is_set(activity->steps[i].due_on) || date_valid(activity->steps[i].due_on));
    }
    for (size_t i = 0; i < activity->n_parties; i++)
        for (size_t j = 0; j < i; j++)
            g_assert_false(id_equal(activity->parties[i].party, activity->parties[j].party));
    for (size_t i = 0; i < activity->n_goals; i++) {
        bool named = strcmp(activity->goals[i].kind, "national") == 0 || strcmp(activity->goals[i].kind, "global") == 0;
        g_assert_cmpint(activity->goals[i].number > 0, ==, named);
    }
    for (size_t i = 0; i < activity->n_responsibilities; i++)
        assert_title(activity->responsibilities[i].title);
    g_assert_cmpint(strcmp(activity->host, "chosen") == 0, ==, id_is_set(activity->host_element));
    g_assert_cmpint(activity->n_targets, <=, 12);
    g_assert_cmpint(activity->n_steps, <=, 60);
    g_assert_cmpint(activity->n_parties, <=, 60);
    g_assert_cmpint(activity->n_goals, <=, 40);
    g_assert_cmpint(activity->n_responsibilities, <=, 12);
}

static void try_time(const char *text) {
    TimeExpression time;
    time_expression(text, 2021, &time);
    g_assert_cmpint(date_is_set(time.first), ==, time.kind != TIME_UNKNOWN);
    if (time.kind == TIME_UNKNOWN)
        return;
    g_assert_true(date_valid(time.first) && date_valid(time.last));
    g_assert_cmpint(date_compare(time.first, time.last), <=, 0);
    g_assert_cmpint(time.times, >=, 0);
    g_assert_cmpint(time.times, <=, 366);
}

/* One text in all cells. Understanding twice gives the same, and a merge of nothing new changes nothing. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    g_autofree char *bytes = g_strndup((const char *)data, MIN(size, (size_t)SIZE_MAX_READ));
    g_autofree char *text = g_utf8_make_valid(bytes, -1);
    const Rules *rules = sample_rules(arena);
    UnderstandingNotes notes;
    Activity activity = {.host = ""};
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        activity.cells[column] = text;
    try_time(text);
    activity_understand(arena, names_of_rules(arena, rules), 2021, &activity);
    assert_storable(&activity);
    understanding_notes(arena, rules, 2021, &activity, &notes);
    Activity merged = activity;
    activity_merge(arena, &activity, &activity, &merged);
    g_assert_true(merge_same_targets(arena, &activity, &merged) && merge_same_steps(arena, &activity, &merged) &&
                  merge_same_parties(arena, &activity, &merged) && merge_same_goals(arena, &activity, &merged) &&
                  merge_same_responsibilities(arena, &activity, &merged));
    return 0;
}
