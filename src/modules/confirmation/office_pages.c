#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "modules/confirmation/confirmation_html.h"
#include "modules/confirmation/confirmation_pages.h"
#include "modules/confirmation/confirmation_view.h"
#include "modules/people/person_fields.h"
#include "services/task_link/task_link.h"

#include <stddef.h>
#include <string.h>

/* Who is here: whoever has the office's link, or is logged in and may edit its people. */
typedef struct {
    Request *request;
    Arena *arena;
    const Rules *rules;
    People people;
    Confirmation confirmation;
    const Rule *office;
    ConfirmationPersons persons;
    ConfirmationActor actor;
    bool by_link, is_open;
    const char *path; /* of the office's page */
} Visit;

/* ---- coming in ---- */

static bool come_by_link(Visit *visit, GError **error) {
    Request *request = visit->request;
    TaskLink link, wanted = {.collaboration = request->collaboration,
                             .kind = TASK_CONFIRMATION,
                             .token = request_param(request, "token")};
    if (!task_link_find(request->db, visit->arena, &wanted, &link, error) ||
        !confirmation_get(request->db, visit->arena, request->collaboration, link.subject,
                          &visit->confirmation, error))
        return false;
    visit->actor.element = link.element;
    visit->actor.editor.by_office = link.element;
    visit->actor.editor.link = link.id;
    visit->path =
        task_link_url(visit->arena, "", request->collaboration_name, TASK_CONFIRMATION, link.token);
    return true;
}

static bool come_logged_in(Visit *visit, GError **error) {
    Request *request = visit->request;
    if (!request_id(request, "element", &visit->actor.element, error) ||
        !confirmation_latest(request->db, visit->arena, request->collaboration,
                             &visit->confirmation, error))
        return false;
    visit->actor.editor.account = request->session->account;
    visit->actor.is_coordinator = session_may(request->session, MAY_EDIT_PEOPLE);
    visit->path = collaboration_path(request, "/confirmation/%s",
                                     id_text(visit->arena, visit->actor.element));
    if (confirmation_office(&visit->confirmation, visit->actor.element) == NULL)
        return fail(error, ERROR_NOT_FOUND, "Kontoret är inte med i genomgången.");
    return visit->actor.is_coordinator ||
           person_works_at(&visit->people, request->session->person, visit->actor.element,
                           request->today) ||
           fail(error, ERROR_FORBIDDEN, "Ni går bara igenom ert eget kontor.");
}

static bool find_office(Visit *visit, GError **error) {
    visit->office = rules_get(visit->rules, visit->actor.element);
    if (visit->office == NULL ||
        confirmation_office(&visit->confirmation, visit->actor.element) == NULL)
        return fail(error, ERROR_NOT_FOUND, "Kontoret är inte med i genomgången.");
    visit->is_open = confirmation_is_open(&visit->confirmation, visit->request->today);
    visit->persons = confirmation_persons(visit->arena, &visit->confirmation, &visit->people,
                                          visit->actor.element, visit->request->today);
    return true;
}

static bool come(Request *request, Response *response, Visit *visit, GError **error) {
    *visit = (Visit){.request = request,
                     .arena = request->arena,
                     .by_link = request_param(request, "token") != NULL};
    visit->actor = (ConfirmationActor){.editor = {.collaboration = request->collaboration,
                                                  .today = request->today,
                                                  .leaving = request->leaving},
                                       .now = request_moment(request)};
    PeopleReader reader = people_reader_by_link(request->today);
    if (visit->by_link)
        response_guard_address(response);
    if (!rules_load(request->db, visit->arena, request->collaboration, request->today,
                    &visit->rules, error) ||
        !people_load(request->db, visit->arena, request->collaboration,
                     visit->by_link ? &reader : NULL, &visit->people, error) ||
        !(visit->by_link ? come_by_link(visit, error) : come_logged_in(visit, error)))
        return false;
    visit->actor.confirmation = visit->confirmation.id;
    return find_office(visit, error);
}

/* ---- what is shown ---- */

static const char *outcome_word(ConfirmationOutcome outcome) {
    static const char *const words[N_CONFIRMATION_OUTCOMES] = {NULL, N_("stämmer"), N_("ändrat"),
                                                               N_("har slutat"), N_("ny")};
    return words[outcome];
}

/* "miljöchef · små avlopp, lantbruk" */
static const char *work_words(const Visit *visit, const Post *post) {
    if (post == NULL)
        return "";
    g_auto(GStrv) subjects = g_strsplit(post->subjects, ";", -1);
    g_autofree char *joined = g_strjoinv(", ", subjects);
    return joined[0] == '\0' ? post_words(post)
                             : arena_printf(visit->arena, "%s · %s", post_words(post), joined);
}

static const char *person_path(const Visit *visit, const Person *person) {
    return arena_printf(visit->arena, "%s/people/%s", visit->path,
                        id_text(visit->arena, person->id));
}

static const char *back_path(const Visit *visit, const ConfirmationPerson *person) {
    return person->outcome == CONFIRMATION_LEFT && (visit->is_open || visit->actor.is_coordinator)
               ? arena_printf(visit->arena, "%s/back", person_path(visit, person->person))
               : NULL;
}

static ConfirmationRow row_of(const Visit *visit, const ConfirmationPerson *person) {
    return (ConfirmationRow){.name = person->person->name,
                             .work = work_words(visit, person->post),
                             .email = person->person->email,
                             .phone = person->person->phone,
                             .outcome = outcome_word(person->outcome),
                             .said = person->said,
                             .back_path = back_path(visit, person),
                             .path = person->post == NULL || !visit->is_open
                                         ? NULL
                                         : person_path(visit, person->person)};
}

/* No list says how somebody with protected identity is reached, not even the own office's. */
static ConfirmationRow row_in_list(const Visit *visit, const ConfirmationPerson *person) {
    ConfirmationRow row = row_of(visit, person);
    if (person->person->is_protected) {
        row.email = T_(protected_identity);
        row.phone = NULL;
    }
    return row;
}

/* The first that has not been gone through after `after`, from the beginning again; NULL: none. */
static const Person *next_after(const Visit *visit, Id after) {
    size_t start = 0, n = visit->persons.n;
    for (size_t i = 0; i < n; i++)
        if (id_equal(visit->persons.rows[i].person->id, after))
            start = i + 1;
    for (size_t i = 0; i < n; i++) {
        const ConfirmationPerson *row = &visit->persons.rows[(start + i) % n];
        if (row->outcome == CONFIRMATION_NONE && !id_equal(row->person->id, after))
            return row->person;
    }
    return NULL;
}

/* How many of the office are gone through by whoever is logged in alone. */
static size_t hidden_here(const Visit *visit) {
    const People *people = &visit->people;
    size_t n = 0;
    for (size_t i = people->n_posts; i < people->n_posts + people->n_hidden_posts; i++) {
        const Post *post = &people->posts[i];
        n += id_equal(post->element, visit->actor.element) &&
             period_covers(post->valid_from, post->valid_to, visit->request->today);
    }
    return n;
}

static Frame *frame_of(const Visit *visit, const char *title) {
    Frame *frame = frame_new(visit->request, PLACE_DIRECTORY, title);
    if (!visit->by_link && session_may(visit->request->session, MAY_EDIT_PEOPLE))
        frame_crumb(frame, N_("Genomgång av telefonboken"),
                    collaboration_path(visit->request, "/confirmation"));
    return frame;
}

static bool show_office(const Visit *visit, Response *response, const char *problem) {
    ConfirmationRow *rows = ARENA_ARRAY(visit->arena, ConfirmationRow, visit->persons.n);
    for (size_t i = 0; i < visit->persons.n; i++)
        rows[i] = row_in_list(visit, &visit->persons.rows[i]);
    const Person *next = next_after(visit, (Id){0});
    ConfirmationOfficeView view = {
        .frame = frame_of(visit, visit->office->title),
        .by_link = visit->by_link,
        .is_open = visit->is_open,
        .title = visit->office->title,
        .path = visit->path,
        .last_on = visit->confirmation.last_on,
        .rows = rows,
        .n_rows = visit->persons.n,
        .n_hidden = visit->by_link ? hidden_here(visit) : 0,
        .n_answered = visit->persons.n_answered,
        .done_at = confirmation_office(&visit->confirmation, visit->actor.element)->done_at,
        .problem = problem,
        .gaps = people_gaps(visit->arena, visit->rules, &visit->people,
                            visit->office->kind == ELEMENT_OFFICE ? visit->office : NULL)};
    if (visit->office->kind != ELEMENT_OFFICE)
        view.gaps = (Gaps){0};
    if (visit->actor.is_coordinator && visit->is_open && view.done_at.seconds == 0)
        view.send_path = arena_printf(visit->arena, "%s/letter", visit->path);
    if (next != NULL) {
        view.next_name = next->name;
        view.next_path = person_path(visit, next);
    }
    if (problem != NULL)
        response_status(response, 422);
    confirmation_office_page_html(response_html(response), &view);
    return true;
}

static bool office_page(Request *request, Response *response, GError **error) {
    Visit visit;
    return come(request, response, &visit, error) && show_office(&visit, response, NULL);
}

/* ---- one person ---- */

#define EDIT_FIELD(Form)                                                                           \
    { .name = "edit", .label = "", .type = FORM_EDIT, .offset = offsetof(Form, edit) }

static const FormField person_fields[] = {PERSON_NAME_FIELDS(ConfirmationPersonForm),
                                          POST_WORK_FIELDS(ConfirmationPersonForm),
                                          EDIT_FIELD(ConfirmationPersonForm),
                                          {0}};
enum { FIELDS_OF_PERSON = 3 }; /* the rest are the post's */

static const FormField new_fields[] = {PERSON_NAME_FIELDS(ConfirmationPersonForm),
                                       POST_WORK_FIELDS(ConfirmationPersonForm),
                                       FROM_FIELD(ConfirmationPersonForm),
                                       {0}};

static ConfirmationPersonForm form_of(Arena *arena, const ConfirmationPerson *person) {
    return (ConfirmationPersonForm){.name = person->person->name,
                                    .email = person->person->email,
                                    .phone = person->person->phone,
                                    .function = person->post->function,
                                    .title = person->post->title,
                                    .subjects = subjects_typed(arena, person->post->subjects),
                                    .edit = person->person->edit};
}

static bool find_person(const Visit *visit, const ConfirmationPerson **ret, GError **error) {
    Id id;
    if (!request_id(visit->request, "person", &id, error))
        return false;
    for (size_t i = 0; i < visit->persons.n; i++)
        if (id_equal(visit->persons.rows[i].person->id, id) &&
            visit->persons.rows[i].post != NULL) {
            *ret = &visit->persons.rows[i];
            return true;
        }
    return fail(error, ERROR_NOT_FOUND, "Personen arbetar inte här. Läs om sidan.");
}

/* Where the person works too. */
static const char *elsewhere(const Visit *visit, const ConfirmationPerson *person) {
    for (size_t i = 0; i < visit->people.n_posts && !person->is_only_here; i++) {
        const Post *post = &visit->people.posts[i];
        const Rule *place = rules_get(visit->rules, post->element);
        if (id_equal(post->person, person->person->id) && place != NULL && place != visit->office &&
            period_covers(post->valid_from, post->valid_to, visit->rules->on))
            return place->title;
    }
    return NULL;
}

static bool show_person(const Visit *visit, Response *response, const ConfirmationPerson *person,
                        ConfirmationPersonView *view) {
    ConfirmationRow row;
    ConfirmationPersonForm form = {.function = "inspector", .from = visit->request->today};
    const FormErrors *errors = view->errors != NULL ? view->errors : view->end_errors;
    Frame *frame = frame_of(visit, person == NULL ? N_("Ny person") : person->person->name);
    frame_crumb(frame, visit->office->title, visit->path);
    frame_errors(frame, response, errors);
    view->frame = frame;
    view->by_link = visit->by_link;
    view->office = visit->office->title;
    view->back = visit->path;
    view->end_fields = last_day_of_person;
    view->fields = new_fields;
    view->n = visit->persons.n;
    view->path = arena_printf(visit->arena, "%s/people/new", visit->path);
    if (person != NULL) {
        row = row_of(visit, person);
        view->row = &row;
        view->path = person_path(visit, person->person);
        view->number = (size_t)(person - visit->persons.rows) + 1;
        view->elsewhere = elsewhere(visit, person);
        view->fields = person->is_only_here ? person_fields : person_fields + FIELDS_OF_PERSON;
        form = form_of(visit->arena, person);
    }
    if (view->form == NULL)
        view->form = &form;
    confirmation_person_page_html(response_html(response), view);
    return true;
}

static bool person_page(Request *request, Response *response, GError **error) {
    Visit visit;
    const ConfirmationPerson *person;
    if (!come(request, response, &visit, error) || !find_person(&visit, &person, error))
        return false;
    if (!visit.is_open)
        return response_redirect(response, visit.path);
    return show_person(&visit, response, person, &(ConfirmationPersonView){0});
}

static bool new_page(Request *request, Response *response, GError **error) {
    Visit visit;
    if (!come(request, response, &visit, error))
        return false;
    if (!visit.is_open)
        return response_redirect(response, visit.path);
    return show_person(&visit, response, NULL, &(ConfirmationPersonView){0});
}

/* On to whoever has not been gone through yet, or back to the list. */
static bool go_on(const Visit *visit, Response *response, Id after) {
    const Person *next = next_after(visit, after);
    return redirect_done(response, visit->request,
                         next == NULL ? visit->path : person_path(visit, next), "saved");
}

static bool right_action(Request *request, Response *response, GError **error) {
    Visit visit;
    const ConfirmationPerson *person;
    if (!come(request, response, &visit, error) || !find_person(&visit, &person, error) ||
        !confirmation_right(request->db, visit.arena, &visit.actor, person->person->id, error))
        return false;
    if (request_field(request, "list") != NULL)
        return response_redirect(response, visit.path);
    return go_on(&visit, response, person->person->id);
}

static Person person_of(const ConfirmationPersonForm *form) {
    return (Person){
        .name = form->name, .email = form->email, .phone = form->phone, .edit = form->edit};
}

static Post post_of(Arena *arena, const ConfirmationPersonForm *form) {
    return (Post){.function = form->function,
                  .title = form->title,
                  .subjects = subjects_kept(arena, form->subjects),
                  .valid_from = form->from};
}

static bool change_action(Request *request, Response *response, GError **error) {
    Visit visit;
    const ConfirmationPerson *found;
    ConfirmationPersonForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    if (!come(request, response, &visit, error) || !find_person(&visit, &found, error))
        return false;
    if (form_parse(request, found->is_only_here ? person_fields : person_fields + FIELDS_OF_PERSON,
                   &form, &errors)) {
        Person person = person_of(&form);
        Post post = post_of(request->arena, &form);
        person.id = found->person->id;
        if (confirmation_change(request->db, request->arena, &visit.actor, &person, &post,
                                &problem))
            return go_on(&visit, response, person.id);
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_person(&visit, response, found,
                       &(ConfirmationPersonView){.form = &form, .errors = &errors});
}

static bool left_action(Request *request, Response *response, GError **error) {
    Visit visit;
    const ConfirmationPerson *found;
    FormErrors errors = {0};
    Date last = {0};
    g_autoptr(GError) problem = NULL;
    if (!come(request, response, &visit, error) || !find_person(&visit, &found, error))
        return false;
    if (form_parse(request, last_day_of_person, &last, &errors)) {
        if (confirmation_left(request->db, request->arena, &visit.actor, found->person->id, last,
                              &problem))
            return redirect_done(response, request, visit.path, "saved");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_person(&visit, response, found,
                       &(ConfirmationPersonView){.end_on = last, .end_errors = &errors});
}

static bool back_action(Request *request, Response *response, GError **error) {
    Visit visit;
    Id person;
    return come(request, response, &visit, error) &&
           request_id(request, "person", &person, error) &&
           confirmation_back(request->db, request->arena, &visit.actor, person, error) &&
           redirect_done(response, request, visit.path, "leaving-undone");
}

static bool new_action(Request *request, Response *response, GError **error) {
    Visit visit;
    ConfirmationPersonForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    if (!come(request, response, &visit, error))
        return false;
    if (form_parse(request, new_fields, &form, &errors)) {
        Person person = person_of(&form);
        Post post = post_of(request->arena, &form);
        if (confirmation_new(request->db, request->arena, &visit.actor, &person, &post, &problem))
            return redirect_done(response, request, visit.path, "added");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_person(&visit, response, NULL,
                       &(ConfirmationPersonView){.form = &form, .errors = &errors});
}

static bool done_action(Request *request, Response *response, GError **error) {
    Visit visit;
    g_autoptr(GError) problem = NULL;
    if (!come(request, response, &visit, error))
        return false;
    if (confirmation_done(request->db, request->arena, &visit.actor, &problem))
        return response_redirect(response, visit.path);
    if (visit.is_open && error_is(problem, ERROR_CONFLICT))
        return show_office(&visit, response, problem->message);
    g_propagate_error(error, g_steal_pointer(&problem));
    return false;
}

/* The same pages at two addresses. */
#define OFFICE_ROUTES(pattern, permission)                                                         \
    {GET, pattern, office_page, permission}, {POST, pattern "/done", done_action, permission},     \
        {GET, pattern "/people/new", new_page, permission},                                        \
        {POST, pattern "/people/new", new_action, permission},                                     \
        {GET, pattern "/people/:person", person_page, permission},                                 \
        {POST, pattern "/people/:person/right", right_action, permission},                         \
        {POST, pattern "/people/:person/back", back_action, permission},                           \
        {POST, pattern "/people/:person/change", change_action, permission}, {                     \
        POST, pattern "/people/:person/left", left_action, permission                              \
    }

const Route confirmation_office_routes[] = {
    OFFICE_ROUTES("/:collab/confirm/:token", MAY_USE_TASK_LINK),
    OFFICE_ROUTES("/:collab/confirmation/:element", MAY_EDIT_OFFICE_PEOPLE),
    {0},
};
