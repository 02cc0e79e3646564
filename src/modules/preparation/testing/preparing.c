#include "modules/preparation/testing/preparing.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/preparation/preparation_pages.h"
#include "modules/proposals/proposals_pages.h"

#include <string.h>

Id preparing_submit(RoundSite *site, const char *office, const char *title) {
    const char *const texts[N_PROPOSAL_TEXTS] = {title, "Behov av det", "Mål med det"};
    Id id;
    round_site_be(site, office, ONLY_ROLE(ROLE_HEAD));
    Asker asker = round_site_asker(site);
    ProposalAddition addition = {&asker, site->round, round_site_office(site, office),
                                 texts,  {0},         site->site->now};
    g_assert_true(proposal_add(site->site->db, site->site->arena, &addition, &id, NULL));
    g_assert_true(
        proposal_submit(site->site->db, &(ProposalAct){&asker, id, site->site->now}, NULL));
    return id;
}

Asker preparing_ask(RoundSite *site, Stage stage) {
    round_site_go(site, stage);
    round_site_be(site, "nassjo", ONLY_ROLE(ROLE_PREPARER));
    return round_site_asker(site);
}

bool preparing_set(const RoundSite *site, const Asker *asker, Id proposal, const char *name,
                   const char *was, const char *value, PreparationResult *ret, GError **error) {
    PreparedChange change = {.was = was, .value = value};
    PreparationEdit edit = {asker, site->round, &proposal, 1, &change, 1};
    PreparationResult result;
    g_assert_true(prepared_from(name, &change.prepared));
    return preparation_edit(site->site->db, site->site->arena, &edit, ret == NULL ? &result : ret,
                            error);
}

void assert_refused(bool done, GError **error, ErrorCode code, const char *words) {
    g_assert_false(done);
    if (!error_is(*error, code) || strstr((*error)->message, words) == NULL)
        g_error("not “%s”: %s", words, (*error)->message);
    g_clear_error(error);
}

const Route *const preparing_tables[] = {preparation_routes,
                                         prepared_proposal_routes,
                                         reshape_routes,
                                         release_routes,
                                         round_routes,
                                         proposal_routes,
                                         NULL};

const char *preparing_target(const RoundSite *site, const char *rest) {
    return arena_printf(site->site->arena, "/jonkoping/rounds/%s/preparation%s",
                        id_text(site->site->arena, site->round), rest);
}

const char *proposal_target(const RoundSite *site, Id proposal, const char *rest) {
    return preparing_target(
        site, arena_printf(site->site->arena, "/%s%s", id_text(site->site->arena, proposal), rest));
}
