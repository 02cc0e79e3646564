#pragma once
#include "modules/plan_import/categories.h"

/* What the document may have meant, as warnings. Nothing is changed. */
void suggest(Draft *draft);
