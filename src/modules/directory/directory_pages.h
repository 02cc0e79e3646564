#pragma once
#include "web/router.h"

/* The directory (Telefonbok): list, new people, contact persons, addresses to copy, cards and the
 * printed book; /:collab/directory … */
extern const Route directory_routes[];
