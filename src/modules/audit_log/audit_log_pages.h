#pragma once
#include "web/router.h"

/* The log of a collaboration for its coordinator, and of the installation for its system
 * administrator: filtered by who, what, when and which row; as a page and as files. */
extern const Route audit_log_routes[];
