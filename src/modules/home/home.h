#pragma once
#include "web/router.h"

/* The first pages: all collaborations, a collaboration's Hem (or its public page), search. */
extern const Route home_routes[];
extern const Route search_routes[];

/* GET /healthz: "ok", or 503 when the database does not answer. Asks for no session. */
extern const Route health_routes[];

