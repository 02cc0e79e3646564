#include "modules/outcomes/into_plan.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/outcomes/outcomes_sql.h"
#include "services/audit/audit.h"

#include <string.h>

/* Where neither preparers nor proposer say a category. */
static const char other_category[] = "Övrigt";

static const OutcomeYear *year_for(const Outcomes *outcomes, Outcome outcome, int64_t year) {
    for (size_t i = 0; i < outcomes->n_years; i++) {
        const OutcomeYear *of = &outcomes->years[i];
        if (outcome == OUTCOME_BANK
                ? of->is_bank
                : outcome == OUTCOME_PLANNED && !of->is_bank && of->year == year)
            return of;
    }
    return NULL;
}

static bool is_begun(const Outcomes *outcomes, GError **error) {
    return id_is_set(outcomes->plan) ||
           fail(error, ERROR_CONFLICT,
                "%s är inte påbörjad. Börja planen under Plan, så kan förslag läggas in i den.",
                outcomes->round.title);
}

static bool is_open(const Outcomes *outcomes, GError **error) {
    return strcmp(outcomes->plan_state, "adopted") != 0 ||
           fail(error, ERROR_CONFLICT,
                "%s är fastställd och låst. Öppna den och välj Revidera, så kan förslag läggas in "
                "i den eller tas ut.",
                outcomes->round.title);
}

/* ---- the category ---- */

static bool find_category(Db *db, const Placing *placing, const OutcomeRow *row, Id plan_year,
                          Id *ret, GError **error) {
    const Rule *rule = rules_get(placing->rules, row->category);
    const char *title = rule == NULL ? other_category : rule->title;
    const SqlCategoryOfYearRow *found;
    SqlCategoryOfYearIn in = {placing->collaboration, plan_year, title};
    if (!sql_category_of_year(db, placing->arena, &in, &found, error))
        return false;
    if (found != NULL) {
        *ret = found->id;
        return true;
    }
    CategoryEdit edit = {.collaboration = placing->collaboration,
                         .account = placing->account,
                         .plan_year = plan_year,
                         .title = title};
    return category_add(db, placing->arena, &edit, ret, error);
}

/* ---- the activity ---- */

/* The plan's undo would part the activity from its proposal's outcome. */
static bool keep_from_undo(Db *db, const Placing *placing, Id change, GError **error) {
    return !id_is_set(change) ||
           audit_refuse_undo(db, placing->collaboration, placing->account, change, error);
}

bool outcome_out_of_plan(Db *db, const Placing *placing, Id activity, GError **error) {
    Id change;
    ActivityRemoval removal = {placing->collaboration, placing->account, activity};
    return is_open(placing->outcomes, error) &&
           activity_remove(db, placing->arena, &removal, &change, error) &&
           keep_from_undo(db, placing, change, error);
}

static bool may_drop(const Placing *placing, const OutcomeRow *row, GError **error) {
    return !row->is_rewritten || placing->drops_texts ||
           fail(
               error, ERROR_CONFLICT,
               "Förslag %d har en annan text i planen, och den försvinner om förslaget tas ur den. "
               "Öppna förslaget, se vad som skiljer och kryssa för att texten får tas bort.",
               (int)row->proposal->number);
}

static bool move(Db *db, const Placing *placing, const OutcomeRow *row, Id plan_year,
                 GError **error) {
    Id change;
    ActivityMove moving = {.collaboration = placing->collaboration,
                           .account = placing->account,
                           .activity = row->activity,
                           .plan_year = plan_year};
    return is_open(placing->outcomes, error) &&
           activity_move(db, placing->arena, &moving, &change, error) &&
           keep_from_undo(db, placing, change, error);
}

/* What waited in the bank to be offered again has been. */
static bool take_place_of(Db *db, const Placing *placing, const OutcomeRow *row, GError **error) {
    SqlWaitingInBankRows found;
    SqlWaitingInBankIn in = {placing->collaboration, placing->outcomes->plan, row->proposal->id,
                             row->proposal->texts[PROPOSAL_TITLE]};
    if (!sql_waiting_in_bank(db, placing->arena, &in, &found, error))
        return false;
    for (size_t i = 0; i < found.n; i++)
        if (!outcome_out_of_plan(db, placing, found.rows[i].id, error))
            return false;
    return true;
}

static bool add(Db *db, const Placing *placing, const OutcomeRow *row, Id plan_year,
                GError **error) {
    Activity activity = {
        .size = row->size, .hours = row->hours_given, .proposal = row->proposal->id};
    ActivityAddition addition = {placing->collaboration, placing->account, &activity, {0}};
    Id id;
    for (ActivityColumn column = 0; column < N_ACTIVITY_COLUMNS; column++)
        activity.cells[column] = row->proposal->texts[proposal_text_of_column(column)];
    return is_open(placing->outcomes, error) &&
           find_category(db, placing, row, plan_year, &activity.category, error) &&
           take_place_of(db, placing, row, error) &&
           activity_add(db, placing->arena, &addition, &id, error);
}

bool outcome_into_plan(Db *db, const Placing *placing, const OutcomeRow *row, Outcome outcome,
                       int64_t year, GError **error) {
    const Outcomes *outcomes = placing->outcomes;
    const OutcomeYear *to = year_for(outcomes, outcome, year);
    bool is_there = id_is_set(row->activity);
    if (outcome == OUTCOME_PLANNED && !is_begun(outcomes, error))
        return false;
    if (outcome == OUTCOME_PLANNED && to == NULL)
        return fail(error, ERROR_INVALID, "%s har inget år %d. Välj ett av planens år.",
                    outcomes->round.title, (int)year);
    if (to == NULL)
        return (!is_there || (may_drop(placing, row, error) &&
                              outcome_out_of_plan(db, placing, row->activity, error))) &&
               (outcome == OUTCOME_NONE || !id_is_set(outcomes->plan) ||
                take_place_of(db, placing, row, error));
    if (!is_there)
        return add(db, placing, row, to->id, error);
    return row->activity_year == to->year || move(db, placing, row, to->id, error);
}
