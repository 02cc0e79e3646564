#pragma once
#include "web/router.h"

/* People as vCard: the list as it is filtered, new people, one person. Written down. Whoever has
 * protected identity is in none. */
bool cards_file(Request *request, Response *response, GError **error);
bool new_cards_file(Request *request, Response *response, GError **error);
bool card_file(Request *request, Response *response, GError **error);
