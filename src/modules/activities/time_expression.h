#pragma once
#include "base/arena.h"
#include "base/types.h"

/* When something happens, as people write it in a plan: "2021", "våren 2021", "maj/juni 2021",
 * "3 gånger per år", "löpande", "kvartal 2", "v. 12", "5 maj 2021", "vart tredje år". The text
 * stays as it is written; this is what it means. */
typedef enum {
    TIME_UNKNOWN,    /* nothing that is understood: said so, never guessed */
    TIME_YEAR,       /* some time in the year(s) */
    TIME_PERIOD,     /* a season, months, a quarter, weeks or a day */
    TIME_RECURRING,  /* `times` a year */
    TIME_CONTINUOUS, /* all the time */
} TimeKind;

typedef struct TimeExpression {
    TimeKind kind;
    Date first, last; /* both set unless TIME_UNKNOWN; in the plan year where the text names none */
    int times;        /* TIME_RECURRING: 1-366, 0 = not said how often */
    int every_years;  /* TIME_RECURRING: 1 = each year, 3 = every third; else 0 */
} TimeExpression;

/* Spring is March to May, summer June to August, autumn September to November, winter December to
 * February of the year after. What recurs has the months that are named ("årligen i april"), or the
 * whole year. */
void time_expression(const char *written, int plan_year, TimeExpression *ret);

/* The last day that it can happen on; none when the text is not understood or it goes on
 * continuously. */
Date time_ends(const char *written, int plan_year);

/* true when it comes back every year by its nature: n times a year, yearly, continuously. */
bool time_is_recurring(const TimeExpression *time);
