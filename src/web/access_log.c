#include "web/access_log.h"
#include "web/request_parts.h"

#include <string.h>

/* RFC 8259, section 7. */
static void put_json(GString *out, const char *name, const char *text) {
    g_string_append_printf(out, ",\"%s\":\"", name);
    for (const char *byte = text; *byte != '\0'; byte++) {
        unsigned char code = (unsigned char)*byte;
        if (code == '"' || code == '\\')
            g_string_append_printf(out, "\\%c", code);
        else if (code < 0x20 || code == 0x7f)
            g_string_append_printf(out, "\\u%04x", code);
        else
            g_string_append_c(out, *byte);
    }
    g_string_append_c(out, '"');
}

static const char *shortened_path(const char *path) {
    GString *shortened = g_string_new(NULL);
    g_auto(GStrv) segments = g_strsplit(path + 1, "/", -1);
    if (segments[0] == NULL)
        g_string_append_c(shortened, '/');
    for (char **segment = segments; *segment != NULL; segment++) {
        bool may_be_secret = strlen(*segment) > LOG_SEGMENT_MAX;
        g_string_append_printf(shortened, "/%.*s%s", may_be_secret ? 6 : LOG_SEGMENT_MAX, *segment,
                               may_be_secret ? "…" : "");
    }
    return g_string_free(shortened, FALSE);
}

char *access_line(Arena *arena, const AccessLine *line) {
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *time = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "{\"time\":\"%s\",\"status\":%d,\"bytes\":%zu,\"ms\":%.1f", time,
                           line->status, line->bytes, line->milliseconds);
    put_json(out, "peer", line->request == NULL ? line->peer : line->request->peer);
    if (line->request != NULL) {
        g_autofree const char *path = shortened_path(line->request->path);
        put_json(out, "method",
                 line->request->method == POST ? "POST"
                 : line->request->head         ? "HEAD"
                                               : "GET");
        put_json(out, "path", path);
        put_json(out, "reference", line->request->reference);
        if (line->request->parts->problem != NULL)
            put_json(out, "error", line->request->parts->problem);
    }
    g_string_append_c(out, '}');
    char *text = arena_strndup(arena, out->str, out->len);
    g_string_free(out, TRUE);
    return text;
}
