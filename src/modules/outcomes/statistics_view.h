#pragma once
#include "modules/outcomes/statistics.h"
#include "ui/files.h"
#include "ui/frame.h"

typedef struct StatisticsFilter {
    const char *title, *path;
    bool is_current;
} StatisticsFilter;

typedef struct StatisticsView {
    const Frame *frame;
    Statistics statistics;
    const StatisticsFilter *filters;
    size_t n_filters;
    Downloads downloads;
} StatisticsView;
