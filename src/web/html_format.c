#include "base/date.h"
#include "base/id.h"
#include "web/html.h"

#define NO_BREAK_SPACE "\xC2\xA0"
#define MINUS "\xE2\x88\x92"
#define PUT(out, literal) html_put_raw(out, literal, sizeof(literal) - 1)

static bool is_english(const HtmlOut *out) {
    return out->language != NULL && strcmp(out->language, "en") == 0;
}

void html_put_size(HtmlOut *out, uint64_t value) {
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    html_put_raw(out, digits + at, sizeof digits - at);
}

static uint64_t magnitude(int64_t value) {
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

void html_put_int(HtmlOut *out, int64_t value) {
    if (value < 0)
        PUT(out, "-");
    html_put_size(out, magnitude(value));
}

static void put_padded(HtmlOut *out, int value, int width) {
    char digits[8];
    for (int i = width - 1; i >= 0; i--, value /= 10)
        digits[i] = (char)('0' + value % 10);
    html_put_raw(out, digits, (size_t)width);
}

static void put_grouped(HtmlOut *out, uint64_t value) {
    if (value >= 1000) {
        put_grouped(out, value / 1000);
        if (is_english(out))
            PUT(out, ",");
        else
            PUT(out, NO_BREAK_SPACE);
        put_padded(out, (int)(value % 1000), 3);
    } else {
        html_put_size(out, value);
    }
}

static void put_sign(HtmlOut *out, int64_t value) {
    if (value < 0)
        PUT(out, MINUS);
}

static void put_decimal_sign(HtmlOut *out) {
    html_put_raw(out, is_english(out) ? "." : ",", 1);
}

void html_put_int_number(HtmlOut *out, int64_t value) {
    put_sign(out, value);
    put_grouped(out, magnitude(value));
}

void html_put_size_number(HtmlOut *out, uint64_t value) {
    put_grouped(out, value);
}

/* Hundredths of `value`, rounded; false where it is no number or too large to be shown exactly. */
static bool to_hundredths(double value, int64_t *ret) {
    if (!(value > -1e13 && value < 1e13))
        return false;
    *ret = (int64_t)(value * 100 + (value < 0 ? -0.5 : 0.5));
    return true;
}

static void put_hundredths(HtmlOut *out, int hundredths) {
    if (hundredths % 10 == 0)
        put_padded(out, hundredths / 10, 1);
    else
        put_padded(out, hundredths, 2);
}

void html_put_double(HtmlOut *out, double value) {
    int64_t hundredths;
    if (!to_hundredths(value, &hundredths))
        return;
    put_sign(out, hundredths);
    uint64_t size = magnitude(hundredths);
    put_grouped(out, size / 100);
    if (size % 100 == 0)
        return;
    put_decimal_sign(out);
    put_hundredths(out, (int)(size % 100));
}

void html_put_double_plain(HtmlOut *out, double value) {
    int64_t hundredths;
    if (!to_hundredths(value, &hundredths))
        return;
    if (hundredths < 0)
        PUT(out, "-");
    uint64_t size = magnitude(hundredths);
    html_put_size(out, size / 100);
    if (size % 100 == 0)
        return;
    PUT(out, ".");
    put_hundredths(out, (int)(size % 100));
}

void html_put_money_number(HtmlOut *out, Money money) {
    put_sign(out, money.ore);
    uint64_t ore = magnitude(money.ore);
    put_grouped(out, ore / 100);
    if (ore % 100 == 0)
        return;
    put_decimal_sign(out);
    put_padded(out, (int)(ore % 100), 2);
}

void html_put_money(HtmlOut *out, Money money) {
    if (is_english(out))
        PUT(out, "SEK" NO_BREAK_SPACE);
    html_put_money_number(out, money);
    if (!is_english(out))
        PUT(out, NO_BREAK_SPACE "kr");
}

void html_put_money_plain(HtmlOut *out, Money money) {
    if (money.ore < 0)
        PUT(out, "-");
    uint64_t ore = magnitude(money.ore);
    html_put_size(out, ore / 100);
    if (ore % 100 == 0)
        return;
    put_decimal_sign(out);
    put_padded(out, (int)(ore % 100), 2);
}

void html_put_money_tkr_number(HtmlOut *out, Money money) {
    uint64_t tenths = (magnitude(money.ore) + 5000) / 10000;
    if (tenths > 0)
        put_sign(out, money.ore);
    put_grouped(out, tenths / 10);
    if (tenths % 10 == 0)
        return;
    put_decimal_sign(out);
    put_padded(out, (int)(tenths % 10), 1);
}

void html_put_money_tkr(HtmlOut *out, Money money) {
    if (is_english(out))
        PUT(out, "SEK" NO_BREAK_SPACE);
    html_put_money_tkr_number(out, money);
    if (is_english(out))
        PUT(out, "k");
    else
        PUT(out, NO_BREAK_SPACE "tkr");
}

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
    html_put_text(out, is_english(out) ? english_month(date.month) : month_name(date.month));
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
    if (is_english(out))
        html_put_raw(out, english_month(date.month), 3);
    else
        html_put_text(out, month_short(date.month));
    put_year(out, date);
}

void html_put_date_iso(HtmlOut *out, Date date) {
    if (!date_valid(date))
        return;
    put_padded(out, date.year, 4);
    PUT(out, "-");
    put_padded(out, date.month, 2);
    PUT(out, "-");
    put_padded(out, date.day, 2);
}

void html_put_date_week(HtmlOut *out, Date date) {
    if (!date_valid(date))
        return;
    if (is_english(out))
        PUT(out, "week" NO_BREAK_SPACE);
    else
        PUT(out, "v." NO_BREAK_SPACE);
    html_put_int(out, date_week(date));
}

void html_put_date_weekday(HtmlOut *out, Date date) {
    if (!date_valid(date))
        return;
    int weekday = date_weekday(date);
    html_put_text(out, is_english(out) ? english_weekday(weekday) : weekday_name(weekday));
}

static bool stockholm_time(Instant instant, Date *ret_date, int *ret_minute) {
    g_autoptr(GDateTime) utc =
        instant.seconds == 0 ? NULL : g_date_time_new_from_unix_utc(instant.seconds);
    if (utc == NULL)
        return false;
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
    g_autoptr(GDateTime) local =
        zone == NULL ? g_date_time_ref(utc) : g_date_time_to_timezone(utc, zone);
    int year, month, day;
    g_date_time_get_ymd(local, &year, &month, &day);
    *ret_date = (Date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    *ret_minute = g_date_time_get_hour(local) * 60 + g_date_time_get_minute(local);
    return true;
}

static void put_time(HtmlOut *out, int minute) {
    put_padded(out, minute / 60, 2);
    html_put_raw(out, is_english(out) ? ":" : ".", 1);
    put_padded(out, minute % 60, 2);
}

void html_put_instant(HtmlOut *out, Instant instant) {
    Date date;
    int minute;
    if (!stockholm_time(instant, &date, &minute))
        return;
    html_put_date(out, date);
    PUT(out, " ");
    put_time(out, minute);
}

void html_put_instant_short(HtmlOut *out, Instant instant) {
    Date date;
    int minute;
    if (!stockholm_time(instant, &date, &minute))
        return;
    html_put_date_short(out, date);
    PUT(out, " ");
    put_time(out, minute);
}

void html_put_instant_date(HtmlOut *out, Instant instant) {
    Date date;
    int minute;
    if (stockholm_time(instant, &date, &minute))
        html_put_date(out, date);
}

void html_put_instant_time(HtmlOut *out, Instant instant) {
    Date date;
    int minute;
    if (stockholm_time(instant, &date, &minute))
        put_time(out, minute);
}

void html_put_instant_iso(HtmlOut *out, Instant instant) {
    g_autoptr(GDateTime) utc =
        instant.seconds == 0 ? NULL : g_date_time_new_from_unix_utc(instant.seconds);
    g_autofree char *text = utc == NULL ? NULL : g_date_time_format(utc, "%Y-%m-%dT%H:%M:%SZ");
    html_put_text(out, text);
}

void html_put_id(HtmlOut *out, Id id) {
    if (id_is_set(id))
        html_put_text(out, id_text(out->arena, id));
}
