#include "modules/goals/goals.h"

#include <string.h>

static void test_lists(void) {
    size_t n;
    const Goal *goals = goals_of_kind(GOAL_NATIONAL, &n);
    g_assert_cmpuint(n, ==, 16);
    for (size_t i = 0; i < n; i++)
        g_assert_cmpint(goals[i].number, ==, (int)i + 1);
    goals = goals_of_kind(GOAL_GLOBAL, &n);
    g_assert_cmpuint(n, ==, 17);
    for (size_t i = 0; i < n; i++) {
        g_assert_cmpint(goals[i].number, ==, (int)i + 1);
        g_assert_cmpuint(strlen(goals[i].colour), ==, 7);
    }
}

static void test_by_number(void) {
    g_assert_cmpstr(goal_by_number(GOAL_NATIONAL, 7)->name, ==, "Ingen övergödning");
    g_assert_cmpstr(goal_by_number(GOAL_GLOBAL, 17)->colour, ==, "#19486A");
    g_assert_null(goal_by_number(GOAL_NATIONAL, 17));
    g_assert_null(goal_by_number(GOAL_GLOBAL, 0));
}

static void found(const char *text, const char *name, bool exact) {
    bool is_exact = !exact;
    const Goal *goal = goal_find(text, &is_exact);
    if (name == NULL) {
        g_assert_null(goal);
        return;
    }
    g_assert_nonnull(goal);
    g_assert_cmpstr(goal->name, ==, name);
    g_assert_true(is_exact == exact);
}

static void test_find_exactly(void) {
    found("Giftfri miljö", "Giftfri miljö", true);
    found(" GIFTFRI  miljö. ", "Giftfri miljö", true);
    found("3. God hälsa och välbefinnande", "God hälsa och välbefinnande", true);
    found("Mål 6: Rent vatten och sanitet för alla", "Rent vatten och sanitet för alla", true);
    size_t n;
    for (int kind = GOAL_NATIONAL; kind <= GOAL_GLOBAL; kind++) {
        const Goal *goals = goals_of_kind((GoalKind)kind, &n);
        for (size_t i = 0; i < n; i++)
            found(goals[i].name, goals[i].name, true);
    }
}

static void test_find_nearly(void) {
    found("Giffri miljö", "Giftfri miljö", false);
    found("giftrfri miljö", "Giftfri miljö", false);
    found("Giffrfri miljö", "Giftfri miljö", false);
    found("Levande sjör och vattendrag", "Levande sjöar och vattendrag", false);
    found("Frisk lutf", "Frisk luft", false);
}

static void test_find_nothing(void) {
    found("Dricksvatten av god kvalitet", NULL, false);
    found("Flertalet", NULL, false);
    found("", NULL, false);
    found("13", NULL, false);
    found("Frisk vind", NULL, false);
    found("Åtgärd för Ingen övergödning", NULL, false);
}

static void test_mentioned(void) {
    g_assert_cmpstr(goal_mentioned("Åtgärd 6 i \"Ingen övergödning\"")->name, ==,
                    "Ingen övergödning");
    g_assert_null(goal_mentioned("Friska lufter"));
    g_assert_null(goal_mentioned("Frisk lufthamn"));
    g_assert_cmpstr(goal_mentioned("Frisk lufthamn, frisk luft")->name, ==, "Frisk luft");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/goals/lists", test_lists);
    g_test_add_func("/goals/by-number", test_by_number);
    g_test_add_func("/goals/find/exactly", test_find_exactly);
    g_test_add_func("/goals/find/nearly", test_find_nearly);
    g_test_add_func("/goals/find/nothing", test_find_nothing);
    g_test_add_func("/goals/mentioned", test_mentioned);
    return g_test_run();
}
