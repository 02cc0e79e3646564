#include "base/arena.h"
#include "plan_sample_html.h"

#include <stdio.h>
#include <time.h>

#define ROWS 60
#define PAGES 5000

static SamplePlan make_plan(Arena *arena) {
    SamplePlan plan = {.title = "Verksamhetsplan 2021–2023"};
    plan.activities.n = ROWS;
    plan.activities.rows = ARENA_ARRAY(arena, SampleActivity, ROWS);
    for (int i = 0; i < ROWS; i++)
        plan.activities.rows[i] = (SampleActivity){
            .id = {((int64_t)i + 1) << 40},
            .title = "Tillsyn av små avloppsanläggningar & enskilda vattentäkter",
            .goal = "Alla kommuner deltar och gör minst fem tillsynsbesök var under projekttiden",
            .when = "våren, två tillfällen",
            .responsible = "Arbetsgrupp för avlopp, Länsstyrelsen",
            .parties = "Samtliga kommuner i länet",
            .effect_goal = "Ingen övergödning, Grundvatten av god kvalitet",
            .starts_on = {2021, 4, 15},
            .cost = {(i + 1) * INT64_C(1750000)},
            .is_optional = i % 7 == 0,
        };
    return plan;
}

static size_t render(const SamplePlan *plan) {
    g_autoptr(Arena) arena = arena_new();
    HtmlOut out;
    html_out_init(&out, arena, "sv");
    plan_sample_html(&out, plan);
    return out.length;
}

/* Prints the processor time that one page of a plan takes, arena included. */
int main(void) {
    g_autoptr(Arena) arena = arena_new();
    SamplePlan plan = make_plan(arena);
    size_t bytes = 0;
    clock_t start = clock();
    for (int i = 0; i < PAGES; i++)
        bytes += render(&plan);
    double micros = (double)(clock() - start) / PAGES * 1e6 / CLOCKS_PER_SEC;
    printf("plan page, %d rows, %zu bytes: %.1f µs\n", ROWS, bytes / PAGES, micros);
    return 0;
}
