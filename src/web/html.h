#pragma once
#include "base/arena.h"

/* What a page is written into: a text that grows in the arena of the request. */
typedef struct HtmlOut {
    Arena *arena;
    const char *language; /* "sv" */
    char *text;           /* NUL-terminated once something is written; NULL before */
    size_t length, capacity;
} HtmlOut;

/* Markup that is known to be safe, and an address that is. */
typedef struct Html {
    const char *text;
} Html;
typedef struct Url {
    const char *text;
} Url;
