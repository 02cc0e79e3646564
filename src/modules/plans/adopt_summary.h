#pragma once
#include "modules/plans/adopt_view.h"

/* What one should know before a plan is adopted: how much it holds, what is still open, and what
 * has changed since the latest version. At most one statement more than the head. */
bool adopt_summary(const Request *request, AdoptView *view, GError **error);
