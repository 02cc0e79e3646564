#include "modules/accounts/accounts.h"

#include "base/error.h"
#include "base/language.h"
#include "base/text.h"
#include "modules/access/access.h"
#include "modules/accounts/accounts_html.h"
#include "modules/accounts/accounts_view.h"
#include "modules/collaborations/configuration.h"
#include "modules/collaborations/rule_edit.h"
#include "modules/collaborations/rule_kinds.h"
#include "services/audit/audit.h"

#include <stddef.h>
#include <string.h>

#define FIELDS_GROUP N_("Områden")

/* The first words of the addresses that are no collaboration's. */
static const char *const names_of_pages[] = {
    "accessibility", "account", "accounts", "assets",        "collaborations", "demo",
    "healthz",       "jobs",    "language", "log",           "login",          "logout",
    "mail",          "metrics", "new",      "personal-data", "readyz"};

static const FormField collaboration_fields[] = {
    {.name = "title",
     .label = N_("Samverkans namn"),
     .type = FORM_TEXT,
     .offset = offsetof(NewCollaborationForm, title),
     .required = true,
     .max_length = RULE_TITLE_MAX,
     .hint = N_("Till exempel Miljösamverkan Jönköpings län.")},
    {.name = "short",
     .label = N_("Kort namn"),
     .type = FORM_TEXT,
     .offset = offsetof(NewCollaborationForm, short_title),
     .required = true,
     .max_length = RULE_TITLE_MAX,
     .hint = N_("Där det är ont om plats, till exempel Jönköpings län.")},
    {.name = "name",
     .label = N_("Namn i adressen"),
     .type = FORM_TEXT,
     .offset = offsetof(NewCollaborationForm, name),
     .max_length = RULE_KEY_MAX,
     .hint = N_("Små bokstäver a–z, siffror och bindestreck. Kan inte ändras sedan. Lämna tomt så "
                "görs det av det korta namnet.")},
    {.name = "environment",
     .label = N_("miljö"),
     .type = FORM_BOOL,
     .offset = offsetof(NewCollaborationForm, environment),
     .group = FIELDS_GROUP},
    {.name = "building",
     .label = N_("bygg"),
     .type = FORM_BOOL,
     .offset = offsetof(NewCollaborationForm, building),
     .group = FIELDS_GROUP},
    {.name = "food",
     .label = N_("livsmedel"),
     .type = FORM_BOOL,
     .offset = offsetof(NewCollaborationForm, food),
     .group = FIELDS_GROUP},
    {.name = "county",
     .label = N_("Län"),
     .type = FORM_CHOICE,
     .offset = offsetof(NewCollaborationForm, county),
     .required = true,
     .hint = N_("Fler län lägger samordnaren till under Inställningar.")},
    {.name = "coordinator_title",
     .label = N_("Samordnaren kallas"),
     .type = FORM_TEXT,
     .offset = offsetof(NewCollaborationForm, coordinator_title),
     .required = true,
     .max_length = RULE_TITLE_MAX},
    {.name = "coordinator_name",
     .label = N_("Samordnarens namn"),
     .type = FORM_TEXT,
     .offset = offsetof(NewCollaborationForm, coordinator_name),
     .required = true,
     .max_length = 120},
    {.name = "coordinator_email",
     .label = N_("Samordnarens e-postadress"),
     .type = FORM_EMAIL,
     .offset = offsetof(NewCollaborationForm, coordinator_email),
     .required = true,
     .hint = N_("Dit går ett brev med en länk till inloggningen. Samordnaren gör resten.")},
    {0}};

static bool fields_with_counties(const Request *request, const FormField **ret, GError **error) {
    const County *counties;
    size_t n;
    if (!counties_load(request->db, request->arena, &counties, &n, error))
        return false;
    FormChoice *choices = ARENA_ARRAY(request->arena, FormChoice, n + 1);
    for (size_t i = 0; i < n; i++)
        choices[i] = (FormChoice){counties[i].code, counties[i].title};
    *ret = form_with_choices(request->arena, collaboration_fields, "county", choices);
    return true;
}

static bool show_form(Request *request, Response *response, const FormField *fields,
                      const NewCollaborationForm *form, const FormErrors *errors) {
    Frame *frame = frame_new(request, PLACE_NONE, N_("Ny samverkan"));
    frame_crumb(frame, N_("Alla samverkansområden"), "/?all=1");
    frame_errors(frame, response, errors);
    new_collaboration_page_html(response_html(response),
                                &(NewCollaborationView){frame, fields, form, errors});
    return true;
}

static bool new_collaboration_page(Request *request, Response *response, GError **error) {
    const FormField *fields;
    NewCollaborationForm form = {.environment = true, .coordinator_title = T_("Samordnare")};
    return fields_with_counties(request, &fields, error) &&
           show_form(request, response, fields, &form, NULL);
}

/* ---- making it ---- */

typedef struct {
    const Request *request;
    const NewCollaborationForm *form;
    const char *name;
} Making;

/* The file that a collaboration begins with: itself and nothing else. */
static const char *first_rules(const Making *making) {
    Arena *arena = making->request->arena;
    const NewCollaborationForm *form = making->form;
    const char *fields[3];
    size_t n = 0;
    if (form->environment)
        fields[n++] = "environment";
    if (form->building)
        fields[n++] = "building";
    if (form->food)
        fields[n++] = "food";
    return arena_printf(arena, "[collaboration]\n%s%s%s%s%s%s",
                        settings_line(arena, "name", making->name),
                        settings_line(arena, "title", form->title),
                        settings_line(arena, "short", form->short_title),
                        settings_list_line(arena, "fields", fields, n),
                        settings_line(arena, "counties", form->county),
                        settings_line(arena, "coordinator_title", form->coordinator_title));
}

static bool name_is_free(Db *db, const Making *making, GError **error) {
    Collaborations all;
    if (!collaborations_list(db, making->request->arena, &all, error))
        return false;
    for (size_t i = 0; i < all.n; i++)
        if (strcmp(all.rows[i].name, making->name) == 0)
            return fail(error, ERROR_CONFLICT,
                        "%s finns redan i adressen till %s. Skriv ett annat namn i adressen.",
                        making->name, all.rows[i].title);
    return true;
}

static bool make(Db *db, void *data, GError **error) {
    const Making *making = data;
    const Request *request = making->request;
    const char *text = first_rules(making);
    ConfigurationImport import = {
        .text = text, .size = strlen(text), .account = request->session->account};
    ConfigurationSummary summary;
    if (!name_is_free(db, making, error) ||
        !configuration_import(db, request->arena, &import, &summary, error))
        return false;
    Invitation invitation = {.collaboration = summary.collaboration,
                             .collaboration_title = making->form->title,
                             .inviter = request->session->name,
                             .account = request->session->account,
                             .name = making->form->coordinator_name,
                             .email = making->form->coordinator_email,
                             .roles = ONLY_ROLE(ROLE_COORDINATOR),
                             .login_url = arena_printf(request->arena, "%s/login?next=/%s",
                                                       request->origin, making->name),
                             .now = request->now};
    AuditEntry entry = {.account = request->session->account,
                        .subject = summary.collaboration,
                        .action = "collaboration.add",
                        .after = making->form->title};
    return access_invite(db, request->arena, &invitation, error) &&
           audit_write(db, &entry, NULL, error);
}

bool is_name_of_page(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(names_of_pages); i++)
        if (strcmp(name, names_of_pages[i]) == 0)
            return true;
    return false;
}

static const char *name_of(const Request *request, const NewCollaborationForm *form,
                           FormErrors *errors) {
    const char *wanted = form->name == NULL ? form->short_title : form->name;
    const char *name = text_key(request->arena, wanted, RULE_KEY_MAX);
    if (form->name != NULL && strcmp(name, form->name) != 0)
        form_fail(errors, "name", "%s",
                  T_("Skriv namnet med små bokstäver a–z, siffror och bindestreck."));
    else if (name[0] == '\0' || is_name_of_page(name) || is_who_word(name))
        form_fail(errors, "name", "%s",
                  T_("Namnet används till annat. Skriv ett annat namn i adressen."));
    return name;
}

static bool new_collaboration_action(Request *request, Response *response, GError **error) {
    const FormField *fields;
    NewCollaborationForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    if (!fields_with_counties(request, &fields, error))
        return false;
    bool parsed = form_parse(request, fields, &form, &errors);
    if (parsed && !form.environment && !form.building && !form.food)
        form_fail(&errors, "environment", "%s", T_("Välj minst ett område."));
    Making making = {request, &form, parsed ? name_of(request, &form, &errors) : NULL};
    if (errors.n == 0) {
        if (db_write(request->db, make, &making, &problem))
            return redirect_done(response, request, "/?all=1", "collaboration-added");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_form(request, response, fields, &form, &errors);
}

const Route new_collaboration_routes[] = {
    {GET, "/collaborations/new", new_collaboration_page, MAY_ADMINISTER},
    {POST, "/collaborations/new", new_collaboration_action, MAY_ADMINISTER},
    {0},
};
