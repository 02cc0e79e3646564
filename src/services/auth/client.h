#pragma once
#include "base/arena.h"

/* "Firefox (Windows)" of a User-Agent header; NULL where it names nothing that we know. */
const char *client_browser(Arena *arena, const char *user_agent);

/* An address without its last part: "192.0.2.*", "2001:db8:1:*"; NULL for what is no address. */
const char *client_place(Arena *arena, const char *address);
