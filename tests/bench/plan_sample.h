#pragma once
#include "base/types.h"
#include "web/url.h"

/* A plan of the size that a collaboration has. */
typedef struct SampleActivity {
    Id id;
    const char *title, *goal, *when, *responsible, *parties, *effect_goal;
    Date starts_on;
    Money cost;
    bool is_optional;
} SampleActivity;

typedef struct SamplePlan {
    const char *title;
    struct {
        SampleActivity *rows;
        size_t n;
    } activities;
} SamplePlan;
