#include "modules/plans/plan_decision.h"

#include "base/date.h"
#include "base/language.h"
#include "modules/plans/plan_table.h"

#include <glib.h>
#include <string.h>

const char *body_in_sentence(Arena *arena, const Rule *body) {
    if (body == NULL)
        return "";
    const char *name = rule_short(body), *rest = g_utf8_next_char(name);
    char first[7] = {0};
    if (!g_unichar_islower(g_utf8_get_char(rest)))
        return name;
    g_unichar_to_utf8(g_unichar_tolower(g_utf8_get_char(name)), first);
    return arena_printf(arena, "%s%s", first, rest);
}

const char *plan_decision_line(Arena *arena, const Rules *rules, const PlanVersion *version) {
    const char *body = body_in_sentence(arena, rules_get(rules, version->body));
    const char *comma = version->paragraph[0] == '\0' ? "" : ", ",
               *day = date_long(arena, version->adopted_on);
    return body[0] == '\0'
               ? arena_printf(arena, T_("Fastställd %s%s%s"), day, comma, version->paragraph)
               : arena_printf(arena, T_("Fastställd av %s %s%s%s"), body, day, comma,
                              version->paragraph);
}

PlanPaper plan_version_paper(const Request *request, const Rules *rules, const PlanVersion *version,
                             const Plan *plan) {
    return (PlanPaper){.plan = plan,
                       .collaboration = request->collaboration_title,
                       .decision = plan_decision_line(request->arena, rules, version),
                       .version =
                           arena_printf(request->arena, T_("version %d"), (int)version->number),
                       .created = version->created_at};
}

PlanPaper plan_draft_paper(const Request *request, const Plan *plan) {
    const char *what =
        strcmp(plan->state, "revision") == 0 ? T_("Utkast till revidering") : T_("Utkast");
    return (PlanPaper){.plan = plan,
                       .collaboration = request->collaboration_title,
                       .decision = arena_printf(request->arena, "%s %s", what,
                                                date_long(request->arena, request->today)),
                       .version = "",
                       .created = request->now};
}

bool plan_answer_report(const Request *request, Response *response, const PlanPaper *paper,
                        GError **error) {
    return answer_report(request, response, plan_report(request->arena, paper), paper->plan->title,
                         error);
}

bool plan_answer_table(const Request *request, Response *response, const Plan *plan,
                       GError **error) {
    const Table *table =
        plan_table(request->arena, plan, request->collaboration_title, request->now);
    return answer_table(request, response, table, plan->title, error);
}
