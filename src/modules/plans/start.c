#include "modules/plans/plans.h"

#include "modules/plans/store.h"

#include <string.h>

static PlanCategory *categories_of(Arena *arena, const Rules *rules, const Rule *document,
                                   size_t *ret_n) {
    PlanCategory *categories =
        ARENA_ARRAY(arena, PlanCategory, rules_count(rules, ELEMENT_CATEGORY));
    size_t n = 0;
    for (const Rule *rule = rules_next(rules, ELEMENT_CATEGORY, NULL); rule != NULL;
         rule = rules_next(rules, ELEMENT_CATEGORY, rule))
        if (strcmp(rule_text(rule, "document"), document->key) == 0)
            categories[n++] = (PlanCategory){.title = rule->title, .note = ""};
    *ret_n = n;
    return categories;
}

Plan plan_empty(Arena *arena, const Rule *document, int first_year) {
    TextList statuses = rule_list(arena, document, "years");
    PlanYear *years = ARENA_ARRAY(arena, PlanYear, statuses.n);
    for (size_t i = 0; i < statuses.n; i++)
        years[i] = (PlanYear){.year = first_year + (int)i, .status = statuses.items[i]};
    int last_year = first_year + (int)statuses.n - 1;
    return (Plan){.document = document->element,
                  .title = plan_title(arena, document->title, first_year, last_year),
                  .first_year = first_year,
                  .last_year = last_year,
                  .state = "draft",
                  .years = years,
                  .n_years = statuses.n};
}

bool plan_start(Db *db, Arena *arena, const PlanStart *start, Id *ret_id, GError **error) {
    Plan plan = plan_empty(arena, start->document, start->first_year);
    size_t n;
    const PlanCategory *categories = categories_of(arena, start->rules, start->document, &n);
    PlanYear *years = ARENA_ARRAY(arena, PlanYear, plan.n_years);
    for (size_t i = 0; i < plan.n_years; i++) {
        years[i] = plan.years[i];
        if (strcmp(years[i].status, "bank") == 0)
            continue;
        years[i].categories = categories;
        years[i].n_categories = n;
    }
    plan.years = years;
    PlanStoring storing = {arena, start->rules->collaboration->id, start->account, "plan.start",
                           &plan};
    if (!db_write(db, plan_store_audited, &storing, error))
        return false;
    *ret_id = plan.id;
    return true;
}
