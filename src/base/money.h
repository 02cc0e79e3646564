#pragma once
#include "base/arena.h"
#include "base/types.h"

#include <stdbool.h>

/* The largest sum that is read, either way from 0. */
#define MONEY_KR_MAX INT64_C(1000000000000)

typedef enum { MONEY_KR, MONEY_TKR } MoneyUnit;

/* "896 000 kr", "−12,50 kr": öre only where there are any. Spaces are no-break spaces, the sign is
 * a minus sign. */
char *money_kr(Arena *arena, Money money);

/* In thousands, exactly: "1 143 tkr", "1 083,5 tkr". */
char *money_tkr(Arena *arena, Money money);

/* What people write: "1 143 tkr", "1 083,5", "896.000 kr", "5 000:-", "12:50", "1,2 mkr", "-5",
 * with any kind of space. `unit` is meant where the text names none. ERROR_INVALID says what is
 * wrong: not a sum, too many decimals, larger than MONEY_KR_MAX, or a point that may mean either
 * ("1.143 tkr"). */
bool money_parse(const char *text, MoneyUnit unit, Money *ret, GError **error);
