#include "modules/preparation/released/collect.h"

#include "base/id.h"
#include "web/translate.h"

#include <string.h>

static const char *const screened_keys[N_SCREENED] = {"", "met", "partly", "not"};

const char *screened_key(Screened result) {
    return screened_keys[result];
}

bool screened_from(const char *key, Screened *ret) {
    for (Screened result = 0; result < N_SCREENED; result++)
        if (strcmp(screened_keys[result], key) == 0) {
            *ret = result;
            return true;
        }
    return false;
}

size_t criterion_index(const Criteria *criteria, Id criterion) {
    size_t i = 0;
    while (i < criteria->n && !id_equal(criteria->rows[i].id, criterion))
        i++;
    return i;
}

Preparation preparation_empty(Arena *arena, const Criteria *criteria, Id proposal) {
    Screening *screenings = ARENA_ARRAY(arena, Screening, criteria->n);
    for (size_t i = 0; i < criteria->n; i++)
        screenings[i].remark = "";
    return (Preparation){.proposal = proposal, .size = "", .note = "", .screenings = screenings};
}

static void take_screening(const Criteria *criteria, Preparation *preparation,
                           const SqlScreening *row) {
    size_t i = criterion_index(criteria, row->criterion);
    if (i == criteria->n)
        return;
    Screening *screening = (Screening *)&preparation->screenings[i];
    (void)screened_from(row->result, &screening->result);
    screening->remark = row->note;
}

/* ---- a whole round ---- */

typedef struct {
    Arena *arena;
    Preparations *all;
    Preparation *rows;
    GHashTable *index; /* of a proposal's id: its row + 1 */
} Collecting;

static Preparation *row_for(Collecting *collecting, Id proposal) {
    Preparations *all = collecting->all;
    gpointer key = (gpointer)(intptr_t)proposal.value;
    size_t at = GPOINTER_TO_SIZE(g_hash_table_lookup(collecting->index, key));
    if (at != 0)
        return &collecting->rows[at - 1];
    collecting->rows[all->n] = preparation_empty(collecting->arena, &all->criteria, proposal);
    all->n++;
    g_hash_table_insert(collecting->index, key, GSIZE_TO_POINTER(all->n));
    return &collecting->rows[all->n - 1];
}

static void take_row(Preparation *preparation, const SqlPreparation *row) {
    *preparation = (Preparation){.proposal = row->proposal,
                                 .size = row->size,
                                 .hours = row->hours,
                                 .suggestion = outcome_from(row->suggestion),
                                 .year = row->year,
                                 .category = row->category,
                                 .note = row->note,
                                 .screenings = preparation->screenings};
}

Preparations preparations_collect(Arena *arena, Criteria criteria, const PreparationRows *rows) {
    g_autoptr(GHashTable) index = g_hash_table_new(g_direct_hash, g_direct_equal);
    Preparations all = {.criteria = criteria, .none = preparation_empty(arena, &criteria, (Id){0})};
    Collecting collecting = {arena, &all,
                             ARENA_ARRAY(arena, Preparation, rows->n + rows->n_screenings), index};
    for (size_t i = 0; i < rows->n; i++)
        take_row(row_for(&collecting, rows->rows[i].proposal), &rows->rows[i]);
    for (size_t i = 0; i < rows->n_screenings; i++)
        take_screening(&criteria, row_for(&collecting, rows->screenings[i].proposal),
                       &rows->screenings[i]);
    all.rows = collecting.rows;
    return all;
}

const Preparation *preparation_of(const Preparations *all, Id proposal) {
    for (size_t i = 0; i < all->n; i++)
        if (id_equal(all->rows[i].proposal, proposal))
            return &all->rows[i];
    return &all->none;
}

bool preparation_is_assessed(const Preparations *all, const Preparation *preparation) {
    if (all->criteria.n == 0)
        return preparation->size[0] != '\0' || preparation->hours != 0 ||
               preparation->suggestion != OUTCOME_NONE;
    for (size_t i = 0; i < all->criteria.n; i++)
        if (preparation->screenings[i].result == SCREENED_NOT_YET)
            return false;
    return true;
}

/* ---- words ---- */

const char *screened_word(Screened result) {
    static const char *const words[N_SCREENED] = {"", N_("uppfyllt"), N_("delvis"),
                                                  N_("inte uppfyllt")};
    return words[result];
}

const char *suggestion_words(Arena *arena, Outcome suggestion, int64_t year) {
    return suggestion == OUTCOME_DECLINED ? T_("avslag") : outcome_words(arena, suggestion, year);
}

const char *preparation_size_words(Arena *arena, const Preparation *preparation) {
    const char *hours = preparation->hours == 1
                            ? T_("1 timme")
                            : arena_printf(arena, T_("%d timmar"), (int)preparation->hours);
    if (preparation->hours == 0)
        return preparation->size;
    return preparation->size[0] == '\0' ? hours
                                        : arena_printf(arena, "%s, %s", preparation->size, hours);
}
