#include "modules/answers/matrix.h"

#include "base/id.h"
#include "modules/answers/answers_sql.h"
#include "modules/answers/given.h"

/* ---- who answers ---- */

static void add_column(AnswerMatrix *matrix, MatrixColumn *columns, const Rule *rule, bool left) {
    const AnswerStanding *standing = answer_standing(&matrix->standings, rule->element);
    bool submitted = standing != NULL && standing->is_submitted;
    if (left && !submitted)
        return;
    columns[matrix->n_columns++] = (MatrixColumn){rule, standing, left};
    matrix->n_asked += !left;
    matrix->n_submitted += submitted && !left;
}

/* Those of today; and those of the round's first day who have answered and have left since. */
static void set_columns(Arena *arena, AnswerMatrix *matrix, const Rules *before) {
    Elements now = round_respondents(arena, matrix->rules, &matrix->round);
    Elements then = round_respondents(arena, before, &matrix->round);
    MatrixColumn *columns = ARENA_ARRAY(arena, MatrixColumn, now.n + then.n);
    for (size_t i = 0; i < now.n; i++)
        add_column(matrix, columns, now.rows[i], false);
    for (size_t i = 0; i < then.n; i++)
        if (!elements_hold(now, then.rows[i]->element))
            add_column(matrix, columns, then.rows[i], true);
    matrix->columns = columns;
}

/* ---- what they said ---- */

typedef struct {
    AnswersGiven given;
    SqlAnswerCommentsOfRoundRows comments;
    MatrixRow *rows;
    uint8_t *cells;
} Filling;

/* By number, as the proposals are. NULL: it no longer stands. */
static MatrixRow *row_numbered(const AnswerMatrix *matrix, const Filling *filling, int64_t number) {
    size_t low = 0, high = matrix->proposals.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (matrix->proposals.rows[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low < matrix->proposals.n && matrix->proposals.rows[low].number == number
               ? &filling->rows[low]
               : NULL;
}

static void put_inspectors(const AnswerMatrix *matrix, Filling *filling, const AnswerGiven *given) {
    int64_t number, count;
    const char *at = given->inspectors;
    while (given_next(&at, &number, &count)) {
        MatrixRow *row = row_numbered(matrix, filling, number);
        if (row != NULL)
            row->inspectors += count;
    }
}

static void put_given(const AnswerMatrix *matrix, Filling *filling, const AnswerGiven *given,
                      size_t column) {
    for (size_t i = 0; i < matrix->proposals.n; i++) {
        MatrixRow *row = &filling->rows[i];
        int64_t number = row->proposal->number;
        uint8_t mark = given_mark(given, number);
        filling->cells[i * matrix->n_columns + column] = mark;
        row->n_participating += given_participates(given, number) == 'y';
        if (mark > 0)
            row->n[mark - 1]++;
    }
    put_inspectors(matrix, filling, given);
}

static const AnswerGiven *given_by(const AnswersGiven *given, Id respondent) {
    for (size_t i = 0; i < given->n; i++)
        if (id_equal(given->rows[i].respondent, respondent))
            return &given->rows[i];
    return NULL;
}

static void put_comments(Arena *arena, const AnswerMatrix *matrix, Filling *filling) {
    const SqlAnswerCommentsOfRoundRows *found = &filling->comments;
    MatrixRow **rows = ARENA_ARRAY(arena, MatrixRow *, found->n);
    for (size_t i = 0; i < found->n; i++) {
        rows[i] = row_numbered(matrix, filling, found->rows[i].number);
        if (rows[i] != NULL)
            rows[i]->n_comments++;
    }
    for (size_t i = 0; i < matrix->proposals.n; i++) {
        MatrixRow *row = &filling->rows[i];
        row->comments = ARENA_ARRAY(arena, MatrixComment, row->n_comments);
        row->n_comments = 0;
    }
    for (size_t i = 0; i < found->n; i++)
        if (rows[i] != NULL)
            ((MatrixComment *)rows[i]->comments)[rows[i]->n_comments++] = (MatrixComment){
                rules_get(matrix->rules, found->rows[i].respondent), found->rows[i].body};
}

static void fill(Arena *arena, const AnswerMatrix *matrix, Filling *filling) {
    for (size_t i = 0; i < matrix->proposals.n; i++)
        filling->rows[i] = (MatrixRow){.proposal = &matrix->proposals.rows[i], .place = i};
    for (size_t i = 0; i < matrix->n_columns; i++) {
        const AnswerGiven *given = given_by(&filling->given, matrix->columns[i].rule->element);
        if (given != NULL)
            put_given(matrix, filling, given, i);
    }
    for (size_t i = 0; i < matrix->proposals.n; i++)
        for (size_t mark = 0; mark < N_MARKS; mark++)
            filling->rows[i].points += filling->rows[i].n[mark] * mark_words[mark].points;
    put_comments(arena, matrix, filling);
}

static bool read_marks(Db *db, Arena *arena, Id collaboration, AnswerMatrix *matrix,
                       GError **error) {
    size_t n = matrix->proposals.n;
    g_autoptr(Arena) reading = arena_new();
    Filling filling = {.rows = ARENA_ARRAY(arena, MatrixRow, n),
                       .cells = arena_alloc(arena, n * matrix->n_columns)};
    SqlAnswerCommentsOfRoundIn of = {collaboration, matrix->round.id};
    if (!answers_given(db, reading, collaboration, matrix->round.id, &filling.given, error) ||
        !sql_answer_comments_of_round(db, arena, &of, &filling.comments, error))
        return false;
    fill(arena, matrix, &filling);
    matrix->rows = filling.rows;
    matrix->n_rows = n;
    matrix->cells = filling.cells;
    return true;
}

static bool read_matrix(Db *db, Arena *arena, const DbKey *key, const void **ret, GError **error) {
    AnswerMatrix *matrix = ARENA_NEW(arena, AnswerMatrix);
    Date today = {(int16_t)(key->more / 10000), (uint8_t)(key->more / 100 % 100),
                  (uint8_t)(key->more % 100)};
    const Rules *before;
    if (!round_get(db, arena, key->collaboration, key->id, &matrix->round, error) ||
        !rules_load(db, arena, key->collaboration, today, &matrix->rules, error) ||
        !rules_load(db, arena, key->collaboration, matrix->round.dates.opens_on, &before, error) ||
        !answer_proposals(db, arena, key->collaboration, key->id, &matrix->proposals, error) ||
        !answer_standings(db, arena, key->collaboration, key->id, &matrix->standings, error))
        return false;
    matrix->stage = round_stage(&matrix->round, today);
    set_columns(arena, matrix, before);
    *ret = matrix;
    return read_marks(db, arena, key->collaboration, matrix, error);
}

bool answer_matrix(Db *db, Arena *arena, Id collaboration, Id round, Date today, AnswerMatrix *ret,
                   GError **error) {
    DbKey key = {collaboration, round, today.year * 10000 + today.month * 100 + today.day};
    const void *kept;
    if (!db_kept(db, arena, read_matrix, &key, &kept, error))
        return false;
    *ret = *(const AnswerMatrix *)kept;
    return true;
}
