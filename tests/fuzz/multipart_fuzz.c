/* The first line is the content type, the rest the body. */
#include "web/multipart.h"
#include "web/percent.h"

#include <string.h>

#define ROOM_MAX(size) ((size_t)200 * 1024 + 100 * (size))

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_upload(const Upload *upload, Bytes body) {
    const uint8_t *start = upload->content.data, *end = start + upload->content.size;
    g_assert_true(start >= body.data && end <= body.data + body.size);
    g_assert_cmpuint(strlen(upload->filename), <=, MULTIPART_FILENAME_MAX + 3);
    g_assert_null(strpbrk(upload->filename, "/\\"));
    g_assert_true(
        text_is_plain((Bytes){(const uint8_t *)upload->filename, strlen(upload->filename)}, false));
}

static void read_body(Arena *arena, const char *boundary, Bytes body) {
    g_autoptr(GError) error = NULL;
    Pairs fields;
    Uploads uploads;
    bool read = multipart_parse(arena, boundary, body, &fields, &uploads, &error);
    g_assert_true(read == (error == NULL));
    if (!read)
        return;
    g_assert_cmpuint(fields.n + uploads.n, <=, MULTIPART_PARTS_MAX);
    for (size_t i = 0; i < uploads.n; i++)
        check_upload(&uploads.items[i], body);
    for (size_t i = 0; i < fields.n; i++)
        g_assert_true(g_utf8_validate(fields.items[i].value, -1, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    const uint8_t *line_end = size == 0 ? NULL : memchr(data, '\n', size);
    size_t length = line_end == NULL ? size : (size_t)(line_end - data);
    const char *type = arena_strndup(arena, (const char *)data, length), *boundary;
    if (line_end != NULL && multipart_boundary(arena, type, &boundary, NULL))
        read_body(arena, boundary, (Bytes){line_end + 1, size - length - 1});
    g_assert_cmpuint(arena_size(arena), <=, ROOM_MAX(size));
    return 0;
}
