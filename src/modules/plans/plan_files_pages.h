#pragma once
#include "web/router.h"

/* A plan as members have it just now, as PDF and CSV: the adopted version, or the draft marked as
 * such. */
extern const Route plan_files_routes[];
