#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a word says about time, each word looked up once. */

typedef enum {
    TIME_EVERY = 1 << 0,          /* "varje månad", "var vecka" */
    TIME_EVERY_OTHER = 1 << 1,    /* "varannan" */
    TIME_EVERY_NTH = 1 << 2,      /* "vart tredje" */
    TIME_ORDINAL_ENDING = 1 << 3, /* the a and e of "1:a" and "3:e" */
    TIME_PER = 1 << 4,            /* "per år", "i månaden" */
    TIME_A_YEAR = 1 << 5,         /* "2 gånger årligen" */
    TIME_SOME = 1 << 6,           /* "några gånger" */
    TIME_TIMES = 1 << 7,          /* "gånger" */
    TIME_CONTINUOUSLY = 1 << 8,   /* "löpande" */
    TIME_WHOLE = 1 << 9,          /* "hela året" and what may follow */
    TIME_OF_WHOLE = 1 << 10,
    TIME_THE_YEAR = 1 << 11, /* "året runt" */
    TIME_ROUND = 1 << 12,
    TIME_UNTIL = 1 << 13, /* "tills vidare" */
    TIME_FURTHER = 1 << 14,
    TIME_WEEK = 1 << 15,      /* "v. 12", "vecka 12" */
    TIME_WEEKS = 1 << 16,     /* "veckor 12–14" */
    TIME_NEXT_WEEK = 1 << 17, /* "vecka 12 och 13", "v. 12–v. 13" */
    TIME_THIS_YEAR = 1 << 18, /* "året", "verksamhetsåret" */
    TIME_IN = 1 << 19,        /* "i år" */
    TIME_YEAR_ALONE = 1 << 20,
} TimeRole;

typedef struct TimeWord {
    const char *word;
    unsigned roles;                  /* of TimeRole */
    uint8_t month;                   /* 1-12 */
    uint8_t first_month, last_month; /* of a season; above 12 = in the year after */
    uint8_t part;   /* months in a quarter, a third, half a year that is numbered */
    uint8_t units;  /* how many of it a year has: 52 weeks */
    bool is_rhythm; /* "månadsvis" */
    uint8_t times;  /* of the rhythm a year, 0 = not said */
} TimeWord;

/* What the folded word says; a word that says nothing about time has all members zero. */
const TimeWord *time_word(const char *folded);

/* How many words of the vocabulary stand after one they should come before; time_word() may not
 * find them. For a test. */
size_t time_words_out_of_order(void);
