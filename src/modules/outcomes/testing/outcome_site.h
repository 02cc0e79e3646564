#pragma once
#include "modules/outcomes/outcomes.h"
#include "modules/rounds/testing/round_site.h"

/* A round that is deciding, with proposals of Aneby and Eksjö, and people at those offices. The
 * plan 2022–2024 is begun with begin_plan(). */
typedef struct OutcomeSite {
    RoundSite *round_site;
    Site *site;
    Id round;
    Id solarier, skolor, avlopp; /* by number: 1 Aneby's, 2 Eksjö's, 3 Eksjö's */
} OutcomeSite;

/* `tables`: as site_new(). The coordinator asks. Solarier: M, suggested for 2022 in the category
 * tillsynsprojekt; skolor: 25 hours, suggested for the bank, with a note; avlopp: nothing said. */
OutcomeSite *outcome_site_new(const Route *const *tables);
void outcome_site_free(OutcomeSite *site);

/* The plan of the round, from its rule. */
Id begin_plan(const OutcomeSite *site);

Outcomes outcomes_now(const OutcomeSite *site);
/* A change of these proposals, as the coordinator makes it today. */
OutcomeChange change_of(const OutcomeSite *site, const Id *proposals, size_t n);
bool set_outcome(const OutcomeSite *site, Id proposal, Outcome outcome, int64_t year,
                 const char *reason, GError **error);

/* Runs SQL that sets the stage; */
void outcome_site_sql(const OutcomeSite *site, const char *sql, ...) G_GNUC_PRINTF(2, 3);

/* Another proposal of this office, submitted; only as long as the site's day is in the time for
 * proposals. */
Id propose(const OutcomeSite *site, const char *office, const char *title);
