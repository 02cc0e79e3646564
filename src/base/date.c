#include "base/date.h"

#include "base/language.h"

#include <glib.h>
#include <string.h>

static GDate gdate(Date date) {
    GDate made;
    g_date_clear(&made, 1);
    g_date_set_dmy(&made, date.day, (GDateMonth)date.month, (GDateYear)date.year);
    return made;
}

static Date from_gdate(const GDate *date) {
    return (Date){(int16_t)g_date_get_year(date), (uint8_t)g_date_get_month(date),
                  (uint8_t)g_date_get_day(date)};
}

bool date_valid(Date date) {
    return date.year >= 1 && date.year <= 9999 &&
           g_date_valid_dmy(date.day, (GDateMonth)date.month, (GDateYear)date.year);
}

bool date_is_set(Date date) {
    return date.year != 0;
}

static bool digits(const char *text, size_t count, int *ret) {
    int value = 0;
    for (size_t i = 0; i < count; i++) {
        if (!g_ascii_isdigit(text[i]))
            return false;
        value = value * 10 + (text[i] - '0');
    }
    *ret = value;
    return true;
}

bool date_parse(const char *text, Date *ret) {
    int year, month, day;
    if (text == NULL || strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        return false;
    if (!digits(text, 4, &year) || !digits(text + 5, 2, &month) || !digits(text + 8, 2, &day))
        return false;
    Date date = {(int16_t)year, (uint8_t)month, (uint8_t)day};
    if (!date_valid(date))
        return false;
    *ret = date;
    return true;
}

char *date_iso(Arena *arena, Date date) {
    return arena_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

int date_compare(Date a, Date b) {
    int left = a.year * 10000 + a.month * 100 + a.day;
    int right = b.year * 10000 + b.month * 100 + b.day;
    return (left > right) - (left < right);
}

Date date_add_days(Date date, int days) {
    GDate moved = gdate(date);
    if (days >= 0)
        g_date_add_days(&moved, (guint)days);
    else
        g_date_subtract_days(&moved, (guint)-days);
    return from_gdate(&moved);
}

Date date_add_years(Date date, int years) {
    date.year = (int16_t)(date.year + years);
    if (!date_valid(date))
        date.day = 28;
    return date;
}

int date_days_between(Date a, Date b) {
    GDate from = gdate(a), to = gdate(b);
    return g_date_days_between(&from, &to);
}

int date_week(Date date) {
    GDate day = gdate(date);
    return (int)g_date_get_iso8601_week_of_year(&day);
}

int date_weekday(Date date) {
    GDate day = gdate(date);
    return (int)g_date_get_weekday(&day);
}

/* Held for good: GLib forgets a zone that nobody holds and reads its file anew each time. */
static GTimeZone *stockholm(void) {
    static gsize zone;
    if (g_once_init_enter(&zone)) {
        GTimeZone *found = g_time_zone_new_identifier("Europe/Stockholm");
        g_once_init_leave(&zone, (gsize)(found == NULL ? g_time_zone_new_utc() : found));
    }
    return (GTimeZone *)zone;
}

LocalTime local_time(Instant instant) {
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(instant.seconds);
    if (utc == NULL)
        return (LocalTime){0};
    g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, stockholm());
    int year, month, day;
    g_date_time_get_ymd(local, &year, &month, &day);
    return (LocalTime){{(int16_t)year, (uint8_t)month, (uint8_t)day},
                       g_date_time_get_hour(local),
                       g_date_time_get_minute(local)};
}

Date date_of_instant(Instant instant) {
    return local_time(instant).date;
}

Instant date_end(Date date) {
    Date next = date_add_days(date, 1);
    g_autoptr(GDateTime) midnight =
        g_date_time_new(stockholm(), next.year, next.month, next.day, 0, 0, 0);
    return (Instant){midnight == NULL ? 0 : g_date_time_to_unix(midnight)};
}

Instant instant_add_days(Instant instant, int days) {
    return (Instant){instant.seconds + (int64_t)days * 86400};
}

Instant instant_now(void) {
    return (Instant){g_get_real_time() / G_USEC_PER_SEC};
}

const char *month_name(int month) {
    static const char *const names[] = {"januari",   "februari", "mars",     "april",
                                        "maj",       "juni",     "juli",     "augusti",
                                        "september", "oktober",  "november", "december"};
    g_assert(month >= 1 && month <= 12);
    return names[month - 1];
}

const char *month_short(int month) {
    static const char *const names[] = {"jan.", "feb.", "mars",  "apr.", "maj",  "juni",
                                        "juli", "aug.", "sept.", "okt.", "nov.", "dec."};
    g_assert(month >= 1 && month <= 12);
    return names[month - 1];
}

const char *weekday_name(int weekday) {
    static const char *const names[] = {"måndag", "tisdag", "onsdag", "torsdag",
                                        "fredag", "lördag", "söndag"};
    g_assert(weekday >= 1 && weekday <= 7);
    return names[weekday - 1];
}

const char *weekday_word(int weekday) {
    static const char *const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    return language_spoken() == ENGLISH ? names[weekday - 1] : weekday_name(weekday);
}

const char *month_word(int month) {
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    return language_spoken() == ENGLISH ? names[month - 1] : month_name(month);
}

const char *month_word_short(int month) {
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return language_spoken() == ENGLISH ? names[month - 1] : month_short(month);
}

static char *with_month(Arena *arena, Date date, const char *(*month)(int)) {
    return date_is_set(date)
               ? arena_printf(arena, "%d %s %d", date.day, month(date.month), date.year)
               : arena_strdup(arena, "");
}

char *date_long(Arena *arena, Date date) {
    return with_month(arena, date, month_word);
}

char *date_kept(Arena *arena, Date date) {
    return with_month(arena, date, month_name);
}

char *date_short(Arena *arena, Date date) {
    return with_month(arena, date, month_word_short);
}
