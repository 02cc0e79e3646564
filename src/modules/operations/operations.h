#pragma once
#include "web/router.h"

/* What runs beside the pages, as the system administrator sees it: jobs and letters. */
extern const Route jobs_routes[];
extern const Route mail_routes[];
