#include "base/error.h"
#include "modules/proposals/frozen_proposal.h"
#include "modules/rounds/testing/round_site.h"

#include <string.h>

static const char *const some_texts[N_PROPOSAL_TEXTS] = {
    " Tillsyn av  solarier ", "Behovet", "Målet\n", "Så här", "våren 2022", "Aneby",
    "Länets kommuner",        "",        ""};

static Id add(const RoundSite *site, const Asker *asker, Id proposer) {
    Id id;
    ProposalAddition addition = {asker, site->round, proposer, some_texts, {0}, site->site->now};
    g_assert_true(proposal_add(site->site->db, site->site->arena, &addition, &id, NULL));
    return id;
}

static bool submit(const RoundSite *site, const Asker *asker, Id proposal, GError **error) {
    return proposal_submit(site->site->db, &(ProposalAct){asker, proposal, site->site->now}, error);
}

static bool withdraw(const RoundSite *site, const Asker *asker, Id proposal, GError **error) {
    return proposal_withdraw(site->site->db, &(ProposalAct){asker, proposal, site->site->now},
                             error);
}

static bool get(const RoundSite *site, const Asker *asker, Id id, Proposal *ret, GError **error) {
    return proposal_get(site->site->db, site->site->arena, asker, id, ret, error);
}

static size_t count(const RoundSite *site, const Asker *asker) {
    Proposals proposals;
    g_assert_true(proposals_of_round(site->site->db, site->site->arena, asker, site->round,
                                     &proposals, NULL));
    return proposals.n;
}

static FrozenDocuments frozen(const RoundSite *site) {
    FrozenDocuments documents;
    g_assert_true(
        frozen_list(site->site->db, site->site->arena, site->site->own.id, &documents, NULL));
    return documents;
}

static Asker ask_from(RoundSite *site, const char *office) {
    round_site_be(site, office, ONLY_ROLE(ROLE_MEMBER));
    return round_site_asker(site);
}

static Asker coordinate(RoundSite *site) {
    round_site_coordinate(site);
    return round_site_asker(site);
}

static void assert_refused(bool done, GError **error, ErrorCode code, const char *words) {
    g_assert_false(done);
    g_assert_true(error_is(*error, code));
    g_assert_nonnull(strstr((*error)->message, words));
    g_clear_error(error);
}

/* The coordinator sees that something is begun, and not what. */
static void test_draft_is_the_proposers(void) {
    RoundSite *site = round_site_new(NULL);
    GError *error = NULL;
    Proposal found;
    Asker aneby = ask_from(site, "aneby"), eksjo = ask_from(site, "eksjo"),
          coordinator = coordinate(site);
    Id id = add(site, &aneby, round_site_office(site, "aneby"));
    g_assert_true(get(site, &aneby, id, &found, NULL));
    g_assert_cmpstr(found.texts[PROPOSAL_TITLE], ==, "Tillsyn av solarier");
    g_assert_cmpstr(found.texts[PROPOSAL_GOAL], ==, "Målet");
    g_assert_true(found.is_own);
    assert_refused(get(site, &eksjo, id, &found, &error), &error, ERROR_NOT_FOUND, "finns inte");
    assert_refused(get(site, &coordinator, id, &found, &error), &error, ERROR_NOT_FOUND, "finns");
    g_assert_cmpuint(count(site, &aneby), ==, 1);
    g_assert_cmpuint(count(site, &eksjo), ==, 0);
    g_assert_cmpuint(count(site, &coordinator), ==, 0);
    DraftCounts begun;
    g_assert_true(drafts_begun(site->site->db, site->site->arena, site->site->own.id, site->round,
                               &begun, NULL));
    g_assert_cmpuint(begun.n, ==, 1);
    g_assert_cmpint(begun.rows[0].n, ==, 1);
    g_assert_true(withdraw(site, &aneby, id, NULL)); /* thrown away, and still nobody else's */
    g_assert_cmpuint(frozen(site).n, ==, 0);
    g_assert_true(get(site, &aneby, id, &found, NULL));
    g_assert_cmpint(found.state, ==, PROPOSAL_WITHDRAWN);
    g_assert_cmpuint(count(site, &eksjo) + count(site, &coordinator), ==, 0);
    assert_refused(get(site, &coordinator, id, &found, &error), &error, ERROR_NOT_FOUND, "finns");
    round_site_free(site);
}

static void test_submitted(void) {
    RoundSite *site = round_site_new(NULL);
    GError *error = NULL;
    Proposal found;
    Asker aneby = ask_from(site, "aneby"), eksjo = ask_from(site, "eksjo");
    Id first = add(site, &aneby, round_site_office(site, "aneby")),
       second = add(site, &aneby, round_site_office(site, "aneby"));
    g_assert_true(submit(site, &aneby, second, NULL));
    g_assert_true(submit(site, &aneby, first, NULL));
    assert_refused(submit(site, &aneby, first, &error), &error, ERROR_CONFLICT, "redan inlämnat");
    g_assert_true(get(site, &eksjo, second, &found, NULL));
    g_assert_cmpint(found.number, ==, 1);
    g_assert_false(found.is_own);
    assert_refused(withdraw(site, &eksjo, second, &error), &error, ERROR_FORBIDDEN, "lämnat det");
    g_assert_true(withdraw(site, &aneby, second, NULL));
    FrozenDocuments documents = frozen(site); /* it came in */
    g_assert_cmpuint(documents.n, ==, 1);
    g_assert_cmpstr(documents.rows[0].title, ==, "Förslag 1: Tillsyn av solarier (återtaget)");
    g_assert_cmpstr(documents.rows[0].sender, ==, "Aneby");
    g_assert_true(submit(site, &aneby, second, NULL)); /* keeps its number */
    g_assert_true(get(site, &eksjo, second, &found, NULL));
    g_assert_cmpint(found.number, ==, 1);
    Proposals standing;
    g_assert_true(proposals_standing(site->site->db, site->site->arena, site->site->own.id,
                                     site->round, &standing, NULL));
    g_assert_cmpuint(standing.n, ==, 2);
    round_site_free(site);
}

static void test_text_while_typing(void) {
    RoundSite *site = round_site_new(NULL);
    GError *error = NULL;
    Arena *arena = site->site->arena;
    Db *db = site->site->db;
    Asker aneby = ask_from(site, "aneby"), eksjo = ask_from(site, "eksjo");
    Id id = add(site, &aneby, round_site_office(site, "aneby"));
    ProposalTextResult result;
    ProposalTextEdit edit = {&aneby, id, PROPOSAL_NEED, "Behovet", "Behovet är stort"};
    g_assert_true(proposal_edit_text(db, arena, &edit, &result, NULL));
    g_assert_cmpint(result.outcome, ==, CELL_SAVED);
    g_assert_true(proposal_edit_text(db, arena, &edit, &result, NULL));
    g_assert_cmpint(result.outcome, ==, CELL_UNCHANGED);
    edit.now = "Något annat";
    g_assert_true(proposal_edit_text(db, arena, &edit, &result, NULL));
    g_assert_cmpint(result.outcome, ==, CELL_CONFLICT);
    g_assert_cmpstr(result.text, ==, "Behovet är stort");
    edit.asker = &eksjo;
    assert_refused(proposal_edit_text(db, arena, &edit, &result, &error), &error, ERROR_NOT_FOUND,
                   "finns inte");
    edit.asker = &aneby;
    edit.text = PROPOSAL_TITLE;
    edit.was = NULL;
    edit.now = g_strnfill(10000, 'x');
    assert_refused(proposal_edit_text(db, arena, &edit, &result, &error), &error, ERROR_INVALID,
                   "högst 200 tecken");
    g_free((char *)edit.now);
    round_site_free(site);
}

static void test_stages(void) {
    RoundSite *site = round_site_new(NULL);
    GError *error = NULL;
    Asker aneby = ask_from(site, "aneby");
    Id office = round_site_office(site, "aneby"), draft = add(site, &aneby, office),
       submitted = add(site, &aneby, office), id;
    g_assert_true(submit(site, &aneby, submitted, NULL));
    round_site_go(site, STAGE_PREPARING);
    aneby = ask_from(site, "aneby");
    ProposalAddition late = {&aneby, site->round, office, some_texts, {0}, site->site->now};
    assert_refused(proposal_add(site->site->db, site->site->arena, &late, &id, &error), &error,
                   ERROR_CONFLICT, "tar inte emot");
    assert_refused(submit(site, &aneby, draft, &error), &error, ERROR_CONFLICT,
                   "Tiden för förslag");
    ProposalTextResult result;
    ProposalTextEdit edit = {&aneby, submitted, PROPOSAL_NEED, NULL, "Ny"};
    assert_refused(proposal_edit_text(site->site->db, site->site->arena, &edit, &result, &error),
                   &error, ERROR_CONFLICT, "kan inte ändras längre");
    Asker coordinator = coordinate(site);
    late.asker = &coordinator;
    g_assert_true(proposal_register(site->site->db, site->site->arena, &late, &id, NULL));
    late.asker = &aneby;
    assert_refused(proposal_register(site->site->db, site->site->arena, &late, &id, &error), &error,
                   ERROR_FORBIDDEN, "leder omgången");
    round_site_go(site, STAGE_COMMENTING);
    aneby = ask_from(site, "aneby");
    assert_refused(withdraw(site, &aneby, submitted, &error), &error, ERROR_CONFLICT, "släppt");
    round_site_free(site);
}

static void test_whole_form(void) {
    RoundSite *site = round_site_new(NULL);
    GError *error = NULL;
    Asker aneby = ask_from(site, "aneby");
    Id id = add(site, &aneby, round_site_office(site, "aneby"));
    const char *texts[N_PROPOSAL_TEXTS] = {""};
    ProposalEdit edit = {&aneby, id, 1, texts, {0}};
    g_assert_true(proposal_edit(site->site->db, site->site->arena, &edit, NULL));
    assert_refused(proposal_edit(site->site->db, site->site->arena, &edit, &error), &error,
                   ERROR_CONFLICT, "Någon annan");
    assert_refused(submit(site, &aneby, id, &error), &error, ERROR_INVALID, "vad förslaget heter");
    round_site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/proposals/draft is the proposer's", test_draft_is_the_proposers);
    g_test_add_func("/proposals/submitted", test_submitted);
    g_test_add_func("/proposals/text while typing", test_text_while_typing);
    g_test_add_func("/proposals/stages", test_stages);
    g_test_add_func("/proposals/whole form", test_whole_form);
    return g_test_run();
}
