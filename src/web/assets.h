#pragma once
#include "base/types.h"

/* A file of assets/, embedded in the binary under an address that changes with its content. */
typedef struct Asset {
    const char *name;         /* "app.css" */
    const char *url;          /* "/assets/app-3f9c2a71b0.css" */
    const char *content_type; /* "text/css; charset=utf-8" */
    const char *etag;
} Asset;

/* The address of an embedded file, to be kept for a year. A name that does not exist is our own
 * mistake and aborts. */
const char *asset_url(const char *name);
