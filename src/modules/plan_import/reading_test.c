#include "modules/plan_import/reading_json.h"
#include "modules/plan_import/testing/accounting.h"

#include "base/error.h"

#define HEAD_ROW "Aktivitet\tMål\tGenomförande\tTid\tAnsvar\tParter\tEffektmål\n"

static SourceDocument document_of(Arena *arena, const char *text) {
    g_autoptr(GError) error = NULL;
    SourceDocument document;
    source_read(arena, (Bytes){(const uint8_t *)text, strlen(text)}, &document, &error);
    g_assert_no_error(error);
    return document;
}

static PlanReading read_with(Arena *arena, const char *text, const PlanReadingOptions *options) {
    g_autoptr(GError) error = NULL;
    SourceDocument document = document_of(arena, arena_strdup(arena, text));
    PlanReading plan;
    plan_read(arena, &document, options, &plan, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(accounting_fault(arena, &document, &plan), ==, NULL);
    return plan;
}

static PlanReading read_text(Arena *arena, const char *text) {
    return read_with(arena, text, NULL);
}

static bool is_warned(const PlanReading *plan, int line, const char *words) {
    for (size_t i = 0; i < plan->n_warnings; i++)
        if (plan->warnings[i].line == line && strstr(plan->warnings[i].text, words) != NULL)
            return true;
    return false;
}

static void test_lines(void) {
    g_autoptr(Arena) arena = arena_new();
    PlanReading plan = read_text(arena, "Aktiviteter 2021\n" HEAD_ROW "Projekt\t\t\t\t\t\t\n"
                                        "Buller\tMindre buller nära\t\t2021\tEk\tAlla\t\n"
                                        "\n" HEAD_ROW "\tskolor.\tMäta.\t\t\t\t\n");
    const ReadActivity *activity = &plan.years[0].categories[0].activities[0];
    g_assert_cmpint(plan.years[0].line, ==, 1);
    g_assert_cmpint(plan.years[0].categories[0].line, ==, 3);
    g_assert_cmpint(activity->line, ==, 4);
    g_assert_cmpint(activity->cells[READ_GOAL].line, ==, 4);
    g_assert_cmpstr(activity->cells[READ_GOAL].text, ==, "Mindre buller nära skolor.");
    g_assert_cmpint(activity->cells[READ_IMPLEMENTATION].line, ==, 7);
    g_assert_cmpstr(activity->cells[READ_EFFECT_GOALS].text, ==, "");
    g_assert_cmpint(activity->cells[READ_EFFECT_GOALS].line, ==, 0);
}

static const char two_lone_rows[] = "Aktiviteter 2021\n" HEAD_ROW "Projekt\t\t\t\t\t\t\n"
                                    "Studieresa\t\t\t\t\t\t\n"
                                    "Buller\tMindre.\tMäta.\t2021\tEk\tAlla\t\n"
                                    "Möten\t\t\t\t\t\t\n"
                                    "Styrgrupp\tBeslut.\tMöte.\t2021\tEk\tAlla\t\n";

static void test_categories_known_beforehand(void) {
    g_autoptr(Arena) arena = arena_new();
    static const char *const names[] = {"Projekt", "Möten"};
    PlanReadingOptions options = {.categories = names, .n_categories = G_N_ELEMENTS(names)};
    PlanReading plan = read_with(arena, two_lone_rows, &options);
    g_assert_cmpuint(plan.years[0].n_categories, ==, 2);
    g_assert_cmpuint(plan.years[0].categories[0].n_activities, ==, 2);
    g_assert_cmpstr(plan.years[0].categories[0].activities[0].cells[READ_ACTIVITY].text, ==,
                    "Studieresa");
    g_assert_true(is_warned(&plan, 4, "kan vara en kategori"));
}

static void test_categories_misspelt(void) {
    g_autoptr(Arena) arena = arena_new();
    static const char *const names[] = {"Handläggarstöd", "Övriga träffar"};
    PlanReadingOptions options = {.categories = names, .n_categories = G_N_ELEMENTS(names)};
    PlanReading plan = read_with(arena,
                                 "Aktiviteter 2021\n" HEAD_ROW "Handläggarsöd\t\t\t\t\t\t\n"
                                 "Övriga träffar\t\t\t\t\t\t\n"
                                 "Buller\tMindre.\tMäta.\t2021\tEk\tAlla\t\n",
                                 &options);
    g_assert_cmpuint(plan.years[0].n_categories, ==, 2);
    g_assert_cmpstr(plan.years[0].categories[0].name, ==, "Handläggarsöd");
    g_assert_cmpuint(plan.years[0].categories[0].n_activities, ==, 0);
    g_assert_true(is_warned(&plan, 3, "\"Handläggarsöd\" – menas \"Handläggarstöd\"?"));
    g_assert_cmpuint(plan.n_warnings, ==, 1);
}

static void test_year_known_beforehand(void) {
    g_autoptr(Arena) arena = arena_new();
    const char *text = HEAD_ROW "Projekt\t\t\t\t\t\t\nBuller\tMindre.\tMäta.\tVåren\tEk\tAlla\t\n";
    PlanReadingOptions options = {.year = 2027};
    PlanReading plan = read_with(arena, text, &options);
    g_assert_cmpint(plan.years[0].year, ==, 2027);
    g_assert_true(is_warned(&plan, 1, "Året står inte vid tabellen"));
    plan = read_text(arena, text);
    g_assert_cmpint(plan.years[0].year, ==, 0);
    g_assert_true(is_warned(&plan, 1, "utan år"));
}

static void test_nothing_planned(void) {
    g_autoptr(Arena) arena = arena_new();
    PlanReading plan = read_text(
        arena, "Aktiviteter 2021\n" HEAD_ROW "Kurser\t\t\t\t\t\t\nEj fastställt\t\t\t\t\t\t\n"
               "Möten\t\t\t\t\t\t\nStyrgrupp\tBeslut.\tMöte.\t2021\tEk\tAlla\t\n");
    g_assert_cmpuint(plan.years[0].n_categories, ==, 2);
    g_assert_cmpuint(plan.years[0].categories[0].n_activities, ==, 0);
    g_assert_cmpstr(plan.years[0].categories[0].note, ==, "Ej fastställt");
    g_assert_null(plan.years[0].categories[1].note);
    g_assert_true(is_warned(&plan, 4, "inget är planerat under \"Kurser\" 2021"));
}

static size_t n_activities(Arena *arena, const char *above, const char *below) {
    const char *text = arena_printf(
        arena, "Aktiviteter 2021\n" HEAD_ROW "Möten\t\t\t\t\t\t\n%s\n\n" HEAD_ROW "%s\n", above,
        below);
    PlanReading plan = read_text(arena, text);
    g_assert_cmpuint(plan.years[0].n_categories, ==, 1);
    return plan.years[0].categories[0].n_activities;
}

static void test_cut_rows(void) {
    g_autoptr(Arena) arena = arena_new();
    const char *above =
        "Träff för nya inspektörer i\tAlla ska känna till\tKalla till en\tHösten\tEk\tAlla\t";
    g_assert_cmpuint(n_activities(arena, above, "länet\tvarandra.\tträff.\t\t\t\t"), ==, 1);
    g_assert_cmpuint(n_activities(arena, above, "Södra länet\tvarandra.\tträff.\t\t\t\t"), ==, 1);
    g_assert_cmpuint(n_activities(arena, above, "länet\t\t\t\t\t\t"), ==, 1);
    g_assert_cmpuint(n_activities(arena, above, "\tvarandra.\tträff.\t\t\t\t"), ==, 1);
    g_assert_cmpuint(
        n_activities(arena, above, "Chefsträff\tAlla ska känna till\tKalla.\tVåren\tEk\tAlla\t"),
        ==, 2);
    const char *whole = "Träff för nya\tAlla känner varandra.\tKalla.\tHösten\tEk\tAlla\t";
    g_assert_cmpuint(n_activities(arena, whole, "Chefer\tLära.\tKalla.\t\t\t\t"), ==, 2);
}

static void test_joined_across_years(void) {
    g_autoptr(Arena) arena = arena_new();
    PlanReading plan = read_text(arena, "Aktiviteter 2021\n" HEAD_ROW "Möten\t\t\t\t\t\t\n"
                                        "Träff för nya i\tLära\tKalla\tHösten\tEk\tAlla\t\n\n"
                                        "Aktiviteter 2022\n" HEAD_ROW "\tlänet.\tdem.\t\t\t\t\n");
    g_assert_cmpuint(plan.n_years, ==, 2);
    g_assert_cmpuint(plan.years[0].categories[0].n_activities, ==, 1);
    g_assert_cmpstr(plan.years[0].categories[0].activities[0].cells[READ_GOAL].text, ==, "Lära");
    g_assert_cmpuint(plan.years[1].categories[0].n_activities, ==, 1);
    g_assert_true(is_warned(&plan, 8, "utan namn"));
}

static void test_columns_unknown(void) {
    g_autoptr(Arena) arena = arena_new();
    PlanReading plan = read_text(arena, "Aktiviteter 2021\nAktivitet\tMål\tStatus\nProjekt\t\t\n"
                                        "Buller\tMindre.\tKlar\t\tÖver\n");
    g_assert_cmpuint(plan.n_unplaced, ==, 2);
    g_assert_cmpstr(plan.unplaced[0].text, ==, "Klar");
    g_assert_cmpstr(plan.unplaced[0].column, ==, "Status");
    g_assert_cmpint(plan.unplaced[0].line, ==, 4);
    g_assert_cmpstr(plan.unplaced[1].text, ==, "Över");
    g_assert_null(plan.unplaced[1].column);
    g_assert_true(is_warned(&plan, 4, "\"Status\""));
}

/* A column nobody has heard of is the category when it says the same for several rows, but not when
 * it counts. */
static void test_column_that_groups(void) {
    g_autoptr(Arena) arena = arena_new();
    PlanReading plan =
        read_text(arena, "Aktiviteter 2021\nDnr\tSpår\tAktivitet\tTid\n"
                         "1\tVatten\tBad\tMaj\n1\t\tAvlopp\tJuni\n2\tLuft\tEldning\tJuli\n");
    g_assert_cmpuint(plan.years[0].n_categories, ==, 2);
    g_assert_cmpstr(plan.years[0].categories[0].name, ==, "Vatten");
    g_assert_cmpuint(plan.years[0].categories[0].n_activities, ==, 2);
    g_assert_cmpstr(plan.years[0].categories[1].name, ==, "Luft");
    g_assert_cmpuint(plan.n_unplaced, ==, 3);
}

static void test_goals(void) {
    g_autoptr(Arena) arena = arena_new();
    PlanReading plan = read_text(
        arena, "Aktiviteter 2021\n" HEAD_ROW "Projekt\t\t\t\t\t\t\n"
               "Buller\t\t\t\t\t\tGiffri miljö\n"
               "Vatten\t\t\t\t\t\tDricksvatten av god kvalitet\n"
               "Luft\t\t\t\t\t\tFrisk luft, Mål 6, flertalet, 3. God hälsa och välbefinnande\n"
               "Kust\t\t\t\t\t\tGod\n\n" HEAD_ROW "\t\t\t\t\t\tbebyggd miljö\n");
    g_assert_true(is_warned(&plan, 4, "\"Giffri miljö\" – menas \"Giftfri miljö\"?"));
    g_assert_true(is_warned(
        &plan, 5, "\"Dricksvatten av god kvalitet\" är inget av de 16 miljökvalitetsmålen"));
    g_assert_cmpuint(plan.n_warnings, ==, 2);
}

static void test_empty_documents(void) {
    g_autoptr(Arena) arena = arena_new();
    PlanReading plan = read_text(arena, "Hej\n");
    g_assert_cmpuint(plan.n_years, ==, 0);
    g_assert_cmpuint(plan.n_chapters, ==, 1);
    SourceDocument nothing = {.format = "tsv"};
    g_autoptr(GError) error = NULL;
    g_assert_true(plan_read(arena, &nothing, NULL, &plan, &error));
    g_assert_cmpuint(plan.n_marks + plan.n_chapters + plan.n_unplaced, ==, 0);
}

static void test_title(void) {
    g_autoptr(Arena) arena = arena_new();
    PlanReading plan =
        read_text(arena, "Miljösamverkan Ek\n\nVerksamhetsplan 2021-23\n\nBakgrund\n\nVi är tre "
                         "kommuner som samverkar.\n");
    g_assert_cmpstr(plan.title, ==, "Verksamhetsplan 2021-23");
    g_assert_cmpint(plan.first_year, ==, 2021);
    g_assert_cmpint(plan.last_year, ==, 2023);
    plan = read_text(
        arena, "Verksamhetsplan\n2024–2026\n\nVi är tre kommuner som samverkar om tillsyn.\n");
    g_assert_cmpstr(plan.title, ==, "Verksamhetsplan 2024–2026");
    g_assert_cmpint(plan.last_year, ==, 2026);
}

static void test_limits(void) {
    g_autoptr(Arena) arena = arena_new();
    SourceBlock *blocks = ARENA_ARRAY(arena, SourceBlock, PLAN_READING_BLOCKS_MAX + 1);
    for (size_t i = 0; i <= PLAN_READING_BLOCKS_MAX; i++)
        blocks[i] = (SourceBlock){.kind = SOURCE_PARAGRAPH, .line = (int)i + 1, .text = "Buller"};
    SourceDocument document = {.blocks = blocks, .n = PLAN_READING_BLOCKS_MAX + 1, .format = "tsv"};
    PlanReading plan = {.title = "untouched"};
    g_autoptr(GError) error = NULL;
    g_assert_false(plan_read(arena, &document, NULL, &plan, &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    g_assert_nonnull(strstr(error->message, "20000"));
    g_assert_cmpstr(plan.title, ==, "untouched");
    g_clear_error(&error);
    document.n--;
    g_assert_true(plan_read(arena, &document, NULL, &plan, &error));
}

static void test_text_limit(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autofree char *text = g_strnfill(PLAN_READING_BYTES_MAX + 1, 'a');
    SourceBlock block = {.kind = SOURCE_PARAGRAPH, .line = 1, .text = text};
    SourceDocument document = {.blocks = &block, .n = 1, .format = "tsv"};
    PlanReading plan;
    g_autoptr(GError) error = NULL;
    g_assert_false(plan_read(arena, &document, NULL, &plan, &error));
    g_assert_true(error_is(error, ERROR_INVALID));
}

static void test_json(void) {
    g_autoptr(Arena) arena = arena_new();
    PlanReading plan =
        read_text(arena, "Aktiviteter 2021\nAktivitet\tTid\nMöten\t\nStyrgrupp\tMaj\n");
    g_assert_cmpstr(
        plan_reading_json(arena, &plan), ==,
        "{\n  \"years\": [\n    {\n      \"year\": 2021,\n      \"categories\": [\n        {\n"
        "          \"name\": \"Möten\",\n          \"activities\": [\n            {\n"
        "              \"activity\": \"Styrgrupp\",\n              \"goal\": \"\",\n"
        "              \"implementation\": \"\",\n              \"time\": \"Maj\",\n"
        "              \"responsible\": \"\",\n              \"parties\": \"\",\n"
        "              \"effect_goals\": \"\"\n            }\n          ]\n        }\n      ]\n    "
        "}\n  ],\n"
        "  \"bank\": [],\n  \"national\": [],\n  \"text\": [],\n  \"budget\": [],\n  \"unplaced\": "
        "[],\n"
        "  \"warnings\": []\n}\n");
}

/* The check that the other tests lean on must itself be able to fail. */
static void test_accounting_sees(void) {
    g_autoptr(Arena) arena = arena_new();
    SourceDocument document = document_of(arena, "Förslagsbank\nBuller\nTäkter\n");
    PlanReading plan;
    g_assert_true(plan_read(arena, &document, NULL, &plan, NULL));
    g_assert_cmpuint(plan.n_bank, ==, 2);
    g_assert_cmpstr(accounting_fault(arena, &document, &plan), ==, NULL);
    plan.n_bank = 1;
    g_assert_nonnull(strstr(accounting_fault(arena, &document, &plan), "Täkter"));
    ReadBankItem twice[] = {plan.bank[0], plan.bank[1], plan.bank[1]};
    plan.bank = twice;
    plan.n_bank = 3;
    g_assert_nonnull(strstr(accounting_fault(arena, &document, &plan), "doubled"));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan-reading/lines", test_lines);
    g_test_add_func("/plan-reading/categories/known-beforehand", test_categories_known_beforehand);
    g_test_add_func("/plan-reading/categories/misspelt", test_categories_misspelt);
    g_test_add_func("/plan-reading/year-known-beforehand", test_year_known_beforehand);
    g_test_add_func("/plan-reading/nothing-planned", test_nothing_planned);
    g_test_add_func("/plan-reading/cut-rows", test_cut_rows);
    g_test_add_func("/plan-reading/cut-rows/other-year", test_joined_across_years);
    g_test_add_func("/plan-reading/columns-unknown", test_columns_unknown);
    g_test_add_func("/plan-reading/column-that-groups", test_column_that_groups);
    g_test_add_func("/plan-reading/goals", test_goals);
    g_test_add_func("/plan-reading/empty", test_empty_documents);
    g_test_add_func("/plan-reading/title", test_title);
    g_test_add_func("/plan-reading/limits/blocks", test_limits);
    g_test_add_func("/plan-reading/limits/bytes", test_text_limit);
    g_test_add_func("/plan-reading/json", test_json);
    g_test_add_func("/plan-reading/accounting", test_accounting_sees);
    return g_test_run();
}
