#pragma once
#include "web/router.h"

/* The matrix of a round's proposals and its files; one proposal; merging and splitting; releasing.
 */
extern const Route preparation_routes[];
extern const Route prepared_proposal_routes[];
extern const Route reshape_routes[];
extern const Route release_routes[];
