#pragma once
#include "web/router.h"

/* Reading people in from a file: handing in, preview, import. Coordinators everywhere, contact
 * persons and heads their own office. */
extern const Route directory_import_routes[];
