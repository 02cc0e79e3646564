#pragma once
#include "web/router.h"

/* Handing in a plan file, the preview, and the import. */
extern const Route import_routes[];
