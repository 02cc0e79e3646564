#include "modules/answers/matrix_view.h"

#include "base/text.h"

#include <string.h>

typedef struct {
    const char *before, *word;
} CellShape;

static size_t put(char *at, const char *text) {
    size_t length = strlen(text);
    memcpy(at, text, length);
    return length;
}

#define CELL_LENGTH_MAX 100

Html matrix_cells(Arena *arena, const MatrixView *view, const MatrixRow *row) {
    static const char *const before[] = {"<td class=\"me\">", "<td class=\"mh\">",
                                         "<td class=\"mm\">", "<td class=\"ml\">",
                                         "<td class=\"ma\">"};
    const AnswerMatrix *matrix = view->matrix;
    const char *words[N_MARKS + 1] = {"–"};
    char *cells = arena_buffer(arena, matrix->n_columns * CELL_LENGTH_MAX + 1), *at = cells;
    for (size_t i = 0; i < N_MARKS; i++)
        words[i + 1] = T_(mark_words[i].word);
    for (size_t i = view->first_column; i < view->end_column; i++) {
        const AnswerStanding *standing = matrix->columns[i].standing;
        uint8_t mark = matrix_cell(matrix, row, i);
        if (standing == NULL || !standing->is_submitted) {
            at += put(at, "<td class=\"mn\"></td>");
            continue;
        }
        at += put(at, before[mark]);
        at += put(at, words[mark]);
        at += put(at, "</td>");
    }
    return (Html){cells, (size_t)(at - cells)};
}

static MatrixGroup group_of(Arena *arena, const AnswerMatrix *matrix, const MatrixRow *row,
                            size_t mark) {
    MatrixGroup group = {mark_words[mark].key, "", row->n[mark]};
    g_autoptr(GString) names = g_string_new(NULL);
    if (matrix->n_columns > NAMED_RESPONDENTS)
        return group;
    for (size_t i = 0; i < matrix->n_columns; i++)
        if (matrix_cell(matrix, row, i) == mark + 1)
            g_string_append_printf(names, "%s%s", names->len == 0 ? "" : ", ",
                                   rule_short(matrix->columns[i].rule));
    group.names = arena_strdup(arena, names->str);
    return group;
}

MatrixGroups matrix_groups(Arena *arena, const MatrixView *view, const MatrixRow *row) {
    MatrixGroup *groups = ARENA_ARRAY(arena, MatrixGroup, N_MARKS);
    size_t n = 0;
    for (size_t mark = 0; mark < N_MARKS; mark++)
        if (row->n[mark] > 0)
            groups[n++] = group_of(arena, view->matrix, row, mark);
    return (MatrixGroups){groups, n};
}

const char *matrix_category(const MatrixView *view, const MatrixRow *row) {
    const Rule *category = rules_get(view->matrix->rules, row->proposal->category);
    return category == NULL ? "" : category->title;
}

const char *matrix_answer_path(Arena *arena, const MatrixView *view, const MatrixColumn *column) {
    return arena_printf(arena, "%s/answer/%s/receipt", view->round_path, column->rule->key);
}
