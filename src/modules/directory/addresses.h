#pragma once
#include "web/router.h"

/* "Kopiera e-postadresser": the addresses of the list as it is filtered, or of those marked in it,
 * as a mail program takes them. */
bool addresses_page(Request *request, Response *response, GError **error);
bool new_addresses_page(Request *request, Response *response, GError **error);
