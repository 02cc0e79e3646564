#include "modules/outcomes/statistics.h"

#include "base/id.h"
#include "modules/outcomes/outcomes_sql.h"
#include "web/translate.h"

#include <stdlib.h>
#include <string.h>

#define SECONDS_PER_DAY 86400

typedef struct {
    const Asker *asker;
    const Rules *rules;
    SqlStatisticsProposalsRows proposals;
    Rounds rounds;
    Id only;       /* this round, or none: all */
    int64_t *days; /* room for one of each proposal */
} Counting;

static const Round *round_with(const Counting *counting, Id id) {
    for (size_t i = 0; i < counting->rounds.n; i++)
        if (id_equal(counting->rounds.rows[i].id, id))
            return &counting->rounds.rows[i];
    return NULL;
}

int64_t statistics_most(const StatisticsRow *rows, size_t n) {
    int64_t most = 1;
    for (size_t i = 0; i < n; i++)
        most = MAX(most, rows[i].n);
    return most;
}

int64_t statistics_share(const StatisticsRow *row) {
    int64_t told = row->n_planned + row->n_bank + row->n_declined;
    return told == 0 ? -1 : (100 * row->n_planned + told / 2) / told;
}

static int by_size(const void *a, const void *b) {
    int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
    return one < other ? -1 : one > other;
}

static int64_t median(int64_t *days, size_t n) {
    if (n == 0)
        return -1;
    qsort(days, n, sizeof *days, by_size);
    return n % 2 == 1 ? days[n / 2] : (days[n / 2 - 1] + days[n / 2] + 1) / 2;
}

static void count_one(const SqlStatisticsProposalsRow *proposal, const Round *round,
                      StatisticsRow *row, int64_t *days, size_t *n_days) {
    Outcome outcome = round->told_at.seconds == 0 ? OUTCOME_NONE : outcome_from(proposal->outcome);
    row->n++;
    row->n_planned += outcome == OUTCOME_PLANNED;
    row->n_bank += outcome == OUTCOME_BANK;
    row->n_declined += outcome == OUTCOME_DECLINED;
    row->n_undecided += outcome == OUTCOME_NONE;
    if (outcome != OUTCOME_NONE)
        days[(*n_days)++] =
            (round->told_at.seconds - proposal->submitted_at.seconds) / SECONDS_PER_DAY;
}

static Id key_of(const SqlStatisticsProposalsRow *proposal, const char *kind) {
    return kind[0] == 'r'   ? proposal->round
           : kind[0] == 'p' ? proposal->proposer
                            : proposal->category;
}

/* Those whose round, proposer or category this is. */
static StatisticsRow counted(const Counting *counting, const char *kind, Id id, const char *name) {
    StatisticsRow row = {.kind = kind, .name = name, .id = id};
    size_t n_days = 0;
    for (size_t i = 0; i < counting->proposals.n; i++) {
        const SqlStatisticsProposalsRow *proposal = &counting->proposals.rows[i];
        const Round *round = round_with(counting, proposal->round);
        bool counts = round != NULL &&
                      (!id_is_set(counting->only) || id_equal(counting->only, proposal->round));
        if (counts && id_equal(key_of(proposal, kind), id))
            count_one(proposal, round, &row, counting->days, &n_days);
    }
    row.median_days = median(counting->days, n_days);
    return row;
}

static void add_rounds(const Counting *counting, StatisticsRow *rows, Statistics *ret) {
    for (size_t i = counting->rounds.n; i > 0; i--) {
        const Round *round = &counting->rounds.rows[i - 1];
        if (id_is_set(counting->only) && !id_equal(counting->only, round->id))
            continue;
        rows[ret->n++] = counted(counting, "round", round->id, round->title);
        ret->n_rounds++;
        ret->is_told |= rows[ret->n - 1].n > rows[ret->n - 1].n_undecided;
    }
}

static bool offices_propose(const Counting *counting) {
    for (size_t i = 0; i < counting->rounds.n; i++)
        if (strstr(counting->rounds.rows[i].proposals_from, "offices") != NULL)
            return true;
    return false;
}

/* Where offices propose, all of them, so that their order and number are the same from year to
 * year. */
static void add_proposers(const Counting *counting, StatisticsRow *rows, Statistics *ret) {
    for (size_t i = 0; i < counting->rules->n; i++) {
        const Rule *rule = &counting->rules->rules[i];
        if (rule->kind == ELEMENT_CATEGORY || rule->kind == ELEMENT_DOCUMENT)
            continue;
        StatisticsRow row = counted(counting, "proposer", rule->element, party_name(rule));
        if (row.n == 0 && (rule->kind != ELEMENT_OFFICE || !offices_propose(counting)))
            continue;
        row.is_own = rule->kind == ELEMENT_OFFICE && asker_is_of(counting->asker, rule->element);
        rows[ret->n++] = row;
        ret->n_proposers++;
    }
}

static void add_categories(const Counting *counting, StatisticsRow *rows, Statistics *ret) {
    const Rule *rule = NULL;
    StatisticsRow none = counted(counting, "category", (Id){0}, T_("Utan kategori"));
    while ((rule = rules_next(counting->rules, ELEMENT_CATEGORY, rule)) != NULL) {
        StatisticsRow row = counted(counting, "category", rule->element, rule->title);
        if (row.n == 0)
            continue;
        rows[ret->n++] = row;
        ret->n_categories++;
    }
    if (none.n > 0) {
        rows[ret->n++] = none;
        ret->n_categories++;
    }
}

bool statistics_load(Db *db, Arena *arena, const Asker *asker, Id round, Statistics *ret,
                     GError **error) {
    Counting counting = {.asker = asker, .only = round};
    SqlStatisticsProposalsIn in = {asker->collaboration, roles_may(asker->roles, MAY_PREPARE)};
    if (!rounds_list(db, arena, asker->collaboration, &counting.rounds, error) ||
        !sql_statistics_proposals(db, arena, &in, &counting.proposals, error) ||
        !rules_load(db, arena, asker->collaboration, asker->today, &counting.rules, error))
        return false;
    counting.days = ARENA_ARRAY(arena, int64_t, counting.proposals.n);
    StatisticsRow *rows =
        ARENA_ARRAY(arena, StatisticsRow, counting.rounds.n + 2 * counting.rules->n + 1);
    *ret = (Statistics){.rows = rows, .rounds = counting.rounds};
    add_rounds(&counting, rows, ret);
    add_proposers(&counting, rows, ret);
    add_categories(&counting, rows, ret);
    return true;
}
