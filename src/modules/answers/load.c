#include "modules/answers/answers.h"
#include "modules/answers/answers_sql.h"
#include "modules/answers/given.h"
#include "web/translate.h"

#include <string.h>

bool answer_proposals(Db *db, Arena *arena, Id collaboration, Id round, AnswerProposals *ret,
                      GError **error) {
    SqlAnswerProposalsRows found;
    if (!sql_answer_proposals(db, arena, &(SqlAnswerProposalsIn){collaboration, round}, &found,
                              error))
        return false;
    AnswerProposal *rows = ARENA_ARRAY(arena, AnswerProposal, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlAnswerProposalsRow *row = &found.rows[i];
        rows[i] = (AnswerProposal){.id = row->id,
                                   .proposer = row->proposer,
                                   .category = row->category,
                                   .number = row->number,
                                   .hours = row->hours,
                                   .title = row->title,
                                   .need = row->need,
                                   .goal = row->goal,
                                   .implementation = row->implementation,
                                   .time = row->time,
                                   .size = row->size,
                                   .note = row->note};
    }
    *ret = (AnswerProposals){rows, found.n};
    return true;
}

/* ---- the respondent's own ---- */

/* The place of the proposal with this number, or -1 where it no longer stands. */
static ptrdiff_t place_of_number(const AnswerProposals *proposals, int64_t number) {
    for (size_t i = 0; i < proposals->n; i++)
        if (proposals->rows[i].number == number)
            return (ptrdiff_t)i;
    return -1;
}

static void put_cell(AnswerCells *cells, const AnswerProposals *proposals, int64_t number,
                     const char *key, const char *value) {
    g_autofree char *name =
        number == 0 ? g_strdup(key) : g_strdup_printf("%s-%" G_GINT64_FORMAT, key, number);
    AnswerCell cell;
    ptrdiff_t at = place_of_number(proposals, number);
    if (!answer_cell_from(name, &cell))
        return;
    if (number == 0)
        cells->whole[cell.cell] = value;
    else if (at >= 0)
        cells->of[at][cell.cell] = value;
}

static bool load_draft(Db *db, Arena *arena, const AnswerWriter *writer,
                       const AnswerProposals *proposals, Answer *ret, GError **error) {
    SqlAnswerDraftCellsIn in = {writer->collaboration, ret->id};
    SqlAnswerDraftCellsRows found;
    if (!sql_answer_draft_cells(db, arena, &in, &found, error))
        return false;
    ret->has_draft = found.n > 0;
    for (size_t i = 0; i < found.n; i++)
        put_cell(&ret->draft, proposals, found.rows[i].number, found.rows[i].cell,
                 found.rows[i].value);
    return true;
}

static const char *digits(Arena *arena, int64_t number) {
    return number < 0 ? "" : arena_printf(arena, "%" G_GINT64_FORMAT, number);
}

static bool load_given(Db *db, Arena *arena, const AnswerWriter *writer, const SqlAnswerOfRow *row,
                       const AnswerProposals *proposals, Answer *ret, GError **error) {
    SqlAnswerCommentsGivenIn in = {writer->collaboration, row->id};
    SqlAnswerCommentsGivenRows comments;
    if (!sql_answer_comments_given(db, arena, &in, &comments, error))
        return false;
    given_unpack(arena, row->marks, proposals, CELL_MARK, &ret->given);
    given_unpack(arena, row->participates, proposals, CELL_PARTICIPATES, &ret->given);
    given_unpack(arena, row->inspectors, proposals, CELL_INSPECTORS, &ret->given);
    given_unpack(arena, row->ranks, proposals, CELL_RANK, &ret->given);
    for (size_t i = 0; i < comments.n; i++) {
        ptrdiff_t at = place_of_number(proposals, comments.rows[i].number);
        if (at >= 0)
            ret->given.of[at][CELL_COMMENT] = comments.rows[i].body;
    }
    return true;
}

bool answer_load(Db *db, Arena *arena, const AnswerWriter *writer, const AnswerProposals *proposals,
                 Answer *ret, GError **error) {
    SqlAnswerOfIn in = {writer->collaboration, writer->round->id, writer->respondent};
    const SqlAnswerOfRow *row;
    Answer answer = {.draft = answer_cells_none(arena, proposals),
                     .given = answer_cells_none(arena, proposals)};
    if (!sql_answer_of(db, arena, &in, &row, error))
        return false;
    if (row != NULL) {
        const char *const whole[N_WHOLE_CELLS] = {row->handed_in_by, row->reference,
                                                  digits(arena, row->hours), row->comment};
        answer.id = row->id;
        answer.submitted_at = row->submitted_at;
        answer.n_versions = row->n_versions;
        memcpy(answer.given.whole, whole, sizeof whole);
        if (!load_draft(db, arena, writer, proposals, &answer, error) ||
            !load_given(db, arena, writer, row, proposals, &answer, error))
            return false;
    }
    answer.has_changes = !answer_cells_equal(&answer.draft, &answer.given, proposals);
    *ret = answer;
    return true;
}

/* ---- all of a round ---- */

bool answer_standings(Db *db, Arena *arena, Id collaboration, Id round, AnswerStandings *ret,
                      GError **error) {
    SqlAnswersOfRoundRows found;
    if (!sql_answers_of_round(db, arena, &(SqlAnswersOfRoundIn){collaboration, round}, &found,
                              error))
        return false;
    AnswerStanding *rows = ARENA_ARRAY(arena, AnswerStanding, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlAnswersOfRoundRow *row = &found.rows[i];
        bool submitted = strcmp(row->state, "submitted") == 0;
        rows[i] = (AnswerStanding){.id = row->id,
                                   .respondent = row->respondent,
                                   .is_submitted = submitted,
                                   .is_begun = row->has_draft,
                                   .handed_in_by = row->handed_in_by,
                                   .reference = row->reference,
                                   .comment = row->comment,
                                   .way = row->way,
                                   .received = row->received,
                                   .hours = row->hours,
                                   .n_versions = row->n_versions,
                                   .submitted_at = row->submitted_at,
                                   .reminded_at = row->reminded_at};
    }
    *ret = (AnswerStandings){rows, found.n};
    return true;
}

const AnswerStanding *answer_standing(const AnswerStandings *standings, Id respondent) {
    for (size_t i = 0; i < standings->n; i++)
        if (standings->rows[i].respondent.value == respondent.value)
            return &standings->rows[i];
    return NULL;
}

size_t answers_submitted(const AnswerStandings *standings, const Elements *respondents) {
    size_t n = 0;
    for (size_t i = 0; i < respondents->n; i++) {
        const AnswerStanding *standing = answer_standing(standings, respondents->rows[i]->element);
        n += standing != NULL && standing->is_submitted;
    }
    return n;
}

/* ---- who hands in ---- */

static bool hands_in(const Post *post, const char *function, Id respondent, Date on) {
    return post->element.value == respondent.value && strcmp(post->function, function) == 0 &&
           period_covers(post->valid_from, post->valid_to, on);
}

static bool is_among(const Person *const *rows, size_t n, const Person *person) {
    for (size_t i = 0; i < n; i++)
        if (rows[i] == person)
            return true;
    return false;
}

Submitters answer_submitters(Arena *arena, const People *people, Id respondent, Date on) {
    static const char *const functions[] = {"contact_person", "head"};
    const Person **rows = ARENA_ARRAY(arena, const Person *, people->n_posts);
    size_t n = 0;
    for (size_t f = 0; f < G_N_ELEMENTS(functions); f++)
        for (size_t i = 0; i < people->n_posts; i++) {
            const Post *post = &people->posts[i];
            if (!hands_in(post, functions[f], respondent, on))
                continue;
            const Person *person = people_get(people, post->person);
            if (person != NULL && !is_among(rows, n, person))
                rows[n++] = person;
        }
    return (Submitters){rows, n};
}

const char *answer_submitters_words(Arena *arena, Submitters submitters) {
    g_autoptr(GString) words = g_string_new(NULL);
    if (submitters.n == 0)
        return T_("kontorets kontaktperson eller chef");
    for (size_t i = 0; i < submitters.n; i++)
        g_string_append_printf(words, "%s%s",
                               i == 0                  ? ""
                               : i + 1 == submitters.n ? T_(" eller ")
                                                       : ", ",
                               submitters.rows[i]->name);
    return arena_strdup(arena, words->str);
}
