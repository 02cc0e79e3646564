#include "formats/report.h"

#include <string.h>

static void check_clean(const char *text, const char *expected) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(report_clean_text(arena, text), ==, expected);
}

static void test_text_is_cleaned(void) {
    check_clean(NULL, "");
    check_clean("", "");
    check_clean("Åäö – § 14", "Åäö – § 14");
    check_clean("a\tb\r\nc\rd\x01\x1b\x7f", "a b\nc\nd");
    check_clean("a\u2028b\u2029c\xC2\x85"
                "d",
                "a\nb\ncd");
    check_clean("A\u030Angstro\u0308m", "Ångström");
    check_clean("\uFEFFa\u202Eb\u2066c\u200Fd", "abcd");
    check_clean("\xff\xc3", "\uFFFD\uFFFD");
    check_clean("\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"); /* half a surrogate pair */
    check_clean("\uFDD0\uFFFFa", "a");
    check_clean("mjuk\u00ADt <script>&amp;", "mjuk\u00ADt <script>&amp;");
}

static Report *new_report(Arena *arena) {
    return report_new(arena, &(ReportInfo){.title = "Prov"});
}

static void test_blocks_stand_in_order(void) {
    g_autoptr(Arena) arena = arena_new();
    Report *report = new_report(arena);
    report_heading(report, 2, "Rubrik");
    report_list_item(report, "ett");
    report_list_item(report, "två");
    report_paragraph(report, "Text");
    report_list_item(report, "tre");
    static const ReportBlockKind kinds[] = {REPORT_HEADING, REPORT_LIST, REPORT_PARAGRAPH,
                                            REPORT_LIST};
    const ReportBlock *block = report->blocks;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++, block = block->next)
        g_assert_cmpint(block->kind, ==, kinds[i]);
    g_assert_null(block);
    g_assert_cmpstr(report->blocks->next->list.first->next->text, ==, "två");
    g_assert_null(report->blocks->next->list.first->next->next);
    g_assert_cmpstr(report->info.language, ==, "sv-SE");
}

static void test_table_keeps_its_rows(void) {
    g_autoptr(Arena) arena = arena_new();
    Report *report = new_report(arena);
    char text[] = "Namn";
    ReportColumn columns[] = {{text, 1, REPORT_COLUMN_NAME}, {"tkr", 1, REPORT_COLUMN_NUMBER}};
    report_table_begin(report, columns, 2, REPORT_TABLE_NARROW);
    report_band(report, "Intäkter");
    report_row_of_texts(report, (const char *const[]){text, "1 143"});
    report_total_row(report, (const char *const[]){"Summa", NULL});
    report_text_row(report, "Inget mer.");
    report_table_end(report);
    text[0] = 'X';
    const ReportTable *table = report->blocks->table;
    g_assert_cmpstr(table->columns[0].heading, ==, "Namn");
    const ReportRow *row = table->rows;
    g_assert_cmpint(row->kind, ==, REPORT_ROW_BAND);
    g_assert_cmpstr(row->next->cells[0].text, ==, "Namn");
    g_assert_cmpstr(row->next->next->cells[1].text, ==, "");
    g_assert_cmpint(row->next->next->next->kind, ==, REPORT_ROW_TEXT);
    g_assert_cmpint((int)report->n_cells, ==, 8);
}

static void test_goals_are_shared_sorted_and_marked_when_used(void) {
    g_autoptr(Arena) arena = arena_new();
    Report *report = new_report(arena);
    ReportGoalFamily *family = report_goal_family(report, "Miljökvalitetsmål", REPORT_CHIP_FILLED);
    const ReportGoal *water = report_goal(report, family, 9, "Grundvatten");
    const ReportGoal *poison = report_goal(report, family, 4, "Giftfri miljö");
    g_assert_true(report_goal(report, family, 9, "Grundvatten") == water);
    g_assert_true(family->goals == poison && poison->next == water);
    ReportColumn column = {"Mål", 1, REPORT_COLUMN_TEXT};
    report_table_begin(report, &column, 1, 0);
    report_row(report, &(ReportCell){.goals = &water, .n_goals = 1});
    report_table_end(report);
    g_assert_true(water->is_used);
    g_assert_false(poison->is_used);
}

static void check_refused(const Report *report, const char *reason) {
    g_autoptr(GError) error = NULL;
    g_assert_false(report_check(report, &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    g_assert_nonnull(strstr(error->message, reason));
}

static char *text_of(size_t length) {
    char *text = g_malloc(length + 1);
    memset(text, 'a', length);
    text[length] = '\0';
    return text;
}

static void test_long_texts_are_refused(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autofree char *longest = text_of(REPORT_TEXT_LIMIT),
                    *too_long = text_of(REPORT_TEXT_LIMIT + 1);
    Report *report = new_report(arena);
    report_paragraph(report, longest);
    g_assert_true(report_check(report, NULL));
    report_paragraph(report, too_long);
    check_refused(report, "100 000 tecken");
    Report *many = new_report(arena);
    for (size_t i = 0; i <= REPORT_SIZE_LIMIT / REPORT_TEXT_LIMIT; i++)
        report_note(many, longest);
    check_refused(many, "två miljoner tecken");
}

static void test_many_things_are_refused(void) {
    g_autoptr(Arena) arena = arena_new();
    Report *report = new_report(arena);
    for (int i = 0; i <= REPORT_BLOCK_LIMIT; i++)
        report_list_item(report, "punkt");
    check_refused(report, "20 000 stycken");
    Report *table = new_report(arena);
    ReportColumn columns[10] = {{"A", 1, 0}, {"A", 1, 0}, {"A", 1, 0}, {"A", 1, 0}, {"A", 1, 0},
                                {"A", 1, 0}, {"A", 1, 0}, {"A", 1, 0}, {"A", 1, 0}, {"A", 1, 0}};
    report_table_begin(table, columns, 10, 0);
    for (int i = 0; i <= REPORT_CELL_LIMIT / 10; i++)
        report_text_row(table, "rad");
    report_table_end(table);
    check_refused(table, "20 000 rutor");
}

static void test_goals_are_limited(void) {
    g_autoptr(Arena) arena = arena_new();
    Report *report = new_report(arena);
    ReportGoalFamily *family = report_goal_family(report, "Mål", REPORT_CHIP_OUTLINED);
    const ReportGoal *goals[REPORT_CELL_GOAL_LIMIT + 1];
    for (int i = 0; i <= REPORT_CELL_GOAL_LIMIT; i++)
        goals[i] = report_goal(report, family, i, "Mål");
    ReportColumn column = {"Mål", 1, REPORT_COLUMN_TEXT};
    report_table_begin(report, &column, 1, 0);
    report_row(report, &(ReportCell){.goals = goals, .n_goals = REPORT_CELL_GOAL_LIMIT});
    g_assert_true(report_check(report, NULL));
    report_row(report, &(ReportCell){.goals = goals, .n_goals = REPORT_CELL_GOAL_LIMIT + 1});
    check_refused(report, "fler än 40 mål");
    Report *numbers = new_report(arena);
    report_goal(numbers, report_goal_family(numbers, "Mål", REPORT_CHIP_FILLED), 1000, "Mål");
    check_refused(numbers, "mellan 0 och 999");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/text-is-cleaned", test_text_is_cleaned);
    g_test_add_func("/report/blocks-stand-in-order", test_blocks_stand_in_order);
    g_test_add_func("/report/table-keeps-its-rows", test_table_keeps_its_rows);
    g_test_add_func("/report/goals", test_goals_are_shared_sorted_and_marked_when_used);
    g_test_add_func("/report/long-texts-are-refused", test_long_texts_are_refused);
    g_test_add_func("/report/many-things-are-refused", test_many_things_are_refused);
    g_test_add_func("/report/goals-are-limited", test_goals_are_limited);
    return g_test_run();
}
