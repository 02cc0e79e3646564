#pragma once
#include "web/request.h"

/* True when an unsafe request comes from our own pages: by Sec-Fetch-Site (same-origin, or none:
 * typed by the person), otherwise by Origin, otherwise by Referer. A client that sends none of the
 * three is no browser, carries nobody's cookies without wanting to, and passes. */
bool same_origin(const Request *request);
