#pragma once
#include "modules/preparation/preparation.h"
#include "modules/preparation/released/rows_sql.h"

/* Rows of the database made into what is read of a round; shared by what the preparers read and by
 * what is released. */

/* In any order. */
typedef struct PreparationRows {
    const SqlPreparation *rows;
    size_t n;
    const SqlScreening *screenings;
    size_t n_screenings;
} PreparationRows;
Preparations preparations_collect(Arena *arena, Criteria criteria, const PreparationRows *rows);

/* A proposal's, with nothing in it. */
Preparation preparation_empty(Arena *arena, const Criteria *criteria, Id proposal);

/* Its place among the criteria; their number when it is none of them. */
size_t criterion_index(const Criteria *criteria, Id criterion);

/* As in the database: "", "met" … */
const char *screened_key(Screened result);
bool screened_from(const char *key, Screened *ret);
