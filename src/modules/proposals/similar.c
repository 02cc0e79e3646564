#include "modules/proposals/similar.h"

#include "base/id.h"
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
    const char **folded; /* of each found */
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

static bool is_there(const Looking *looking, const AlikeTitle *alike) {
    for (size_t i = 0; i < looking->n; i++)
        if (strcmp(looking->folded[i], alike->folded) == 0)
            return true;
    return false;
}

static bool look_up(Looking *looking, const AlikeTitle *alike, GError **error) {
    bool own = id_equal(alike->collaboration, looking->own),
         proposal = strcmp(alike->kind, "proposal") == 0;
    SimilarTitle found = {0};
    if (!(own        ? proposal ? own_proposal : own_activity
          : proposal ? other_proposal
                     : other_activity)(looking, alike, &found, error))
        return false;
    if (found.title == NULL)
        return true;
    found.likeness = alike->likeness;
    found.kind = alike->kind;
    found.subject = own ? alike->subject : (Id){0};
    looking->folded[looking->n] = alike->folded;
    looking->found[looking->n++] = found;
    return true;
}

/* What is there already costs nothing, so that what comes back every year hides no other. */
static bool look_up_all(Looking *looking, const AlikeTitles *alike, GError **error) {
    size_t n_looked_up = 0;
    for (size_t i = 0; i < alike->n && n_looked_up < LOOKED_UP_MAX; i++) {
        const AlikeTitle *row = &alike->rows[i];
        bool itself = strcmp(row->kind, "proposal") == 0 && id_equal(row->subject, looking->but);
        if (row->likeness < SIMILAR_LIKENESS_MIN)
            return true;
        if (itself || is_there(looking, row))
            continue;
        n_looked_up++;
        if (!look_up(looking, row, error))
            return false;
    }
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
                       .found = ARENA_ARRAY(arena, SimilarTitle, 2 * LOOKED_UP_MAX),
                       .folded = ARENA_ARRAY(arena, const char *, 2 * LOOKED_UP_MAX)};
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
