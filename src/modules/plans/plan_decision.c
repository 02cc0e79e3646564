#include "modules/plans/plan_decision.h"

#include "base/date.h"
#include "formats/pdf.h"

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
    return arena_printf(arena, "Fastställd %s%s%s%s%s%s", body[0] == '\0' ? "" : "av ", body,
                        body[0] == '\0' ? "" : " ", date_long(arena, version->adopted_on),
                        version->paragraph[0] == '\0' ? "" : ", ", version->paragraph);
}

PlanPaper plan_version_paper(const Request *request, const Rules *rules, const PlanVersion *version,
                             const Plan *plan) {
    return (PlanPaper){.plan = plan,
                       .collaboration = request->collaboration_title,
                       .decision = plan_decision_line(request->arena, rules, version),
                       .version = arena_printf(request->arena, "version %d", (int)version->number),
                       .created = version->created_at};
}

PlanPaper plan_draft_paper(const Request *request, const Plan *plan) {
    const char *what = strcmp(plan->state, "revision") == 0 ? "Utkast till revidering" : "Utkast";
    return (PlanPaper){.plan = plan,
                       .collaboration = request->collaboration_title,
                       .decision = arena_printf(request->arena, "%s %s", what,
                                                date_long(request->arena, request->today)),
                       .version = "",
                       .created = request->now};
}

bool plan_answer_pdf(Request *request, Response *response, const PlanPaper *paper, GError **error) {
    Bytes pdf;
    if (!pdf_write(request->arena, plan_report(request->arena, paper), &pdf, error))
        return false;
    return response_document(response, "application/pdf",
                             arena_printf(request->arena, "%s.pdf", paper->plan->title), pdf);
}

bool plan_answer_csv(Request *request, Response *response, const Plan *plan) {
    return response_file(response, "text/csv; charset=utf-8",
                         arena_printf(request->arena, "%s.csv", plan->title),
                         plan_csv(request->arena, plan));
}
