#pragma once
#include "modules/preparation/preparation.h"

/* What everybody may read of the preparation once the list is released: preparation_released() of
 * preparation.h, and how it stands beside a proposal: {% call released_panel(&view->released) %} of
 * released_html.h. */

typedef struct ReleasedResult {
    const char *criterion;
    Screened result;
} ReleasedResult;

typedef struct Released {
    const char *size, *suggestion, *category, *note;
    const ReleasedResult *results;
    size_t n_results;
    bool is_some; /* else there is nothing to show */
} Released;

Released released_view(Arena *arena, const Rules *rules, const Preparations *all, Id proposal);
