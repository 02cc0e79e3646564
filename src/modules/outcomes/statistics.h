#pragma once
#include "modules/outcomes/outcomes.h"

/* What is proposed, by whom and about what, and what becomes of it, over the rounds. Outcomes count
 * when they are told. */

typedef struct StatisticsRow {
    const char *kind; /* "round", "proposer", "category" */
    const char *name;
    Id id;
    int64_t n, n_planned, n_bank, n_declined, n_undecided;
    int64_t median_days; /* from handing in to being told; -1: none is told */
    bool is_own;         /* the asker belongs there */
} StatisticsRow;

typedef struct Statistics {
    const StatisticsRow *rows; /* rounds by year, then proposers and categories as in the rules */
    size_t n, n_rounds, n_proposers, n_categories;
    bool is_told;  /* some outcome counts */
    Rounds rounds; /* all there are, newest first */
} Statistics;

/* Of one round, or, when that is none, of all. Two statements and those of the rules. */
bool statistics_load(Db *db, Arena *arena, const Asker *asker, Id round, Statistics *ret,
                     GError **error);

/* The most proposals that one of them has, at least 1: the whole width of a bar. */
int64_t statistics_most(const StatisticsRow *rows, size_t n);

/* Planned among those that have been told, in per cent; -1: none. */
int64_t statistics_share(const StatisticsRow *row);
