#pragma once
#include "formats/report.h"
#include "modules/preparation/matrix.h"

/* What the preparers have before them at their meeting: the matrix as it is filtered and sorted,
 * then each proposal with its texts and what has been noted. Says on every page that it is working
 * material. In the request's arena. */
const Report *preparation_report(const Matrix *matrix);
