#pragma once
#include "base/log.h"
#include "web/response_parts.h"

/* A segment of a path that is longer than this many bytes may be a secret and is cut. */
#define LOG_SEGMENT_MAX 20

/* One answered request. */
typedef struct AccessLine {
    const Request *request; /* NULL when the head was refused */
    const char *peer;
    int status;
    size_t bytes;
    int64_t milliseconds;
} AccessLine;

/* What is logged of it: address, account, method, path, status, bytes, time, reference, and the
 * error that the person was not told. Never query values, bodies or headers. Lives in `arena`. */
const LogField *access_fields(Arena *arena, const AccessLine *line);

/* LOG_ERROR for answers that are our own mistake. */
LogLevel access_level(const AccessLine *line);
