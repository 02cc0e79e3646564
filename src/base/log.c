#include "base/log.h"

#include "base/date.h"

#include <string.h>
#include <unistd.h>

static bool is_secret(const char *key) {
    static const char *const words[] = {"password", "token",         "secret",
                                        "cookie",   "authorization", "code"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strstr(key, words[i]) != NULL)
            return true;
    return false;
}

static void append_character(GString *line, gunichar character) {
    if (character == '"' || character == '\\')
        g_string_append_printf(line, "\\%c", (char)character);
    else if (character < ' ' || (character >= 0x7f && character < 0xa0) || character == 0x2028 ||
             character == 0x2029)
        g_string_append_printf(line, "\\u%04x", character);
    else
        g_string_append_unichar(line, character);
}

static void append_string(GString *line, const char *text) {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_string_append_c(line, '"');
    size_t length = 0;
    for (const char *at = valid; *at != '\0' && length < LOG_VALUE_MAX; at = g_utf8_next_char(at)) {
        append_character(line, g_utf8_get_char(at));
        length++;
    }
    g_string_append_c(line, '"');
}

static void append_field(GString *line, const LogField *field) {
    g_string_append_c(line, ',');
    append_string(line, field->key);
    g_string_append_c(line, ':');
    if (is_secret(field->key))
        append_string(line, "***");
    else if (field->text != NULL)
        append_string(line, field->text);
    else
        g_string_append_printf(line, "%" G_GINT64_FORMAT, field->number);
}

char *log_line(Arena *arena, Instant now, LogLevel level, const char *event,
               const LogField *fields) {
    static const char *const levels[] = {"info", "warning", "error"};
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(now.seconds);
    g_autofree char *at = g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_append_printf(line, "{\"at\":\"%s\",\"level\":\"%s\",\"event\":", at, levels[level]);
    append_string(line, event);
    for (; fields->key != NULL; fields++)
        append_field(line, fields);
    g_string_append_c(line, '}');
    return arena_strndup(arena, line->str, line->len);
}

static void write_all(const char *bytes, size_t size) {
    while (size > 0) {
        ssize_t written = write(STDERR_FILENO, bytes, size);
        if (written <= 0)
            return;
        bytes += written;
        size -= (size_t)written;
    }
}

void log_event(LogLevel level, const char *event, const LogField *fields) {
    g_autoptr(Arena) arena = arena_new();
    char *line = log_line(arena, instant_now(), level, event, fields);
    size_t length = strlen(line);
    line[length] = '\n'; /* in place of the NUL: one write, so that lines of threads stay whole */
    write_all(line, length + 1);
}
