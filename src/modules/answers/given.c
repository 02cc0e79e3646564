#include "modules/answers/given.h"

#include "modules/answers/answers_sql.h"

#include <string.h>

bool answers_given(Db *db, Arena *arena, Id collaboration, Id round, AnswersGiven *ret,
                   GError **error) {
    SqlAnswersGivenRows found;
    if (!sql_answers_given(db, arena, &(SqlAnswersGivenIn){collaboration, round}, &found, error))
        return false;
    AnswerGiven *rows = ARENA_ARRAY(arena, AnswerGiven, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlAnswersGivenRow *row = &found.rows[i];
        rows[i] = (AnswerGiven){.answer = row->id,
                                .respondent = row->respondent,
                                .marks = row->marks,
                                .participates = row->participates,
                                .inspectors = row->inspectors,
                                .n_marks = strlen(row->marks),
                                .n_participates = strlen(row->participates)};
    }
    *ret = (AnswersGiven){rows, found.n};
    return true;
}

static const char *mark_key(char letter) {
    uint8_t mark = given_mark_of(letter);
    return mark == 0 ? "" : mark_words[mark - 1].key;
}

const char *given_participation_key(char letter) {
    for (size_t i = 0; participation_words[i].key != NULL; i++)
        if (participation_words[i].key[0] == letter)
            return participation_words[i].key;
    return "";
}

/* ---- letters ---- */

static const char *pack_letters(Arena *arena, const AnswerCells *cells,
                                const AnswerProposals *proposals, MarkCell cell) {
    size_t length = 0;
    for (size_t i = 0; i < proposals->n; i++)
        if (cells->of[i][cell][0] != '\0')
            length = MAX(length, (size_t)proposals->rows[i].number);
    char *letters = arena_buffer(arena, length + 1);
    memset(letters, '-', length);
    letters[length] = '\0';
    for (size_t i = 0; i < proposals->n; i++)
        if (cells->of[i][cell][0] != '\0')
            letters[proposals->rows[i].number - 1] = cells->of[i][cell][0];
    return letters;
}

static void unpack_letters(const char *letters, const AnswerProposals *proposals, MarkCell cell,
                           AnswerCells *cells) {
    size_t length = strlen(letters);
    for (size_t i = 0; i < proposals->n; i++) {
        char letter = given_letter(letters, length, proposals->rows[i].number);
        cells->of[i][cell] = cell == CELL_MARK ? mark_key(letter) : given_participation_key(letter);
    }
}

/* ---- counts ---- */

static const char *pack_counts(Arena *arena, const AnswerCells *cells,
                               const AnswerProposals *proposals, MarkCell cell) {
    g_autoptr(GString) counts = g_string_new(NULL);
    for (size_t i = 0; i < proposals->n; i++)
        if (cells->of[i][cell][0] != '\0')
            g_string_append_printf(counts, "%s%" G_GINT64_FORMAT ":%s", counts->len == 0 ? "" : " ",
                                   proposals->rows[i].number, cells->of[i][cell]);
    return arena_strdup(arena, counts->str);
}

static int64_t next_number(const char **at) {
    int64_t number = 0;
    for (; **at >= '0' && **at <= '9' && number < G_MAXINT32; ++*at)
        number = 10 * number + (**at - '0');
    return number;
}

bool given_next(const char **at, int64_t *ret_number, int64_t *ret_count) {
    while (**at == ' ')
        ++*at;
    *ret_number = next_number(at);
    if (**at != ':')
        return false;
    ++*at;
    *ret_count = next_number(at);
    return true;
}

/* Both are by number. */
static void unpack_counts(Arena *arena, const char *counts, const AnswerProposals *proposals,
                          MarkCell cell, AnswerCells *cells) {
    int64_t number, count;
    size_t i = 0;
    while (given_next(&counts, &number, &count)) {
        while (i < proposals->n && proposals->rows[i].number < number)
            i++;
        if (i < proposals->n && proposals->rows[i].number == number)
            cells->of[i][cell] = arena_printf(arena, "%" G_GINT64_FORMAT, count);
    }
}

const char *given_pack(Arena *arena, const AnswerCells *cells, const AnswerProposals *proposals,
                       MarkCell cell) {
    return (cell == CELL_MARK || cell == CELL_PARTICIPATES ? pack_letters : pack_counts)(
        arena, cells, proposals, cell);
}

void given_unpack(Arena *arena, const char *packed, const AnswerProposals *proposals, MarkCell cell,
                  AnswerCells *cells) {
    if (cell == CELL_MARK || cell == CELL_PARTICIPATES)
        unpack_letters(packed, proposals, cell, cells);
    else
        unpack_counts(arena, packed, proposals, cell, cells);
}
