#pragma once
#include "formats/report.h"

/* For tests and measurements: a plan of an invented county, with title page, contents, chapters, a
 * budget, `n_activities` activities in seven columns over two years, proposals, national
 * activities and the goals. No two activities have the same texts. */
Report *sample_plan(Arena *arena, size_t n_activities);
