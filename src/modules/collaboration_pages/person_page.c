#include "modules/collaboration_pages/pages.h"
#include "modules/collaboration_pages/person_forms.h"
#include "modules/collaboration_pages/person_html.h"
#include "modules/collaboration_pages/person_view.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "services/auth/auth.h"

#include <string.h>

static bool is_over(const Context *context, Date last) {
    return date_is_set(last) && date_compare(last, context->rules->on) < 0;
}

static const char *title_words(const Context *context, const Post *post) {
    const Municipality *municipality =
        post->municipality == NULL ? NULL : municipality_by_code(context, post->municipality);
    const Rule *office = rules_get(context->rules, post->deputy_for);
    const char *title = post_words(post);
    if (municipality != NULL)
        title = arena_printf(context->arena, T_("%s för %s"), title, municipality->short_title);
    if (id_is_set(post->deputy_for))
        title = arena_printf(context->arena, T_("%s, vikarierar som chef i %s"), title,
                             office == NULL ? T_("kontoret") : rule_short(office));
    return title;
}

static PostRow post_row(const Context *context, const PersonView *view, const Post *post) {
    const Rule *place = rules_get(context->rules, post->element);
    return (PostRow){.title = title_words(context, post),
                     .place = place == NULL ? N_("ett kontor som har upphört") : place->title,
                     .place_path =
                         place == NULL ? NULL : element_path(context, place->kind, place->key),
                     .subjects = subject_words(context->arena, post->subjects),
                     .period = period_words(context->arena, post->valid_from, post->valid_to),
                     .edit_path = arena_printf(context->arena, "%s/posts/%s", view->path,
                                               id_text(context->arena, post->id)),
                     .is_over = is_over(context, post->valid_to)};
}

static void gather_posts(const Context *context, PersonView *view) {
    const People *people = &context->people;
    PostRow *rows = ARENA_ARRAY(context->arena, PostRow, people->n_posts);
    for (size_t i = people->n_posts; i > 0; i--)
        if (id_equal(people->posts[i - 1].person, view->person->id))
            rows[view->n_posts++] = post_row(context, view, &people->posts[i - 1]);
    view->posts = rows;
}

static SeatRow seat_row(const Context *context, const PersonView *view, const Seat *seat) {
    const Rule *body = rules_get(context->rules, seat->body);
    return (SeatRow){.body = body == NULL ? N_("ett organ som har upphört") : body->title,
                     .body_path =
                         body == NULL ? NULL : element_path(context, ELEMENT_BODY, body->key),
                     .role = seat_words(context, seat),
                     .period = period_words(context->arena, seat->valid_from, seat->valid_to),
                     .edit_path = arena_printf(context->arena, "%s/seats/%s", view->path,
                                               id_text(context->arena, seat->id)),
                     .is_over = is_over(context, seat->valid_to)};
}

static void gather_seats(const Context *context, PersonView *view) {
    SeatList seats = seats_of_person(context, view->person->id);
    SeatRow *rows = ARENA_ARRAY(context->arena, SeatRow, seats.n);
    for (size_t i = 0; i < seats.n; i++)
        rows[view->n_seats++] = seat_row(context, view, seats.rows[i]);
    view->seats = rows;
}

static bool person_page(Request *request, Response *response, GError **error) {
    Context context;
    if (!context_load_for_person(request, &context, error))
        return false;
    PersonView view = {.person = people_find(&context.people, request_param(request, "key"))};
    if (view.person == NULL)
        return fail(error, ERROR_NOT_FOUND, "Personen finns inte här.");
    view.frame = people_frame(&context, view.person->name);
    view.path = person_path(&context, view.person);
    view.may_edit = may_edit_person(&context, view.person->id);
    view.may_edit_seats = context.may_edit_people;
    view.may_read_contact = session_may(request->session, MAY_READ_CONTACT_DETAILS);
    view.has_left = person_has_left(&context.people, view.person->id, request->today);
    if (view.may_read_contact && !view.person->is_protected)
        view.card_path = arena_printf(request->arena, "%s.vcf", view.path);
    view.phone_link = phone_link(request->arena, view.person->phone);
    gather_posts(&context, &view);
    gather_seats(&context, &view);
    person_page_html(response_html(response), &view);
    return true;
}

/* Where the list of people was. */
static bool list_moved(Request *request, Response *response, GError **error) {
    (void)error;
    return response_redirect(response, collaboration_path(request, "/directory"));
}

const Route people_routes[] = {
    {GET, "/:collab/people", list_moved, MAY_READ_COLLABORATION},
    {GET, "/:collab/people/new", edit_person_page, MAY_EDIT_OFFICE_PEOPLE},
    {POST, "/:collab/people/new", edit_person_action, MAY_EDIT_OFFICE_PEOPLE},
    {GET, "/:collab/people/:key", person_page, MAY_READ_COLLABORATION},
    {GET, "/:collab/people/:key/edit", edit_person_page, MAY_EDIT_OFFICE_PEOPLE},
    {POST, "/:collab/people/:key/edit", edit_person_action, MAY_EDIT_OFFICE_PEOPLE},
    {POST, "/:collab/people/:key/end", end_person_action, MAY_EDIT_OFFICE_PEOPLE},
    {GET, "/:collab/people/:key/posts/:post", post_page, MAY_EDIT_OFFICE_PEOPLE},
    {POST, "/:collab/people/:key/posts/:post", post_action, MAY_EDIT_OFFICE_PEOPLE},
    {GET, "/:collab/people/:key/seats/:seat", seat_page, MAY_EDIT_PEOPLE},
    {POST, "/:collab/people/:key/seats/:seat", seat_action, MAY_EDIT_PEOPLE},
    {0},
};
