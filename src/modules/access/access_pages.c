#include "modules/access/access_pages.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/access/access.h"
#include "modules/access/access_html.h"
#include "modules/access/access_view.h"
#include "modules/people/people.h"
#include "services/auth/auth.h"
#include "ui/files.h"

#include <stddef.h>

/* ---- the list ---- */

static const ListColumn columns[] = {
    {"name", N_("Namn"), LIST_TEXT, offsetof(MemberRow, name),
     .second_offset = offsetof(MemberRow, email)},
    {"roles", N_("Roller"), LIST_TEXT, offsetof(MemberRow, roles)},
    {"person", N_("Person i samverkan"), LIST_TEXT, offsetof(MemberRow, person)},
    {"state", N_("Läge"), LIST_CHIP, offsetof(MemberRow, state),
     .chip_offset = offsetof(MemberRow, chip)},
    {0}};

static const ListFilter filters[] = {{"roles", N_("Roller"), offsetof(MemberRow, roles)},
                                     {"state", N_("Läge"), offsetof(MemberRow, state)},
                                     {0}};

static const ListDescription description = {
    .columns = columns,
    .filters = filters,
    .row_size = sizeof(MemberRow),
    .path_offset = offsetof(MemberRow, path),
    .noun_one = N_("1 konto"),
    .noun_many = N_("konton"),
    .empty = N_("Ingen kan logga in i samverkan än. Bjud in den första."),
    .filename = N_("tillgang")};

static void set_state(const Request *request, const Member *member, MemberRow *row) {
    bool over = date_is_set(member->ends_on) && date_compare(member->ends_on, request->today) < 0;
    row->chip = over || member->disabled_at.seconds != 0 ? "late" : "approved";
    if (member->disabled_at.seconds != 0)
        row->state = N_("avstängt");
    else if (over)
        row->state = N_("avslutad");
    else if (date_is_set(member->ends_on))
        row->state =
            arena_printf(request->arena, T_("till %s"), date_long(request->arena, member->ends_on));
    else
        row->state = N_("öppen");
}

static MemberRow row_of(const Request *request, const People *people, const Member *member) {
    const Person *person = people_get(people, member->person);
    bool is_protected = person != NULL && person->is_protected;
    MemberRow row = {.name = member->name,
                     .email = is_protected ? T_(protected_identity) : member->email,
                     .roles = roles_in_words(request->arena, member->roles, language_spoken()),
                     .person = person == NULL ? "" : person->name,
                     .path = collaboration_path(request, "/access/%s",
                                                id_text(request->arena, member->account))};
    set_state(request, member, &row);
    return row;
}

static bool load_list(Request *request, const List **ret, GError **error) {
    PeopleReader reader = people_reader(request->session, request->today);
    People people;
    const Member *members;
    size_t n;
    if (!people_load(request->db, request->arena, request->collaboration, &reader, &people,
                     error) ||
        !members_of(request->db, request->arena, request->collaboration, &members, &n, error))
        return false;
    MemberRow *rows = ARENA_ARRAY(request->arena, MemberRow, n);
    for (size_t i = 0; i < n; i++)
        rows[i] = row_of(request, &people, &members[i]);
    *ret = list_make(request, &description, rows, n);
    return true;
}

static bool access_page(Request *request, Response *response, GError **error) {
    Frame *frame = frame_new(request, PLACE_SETTINGS, N_("Tillgång"));
    frame_crumb(frame, N_("Inställningar"), collaboration_path(request, "/settings"));
    AccessView view = {.frame = frame,
                       .invite_path = collaboration_path(request, "/access/invite")};
    if (!load_list(request, &view.list, error))
        return false;
    access_page_html(response_html(response), &view);
    return true;
}

static bool access_file(Request *request, Response *response, GError **error) {
    const List *list;
    return load_list(request, &list, error) && list_file(response, list, error);
}

/* ---- the form ---- */

#define ROLE_FIELD(key, role, says, means)                                                         \
    {                                                                                              \
        .name = key, .label = says, .type = FORM_BOOL,                                             \
        .offset = offsetof(AccessForm, roles[role]), .hint = means, .group = N_("Roller")          \
    }

/* The first two are for inviting, the last for changing. */
static const FormField fields[] = {
    {.name = "name",
     .label = N_("Namn"),
     .type = FORM_TEXT,
     .offset = offsetof(AccessForm, name),
     .required = true,
     .max_length = 120},
    {.name = "email",
     .label = N_("E-postadress"),
     .type = FORM_EMAIL,
     .offset = offsetof(AccessForm, email),
     .required = true,
     .hint = N_("Dit går ett brev med en länk till inloggningen.")},
    {.name = "person",
     .label = N_("Person i samverkan"),
     .type = FORM_CHOICE,
     .offset = offsetof(AccessForm, person),
     .hint = N_(
         "Vem kontot är bland personerna. Chefer och kontaktpersoner får sitt kontor därifrån.")},
    ROLE_FIELD("reader", ROLE_READER, N_("Läsare"),
               N_("Läser planen och samverkan, utan adresser och telefonnummer.")),
    ROLE_FIELD("member", ROLE_MEMBER, N_("Medlem"),
               N_("Läser allt, också hur man når personerna.")),
    ROLE_FIELD("contact_person", ROLE_CONTACT_PERSON, N_("Kontaktperson"),
               N_("Medlem som också ändrar det egna kontorets personer.")),
    ROLE_FIELD("head", ROLE_HEAD, N_("Chef"),
               N_("Medlem som också ändrar det egna kontorets personer.")),
    ROLE_FIELD("preparer", ROLE_PREPARER, N_("Beredare"), N_("Medlem som läser det som bereds.")),
    ROLE_FIELD("coordinator", ROLE_COORDINATOR, N_("Samordnare"),
               N_("Ändrar planer, personer, regler och vem som har tillgång.")),
    ROLE_FIELD("national_reader", ROLE_NATIONAL_READER, N_("Nationell läsare"),
               N_("Läser det som samverkansområden delar.")),
    {.name = "ends_on",
     .label = N_("Sista dag"),
     .type = FORM_DATE,
     .offset = offsetof(AccessForm, ends_on),
     .hint = N_("Lämna tomt om det gäller tills vidare.")},
    {0}};
enum { FIELDS_OF_CHANGE = 2, FIELD_ENDS_ON = G_N_ELEMENTS(fields) - 2 };

static Roles roles_of_form(const AccessForm *form) {
    Roles roles = 0;
    for (Role role = ROLE_READER; role < ROLE_SYSTEM_ADMINISTRATOR; role++)
        if (form->roles[role])
            roles |= ONLY_ROLE(role);
    return roles;
}

static AccessForm form_of(Arena *arena, const Member *member) {
    AccessForm form = {.name = member->name,
                       .email = member->email,
                       .person = id_is_set(member->person) ? id_text(arena, member->person) : NULL,
                       .ends_on = member->ends_on};
    for (Role role = ROLE_READER; role < ROLE_SYSTEM_ADMINISTRATOR; role++)
        form.roles[role] = (member->roles & ONLY_ROLE(role)) != 0;
    return form;
}

static const FormChoice *choices_of(Arena *arena, const People *people) {
    FormChoice *choices = ARENA_ARRAY(arena, FormChoice, people->n + 1);
    for (size_t i = 0; i < people->n; i++)
        choices[i] = (FormChoice){id_text(arena, people->persons[i].id), people->persons[i].name};
    return choices;
}

/* The table of fields, from the first to before the last that is asked for, with the people there
 * are. */
static bool fields_for(Request *request, bool inviting, const FormField **ret, GError **error) {
    PeopleReader reader = people_reader(request->session, request->today);
    People people;
    size_t first = inviting ? 0 : FIELDS_OF_CHANGE,
           last = inviting ? FIELD_ENDS_ON : FIELD_ENDS_ON + 1;
    if (!people_load(request->db, request->arena, request->collaboration, &reader, &people, error))
        return false;
    FormField *made = ARENA_ARRAY(request->arena, FormField, G_N_ELEMENTS(fields));
    for (size_t i = first; i < last; i++) {
        made[i - first] = fields[i];
        if (fields[i].type != FORM_CHOICE)
            continue;
        made[i - first].choices = choices_of(request->arena, &people);
        if (inviting)
            made[i - first].hint =
                N_("Chefer och kontaktpersoner får sitt kontor av personen. Väljs "
                   "ingen tas den som har e-postadressen.");
    }
    *ret = made;
    return true;
}

static bool show(Request *request, Response *response, AccessFormView *view) {
    Frame *frame = frame_new(request, PLACE_SETTINGS, view->title);
    frame_crumb(frame, N_("Inställningar"), collaboration_path(request, "/settings"));
    frame_crumb(frame, N_("Tillgång"), collaboration_path(request, "/access"));
    frame_errors(frame, response, view->errors);
    view->frame = frame;
    view->back = collaboration_path(request, "/access");
    access_form_page_html(response_html(response), view);
    return true;
}

/* ---- inviting ---- */

static AccessFormView invitation_view(const Request *request, const FormField *of,
                                      const AccessForm *form, const FormErrors *errors) {
    return (AccessFormView){.title = N_("Bjud in"),
                            .lead = N_("Personen får ett brev med en länk till inloggningen och "
                                       "behöver inget lösenord."),
                            .path = collaboration_path(request, "/access/invite"),
                            .save = N_("Bjud in"),
                            .fields = of,
                            .form = form,
                            .errors = errors};
}

static bool invite_page(Request *request, Response *response, GError **error) {
    const FormField *of;
    if (!fields_for(request, true, &of, error))
        return false;
    AccessForm form = {.roles = {[ROLE_MEMBER] = true}};
    AccessFormView view = invitation_view(request, of, &form, NULL);
    return show(request, response, &view);
}

static Invitation invitation_of(const Request *request, const AccessForm *form) {
    Invitation invitation = {.collaboration = request->collaboration,
                             .collaboration_title = request->collaboration_title,
                             .inviter = request->session->name,
                             .account = request->session->account,
                             .name = form->name,
                             .email = form->email,
                             .roles = roles_of_form(form),
                             .login_url =
                                 arena_printf(request->arena, "%s/login?next=/%s", request->origin,
                                              request->collaboration_name),
                             .now = request->now};
    (void)id_parse(form->person, &invitation.person);
    return invitation;
}

/* Where nobody is chosen it is whoever alone has the address, so that a head gets an office. */
static bool choose_person(const Request *request, Invitation *invitation, GError **error) {
    People people;
    Id found = {0};
    size_t n = 0;
    if (id_is_set(invitation->person))
        return true;
    if (!people_load(request->db, request->arena, request->collaboration, NULL, &people, error))
        return false;
    for (size_t i = 0; i < people.n; i++)
        if (people.persons[i].email != NULL &&
            g_ascii_strcasecmp(people.persons[i].email, invitation->email) == 0) {
            found = people.persons[i].id;
            n++;
        }
    if (n == 1)
        invitation->person = found;
    return true;
}

static bool invite_action(Request *request, Response *response, GError **error) {
    const FormField *of;
    AccessForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    if (!fields_for(request, true, &of, error))
        return false;
    if (form_parse(request, of, &form, &errors)) {
        Invitation invitation = invitation_of(request, &form);
        if (choose_person(request, &invitation, &problem) &&
            access_invite(request->db, request->arena, &invitation, &problem))
            return redirect_done(response, request, collaboration_path(request, "/access"),
                                 "invited");
        if (!form_take(&errors, problem, error))
            return false;
    }
    AccessFormView view = invitation_view(request, of, &form, &errors);
    return show(request, response, &view);
}

/* ---- changing and ending ---- */

static bool find_member(Request *request, const Member **ret, GError **error) {
    Id account;
    const Member *members;
    size_t n;
    if (!request_id(request, "account", &account, error) ||
        !members_of(request->db, request->arena, request->collaboration, &members, &n, error))
        return false;
    for (size_t i = 0; i < n; i++)
        if (id_equal(members[i].account, account)) {
            *ret = &members[i];
            return true;
        }
    return fail(error, ERROR_NOT_FOUND, "Kontot har ingen tillgång till samverkan.");
}

static bool show_change(Request *request, Response *response, const Member *member,
                        const FormField *of, const AccessForm *form, const FormErrors *errors) {
    const char *path =
        collaboration_path(request, "/access/%s", id_text(request->arena, member->account));
    AccessFormView view = {.title = member->name,
                           .lead = member->email,
                           .path = path,
                           .save = N_("Spara"),
                           .end_path = arena_printf(request->arena, "%s/end", path),
                           .fields = of,
                           .form = form,
                           .errors = errors};
    return show(request, response, &view);
}

static bool change_page(Request *request, Response *response, GError **error) {
    const Member *member;
    const FormField *of;
    if (!find_member(request, &member, error) || !fields_for(request, false, &of, error))
        return false;
    AccessForm form = form_of(request->arena, member);
    return show_change(request, response, member, of, &form, NULL);
}

static AccessChange change_of(const Request *request, Id of, const AccessForm *form) {
    AccessChange change = {.collaboration = request->collaboration,
                           .account = request->session->account,
                           .of = of,
                           .roles = roles_of_form(form),
                           .ends_on = form->ends_on};
    (void)id_parse(form->person, &change.person);
    return change;
}

static bool change_action(Request *request, Response *response, GError **error) {
    const Member *member;
    const FormField *of;
    AccessForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    if (!find_member(request, &member, error) || !fields_for(request, false, &of, error))
        return false;
    if (form_parse(request, of, &form, &errors)) {
        AccessChange change = change_of(request, member->account, &form);
        if (access_change(request->db, request->arena, &change, &problem))
            return redirect_done(response, request, collaboration_path(request, "/access"),
                                 "saved");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_change(request, response, member, of, &form, &errors);
}

static bool end_action(Request *request, Response *response, GError **error) {
    const Member *member;
    if (!find_member(request, &member, error))
        return false;
    AccessChange change = {.collaboration = request->collaboration,
                           .account = request->session->account,
                           .of = member->account};
    return access_end(request->db, request->arena, &change, error) &&
           redirect_done(response, request, collaboration_path(request, "/access"), "saved");
}

const Route access_routes[] = {
    {GET, "/:collab/access", access_page, MAY_INVITE},
    TABLE_ROUTES("/:collab/access", access_file, MAY_INVITE),
    {GET, "/:collab/access/invite", invite_page, MAY_INVITE},
    {POST, "/:collab/access/invite", invite_action, MAY_INVITE},
    {GET, "/:collab/access/:account", change_page, MAY_INVITE},
    {POST, "/:collab/access/:account", change_action, MAY_INVITE},
    {POST, "/:collab/access/:account/end", end_action, MAY_INVITE},
    {0},
};
