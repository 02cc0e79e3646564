#pragma once
#include "web/response_parts.h"

/* Answers a GET below /assets/ with the embedded file, or 404. False when the address is elsewhere.
 */
bool asset_answer(const Request *request, Response *response);
