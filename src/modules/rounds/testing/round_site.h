#pragma once
#include "modules/collaborations/testing/site.h"
#include "modules/rounds/rounds.h"

/* A site with Jönköping's round for the plan 2022–2024, by its rule, and somebody who asks from an
 * office. Stages are reached by moving the site's day. */
typedef struct RoundSite {
    Site *site;
    Id round;
} RoundSite;

/* `tables`: as site_new(). The round is collecting, and Anna Prov coordinates. */
RoundSite *round_site_new(const Route *const *tables);
void round_site_free(RoundSite *site);

/* The first day of the stage, with what was released before it. STAGE_CLOSED tells nothing. */
void round_site_go(RoundSite *site, Stage stage);

/* Who asks from now on: somebody with a post at this office ("aneby"), with these roles. The same
 * office is the same person. */
void round_site_be(RoundSite *site, const char *office, Roles roles);
/* Anna Prov again, the coordinator. */
void round_site_coordinate(RoundSite *site);

Id round_site_office(const RoundSite *site, const char *key);
/* The session's person, as the rules' calls want it. */
Asker round_site_asker(const RoundSite *site);

/* Submitted proposals of Aneby's, numbered on to `last`. */
void round_site_fill(const RoundSite *site, int last);
/* What a page asks of the database when nothing is kept from before; its status is 200. */
uint64_t round_site_statements(const RoundSite *site, const char *path);
