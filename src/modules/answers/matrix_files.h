#pragma once
#include "modules/answers/matrix_view.h"

/* The matrix as a table: a row per proposal and a column per respondent; where there is no room for
 * so many columns, a row per mark. */
const Table *matrix_as_table(const Request *request, const MatrixView *view);

/* The matrix on paper, landscape, with the comments; where there is no room for a column per
 * respondent, how many gave each mark. */
const Report *matrix_as_report(const Request *request, const MatrixView *view);
