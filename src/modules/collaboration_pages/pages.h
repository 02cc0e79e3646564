#pragma once
#include "web/router.h"

/* Samverkan: overview, parties, offices, committees, bodies, people; /:collab/collaboration … */
extern const Route collaboration_routes[];

/* People, their posts and seats, and changing them; /:collab/people/… */
extern const Route people_routes[];

/* The rules in the browser, and as a file; /:collab/settings, /:collab/rules/… */
extern const Route rules_routes[];
