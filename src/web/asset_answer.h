#pragma once
#include "web/assets.h"
#include "web/response_parts.h"

/* Answers a GET below /assets/ with the embedded file, or 404. An address whose hash is of an
 * earlier version gets the present one, not to be kept. False when the address is elsewhere. */
bool asset_answer(const EmbeddedAsset *assets, const Request *request, Response *response);
