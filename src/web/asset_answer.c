#include "web/asset_answer.h"
#include "web/compress.h"

#include <string.h>

#define FOREVER "public, max-age=31536000, immutable"

/* Length up to the hash: "/assets/app-" */
static size_t stem_length(const char *url) {
    return (size_t)(strrchr(url, '-') - url) + 1;
}

static bool same_file(const char *url, const char *path) {
    return strlen(url) == strlen(path) && strncmp(url, path, stem_length(url)) == 0 &&
           strcmp(strrchr(url, '.'), path + (strrchr(url, '.') - url)) == 0;
}

static const EmbeddedAsset *find(const EmbeddedAsset *assets, const char *path) {
    for (; assets->asset.name != NULL; assets++)
        if (same_file(assets->asset.url, path))
            return assets;
    return NULL;
}

static void send_asset(const EmbeddedAsset *found, const Request *request, Response *response) {
    bool current = strcmp(found->asset.url, request->path) == 0;
    bool packed =
        found->packed.size > 0 && accepts_gzip(request_header(request, "Accept-Encoding"));
    response->content_type = found->asset.content_type;
    response->body = packed ? found->packed : found->plain;
    response_header(response, "Cache-Control", current ? FOREVER : "no-cache");
    if (found->packed.size > 0)
        response_header(response, "Vary", "Accept-Encoding");
    if (packed)
        response_header(response, "Content-Encoding", "gzip");
}

bool asset_answer(const EmbeddedAsset *assets, const Request *request, Response *response) {
    if (!g_str_has_prefix(request->path, "/assets/") || request->method != GET)
        return false;
    const EmbeddedAsset *found = find(assets, request->path);
    if (found != NULL) {
        send_asset(found, request, response);
        return true;
    }
    response_status(response, 404);
    return response_text(response, "text/plain; charset=utf-8", "Filen finns inte.\n");
}
