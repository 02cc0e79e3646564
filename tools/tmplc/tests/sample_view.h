#pragma once
#include "base/types.h"
#include "web/url.h"

/* What the pages of the tests show. */
typedef struct SampleRow {
    Id id;
    const char *title;
    Date due;
    Url url;
    Money cost;
    bool is_open;
} SampleRow;

typedef struct SampleView {
    const char *heading;
    struct {
        SampleRow *rows;
        size_t n;
    } list;
    const char *const *names;
    size_t n_names;
} SampleView;
