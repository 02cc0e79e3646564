#pragma once
#include "base/arena.h"
#include "base/types.h"
#include <stdbool.h>

#define COMPRESS_MIN 1024

/* True when an Accept-Encoding header (NULL = none) takes gzip (RFC 9110, section 12.5.3). */
bool accepts_gzip(const char *accept_encoding);

/* True for text, JSON, SVG and the like: what gets smaller. */
bool content_compresses(const char *content_type);

/* The gzip form (RFC 1952) of `plain` at zlib `level` 1-9. */
Bytes gzip(Arena *arena, Bytes plain, int level);
