#include "modules/plan_import/joins.h"

/* Each sign speaks for (+) or against (-) one activity on two pages. */
enum {
    TITLE_BEGINS_SMALL = 2,
    TITLE_ABOVE_IS_OPEN = 2,
    NOTHING_ABOVE_BUT_TITLE = 2,
    UNDER_HEAD = 1,
    SAME_PAGE = -2,
    SHORT_CELLS_MISSING = 1, /* time, responsible and parties stand above and not here */
    SHORT_CELL_AGAIN = -1,
    TIME_AGAIN = -1, /* beside SHORT_CELL_AGAIN */
    SENTENCE_ABOVE_IS_OPEN = 1,
    SENTENCE_GOES_ON = 1,
    SENTENCES_ARE_WHOLE = -1,

    FULL_ROW_JOINS = 4,
    LONE_ROW_JOINS = 2,
};

static const ReadColumn short_columns[] = {READ_TIME, READ_RESPONSIBLE, READ_PARTIES};
static const ReadColumn sentence_columns[] = {READ_GOAL, READ_IMPLEMENTATION};

static int weigh_title(const DraftActivity *above, const char *title) {
    int weight = starts_lower(title) || *title == '(' ? TITLE_BEGINS_SMALL : 0;
    return weight + (ends_open(draft_last_part(above, READ_ACTIVITY)) ? TITLE_ABOVE_IS_OPEN : 0);
}

static int weigh_short_cells(const DraftActivity *above, const Row *row, const Line *line) {
    int again = 0, missing = 0, weight = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(short_columns); i++) {
        bool here = *row_cell(row, line, short_columns[i]) != '\0';
        bool there = *draft_last_part(above, short_columns[i]) != '\0';
        again += here && there;
        missing += there && !here;
        if (here && there && short_columns[i] == READ_TIME)
            weight += TIME_AGAIN;
    }
    return weight + again * SHORT_CELL_AGAIN +
           (again == 0 && missing > 0 ? SHORT_CELLS_MISSING : 0);
}

static int weigh_sentence(const char *above, const char *below) {
    if (*above == '\0' || *below == '\0')
        return 0;
    if (ends_finished(above))
        return starts_lower(below) ? 0 : SENTENCES_ARE_WHOLE;
    return SENTENCE_ABOVE_IS_OPEN + (starts_lower(below) ? SENTENCE_GOES_ON : 0);
}

static int weigh_sentences(const DraftActivity *above, const Row *row, const Line *line) {
    int weight = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(sentence_columns); i++)
        weight += weigh_sentence(draft_last_part(above, sentence_columns[i]),
                                 row_cell(row, line, sentence_columns[i]));
    return weight;
}

static int weigh_place(JoinPlace place) {
    return place.under_head ? UNDER_HEAD : place.follows_gap ? 0 : SAME_PAGE;
}

static bool has_only_title(const DraftActivity *above) {
    for (int column = READ_ACTIVITY + 1; column < N_READ_COLUMNS; column++)
        if (above->cells[column].n > 0)
            return false;
    return true;
}

Join join_full_row(const DraftActivity *above, const Row *row, const Line *line, JoinPlace place) {
    int weight = weigh_title(above, row_cell(row, line, READ_ACTIVITY)) +
                 weigh_short_cells(above, row, line) + weigh_sentences(above, row, line) +
                 weigh_place(place) + (has_only_title(above) ? NOTHING_ABOVE_BUT_TITLE : 0);
    if (weight >= FULL_ROW_JOINS)
        return JOIN_YES;
    return weight == FULL_ROW_JOINS - 1 ? JOIN_DOUBTFUL_NO : JOIN_NO;
}

Join join_lone_row(const DraftActivity *above, const Line *line, JoinPlace place) {
    int weight = weigh_title(above, line->text) + (place.under_head ? UNDER_HEAD : 0);
    return weight >= LONE_ROW_JOINS ? JOIN_YES : JOIN_NO;
}

Join join_rest_row(const DraftActivity *above, const Row *row, const Line *line, JoinPlace place) {
    bool sure = place.under_head || line->n_filled == 1 || has_only_title(above) ||
                weigh_sentences(above, row, line) > 0;
    return sure && weigh_short_cells(above, row, line) >= 0 ? JOIN_YES : JOIN_DOUBTFUL_YES;
}
