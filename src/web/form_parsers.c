#include "base/date.h"
#include "web/form_values.h"

#include <string.h>

/* Without spaces of any width, and with "-" for the minus sign U+2212. */
static char *squeezed(const char *text) {
    GString *out = g_string_new(NULL);
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar letter = g_utf8_get_char(text);
        if (!g_unichar_isspace(letter))
            g_string_append_unichar(out, letter == 0x2212 ? '-' : letter);
    }
    return g_string_free(out, FALSE);
}

bool form_parse_int(const char *text, int64_t *ret) {
    g_autofree char *digits = squeezed(text);
    if (digits[0] == '+')
        return false;
    return g_ascii_string_to_signed(digits, 10, G_MININT64, G_MAXINT64, ret, NULL);
}

static int month_number(const char *name) {
    for (int month = 1; month <= 12; month++) {
        size_t length = strlen(month_short(month));
        const char *shortened = month_short(month);
        if (g_ascii_strcasecmp(name, month_name(month)) == 0 ||
            g_ascii_strcasecmp(name, shortened) == 0 ||
            (shortened[length - 1] == '.' && strlen(name) == length - 1 &&
             g_ascii_strncasecmp(name, shortened, length - 1) == 0))
            return month;
    }
    return 0;
}

static bool number_between(const char *text, int min, int max, int *ret) {
    guint64 value;
    if (!g_ascii_string_to_unsigned(text, 10, (guint64)min, (guint64)max, &value, NULL))
        return false;
    *ret = (int)value;
    return true;
}

/* "5 maj 2021" */
static bool parse_written_date(const char *text, Date *ret) {
    g_auto(GStrv) parts = g_strsplit(text, " ", 4);
    int day, year;
    if (g_strv_length(parts) != 3 || !number_between(parts[0], 1, 31, &day) ||
        !number_between(parts[2], 1, 9999, &year))
        return false;
    Date date = {(int16_t)year, (uint8_t)month_number(parts[1]), (uint8_t)day};
    if (date.month == 0 || !date_valid(date))
        return false;
    *ret = date;
    return true;
}

bool form_parse_date(const char *text, Date *ret) {
    return date_parse(text, ret) || parse_written_date(text, ret);
}
