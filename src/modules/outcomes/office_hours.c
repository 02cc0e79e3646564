#include "base/id.h"
#include "modules/outcomes/outcomes_sql.h"
#include "modules/outcomes/outcomes_view.h"

static const AnswerGiven *answer_of(const OutcomesView *view, Id office) {
    for (size_t i = 0; i < view->outcomes.answers.n; i++)
        if (id_equal(view->outcomes.answers.rows[i].respondent, office))
            return &view->outcomes.answers.rows[i];
    return NULL;
}

/* Without what the office will not take part in. */
static int64_t asked_of(const OutcomeColumn *column, const AnswerGiven *answer) {
    int64_t hours = 0;
    for (size_t i = 0; i < column->n; i++) {
        const OutcomeRow *row = column->cards[i]->row;
        if (answer == NULL || given_participates(answer, row->proposal->number) != 'n')
            hours += row->hours;
    }
    return hours;
}

static OfficeHours hours_of_office(Arena *arena, const OutcomesView *view, const Rule *office,
                                   int64_t has) {
    const AnswerGiven *answer = answer_of(view, office->element);
    int64_t *asked = ARENA_ARRAY(arena, int64_t, view->n_columns);
    bool *is_more = ARENA_ARRAY(arena, bool, view->n_columns);
    for (size_t i = 0; i < view->n_columns; i++)
        if (view->columns[i].outcome == OUTCOME_PLANNED) {
            asked[i] = asked_of(&view->columns[i], answer);
            is_more[i] = asked[i] > has;
        }
    return (OfficeHours){party_name(office), has, asked, is_more};
}

bool outcome_offices_load(const Request *request, const Rules *rules, OutcomesView *view,
                          GError **error) {
    SqlHoursOfOfficesRows hours;
    SqlHoursOfOfficesIn hours_in = {request->collaboration, view->outcomes.round.id};
    if (!sql_hours_of_offices(request->db, request->arena, &hours_in, &hours, error))
        return false;
    OfficeHours *offices = ARENA_ARRAY(request->arena, OfficeHours, hours.n);
    for (size_t i = 0; i < rules->n; i++)
        for (size_t h = 0; h < hours.n; h++)
            if (id_equal(hours.rows[h].respondent, rules->rules[i].element))
                offices[view->n_offices++] =
                    hours_of_office(request->arena, view, &rules->rules[i], hours.rows[h].hours);
    view->offices = offices;
    return true;
}
