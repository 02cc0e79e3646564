#include "formats/excel_number.h"

#include <math.h>
#include <string.h>

#include "base/date.h"

#define MAX_SERIAL 2958466.0 /* the day after 9999-12-31 */
#define SECONDS_PER_DAY 86400

ExcelKind excel_kind_of_builtin(int id) {
    if (id == 9 || id == 10)
        return EXCEL_PERCENT;
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
        return EXCEL_DATE;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47)
        return EXCEL_TIME;
    return id == 22 ? EXCEL_DATE_TIME : id == 46 ? EXCEL_DURATION : EXCEL_PLAIN;
}

/* Which letters of a format code stand for parts of the number. */
typedef struct CodeLetters {
    bool year_or_day, month_or_minute, hour_or_second, elapsed, percent;
} CodeLetters;

/* Past "…", \x, _x, *x and […], which are literal; [h], [m] and [s] count elapsed time. */
static const char *skip_literal(const char *at, CodeLetters *letters) {
    const char *close = NULL;
    if (*at == '"')
        close = strchr(at + 1, '"');
    else if (*at == '[')
        close = strchr(at + 1, ']');
    else
        return at[1] == '\0' ? at + 1 : at + 2;
    if (*at == '[' && strchr("hms", g_ascii_tolower(at[1])) != NULL)
        letters->elapsed = true;
    return close == NULL ? at + strlen(at) : close + 1;
}

static CodeLetters letters_of(const char *code) {
    CodeLetters letters = {0};
    const char *at = code;
    while (*at != '\0' && *at != ';') {
        if (strchr("\"\\_*[", *at) != NULL) {
            at = skip_literal(at, &letters);
            continue;
        }
        if (g_ascii_strncasecmp(at, "am/pm", strlen("am/pm")) == 0) {
            at += strlen("am/pm");
            continue;
        }
        char letter = g_ascii_tolower(*at++);
        letters.year_or_day |= letter == 'y' || letter == 'd';
        letters.month_or_minute |= letter == 'm';
        letters.hour_or_second |= letter == 'h' || letter == 's';
        letters.percent |= letter == '%';
    }
    return letters;
}

ExcelKind excel_kind_of_code(const char *code) {
    CodeLetters letters = letters_of(code);
    bool date = letters.year_or_day || (letters.month_or_minute && !letters.hour_or_second);
    if (g_ascii_strcasecmp(code, "general") == 0)
        return EXCEL_PLAIN;
    if (letters.elapsed)
        return EXCEL_DURATION;
    if (date)
        return letters.hour_or_second ? EXCEL_DATE_TIME : EXCEL_DATE;
    if (letters.hour_or_second)
        return EXCEL_TIME;
    return letters.percent ? EXCEL_PERCENT : EXCEL_PLAIN;
}

static char *decimal_text(Arena *arena, double value) {
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(digits, sizeof digits, "%.15g", value == 0 ? 0 : value);
    char *comma = strchr(digits, '.');
    if (comma != NULL)
        *comma = ',';
    return arena_strdup(arena, digits);
}

static char *clock_text(Arena *arena, int64_t seconds) {
    int64_t hours = seconds / 3600, minutes = seconds / 60 % 60, rest = seconds % 60;
    char *text = arena_printf(arena, "%02" G_GINT64_FORMAT ":%02" G_GINT64_FORMAT, hours, minutes);
    return rest == 0 ? text : arena_printf(arena, "%s:%02" G_GINT64_FORMAT, text, rest);
}

static const char *date_text(Arena *arena, int64_t days, bool from_1904) {
    if (from_1904)
        return date_iso(arena, date_add_days((Date){1904, 1, 1}, (int)days));
    if (days == 60)
        return "1900-02-29";
    return date_iso(arena, date_add_days((Date){1899, 12, days < 60 ? 31 : 30}, (int)days));
}

static const char *moment_text(Arena *arena, double value, ExcelKind kind, bool from_1904) {
    int64_t seconds = llround(value * SECONDS_PER_DAY);
    const char *clock =
        clock_text(arena, kind == EXCEL_DURATION ? seconds : seconds % SECONDS_PER_DAY);
    if (kind == EXCEL_TIME || kind == EXCEL_DURATION)
        return clock;
    int64_t days = kind == EXCEL_DATE ? (int64_t)value : seconds / SECONDS_PER_DAY;
    const char *date = date_text(arena, days, from_1904);
    return kind == EXCEL_DATE ? date : arena_printf(arena, "%s %s", date, clock);
}

/* The latest day, 9999-12-31, has another number in each of the two ways of counting. */
static bool is_moment(double value, bool from_1904) {
    return value >= 0 && value < (from_1904 ? MAX_SERIAL - 1462 : MAX_SERIAL);
}

const char *excel_number_text(Arena *arena, const char *raw, ExcelKind kind, bool from_1904) {
    char *end;
    double value = g_ascii_strtod(raw, &end);
    if (*raw == '\0' || *end != '\0' || raw[strspn(raw, "+-.0123456789eE")] != '\0')
        return raw;
    if (kind == EXCEL_PERCENT)
        return arena_printf(arena, "%s%%", decimal_text(arena, value * 100));
    if (kind != EXCEL_PLAIN && is_moment(value, from_1904))
        return moment_text(arena, value, kind, from_1904);
    return decimal_text(arena, value);
}
