#include "modules/plan_import/heads.h"

#include "modules/plan_import/titles.h"
#include "modules/plan_import/words.h"

#include <string.h>

static bool is_taken(const Head *head, int means) {
    return head_column(head, means) < head->n;
}

/* The surest titles choose first, so that "Mål" does not take what "Effektmål" means. */
static void choose(Head *head, const Meanings *meanings, int wanted) {
    for (size_t i = 0; i < head->n; i++)
        for (int means = 0; means <= HEAD_YEAR && head->columns[i].means == HEAD_UNKNOWN; means++)
            if (meanings[i].scores[means] == wanted && !is_taken(head, means))
                head->columns[i].means = means;
}

static size_t first_own_column(const Head *head) {
    size_t i = 0;
    while (i < head->n && head->columns[i].means >= N_READ_COLUMNS)
        i++;
    return i;
}

/* A plan's first column is its activities, whatever it is called; only a goal stays one. */
static void find_activity_column(Head *head) {
    if (is_taken(head, READ_ACTIVITY))
        return;
    size_t first = first_own_column(head);
    int means = first < head->n ? head->columns[first].means : READ_GOAL;
    if (means == HEAD_UNKNOWN || means == READ_IMPLEMENTATION)
        head->columns[first].means = READ_ACTIVITY;
}

static int year_of(const char *title) {
    YearsIn years = years_in(title);
    return years.n == 1 && title[strcspn(title, "0123456789")] != '\0' && strlen(title) > 4
               ? years.first
               : 0;
}

static int map_titles(Arena *arena, Head *head) {
    g_autofree Meanings *meanings = g_new0(Meanings, head->n + 1);
    int sure = 0;
    for (size_t i = 0; i < head->n; i++) {
        meanings[i] = title_meanings(arena, head->columns[i].title);
        head->columns[i].means = HEAD_UNKNOWN;
    }
    for (int wanted = SCORE_WHOLE; wanted > SCORE_NONE; wanted--) {
        choose(head, meanings, wanted);
        if (wanted == SCORE_STEM)
            for (size_t i = 0; i < head->n; i++)
                sure += head->columns[i].means != HEAD_UNKNOWN;
    }
    size_t activity = head_column(head, READ_ACTIVITY);
    head->year = activity < head->n ? year_of(head->columns[activity].title) : 0;
    find_activity_column(head);
    return sure;
}

static bool has_long_title(const Line *line) {
    for (size_t i = 0; i < line->n_cells; i++)
        if (g_utf8_strlen(line->cells[i], -1) > TITLE_LENGTH_MAX)
            return true;
    return false;
}

static void titles_from(Arena *arena, const Line *line, Head *head) {
    *head = (Head){.n = line->n_cells, .columns = ARENA_ARRAY(arena, HeadColumn, line->n_cells)};
    for (size_t i = 0; i < head->n; i++)
        head->columns[i] = (HeadColumn){HEAD_UNKNOWN, line->cells[i], false};
}

/* How many titles are surely known, 0 when the row cannot be a head row. */
static int n_sure(Arena *arena, const Line *line, Head *head) {
    if (!line_is_full(line) || has_long_title(line))
        return 0;
    titles_from(arena, line, head);
    return map_titles(arena, head);
}

/* One known title is enough when it says "Aktivitet" and the others look like titles too. */
static bool is_short_head(Arena *arena, const Line *line) {
    bool says_activity = false;
    for (size_t i = 0; i < line->n_cells; i++) {
        says_activity |=
            title_meanings(arena, line->cells[i]).scores[READ_ACTIVITY] >= SCORE_NEARLY;
        if (strcspn(line->cells[i], "0123456789") < strlen(line->cells[i]) ||
            ends_finished(line->cells[i]) ||
            g_utf8_strlen(line->cells[i], -1) > TITLE_LENGTH_MAX / 3)
            return false;
    }
    return says_activity;
}

bool head_read(Arena *arena, const Line *line, Head *ret) {
    int sure = n_sure(arena, line, ret);
    return (sure >= 2 && (size_t)sure * 2 >= line->n_filled) ||
           (sure == 1 && is_short_head(arena, line));
}

static size_t n_same_titles(Arena *arena, const Line *line, const Head *head) {
    size_t same = 0;
    for (size_t i = 0; i < MIN(line->n_cells, head->n); i++)
        same +=
            *line->cells[i] != '\0' && strcmp(title_letters(arena, line->cells[i]),
                                              title_letters(arena, head->columns[i].title)) == 0;
    return same;
}

bool head_repeats(Arena *arena, const Line *line, const Head *head, Head *ret) {
    int sure = n_sure(arena, line, ret);
    if (sure == 0)
        return false;
    if (sure >= 3 && (size_t)sure * 2 >= line->n_filled)
        return true;
    return n_same_titles(arena, line, head) * 3 >= line->n_filled * 2;
}

static bool is_bracketed(const char *title) {
    return *title == '(' && title[strlen(title) - 1] == ')';
}

static bool completes(Arena *arena, const char *title, const char *rest) {
    if (is_bracketed(rest))
        return true;
    if (*title == '\0')
        return false;
    Meanings whole = title_meanings(arena, arena_printf(arena, "%s%s", title, rest));
    for (int means = 0; means <= HEAD_YEAR; means++)
        if (whole.scores[means] == SCORE_WHOLE)
            return true;
    return false;
}

bool head_goes_on(Arena *arena, const Line *line, Head *head) {
    if (line->kind != LINE_ROW || line->n_cells > head->n)
        return false;
    for (size_t i = 0; i < line->n_cells; i++)
        if (*line->cells[i] != '\0' && !completes(arena, head->columns[i].title, line->cells[i]))
            return false;
    for (size_t i = 0; i < line->n_cells; i++)
        if (*line->cells[i] != '\0')
            head->columns[i].title =
                arena_printf(arena, "%s %s", head->columns[i].title, line->cells[i]);
    map_titles(arena, head);
    return true;
}

void head_usual(Arena *arena, Head *ret) {
    *ret = (Head){.n = N_READ_COLUMNS, .columns = ARENA_ARRAY(arena, HeadColumn, N_READ_COLUMNS)};
    for (int column = 0; column < N_READ_COLUMNS; column++)
        ret->columns[column] = (HeadColumn){column, "", false};
}

int head_n_known(const Head *head) {
    int known = 0;
    for (size_t i = 0; i < head->n; i++)
        known += head->columns[i].means >= 0 && head->columns[i].means < N_READ_COLUMNS;
    return known;
}

size_t head_column(const Head *head, int means) {
    size_t i = 0;
    while (i < head->n && head->columns[i].means != means)
        i++;
    return i;
}

bool head_has(const Head *head, int means) {
    return is_taken(head, means);
}

size_t head_title_column(const Head *head) {
    size_t column = head_column(head, READ_ACTIVITY);
    for (size_t i = 0; column == head->n && i < head->n; i++)
        if (head->columns[i].means >= 0 && head->columns[i].means < N_READ_COLUMNS)
            column = i;
    return column;
}

int head_means(const Head *head, size_t column) {
    return column < head->n ? head->columns[column].means : HEAD_UNKNOWN;
}

void head_read_years_as_time(Head *head) {
    size_t column = head_column(head, HEAD_YEAR);
    if (column < head->n && !head_has(head, READ_TIME))
        head->columns[column].means = READ_TIME;
}
