#include "sample_html.h"
#include "web/icons.h"

static const char *render(Arena *arena, const SampleView *view, const char *language) {
    HtmlOut out;
    html_out_init(&out, arena, language);
    sample_list_html(&out, view);
    return html_out_text(&out);
}

static void empty_list_shows_else(void) {
    g_autoptr(Arena) arena = arena_new();
    SampleView view = {.heading = "A & O"};
    const char *expected = arena_printf(
        arena,
        "<!doctype html><html lang=\"sv\"><head><title>A &amp; O</title></head><body><main>"
        "<h1>Det finns 0 fel att rätta</h1><ul><li>%s tom</li></ul>\n</main><footer>A &amp; "
        "O</footer></body></html>",
        icon_house.text);
    g_assert_cmpstr(render(arena, &view, "sv"), ==, expected);
}

static void row_is_escaped_by_place(void) {
    g_autoptr(Arena) arena = arena_new();
    const char *const names[] = {"å", "<"};
    SampleRow row = {{1}, "a\"b/c?", {2021, 4, 15}, {"/p"}, {114300000}, true};
    SampleView view = {"x", {&row, 1}, names, 2};
    const char *page = render(arena, &view, "sv");
    const char *main = strstr(page, "<main>");
    g_assert_cmpstr(
        main, ==,
        "<main><h1>Det finns ett fel att rätta</h1><ul><li id=\"row-0000000000001\">"
        "<a href=\"/p?q=a%22b%2Fc%3F\" title=\"a&#34;b/c?\">a&#34;b/c?</a>\n"
        "<a href=\"/search/a%22b%2Fc%3F/x?q=a%22b%2Fc%3F\">1</a>\n"
        "<span class=\"chip chip--open\">15 apr. 2021</span> 1\xC2\xA0"
        "143\xC2\xA0tkr\n<input type=\"checkbox\" name=\"x\" checked></li></ul>å, &lt;, \n"
        "</main><footer>x</footer></body></html>");
}

static void english_page_is_translated(void) {
    g_autoptr(Arena) arena = arena_new();
    SampleRow row = {.title = "x", .due = {2021, 4, 15}};
    SampleView view = {"x", {&row, 1}, NULL, 0};
    const char *page = render(arena, &view, "en");
    g_assert_nonnull(strstr(page, "<h1>There is one mistake to put right</h1>"));
    g_assert_nonnull(strstr(page, "15 Apr 2021"));
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/tmplc/sample/empty", empty_list_shows_else);
    g_test_add_func("/tmplc/sample/escaped", row_is_escaped_by_place);
    g_test_add_func("/tmplc/sample/english", english_page_is_translated);
    return g_test_run();
}
