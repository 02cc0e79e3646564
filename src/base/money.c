#include "base/money.h"

#include "base/error.h"

#include <string.h>

#define NBSP "\u00a0"
#define MINUS "\u2212"
#define ORE_PER_KR 100
#define DIGITS_MAX 18
#define PLAIN_SIZE 64

/* 1143 → "1 143" */
static void append_grouped(GString *out, uint64_t number) {
    g_autofree char *digits = g_strdup_printf("%" G_GUINT64_FORMAT, number);
    size_t length = strlen(digits);
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            g_string_append(out, NBSP);
        g_string_append_c(out, digits[i]);
    }
}

static uint64_t magnitude(int64_t number) {
    return number < 0 ? (uint64_t)0 - (uint64_t)number : (uint64_t)number;
}

/* Kronor have two decimals or none, thousands as many as they need. */
static void append_decimals(GString *out, uint64_t rest, MoneyUnit unit) {
    if (rest == 0)
        return;
    g_string_append_printf(out, unit == MONEY_KR ? ",%02u" : ",%05u", (unsigned)rest);
    while (unit == MONEY_TKR && out->str[out->len - 1] == '0')
        g_string_truncate(out, out->len - 1);
}

static char *format(Arena *arena, Money money, MoneyUnit unit) {
    uint64_t ore = magnitude(money.ore),
             per_unit = unit == MONEY_KR ? ORE_PER_KR : ORE_PER_KR * 1000;
    g_autoptr(GString) out = g_string_new(money.ore < 0 ? MINUS : "");
    append_grouped(out, ore / per_unit);
    append_decimals(out, ore % per_unit, unit);
    g_string_append(out, unit == MONEY_KR ? NBSP "kr" : NBSP "tkr");
    return arena_strndup(arena, out->str, out->len);
}

char *money_kr(Arena *arena, Money money) {
    return format(arena, money, MONEY_KR);
}

char *money_tkr(Arena *arena, Money money) {
    return format(arena, money, MONEY_TKR);
}

/* Lower case, one kind of space, one kind of minus, nothing at the ends. */
static bool simplify(const char *text, char *plain) {
    size_t length = 0;
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_unichar_tolower(g_utf8_get_char(text));
        if (g_unichar_isspace(c))
            c = ' ';
        else if (c == 0x2212 || c == 0x2013)
            c = '-';
        if (c > '~' || length == PLAIN_SIZE - 1)
            return false;
        plain[length++] = (char)c;
    }
    plain[length] = '\0';
    g_strstrip(plain);
    return true;
}

static bool ends_with(char *plain, const char *ending) {
    if (!g_str_has_suffix(plain, ending))
        return false;
    plain[strlen(plain) - strlen(ending)] = '\0';
    g_strchomp(plain);
    return true;
}

/* Takes the unit off; the zeros that it stands for, beyond those of öre. */
static int take_unit(char *plain, MoneyUnit unit) {
    static const struct {
        const char *ending;
        int zeros;
    } units[] = {{"mnkr", 6},         {"mkr", 6},      {"mn kr", 6},  {"tkr", 3},
                 {"tusen kronor", 3}, {"tusen kr", 3}, {"kronor", 0}, {"kr.", 0},
                 {"kr", 0},           {"sek", 0},      {":-", 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
        if (ends_with(plain, units[i].ending))
            return units[i].zeros;
    return unit == MONEY_TKR ? 3 : 0;
}

static bool is_sum(const char *at, size_t n_digits) {
    for (size_t i = 0; i < n_digits; i++)
        if (!g_ascii_isdigit(at[i]))
            return false;
    return n_digits > 0 && !g_ascii_isdigit(at[n_digits]);
}

/* Reads digits in groups of three ("1 143", "1.143") or without ("1143"). */
static bool take_whole(const char **at, char *digits) {
    size_t first = strspn(*at, "0123456789"), length = first;
    if (first == 0 || first > DIGITS_MAX - 3)
        return false;
    memcpy(digits, *at, first);
    *at += first;
    while (first <= 3 && (**at == ' ' || **at == '.') && is_sum(*at + 1, 3)) {
        if (length + 3 > DIGITS_MAX - 3)
            return false;
        memcpy(digits + length, *at + 1, 3);
        length += 3;
        *at += 4;
    }
    digits[length] = '\0';
    return true;
}

typedef struct {
    bool negative;
    char digits[DIGITS_MAX + 1]; /* whole part and decimals, without the sign between */
    size_t n_decimals;
} Number;

static bool take_decimals(const char *at, Number *number) {
    if (*at == '\0')
        return true;
    if (strchr(",.:", *at) == NULL)
        return false;
    size_t n = strlen(at + 1), before = strlen(number->digits);
    if (!is_sum(at + 1, n) || before + n > DIGITS_MAX)
        return false;
    memcpy(number->digits + before, at + 1, n + 1);
    number->n_decimals = n;
    return true;
}

static bool take_number(const char *at, Number *number) {
    *number = (Number){.negative = *at == '-'};
    at += *at == '-' || *at == '+';
    at += strspn(at, " ");
    return take_whole(&at, number->digits) && take_decimals(at, number);
}

/* "1.143 tkr": a thousand thousands, or a little more than one? */
static bool is_ambiguous(const char *plain, int zeros) {
    const char *point = strchr(plain, '.');
    return zeros > 0 && point != NULL && is_sum(point + 1, 3) && strchr(point + 1, '.') == NULL &&
           strpbrk(plain, ", ") == NULL;
}

static bool to_money(const Number *number, int zeros, Money *ret) {
    int64_t limit = MONEY_KR_MAX * ORE_PER_KR, ore = g_ascii_strtoll(number->digits, NULL, 10);
    for (int missing = zeros + 2 - (int)number->n_decimals; missing > 0; missing--) {
        if (ore > limit / 10)
            return false;
        ore *= 10;
    }
    if (ore > limit)
        return false;
    *ret = (Money){number->negative ? -ore : ore};
    return true;
}

bool money_parse(const char *text, MoneyUnit unit, Money *ret, GError **error) {
    char plain[PLAIN_SIZE];
    Number number;
    if (text == NULL || !simplify(text, plain))
        return fail(error, ERROR_INVALID, "Skriv en summa med siffror, till exempel 1 143 tkr.");
    int zeros = take_unit(plain, unit);
    if (!take_number(plain, &number))
        return fail(error, ERROR_INVALID,
                    "”%s” är ingen summa. Skriv siffror, till exempel 1 143 tkr eller 896 000 kr.",
                    text);
    if (is_ambiguous(plain, zeros))
        return fail(error, ERROR_INVALID,
                    "”%s” kan betyda två saker. Skriv tusental med mellanslag och decimaler med "
                    "komma.",
                    text);
    if ((int)number.n_decimals > zeros + 2)
        return fail(error, ERROR_INVALID, "”%s” har för många decimaler; ören är det minsta.",
                    text);
    return to_money(&number, zeros, ret) ||
           fail(error, ERROR_INVALID, "”%s” är för mycket. Högst 1 000 miljarder kr kan anges.",
                text);
}
