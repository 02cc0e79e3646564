#include "base/date.h"
#include "formats/table_sample.h"
#include "formats/testing/source_dump.h"

#include <glib/gstdio.h>
#include <jansson.h>
#include <string.h>

typedef struct Fixture {
    Arena *arena;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    fixture->arena = arena_new();
}

static void tear_down(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    arena_free(fixture->arena);
}

typedef bool (*Writer)(Arena *arena, const Table *table, Bytes *ret, GError **error);

static Bytes write_with(Fixture *fixture, Writer writer, const Table *table) {
    g_autoptr(GError) error = NULL;
    Bytes bytes;
    writer(fixture->arena, table, &bytes, &error);
    g_assert_no_error(error);
    return bytes;
}

static json_t *written_json(Fixture *fixture, const Table *table) {
    Bytes bytes = write_with(fixture, table_json, table);
    json_error_t problem;
    json_t *root =
        json_loadb((const char *)bytes.data, bytes.size, JSON_REJECT_DUPLICATES, &problem);
    if (root == NULL)
        g_error("%s", problem.text);
    return root;
}

/* A cell of the CSV as the value of the JSON says it. */
static const char *csv_of(Fixture *fixture, const json_t *value, bool is_text) {
    if (json_is_integer(value))
        return arena_printf(fixture->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    if (json_is_null(value))
        return "";
    const char *text = json_string_value(value);
    bool guarded = is_text && *text != '\0' && strchr("=+-@\t\r", *text) != NULL &&
                   !g_str_equal(text, "-5") && !g_str_equal(text, "+46 10 12 34");
    return guarded ? arena_printf(fixture->arena, "'%s", text) : text;
}

static const char *quoted(Fixture *fixture, const char *cell) {
    if (strpbrk(cell, ";\"\r\n") == NULL)
        return cell;
    g_auto(GStrv) parts = g_strsplit(cell, "\"", -1);
    g_autofree char *doubled = g_strjoinv("\"\"", parts);
    return arena_printf(fixture->arena, "\"%s\"", doubled);
}

static void test_json_says_what_csv_says(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    static const char *const keys[] = {"name", "text", "sum", "day"};
    Table table = sample_table(3 * N_SAMPLE_TEXTS);
    Bytes csv = write_with(fixture, table_csv, &table);
    json_t *root = written_json(fixture, &table), *row;
    size_t i;
    g_autoptr(GString) wanted = g_string_new("\uFEFFNamn på åtgärden;'=Text;Summa;Sista dag\r\n");
    json_array_foreach(json_object_get(root, "rows"), i, row) {
        g_assert_cmpint((int)json_object_size(row), ==, 4);
        for (size_t k = 0; k < 4; k++)
            g_string_append_printf(
                wanted, "%s%s", k == 0 ? "" : ";",
                quoted(fixture, csv_of(fixture, json_object_get(row, keys[k]), k < 2)));
        g_string_append(wanted, "\r\n");
    }
    g_assert_cmpint((int)i, ==, 3 * N_SAMPLE_TEXTS);
    g_assert_cmpstr(arena_strndup(fixture->arena, (const char *)csv.data, csv.size), ==,
                    wanted->str);
    json_decref(root);
}

static void test_json_describes_itself(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    Table table = sample_table(10);
    json_t *root = written_json(fixture, &table);
    g_assert_cmpstr(json_string_value(json_object_get(root, "title")), ==, "Åtgärder [prov]: a/b");
    json_t *day = json_array_get(json_object_get(root, "columns"), 3);
    g_assert_cmpstr(json_string_value(json_object_get(day, "key")), ==, "day");
    g_assert_cmpstr(json_string_value(json_object_get(day, "heading")), ==, "Sista dag");
    g_assert_cmpstr(json_string_value(json_object_get(day, "type")), ==, "date");
    json_t *rows = json_object_get(root, "rows");
    g_assert_true(json_is_integer(json_object_get(json_array_get(rows, 0), "sum")));
    g_assert_true(json_is_null(json_object_get(json_array_get(rows, 6), "sum")));
    g_assert_true(json_is_null(json_object_get(json_array_get(rows, 4), "day")));
    json_decref(root);
}

static void test_empty_table(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    Table table = sample_table(0);
    json_t *root = written_json(fixture, &table);
    g_assert_cmpint((int)json_array_size(json_object_get(root, "rows")), ==, 0);
    json_decref(root);
    Bytes csv = write_with(fixture, table_csv, &table);
    g_assert_cmpint(csv.data[csv.size - 1], ==, '\n');
    const char *read = source_read_dump(fixture->arena, write_with(fixture, table_xlsx, &table));
    g_assert_nonnull(strstr(read, "Åtgärder  prov   a b"));
    g_assert_nonnull(strstr(read, "[Namn på åtgärden|=Text|Summa|Sista dag]"));
}

/* Read back by the reader of plan files, which knows nothing of the writer. */
static void test_xlsx_reads_back(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    Table table = sample_table(8);
    const char *read = source_read_dump(fixture->arena, write_with(fixture, table_xlsx, &table));
    g_assert_nonnull(strstr(read, "2 [Åtgärd 1|Åsa Örnsköld|-5000|2021-01-01] t1\n"
                                  "3 [Åtgärd 2|ärende & <åtgärd>|-4000|2021-01-02] t1\n"
                                  "4 [Åtgärd 3|=1+1|-3000|2021-01-03] t1\n"));
    g_assert_nonnull(strstr(read, "[Åtgärd 6|-5|0|2021-01-06]"));
    g_assert_nonnull(strstr(read, "[Åtgärd 7|-cmd|' /C calc'!A0||2021-01-07]"));
}

static void fill_long(const void *data, Arena *arena, size_t row, TableCell *ret_cells) {
    (void)arena;
    ret_cells[0].text = row == 1 ? data : "kort";
}

/* Nothing is silently cut: the row is named. */
static void test_too_long_for_excel_is_said(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    g_autoptr(GError) error = NULL;
    static const TableColumn column = {"text", "Text", TABLE_TEXT};
    char *text = arena_buffer(fixture->arena, TABLE_CHARACTER_LIMIT + 2);
    Table table = {.title = "Långt",
                   .columns = &column,
                   .n_columns = 1,
                   .n_rows = 3,
                   .row = fill_long,
                   .data = text};
    memset(text, 'x', TABLE_CHARACTER_LIMIT + 1);
    text[TABLE_CHARACTER_LIMIT + 1] = '\0';
    Bytes bytes = {NULL, 7};
    g_assert_false(table_xlsx(fixture->arena, &table, &bytes, &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    g_assert_nonnull(strstr(error->message, "rad 2 "));
    g_assert_cmpint((int)bytes.size, ==, 7);
    text[TABLE_CHARACTER_LIMIT] = '\0';
    write_with(fixture, table_xlsx, &table);
}

static void test_too_many_rows_are_refused(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    static const Writer writers[] = {table_csv, table_json, table_xlsx};
    Table table = sample_table(TABLE_ROW_LIMIT + 1);
    for (size_t i = 0; i < G_N_ELEMENTS(writers); i++) {
        g_autoptr(GError) error = NULL;
        Bytes bytes;
        g_assert_false(writers[i](fixture->arena, &table, &bytes, &error));
        g_assert_true(error_is(error, ERROR_INVALID));
    }
}

static void fill_broken(const void *data, Arena *arena, size_t row, TableCell *ret_cells) {
    (void)data;
    (void)arena;
    (void)row;
    ret_cells[0].text = "a\x01\xff\xef\xbf\xbe"
                        "b";
    ret_cells[1] = (TableCell){.number = G_MAXINT64};
    ret_cells[2].date = (Date){1630, 6, 5};
}

/* What a spreadsheet cannot hold as it is: broken bytes, numbers beyond its doubles, days before
 * its calendar. */
static void test_what_excel_cannot_hold(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    static const TableColumn columns[] = {
        {"text", NULL, TABLE_TEXT}, {"n", "Antal", TABLE_NUMBER}, {"day", "Dag", TABLE_DATE}};
    Table table = {
        .title = "[]", .columns = columns, .n_columns = 3, .n_rows = 1, .row = fill_broken};
    const char *read = source_read_dump(fixture->arena, write_with(fixture, table_xlsx, &table));
    g_assert_nonnull(strstr(read, "Blad"));
    g_assert_nonnull(strstr(read, "b|9223372036854775807|1630-06-05]"));
    json_decref(written_json(fixture, &table));
}

static void test_same_table_same_bytes(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    Table table = sample_table(50);
    Bytes first = write_with(fixture, table_xlsx, &table),
          second = write_with(fixture, table_xlsx, &table);
    g_assert_cmpmem(first.data, first.size, second.data, second.size);
}

/* The temporary file is gone afterwards; without a place for it that is said. In a process of its
 * own, since the place of temporary files is asked for once. */
static void test_temporary_files(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    if (!g_test_subprocess()) {
        g_autofree char *directory = g_dir_make_tmp("table-XXXXXX", NULL);
        g_setenv("TMPDIR", directory, TRUE);
        g_test_trap_subprocess(NULL, 0, 0);
        g_unsetenv("TMPDIR");
        g_test_trap_assert_passed();
        return;
    }
    g_autoptr(GError) error = NULL;
    Table table = sample_table(10);
    Bytes bytes = write_with(fixture, table_xlsx, &table);
    g_assert_cmpint((int)bytes.size, >, 1000);
    g_assert_cmpint(g_rmdir(g_getenv("TMPDIR")), ==, 0);
    g_assert_false(table_xlsx(fixture->arena, &table, &bytes, &error));
    g_assert_true(error_is(error, ERROR_INTERNAL));
}

typedef struct Counted {
    size_t n;
    const Arena *latest;
    size_t most; /* bytes in one arena */
} Counted;

static void fill_counted(const void *data, Arena *arena, size_t row, TableCell *ret_cells) {
    Counted *counted = (Counted *)data;
    (void)row;
    ret_cells[0].text = arena_printf(arena, "%0100d", (int)row);
    counted->most = MAX(counted->most, arena_size(arena));
    counted->n++;
}

/* 100,000 rows: each is asked for once, and what they take is given back on the way. */
static void test_rows_do_not_pile_up(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    static const TableColumn column = {"text", "Text", TABLE_TEXT};
    Counted counted = {0};
    Table table = {.title = "Många",
                   .columns = &column,
                   .n_columns = 1,
                   .n_rows = 100 * 1000,
                   .row = fill_counted,
                   .data = &counted};
    size_t before = arena_size(fixture->arena);
    Bytes bytes = write_with(fixture, table_xlsx, &table);
    g_assert_cmpint((int)counted.n, ==, 100 * 1000);
    g_assert_cmpint((int)counted.most, <, 200 * 1000);
    g_assert_cmpint((int)(arena_size(fixture->arena) - before), <, (int)bytes.size + 10 * 1000);
}

#define TEST(path, function) g_test_add(path, Fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    TEST("/table/json-says-what-csv-says", test_json_says_what_csv_says);
    TEST("/table/json-describes-itself", test_json_describes_itself);
    TEST("/table/empty", test_empty_table);
    TEST("/table/xlsx-reads-back", test_xlsx_reads_back);
    TEST("/table/too-long-for-excel-is-said", test_too_long_for_excel_is_said);
    TEST("/table/too-many-rows-are-refused", test_too_many_rows_are_refused);
    TEST("/table/what-excel-cannot-hold", test_what_excel_cannot_hold);
    TEST("/table/same-table-same-bytes", test_same_table_same_bytes);
    TEST("/table/temporary-files", test_temporary_files);
    TEST("/table/rows-do-not-pile-up", test_rows_do_not_pile_up);
    return g_test_run();
}
