#pragma once
#include "modules/answers/letters.h"
#include "modules/rounds/round_head.h"
#include "ui/files.h"
#include "ui/frame.h"

/* Beyond this many, a phone shows how many gave each mark, not who; and a desk shows that beside
 * RESPONDENTS_AT_A_TIME of them, since nobody reads along a row of hundreds. */
#define NAMED_RESPONDENTS 40
#define RESPONDENTS_AT_A_TIME 25

typedef struct MatrixFilter {
    const char *title, *link; /* title: of the category, or of the first and last office */
    size_t n;
    bool is_current;
} MatrixFilter;

/* "Hög 6: Eksjö, Gnosjö, …" */
typedef struct MatrixGroup {
    const char *mark, *names; /* names "": too many */
    int64_t n;
} MatrixGroup;
typedef struct MatrixGroups {
    const MatrixGroup *rows;
    size_t n;
} MatrixGroups;

typedef struct MatrixView {
    const RoundHead *head;
    const AnswerMatrix *matrix;
    const char *path, *round_path, *note;
    const char *category; /* the key of the one that is shown, NULL: all */
    const MatrixRow *const *rows; /* filtered and sorted */
    size_t n_rows, n_comments;
    size_t page, n_pages;             /* of rows, from 1 */
    const char *previous, *next;      /* links */
    size_t first_column, end_column;  /* that are shown */
    const MatrixFilter *column_pages; /* "Ale–Borås" */
    size_t n_column_pages;            /* 0: all are shown */
    const MatrixFilter *filters;      /* all first */
    size_t n_filters;
    const char *sort_points, *sort_number; /* links */
    bool by_number;
    AnswerMissings missing;
    bool may_lead, is_open, is_first_letter; /* is_open: answers come in */
    size_t n_to_remind;
    Downloads downloads;
} MatrixView;

/* The marks of a row as cells of the table: there may be a hundred thousand of them. */
Html matrix_cells(Arena *arena, const MatrixView *view, const MatrixRow *row);
MatrixGroups matrix_groups(Arena *arena, const MatrixView *view, const MatrixRow *row);
const char *matrix_category(const MatrixView *view, const MatrixRow *row);
/* Where the answer of a respondent is read. */
const char *matrix_answer_path(Arena *arena, const MatrixView *view, const MatrixColumn *column);

typedef struct SendView {
    Frame *frame;
    const AnswerMatrix *matrix;
    const char *path, *back;
    AnswerMissings missing;
    bool is_first;
    Date last_on;
} SendView;
