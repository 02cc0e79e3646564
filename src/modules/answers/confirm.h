#pragma once
#include "web/router.h"

/* Handing in through a link, which may have been forwarded: a code is mailed to the contact person
 * or head, chosen among masked addresses, and typed here. */
bool answer_confirm_page(Request *request, Response *response, GError **error);
bool answer_code_action(Request *request, Response *response, GError **error);
bool answer_confirm_action(Request *request, Response *response, GError **error);
