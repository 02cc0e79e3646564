#pragma once
#include "modules/answers/answers.h"

/* All that was handed in in a round: proposals × respondents. */

/* Who answers. */
typedef struct MatrixColumn {
    const Rule *rule;
    const AnswerStanding *standing; /* NULL: nobody there has begun */
    bool has_left; /* is no respondent any more: the answer stays, and is not missed */
} MatrixColumn;

typedef struct MatrixComment {
    const Rule *respondent; /* NULL: no longer there */
    const char *text;
} MatrixComment;

typedef struct MatrixRow {
    const AnswerProposal *proposal;
    size_t place;               /* of its cells */
    int64_t points, n[N_MARKS]; /* n: by mark, as mark_words */
    int64_t n_participating, inspectors;
    const MatrixComment *comments;
    size_t n_comments;
} MatrixRow;

typedef struct AnswerMatrix {
    Round round;
    Stage stage;
    const Rules *rules;
    AnswerProposals proposals;
    AnswerStandings standings;
    const MatrixColumn *columns;
    size_t n_columns, n_asked, n_submitted; /* n_asked: respondents today */
    const MatrixRow *rows;                  /* by number */
    size_t n_rows;
    const uint8_t *cells; /* place × n_columns + column: 1 high … 4 abstain, 0 none */
} AnswerMatrix;

/* Nine statements at most, however many proposals and respondents. */
bool answer_matrix(Db *db, Arena *arena, Id collaboration, Id round, Date today, AnswerMatrix *ret,
                   GError **error);

static inline uint8_t matrix_cell(const AnswerMatrix *matrix, const MatrixRow *row, size_t column) {
    return matrix->cells[row->place * matrix->n_columns + column];
}
