#include "modules/home/home.h"

#include "base/id.h"
#include "base/text.h"
#include "modules/home/home_html.h"
#include "modules/home/home_view.h"
#include "modules/home/search_sql.h"
#include "modules/people/people.h"
#include "services/auth/auth.h"

#include <string.h>

#define HITS_PER_KIND 50

static bool find_activities(const Request *request, const char *folded, SearchHits *ret,
                            GError **error) {
    SqlSearchActivitiesRows found;
    SqlSearchActivitiesIn in = {request->collaboration, folded, HITS_PER_KIND};
    if (!sql_search_activities(request->db, request->arena, &in, &found, error))
        return false;
    SearchHit *hits = ARENA_ARRAY(request->arena, SearchHit, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlSearchActivitiesRow *row = &found.rows[i];
        hits[i] = (SearchHit){
            row->title,
            arena_printf(request->arena, "%s, %s %d", row->plan_title, row->category_title,
                         (int)row->year),
            collaboration_path(request, "/activities/%s", id_text(request->arena, row->id))};
    }
    *ret = (SearchHits){N_("Aktiviteter"), hits, found.n};
    return true;
}

static bool find_proposals(const Request *request, const char *folded, SearchHits *ret,
                           GError **error) {
    SqlSearchProposalsRows found;
    SqlSearchProposalsIn in = {request->collaboration, folded, HITS_PER_KIND,
                               session_may(request->session, MAY_PREPARE)};
    if (!sql_search_proposals(request->db, request->arena, &in, &found, error))
        return false;
    SearchHit *hits = ARENA_ARRAY(request->arena, SearchHit, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlSearchProposalsRow *row = &found.rows[i];
        hits[i] = (SearchHit){
            row->title,
            arena_printf(request->arena, T_("Förslag %d, %s"), (int)row->number, row->round_title),
            collaboration_path(request, "/proposals/%s", id_text(request->arena, row->id))};
    }
    *ret = (SearchHits){N_("Förslag"), hits, found.n};
    return true;
}

static bool find_chapters(const Request *request, const char *folded, SearchHits *ret,
                          GError **error) {
    SqlSearchChaptersRows found;
    SqlSearchChaptersIn in = {request->collaboration, folded, HITS_PER_KIND};
    if (!sql_search_chapters(request->db, request->arena, &in, &found, error))
        return false;
    SearchHit *hits = ARENA_ARRAY(request->arena, SearchHit, found.n);
    for (size_t i = 0; i < found.n; i++)
        hits[i] = (SearchHit){found.rows[i].heading, found.rows[i].plan_title,
                              collaboration_path(request, "/plans/%s/chapters",
                                                 id_text(request->arena, found.rows[i].plan))};
    *ret = (SearchHits){N_("Planernas text"), hits, found.n};
    return true;
}

static bool person_matches(Arena *arena, const Person *person, const char *folded) {
    return strstr(text_fold(arena, person->name), folded) != NULL ||
           (person->email != NULL && strstr(text_fold(arena, person->email), folded) != NULL);
}

static bool find_people(const Request *request, const char *folded, SearchHits *ret,
                        GError **error) {
    PeopleReader reader = people_reader(request->session, request->today);
    People people;
    if (!people_load(request->db, request->arena, request->collaboration, &reader, &people, error))
        return false;
    SearchHit *hits = ARENA_ARRAY(request->arena, SearchHit, HITS_PER_KIND);
    size_t n = 0;
    for (size_t i = 0; i < people.n && n < HITS_PER_KIND; i++) {
        const Person *person = &people.persons[i];
        if (person_matches(request->arena, person, folded))
            hits[n++] = (SearchHit){person->name,
                                    person->is_protected ? T_(protected_identity) : person->email,
                                    collaboration_path(request, "/people/%s", person->key)};
    }
    *ret = (SearchHits){N_("Personer"), hits, n};
    return true;
}

static bool find_elements(const Request *request, const char *folded, SearchHits *ret,
                          GError **error) {
    const Rules *rules;
    if (!rules_load(request->db, request->arena, request->collaboration, request->today, &rules,
                    error))
        return false;
    SearchHit *hits = ARENA_ARRAY(request->arena, SearchHit, rules->n);
    size_t n = 0;
    for (size_t i = 0; i < rules->n && n < HITS_PER_KIND; i++) {
        const Rule *rule = &rules->rules[i];
        const char *segment = element_kind_segment(rule->kind);
        if (segment != NULL && strstr(text_fold(request->arena, rule->title), folded) != NULL)
            hits[n++] = (SearchHit){rule->title, NULL,
                                    collaboration_path(request, "/%s/%s", segment, rule->key)};
    }
    *ret = (SearchHits){N_("Parter, kontor, nämnder och organ"), hits, n};
    return true;
}

static bool search_page(Request *request, Response *response, GError **error) {
    const char *query = request_query(request, "q");
    SearchView view = {.frame = frame_new(request, PLACE_NONE, N_("Sök")),
                       .query = query == NULL ? "" : text_trim(request->arena, query)};
    const char *folded = text_fold(request->arena, view.query);
    if (text_length(folded) >= SEARCH_MIN_LENGTH) {
        view.searched = true;
        if (!find_activities(request, folded, &view.groups[0], error) ||
            !find_proposals(request, folded, &view.groups[1], error) ||
            !find_chapters(request, folded, &view.groups[2], error) ||
            !find_elements(request, folded, &view.groups[3], error) ||
            !find_people(request, folded, &view.groups[4], error))
            return false;
    }
    for (size_t i = 0; i < SEARCH_GROUPS; i++)
        view.n_hits += view.groups[i].n;
    search_page_html(response_html(response), &view);
    return true;
}

const Route search_routes[] = {
    {GET, "/:collab/search", search_page, MAY_READ_COLLABORATION},
    {0},
};
