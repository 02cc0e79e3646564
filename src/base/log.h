#pragma once
#include "base/arena.h"
#include "base/types.h"

/* One JSON object per line on stderr: {"at":"2021-04-15T11:00:00Z","level":"error","event":"job",
 * "name":"mail"}. Only web/, jobs and main log. */

typedef enum { LOG_INFO, LOG_WARNING, LOG_ERROR } LogLevel;

/* Longer values are cut there, in characters. */
#define LOG_VALUE_MAX 1000

typedef struct {
    const char *key;
    const char *text; /* NULL: the number */
    int64_t number;
} LogField;

/* Fields end with {0}. A field whose key names something secret (password, token, secret, cookie,
 * authorization, code) is written as "***", whatever it holds; what is in a value is the caller's
 * matter. */
#define LOG_FIELDS(...) ((const LogField[]){__VA_ARGS__, {0}})
void log_event(LogLevel level, const char *event, const LogField *fields);

/* The line that log_event() writes, without its end. */
char *log_line(Arena *arena, Instant now, LogLevel level, const char *event,
               const LogField *fields);
