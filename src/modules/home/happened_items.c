#include "modules/home/gathering.h"

#include "base/date.h"
#include "services/audit/audit.h"

#include <string.h>

#define HAPPENED_MAX 8

static const char *happening(const AuditRow *row) {
    static const struct {
        const char *action, *text;
    } texts[] = {{"plan.adopt", N_("fastställd")},
                 {"plan.publish", N_("publicerad")},
                 {"plan.unpublish", N_("inte längre publicerad")},
                 {"plan.revise", N_("öppnad för revidering")},
                 {"plan.start", N_("påbörjad")},
                 {"plan.roll_forward", N_("påbörjad ur planen före")},
                 {"plan.import", N_("inläst från fil")}};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        if (strcmp(texts[i].action, row->action) == 0)
            return T_(texts[i].text);
    return T_("ändrad");
}

static const PlanSummary *summary_of(const Gathering *gathering, Id plan) {
    for (size_t i = 0; i < gathering->plans.n; i++)
        if (gathering->plans.rows[i].id.value == plan.value)
            return &gathering->plans.rows[i];
    return NULL;
}

/* Who, and of an adoption the decision, which may be older than the day it was entered. */
static const char *happened_more(const Request *request, const AuditRow *row,
                                 const PlanSummary *plan) {
    if (strcmp(row->action, "plan.adopt") != 0 || plan == NULL || !date_is_set(plan->adopted_on))
        return row->account_name;
    return arena_printf(request->arena, "%s %s", date_short(request->arena, plan->adopted_on),
                        plan->paragraph);
}

static HomeItem happened_item(const Gathering *gathering, const AuditRow *row) {
    const Request *request = gathering->request;
    const PlanSummary *plan = summary_of(gathering, row->subject);
    return (HomeItem){.title =
                          arena_printf(request->arena, "%s %s",
                                       plan == NULL ? T_("En plan") : plan->title, happening(row)),
                      .more = happened_more(request, row, plan),
                      .when = date_short(request->arena, date_of_instant(row->at)),
                      .path = home_plan_path(request, row->subject, "")};
}

bool gather_happened(const Gathering *gathering, HomeItems *ret, GError **error) {
    const Request *request = gathering->request;
    AuditRows rows;
    if (!audit_latest(request->db, request->arena, request->collaboration, "plan", HAPPENED_MAX,
                      &rows, error))
        return false;
    HomeItem *items = ARENA_ARRAY(request->arena, HomeItem, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        items[i] = happened_item(gathering, &rows.rows[i]);
    *ret = (HomeItems){items, rows.n};
    return true;
}
