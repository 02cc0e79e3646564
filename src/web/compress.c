#include "web/compress.h"

#include <string.h>
#include <zlib.h>

/* 15 bits of window, and 16 asks zlib for the gzip wrapping. */
#define GZIP_WINDOW (15 + 16)
#define MEMORY_LEVEL 8

static bool refused(const char *parameters) {
    const char *weight = strstr(parameters, "q=");
    return weight != NULL && g_ascii_strtod(weight + 2, NULL) <= 0;
}

bool accepts_gzip(const char *accept_encoding) {
    if (accept_encoding == NULL)
        return false;
    g_auto(GStrv) codings = g_strsplit(accept_encoding, ",", 20);
    for (char **coding = codings; *coding != NULL; coding++) {
        char *parameters = strchr(*coding, ';');
        if (parameters != NULL)
            *parameters++ = '\0';
        if (g_ascii_strcasecmp(g_strstrip(*coding), "gzip") == 0)
            return parameters == NULL || !refused(parameters);
    }
    return false;
}

bool content_compresses(const char *content_type) {
    static const char *const types[] = {"application/json", "application/javascript",
                                        "image/svg+xml", "application/xml", NULL};
    size_t length = strcspn(content_type, ";");
    g_autofree char *type = g_strndup(content_type, length);
    return g_str_has_prefix(type, "text/") || g_strv_contains(types, type);
}

Bytes gzip(Arena *arena, Bytes plain, int level) {
    z_stream stream = {0};
    if (deflateInit2(&stream, level, Z_DEFLATED, GZIP_WINDOW, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        g_error("deflateInit2 failed");
    size_t bound = deflateBound(&stream, plain.size);
    uint8_t *packed = arena_alloc(arena, bound);
    stream.next_in = (Bytef *)(uintptr_t)plain.data;
    stream.avail_in = (uInt)plain.size;
    stream.next_out = packed;
    stream.avail_out = (uInt)bound;
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        g_error("deflate did not finish");
    size_t size = stream.total_out;
    deflateEnd(&stream);
    return (Bytes){packed, size};
}
