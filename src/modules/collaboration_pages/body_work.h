#pragma once
#include "modules/collaboration_pages/view.h"

/* What a body has prepared and decided, the latest first: rounds that it prepares, adopts or meets
 * before, and the plans that it has adopted, each with its day and paragraph. */
typedef struct BodyWork {
    LinkRows rounds, adoptions;
} BodyWork;

/* Two statements. */
bool body_work(const Context *context, const Rule *body, BodyWork *ret, GError **error);
