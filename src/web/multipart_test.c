#include "web/multipart.h"

#include <string.h>

typedef struct Form {
    Arena *arena;
    Pairs fields;
    Uploads uploads;
} Form;

static bool parse(Form *form, const char *boundary, const char *body, size_t size) {
    g_autoptr(GError) error = NULL;
    return multipart_parse(form->arena, boundary, (Bytes){(const uint8_t *)body, size},
                           &form->fields, &form->uploads, &error);
}

static bool parse_text(Form *form, const char *body) {
    return parse(form, "X", body, strlen(body));
}

#define DISPOSITION "Content-Disposition: form-data; name="
#define FIELD(name, value) "--X\r\n" DISPOSITION "\"" name "\"\r\n\r\n" value "\r\n"
#define UPLOAD(filename, content)                                                                  \
    "--X\r\n" DISPOSITION "\"file\"; filename=\"" filename                                         \
    "\"\r\nContent-Type: text/csv\r\n\r\n" content "\r\n"
#define END "--X--\r\n"

static void reads_fields_and_files(void) {
    g_autoptr(Arena) arena = arena_new();
    Form form = {arena};
    g_assert_true(parse_text(&form, FIELD("a", "ett\r\ntvå") FIELD("b", "")
                                        UPLOAD("plan å.csv", "1;2\r\n--Y\r\n\x01") END));
    g_assert_cmpuint(form.fields.n, ==, 2);
    g_assert_cmpstr(pairs_get(&form.fields, "a"), ==, "ett\r\ntvå");
    g_assert_cmpstr(pairs_get(&form.fields, "b"), ==, "");
    g_assert_cmpuint(form.uploads.n, ==, 1);
    g_assert_cmpstr(form.uploads.items[0].field, ==, "file");
    g_assert_cmpstr(form.uploads.items[0].filename, ==, "plan å.csv");
    g_assert_cmpstr(form.uploads.items[0].content_type, ==, "text/csv");
    g_assert_cmpmem(form.uploads.items[0].content.data, form.uploads.items[0].content.size,
                    "1;2\r\n--Y\r\n\x01", 11);
}

static void reads_small_forms(void) {
    g_autoptr(Arena) arena = arena_new();
    Form form = {arena};
    g_assert_true(parse_text(&form, "--X--"));
    g_assert_true(parse_text(&form, END));
    g_assert_cmpuint(form.fields.n, ==, 0);
    g_assert_true(parse_text(&form, UPLOAD("", "") END));
    g_assert_cmpuint(form.uploads.n, ==, 0);
    g_assert_true(parse_text(&form, UPLOAD("", "pasted") END));
    g_assert_cmpuint(form.uploads.n, ==, 1);
    g_assert_true(
        parse_text(&form, "--X\r\ncontent-disposition:form-data;name=a\r\n\r\n1\r\n" END));
    g_assert_cmpstr(pairs_get(&form.fields, "a"), ==, "1");
}

static void cuts_folders_off(void) {
    static const struct {
        const char *sent, *kept;
    } names[] = {
        {UPLOAD("C:\\plan\\2021.docx", "x"), "2021.docx"},
        {UPLOAD("a/b/c.csv", "x"), "c.csv"},
        {UPLOAD("mapp/", "x"), ""},
        {UPLOAD("/etc/passwd", "x"), "passwd"},
        {UPLOAD("a%0Ab%22c", "x"), "ab\"c"},
        {UPLOAD("a\\\"b", "x"), "a\"b"},
        {UPLOAD(".", "x"), ""},
    };
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        Form form = {arena};
        g_autofree char *body = g_strconcat(names[i].sent, END, NULL);
        g_assert_true(parse_text(&form, body));
        g_assert_cmpstr(form.uploads.items[0].filename, ==, names[i].kept);
    }
}

static void bounds_filenames(void) {
    g_autoptr(Arena) arena = arena_new();
    Form form = {arena};
    g_autofree char *name = g_strnfill(1000, 'a');
    g_autofree char *body =
        g_strconcat("--X\r\n" DISPOSITION "\"f\"; filename=\"", name, "\"\r\n\r\nx\r\n" END, NULL);
    g_assert_true(parse_text(&form, body));
    g_assert_cmpuint(strlen(form.uploads.items[0].filename), ==, MULTIPART_FILENAME_MAX);
}

static const char *const refused[] = {
    "",
    "X",
    "--X",
    "--X\r\n",
    "--Xx\r\n",
    "preamble\r\n" FIELD("a", "1") END,
    FIELD("a", "1"),
    FIELD("a", "1") "--X-",
    FIELD("a", "1") "--X--\r\nepilogue",
    FIELD("a", "1") "--X\n",
    "--X\n" DISPOSITION "\"a\"\n\n1\n--X--\n",
    "--X\r\n\r\n1\r\n" END,
    "--X\r\nContent-Type: text/plain\r\n\r\n1\r\n" END,
    "--X\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n" END,
    "--X\r\nContent-Disposition: form-data\r\n\r\n1\r\n" END,
    "--X\r\n" DISPOSITION "\"a\r\n\r\n1\r\n" END,
    "--X\r\n" DISPOSITION "\r\n\r\n1\r\n" END,
    "--X\r\n" DISPOSITION "\"a\"x\r\n\r\n1\r\n" END,
    "--X\r\n" DISPOSITION "\"a\"; name=\"b\"\r\n\r\n1\r\n" END,
    "--X\r\n" DISPOSITION "\"a\"\r\n" DISPOSITION "\"b\"\r\n\r\n1\r\n" END,
    "--X\r\n" DISPOSITION "\"a\"\r\n folded\r\n\r\n1\r\n" END,
    "--X\r\nContent-Disposition : form-data; name=a\r\n\r\n1\r\n" END,
    "--X\r\n" DISPOSITION "a; b=1; c=1; d=1; e=1; f=1; g=1; h=1; i=1\r\n\r\n1\r\n" END,
    FIELD("a", "\x01"),
    FIELD("a", "\xff") END,
    FIELD("a\x02", "1") END,
    UPLOAD("../../x", "1") END,
    UPLOAD("a/../x", "1") END,
    UPLOAD("..", "1") END,
    UPLOAD("..\\\\x", "1") END,
    UPLOAD("\xff", "1") END,
};

static void refuses(gconstpointer body) {
    g_autoptr(Arena) arena = arena_new();
    Form form = {arena, .fields.n = 77, .uploads.n = 77};
    g_assert_false(parse_text(&form, body));
    g_assert_cmpuint(form.fields.n, ==, 77);
    g_assert_cmpuint(form.uploads.n, ==, 77);
}

static void refuses_nul_in_text(void) {
    static const char body[] = FIELD("a", "1\0002") END, head[] = FIELD("a\0b", "1") END;
    g_autoptr(Arena) arena = arena_new();
    Form form = {arena};
    g_assert_false(parse(&form, "X", body, sizeof body - 1));
    g_assert_false(parse(&form, "X", head, sizeof head - 1));
}

static void bounds_parts(void) {
    g_autoptr(Arena) arena = arena_new();
    GString *body = g_string_new(NULL);
    Form form = {arena};
    for (int i = 0; i < MULTIPART_PARTS_MAX; i++)
        g_string_append(body, FIELD("a", "1"));
    g_autofree char *fits = g_strconcat(body->str, END, NULL);
    g_autofree char *over = g_strconcat(body->str, FIELD("a", "1") END, NULL);
    g_assert_true(parse_text(&form, fits));
    g_assert_cmpuint(form.fields.n, ==, MULTIPART_PARTS_MAX);
    g_assert_false(parse_text(&form, over));
    g_string_free(body, TRUE);
}

static void bounds_part_headers(void) {
    g_autoptr(Arena) arena = arena_new();
    Form form = {arena};
    g_autofree char *filler = g_strnfill(MULTIPART_PART_HEADER_MAX, 'a');
    g_autofree char *body =
        g_strconcat("--X\r\n" DISPOSITION "a\r\nX-Long: ", filler, "\r\n\r\n1\r\n" END, NULL);
    g_assert_false(parse_text(&form, body));
}

static const char *boundary_of(Arena *arena, const char *content_type) {
    g_autoptr(GError) error = NULL;
    const char *boundary = NULL;
    multipart_boundary(arena, content_type, &boundary, &error);
    return boundary;
}

static void reads_boundaries(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autofree char *longest = g_strnfill(MULTIPART_BOUNDARY_MAX, 'a');
    g_autofree char *fits = g_strconcat("multipart/form-data; boundary=", longest, NULL);
    g_autofree char *over = g_strconcat(fits, "a", NULL);
    g_assert_cmpstr(boundary_of(arena, "multipart/form-data; boundary=abc"), ==, "abc");
    g_assert_cmpstr(boundary_of(arena, "multipart/form-data;Boundary=\"a b\""), ==, "a b");
    g_assert_cmpstr(boundary_of(arena, fits), ==, longest);
    g_assert_null(boundary_of(arena, over));
    g_assert_null(boundary_of(arena, "multipart/form-data"));
    g_assert_null(boundary_of(arena, "multipart/form-data; boundary="));
    g_assert_null(boundary_of(arena, "multipart/form-data; boundary=\"\""));
    g_assert_null(boundary_of(arena, "multipart/form-data; boundary=\"a"));
    g_assert_null(boundary_of(arena, "multipart/form-data; boundary=\""));
    g_assert_null(boundary_of(arena, "multipart/form-data; boundary=\"a \""));
    g_assert_null(boundary_of(arena, "multipart/form-data; boundary=a; boundary=b"));
    g_assert_null(boundary_of(arena, "multipart/form-data; boundary=\"a\\x\""));
    g_assert_null(boundary_of(arena, "multipart/form-data; boundary=å"));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/multipart/reads", reads_fields_and_files);
    g_test_add_func("/multipart/small", reads_small_forms);
    g_test_add_func("/multipart/folders", cuts_folders_off);
    g_test_add_func("/multipart/filename-limit", bounds_filenames);
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autofree char *name = g_strdup_printf("/multipart/refuses/%zu", i);
        g_test_add_data_func(name, refused[i], refuses);
    }
    g_test_add_func("/multipart/nul", refuses_nul_in_text);
    g_test_add_func("/multipart/parts", bounds_parts);
    g_test_add_func("/multipart/part-headers", bounds_part_headers);
    g_test_add_func("/multipart/boundary", reads_boundaries);
    return g_test_run();
}
