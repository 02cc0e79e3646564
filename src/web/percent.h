#pragma once
#include "base/arena.h"
#include "base/types.h"
#include <stdbool.h>

/* Percent-encoding read (RFC 3986, section 2.1); url_encode() writes it. */

/* Decodes once; with `plus_is_space` as in forms. False when a "%" is not followed by two
 * hexadecimal digits. The result may hold any byte and is followed by a NUL that is not counted. */
bool percent_decode(Arena *arena, Bytes encoded, bool plus_is_space, Bytes *ret_decoded);

/* True for UTF-8 without control characters; `several_lines` allows tab, CR and LF. */
bool text_is_plain(Bytes text, bool several_lines);
