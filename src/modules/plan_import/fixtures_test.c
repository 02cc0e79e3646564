#include "modules/plan_import/reading_json.h"
#include "modules/plan_import/testing/accounting.h"

#include <jansson.h>

/* Every plan file of the project is read and compared with what stands beside it as JSON (see
 * tests/fixtures/plans/README.md for how), and nothing of it may be lost. */
#define PLANS "tests/fixtures/plans"
#define DEMO "demo"

typedef struct Fixture {
    char *file, *expected; /* `expected` NULL: only the accounting is checked */
} Fixture;

static void fixture_free(gpointer data) {
    Fixture *fixture = data;
    g_free(fixture->file);
    g_free(fixture->expected);
    g_free(fixture);
}

/* No-break spaces are spaces, soft hyphens are nothing. */
static char *plain(Arena *arena, const char *text) {
    g_autoptr(GString) made = g_string_new(text);
    g_string_replace(made, "\u00A0", " ", 0);
    g_string_replace(made, "\u202F", " ", 0);
    g_string_replace(made, "\u00AD", "", 0);
    return arena_strdup(arena, made->str);
}

static void assert_same(Arena *arena, const json_t *got, const json_t *expected, const char *where);

static void assert_same_arrays(Arena *arena, const json_t *got, const json_t *expected,
                               const char *where) {
    size_t i;
    json_t *item;
    if (json_array_size(got) != json_array_size(expected))
        g_error("%s: %zu instead of %zu", where, json_array_size(got), json_array_size(expected));
    json_array_foreach((json_t *)expected, i, item)
        assert_same(arena, json_array_get(got, i), item, arena_printf(arena, "%s/%zu", where, i));
}

static void assert_same(Arena *arena, const json_t *got, const json_t *expected,
                        const char *where) {
    const char *key;
    json_t *item;
    if (json_is_array(expected)) {
        assert_same_arrays(arena, got, expected, where);
    } else if (json_is_object(expected)) {
        g_assert_cmpuint(json_object_size(got), ==, json_object_size(expected));
        json_object_foreach((json_t *)expected, key, item) assert_same(
            arena, json_object_get(got, key), item, arena_printf(arena, "%s/%s", where, key));
    } else if (json_is_string(expected)) {
        const char *text = plain(arena, json_string_value(got)),
                   *wanted = plain(arena, json_string_value(expected));
        if (strcmp(text, wanted) != 0)
            g_error("%s: \"%s\" instead of \"%s\"", where, text, wanted);
    } else if (!json_equal(got, expected)) {
        g_error("%s: another value", where);
    }
}

static bool has_warning(const json_t *warnings, const json_t *wanted, bool any_line) {
    size_t i;
    json_t *item;
    json_array_foreach((json_t *)warnings, i, item) {
        bool same_line = json_equal(json_object_get(item, "line"), json_object_get(wanted, "line"));
        const char *words = json_string_value(json_object_get(wanted, "text"));
        if ((same_line || any_line) &&
            strstr(json_string_value(json_object_get(item, "text")), words) != NULL)
            return true;
    }
    return false;
}

static void assert_warned(const json_t *got, const json_t *expected, bool any_line) {
    size_t i;
    json_t *item;
    json_array_foreach((json_t *)expected, i, item) if (!has_warning(got, item, any_line)) g_error(
        "line %d: no warning with \"%s\"", (int)json_integer_value(json_object_get(item, "line")),
        json_string_value(json_object_get(item, "text")));
}

static bool has_text_with(Arena *arena, const json_t *texts, const char *wanted) {
    size_t i;
    json_t *item;
    json_array_foreach((json_t *)texts, i,
                       item) if (strstr(plain(arena, json_string_value(item)),
                                        plain(arena, wanted)) != NULL) return true;
    return false;
}

static void assert_unplaced(Arena *arena, const json_t *got, const json_t *expected) {
    size_t i;
    json_t *item;
    json_array_foreach((json_t *)expected, i,
                       item) if (!has_text_with(arena, got, json_string_value(item)))
        g_error("not among the unplaced: %s", json_string_value(item));
}

static void compare(Arena *arena, const PlanReading *plan, const Fixture *fixture) {
    static const char *const exact[] = {"years", "bank", "national", "text", "budget"};
    json_error_t error;
    json_t *expected = json_load_file(fixture->expected, 0, &error);
    json_t *got = json_loads(plan_reading_json(arena, plan), 0, &error);
    g_assert_nonnull(expected);
    g_assert_nonnull(got);
    g_assert_cmpuint(json_object_size(got), ==, 7);
    for (size_t i = 0; i < G_N_ELEMENTS(exact); i++)
        assert_same(arena, json_object_get(got, exact[i]), json_object_get(expected, exact[i]),
                    exact[i]);
    assert_unplaced(arena, json_object_get(got, "unplaced"), json_object_get(expected, "unplaced"));
    assert_warned(json_object_get(got, "warnings"), json_object_get(expected, "warnings"),
                  g_str_has_suffix(fixture->file, ".docx"));
    json_decref(expected);
    json_decref(got);
}

static void test_fixture(gconstpointer data) {
    const Fixture *fixture = data;
    g_autoptr(Arena) arena = arena_new();
    g_autofree char *bytes = NULL;
    gsize size;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(fixture->file, &bytes, &size, &error);
    g_assert_no_error(error);
    SourceDocument document;
    source_read(arena, (Bytes){(const uint8_t *)bytes, size}, &document, &error);
    g_assert_no_error(error);
    PlanReading plan;
    plan_read(arena, &document, NULL, &plan, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(accounting_fault(arena, &document, &plan), ==, NULL);
    if (fixture->expected != NULL)
        compare(arena, &plan, fixture);
}

static bool is_plan_file(const char *name) {
    static const char *const endings[] = {".tsv", ".csv", ".docx", ".xlsx", ".txt", NULL};
    for (const char *const *ending = endings; *ending != NULL; ending++)
        if (g_str_has_suffix(name, *ending))
            return true;
    return false;
}

static void add_fixture(const char *folder, const char *name) {
    Fixture *fixture = g_new0(Fixture, 1);
    g_autofree char *stem = g_strndup(name, (gsize)(strrchr(name, '.') - name));
    g_autofree char *path = g_strdup_printf("/plan-reading/%s/%s", folder, name);
    fixture->file = g_build_filename(folder, name, NULL);
    fixture->expected = g_strdup_printf(PLANS "/%s.json", stem);
    if (!g_file_test(fixture->expected, G_FILE_TEST_EXISTS))
        g_clear_pointer(&fixture->expected, g_free);
    g_test_add_data_func_full(path, fixture, test_fixture, fixture_free);
}

static void add_fixtures(const char *folder) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
    g_assert_no_error(error);
    size_t n = 0;
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir))
        if (is_plan_file(name)) {
            add_fixture(folder, name);
            n++;
        }
    g_assert_cmpuint(n, >=, 8);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    add_fixtures(PLANS);
    add_fixtures(DEMO);
    return g_test_run();
}
