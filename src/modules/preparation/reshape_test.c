#include "modules/preparation/testing/preparing.h"

#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "modules/frozen/frozen.h"

#include <string.h>

static const char *const new_texts[N_PROPOSAL_TEXTS] = {"Solarier och bad", "Båda behoven"};

static Proposal get(const RoundSite *site, const Asker *asker, Id id) {
    Proposal found;
    g_assert_true(proposal_get(site->site->db, site->site->arena, asker, id, &found, NULL));
    return found;
}

static ProposalSeen seen(const RoundSite *site, const Asker *asker, Id id) {
    return (ProposalSeen){id, get(site, asker, id).edit};
}

typedef struct {
    RoundSite *site;
    Asker asker;
    Id first, second;
    ProposalSeen origins[2];
    ProposalMerge merge;
} Fixture;

static void begin(Fixture *fixture) {
    RoundSite *site = fixture->site = round_site_new(NULL);
    fixture->first = preparing_submit(site, "aneby", "Solarier");
    fixture->second = preparing_submit(site, "eksjo", "Bassängbad");
    fixture->asker = preparing_ask(site, STAGE_PREPARING);
    fixture->origins[0] = seen(site, &fixture->asker, fixture->first);
    fixture->origins[1] = seen(site, &fixture->asker, fixture->second);
    fixture->merge = (ProposalMerge){.asker = &fixture->asker,
                                     .round = site->round,
                                     .proposer = round_site_office(site, "aneby"),
                                     .origins = fixture->origins,
                                     .n = 2,
                                     .texts = new_texts,
                                     .now = site->site->now};
}

static const char *words(const Fixture *fixture, Id proposal) {
    Traces traces;
    const Site *site = fixture->site->site;
    g_assert_true(
        traces_load(site->db, site->arena, site->own.id, fixture->site->round, &traces, NULL));
    return trace_sentence(site->arena, &traces, proposal);
}

static Id merge(const Fixture *fixture) {
    Id id;
    g_assert_true(proposals_merge(fixture->site->site->db, &fixture->merge, &id, NULL));
    return id;
}

static void test_merge(void) {
    Fixture fixture;
    begin(&fixture);
    Id id = merge(&fixture);
    Proposal made = get(fixture.site, &fixture.asker, id);
    g_assert_cmpint(made.number, ==, 3);
    g_assert_cmpint(made.state, ==, PROPOSAL_SUBMITTED);
    g_assert_cmpstr(made.texts[PROPOSAL_TITLE], ==, "Solarier och bad");
    g_assert_cmpint(get(fixture.site, &fixture.asker, fixture.first).state, ==, PROPOSAL_MERGED);
    g_assert_cmpstr(words(&fixture, fixture.first), ==, "Slogs ihop med förslag 2 till förslag 3.");
    g_assert_cmpstr(words(&fixture, id), ==, "Kommer av förslag 1 och 2, som slogs ihop.");
    Proposals standing;
    g_assert_true(proposals_standing(fixture.site->site->db, fixture.site->site->arena,
                                     fixture.site->site->own.id, fixture.site->round, &standing,
                                     NULL));
    g_assert_cmpuint(standing.n, ==, 1);
    round_site_free(fixture.site);
}

static void refuse_merge(Fixture *fixture, ErrorCode code, const char *with) {
    GError *error = NULL;
    Id id;
    assert_refused(proposals_merge(fixture->site->site->db, &fixture->merge, &id, &error), &error,
                   code, with);
}

static void test_merge_refused(void) {
    Fixture fixture;
    begin(&fixture);
    g_autofree char *long_text = g_strnfill(10000, 'x');
    const char *const too_long[N_PROPOSAL_TEXTS] = {long_text};
    const char *const nameless[N_PROPOSAL_TEXTS] = {" "};
    fixture.merge.n = 1;
    refuse_merge(&fixture, ERROR_INVALID, "Välj 2 till 20");
    fixture.merge.n = 2;
    fixture.merge.texts = too_long;
    refuse_merge(&fixture, ERROR_INVALID, "högst 200 tecken");
    fixture.merge.texts = nameless;
    refuse_merge(&fixture, ERROR_INVALID, "heta");
    fixture.merge.texts = new_texts;
    fixture.merge.proposer = round_site_office(fixture.site, "vaggeryd");
    refuse_merge(&fixture, ERROR_INVALID, "Välj vem");
    fixture.merge.proposer = round_site_office(fixture.site, "aneby");
    fixture.origins[1] = fixture.origins[0];
    refuse_merge(&fixture, ERROR_INVALID, "två gånger");
    round_site_free(fixture.site);
}

/* Drafts, until the round has as many proposals as it may have but `room`. */
static void fill_round(const Fixture *fixture, int room) {
    const RoundSite *site = fixture->site;
    g_autoptr(GString) script = g_string_new(NULL);
    for (int i = 2; i < PROPOSALS_PER_ROUND_MAX - room; i++)
        g_string_append_printf(
            script,
            "INSERT INTO proposal (collaboration, id, round, proposer, created_at) VALUES "
            "(%" G_GINT64_FORMAT ", %d, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", 1);",
            site->site->own.id.value, i, site->round.value, fixture->merge.proposer.value);
    g_assert_true(db_run_script(site->site->db, script->str, NULL));
}

/* A round holds no more than it may by merging and splitting either; what does not fit leaves
 * nothing behind. */
static void test_full(void) {
    Fixture fixture;
    GError *error = NULL;
    Id id;
    begin(&fixture);
    fill_round(&fixture, 1);
    const char *const *const parts[] = {new_texts, new_texts};
    ProposalParts split = {
        &fixture.asker, fixture.site->round, fixture.origins[0], parts, 2, fixture.site->site->now};
    assert_refused(proposal_split(fixture.site->site->db, &split, &id, &error), &error,
                   ERROR_CONFLICT, "högst 2000 förslag");
    g_assert_cmpint(get(fixture.site, &fixture.asker, fixture.first).state, ==, PROPOSAL_SUBMITTED);
    g_assert_cmpint(get(fixture.site, &fixture.asker, merge(&fixture)).number, ==, 3);
    round_site_free(fixture.site);
    begin(&fixture);
    fill_round(&fixture, 0);
    refuse_merge(&fixture, ERROR_CONFLICT, "högst 2000 förslag");
    round_site_free(fixture.site);
}

/* Its proposer edits it while the preparers have the form open, and while it is merged. */
static void test_edited_meanwhile(void) {
    Fixture fixture;
    GError *error = NULL;
    ProposalTextResult result;
    begin(&fixture);
    round_site_go(fixture.site, STAGE_COLLECTING);
    round_site_be(fixture.site, "eksjo", ONLY_ROLE(ROLE_HEAD));
    Asker eksjo = round_site_asker(fixture.site);
    ProposalTextEdit edit = {&eksjo, fixture.second, PROPOSAL_GOAL, NULL, "Ett annat mål"};
    g_assert_true(proposal_edit_text(fixture.site->site->db, fixture.site->site->arena, &edit,
                                     &result, NULL));
    refuse_merge(&fixture, ERROR_CONFLICT, "Förslag 2 har ändrats");
    fixture.origins[1] = seen(fixture.site, &fixture.asker, fixture.second);
    Id id = merge(&fixture);
    edit.now = "Ett tredje mål";
    assert_refused(proposal_edit_text(fixture.site->site->db, fixture.site->site->arena, &edit,
                                      &result, &error),
                   &error, ERROR_CONFLICT, "bereds nu");
    round_site_be(fixture.site, "aneby", ONLY_ROLE(ROLE_HEAD));
    Asker aneby = round_site_asker(fixture.site);
    ProposalAct act = {&aneby, id, fixture.site->site->now};
    assert_refused(proposal_withdraw(fixture.site->site->db, &act, &error), &error, ERROR_NOT_FOUND,
                   "finns inte");
    round_site_coordinate(fixture.site);
    Asker coordinator = round_site_asker(fixture.site);
    act.asker = &coordinator;
    assert_refused(proposal_withdraw(fixture.site->site->db, &act, &error), &error, ERROR_CONFLICT,
                   "sammanslaget av flera");
    round_site_free(fixture.site);
}

static void test_withdrawn_meanwhile(void) {
    Fixture fixture;
    begin(&fixture);
    round_site_be(fixture.site, "eksjo", ONLY_ROLE(ROLE_HEAD));
    Asker eksjo = round_site_asker(fixture.site);
    ProposalAct act = {&eksjo, fixture.second, fixture.site->site->now};
    g_assert_true(proposal_withdraw(fixture.site->site->db, &act, NULL));
    refuse_merge(&fixture, ERROR_CONFLICT, "Förslag 2 är återtaget");
    round_site_free(fixture.site);
}

static void test_other_round(void) {
    Fixture fixture;
    begin(&fixture);
    g_autofree char *moved = g_strdup_printf(
        "INSERT INTO round (collaboration, id, document, first_year, title, opens_on, closes_on, "
        "releases_on, decides_on, proposals_from, adopted_by, created_at) SELECT collaboration, "
        "77, "
        "document, 2050, title, opens_on, closes_on, releases_on, decides_on, proposals_from, "
        "adopted_by, created_at FROM round WHERE id = %" G_GINT64_FORMAT
        "; UPDATE proposal SET round = 77 WHERE id = %" G_GINT64_FORMAT,
        fixture.site->round.value, fixture.second.value);
    g_assert_true(db_run_script(fixture.site->site->db, moved, NULL));
    refuse_merge(&fixture, ERROR_INVALID, "olika omgångar");
    round_site_free(fixture.site);
}

static bool undo(Fixture *fixture, Id proposal, GError **error) {
    return reshape_undo(fixture->site->site->db, &fixture->asker, proposal, error);
}

static void test_undo_merge(void) {
    Fixture fixture;
    GError *error = NULL;
    begin(&fixture);
    Id id = merge(&fixture);
    g_assert_true(undo(&fixture, id, NULL));
    g_assert_cmpint(get(fixture.site, &fixture.asker, id).state, ==, PROPOSAL_WITHDRAWN);
    g_assert_cmpint(get(fixture.site, &fixture.asker, fixture.first).state, ==, PROPOSAL_SUBMITTED);
    g_assert_cmpint(get(fixture.site, &fixture.asker, fixture.second).state, ==,
                    PROPOSAL_SUBMITTED);
    g_assert_cmpstr(words(&fixture, fixture.first), ==, "");
    assert_refused(undo(&fixture, id, &error), &error, ERROR_CONFLICT, "inget att ångra");
    fixture.origins[0] = seen(fixture.site, &fixture.asker, fixture.first);
    fixture.origins[1] = seen(fixture.site, &fixture.asker, fixture.second);
    g_assert_cmpint(get(fixture.site, &fixture.asker, merge(&fixture)).number, ==, 4);
    fixture.asker = preparing_ask(fixture.site, STAGE_COMMENTING);
    assert_refused(undo(&fixture, id, &error), &error, ERROR_CONFLICT, "Listan är släppt");
    round_site_free(fixture.site);
}

static const char *const *const parts[] = {
    (const char *const[N_PROPOSAL_TEXTS]){"Solarier i bad"},
    (const char *const[N_PROPOSAL_TEXTS]){"Solarier på gym"}};

static Id split(Fixture *fixture, Id origin, GError **error) {
    Id id = {0};
    ProposalParts split = {.asker = &fixture->asker,
                           .round = fixture->site->round,
                           .origin = seen(fixture->site, &fixture->asker, origin),
                           .texts = parts,
                           .n = 2,
                           .now = fixture->site->site->now};
    (void)proposal_split(fixture->site->site->db, &split, &id, error);
    return id;
}

static void test_split(void) {
    Fixture fixture;
    GError *error = NULL;
    begin(&fixture);
    Id id = split(&fixture, fixture.first, NULL);
    Proposal made = get(fixture.site, &fixture.asker, id);
    g_assert_cmpint(made.number, ==, 3);
    g_assert_true(id_equal(made.proposer, round_site_office(fixture.site, "aneby")));
    g_assert_cmpint(get(fixture.site, &fixture.asker, fixture.first).state, ==, PROPOSAL_SPLIT);
    g_assert_cmpstr(words(&fixture, fixture.first), ==, "Delades i förslag 3 och 4.");
    g_assert_cmpstr(words(&fixture, id), ==, "Kommer av förslag 1, som delades.");
    Id part = split(&fixture, id, NULL);
    g_assert_cmpstr(words(&fixture, id), ==,
                    "Kommer av förslag 1, som delades. Delades i förslag 5 och 6.");
    assert_refused(undo(&fixture, id, &error), &error, ERROR_CONFLICT, "Förslag 3 är delat");
    g_assert_true(undo(&fixture, part, NULL));
    g_assert_true(undo(&fixture, id, NULL));
    g_assert_cmpint(get(fixture.site, &fixture.asker, fixture.first).state, ==, PROPOSAL_SUBMITTED);
    g_assert_cmpint(get(fixture.site, &fixture.asker, id).state, ==, PROPOSAL_WITHDRAWN);
    round_site_free(fixture.site);
}

/* What was handed in is frozen from its proposer, what was made of it from the preparers. */
static void test_frozen(void) {
    Fixture fixture;
    FrozenDocuments documents;
    begin(&fixture);
    const Site *site = fixture.site->site;
    RoundAct act = {site->own.id, fixture.asker.account, fixture.site->round, site->today,
                    site->now};
    merge(&fixture);
    g_assert_true(preparation_release(site->db, &act, NULL));
    g_assert_true(frozen_list(site->db, site->arena, site->own.id, &documents, NULL));
    g_assert_cmpuint(documents.n, ==, 3);
    for (size_t i = 0; i < documents.n; i++) {
        const FrozenDocument *document = &documents.rows[i];
        bool is_made = strcmp(document->title, "Förslag 3: Solarier och bad") == 0;
        g_assert_cmpint(strcmp(document->sender, "Beredningen") == 0, ==, is_made);
    }
    round_site_free(fixture.site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reshape/merge", test_merge);
    g_test_add_func("/reshape/merge refused", test_merge_refused);
    g_test_add_func("/reshape/full", test_full);
    g_test_add_func("/reshape/edited meanwhile", test_edited_meanwhile);
    g_test_add_func("/reshape/withdrawn meanwhile", test_withdrawn_meanwhile);
    g_test_add_func("/reshape/other round", test_other_round);
    g_test_add_func("/reshape/undo merge", test_undo_merge);
    g_test_add_func("/reshape/split", test_split);
    g_test_add_func("/reshape/frozen", test_frozen);
    return g_test_run();
}
