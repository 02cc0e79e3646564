#include "base/id.h"
#include "modules/outcomes/outcomes_sql.h"
#include "modules/outcomes/outcomes_view.h"

#include <stdlib.h>

/* What one office will not take part in, by proposal. */
typedef struct {
    const SqlDeclinedByOfficesRow *rows;
    size_t n;
} Declined;

static Declined declined_by(const SqlDeclinedByOfficesRows *all, Id office) {
    size_t first = 0, end;
    while (first < all->n && !id_equal(all->rows[first].respondent, office))
        first++;
    for (end = first; end < all->n && id_equal(all->rows[end].respondent, office); end++)
        ;
    return (Declined){all->n == 0 ? NULL : &all->rows[first], end - first};
}

static int by_proposal(const void *key, const void *row) {
    int64_t wanted = ((const Id *)key)->value,
            found = ((const SqlDeclinedByOfficesRow *)row)->proposal.value;
    return wanted < found ? -1 : wanted > found;
}

static int64_t asked_of(const OutcomeColumn *column, const Declined *declined) {
    int64_t hours = 0;
    for (size_t i = 0; i < column->n; i++) {
        const OutcomeRow *row = column->cards[i]->row;
        if (declined->n == 0 || bsearch(&row->proposal->id, declined->rows, declined->n,
                                        sizeof *declined->rows, by_proposal) == NULL)
            hours += row->hours;
    }
    return hours;
}

static OfficeHours hours_of_office(Arena *arena, const OutcomesView *view, const Rule *office,
                                   int64_t has, const SqlDeclinedByOfficesRows *declined) {
    Declined own = declined_by(declined, office->element);
    int64_t *asked = ARENA_ARRAY(arena, int64_t, view->n_columns);
    bool *is_more = ARENA_ARRAY(arena, bool, view->n_columns);
    for (size_t i = 0; i < view->n_columns; i++)
        if (view->columns[i].outcome == OUTCOME_PLANNED) {
            asked[i] = asked_of(&view->columns[i], &own);
            is_more[i] = asked[i] > has;
        }
    return (OfficeHours){party_name(office), has, asked, is_more};
}

bool outcome_offices_load(const Request *request, const Rules *rules, OutcomesView *view,
                          GError **error) {
    SqlHoursOfOfficesRows hours;
    SqlDeclinedByOfficesRows declined;
    SqlHoursOfOfficesIn hours_in = {request->collaboration, view->outcomes.round.id};
    SqlDeclinedByOfficesIn declined_in = {request->collaboration, view->outcomes.round.id};
    if (!sql_hours_of_offices(request->db, request->arena, &hours_in, &hours, error) ||
        !sql_declined_by_offices(request->db, request->arena, &declined_in, &declined, error))
        return false;
    OfficeHours *offices = ARENA_ARRAY(request->arena, OfficeHours, hours.n);
    for (size_t i = 0; i < rules->n; i++)
        for (size_t h = 0; h < hours.n; h++)
            if (id_equal(hours.rows[h].respondent, rules->rules[i].element))
                offices[view->n_offices++] = hours_of_office(request->arena, view, &rules->rules[i],
                                                             hours.rows[h].hours, &declined);
    view->offices = offices;
    return true;
}
