#include "modules/home/gathering.h"

#include "base/date.h"
#include "base/id.h"

void add_waiting(Gathering *gathering, HomeItem item) {
    if (gathering->n_waiting < ITEMS_MAX)
        gathering->waiting[gathering->n_waiting++] = item;
}

void add_coming(Gathering *gathering, Date on, HomeItem item) {
    if (gathering->n_coming == ITEMS_MAX)
        return;
    size_t at = gathering->n_coming++;
    for (; at > 0 && date_compare(gathering->coming_on[at - 1], on) > 0; at--) {
        gathering->coming[at] = gathering->coming[at - 1];
        gathering->coming_on[at] = gathering->coming_on[at - 1];
    }
    gathering->coming[at] = item;
    gathering->coming_on[at] = on;
}

const char *day_and_month(const Request *request, Date date) {
    return date.year == request->today.year
               ? arena_printf(request->arena, "%d %s", date.day, month_word(date.month))
               : date_long(request->arena, date);
}

const char *weekday_and_week(Arena *arena, Date date) {
    return arena_printf(arena, "%s, v. %d", weekday_word(date_weekday(date)), date_week(date));
}

const char *home_plan_path(const Request *request, Id plan, const char *below) {
    return collaboration_path(request, "/plans/%s%s", id_text(request->arena, plan), below);
}
