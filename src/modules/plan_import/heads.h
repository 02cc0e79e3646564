#pragma once
#include "modules/plan_import/lines.h"
#include "modules/plan_import/reading.h"

/* Head rows: which column of a table is which of a plan's seven, by what its title means. Titles
 * may be in any order, missing, renamed ("Vad ska göras", "När", "Vem") and broken in any way
 * ("SAMVERKANS- PARTER"). */

/* Besides the seven: */
#define HEAD_CATEGORY N_READ_COLUMNS   /* each row names its category */
#define HEAD_YEAR (N_READ_COLUMNS + 1) /* … its year */
#define HEAD_UNKNOWN (-1)

typedef struct HeadColumn {
    int means;         /* a ReadColumn, HEAD_CATEGORY, HEAD_YEAR or HEAD_UNKNOWN */
    const char *title; /* as in the document, "" when it has none */
    bool said;         /* an unknown column that has been warned about */
} HeadColumn;

typedef struct Head {
    size_t n; /* 0: no head row */
    HeadColumn *columns;
    int year; /* "AKTIVITETER 2022" as a column title; 0 otherwise */
} Head;

/* Reads `line` as the first head row of a table. Its titles must be mostly known; two are enough.
 */
bool head_read(Arena *arena, const Line *line, Head *ret);

/* true when `line` is a head row within a table that already has one: three known titles, or mostly
 * the titles that the table has. */
bool head_repeats(Arena *arena, const Line *line, const Head *head, Head *ret);

/* true when `line` goes on with the head row above it: ("AKTIVITETS-" | "MÅL"), ("Genomförande" |
 * "(vad som ska göras)"). Then the titles are joined. */
bool head_goes_on(Arena *arena, const Line *line, Head *head);

/* The seven columns as they always stand, for a table without head row. */
void head_usual(Arena *arena, Head *ret);

/* How many of the seven columns the head has. */
int head_n_known(const Head *head);

bool head_has(const Head *head, int means);

/* The column that means this; head->n when there is none. */
size_t head_column(const Head *head, int means);

/* The column that tells rows apart: the activities' titles, or the first known column where there
 * are none. */
size_t head_title_column(const Head *head);

/* What the column means; HEAD_UNKNOWN past the head's end. */
int head_means(const Head *head, size_t column);

/* A column of years is the activities' time where there is no other and the year is known without
 * it. */
void head_read_years_as_time(Head *head);
