#pragma once
#include "base/arena.h"
#include "base/types.h"

/* The text of a file as UTF-8 without byte order mark: UTF-8, UTF-16 with a byte order mark, and
 * what is neither as Windows-1252 (the WHATWG mapping, so that every byte has a character), which
 * sets *ret_guessed. ERROR_INVALID when there are NUL characters or UTF-16 is damaged: that is no
 * text. */
bool text_decode(Arena *arena, Bytes file, Bytes *ret, bool *ret_guessed, GError **error);
