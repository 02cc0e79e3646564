#pragma once
#include "base/language.h"

/* The language of an Accept-Language header (RFC 9110, section 12.5.4) that we have: the one with
 * the greatest weight, the first of those with the same; Swedish where neither is named. NULL is
 * allowed; at most ACCEPT_LANGUAGE_RANGES ranges are read. */
Language accepted_language(const char *header);
#define ACCEPT_LANGUAGE_RANGES 50
