#pragma once
#include "web/router.h"

/* Several people become members of the body ":key" at once. */
bool body_members_page(Request *request, Response *response, GError **error);
bool body_members_action(Request *request, Response *response, GError **error);
