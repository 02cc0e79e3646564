#pragma once
#include "formats/source.h"

/* What a column of a file with people means. */
typedef enum {
    PERSON_NOTHING,
    PERSON_NAME,
    PERSON_FIRST_NAME,
    PERSON_LAST_NAME,
    PERSON_EMAIL,
    PERSON_PHONE,
    PERSON_PLACE, /* an office, a party or a committee */
    PERSON_FUNCTION,
    PERSON_TITLE,
    PERSON_SUBJECTS,
    PERSON_FROM, /* the first day of the post */
    N_PERSON_COLUMNS
} PersonColumn;

/* "email": in forms. "E-postadress": a msgid. */
extern const char *const person_column_keys[N_PERSON_COLUMNS],
    *const person_column_labels[N_PERSON_COLUMNS];

#define PEOPLE_ROWS_MAX 10000
#define PEOPLE_COLUMNS_MAX 40
#define PEOPLE_HEAD_WITHIN 20 /* the heading stands among the first rows */

/* The rows of a file, those of its first table that has people in it. */
typedef struct PeopleTable {
    const char *const *headings; /* of n_columns; "" where there is none */
    size_t n_columns;
    PersonColumn columns[PEOPLE_COLUMNS_MAX]; /* as guessed */
    const SourceBlock *const *rows;           /* below the heading, empty ones left out */
    size_t n_rows;
    const char *const *notes; /* what was left out or may have been misread */
    size_t n_notes;
} PeopleTable;

/* Reads a file by source_read(): its errors, and ERROR_INVALID for no rows, more than
 * PEOPLE_ROWS_MAX rows or more than PEOPLE_COLUMNS_MAX columns. Columns are guessed by their
 * Swedish or English headings, or where there are none by what stands in them. */
bool people_table_read(Arena *arena, Bytes file, PeopleTable *ret, GError **error);

/* The text of a column in a row, as it stands there; "" where there is none. */
const char *people_table_cell(const SourceBlock *row, size_t column);
