#include "modules/collaborations/configuration.h"

#include "base/date.h"
#include "db/testdb.h"
#include "modules/collaborations/rule_check.h"
#include "modules/collaborations/rule_edit.h"
#include "modules/collaborations/seats.h"
#include "modules/collaborations/settings.h"
#include "modules/collaborations/size_hours.h"
#include "modules/collaborations/testing/project_file.h"

#include <glib.h>
#include <string.h>

static const char *const names[] = {"jonkoping", "kronoberg-blekinge", "stockholm", "vasterbotten"};

typedef struct {
    Db *db;
    Arena *arena;
    Id collaboration;
} Fixture;

static char *file_text(const char *name) {
    g_autofree char *path = g_strdup_printf("collaborations/%s.conf", name);
    return project_file(path);
}

static ConfigurationSummary import_text(Fixture *fixture, const char *text, bool dry_run) {
    g_autoptr(GError) error = NULL;
    ConfigurationSummary summary = {0};
    ConfigurationImport import = {.text = text, .size = strlen(text), .dry_run = dry_run};
    (void)!configuration_import(fixture->db, fixture->arena, &import, &summary, &error);
    g_assert_no_error(error);
    return summary;
}

static Fixture fixture_new(const char *name) {
    Fixture fixture = {.db = testdb_new(), .arena = arena_new()};
    g_autofree char *text = name == NULL ? NULL : file_text(name);
    if (text != NULL)
        fixture.collaboration = import_text(&fixture, text, false).collaboration;
    return fixture;
}

static void fixture_free(Fixture *fixture) {
    db_close(fixture->db);
    arena_free(fixture->arena);
}

static const char *exported(const Fixture *fixture) {
    g_autoptr(GError) error = NULL;
    const char *text = NULL;
    (void)!configuration_export(fixture->db, fixture->arena, fixture->collaboration, &text, &error);
    g_assert_no_error(error);
    return text;
}

static void test_round_trip(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        Fixture fixture = fixture_new(names[i]);
        g_autofree char *text = file_text(names[i]);
        g_assert_cmpstr(exported(&fixture), ==, text);
        fixture_free(&fixture);
    }
}

static void test_twice(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        Fixture fixture = fixture_new(names[i]);
        g_autofree char *text = file_text(names[i]);
        ConfigurationSummary again = import_text(&fixture, text, false);
        g_assert_cmpuint(again.n_added + again.n_changed + again.changes.n + again.missing.n, ==,
                         0);
        g_assert_cmpuint(again.n_unchanged, >, 50);
        fixture_free(&fixture);
    }
}

static char *with(const char *text, const char *from, const char *to) {
    g_auto(GStrv) parts = g_strsplit(text, from, 2);
    g_assert_cmpuint(g_strv_length(parts), ==, 2);
    return g_strjoinv(to, parts);
}

static void test_changes_only_what_differs(void) {
    Fixture fixture = fixture_new("jonkoping");
    g_autofree char *text = file_text("jonkoping");
    g_autofree char *other = with(text, "deadline_month=6", "deadline_month=5");
    g_autofree char *more =
        with(other, "[party eksjo]", "[party ekenas]\nkind=other\ntitle=Ekenäs\n\n[party eksjo]");
    ConfigurationSummary said = import_text(&fixture, more, true);
    g_assert_cmpuint(said.n_added, ==, 1);
    g_assert_cmpuint(said.n_changed, ==, 1);
    g_assert_cmpstr(exported(&fixture), ==, text);
    ConfigurationSummary done = import_text(&fixture, more, false);
    g_assert_cmpuint(done.n_added, ==, 1);
    g_assert_cmpuint(done.n_changed, ==, 1);
    g_assert_cmpuint(done.changes.n, ==, 2);
    g_assert_cmpstr(done.changes.items[0], ==, "Part: Ekenäs, nytt");
    g_assert_cmpstr(done.changes.items[1], ==, "Dokument: Verksamhetsplan, ändrat");
    g_assert_cmpstr(exported(&fixture), ==, more);
    ConfigurationSummary back = import_text(&fixture, text, false);
    g_assert_cmpuint(back.missing.n, ==, 1);
    g_assert_cmpstr(back.missing.items[0], ==, "Ekenäs");
    fixture_free(&fixture);
}

/* ---- what is wrong, and where ---- */

#define HEAD                                                                                       \
    "[collaboration]\nname=prov\ntitle=Prov\nshort=Prov\nfields=environment\ncounties="            \
    "06\ncoordinator_title=Samordnare\n\n"
#define PARTY "[party aneby]\nkind=municipality\ncode=0604\ntitle=Aneby kommun\n\n"
#define BODY "[body styrgrupp]\nkind=steering_group\ntitle=Styrgruppen\n\n"

#define PLAN_DOCUMENT                                                                              \
    "[document a]\nkind=plan\ntitle=A\nyears=fixed\ncontent=text\nadopted_by=styrgrupp\n"

static const struct {
    const char *text;
    int line;
    const char *says;
} mistakes[] = {
    {"[party a]\nkind=other\ntitle=A\n", 1, "ska börja med [collaboration]"},
    {HEAD "[parti a]\n", 9, "är ingen grupp som finns"},
    {HEAD "[party]\nkind=other\n", 9, "gruppens huvud"},
    {HEAD "[party Aneby]\n", 9, "är ingen nyckel"},
    {HEAD "[party a @i morgon]\n", 9, "gruppens huvud"},
    {HEAD "[party a @2021-13-01]\n", 9, "ska vara @ och en dag"},
    {HEAD "[party a]\nkind=other\ntitle=A\nfarg=blue\n", 12, "farg finns inte i party"},
    {HEAD "[party a]\nkind=other\nkind=other\n", 11, "står två gånger"},
    {HEAD "[party a]\nkind other\n", 10, "ska vara [grupp] eller nyckel=värde"},
    {HEAD "[party a]\nkind=by\n", 10, "”by” finns inte. Välj bland"},
    {HEAD "[party a]\nkind=other\n", 9, "title saknas"},
    {HEAD "[party a]\nkind=other\ntitle=\n", 11, "värdet saknas"},
    {HEAD "[party a]\nkind=municipality\ncode=06\ntitle=A\n", 9, "4 siffror"},
    {HEAD "[party a]\nkind=other\ntitle=A\nfrom=igår\n", 12, "ska vara en dag"},
    {HEAD "[party a]\nkind=other\ntitle=A\nfrom=2021-02-01\nto=2021-01-01\n", 9,
     "to ligger före from"},
    {HEAD PARTY "[party aneby]\nkind=other\ntitle=A\n", 14, "finns redan på rad 9"},
    {HEAD "[party chair]\nkind=other\ntitle=A\n", 9, "betyder något särskilt"},
    {HEAD "[party a @2021-01-01]\nkind=other\ntitle=A\n", 9, "ska följa direkt efter"},
    {HEAD "[principal a]\nparty=a\n", 9, "pekar på ”a”"},
    {HEAD "[body a]\nkind=network\ntitle=A\nseats=each office\n", 12, "ska skrivas som"},
    {HEAD "[body a]\nkind=network\ntitle=A\nseats=party x:1\n", 9, "seats pekar på ”x”"},
    {HEAD "[body a]\nkind=network\ntitle=A\nseats=as_needed;coordinator:1\n", 9, "ska stå ensamt"},
    {HEAD "[body a]\nkind=network\ntitle=A\nmeetings_per_year=ibland\n", 12,
     "3, 4~ eller as_needed"},
    {HEAD "[body a]\nkind=network\ntitle=A\nmeeting_windows=13-14\n", 12, "04-05"},
    {HEAD BODY
     "[document a]\nkind=plan\ntitle=A\nyears=bank;fixed\ncontent=text\nadopted_by=styrgrupp\n",
     13, "bara stå sist"},
    {HEAD BODY "[document "
               "a]\nkind=plan\ntitle=A\nyears=fixed\ncontent=text\nadopted_by="
               "styrgrupp\ndeadline_month=5\n",
     13, "stå tillsammans"},
    {HEAD BODY
     "[document a]\nkind=plan\ntitle=A\nyears=fixed;\ncontent=text\nadopted_by=styrgrupp\n",
     16, "slutar med semikolon"},
    {HEAD "[party a]\r\nkind=other\r\n", 9, "CR LF"},
    {HEAD BODY PLAN_DOCUMENT "size_hours=10, 40\n", 19, "tre tal som växer"},
    {HEAD BODY PLAN_DOCUMENT "size_hours=10, 40, 40\n", 19, "tre tal som växer"},
    {HEAD BODY PLAN_DOCUMENT "size_hours=0, 40, 100\n", 19, "tre tal som växer"},
    {HEAD BODY PLAN_DOCUMENT "size_hours=10, 40, 100001\n", 19, "tre tal som växer"},
    {HEAD BODY PLAN_DOCUMENT "size_hours=10, 40, 100 h\n", 19, "tre tal som växer"},
    {HEAD BODY PLAN_DOCUMENT "size_hours=\n", 19, "tre tal som växer"},
};

static void test_errors(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++) {
        g_autoptr(Arena) arena = arena_new();
        g_autoptr(GError) error = NULL;
        Configuration read;
        g_autofree char *line = g_strdup_printf("Rad %d: ", mistakes[i].line);
        g_assert_false(
            configuration_read(arena, mistakes[i].text, strlen(mistakes[i].text), &read, &error));
        g_assert_true(error_is(error, ERROR_INVALID));
        if (!g_str_has_prefix(error->message, line) ||
            strstr(error->message, mistakes[i].says) == NULL)
            g_error("case %zu: “%s” is not %s…%s", i, error->message, line, mistakes[i].says);
    }
}

static void test_hours_of_sizes(void) {
    static const char *const wrong[] = {"8,40,120,", "8,-40,120", "8,+40,120", "8 40 120",
                                        ",40,120",   "8,,120",    "40,8,120",  "8,120,40",
                                        "8,8,120",   "8,40,0.5",  " ",         "1,2,9999999"};
    g_autoptr(Arena) arena = arena_new();
    SizeHours hours, none;
    g_assert_true(size_hours_parse("8,40 , 120", &hours));
    g_assert_cmpint(size_hours_of(&hours, "S"), ==, 8);
    g_assert_cmpint(size_hours_of(&hours, "M"), ==, 40);
    g_assert_cmpint(size_hours_of(&hours, "L"), ==, 120);
    g_assert_cmpint(size_hours_of(&hours, ""), ==, 0);
    g_assert_cmpint(size_hours_of(&hours, "XL"), ==, 0);
    g_assert_cmpstr(size_in_words(arena, &hours, "M"), ==, "M, 40 timmar");
    g_assert_cmpstr(size_in_words(arena, &hours, ""), ==, "");
    g_assert_cmpstr(size_hours_sentence(arena, &hours), ==,
                    "Där inga timmar anges räknas S som 8, M som 40 och L som 120 timmar per "
                    "kontor och år.");
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        if (size_hours_parse(wrong[i], &hours))
            g_error("“%s” is taken", wrong[i]);
    g_assert_cmpint(hours.large, ==, 120); /* as it was */
    g_assert_true(size_hours_parse("1, 2, 100000", &hours));
    g_assert_cmpstr(size_in_words(arena, &hours, "S"), ==, "S, 1 timme");
    g_assert_cmpint(hours.large, ==, SIZE_HOURS_MAX);
    g_assert_true(size_hours_parse("", &none));
    g_assert_cmpint(size_hours_of(&none, "L"), ==, 0);
    g_assert_cmpstr(size_in_words(arena, &none, "L"), ==, "L");
    g_assert_cmpstr(size_hours_sentence(arena, &none), ==, "");
}

static void test_limits(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) big = g_string_new(HEAD);
    g_autoptr(GError) size = NULL, groups = NULL, bytes = NULL;
    Configuration read;
    for (int i = 0; i <= CONFIGURATION_GROUPS_MAX; i++)
        g_string_append_printf(big, "[party a%d]\nkind=other\ntitle=A\n\n", i);
    g_assert_false(configuration_read(arena, big->str, big->len, &read, &groups));
    g_assert_nonnull(strstr(groups->message, "5000 grupper"));
    g_string_set_size(big, CONFIGURATION_SIZE_MAX + 1);
    g_assert_false(configuration_read(arena, big->str, big->len, &read, &size));
    g_assert_nonnull(strstr(size->message, "1 MiB"));
    g_assert_false(configuration_read(arena, "[\xff]", 3, &read, &bytes));
    g_assert_nonnull(strstr(bytes->message, "UTF-8"));
}

/* ---- rules that change ---- */

static const Rule *document_on(const Fixture *fixture, Date on) {
    g_autoptr(GError) error = NULL;
    const Rules *rules = NULL;
    (void)!rules_load(fixture->db, fixture->arena, fixture->collaboration, on, &rules, &error);
    g_assert_no_error(error);
    return rules_find(rules, ELEMENT_DOCUMENT, "verksamhetsplan");
}

static void test_history(void) {
    Fixture fixture = fixture_new("kronoberg-blekinge");
    g_assert_cmpint(rule_number(document_on(&fixture, (Date){2020, 12, 31}), "deadline_month"), ==,
                    9);
    g_assert_cmpint(rule_number(document_on(&fixture, (Date){2021, 1, 1}), "deadline_month"), ==,
                    5);
    fixture_free(&fixture);
}

static RuleHistory history_of(const Fixture *fixture, ElementKind kind, const char *key) {
    g_autoptr(GError) error = NULL;
    RuleHistory history = {0};
    (void)!rules_history(fixture->db, fixture->arena, fixture->collaboration, kind, key, &history,
                         &error);
    g_assert_no_error(error);
    return history;
}

#define DOCUMENT(month)                                                                            \
    "kind=plan\ntitle=Verksamhetsplan\nyears=fixed\ncontent=activities\nadopted_by="               \
    "styrgrupp\ndeadline_month=" month "\ndeadline_year=before\n"

static RuleEdit edit_of(const Fixture *fixture, Date on, const char *settings) {
    return (RuleEdit){.collaboration = fixture->collaboration,
                      .kind = ELEMENT_DOCUMENT,
                      .key = "verksamhetsplan",
                      .today = {2021, 4, 15},
                      .on = on,
                      .settings = settings};
}

static void change(const Fixture *fixture, Date on, const char *settings) {
    g_autoptr(GError) error = NULL;
    RuleEdit edit = edit_of(fixture, on, settings);
    (void)!rule_change(fixture->db, fixture->arena, &edit, &error);
    g_assert_no_error(error);
}

static void test_change_from_a_day(void) {
    Fixture fixture = fixture_new("jonkoping");
    change(&fixture, (Date){2022, 1, 1}, DOCUMENT("5"));
    g_assert_cmpuint(history_of(&fixture, ELEMENT_DOCUMENT, "verksamhetsplan").n, ==, 2);
    g_assert_cmpint(rule_number(document_on(&fixture, (Date){2021, 12, 31}), "deadline_month"), ==,
                    6);
    g_assert_cmpint(rule_number(document_on(&fixture, (Date){2022, 1, 1}), "deadline_month"), ==,
                    5);
    g_assert_nonnull(
        strstr(exported(&fixture), "[document verksamhetsplan @2022-01-01]\n" DOCUMENT("5")));
    change(&fixture, (Date){2021, 7, 1}, DOCUMENT("7")); /* between the two */
    change(&fixture, (Date){2022, 1, 1}, DOCUMENT("4")); /* once more for the same day */
    RuleHistory history = history_of(&fixture, ELEMENT_DOCUMENT, "verksamhetsplan");
    g_assert_cmpuint(history.n, ==, 3);
    g_assert_cmpint(rule_number(&history.rules[1], "deadline_month"), ==, 7);
    g_assert_cmpint(rule_number(&history.rules[2], "deadline_month"), ==, 4);
    g_assert_cmpint(date_compare(history.rules[1].valid_to, (Date){2021, 12, 31}), ==, 0);
    fixture_free(&fixture);
}

static bool change_and_load(Db *db, void *data, GError **error) {
    Fixture *fixture = data;
    RuleEdit edit = edit_of(fixture, (Date){0}, DOCUMENT("3"));
    const Rules *rules;
    if (!rule_change(db, fixture->arena, &edit, error) ||
        !rules_load(db, fixture->arena, fixture->collaboration, edit.today, &rules, error))
        return false;
    g_assert_cmpint(
        rule_number(rules_find(rules, ELEMENT_DOCUMENT, "verksamhetsplan"), "deadline_month"), ==,
        3);
    return fail(error, ERROR_CONFLICT, "Nej.");
}

/* Kept while others write, read anew by whoever changes them, in the same transaction too. */
static void test_kept(void) {
    Fixture fixture = fixture_new("jonkoping");
    Date day = {2021, 4, 15};
    g_assert_cmpint(rule_number(document_on(&fixture, day), "deadline_month"), ==, 6);
    g_autofree char *other = file_text("vasterbotten");
    import_text(&fixture, other, false);
    uint64_t before = db_statement_count(fixture.db);
    g_assert_cmpint(rule_number(document_on(&fixture, day), "deadline_month"), ==, 6);
    g_assert_cmpuint(db_statement_count(fixture.db) - before, ==, 1);
    change(&fixture, (Date){0}, DOCUMENT("5"));
    g_assert_cmpint(rule_number(document_on(&fixture, day), "deadline_month"), ==, 5);
    g_assert_false(db_write(fixture.db, change_and_load, &fixture, NULL));
    g_assert_cmpint(rule_number(document_on(&fixture, day), "deadline_month"), ==, 5);
    fixture_free(&fixture);
}

static void test_correct(void) {
    Fixture fixture = fixture_new("kronoberg-blekinge");
    change(&fixture, (Date){0}, DOCUMENT("4"));
    g_assert_cmpuint(history_of(&fixture, ELEMENT_DOCUMENT, "verksamhetsplan").n, ==, 2);
    g_assert_cmpint(rule_number(document_on(&fixture, (Date){2020, 12, 31}), "deadline_month"), ==,
                    9);
    g_assert_cmpint(rule_number(document_on(&fixture, (Date){2021, 1, 1}), "deadline_month"), ==,
                    4);
    fixture_free(&fixture);
}

static void test_refused(void) {
    Fixture fixture = fixture_new("jonkoping");
    g_autofree char *text = file_text("jonkoping");
    g_autoptr(GError) error = NULL, missing = NULL;
    RuleEdit edit = edit_of(&fixture, (Date){0},
                            "kind=plan\ntitle=Plan\nyears=fixed\ncontent=text\nadopted_by=ingen\n");
    g_assert_false(rule_change(fixture.db, fixture.arena, &edit, &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    g_assert_true(g_str_has_prefix(error->message, "Adopted_by"));
    edit.key = "finns-inte";
    g_assert_false(rule_change(fixture.db, fixture.arena, &edit, &missing));
    g_assert_true(error_is(missing, ERROR_NOT_FOUND));
    g_assert_cmpstr(exported(&fixture), ==, text);
    fixture_free(&fixture);
}

static void test_add_and_end(void) {
    Fixture fixture = fixture_new("jonkoping");
    g_autoptr(GError) error = NULL, early = NULL;
    const char *first = NULL, *second = NULL;
    RuleEdit edit = {.collaboration = fixture.collaboration,
                     .kind = ELEMENT_PARTY,
                     .today = {2021, 4, 15},
                     .on = {2021, 5, 1},
                     .settings = "kind=other\ntitle=Åsens skogsgrupp\n"};
    g_assert_true(rule_add(fixture.db, fixture.arena, &edit, &first, &error));
    g_assert_true(rule_add(fixture.db, fixture.arena, &edit, &second, &error));
    g_assert_cmpstr(first, ==, "asens-skogsgrupp");
    g_assert_cmpstr(second, ==, "asens-skogsgrupp-2");
    edit.key = first;
    edit.on = (Date){2021, 4, 30};
    g_assert_false(rule_end(fixture.db, fixture.arena, &edit, &early));
    g_assert_true(error_is(early, ERROR_INVALID));
    edit.on = (Date){2021, 12, 31};
    g_assert_true(rule_end(fixture.db, fixture.arena, &edit, &error));
    g_assert_no_error(error);
    RuleHistory history = history_of(&fixture, ELEMENT_PARTY, first);
    g_assert_cmpuint(history.n, ==, 1);
    g_assert_cmpint(date_compare(history.rules[0].valid_from, (Date){2021, 5, 1}), ==, 0);
    g_assert_cmpint(date_compare(history.rules[0].valid_to, (Date){2021, 12, 31}), ==, 0);
    fixture_free(&fixture);
}

static void test_lines(void) {
    g_autoptr(Arena) arena = arena_new();
    static const char *const items[] = {"a;b", "c"};
    g_assert_cmpstr(settings_line(arena, "purpose", " två\nrader; \\"), ==,
                    "purpose=\\stvå\\nrader; \\\\\n");
    g_assert_cmpstr(settings_line(arena, "purpose", ""), ==, "");
    g_assert_cmpstr(settings_list_line(arena, "also_named", items, 2), ==, "also_named=a\\;b;c\n");
}

static void test_list_round_trip(void) {
    g_autoptr(Arena) arena = arena_new();
    static const char *const items[] = {"a\\", "b", "\\;c;", "\\\\", " d\ne", "\\n", "f;"};
    const char *line = settings_list_line(arena, "also_named", items, G_N_ELEMENTS(items));
    TextList back = settings_split(arena, settings_raw(settings_parse(arena, line), "also_named"));
    g_assert_cmpuint(back.n, ==, G_N_ELEMENTS(items));
    for (size_t i = 0; i < back.n; i++)
        g_assert_cmpstr(back.items[i], ==, items[i]);
    g_assert_cmpstr(settings_list_line(arena, "also_named", back.items, back.n), ==, line);
    g_autofree char *whole = rule_value_problem(rule_key(ELEMENT_PARTY, "also_named"), "a;b\\;"),
                    *open = rule_value_problem(rule_key(ELEMENT_PARTY, "also_named"), "a;b\\\\;");
    g_assert_null(whole);
    g_assert_nonnull(open);
}

/* A text as long as the form takes it, with line breaks, is taken back from the file. */
static void test_text_round_trip(void) {
    Fixture fixture = fixture_new("jonkoping");
    g_autoptr(GError) error = NULL;
    g_autofree char *lines = g_strnfill(RULE_TEXT_MAX, '\n'), *settings = NULL;
    lines[0] = lines[RULE_TEXT_MAX - 1] = 'a';
    const char *key = NULL;
    settings = g_strconcat("kind=project_group\ntitle=Åsens skogsgrupp\n",
                           settings_line(fixture.arena, "purpose", lines), NULL);
    RuleEdit edit = {.collaboration = fixture.collaboration,
                     .kind = ELEMENT_BODY,
                     .today = {2021, 4, 15},
                     .settings = settings};
    g_assert_true(rule_add(fixture.db, fixture.arena, &edit, &key, &error));
    const char *text = exported(&fixture);
    (void)import_text(&fixture, text, false);
    g_assert_cmpstr(exported(&fixture), ==, text);
    fixture_free(&fixture);
}

/* ---- seat rules ---- */

static void test_seat_rules(void) {
    static const char *const wrong[] = {"",
                                        "each",
                                        "each office",
                                        "each office:",
                                        "each office:0",
                                        "each office:3-2",
                                        "each office:1 chef",
                                        "office:1",
                                        "party :1",
                                        "party a b:1",
                                        "coordinator:1000",
                                        "coordinator:1 ",
                                        "as_needed"};
    g_autoptr(Arena) arena = arena_new();
    SeatRule rule;
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        if (seat_rule_parse(arena, wrong[i], &rule))
            g_error("“%s” is no seat rule", wrong[i]);
    g_assert_true(seat_rule_parse(arena, "each office:1 head", &rule));
    g_assert_cmpstr(seat_rule_words(arena, &rule, ""), ==, "1 chef från varje kontor");
    g_assert_true(seat_rule_parse(arena, "municipalities:3-4", &rule));
    g_assert_cmpint(rule.min * 10 + rule.max, ==, 34);
    g_assert_cmpstr(seat_rule_words(arena, &rule, ""), ==, "3–4 från kommunerna");
    g_assert_true(seat_rule_parse(arena, "party polisen:5+", &rule));
    g_assert_cmpstr(seat_rule_words(arena, &rule, "Polisen"), ==, "minst 5 från Polisen");
    g_assert_true(seat_rule_parse(arena, "coordinator:1", &rule));
    g_assert_cmpstr(seat_rule_words(arena, &rule, ""), ==, "samordnaren");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/configuration/round-trip", test_round_trip);
    g_test_add_func("/configuration/twice", test_twice);
    g_test_add_func("/configuration/differs", test_changes_only_what_differs);
    g_test_add_func("/configuration/errors", test_errors);
    g_test_add_func("/configuration/limits", test_limits);
    g_test_add_func("/configuration/hours-of-sizes", test_hours_of_sizes);
    g_test_add_func("/rules/history", test_history);
    g_test_add_func("/rules/change", test_change_from_a_day);
    g_test_add_func("/rules/kept", test_kept);
    g_test_add_func("/rules/correct", test_correct);
    g_test_add_func("/rules/refused", test_refused);
    g_test_add_func("/rules/add-and-end", test_add_and_end);
    g_test_add_func("/rules/lines", test_lines);
    g_test_add_func("/rules/list-round-trip", test_list_round_trip);
    g_test_add_func("/rules/text-round-trip", test_text_round_trip);
    g_test_add_func("/seats/rules", test_seat_rules);
    return g_test_run();
}
