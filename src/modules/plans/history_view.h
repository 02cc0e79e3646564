#pragma once
#include "modules/plans/history.h"
#include "modules/plans/plan_head.h"

typedef struct HistoryView {
    PlanHead head;
    History history;
    int limit; /* no more than these are shown */
} HistoryView;
