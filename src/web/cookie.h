#pragma once
#include "web/pairs.h"

#define COOKIES_MAX 100

/* Reads a Cookie header (RFC 6265, section 4.2.1) and adds what is well formed to `pairs`; anything
 * else in it is passed over, for other programs on the same host may have put it there. At most
 * COOKIES_MAX pairs. */
void cookies_parse(Arena *arena, const char *header, Pairs *pairs);

/* True for a value we may set: letters, digits and "-_.~", not empty. */
bool cookie_value_valid(const char *value);
