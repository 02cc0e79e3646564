#include "modules/outcomes/testing/outcome_site.h"

#include "base/error.h"
#include "base/id.h"

#include <stdarg.h>

static const char *const texts_but_title[N_PROPOSAL_TEXTS] = {
    [PROPOSAL_NEED] = "Behovet",
    [PROPOSAL_GOAL] = "Målet",
    [PROPOSAL_IMPLEMENTATION] = "Så går det till",
    [PROPOSAL_TIME] = "våren 2022",
    [PROPOSAL_RESPONSIBLE] = "Arbetsgruppen",
    [PROPOSAL_PARTIES] = "Länets kommuner",
    [PROPOSAL_EFFECT_GOALS] = "Giftfri miljö",
    [PROPOSAL_CONTACT] = ""};

Id propose(const OutcomeSite *site, const char *office, const char *title) {
    Site *at = site->site;
    const char *texts[N_PROPOSAL_TEXTS];
    Id id;
    for (ProposalText text = 0; text < N_PROPOSAL_TEXTS; text++)
        texts[text] = text == PROPOSAL_TITLE ? title : texts_but_title[text];
    round_site_be(site->round_site, office, ONLY_ROLE(ROLE_MEMBER));
    Asker asker = round_site_asker(site->round_site);
    ProposalAddition addition = {&asker, site->round, round_site_office(site->round_site, office),
                                 texts,  {0},         at->now};
    g_assert_true(proposal_add(at->db, at->arena, &addition, &id, NULL));
    g_assert_true(proposal_submit(at->db, &(ProposalAct){&asker, id, at->now}, NULL));
    round_site_coordinate(site->round_site);
    return id;
}

void outcome_site_sql(const OutcomeSite *site, const char *sql, ...) {
    va_list arguments;
    va_start(arguments, sql);
    g_autofree char *script = g_strdup_vprintf(sql, arguments);
    va_end(arguments);
    g_assert_true(db_run_script(site->site->db, script, NULL));
}

static void prepare(const OutcomeSite *site) {
    int64_t own = site->site->own.id.value;
    const Rule *category = rules_find(site_rules(site->site), ELEMENT_CATEGORY, "tillsynsprojekt");
    g_assert_nonnull(category);
    outcome_site_sql(site,
                     "INSERT INTO proposal_preparation (collaboration, proposal, size, suggestion, "
                     "year, category) VALUES (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
                     ", 'M', 'planned', 2022, %" G_GINT64_FORMAT ");"
                     "INSERT INTO proposal_preparation (collaboration, proposal, hours, "
                     "suggestion, note) VALUES (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
                     ", 25, 'bank', 'Får vänta på vägledningen');",
                     own, site->solarier.value, category->element.value, own, site->skolor.value);
}

OutcomeSite *outcome_site_new(const Route *const *tables) {
    OutcomeSite *made = g_new0(OutcomeSite, 1);
    made->round_site = round_site_new(tables);
    made->site = made->round_site->site;
    made->round = made->round_site->round;
    made->solarier = propose(made, "aneby", "Tillsyn av solarier");
    made->skolor = propose(made, "eksjo", "Skolgårdar");
    made->avlopp = propose(made, "eksjo", "Enskilda avlopp");
    prepare(made);
    round_site_go(made->round_site, STAGE_DECIDING);
    return made;
}

void outcome_site_free(OutcomeSite *site) {
    round_site_free(site->round_site);
    g_free(site);
}

Id begin_plan(const OutcomeSite *site) {
    Site *at = site->site;
    RuleHistory history;
    Id id;
    g_assert_true(rules_history(at->db, at->arena, at->own.id, ELEMENT_DOCUMENT, "verksamhetsplan",
                                &history, NULL));
    PlanStart start = {.rules = site_rules(at),
                       .document = round_rule(&history, 2022),
                       .account = at->session.account,
                       .first_year = 2022};
    g_assert_true(plan_start(at->db, at->arena, &start, &id, NULL));
    return id;
}

Outcomes outcomes_now(const OutcomeSite *site) {
    Site *at = site->site;
    Outcomes outcomes;
    g_assert_true(
        outcomes_load(at->db, at->arena, at->own.id, site->round, at->today, &outcomes, NULL));
    return outcomes;
}

OutcomeChange change_of(const OutcomeSite *site, const Id *proposals, size_t n) {
    const Site *at = site->site;
    return (OutcomeChange){.collaboration = at->own.id,
                           .account = at->session.account,
                           .round = site->round,
                           .today = at->today,
                           .now = at->now,
                           .proposals = proposals,
                           .n = n};
}

bool set_outcome(const OutcomeSite *site, Id proposal, Outcome outcome, int64_t year,
                 const char *reason, GError **error) {
    OutcomeChange change = change_of(site, &proposal, 1);
    change.outcome = outcome;
    change.year = year;
    change.reason = reason;
    return outcomes_set(site->site->db, site->site->arena, &change, error);
}
