#include "modules/proposals/similar.h"

#include "base/id.h"
#include "base/text.h"
#include "modules/proposals/proposals_sql.h"
#include "services/titles/titles.h"
#include "web/translate.h"

#include <stdlib.h>
#include <string.h>

#define LOOKED_UP_MAX 16 /* here, and elsewhere */

typedef struct {
    Db *db;
    Arena *arena;
    Id own, but;
    bool prepares;
    Date today;
    SimilarTitle *found;
    size_t n;
} Looking;

/* ---- what a candidate is ---- */

static const char *year_words(Arena *arena, const char *status, int64_t year) {
    return strcmp(status, "bank") == 0 ? T_("förslagsbanken")
                                       : arena_printf(arena, "%d", (int)year);
}

static bool own_proposal(const Looking *looking, const AlikeTitle *alike, SimilarTitle *ret,
                         GError **error) {
    const SqlSimilarProposalRow *row;
    SqlSimilarProposalIn in = {alike->collaboration, alike->subject, looking->prepares};
    if (!sql_similar_proposal(looking->db, looking->arena, &in, &row, error))
        return false;
    if (row != NULL)
        *ret = (SimilarTitle){.title = row->title,
                              .where = arena_printf(looking->arena, T_("förslag %d, %s"),
                                                    (int)row->number, row->round_title)};
    return true;
}

static bool own_activity(const Looking *looking, const AlikeTitle *alike, SimilarTitle *ret,
                         GError **error) {
    const SqlSimilarActivityRow *row;
    SqlSimilarActivityIn in = {alike->collaboration, alike->subject};
    if (!sql_similar_activity(looking->db, looking->arena, &in, &row, error))
        return false;
    if (row != NULL)
        *ret = (SimilarTitle){.title = row->title,
                              .where =
                                  arena_printf(looking->arena, "%s, %s", row->plan_title,
                                               year_words(looking->arena, row->status, row->year))};
    return true;
}

static bool other_proposal(const Looking *looking, const AlikeTitle *alike, SimilarTitle *ret,
                           GError **error) {
    const SqlSimilarProposalElsewhereRow *row;
    SqlSimilarProposalElsewhereIn in = {alike->collaboration, alike->subject, looking->today};
    if (!sql_similar_proposal_elsewhere(looking->db, looking->arena, &in, &row, error))
        return false;
    if (row != NULL)
        *ret = (SimilarTitle){
            .title = row->title,
            .where = arena_printf(
                looking->arena, "%s, %s", row->collaboration_title,
                outcome_words(looking->arena, outcome_from(row->outcome), row->outcome_year))};
    return true;
}

static bool other_activity(const Looking *looking, const AlikeTitle *alike, SimilarTitle *ret,
                           GError **error) {
    const SqlSimilarActivityElsewhereRow *row;
    SqlSimilarActivityElsewhereIn in = {alike->collaboration, alike->subject, looking->today};
    if (!sql_similar_activity_elsewhere(looking->db, looking->arena, &in, &row, error))
        return false;
    if (row != NULL)
        *ret = (SimilarTitle){.title = row->title,
                              .where =
                                  arena_printf(looking->arena, "%s, %s", row->collaboration_title,
                                               year_words(looking->arena, row->status, row->year))};
    return true;
}

/* ---- which are shown ---- */

static bool is_there(const Looking *looking, const char *title) {
    const char *folded = text_fold(looking->arena, title);
    for (size_t i = 0; i < looking->n; i++)
        if (strcmp(text_fold(looking->arena, looking->found[i].title), folded) == 0)
            return true;
    return false;
}

static bool look_up(Looking *looking, const AlikeTitle *alike, GError **error) {
    bool own = id_equal(alike->collaboration, looking->own),
         proposal = strcmp(alike->kind, "proposal") == 0;
    SimilarTitle found = {0};
    if (proposal && id_equal(alike->subject, looking->but))
        return true;
    if (!(own        ? proposal ? own_proposal : own_activity
          : proposal ? other_proposal
                     : other_activity)(looking, alike, &found, error))
        return false;
    if (found.title == NULL || is_there(looking, found.title))
        return true;
    found.likeness = alike->likeness;
    found.kind = alike->kind;
    found.subject = own ? alike->subject : (Id){0};
    looking->found[looking->n++] = found;
    return true;
}

static bool look_up_all(Looking *looking, const AlikeTitles *alike, GError **error) {
    for (size_t i = 0;
         i < alike->n && i < LOOKED_UP_MAX && alike->rows[i].likeness >= SIMILAR_LIKENESS_MIN; i++)
        if (!look_up(looking, &alike->rows[i], error))
            return false;
    return true;
}

static int by_likeness(const void *a, const void *b) {
    const SimilarTitle *one = a, *other = b;
    return other->likeness - one->likeness;
}

bool similar_titles(Db *db, Arena *arena, const Asker *asker, const char *typed, Id but,
                    SimilarTitles *ret, GError **error) {
    Looking looking = {.db = db,
                       .arena = arena,
                       .own = asker->collaboration,
                       .but = but,
                       .prepares = roles_may(asker->roles, MAY_PREPARE),
                       .today = asker->today,
                       .found = ARENA_ARRAY(arena, SimilarTitle, 2 * LOOKED_UP_MAX)};
    AlikeTitles own, elsewhere;
    if (!titles_alike(db, arena, asker->collaboration, typed, &own, error) ||
        !titles_alike_elsewhere(db, arena, asker->collaboration, asker->today, typed, &elsewhere,
                                error) ||
        !look_up_all(&looking, &own, error) || !look_up_all(&looking, &elsewhere, error))
        return false;
    qsort(looking.found, looking.n, sizeof looking.found[0], by_likeness);
    *ret = (SimilarTitles){looking.found, MIN(looking.n, SIMILAR_MAX)};
    return true;
}
