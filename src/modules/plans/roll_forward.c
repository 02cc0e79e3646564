#include "modules/plans/plans.h"

#include "base/date.h"
#include "modules/plans/store.h"

#include <glib.h>
#include <string.h>

static char *years_moved_on(Arena *arena, const char *text, int by) {
    g_autoptr(GString) moved = g_string_new(NULL);
    for (const char *c = text; *c != '\0';) {
        size_t digits = strspn(c, "0123456789");
        if (digits == 4 && (c[0] == '1' || c[0] == '2')) {
            g_string_append_printf(moved, "%d", (int)g_ascii_strtoll(c, NULL, 10) + by);
            c += 4;
        } else if (digits > 0) {
            g_string_append_len(moved, c, (gssize)digits);
            c += digits;
        } else {
            g_string_append_c(moved, *c++);
        }
    }
    return arena_strdup(arena, moved->str);
}

/* What was said of one year's work does not hold of the next: follow-up begins anew. */
static Activity carried_activity(Arena *arena, const Activity *from, const char *how, int years) {
    Activity to = *from;
    to.came_from = from->id;
    to.carried = how;
    to.status = "planned";
    to.comment = "";
    to.cells[COLUMN_TIME] = years_moved_on(arena, from->cells[COLUMN_TIME], years);
    ActivityTarget *targets = ARENA_ARRAY(arena, ActivityTarget, from->n_targets);
    for (size_t i = 0; i < from->n_targets; i++) {
        targets[i] = from->targets[i];
        targets[i].is_reached = false;
    }
    ActivityStep *steps = ARENA_ARRAY(arena, ActivityStep, from->n_steps);
    for (size_t i = 0; i < from->n_steps; i++) {
        steps[i] = from->steps[i];
        steps[i].done_on = (Date){0};
        if (steps[i].due_on.year != 0)
            steps[i].due_on = date_add_years(steps[i].due_on, years);
    }
    to.targets = targets;
    to.steps = steps;
    return to;
}

typedef bool (*Chosen)(const Activity *activity, const void *data);

static bool everything(const Activity *activity, const void *data) {
    (void)activity;
    (void)data;
    return true;
}

static bool recurring(const Activity *activity, const void *data) {
    (void)data;
    return activity->is_recurring;
}

static bool among_unfinished(const Activity *activity, const void *data) {
    const RollForward *roll = data;
    for (size_t i = 0; i < roll->n_unfinished; i++)
        if (roll->unfinished[i].value == activity->id.value)
            return true;
    return false;
}

/* The categories of a year with those activities that are chosen; `years` moves their time on. */
typedef struct {
    const char *how;
    int years;
    Chosen chosen;
    const void *data;
} Carry;

static PlanCategory carried_category(Arena *arena, const PlanCategory *from, const Carry *carry) {
    PlanCategory to = {.title = from->title, .note = from->note};
    Activity *activities = ARENA_ARRAY(arena, Activity, from->n_activities);
    for (size_t i = 0; i < from->n_activities; i++)
        if (carry->chosen(&from->activities[i], carry->data))
            activities[to.n_activities++] =
                carried_activity(arena, &from->activities[i], carry->how, carry->years);
    to.activities = activities;
    return to;
}

static void carry_year(Arena *arena, const PlanYear *from, const Carry *carry, PlanYear *to) {
    PlanCategory *categories = ARENA_ARRAY(arena, PlanCategory, from->n_categories);
    for (size_t i = 0; i < from->n_categories; i++)
        categories[i] = carried_category(arena, &from->categories[i], carry);
    to->categories = categories;
    to->n_categories = from->n_categories;
}

static void join_activities(Arena *arena, PlanCategory *to, const PlanCategory *more) {
    Activity *joined = ARENA_ARRAY(arena, Activity, to->n_activities + more->n_activities);
    for (size_t i = 0; i < to->n_activities; i++)
        joined[i] = to->activities[i];
    for (size_t i = 0; i < more->n_activities; i++)
        joined[to->n_activities + i] = more->activities[i];
    to->activities = joined;
    to->n_activities += more->n_activities;
}

/* Adds the categories of `more` to the year, into the category of the same title where there is
 * one. */
static void join_year(Arena *arena, PlanYear *year, const PlanYear *more) {
    PlanCategory *categories =
        ARENA_ARRAY(arena, PlanCategory, year->n_categories + more->n_categories);
    size_t n = 0;
    for (; n < year->n_categories; n++)
        categories[n] = year->categories[n];
    for (size_t i = 0; i < more->n_categories; i++) {
        size_t same = 0;
        while (same < n && strcmp(categories[same].title, more->categories[i].title) != 0)
            same++;
        if (same < n)
            join_activities(arena, &categories[same], &more->categories[i]);
        else if (more->categories[i].n_activities > 0)
            categories[n++] = more->categories[i];
    }
    year->categories = categories;
    year->n_categories = n;
}

static const PlanYear *find_year(const Plan *plan, int year) {
    for (size_t i = 0; i < plan->n_years; i++)
        if (plan->years[i].year == year && strcmp(plan->years[i].status, "bank") != 0)
            return &plan->years[i];
    return NULL;
}

static const PlanYear *find_bank(const Plan *plan) {
    for (size_t i = 0; i < plan->n_years; i++)
        if (strcmp(plan->years[i].status, "bank") == 0)
            return &plan->years[i];
    return NULL;
}

/* The last year before `year` that the old plan has activities for: what a newly opened year recurs
 * from. */
static const PlanYear *year_to_recur_from(const Plan *plan, int year) {
    const PlanYear *latest = NULL;
    for (size_t i = 0; i < plan->n_years; i++)
        if (plan->years[i].year < year && strcmp(plan->years[i].status, "bank") != 0)
            latest = &plan->years[i];
    return latest;
}

static void fill_year(Arena *arena, const Plan *old, PlanYear *year) {
    if (strcmp(year->status, "bank") == 0) {
        const PlanYear *bank = find_bank(old);
        if (bank != NULL)
            carry_year(arena, bank, &(Carry){"bank", 0, everything, NULL}, year);
        return;
    }
    const PlanYear *planned = find_year(old, year->year);
    if (planned != NULL) {
        carry_year(arena, planned, &(Carry){"preliminary", 0, everything, NULL}, year);
        return;
    }
    const PlanYear *from = year_to_recur_from(old, year->year);
    if (from != NULL)
        carry_year(arena, from, &(Carry){"recurring", year->year - from->year, recurring, NULL},
                   year);
}

/* A document whose horizon has lost its bank still keeps the proposals that wait. */
static void keep_bank(Arena *arena, const Plan *old, Plan *new) {
    const PlanYear *bank = find_bank(old);
    if (bank == NULL || find_bank(new) != NULL)
        return;
    PlanYear *years = ARENA_ARRAY(arena, PlanYear, new->n_years + 1);
    for (size_t i = 0; i < new->n_years; i++)
        years[i] = new->years[i];
    years[new->n_years] = (PlanYear){.year = ++new->last_year, .status = "bank"};
    new->years = years;
    new->n_years++;
}

static void carry_national(Arena *arena, const Plan *old, Plan *new) {
    NationalActivity *national = ARENA_ARRAY(arena, NationalActivity, old->n_national);
    for (size_t i = 0; i < old->n_national; i++)
        if (old->national[i].year >= new->first_year)
            national[new->n_national++] = old->national[i];
    new->national = national;
}

Plan plan_rolled_forward(Arena *arena, const Plan *old, const RollForward *roll) {
    Plan new = plan_empty(arena, roll->document, old->first_year + 1);
    new.came_from = old->id;
    new.chapters = old->chapters;
    new.n_chapters = old->n_chapters;
    keep_bank(arena, old, &new);
    carry_national(arena, old, &new);
    PlanYear *years = ARENA_ARRAY(arena, PlanYear, new.n_years);
    for (size_t i = 0; i < new.n_years; i++) {
        years[i] = new.years[i];
        fill_year(arena, old, &years[i]);
    }
    if (old->n_years > 0 && new.n_years > 0) {
        PlanYear unfinished = {0};
        carry_year(arena, &old->years[0], &(Carry){"unfinished", 0, among_unfinished, roll},
                   &unfinished);
        join_year(arena, &years[0], &unfinished);
    }
    new.years = years;
    return new;
}

bool plan_roll_forward(Db *db, Arena *arena, const RollForward *roll, Id *ret_plan,
                       GError **error) {
    Plan old;
    if (!plan_load(db, arena, roll->collaboration, roll->plan, &old, error))
        return false;
    Plan new = plan_rolled_forward(arena, &old, roll);
    PlanStoring storing = {arena, roll->collaboration, roll->account, "plan.roll_forward", &new};
    if (!db_write(db, plan_store_audited, &storing, error))
        return false;
    *ret_plan = new.id;
    return true;
}
