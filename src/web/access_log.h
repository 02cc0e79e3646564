#pragma once
#include "web/response_parts.h"

/* One JSON object without line end: when, who, method, path, status, bytes, milliseconds,
 * reference, and the error that the person was not told. Never query values, bodies, headers; a
 * segment of the path longer than LOG_SEGMENT_MAX characters is cut, for it may be a secret. */
#define LOG_SEGMENT_MAX 20
typedef struct AccessLine {
    const Request *request; /* NULL when the head was refused */
    const char *peer;
    int status;
    size_t bytes;
    double milliseconds;
} AccessLine;
char *access_line(Arena *arena, const AccessLine *line);
