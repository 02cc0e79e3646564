#pragma once
#include "base/arena.h"
#include "base/types.h"

/* true for a day that exists, year 1-9999. */
bool date_valid(Date date);
bool date_is_set(Date date);

/* ISO 8601 `YYYY-MM-DD`. Parsing accepts exactly that and leaves *ret alone on failure. */
bool date_parse(const char *text, Date *ret);
char *date_iso(Arena *arena, Date date);

/* <0, 0, >0 as strcmp. */
int date_compare(Date a, Date b);
Date date_add_days(Date date, int days);
/* The same day that many years on; 29 February becomes 28 where there is none. */
Date date_add_years(Date date, int years);
/* Days from a to b. */
int date_days_between(Date a, Date b);

/* ISO 8601 week number, 1-53. */
int date_week(Date date);
/* 1 = Monday … 7 = Sunday. */
int date_weekday(Date date);

/* What calendar and clock show in Stockholm at this instant (zone Europe/Stockholm; UTC where the
 * machine has no zones). Beyond the year 9999: no date. */
typedef struct LocalTime {
    Date date;
    int hour, minute;
} LocalTime;
LocalTime local_time(Instant instant);
Date date_of_instant(Instant instant);
/* When the day is over there. */
Instant date_end(Date date);
Instant instant_add_days(Instant instant, int days);
Instant instant_now(void);

/* In the language spoken: "15 april 2021", short "15 apr. 2021"; "15 April 2021", "15 Apr 2021".
 * "" for none. */
char *date_long(Arena *arena, Date date);
char *date_short(Arena *arena, Date date);

/* In the language spoken: "torsdag", "april", "apr."; "Thursday", "April", "Apr". */
const char *weekday_word(int weekday);
const char *month_word(int month);
const char *month_word_short(int month);

/* As date_long() in Swedish, whatever is spoken: for what is kept. */
char *date_kept(Arena *arena, Date date);

/* As they are written in Swedish plans and rules, whatever is spoken. */
const char *weekday_name(int weekday);
const char *month_name(int month);
const char *month_short(int month);
