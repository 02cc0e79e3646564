#include "modules/collaboration_pages/person_forms.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/collaboration_pages/person_html.h"
#include "modules/collaboration_pages/person_view.h"
#include "modules/people/people_edit.h"
#include "modules/people/person_fields.h"
#include "services/auth/auth.h"

#include <stddef.h>
#include <string.h>

typedef struct {
    Context context;
    const Person *person; /* NULL: a new one */
    const char *path;     /* the person's page, or the list */
} Editing;

static bool begin(const Request *request, Editing *editing, GError **error) {
    const char *key = request_param(request, "key");
    if (!context_load_for_person(request, &editing->context, error))
        return false;
    editing->path = collaboration_path(request, "/people");
    editing->person = key == NULL ? NULL : people_find(&editing->context.people, key);
    if (key != NULL && editing->person == NULL)
        return fail(error, ERROR_NOT_FOUND, "Personen finns inte här.");
    if (editing->person != NULL)
        editing->path = person_path(&editing->context, editing->person);
    bool may = editing->person == NULL ? may_add_person(&editing->context)
                                       : may_edit_person(&editing->context, editing->person->id);
    return may || fail(error, ERROR_FORBIDDEN,
                       "Ni ändrar bara personer på ert eget kontor. Be samordnaren om hjälp.");
}

static PeopleEditor editor_of(const Request *request) {
    return (PeopleEditor){.collaboration = request->collaboration,
                          .account = request->session->account,
                          .today = request->today,
                          .leaving = request->leaving};
}

static bool show(const Editing *editing, Response *response, PersonFormView *view) {
    Frame *frame = people_frame(&editing->context, view->title);
    if (editing->person != NULL)
        frame_crumb(frame, editing->person->name, editing->path);
    frame_errors(frame, response, view->errors != NULL ? view->errors : view->end_errors);
    view->frame = frame;
    view->back = editing->person != NULL
                     ? editing->path
                     : collaboration_path(editing->context.request, "/directory");
    person_form_page_html(response_html(response), view);
    return true;
}

/* ---- who they are ---- */

typedef struct {
    const char *name, *email, *phone, *note;
    bool is_protected;
    int64_t edit;
} PersonForm;

static const FormField person_fields[] = {
    PERSON_NAME_FIELDS(PersonForm),
    {.name = "note",
     .label = N_("Anteckning"),
     .type = FORM_LONG_TEXT,
     .offset = offsetof(PersonForm, note),
     .max_length = 2000,
     .hint = N_("Alla i samverkan kan läsa den.")},
    {.name = "is_protected",
     .label = N_("Skyddade personuppgifter"),
     .type = FORM_BOOL,
     .offset = offsetof(PersonForm, is_protected),
     .hint = N_("Bara samordnaren och det egna kontoret ser då att personen finns. Adress och "
                "telefon står inte i någon lista eller fil.")},
    {.name = "edit", .label = "", .type = FORM_EDIT, .offset = offsetof(PersonForm, edit)},
    {0}};

static PersonForm form_of_person(const Person *person) {
    return (PersonForm){person->name, person->email,        person->phone,
                        person->note, person->is_protected, person->edit};
}

static bool show_person(const Editing *editing, Response *response, const PersonForm *form,
                        const FormErrors *errors, const FormErrors *end_errors) {
    const Person *person = editing->person;
    PersonFormView view = {
        .title = person == NULL
                     ? N_("Ny person")
                     : arena_printf(editing->context.arena, T_("Ändra %s"), person->name),
        .path = person == NULL ? arena_printf(editing->context.arena, "%s/new", editing->path)
                               : arena_printf(editing->context.arena, "%s/edit", editing->path),
        .save = person == NULL ? N_("Lägg till personen") : N_("Spara"),
        .fields = person_fields,
        .data = form,
        .errors = errors,
        .end_fields = last_day_of_person,
        .end_errors = end_errors};
    if (person != NULL)
        view.end_path = arena_printf(editing->context.arena, "%s/end", editing->path);
    return show(editing, response, &view);
}

bool edit_person_page(Request *request, Response *response, GError **error) {
    Editing editing = {0};
    PersonForm form = {0};
    if (!begin(request, &editing, error))
        return false;
    if (editing.person != NULL)
        form = form_of_person(editing.person);
    return show_person(&editing, response, &form, NULL, NULL);
}

bool edit_person_action(Request *request, Response *response, GError **error) {
    Editing editing = {0};
    PersonForm form = {0};
    FormErrors errors = {0};
    const char *key;
    g_autoptr(GError) problem = NULL;
    if (!begin(request, &editing, error))
        return false;
    if (form_parse(request, person_fields, &form, &errors)) {
        Person person = {.name = form.name,
                         .email = form.email,
                         .phone = form.phone,
                         .note = form.note,
                         .is_protected = form.is_protected,
                         .edit = form.edit};
        PeopleEditor editor = editor_of(request);
        if (editing.person != NULL)
            person.id = editing.person->id;
        else if (!editing.context.may_edit_people)
            editor.office = own_office(&editing.context);
        if (person_put(request->db, request->arena, &editor, &person, &key, &problem))
            return redirect_done(response, request, collaboration_path(request, "/people/%s", key),
                                 editing.person == NULL ? "added" : "saved");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_person(&editing, response, &form, &errors, NULL);
}

bool end_person_action(Request *request, Response *response, GError **error) {
    Editing editing = {0};
    FormErrors errors = {0};
    Date last = {0};
    PeopleEditor editor = editor_of(request);
    g_autoptr(GError) problem = NULL;
    if (!begin(request, &editing, error))
        return false;
    if (form_parse(request, last_day_of_person, &last, &errors)) {
        if (person_end(request->db, request->arena, &editor, editing.person->id, last, &problem))
            return redirect_done(response, request, editing.path, "saved");
        if (!form_take(&errors, problem, error))
            return false;
    }
    PersonForm form = form_of_person(editing.person);
    return show_person(&editing, response, &form, NULL, &errors);
}

/* ---- posts ---- */

typedef struct {
    const char *element, *function, *title, *municipality, *deputy_for, *subjects;
    Date from, to;
} PostForm;

static const FormField post_fields[] = {
    {.name = "element",
     .label = N_("Arbetar på"),
     .type = FORM_CHOICE,
     .offset = offsetof(PostForm, element),
     .required = true},
    POST_WORK_FIELDS(PostForm),
    {.name = "municipality",
     .label = N_("Står för kommunen"),
     .type = FORM_CHOICE,
     .offset = offsetof(PostForm, municipality),
     .hint =
         N_("Bara där ett kontor arbetar åt flera kommuner och personen företräder en av dem.")},
    {.name = "deputy_for",
     .label = N_("Vikarierar som chef i"),
     .type = FORM_CHOICE,
     .offset = offsetof(PostForm, deputy_for),
     .hint = N_("Räknas som chef så länge kontoret saknar en.")},
    FROM_FIELD(PostForm),
    {.name = "to",
     .label = N_("Till och med"),
     .type = FORM_DATE,
     .offset = offsetof(PostForm, to),
     .hint = N_("Lämna tomt om det gäller tills vidare.")},
    {0}};

/* Contact persons and heads choose among their own offices. */
static bool may_choose(const Context *context, const Rule *rule) {
    return context->may_edit_people || rule->kind == ELEMENT_BODY ||
           is_own_office(context, rule->element);
}

/* What may be chosen today, and `chosen` though it has ended. */
static const FormChoice *element_choices(const Context *context, const ElementKind *kinds,
                                         size_t n_kinds, Id chosen) {
    FormChoice *choices = ARENA_ARRAY(context->arena, FormChoice, context->rules->n + 2),
               *at = choices;
    if (id_is_set(chosen) && rules_get(context->rules, chosen) == NULL)
        *at++ = (FormChoice){id_text(context->arena, chosen), N_("det som har upphört")};
    for (size_t i = 0; i < n_kinds; i++)
        for (const Rule *rule = rules_next(context->rules, kinds[i], NULL); rule != NULL;
             rule = rules_next(context->rules, kinds[i], rule))
            if (may_choose(context, rule))
                *at++ = (FormChoice){id_text(context->arena, rule->element), rule->title};
    return choices;
}

static const FormChoice *municipality_choices(const Context *context) {
    FormChoice *choices = ARENA_ARRAY(context->arena, FormChoice,
                                      rules_count(context->rules, ELEMENT_PARTY) + 1),
               *at = choices;
    for (const Rule *party = rules_next(context->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(context->rules, ELEMENT_PARTY, party))
        if (strcmp(rule_text(party, "kind"), "municipality") == 0)
            *at++ = (FormChoice){rule_text(party, "code"), rule_short(party)};
    return choices;
}

/* The table of fields with what may be chosen in this collaboration. */
static const FormField *fields_with_choices(const Context *context, const FormField *table,
                                            size_t n, Id chosen) {
    static const ElementKind places[] = {ELEMENT_OFFICE, ELEMENT_PARTY, ELEMENT_COMMITTEE},
                             offices[] = {ELEMENT_OFFICE}, bodies[] = {ELEMENT_BODY};
    FormField *fields = ARENA_ARRAY(context->arena, FormField, n);
    for (size_t i = 0; i < n; i++) {
        fields[i] = table[i];
        const char *name = table[i].name == NULL ? "" : table[i].name;
        if (strcmp(name, "element") == 0)
            fields[i].choices = element_choices(context, places, G_N_ELEMENTS(places), chosen);
        else if (strcmp(name, "deputy_for") == 0)
            fields[i].choices = element_choices(context, offices, G_N_ELEMENTS(offices), (Id){0});
        else if (strcmp(name, "body") == 0)
            fields[i].choices = element_choices(context, bodies, G_N_ELEMENTS(bodies), chosen);
        else if (strcmp(name, "municipality") == 0)
            fields[i].choices = municipality_choices(context);
    }
    return fields;
}

static bool is_new(const Request *request, const char *name) {
    return g_strcmp0(request_param(request, name), "new") == 0;
}

static bool may_edit_post(const Context *context, const Post *post, GError **error) {
    return context->may_edit_people || is_own_office(context, post->element) ||
           fail(error, ERROR_FORBIDDEN,
                "Ni ändrar bara befattningar på ert eget kontor. Be samordnaren om hjälp.");
}

static bool find_post(const Request *request, const Editing *editing, const Post **ret,
                      GError **error) {
    Id id;
    if (is_new(request, "post")) {
        *ret = NULL;
        return true;
    }
    if (!request_id(request, "post", &id, error))
        return false;
    for (size_t i = 0; i < editing->context.people.n_posts; i++)
        if (id_equal(editing->context.people.posts[i].id, id) &&
            id_equal(editing->context.people.posts[i].person, editing->person->id)) {
            *ret = &editing->context.people.posts[i];
            return may_edit_post(&editing->context, *ret, error);
        }
    return fail(error, ERROR_NOT_FOUND, "Befattningen finns inte.");
}

static PostForm form_of_post(Arena *arena, const Post *post) {
    if (post == NULL)
        return (PostForm){0};
    return (PostForm){.element = id_text(arena, post->element),
                      .function = post->function,
                      .title = post->title,
                      .municipality = post->municipality,
                      .deputy_for =
                          id_is_set(post->deputy_for) ? id_text(arena, post->deputy_for) : NULL,
                      .subjects = subjects_typed(arena, post->subjects),
                      .from = post->valid_from,
                      .to = post->valid_to};
}

static Post post_of_form(Arena *arena, const PostForm *form) {
    Post post = {.function = form->function,
                 .title = form->title,
                 .municipality = form->municipality,
                 .subjects = subjects_kept(arena, form->subjects),
                 .valid_from = form->from,
                 .valid_to = form->to};
    (void)id_parse(form->element, &post.element);
    (void)id_parse(form->deputy_for, &post.deputy_for);
    return post;
}

static const FormField *fields_of_post(const Context *context, const Post *post) {
    return fields_with_choices(context, post_fields, G_N_ELEMENTS(post_fields),
                               post == NULL ? (Id){0} : post->element);
}

static bool show_post(const Editing *editing, Response *response, const FormField *fields,
                      const PostForm *form, const FormErrors *errors) {
    const Request *request = editing->context.request;
    PersonFormView view = {.title = is_new(request, "post") ? N_("Ny befattning")
                                                            : N_("Ändra befattning"),
                           .path = arena_printf(editing->context.arena, "%s/posts/%s",
                                                editing->path, request_param(request, "post")),
                           .save = N_("Spara befattningen"),
                           .fields = fields,
                           .data = form,
                           .errors = errors};
    return show(editing, response, &view);
}

bool post_page(Request *request, Response *response, GError **error) {
    Editing editing = {0};
    const Post *post;
    if (!begin(request, &editing, error) || !find_post(request, &editing, &post, error))
        return false;
    PostForm form = form_of_post(request->arena, post);
    return show_post(&editing, response, fields_of_post(&editing.context, post), &form, NULL);
}

bool post_action(Request *request, Response *response, GError **error) {
    Editing editing = {0};
    const Post *old;
    PostForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    if (!begin(request, &editing, error) || !find_post(request, &editing, &old, error))
        return false;
    const FormField *fields = fields_of_post(&editing.context, old);
    if (form_parse(request, fields, &form, &errors)) {
        Post post = post_of_form(request->arena, &form);
        PeopleEditor editor = editor_of(request);
        post.id = old == NULL ? (Id){0} : old->id;
        post.person = editing.person->id;
        if (post_put(request->db, request->arena, &editor, &post, &problem))
            return redirect_done(response, request, editing.path, "saved");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_post(&editing, response, fields, &form, &errors);
}

/* ---- seats ---- */

typedef struct {
    const char *body, *role, *substitute_for;
    bool is_substitute;
    Date from, to;
} SeatForm;

static const FormField seat_fields[] = {{.name = "body",
                                         .label = N_("Organ"),
                                         .type = FORM_CHOICE,
                                         .offset = offsetof(SeatForm, body),
                                         .required = true},
                                        {.name = "role",
                                         .label = N_("Roll"),
                                         .type = FORM_CHOICE,
                                         .offset = offsetof(SeatForm, role),
                                         .required = true,
                                         .choices = seat_roles},
                                        {.name = "is_substitute",
                                         .label = N_("Ersättare"),
                                         .type = FORM_BOOL,
                                         .offset = offsetof(SeatForm, is_substitute),
                                         .hint = N_("Sitter med när en ledamot är "
                                                    "borta, och fyller ingen plats.")},
                                        {.name = "substitute_for",
                                         .label = N_("Ersätter"),
                                         .type = FORM_CHOICE,
                                         .offset = offsetof(SeatForm, substitute_for),
                                         .hint = N_("Den ledamot som ersättaren står för. Lämna "
                                                    "tomt om det är vem som helst.")},
                                        FROM_FIELD(SeatForm),
                                        {.name = "to",
                                         .label = N_("Till och med"),
                                         .type = FORM_DATE,
                                         .offset = offsetof(SeatForm, to),
                                         .hint = N_("Lämna tomt om det gäller tills vidare.")},
                                        {0}};

static bool find_seat(const Request *request, const Editing *editing, const Seat **ret,
                      GError **error) {
    Id id;
    if (is_new(request, "seat")) {
        *ret = NULL;
        return true;
    }
    if (!request_id(request, "seat", &id, error))
        return false;
    for (size_t i = 0; i < editing->context.people.n_seats; i++)
        if (id_equal(editing->context.people.seats[i].id, id) &&
            id_equal(editing->context.people.seats[i].person, editing->person->id)) {
            *ret = &editing->context.people.seats[i];
            return true;
        }
    return fail(error, ERROR_NOT_FOUND, "Platsen finns inte.");
}

/* "styrgruppen, beredningsgruppen" where the person is a member today; "" for none. */
static const char *bodies_of(const Context *context, Id person) {
    SeatList seats = seats_of_person(context, person);
    const char *names = "";
    for (size_t i = 0; i < seats.n; i++) {
        const Rule *body = rules_get(context->rules, seats.rows[i]->body);
        if (body != NULL && !seats.rows[i]->is_substitute &&
            period_covers(seats.rows[i]->valid_from, seats.rows[i]->valid_to, context->rules->on))
            names = names[0] == '\0'
                        ? rule_short(body)
                        : arena_printf(context->arena, "%s, %s", names, rule_short(body));
    }
    return names;
}

/* Everybody who is a member of a body today, and `chosen` though that is over. */
static const FormChoice *member_choices(const Context *context, Id self, Id chosen) {
    FormChoice *choices = ARENA_ARRAY(context->arena, FormChoice, context->people.n + 1),
               *at = choices;
    for (size_t i = 0; i < context->people.n; i++) {
        const Person *person = &context->people.persons[i];
        const char *bodies = bodies_of(context, person->id);
        if (id_equal(person->id, self) || (bodies[0] == '\0' && !id_equal(person->id, chosen)))
            continue;
        *at++ = (FormChoice){id_text(context->arena, person->id),
                             bodies[0] == '\0'
                                 ? person->name
                                 : arena_printf(context->arena, "%s (%s)", person->name, bodies)};
    }
    return choices;
}

static const FormField *fields_of_seat(const Editing *editing, const Seat *seat) {
    const Context *context = &editing->context;
    FormField *fields = ARENA_ARRAY(context->arena, FormField, G_N_ELEMENTS(seat_fields));
    memcpy(fields,
           fields_with_choices(context, seat_fields, G_N_ELEMENTS(seat_fields),
                               seat == NULL ? (Id){0} : seat->body),
           sizeof seat_fields);
    for (FormField *field = fields; field->name != NULL; field++)
        if (strcmp(field->name, "substitute_for") == 0)
            field->choices = member_choices(context, editing->person->id,
                                            seat == NULL ? (Id){0} : seat->substitute_for);
    return fields;
}

static SeatForm form_of_seat(Arena *arena, const Seat *seat) {
    Id member = seat->substitute_for;
    return (SeatForm){.body = id_text(arena, seat->body),
                      .role = seat->role,
                      .substitute_for = id_is_set(member) ? id_text(arena, member) : NULL,
                      .is_substitute = seat->is_substitute,
                      .from = seat->valid_from,
                      .to = seat->valid_to};
}

static bool show_seat(const Editing *editing, Response *response, const FormField *fields,
                      const SeatForm *form, const FormErrors *errors) {
    const Request *request = editing->context.request;
    PersonFormView view = {.title = is_new(request, "seat") ? N_("Ny plats i organ")
                                                            : N_("Ändra plats i organ"),
                           .path = arena_printf(editing->context.arena, "%s/seats/%s",
                                                editing->path, request_param(request, "seat")),
                           .save = N_("Spara platsen"),
                           .fields = fields,
                           .data = form,
                           .errors = errors};
    return show(editing, response, &view);
}

bool seat_page(Request *request, Response *response, GError **error) {
    Editing editing = {0};
    const Seat *seat;
    SeatForm form = {.role = "member"};
    if (!begin(request, &editing, error) || !find_seat(request, &editing, &seat, error))
        return false;
    if (seat != NULL)
        form = form_of_seat(request->arena, seat);
    return show_seat(&editing, response, fields_of_seat(&editing, seat), &form, NULL);
}

bool seat_action(Request *request, Response *response, GError **error) {
    Editing editing = {0};
    const Seat *old;
    SeatForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    if (!begin(request, &editing, error) || !find_seat(request, &editing, &old, error))
        return false;
    const FormField *fields = fields_of_seat(&editing, old);
    if (form_parse(request, fields, &form, &errors)) {
        Seat seat = {.person = editing.person->id,
                     .role = form.role,
                     .is_substitute = form.is_substitute,
                     .valid_from = form.from,
                     .valid_to = form.to};
        PeopleEditor editor = editor_of(request);
        seat.id = old == NULL ? (Id){0} : old->id;
        (void)id_parse(form.body, &seat.body);
        (void)id_parse(form.substitute_for, &seat.substitute_for);
        if (seat_put(request->db, request->arena, &editor, &seat, &problem))
            return redirect_done(response, request, editing.path, "saved");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_seat(&editing, response, fields, &form, &errors);
}
