#include "modules/collaboration_pages/body_members.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/collaboration_pages/samverkan_html.h"
#include "modules/people/people_edit.h"
#include "modules/people/person_fields.h"
#include "services/auth/auth.h"

#include <stddef.h>
#include <string.h>

typedef struct {
    FormIds people;
    const char *role;
    Date from;
} MembersForm;

static const FormField fields[] = {{.name = "person",
                                    .label = N_("Personer"),
                                    .type = FORM_IDS,
                                    .offset = offsetof(MembersForm, people),
                                    .required = true},
                                   {.name = "role",
                                    .label = N_("Roll"),
                                    .type = FORM_CHOICE,
                                    .offset = offsetof(MembersForm, role),
                                    .required = true,
                                    .choices = seat_roles},
                                   FROM_FIELD(MembersForm),
                                   {0}};

static bool find_body(const Request *request, Context *context, const Rule **ret, GError **error) {
    if (!context_load(request, context, error))
        return false;
    *ret = rules_find(context->rules, ELEMENT_BODY, request_param(request, "key"));
    return *ret != NULL || fail(error, ERROR_NOT_FOUND, "Organet finns inte.");
}

static bool sits_there(const Context *context, const Rule *body, Id person) {
    for (size_t i = 0; i < context->people.n_seats; i++) {
        const Seat *seat = &context->people.seats[i];
        if (id_equal(seat->person, person) && id_equal(seat->body, body->element) &&
            period_covers(seat->valid_from, seat->valid_to, context->rules->on))
            return true;
    }
    return false;
}

/* "1 head" of a rule of seats asks for a head. */
static bool is_asked_for(const Context *context, const Rule *body, const Post *post) {
    TextList seats = rule_list(context->arena, body, "seats");
    for (size_t i = 0; i < seats.n; i++) {
        const char *space = strrchr(seats.items[i], ' ');
        if (space != NULL && strcmp(space + 1, post->function) == 0)
            return true;
    }
    return false;
}

static CandidateRow candidate(const Context *context, const Rule *body, const Person *person) {
    CandidateRow row = {
        .id = id_text(context->arena, person->id), .name = person->name, .work = ""};
    for (size_t i = 0; i < context->people.n_posts; i++) {
        const Post *post = &context->people.posts[i];
        const Rule *place = rules_get(context->rules, post->element);
        if (!id_equal(post->person, person->id) || place == NULL ||
            !period_covers(post->valid_from, post->valid_to, context->rules->on))
            continue;
        const char *work =
            arena_printf(context->arena, "%s, %s", T_(post_words(post)), rule_short(place));
        row.work =
            row.work[0] == '\0' ? work : arena_printf(context->arena, "%s; %s", row.work, work);
        row.is_asked_for = row.is_asked_for || is_asked_for(context, body, post);
    }
    return row;
}

static bool is_chosen(const FormIds *chosen, Id person) {
    for (size_t i = 0; i < chosen->n; i++)
        if (id_equal(chosen->items[i], person))
            return true;
    return false;
}

/* Those whom the rule of seats asks for come first. */
static void gather(const Context *context, const Rule *body, const FormIds *chosen,
                   BodyMembersView *view) {
    CandidateRow *asked = ARENA_ARRAY(context->arena, CandidateRow, context->people.n),
                 *others = ARENA_ARRAY(context->arena, CandidateRow, context->people.n);
    view->asked = asked;
    view->others = others;
    for (size_t i = 0; i < context->people.n; i++) {
        const Person *person = &context->people.persons[i];
        CandidateRow row = candidate(context, body, person);
        if (row.work[0] == '\0' || sits_there(context, body, person->id))
            continue;
        row.is_chosen = is_chosen(chosen, person->id);
        if (row.is_asked_for)
            asked[view->n_asked++] = row;
        else
            others[view->n_others++] = row;
    }
}

static const char *members_path(const Context *context, const Rule *body) {
    return collaboration_path(context->request, "/bodies/%s/members", body->key);
}

static bool show(const Context *context, Response *response, const Rule *body,
                 const MembersForm *form, const FormErrors *errors) {
    Frame *frame = collaboration_frame(context, N_("Lägg till ledamöter"));
    frame_crumb(frame, N_("Organ"), collaboration_path(context->request, "/bodies"));
    frame_crumb(frame, body->title, element_path(context, ELEMENT_BODY, body->key));
    frame_errors(frame, response, errors);
    BodyMembersView view = {.frame = frame,
                            .path = members_path(context, body),
                            .back = element_path(context, ELEMENT_BODY, body->key),
                            .note = rule_text(body, "seats_note"),
                            .fields = &fields[1],
                            .form = form,
                            .errors = errors};
    gather(context, body, &form->people, &view);
    body_members_page_html(response_html(response), &view);
    return true;
}

bool body_members_page(Request *request, Response *response, GError **error) {
    Context context;
    const Rule *body;
    MembersForm form = {.role = "member"};
    return find_body(request, &context, &body, error) &&
           show(&context, response, body, &form, NULL);
}

typedef struct {
    const Request *request;
    const MembersForm *form;
    Id body;
} Seating;

static bool seat_all(Db *db, void *data, GError **error) {
    const Seating *seating = data;
    const Request *request = seating->request;
    PeopleEditor editor = {.collaboration = request->collaboration,
                           .account = request->session->account,
                           .today = request->today,
                           .leaving = request->leaving};
    for (size_t i = 0; i < seating->form->people.n; i++) {
        Seat seat = {.body = seating->body,
                     .person = seating->form->people.items[i],
                     .role = seating->form->role,
                     .valid_from = seating->form->from};
        if (!seat_put(db, request->arena, &editor, &seat, error))
            return false;
    }
    return true;
}

bool body_members_action(Request *request, Response *response, GError **error) {
    Context context;
    const Rule *body;
    MembersForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    if (!find_body(request, &context, &body, error))
        return false;
    if (form_parse(request, fields, &form, &errors)) {
        Seating seating = {request, &form, body->element};
        if (db_write(request->db, seat_all, &seating, &problem))
            return redirect_done(response, request, element_path(&context, ELEMENT_BODY, body->key),
                                 "added");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show(&context, response, body, &form, &errors);
}
