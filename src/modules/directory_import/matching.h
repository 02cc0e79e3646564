#pragma once
#include "modules/collaborations/collaborations.h"
#include "modules/directory_import/columns.h"
#include "modules/people/people.h"

/* What each row of a file means for the people there are: nobody is entered twice, and the same
 * file again changes nothing. A person is the one with the address, else the one with the name at
 * the same place; names that are nearly the same are offered, never taken. */

typedef enum {
    PERSON_ROW_NEW,
    PERSON_ROW_CHANGED,
    PERSON_ROW_SAME,       /* nothing to do; also when the file says it twice */
    PERSON_ROW_UNREADABLE, /* left out; `says` why */
    N_PERSON_ROW_STATES
} PersonRowState;

typedef struct PersonRow {
    int line; /* in the file */
    PersonRowState state;
    const char *says;                 /* a sentence of what is changed or wrong, or "" */
    const char *name, *email, *phone; /* NULL: the file does not say */
    const char *function, *title, *subjects;
    Date from;
    const Rule *place;
    const Person *person; /* who it is; NULL: a new one */
    const Person *near;   /* who it may be; NULL: nobody, or chosen */
    const Post *post;     /* the post there that is changed; NULL: a new one */
    size_t first;         /* the row that adds the new person, most often itself */
    bool changes_person, changes_post;
} PersonRow;

typedef struct PersonRows {
    const PersonRow *rows;
    size_t n;
    size_t counts[N_PERSON_ROW_STATES];
} PersonRows;

typedef struct PersonMatching {
    const PeopleTable *table;
    const PersonColumn *columns; /* of the table's n_columns */
    const Rules *rules;
    const People *people;
    const Rule *place; /* where people work whose row does not say it; NULL: it must */
    Id editor;         /* a person whose places alone may be changed; none: every place */
    const Id *chosen;  /* by row: the near one that somebody chose, or none; may be NULL */
} PersonMatching;

/* Lives in `arena`; no statements. */
PersonRows people_match(Arena *arena, const PersonMatching *matching);
