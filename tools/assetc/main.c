/* assetc OUTPUT FILE…: writes a C table of the files, plain and gzipped, each under an address that
 * holds a hash of its content. In style sheets and scripts the names of the other files become
 * their addresses. */
#include <glib.h>
#include <glib/gstdio.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define HASH_LENGTH 10
#define GZIP_WINDOW (15 + 16)
#define BYTES_PER_LINE 24

typedef struct Asset {
    char *name, *hashed, *etag;
    char *content;
    gsize size;
} Asset;

typedef struct ContentType {
    const char *ending, *type;
    int order; /* files are named in those of a higher order */
} ContentType;

static const ContentType content_types[] = {
    {".css", "text/css; charset=utf-8", 1},
    {".js", "text/javascript; charset=utf-8", 2},
    {".svg", "image/svg+xml", 0},
    {".png", "image/png", 0},
    {".woff2", "font/woff2", 0},
    {".webmanifest", "application/manifest+json", 1},
    {".txt", "text/plain; charset=utf-8", 0},
};

static void stop(const char *what, const char *name) {
    fprintf(stderr, "assetc: %s: %s\n", name, what);
    exit(1);
}

static const ContentType *type_of(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(content_types); i++)
        if (g_str_has_suffix(name, content_types[i].ending))
            return &content_types[i];
    stop("no content type is known for this ending", name);
    return NULL;
}

static int order_of(const Asset *asset) {
    return type_of(asset->name)->order;
}

static gint by_order(gconstpointer a, gconstpointer b) {
    const Asset *left = a, *right = b;
    int difference = order_of(left) - order_of(right);
    return difference != 0 ? difference : strcmp(left->name, right->name);
}

static gint by_name(gconstpointer a, gconstpointer b) {
    return strcmp(((const Asset *)a)->name, ((const Asset *)b)->name);
}

static char *hashed_name(const Asset *asset) {
    const char *dot = strrchr(asset->name, '.');
    return g_strdup_printf("%.*s-%.*s%s", (int)(dot - asset->name), asset->name, HASH_LENGTH,
                           asset->etag, dot);
}

static void replace_names(Asset *asset, const GArray *assets) {
    GString *text = g_string_new_len(asset->content, (gssize)asset->size);
    for (guint i = 0; i < assets->len; i++) {
        const Asset *other = &g_array_index(assets, Asset, i);
        if (other->hashed != NULL)
            g_string_replace(text, other->name, other->hashed, 0);
    }
    g_free(asset->content);
    asset->size = text->len;
    asset->content = g_string_free(text, FALSE);
}

static GArray *read_assets(char **paths) {
    GArray *assets = g_array_new(FALSE, TRUE, sizeof(Asset));
    for (; *paths != NULL; paths++) {
        Asset asset = {.name = g_path_get_basename(*paths)};
        if (!g_file_get_contents(*paths, &asset.content, &asset.size, NULL))
            stop("cannot be read", *paths);
        type_of(asset.name);
        g_array_append_val(assets, asset);
    }
    g_array_sort(assets, by_order);
    for (guint i = 0; i < assets->len; i++) {
        Asset *asset = &g_array_index(assets, Asset, i);
        if (order_of(asset) > 0)
            replace_names(asset, assets);
        asset->etag = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)asset->content,
                                                  asset->size);
        asset->hashed = hashed_name(asset);
    }
    g_array_sort(assets, by_name);
    return assets;
}

static void put_bytes(FILE *out, const char *kind, guint number, const guint8 *bytes, gsize size) {
    fprintf(out, "static const uint8_t %s_%u[] = {", kind, number);
    for (gsize i = 0; i < size; i++)
        fprintf(out, "%s%u,", i % BYTES_PER_LINE == 0 ? "\n" : "", bytes[i]);
    fputs("0};\n", out);
}

static gsize put_packed(FILE *out, guint number, const Asset *asset) {
    z_stream stream = {0};
    if (deflateInit2(&stream, 9, Z_DEFLATED, GZIP_WINDOW, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        stop("deflateInit2 failed", asset->name);
    gsize bound = deflateBound(&stream, asset->size);
    g_autofree guint8 *packed = g_malloc(bound);
    stream.next_in = (Bytef *)asset->content;
    stream.avail_in = (uInt)asset->size;
    stream.next_out = packed;
    stream.avail_out = (uInt)bound;
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        stop("deflate did not finish", asset->name);
    gsize size = stream.total_out < asset->size ? stream.total_out : 0;
    deflateEnd(&stream);
    put_bytes(out, "packed", number, packed, size);
    return size;
}

static void put_table(FILE *out, const GArray *assets) {
    g_autoptr(GString) rows = g_string_new(NULL);
    for (guint i = 0; i < assets->len; i++) {
        const Asset *asset = &g_array_index(assets, Asset, i);
        put_bytes(out, "plain", i, (const guint8 *)asset->content, asset->size);
        gsize packed = put_packed(out, i, asset);
        g_string_append_printf(
            rows, "    {{\"%s\", \"/assets/%s\", \"%s\"}, {plain_%u, %zu}, {packed_%u, %zu}},\n",
            asset->name, asset->hashed, type_of(asset->name)->type, i, asset->size, i, packed);
    }
    fprintf(out,
            "static const EmbeddedAsset embedded[] = {\n%s    {{NULL, NULL, NULL}, {NULL, 0}, "
            "{NULL, 0}},\n};\n",
            rows->str);
}

int main(int argc, char **argv) {
    if (argc < 2) {
        fprintf(stderr, "Usage: assetc OUTPUT FILE...\n");
        return 2;
    }
    GArray *assets = read_assets(argv + 2);
    FILE *out = g_fopen(argv[1], "we");
    if (out == NULL)
        stop("cannot be written", argv[1]);
    put_table(out, assets);
    if (fclose(out) != 0)
        stop("cannot be written", argv[1]);
    return 0;
}
