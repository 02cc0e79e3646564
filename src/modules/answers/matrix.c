#include "modules/answers/matrix.h"

#include "base/id.h"
#include "modules/answers/answers_sql.h"

#include <string.h>

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
    GHashTable *columns; /* an answer's id → its column + 1 */
    GHashTable *rows;    /* a proposal's id → its row + 1 */
    MatrixRow *row;
    uint8_t *cells;
} Filling;

static void put_place(GHashTable *places, const Id *id, size_t place) {
    g_hash_table_insert(places, (gpointer)&id->value, GSIZE_TO_POINTER(place + 1));
}

static size_t place_of(GHashTable *places, const Id *id) {
    return GPOINTER_TO_SIZE(g_hash_table_lookup(places, &id->value));
}

static void put_mark(const AnswerMatrix *matrix, Filling *filling,
                     const SqlAnswerMarksOfRoundRow *mark) {
    size_t column = place_of(filling->columns, &mark->answer);
    size_t place = place_of(filling->rows, &mark->proposal);
    if (column == 0 || place == 0)
        return; /* a proposal that no longer stands */
    MatrixRow *row = &filling->row[place - 1];
    filling->cells[(place - 1) * matrix->n_columns + column - 1] = (uint8_t)mark->mark;
    row->n_participating += mark->participates == 1;
    row->inspectors += mark->inspectors;
    if (mark->mark > 0) {
        row->points += mark_words[mark->mark - 1].points;
        row->n[mark->mark - 1]++;
    }
}

static void index_places(const AnswerMatrix *matrix, Filling *filling) {
    for (size_t i = 0; i < matrix->n_columns; i++)
        if (matrix->columns[i].standing != NULL)
            put_place(filling->columns, &matrix->columns[i].standing->id, i);
    for (size_t i = 0; i < matrix->proposals.n; i++) {
        filling->row[i] = (MatrixRow){.proposal = &matrix->proposals.rows[i], .place = i};
        put_place(filling->rows, &matrix->proposals.rows[i].id, i);
    }
}

static void put_comments(Arena *arena, const AnswerMatrix *matrix, Filling *filling,
                         const SqlAnswerCommentsOfRoundRows *found) {
    for (size_t i = 0; i < found->n; i++) {
        size_t place = place_of(filling->rows, &found->rows[i].proposal);
        if (place > 0)
            filling->row[place - 1].n_comments++;
    }
    for (size_t i = 0; i < matrix->proposals.n; i++) {
        filling->row[i].comments = ARENA_ARRAY(arena, MatrixComment, filling->row[i].n_comments);
        filling->row[i].n_comments = 0;
    }
    for (size_t i = 0; i < found->n; i++) {
        size_t place = place_of(filling->rows, &found->rows[i].proposal);
        MatrixRow *row = place == 0 ? NULL : &filling->row[place - 1];
        if (row != NULL)
            ((MatrixComment *)row->comments)[row->n_comments++] = (MatrixComment){
                rules_get(matrix->rules, found->rows[i].respondent), found->rows[i].comment};
    }
}

static bool fill(Db *db, Arena *arena, Id collaboration, AnswerMatrix *matrix, Filling *filling,
                 GError **error) {
    SqlAnswerMarksOfRoundRows marks;
    SqlAnswerCommentsOfRoundRows comments;
    g_autoptr(Arena) reading = arena_new();
    SqlAnswerMarksOfRoundIn in = {collaboration, matrix->round.id};
    SqlAnswerCommentsOfRoundIn of = {collaboration, matrix->round.id};
    if (!sql_answer_marks_of_round(db, reading, &in, &marks, error) ||
        !sql_answer_comments_of_round(db, arena, &of, &comments, error))
        return false;
    index_places(matrix, filling);
    for (size_t i = 0; i < marks.n; i++)
        put_mark(matrix, filling, &marks.rows[i]);
    put_comments(arena, matrix, filling, &comments);
    return true;
}

static bool read_marks(Db *db, Arena *arena, Id collaboration, AnswerMatrix *matrix,
                       GError **error) {
    size_t n = matrix->proposals.n;
    Filling filling = {.columns = g_hash_table_new(g_int64_hash, g_int64_equal),
                       .rows = g_hash_table_new(g_int64_hash, g_int64_equal),
                       .row = ARENA_ARRAY(arena, MatrixRow, n),
                       .cells = arena_alloc(arena, n * matrix->n_columns)};
    bool done = fill(db, arena, collaboration, matrix, &filling, error);
    g_hash_table_unref(filling.columns);
    g_hash_table_unref(filling.rows);
    matrix->rows = filling.row;
    matrix->n_rows = n;
    matrix->cells = filling.cells;
    return done;
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
