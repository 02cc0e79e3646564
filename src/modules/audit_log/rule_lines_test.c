#include "modules/audit_log/rule_lines.h"

#include <glib.h>

static void says_all_of_a_new_rule(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(rule_lines(arena,
                               "valid_from=2021-05-01\nkind=municipality\ncode=0604\n"
                               "title=Aneby kommun\nexternal=true\nfields=environment;building\n",
                               NULL),
                    ==,
                    "Gäller från och med: 1 maj 2021\nSlag: kommun\nKod hos SCB: 0604\n"
                    "Namn: Aneby kommun\nDeltar utan att vara part: ja\nOmråden: miljö, bygg");
    g_assert_cmpstr(rule_lines(arena, "kind=steering_group\n", NULL), ==, "Slag: styrgrupp");
    g_assert_cmpstr(rule_lines(arena, "deadline_month=6\ndeadline_month=", NULL), ==,
                    "Senast i månaden: juni\nSenast i månaden: ");
    g_assert_cmpstr(rule_lines(arena, NULL, "kind=steering_group\n"), ==, "");
}

static void says_what_differs(void) {
    g_autoptr(Arena) arena = arena_new();
    const char *before = "title=Nämnden; norr\nshort=Norr\n", *after = "title=Nämnden; norr\n\n";
    g_assert_cmpstr(rule_lines(arena, before, after), ==, "Kort namn: Norr");
    g_assert_cmpstr(rule_lines(arena, after, before), ==, "");
    g_assert_cmpstr(rule_lines(arena, before, NULL), ==, "Namn: Nämnden; norr\nKort namn: Norr");
}

static void keeps_what_it_does_not_know(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(rule_lines(arena, "odd\nunheard=of\nsince=\nvalid_to=soon", NULL), ==,
                    "odd\nunheard=of\nBörjade: \nGäller till och med: soon");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rule-lines/new", says_all_of_a_new_rule);
    g_test_add_func("/rule-lines/differs", says_what_differs);
    g_test_add_func("/rule-lines/unknown", keeps_what_it_does_not_know);
    return g_test_run();
}
