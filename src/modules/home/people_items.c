#include "modules/home/gathering.h"

#include "modules/confirmation/confirmation_pages.h"
#include "modules/people/gaps.h"

static HomeItem people_item(const Request *request, const ConfirmationTask *task) {
    return (HomeItem){.title = task->title,
                      .more = task->more,
                      .when = arena_printf(request->arena, T_("senast %s"),
                                           day_and_month(request, task->last_on)),
                      .path = task->path,
                      .button = task->is_own ? T_("Gå igenom") : T_("Öppna"),
                      .is_primary = task->is_own};
}

/* What nobody does since somebody left; the coordinator alone sees it here. */
static void gather_gaps(Gathering *gathering, const People *people) {
    const Request *request = gathering->request;
    if (!session_may(request->session, MAY_EDIT_PEOPLE))
        return;
    Gaps gaps = people_gaps(request->arena, gathering->rules, people, NULL);
    if (gaps.n == 0)
        return;
    add_waiting(
        gathering,
        (HomeItem){.title = gaps.n == 1
                                ? T_("En lucka bland personer och organ")
                                : arena_printf(request->arena,
                                               T_("%zu luckor bland personer och organ"), gaps.n),
                   .more = gaps.rows[0].sentence,
                   .when = "",
                   .path = collaboration_path(request, "/confirmation"),
                   .button = T_("Se luckorna")});
}

bool gather_people(Gathering *gathering, GError **error) {
    const Request *request = gathering->request;
    People people;
    ConfirmationTasks tasks;
    if (!people_load(request->db, request->arena, request->collaboration, NULL, &people, error) ||
        !confirmation_tasks(request, gathering->rules, &people, &tasks, error))
        return false;
    for (size_t i = 0; i < tasks.n; i++)
        add_waiting(gathering, people_item(request, &tasks.rows[i]));
    gather_gaps(gathering, &people);
    return gather_setup(gathering, &people, error);
}
