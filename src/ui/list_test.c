#include "base/date.h"
#include "formats/testing/source_dump.h"
#include "ui/list.h"
#include "web/response_parts.h"

#include <jansson.h>
#include <string.h>

typedef struct Thing {
    const char *title, *more, *kind, *chip, *path;
    int64_t n;
    Date due_on;
} Thing;

static const ListColumn columns[] = {
    {"title", N_("Sak"), LIST_TEXT, offsetof(Thing, title), .second_offset = offsetof(Thing, more),
     .second_key = "more", .second_heading = N_("Mer om den")},
    {"kind", N_("Slag"), LIST_CHIP, offsetof(Thing, kind), .chip_offset = offsetof(Thing, chip)},
    {"n", N_("Antal"), LIST_NUMBER, offsetof(Thing, n)},
    {"due", N_("Sista dag"), LIST_DATE, offsetof(Thing, due_on)},
    {0}};

static const ListFilter filters[] = {{"kind", N_("Slag"), offsetof(Thing, kind)}, {0}};

static const ListDescription description = {.columns = columns,
                                            .filters = filters,
                                            .row_size = sizeof(Thing),
                                            .path_offset = offsetof(Thing, path),
                                            .noun_one = "1 sak",
                                            .noun_many = "saker",
                                            .empty = "Inga saker.",
                                            .filename = "saker"};

static const char *const names[] = {"Ö-linje", "Avlopp", "Äng", "Åkrar"};

static const Thing *make_things(Arena *arena, size_t n) {
    Thing *things = ARENA_ARRAY(arena, Thing, n);
    for (size_t i = 0; i < n; i++)
        things[i] = (Thing){.title = arena_printf(arena, "%s %03zu", names[i % 4], i),
                            .more = i == 0 ? "=cmd()" : "",
                            .kind = i % 2 == 0 ? "öppet" : "stängt",
                            .chip = "",
                            .path = "/things/1",
                            .n = (int64_t)i,
                            .due_on = i % 3 == 0 ? (Date){2021, 5, 5} : (Date){0}};
    return things;
}

/* What is sent for `target`, of a list with `n` rows. */
static const Response *answer(Arena *arena, const char *target, size_t n) {
    g_autoptr(GError) error = NULL;
    Request *request = request_sample(arena, GET, target, NULL);
    Response *response = response_new(request);
    list_file(response, list_make(request, &description, make_things(arena, n), n), &error);
    g_assert_no_error(error);
    return response;
}

static const char *text_of(Arena *arena, const Response *response) {
    return arena_strndup(arena, (const char *)response->body.data, response->body.size);
}

static void test_csv(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(text_of(arena, answer(arena, "/things.csv", 3)), ==,
                    "\uFEFFSak;Mer om den;Slag;Antal;Sista dag\r\n"
                    "Ö-linje 000;'=cmd();öppet;0;2021-05-05\r\n"
                    "Avlopp 001;;stängt;1;\r\n"
                    "Äng 002;;öppet;2;\r\n");
}

static json_t *rows_of(Arena *arena, const char *target, size_t n) {
    const Response *response = answer(arena, target, n);
    g_assert_cmpstr(response->content_type, ==, "application/json");
    json_t *root = json_loadb((const char *)response->body.data, response->body.size, 0, NULL);
    json_t *rows = json_incref(json_object_get(root, "rows"));
    json_decref(root);
    return rows;
}

static const char *title_at(const json_t *rows, size_t i) {
    return json_string_value(json_object_get(json_array_get(rows, i), "title"));
}

/* What is searched, filtered and sorted, and all pages of it. */
static void test_what_is_shown(void) {
    g_autoptr(Arena) arena = arena_new();
    json_t *rows = rows_of(arena, "/things.json?sort=title&kind=%C3%B6ppet&page=2", 450);
    g_assert_cmpint((int)json_array_size(rows), ==, 225);
    g_assert_cmpstr(title_at(rows, 0), ==, "Äng 002");
    g_assert_cmpstr(title_at(rows, 224), ==, "Ö-linje 448");
    json_decref(rows);
    rows = rows_of(arena, "/things.json?sort=-n&q=%C3%A5krar", 450);
    g_assert_cmpint((int)json_array_size(rows), ==, 112);
    g_assert_cmpstr(title_at(rows, 0), ==, "Åkrar 447");
    json_decref(rows);
}

static const char *first_by_title(Arena *arena, Language language) {
    language_speak(language);
    json_t *rows = rows_of(arena, "/things.json?sort=title", 8);
    language_speak(SWEDISH);
    const char *title = arena_strdup(arena, title_at(rows, 0));
    json_decref(rows);
    return title;
}

static void test_order_of_language(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(first_by_title(arena, SWEDISH), ==, "Avlopp 001");
    g_assert_cmpstr(first_by_title(arena, ENGLISH), ==, "Åkrar 003");
}

/* The three files of one list say the same. */
static void test_three_files(void) {
    g_autoptr(Arena) arena = arena_new();
    const char *query = "?sort=-title&q=ng";
    json_t *rows = rows_of(arena, arena_printf(arena, "/things.json%s", query), 100), *row;
    const char *csv =
        text_of(arena, answer(arena, arena_printf(arena, "/things.csv%s", query), 100));
    const Response *xlsx = answer(arena, arena_printf(arena, "/things.xlsx%s", query), 100);
    const char *sheet = source_read_dump(arena, xlsx->body);
    size_t i;
    g_assert_true(g_str_has_suffix(xlsx->content_type, "spreadsheetml.sheet"));
    json_array_foreach(rows, i, row) {
        const char *title = title_at(rows, i);
        csv = strstr(csv, title);
        sheet = strstr(sheet, title);
        g_assert_nonnull(csv);
        g_assert_nonnull(sheet);
    }
    g_assert_cmpint((int)i, ==, 75); /* stängt, Äng */
    json_decref(rows);
}

static void test_nothing(void) {
    g_autoptr(Arena) arena = arena_new();
    json_t *rows = rows_of(arena, "/things.json?q=finns+inte", 10);
    g_assert_cmpint((int)json_array_size(rows), ==, 0);
    json_decref(rows);
    g_assert_cmpstr(text_of(arena, answer(arena, "/things.csv", 0)), ==,
                    "\uFEFFSak;Mer om den;Slag;Antal;Sista dag\r\n");
    g_assert_nonnull(strstr(source_read_dump(arena, answer(arena, "/things.xlsx", 0)->body),
                            "[Sak|Mer om den|Slag|Antal|Sista dag]"));
}

/* The links lead to the same list, without the page one stands on. */
static void test_links(void) {
    g_autoptr(Arena) arena = arena_new();
    Request *request = request_sample(arena, GET, "/things?q=a+b&page=2&sort=-n", NULL);
    Downloads of =
        list_downloads(arena, list_make(request, &description, make_things(arena, 5), 5));
    g_assert_cmpstr(download_path(arena, &of, "xlsx"), ==, "/things.xlsx?q=a%20b&sort=-n");
    g_assert_false(of.is_report);
    request = request_sample(arena, GET, "/things", NULL);
    of = list_downloads(arena, list_make(request, &description, make_things(arena, 5), 5));
    g_assert_cmpstr(download_path(arena, &of, "csv"), ==, "/things.csv");
}

/* ---- filters by what a row holds a list of ---- */

typedef struct Person {
    const char *name, *subjects, *link, *place, *path;
} Person;

static const ListColumn person_columns[] = {
    {"name", N_("Namn"), LIST_TEXT, offsetof(Person, name)},
    {"link", N_("Telefon"), LIST_LINK, offsetof(Person, link),
     .chip_offset = offsetof(Person, path)},
    {"place", N_("Kommuner"), LIST_TEXT, offsetof(Person, place), .only_in_files = true},
    {0}};
static const ListFilter person_filters[] = {
    {"subject", N_("Område"), offsetof(Person, subjects), .is_list = true}, {0}};
static const ListDescription person_description = {.columns = person_columns,
                                                   .filters = person_filters,
                                                   .row_size = sizeof(Person),
                                                   .path_offset = offsetof(Person, path),
                                                   .noun_one = "1 person",
                                                   .noun_many = "personer",
                                                   .empty = "Ingen.",
                                                   .filename = "personer"};
static const Person persons[] = {{"Anna", "små avlopp;lantbruk", "1", "Aneby", "tel:1"},
                                 {"Bo", "avlopp; Åar", "2", "Eksjö", "tel:2"},
                                 {"Cia", "", "3", "Tranås", "tel:3"}};

static const List *list_of(Arena *arena, const char *target) {
    return list_make(request_sample(arena, GET, target, NULL), &person_description, persons,
                     G_N_ELEMENTS(persons));
}

static void test_filter_of_list(void) {
    static const struct {
        const char *target;
        size_t n_found;
    } cases[] = {{"/p?subject=lantbruk", 1},
                 {"/p?subject=avlopp", 1},
                 {"/p?subject=%C3%85ar", 1},
                 {"/p?subject=lant", 0},
                 {"/p?subject=avlopp;%20%C3%85ar", 0},
                 {"/p?subject=", 3},
                 {"/p?q=tran", 1}};
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpuint(list_of(arena, cases[i].target)->n_found, ==, cases[i].n_found);
    ListFilterViews views = list_filters(arena, list_of(arena, "/p"));
    static const char *const values[] = {"avlopp", "lantbruk", "små avlopp", "Åar"};
    g_assert_cmpuint(views.rows[0].n_values, ==, G_N_ELEMENTS(values));
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        g_assert_cmpstr(views.rows[0].values[i].value, ==, values[i]);
        g_assert_cmpuint(views.rows[0].values[i].count, ==, 1);
    }
}

static void test_only_in_files(void) {
    g_autoptr(Arena) arena = arena_new();
    const List *list = list_of(arena, "/p");
    g_assert_cmpuint(list_columns(list).n, ==, 2);
    g_assert_cmpuint(list_columns_of_files(list).n, ==, 3);
}

static void test_kept(void) {
    g_autoptr(Arena) arena = arena_new();
    Pairs kept = list_kept(arena, list_of(arena, "/p?q=a&subject=avlopp&page=2&sort=-name&done=x"));
    g_assert_cmpuint(kept.n, ==, 2);
    g_assert_cmpstr(kept.items[0].value, ==, "avlopp");
    g_assert_cmpstr(kept.items[1].value, ==, "-name");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/list/csv", test_csv);
    g_test_add_func("/list/what-is-shown", test_what_is_shown);
    g_test_add_func("/ui/list/order-of-language", test_order_of_language);
    g_test_add_func("/list/three-files", test_three_files);
    g_test_add_func("/list/nothing", test_nothing);
    g_test_add_func("/list/links", test_links);
    g_test_add_func("/list/filter-of-list", test_filter_of_list);
    g_test_add_func("/list/only-in-files", test_only_in_files);
    g_test_add_func("/list/kept", test_kept);
    return g_test_run();
}
