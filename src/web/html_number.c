#include "base/id.h"
#include "web/html_put.h"

#define MINUS "\xE2\x88\x92"
#define ORE_PER_KR 100
#define ORE_PER_TKR (1000 * ORE_PER_KR)

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

void html_put_padded(HtmlOut *out, int value, int width) {
    char digits[8];
    for (int i = width - 1; i >= 0; i--, value /= 10)
        digits[i] = (char)('0' + value % 10);
    html_put_raw(out, digits, (size_t)width);
}

static void put_grouped(HtmlOut *out, uint64_t value) {
    if (value >= 1000) {
        put_grouped(out, value / 1000);
        if (html_out_is_english(out))
            PUT(out, ",");
        else
            PUT(out, NO_BREAK_SPACE);
        html_put_padded(out, (int)(value % 1000), 3);
    } else {
        html_put_size(out, value);
    }
}

static void put_sign(HtmlOut *out, int64_t value) {
    if (value < 0)
        PUT(out, MINUS);
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

/* What follows the decimal sign: `rest` has `width` digits; `trimmed` leaves out zeros at the end.
 */
static void put_decimals(HtmlOut *out, const char *sign, uint64_t rest, int width, bool trimmed) {
    if (rest == 0)
        return;
    for (; trimmed && rest % 10 == 0; width--)
        rest /= 10;
    html_put_raw(out, sign, 1);
    html_put_padded(out, (int)rest, width);
}

static const char *decimal_sign(const HtmlOut *out) {
    return html_out_is_english(out) ? "." : ",";
}

void html_put_double(HtmlOut *out, double value) {
    int64_t hundredths;
    if (!to_hundredths(value, &hundredths))
        return;
    put_sign(out, hundredths);
    put_grouped(out, magnitude(hundredths) / 100);
    put_decimals(out, decimal_sign(out), magnitude(hundredths) % 100, 2, true);
}

void html_put_double_plain(HtmlOut *out, double value) {
    int64_t hundredths;
    if (!to_hundredths(value, &hundredths))
        return;
    if (hundredths < 0)
        PUT(out, "-");
    html_put_size(out, magnitude(hundredths) / 100);
    put_decimals(out, ".", magnitude(hundredths) % 100, 2, true);
}

void html_put_money_number(HtmlOut *out, Money money) {
    put_sign(out, money.ore);
    put_grouped(out, magnitude(money.ore) / ORE_PER_KR);
    put_decimals(out, decimal_sign(out), magnitude(money.ore) % ORE_PER_KR, 2, false);
}

void html_put_money_plain(HtmlOut *out, Money money) {
    if (money.ore < 0)
        PUT(out, "-");
    html_put_size(out, magnitude(money.ore) / ORE_PER_KR);
    put_decimals(out, decimal_sign(out), magnitude(money.ore) % ORE_PER_KR, 2, false);
}

void html_put_money_tkr_number(HtmlOut *out, Money money) {
    put_sign(out, money.ore);
    put_grouped(out, magnitude(money.ore) / ORE_PER_TKR);
    put_decimals(out, decimal_sign(out), magnitude(money.ore) % ORE_PER_TKR, 5, true);
}

void html_put_money(HtmlOut *out, Money money) {
    if (html_out_is_english(out))
        PUT(out, "SEK" NO_BREAK_SPACE);
    html_put_money_number(out, money);
    if (!html_out_is_english(out))
        PUT(out, NO_BREAK_SPACE "kr");
}

void html_put_money_tkr(HtmlOut *out, Money money) {
    if (html_out_is_english(out))
        PUT(out, "SEK" NO_BREAK_SPACE);
    html_put_money_tkr_number(out, money);
    if (html_out_is_english(out))
        PUT(out, "k");
    else
        PUT(out, NO_BREAK_SPACE "tkr");
}

void html_put_id(HtmlOut *out, Id id) {
    if (id_is_set(id))
        html_put_text(out, id_text(out->arena, id));
}
