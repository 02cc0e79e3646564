#include "formats/csv_write.h"

#include <stdbool.h>
#include <string.h>

#define NO_BREAK_SPACE "\u00A0"

GString *csv_new(void) {
    return g_string_new("\uFEFF");
}

static const char *skip_digits(const char *at) {
    while (g_ascii_isdigit(*at))
        at++;
    return at;
}

/* Past the space of "1 143", when a digit follows. */
static const char *skip_group_space(const char *at) {
    size_t length = *at == ' '                             ? 1
                    : g_str_has_prefix(at, NO_BREAK_SPACE) ? strlen(NO_BREAK_SPACE)
                                                           : 0;
    return length > 0 && g_ascii_isdigit(at[length]) ? at + length : at;
}

static bool is_number(const char *cell) {
    const char *at = cell + (*cell == '-' || *cell == '+'), *start = at;
    for (const char *next = skip_digits(at); next != at; next = skip_digits(at))
        at = skip_group_space(next);
    if (at == start)
        return false;
    if ((*at == ',' || *at == '.') && g_ascii_isdigit(at[1]))
        at = skip_digits(at + 1);
    return *at == '\0';
}

static bool could_be_formula(const char *cell) {
    return *cell != '\0' && strchr("=+-@\t\r", *cell) != NULL && !is_number(cell);
}

static void add_cell(GString *csv, char delimiter, const char *cell) {
    const char special[] = {delimiter, '"', '\n', '\r', '\0'};
    bool quote = strpbrk(cell, special) != NULL;
    if (quote)
        g_string_append_c(csv, '"');
    if (could_be_formula(cell))
        g_string_append_c(csv, '\'');
    for (const char *at = cell; *at != '\0'; at++) {
        if (*at == '"')
            g_string_append_c(csv, '"');
        g_string_append_c(csv, *at);
    }
    if (quote)
        g_string_append_c(csv, '"');
}

void csv_add_row(GString *csv, char delimiter, const char *const *cells, size_t n_cells) {
    for (size_t i = 0; i < n_cells; i++) {
        if (i > 0)
            g_string_append_c(csv, delimiter);
        add_cell(csv, delimiter, cells[i] == NULL ? "" : cells[i]);
    }
    g_string_append(csv, "\r\n");
}
