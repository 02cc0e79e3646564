#pragma once
#include "web/router.h"

/* What a plan asks of each office: the offices, and one office's extract as page, PDF and CSV. */
extern const Route offices_routes[];
