#include "web/assets.h"
#include "asset_table.h"

#include <glib.h>
#include <string.h>

const EmbeddedAsset *embedded_assets(void) {
    return embedded;
}

const char *asset_url(const char *name) {
    for (const EmbeddedAsset *at = embedded; at->asset.name != NULL; at++)
        if (strcmp(at->asset.name, name) == 0)
            return at->asset.url;
    g_error("no asset is called %s", name);
}
