#include "modules/answers/answer_view.h"

#include "base/text.h"
#include "web/translate.h"

#include <string.h>

#define SHORT_CHARACTERS 160

/* Cells between line ends; the comment, which may have some itself, last. */
const char *answer_was(Arena *arena, const AnswerVisit *visit, size_t proposal) {
    const char *const *cells = visit->answer.draft.of[proposal];
    return arena_printf(arena, "%s\n%s\n%s\n%s\n%s", cells[CELL_MARK], cells[CELL_PARTICIPATES],
                        cells[CELL_INSPECTORS], cells[CELL_RANK], cells[CELL_COMMENT]);
}

const char *answer_whole_was(Arena *arena, const AnswerVisit *visit) {
    const char *const *whole = visit->answer.draft.whole;
    return arena_printf(arena, "%s\n%s\n%s\n%s", whole[WHOLE_HANDED_IN_BY], whole[WHOLE_REFERENCE],
                        whole[WHOLE_HOURS], whole[WHOLE_COMMENT]);
}

static void add_fact(GString *facts, const char *fact) {
    if (fact[0] != '\0')
        g_string_append_printf(facts, "%s%s", facts->len == 0 ? "" : " · ", fact);
}

const char *answer_facts(Arena *arena, const AnswerVisit *visit, const AnswerProposal *proposal) {
    g_autoptr(GString) facts = g_string_new(NULL);
    const Rule *category = rules_get(visit->rules, proposal->category);
    const Rule *proposer = rules_get(visit->rules, proposal->proposer);
    add_fact(facts, category == NULL ? "" : category->title);
    if (proposal->size[0] != '\0')
        add_fact(facts, arena_printf(arena, T_("storlek %s"), proposal->size));
    if (proposal->hours > 0)
        add_fact(facts, arena_printf(arena, T_("%d timmar per kontor"), (int)proposal->hours));
    add_fact(facts, arena_printf(arena, T_("från %s"), party_name(proposer)));
    return arena_strdup(arena, facts->str);
}

const char *answer_short(Arena *arena, const char *text) {
    const char *line = text_collapse(arena, text);
    if (g_utf8_strlen(line, -1) <= SHORT_CHARACTERS)
        return line;
    const char *end = g_utf8_offset_to_pointer(line, SHORT_CHARACTERS);
    while (end > line && *end != ' ')
        end--;
    size_t length = end > line ? (size_t)(end - line)
                               : (size_t)(g_utf8_offset_to_pointer(line, SHORT_CHARACTERS) - line);
    return arena_printf(arena, "%.*s …", (int)length, line);
}

bool answer_is_more_said(const AnswerView *view, size_t proposal) {
    for (int cell = CELL_MARK + 1; cell < N_MARK_CELLS; cell++)
        if (view->shown.of[proposal][cell][0] != '\0')
            return true;
    return false;
}

/* It was not on the list that was answered: what was handed in through the page has all. */
bool answer_is_new(const AnswerView *view, size_t proposal) {
    return view->visit->answer.n_versions > 0 &&
           view->visit->answer.given.of[proposal][CELL_MARK][0] == '\0';
}

const char *answer_next_anchor(Arena *arena, const AnswerCells *cells,
                               const AnswerProposals *proposals) {
    for (size_t i = 0; i < proposals->n; i++)
        if (cells->of[i][CELL_MARK][0] == '\0')
            return arena_printf(arena, "f-%" G_GINT64_FORMAT, proposals->rows[i].number);
    return "";
}

AnswerProgress answer_progress(Arena *arena, const AnswerCells *cells,
                               const AnswerProposals *proposals) {
    return (AnswerProgress){.n_marked = answer_cells_marked(cells, proposals),
                            .n = proposals->n,
                            .anchor = answer_next_anchor(arena, cells, proposals),
                            .missing = answer_missing_words(arena, cells, proposals)};
}
