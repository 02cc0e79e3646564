#include "web/access_log.h"

#include "base/id.h"
#include "web/request_parts.h"

#include <string.h>

#define CUT_TO 6
#define FIELDS_MAX 10

static const char *shortened_path(Arena *arena, const char *path) {
    g_autoptr(GString) shortened = g_string_new(NULL);
    for (const char *at = path + 1;;) {
        size_t length = strcspn(at, "/");
        bool may_be_secret = length > LOG_SEGMENT_MAX;
        g_string_append_printf(shortened, "/%.*s%s", (int)(may_be_secret ? CUT_TO : length), at,
                               may_be_secret ? "…" : "");
        at += length;
        if (*at++ == '\0')
            break;
    }
    return arena_strndup(arena, shortened->str, shortened->len);
}

static const char *method_name(const Request *request) {
    if (request->head)
        return "HEAD";
    return request->method == POST ? "POST" : "GET";
}

const LogField *access_fields(Arena *arena, const AccessLine *line) {
    const Request *request = line->request;
    LogField *fields = ARENA_ARRAY(arena, LogField, FIELDS_MAX), *at = fields;
    *at++ = (LogField){"peer", request == NULL ? line->peer : request->peer, 0};
    *at++ = (LogField){"status", NULL, line->status};
    *at++ = (LogField){"bytes", NULL, (int64_t)line->bytes};
    *at++ = (LogField){"ms", NULL, line->milliseconds};
    if (request == NULL)
        return fields;
    *at++ = (LogField){"method", method_name(request), 0};
    *at++ = (LogField){"path", shortened_path(arena, request->path), 0};
    *at++ = (LogField){"reference", request->reference, 0};
    if (id_is_set(request->account))
        *at++ = (LogField){"account", id_text(arena, request->account), 0};
    if (request->parts->problem != NULL)
        *at = (LogField){"error", request->parts->problem, 0};
    return fields;
}

LogLevel access_level(const AccessLine *line) {
    bool ours = line->request != NULL && line->request->parts->problem != NULL;
    return ours ? LOG_ERROR : LOG_INFO;
}
