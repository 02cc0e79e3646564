#include "base/date.h"
#include "web/html_put.h"

static const char *english_month(int month) {
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    return names[month - 1];
}

static const char *english_weekday(int weekday) {
    static const char *const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    return names[weekday - 1];
}

void html_put_date_day(HtmlOut *out, Date date) {
    if (!date_valid(date))
        return;
    html_put_int(out, date.day);
    PUT(out, " ");
    html_put_text(out,
                  html_out_is_english(out) ? english_month(date.month) : month_name(date.month));
}

static void put_year(HtmlOut *out, Date date) {
    PUT(out, " ");
    html_put_int(out, date.year);
}

void html_put_date(HtmlOut *out, Date date) {
    if (!date_valid(date))
        return;
    html_put_date_day(out, date);
    put_year(out, date);
}

void html_put_date_short(HtmlOut *out, Date date) {
    if (!date_valid(date))
        return;
    html_put_int(out, date.day);
    PUT(out, " ");
    if (html_out_is_english(out))
        html_put_raw(out, english_month(date.month), 3);
    else
        html_put_text(out, month_short(date.month));
    put_year(out, date);
}

void html_put_date_iso(HtmlOut *out, Date date) {
    if (!date_valid(date))
        return;
    html_put_padded(out, date.year, 4);
    PUT(out, "-");
    html_put_padded(out, date.month, 2);
    PUT(out, "-");
    html_put_padded(out, date.day, 2);
}

void html_put_date_week(HtmlOut *out, Date date) {
    if (!date_valid(date))
        return;
    if (html_out_is_english(out))
        PUT(out, "week" NO_BREAK_SPACE);
    else
        PUT(out, "v." NO_BREAK_SPACE);
    html_put_int(out, date_week(date));
}

void html_put_date_weekday(HtmlOut *out, Date date) {
    if (!date_valid(date))
        return;
    int weekday = date_weekday(date);
    html_put_text(out, html_out_is_english(out) ? english_weekday(weekday) : weekday_name(weekday));
}

static bool is_set(Instant instant, LocalTime *ret) {
    *ret = instant.seconds == 0 ? (LocalTime){0} : local_time(instant);
    return date_is_set(ret->date);
}

static void put_time(HtmlOut *out, const LocalTime *time) {
    html_put_padded(out, time->hour, 2);
    html_put_raw(out, html_out_is_english(out) ? ":" : ".", 1);
    html_put_padded(out, time->minute, 2);
}

void html_put_instant(HtmlOut *out, Instant instant) {
    LocalTime time;
    if (!is_set(instant, &time))
        return;
    html_put_date(out, time.date);
    PUT(out, " ");
    put_time(out, &time);
}

void html_put_instant_short(HtmlOut *out, Instant instant) {
    LocalTime time;
    if (!is_set(instant, &time))
        return;
    html_put_date_short(out, time.date);
    PUT(out, " ");
    put_time(out, &time);
}

void html_put_instant_date(HtmlOut *out, Instant instant) {
    LocalTime time;
    if (is_set(instant, &time))
        html_put_date(out, time.date);
}

void html_put_instant_time(HtmlOut *out, Instant instant) {
    LocalTime time;
    if (is_set(instant, &time))
        put_time(out, &time);
}

void html_put_instant_iso(HtmlOut *out, Instant instant) {
    g_autoptr(GDateTime) utc =
        instant.seconds == 0 ? NULL : g_date_time_new_from_unix_utc(instant.seconds);
    g_autofree char *text = utc == NULL ? NULL : g_date_time_format(utc, "%Y-%m-%dT%H:%M:%SZ");
    html_put_text(out, text);
}
