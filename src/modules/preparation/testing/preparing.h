#pragma once
#include "modules/preparation/preparation.h"
#include "modules/rounds/testing/round_site.h"

/* A round's proposals for tests of what is made of them. */

/* Submitted by an office while the round collects; its texts begin with the title. Who asks stays
 * the office's. */
Id preparing_submit(RoundSite *site, const char *office, const char *title);

/* Somebody of another office (nassjo) who prepares, from the first day of this stage. */
Asker preparing_ask(RoundSite *site, Stage stage);

/* One value of one proposal; `was` NULL: whatever it was. */
bool preparing_set(const RoundSite *site, const Asker *asker, Id proposal, const char *name,
                   const char *was, const char *value, PreparationResult *ret, GError **error);

void assert_refused(bool done, GError **error, ErrorCode code, const char *words);

/* The address of a page of the round's preparation: "" is the matrix, "/merge" … */
const char *preparing_target(const RoundSite *site, const char *rest);
/* Of one proposal's: "", "/cell" … */
const char *proposal_target(const RoundSite *site, Id proposal, const char *rest);

/* The pages of this module, a round's and a proposal's, for round_site_new(). */
extern const Route *const preparing_tables[];
