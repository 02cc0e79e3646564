#pragma once
#include "base/arena.h"
#include "base/types.h"
#include <glib.h>

#define TARGET_MAX 4096
#define TARGET_SEGMENTS_MAX 16

/* The address in a request line, taken apart. `path` and `query` as sent, `segments` decoded: "/"
 * has none, "/a/b" two, "/a/" two of which the last is "". */
typedef struct Target {
    const char *path;
    const char *query; /* "" when there is none */
    const char *segments[TARGET_SEGMENTS_MAX];
    size_t n_segments;
} Target;

/* Origin-form only (RFC 9112, section 3.2.1), stricter than RFC 3986: ERROR_INVALID for bytes
 * outside its grammar, broken percent-encoding, encoded or plain "." and ".." segments, empty
 * segments, encoded "/", "\", "%" or control characters in the path, text that is not UTF-8, more
 * than TARGET_MAX bytes or TARGET_SEGMENTS_MAX segments. */
bool target_parse(Arena *arena, const char *raw, Target *ret_target, GError **error);
