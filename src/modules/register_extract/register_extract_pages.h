#pragma once
#include "web/router.h"

/* The register extract of a person, for the coordinator, and one's own. */
extern const Route register_extract_routes[], erasure_routes[];
