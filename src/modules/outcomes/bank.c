#include "modules/outcomes/bank.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/outcomes/outcomes_sql.h"
#include "web/translate.h"

#include <string.h>

static int64_t points_of(const SqlBankAnswersRows *answers, const SqlBankProposalsRow *row) {
    int64_t points = 0;
    for (size_t i = 0; i < answers->n; i++) {
        const char *marks = answers->rows[i].marks;
        uint8_t mark = id_equal(answers->rows[i].round, row->round)
                           ? given_mark_of(given_letter(marks, strlen(marks), row->number))
                           : 0;
        points += mark == 0 ? 0 : mark_words[mark - 1].points;
    }
    return points;
}

static BankItem proposed_item(const Rules *rules, const SqlBankAnswersRows *answers,
                              const SqlBankProposalsRow *row) {
    const Rule *category = rules_get(rules, row->category);
    return (BankItem){.proposal = row->id,
                      .number = row->number,
                      .title = row->title,
                      .proposer = party_name(rules_get(rules, row->proposer)),
                      .category = category == NULL ? "" : category->title,
                      .reason = row->outcome_reason,
                      .round = row->round_title,
                      .first_year = row->first_year,
                      .points = points_of(answers, row),
                      .outcome = outcome_from(row->outcome)};
}

static BankItem planned_item(const SqlBankActivitiesRow *row) {
    return (BankItem){.activity = row->id,
                      .title = row->title,
                      .proposer = "",
                      .category = row->category_title,
                      .reason = "",
                      .round = row->plan_title,
                      .first_year = row->first_year,
                      .outcome = OUTCOME_BANK};
}

bool bank_load(Db *db, Arena *arena, const Asker *asker, BankItems *ret, GError **error) {
    SqlBankProposalsRows proposals;
    SqlBankAnswersRows answers;
    SqlBankActivitiesRows activities;
    const Rules *rules;
    SqlBankProposalsIn in = {asker->collaboration, roles_may(asker->roles, MAY_LEAD_ROUNDS)};
    SqlBankActivitiesIn activities_in = {asker->collaboration};
    SqlBankAnswersIn answers_in = {asker->collaboration};
    if (!sql_bank_proposals(db, arena, &in, &proposals, error) ||
        !sql_bank_answers(db, arena, &answers_in, &answers, error) ||
        !sql_bank_activities(db, arena, &activities_in, &activities, error) ||
        !rules_load(db, arena, asker->collaboration, asker->today, &rules, error))
        return false;
    BankItem *items = ARENA_ARRAY(arena, BankItem, proposals.n + activities.n);
    for (size_t i = 0; i < proposals.n; i++)
        items[i] = proposed_item(rules, &answers, &proposals.rows[i]);
    for (size_t i = 0; i < activities.n; i++)
        items[proposals.n + i] = planned_item(&activities.rows[i]);
    *ret = (BankItems){items, proposals.n + activities.n};
    return true;
}

/* ---- offering again ---- */

typedef struct {
    Arena *arena;
    const BankOffer *offer;
    BankItems items;
    Elements categories; /* of the round's document today */
    Id last;
} Offering;

static const BankItem *item_with(const BankItems *items, Id id) {
    for (size_t i = 0; i < items->n; i++)
        if (id_equal(items->rows[i].proposal, id) || id_equal(items->rows[i].activity, id))
            return &items->rows[i];
    return NULL;
}

static bool texts_of_proposal(Db *db, const Offering *offering, Id proposal, ProposalAddition *ret,
                              GError **error) {
    Proposal *stored = ARENA_NEW(offering->arena, Proposal);
    if (!proposal_get(db, offering->arena, offering->offer->asker, proposal, stored, error))
        return false;
    ret->texts = stored->texts;
    if (elements_hold(offering->categories, stored->category))
        ret->category = stored->category;
    if (!id_is_set(ret->proposer))
        ret->proposer = stored->proposer;
    return true;
}

static bool texts_of_activity(Db *db, const Offering *offering, Id activity, ProposalAddition *ret,
                              GError **error) {
    Activity stored;
    const char **texts = ARENA_ARRAY(offering->arena, const char *, N_PROPOSAL_TEXTS);
    if (!activity_get(db, offering->arena, offering->offer->asker->collaboration, activity, &stored,
                      error))
        return false;
    for (ActivityColumn column = 0; column < N_ACTIVITY_COLUMNS; column++)
        texts[proposal_text_of_column(column)] = stored.cells[column];
    ret->texts = texts;
    return id_is_set(ret->proposer) ||
           fail(error, ERROR_INVALID,
                "%s har inte lämnats som förslag förut. Välj vem som lämnar det nu.",
                stored.cells[COLUMN_TITLE]);
}

static bool is_new(Db *db, const Offering *offering, const BankItem *item, Id proposer,
                   GError **error) {
    const SqlOfferedAgainRow *row;
    SqlOfferedAgainIn in = {offering->offer->asker->collaboration, offering->offer->round, proposer,
                            item->proposal, item->activity};
    if (!sql_offered_again(db, offering->arena, &in, &row, error))
        return false;
    return row == NULL ||
           fail(error, ERROR_CONFLICT, "%s har redan tagits upp igen i omgången.", item->title);
}

static bool trace(Db *db, const Offering *offering, const BankItem *item, Id proposal,
                  GError **error) {
    SqlOfferAgainIn row = {offering->offer->asker->collaboration, db_new_id(db), proposal,
                           item->proposal};
    return !id_is_set(item->proposal) || sql_offer_again(db, &row, error);
}

static bool offer_one(Db *db, Offering *offering, const BankItem *item, GError **error) {
    const BankOffer *offer = offering->offer;
    ProposalAddition addition = {.asker = offer->asker,
                                 .round = offer->round,
                                 .proposer = offer->proposer,
                                 .from_activity = item->activity,
                                 .now = offer->now};
    bool found = id_is_set(item->proposal)
                     ? texts_of_proposal(db, offering, item->proposal, &addition, error)
                     : texts_of_activity(db, offering, item->activity, &addition, error);
    if (!found || !is_new(db, offering, item, addition.proposer, error))
        return false;
    bool leads = roles_may(offer->asker->roles, MAY_LEAD_ROUNDS);
    return (leads ? proposal_register(db, offering->arena, &addition, &offering->last, error)
                  : proposal_add(db, offering->arena, &addition, &offering->last, error)) &&
           trace(db, offering, item, offering->last, error);
}

static bool set_categories(Db *db, Offering *offering, GError **error) {
    const Asker *asker = offering->offer->asker;
    const Rules *rules;
    Round round;
    if (!round_get(db, offering->arena, asker->collaboration, offering->offer->round, &round,
                   error) ||
        !rules_load(db, offering->arena, asker->collaboration, asker->today, &rules, error))
        return false;
    offering->categories = round_categories(offering->arena, rules, &round);
    return true;
}

static bool write_offer(Db *db, void *data, GError **error) {
    Offering *offering = data;
    const BankOffer *offer = offering->offer;
    if (!bank_load(db, offering->arena, offer->asker, &offering->items, error) ||
        !set_categories(db, offering, error))
        return false;
    for (size_t i = 0; i < offer->n; i++) {
        const BankItem *item = item_with(&offering->items, offer->items[i]);
        if (item == NULL)
            return fail(error, ERROR_NOT_FOUND,
                        "Något av det ni valde väntar inte längre i banken. Ladda om sidan.");
        if (!offer_one(db, offering, item, error))
            return false;
    }
    return true;
}

bool bank_offer(Db *db, Arena *arena, const BankOffer *offer, Id *ret, GError **error) {
    Offering offering = {.arena = arena, .offer = offer};
    if (offer->n == 0)
        return fail(error, ERROR_INVALID, "Välj minst ett förslag att ta upp igen.");
    if (offer->n > BANK_OFFER_MAX)
        return fail(error, ERROR_INVALID, "Ta upp högst %d förslag åt gången.", BANK_OFFER_MAX);
    if (!db_write(db, write_offer, &offering, error))
        return false;
    *ret = offering.last;
    return true;
}
