#include "modules/answers/testing/answer_site.h"

#include "base/date.h"
#include "modules/proposals/proposals.h"

static void read_anew(AnswerSite *site) {
    Site *at = site->site;
    g_assert_true(
        round_get(at->db, at->arena, at->own.id, site->round_site->round, &site->round, NULL));
    g_assert_true(
        answer_proposals(at->db, at->arena, at->own.id, site->round.id, &site->proposals, NULL));
}

Id answer_site_propose(AnswerSite *site, const char *title) {
    const char *texts[N_PROPOSAL_TEXTS] = {title, "Behovet av detta är stort.", "Minst fem besök"};
    Site *at = site->site;
    Id id;
    round_site_be(site->round_site, "aneby", ONLY_ROLE(ROLE_MEMBER));
    Asker asker = round_site_asker(site->round_site);
    ProposalAddition addition = {
        &asker, site->round_site->round, round_site_office(site->round_site, "aneby"), texts, {0},
        at->now};
    g_assert_true(proposal_add(at->db, at->arena, &addition, &id, NULL));
    g_assert_true(proposal_submit(at->db, &(ProposalAct){&asker, id, at->now}, NULL));
    read_anew(site);
    return id;
}

AnswerSite *answer_site_new(const Route *const *tables) {
    AnswerSite *made = g_new0(AnswerSite, 1);
    made->round_site = round_site_new(tables);
    made->site = made->round_site->site;
    made->site->now.seconds +=
        (int64_t)date_days_between((Date){2021, 4, 15}, made->site->today) * 86400;
    answer_site_propose(made, "Ventilation i skolor");
    answer_site_propose(made, "Vindkraft");
    answer_site_propose(made, "Otillåten eldning");
    answer_site_go(made, STAGE_COMMENTING);
    return made;
}

void answer_site_free(AnswerSite *site) {
    round_site_free(site->round_site);
    g_free(site);
}

void answer_site_go(AnswerSite *site, Stage stage) {
    Date before = site->site->today;
    round_site_go(site->round_site, stage);
    site->site->now.seconds += (int64_t)date_days_between(before, site->site->today) * 86400;
    read_anew(site);
}

AnswerWriter answer_site_writer(AnswerSite *site, const char *office) {
    return (AnswerWriter){.collaboration = site->site->own.id,
                          .account = site->site->session.account,
                          .round = &site->round,
                          .respondent = round_site_office(site->round_site, office),
                          .today = site->site->today,
                          .now = site->site->now};
}

void answer_site_save(AnswerSite *site, const AnswerWriter *writer, const char *name,
                      const char *value) {
    AnswerCellEdit edit = {.was = "", .typed = value};
    AnswerCellResult result;
    g_assert_true(answer_cell_from(name, &edit.cell));
    g_assert_true(answer_save(site->site->db, site->site->arena, writer, &edit, 1, &result, NULL));
    g_assert_cmpint(result.outcome, ==, ANSWER_SAVED);
}

void answer_site_mark_all(AnswerSite *site, const AnswerWriter *writer) {
    for (size_t i = 0; i < site->proposals.n; i++)
        answer_site_save(site, writer,
                         answer_cell_name(site->site->arena,
                                          (AnswerCell){site->proposals.rows[i].number, CELL_MARK}),
                         "high");
}

Answer answer_site_answer(AnswerSite *site, const AnswerWriter *writer) {
    Answer answer;
    g_assert_true(
        answer_load(site->site->db, site->site->arena, writer, &site->proposals, &answer, NULL));
    return answer;
}
