#include "base/similar.h"
#include "base/text.h"
#include "modules/answers/reading_parts.h"

#include <string.h>

/* What headings begin with, squashed; the longest that fits counts. */
static const struct {
    Meaning meaning;
    const char *begins;
    bool is_whole; /* the whole heading */
} headings[] = {
    {IS_NUMBER, "nr", true},
    {IS_NUMBER, "nummer", true},
    {IS_NUMBER, "förslagnr", false},
    {IS_NUMBER, "förslagsn", false},
    {IS_NUMBER, "förslagetsn", false},
    {IS_TITLE, "förslag", false},
    {IS_TITLE, "titel", false},
    {IS_TITLE, "aktivitet", false},
    {IS_TITLE, "rubrik", false},
    {IS_TITLE, "projekt", false},
    {IS_MARK, "svar", false},
    {IS_MARK, "prio", false},
    {IS_MARK, "bedömning", false},
    {IS_MARK, "hög", false},
    {IS_MARK, "mark", true},
    {IS_MARK, "vårprio", false},
    {IS_MARK, "vårtsvar", false},
    {IS_MARK, "angelägen", false},
    {IS_PARTICIPATION, "delta", false},
    {IS_PARTICIPATION, "videltar", false},
    {IS_INSPECTORS, "inspekt", false},
    {IS_INSPECTORS, "antalinspekt", false},
    {IS_INSPECTORS, "insp", true},
    {IS_RANK, "ordning", false},
    {IS_RANK, "rang", false},
    {IS_COMMENT, "komment", false},
    {IS_COMMENT, "synpunkt", false},
    {IS_COMMENT, "motiv", false},
    {IS_COMMENT, "förslagetskomment", false},
    {IS_NEED, "behov", true},
};

static int meaning_of(Arena *arena, const char *heading) {
    const char *word = similar_squash(arena, heading);
    size_t longest = 0;
    int meaning = -1;
    for (size_t i = 0; i < G_N_ELEMENTS(headings); i++) {
        const char *begins = headings[i].begins;
        bool fits =
            headings[i].is_whole ? strcmp(word, begins) == 0 : g_str_has_prefix(word, begins);
        if (fits && strlen(begins) > longest) {
            longest = strlen(begins);
            meaning = (int)headings[i].meaning;
        }
    }
    return meaning;
}

#define HEADING_LETTERS 60

/* A row of answers is no head: "1, Prioriterad tillsyn, hög". */
static bool says_an_answer(const SourceBlock *row) {
    for (size_t i = 0; i < row->n_cells; i++) {
        const char *cell = row->cells[i];
        if (read_is_number(cell) || strlen(cell) > HEADING_LETTERS ||
            (!text_is_blank(cell) && mark_understood(cell) != NULL))
            return true;
    }
    return false;
}

bool read_head(Arena *arena, const SourceBlock *row, ReadColumns *ret) {
    ReadColumns found = {.of = {-1, -1, -1, -1, -1, -1, -1, -1}, .has_head = true};
    if (says_an_answer(row))
        return false;
    for (size_t i = 0; i < row->n_cells; i++) {
        int meaning = meaning_of(arena, row->cells[i]);
        if (meaning >= 0 && found.of[meaning] < 0)
            found.of[meaning] = (int)i;
    }
    found.is_telling = found.of[IS_NEED] >= 0 && found.of[IS_MARK] < 0;
    bool is_head = (found.of[IS_MARK] >= 0 || found.is_telling) &&
                   (found.of[IS_NUMBER] >= 0 || found.of[IS_TITLE] >= 0);
    if (is_head)
        *ret = found;
    return is_head;
}

/* ---- without a head ---- */

enum { COLUMNS_TRIED = 16, ROWS_TRIED = 400, WORD_WEIGHS = 5 };

static int weight_of(const char *cell) {
    const char *mark = text_is_blank(cell) ? NULL : mark_understood(cell);
    if (mark == NULL || mark[0] == '\0')
        return 0;
    return g_utf8_strlen(cell, -1) > 1 ? WORD_WEIGHS : 1;
}

ReadColumns read_columns_guessed(const SourceDocument *document) {
    ReadColumns guess = {.of = {0, -1, 1, -1, -1, -1, -1, -1}};
    int weight[COLUMNS_TRIED] = {0};
    for (size_t i = 0, rows = 0; i < document->n && rows < ROWS_TRIED; i++) {
        const SourceBlock *row = &document->blocks[i];
        if (row->kind != SOURCE_ROW)
            continue;
        rows++;
        for (size_t at = 1; at < MIN(row->n_cells, COLUMNS_TRIED); at++)
            weight[at] += weight_of(row->cells[at]);
    }
    for (int at = 1; at < COLUMNS_TRIED; at++)
        if (weight[at] > weight[guess.of[IS_MARK]])
            guess.of[IS_MARK] = at;
    return guess;
}

/* ---- a proposal's number ---- */

static bool number_in(const char *typed, guint64 *ret) {
    char digits[24];
    size_t length = g_strlcpy(digits, typed, sizeof digits);
    if (length >= sizeof digits)
        return false;
    g_strstrip(digits);
    length = strlen(digits);
    if (length > 0 && digits[length - 1] == '.')
        digits[length - 1] = '\0';
    return g_ascii_string_to_unsigned(digits, 10, 1, G_MAXINT32, ret, NULL);
}

bool read_is_number(const char *typed) {
    guint64 number;
    return number_in(typed, &number);
}

ptrdiff_t read_number(const AnswerProposals *proposals, const char *typed) {
    guint64 number;
    if (!number_in(typed, &number))
        return -1;
    for (size_t i = 0; i < proposals->n; i++)
        if (proposals->rows[i].number == (int64_t)number)
            return (ptrdiff_t)i;
    return -1;
}
