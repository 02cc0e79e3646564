#include "modules/plans/offices_pages.h"

#include "base/error.h"
#include "base/language.h"
#include "modules/plans/office_paper.h"
#include "modules/plans/offices_html.h"
#include "modules/plans/offices_view.h"
#include "ui/files.h"

#include <string.h>

static bool is_bank(const PlanYear *year) {
    return strcmp(year->status, "bank") == 0;
}

/* The chosen year, or the first: nothing in the bank is asked of anybody. */
static const PlanYear *year_to_show(const PlanHead *head) {
    const PlanYear *chosen = plan_year_chosen(head);
    return chosen == NULL || !is_bank(chosen) ? chosen
           : is_bank(&head->plan.years[0])    ? NULL
                                              : &head->plan.years[0];
}

static const FilterLink *year_links(const PlanHead *head, const char *path, const PlanYear *shown,
                                    size_t *ret_n) {
    Arena *arena = head->frame->request->arena;
    FilterLink *links = ARENA_ARRAY(arena, FilterLink, head->plan.n_years);
    size_t n = 0;
    for (size_t i = 0; i < head->plan.n_years; i++) {
        const PlanYear *year = &head->plan.years[i];
        if (!is_bank(year))
            links[n++] = (FilterLink){
                arena_printf(arena, "%d %s", year->year, T_(plan_status_word(year->status))),
                arena_printf(arena, "%s?year=%d", path, year->year), 0, year == shown};
    }
    *ret_n = n;
    return links;
}

static OfficeLink link_of(const Request *request, const OfficesView *view, const Rule *office) {
    OfficeExtract extract;
    office_extract(request, view->head.rules, office, view->year, &extract);
    return (OfficeLink){.key = office->key,
                        .title = office->title,
                        .path = arena_printf(request->arena, "%s/offices/%s?year=%d",
                                             view->head.path, office->key, view->year->year),
                        .municipalities = extract.municipalities,
                        .n_activities = extract.n_rows,
                        .visits = extract.visits,
                        .hours = extract.hours};
}

static bool offices_page(Request *request, Response *response, GError **error) {
    OfficesView view = {0};
    if (!plan_head_load(request, N_("Utdrag"), "/offices", &view.head, error))
        return false;
    const Rules *rules = view.head.rules;
    OfficeLink *offices =
        ARENA_ARRAY(request->arena, OfficeLink, rules_count(rules, ELEMENT_OFFICE));
    view.year = year_to_show(&view.head);
    view.offices = offices;
    for (const Rule *office = rules_next(rules, ELEMENT_OFFICE, NULL);
         office != NULL && view.year != NULL; office = rules_next(rules, ELEMENT_OFFICE, office))
        offices[view.n_offices++] = link_of(request, &view, office);
    view.filters =
        year_links(&view.head, arena_printf(request->arena, "%s/offices", view.head.path),
                   view.year, &view.n_filters);
    offices_page_html(response_html(response), &view);
    return true;
}

static bool load_office(const Request *request, OfficeView *view, GError **error) {
    if (!plan_head_load(request, N_("Utdrag"), "/offices", &view->head, error))
        return false;
    const Rule *office =
        rules_find(view->head.rules, ELEMENT_OFFICE, request_param(request, "office"));
    const PlanYear *year = year_to_show(&view->head);
    if (office == NULL || year == NULL)
        return fail(error, ERROR_NOT_FOUND, "Kontoret finns inte. Välj ett i listan över kontor.");
    office_extract(request, view->head.rules, office, year, &view->extract);
    return true;
}

static bool office_page(Request *request, Response *response, GError **error) {
    OfficeView view = {0};
    if (!load_office(request, &view, error))
        return false;
    const Rule *office = view.extract.office;
    int year = view.extract.year->year;
    const char *path = arena_printf(request->arena, "%s/offices/%s", view.head.path, office->key);
    view.head.frame->title = rule_short(office);
    frame_crumb(view.head.frame, N_("Utdrag"),
                arena_printf(request->arena, "%s/offices", view.head.path));
    view.downloads = downloads_at(path, arena_printf(request->arena, "?year=%d", year));
    view.filters = year_links(&view.head, path, view.extract.year, &view.n_filters);
    office_page_html(response_html(response), &view);
    return true;
}

static const char *file_name(const Request *request, const OfficeExtract *extract) {
    return arena_printf(request->arena, "%s %d", rule_short(extract->office), extract->year->year);
}

static bool office_report_file(Request *request, Response *response, GError **error) {
    OfficeView view = {0};
    return load_office(request, &view, error) &&
           answer_report(
               request, response,
               office_report(request, &view.extract, view.head.plan.title, view.head.state),
               file_name(request, &view.extract), error);
}

static bool office_table_file(Request *request, Response *response, GError **error) {
    OfficeView view = {0};
    return load_office(request, &view, error) &&
           answer_table(request, response, office_table(request, &view.extract, view.head.state),
                        file_name(request, &view.extract), error);
}

const Route offices_routes[] = {
    {GET, "/:collab/plans/:plan/offices", offices_page, MAY_READ_COLLABORATION},
    {GET, "/:collab/plans/:plan/offices/:office", office_page, MAY_READ_COLLABORATION},
    REPORT_ROUTES("/:collab/plans/:plan/offices/:office", office_report_file,
                  MAY_READ_COLLABORATION),
    DOCUMENT_TABLE_ROUTES("/:collab/plans/:plan/offices/:office", office_table_file,
                          MAY_READ_COLLABORATION),
    {0},
};
