#pragma once
#include "modules/preparation/preparation.h"

/* Rows of the database made into what is read of a round; shared by what the preparers read and by
 * what is released. */

typedef struct ScreeningRow {
    Id proposal, criterion;
    const char *result, *remark;
} ScreeningRow;

/* `rows` without screenings, in any order. */
typedef struct PreparationRows {
    const Preparation *rows;
    size_t n;
    const ScreeningRow *screenings;
    size_t n_screenings;
} PreparationRows;
Preparations preparations_collect(Arena *arena, Criteria criteria, const PreparationRows *rows);

/* A proposal's, with nothing in it. */
Preparation preparation_empty(Arena *arena, const Criteria *criteria, Id proposal);
void preparation_take_screening(const Criteria *criteria, Preparation *preparation,
                                const ScreeningRow *row);

/* Its place among the criteria; their number when it is none of them. */
size_t criterion_index(const Criteria *criteria, Id criterion);

/* As in the database: "", "met" … */
const char *screened_key(Screened result);
bool screened_from(const char *key, Screened *ret);
