#pragma once
#include "base/types.h"

/* A file of assets/, embedded in the binary under an address that changes with its content. */
typedef struct Asset {
    const char *name;         /* "app.css" */
    const char *url;          /* "/assets/app-3f9c2a71b0.css" */
    const char *content_type; /* "text/css; charset=utf-8" */
} Asset;

/* The address of an embedded file, which browsers keep for a year. A name that does not exist is
 * our own mistake and aborts. */
const char *asset_url(const char *name);

/* All embedded files, sorted by name, ended by a row whose name is NULL. */
typedef struct EmbeddedAsset {
    Asset asset;
    Bytes plain, packed; /* packed: gzip, size 0 where that is no smaller */
} EmbeddedAsset;
const EmbeddedAsset *embedded_assets(void);
