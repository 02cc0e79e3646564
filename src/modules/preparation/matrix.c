#include "modules/preparation/matrix.h"

#include "base/id.h"

#include <stddef.h>

const char *screened_short(Screened result) {
    static const char *const words[N_SCREENED] = {"", N_("Ja"), N_("Delvis"), N_("Nej")};
    return words[result];
}

const char *screened_class(Screened result) {
    static const char *const classes[N_SCREENED] = {"none", "met", "partly", "not"};
    return classes[result];
}

static size_t row_size(size_t n_criteria) {
    return sizeof(MatrixRow) + n_criteria * sizeof(const char *);
}

/* ---- what the list is ---- */

static const ListColumn before[] = {{"number", N_("Nr"), LIST_NUMBER, offsetof(MatrixRow, number)},
                                    {"title", N_("Förslag"), LIST_TEXT, offsetof(MatrixRow, title),
                                     .second_offset = offsetof(MatrixRow, proposer),
                                     .second_key = "proposer", .second_heading = N_("Lämnat av")}};
static const ListColumn after[] = {
    {"state", N_("Läge"), LIST_CHIP, offsetof(MatrixRow, state),
     .chip_offset = offsetof(MatrixRow, chip)},
    {"size", N_("Storlek"), LIST_TEXT, offsetof(MatrixRow, size)},
    {"suggestion", N_("Förslag till beslut"), LIST_TEXT, offsetof(MatrixRow, suggestion)},
    {"category", N_("Kategori"), LIST_TEXT, offsetof(MatrixRow, category)},
    {"note", N_("Till dem som läser listan"), LIST_TEXT, offsetof(MatrixRow, note)},
    {0}};

static const ListFilter filters[] = {
    {"state", N_("Läge"), offsetof(MatrixRow, state)},
    {"proposer", N_("Lämnat av"), offsetof(MatrixRow, proposer)},
    {"suggestion", N_("Förslag till beslut"), offsetof(MatrixRow, suggestion)},
    {"category", N_("Kategori"), offsetof(MatrixRow, category)},
    {0}};

static const ListColumn *columns_for(Arena *arena, const Criteria *criteria) {
    size_t n = 0;
    ListColumn *columns =
        ARENA_ARRAY(arena, ListColumn, G_N_ELEMENTS(before) + criteria->n + G_N_ELEMENTS(after));
    for (size_t i = 0; i < G_N_ELEMENTS(before); i++)
        columns[n++] = before[i];
    for (size_t i = 0; i < criteria->n; i++)
        columns[n++] =
            (ListColumn){.key = arena_printf(arena, "criterion_%zu", i + 1),
                         .heading = criteria->rows[i].title,
                         .type = LIST_TEXT,
                         .offset = offsetof(MatrixRow, results) + i * sizeof(const char *)};
    for (size_t i = 0; i < G_N_ELEMENTS(after); i++)
        columns[n++] = after[i];
    return columns;
}

static const ListDescription *description_for(Arena *arena, const Criteria *criteria) {
    ListDescription *description = ARENA_NEW(arena, ListDescription);
    *description = (ListDescription){
        .columns = columns_for(arena, criteria),
        .filters = filters,
        .row_size = row_size(criteria->n),
        .path_offset = offsetof(MatrixRow, path),
        .noun_one = N_("1 förslag"),
        .noun_many = N_("förslag"),
        .empty = N_("Inga förslag är inlämnade än. De kommer hit allteftersom de lämnas in."),
        .filename = N_("beredning")};
    return description;
}

/* ---- rows ---- */

static const char *in_short(Arena *arena, const Preparations *all, const Preparation *of) {
    g_autoptr(GString) words = g_string_new(NULL);
    for (Screened result = SCREENED_MET; result < N_SCREENED; result++) {
        int n = 0;
        for (size_t i = 0; i < all->criteria.n; i++)
            n += of->screenings[i].result == result;
        if (n > 0)
            g_string_append_printf(words, "%s%d %s", words->len == 0 ? "" : ", ", n,
                                   T_(screened_word(result)));
    }
    return arena_strdup(arena, words->str);
}

static void set_state(const Preparations *all, MatrixRow *row) {
    bool is_done = preparation_is_assessed(all, row->preparation);
    bool is_begun = row->preparation != &all->none;
    row->state = is_done ? N_("bedömt") : is_begun ? N_("påbörjat") : N_("utan bedömning");
    row->chip = is_done ? "approved" : is_begun ? "preliminary" : "";
}

static void fill_row(const Matrix *matrix, const Proposal *proposal, MatrixRow *row) {
    const Preparing *preparing = &matrix->preparing;
    const Preparation *preparation = preparation_of(&matrix->all, proposal->id);
    Arena *arena = preparing->arena;
    bool is_chosen = id_is_set(preparation->category);
    const char *category = /* the proposer's, as long as the preparers choose none */
        category_name(preparing, is_chosen ? preparation->category : proposal->category);
    *row = (MatrixRow){.proposal = proposal,
                       .preparation = preparation,
                       .number = proposal->number,
                       .path = preparing_path_of(preparing, proposal->id),
                       .id = id_text(arena, proposal->id),
                       .title = proposal->texts[PROPOSAL_TITLE],
                       .proposer = element_name(preparing, proposal->proposer),
                       .size = preparation_size_words(arena, preparation),
                       .suggestion =
                           suggestion_words(arena, preparation->suggestion, preparation->year),
                       .category = category,
                       .note = preparation->note,
                       .in_short = in_short(arena, &matrix->all, preparation)};
    set_state(&matrix->all, row);
    for (size_t i = 0; i < matrix->all.criteria.n; i++)
        row->results[i] = T_(screened_short(preparation->screenings[i].result));
}

static OldProposal old_of(const Preparing *preparing, const Traces *traces,
                          const Proposal *proposal) {
    const char *words = trace_sentence(preparing->arena, traces, proposal->id);
    return (OldProposal){proposal, preparing_path_of(preparing, proposal->id),
                         element_name(preparing, proposal->proposer),
                         words[0] != '\0' ? words : T_("Återtaget.")};
}

static void take_proposals(Matrix *matrix, const Proposals *proposals, const Traces *traces) {
    Arena *arena = matrix->preparing.arena;
    size_t size = row_size(matrix->all.criteria.n);
    char *rows = arena_alloc(arena, proposals->n * size);
    OldProposal *old = ARENA_ARRAY(arena, OldProposal, proposals->n);
    for (size_t i = 0; i < proposals->n; i++) {
        const Proposal *proposal = &proposals->rows[i];
        MatrixRow *row = (MatrixRow *)(void *)(rows + matrix->n * size);
        if (proposal->number == 0)
            continue;
        if (proposal->state != PROPOSAL_SUBMITTED) {
            old[matrix->n_old++] = old_of(&matrix->preparing, traces, proposal);
            continue;
        }
        fill_row(matrix, proposal, row);
        matrix->n++;
        matrix->n_without += !preparation_is_assessed(&matrix->all, row->preparation);
    }
    matrix->old = old;
    matrix->list = list_make(matrix->preparing.request,
                             description_for(arena, &matrix->all.criteria), rows, matrix->n);
}

bool matrix_load(const Preparing *preparing, Matrix *ret, GError **error) {
    const Request *request = preparing->request;
    Id round = preparing->round.id;
    Proposals proposals;
    Traces traces;
    *ret = (Matrix){.preparing = *preparing};
    if (!preparations_load(request->db, request->arena, request->collaboration, round, &ret->all,
                           error) ||
        !proposals_of_round(request->db, request->arena, &preparing->asker, round, &proposals,
                            error) ||
        !traces_load(request->db, request->arena, request->collaboration, round, &traces, error))
        return false;
    take_proposals(ret, &proposals, &traces);
    return true;
}
