#include "modules/accounts/accounts.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/access/access.h"
#include "modules/accounts/accounts_html.h"
#include "modules/accounts/accounts_view.h"
#include "modules/accounts/enter.h"
#include "modules/collaborations/collaborations.h"
#include "services/audit/audit.h"
#include "services/auth/password.h"
#include "services/auth/sessions.h"
#include "ui/list.h"

#include <stddef.h>
#include <string.h>

static const ListColumn account_columns[] = {
    {"name", N_("Namn"), LIST_TEXT, offsetof(AccountRow, name),
     .second_offset = offsetof(AccountRow, email), .second_key = "email",
     .second_heading = N_("E-post")},
    {"places", N_("Samverkan"), LIST_TEXT, offsetof(AccountRow, places)},
    {"state", N_("Läge"), LIST_CHIP, offsetof(AccountRow, state),
     .chip_offset = offsetof(AccountRow, chip)},
    {"created", N_("Skapat"), LIST_DATE, offsetof(AccountRow, created_on)},
    {0}};

static const ListFilter account_filters[] = {{"state", N_("Läge"), offsetof(AccountRow, state)},
                                             {0}};

static const ListDescription account_list = {.columns = account_columns,
                                             .filters = account_filters,
                                             .row_size = sizeof(AccountRow),
                                             .path_offset = offsetof(AccountRow, path),
                                             .noun_one = N_("1 konto"),
                                             .noun_many = N_("konton"),
                                             .empty = N_("Inga konton än. Skapa det första."),
                                             .filename = "konton"};

static AccountRow row_of(Arena *arena, const Account *account) {
    bool closed = account->disabled_at.seconds != 0;
    const char *state = closed                             ? N_("avstängt")
                        : account->is_system_administrator ? N_("systemadministratör")
                                                           : N_("öppet");
    return (AccountRow){.name = account->name,
                        .email = account->email,
                        .places = account->places,
                        .state = state,
                        .chip = closed ? "late" : "approved",
                        .path = arena_printf(arena, "/accounts/%s", id_text(arena, account->id)),
                        .created_on = date_of_instant(account->created_at)};
}

static bool load_list(Request *request, const List **ret_list, GError **error) {
    const Account *accounts;
    size_t n;
    if (!accounts_list(request->db, request->arena, &accounts, &n, error))
        return false;
    AccountRow *rows = ARENA_ARRAY(request->arena, AccountRow, n);
    for (size_t i = 0; i < n; i++)
        rows[i] = row_of(request->arena, &accounts[i]);
    *ret_list = list_make(request, &account_list, rows, n);
    return true;
}

static bool accounts_page(Request *request, Response *response, GError **error) {
    AccountsView view = {.frame = frame_new(request, PLACE_NONE, N_("Konton"))};
    if (!load_list(request, &view.list, error))
        return false;
    accounts_page_html(response_html(response), &view);
    return true;
}

static bool accounts_file(Request *request, Response *response, GError **error) {
    const List *list;
    return load_list(request, &list, error) && list_file(response, list, error);
}

/* ---- a new account ---- */

static const FormField account_fields[] = {
    {.name = "name",
     .label = N_("Namn"),
     .type = FORM_TEXT,
     .offset = offsetof(AccountForm, name),
     .required = true,
     .max_length = 120},
    {.name = "email",
     .label = N_("E-postadress"),
     .type = FORM_EMAIL,
     .offset = offsetof(AccountForm, email),
     .required = true},
    {.name = "password",
     .label = N_("Lösenord"),
     .type = FORM_PASSWORD,
     .offset = offsetof(AccountForm, password),
     .required = true,
     .hint = N_("Minst 12 tecken. Lämna det till personen på ett säkert sätt.")},
    {.name = "collaboration",
     .label = N_("Samverkan"),
     .type = FORM_CHOICE,
     .offset = offsetof(AccountForm, collaboration)},
    {.name = "role",
     .label = N_("Roll i samverkan"),
     .type = FORM_CHOICE,
     .offset = offsetof(AccountForm, role)},
    {.name = "is_system_administrator",
     .label = N_("Systemadministratör"),
     .type = FORM_BOOL,
     .offset = offsetof(AccountForm, is_system_administrator),
     .hint = N_("Sköter konton och installation, utan att se samverkans innehåll.")},
    {0}};

static const FormChoice *role_choices(Arena *arena) {
    FormChoice *choices = ARENA_ARRAY(arena, FormChoice, N_ROLES), *at = choices;
    for (Role role = ROLE_READER; role < ROLE_SYSTEM_ADMINISTRATOR; role++)
        *at++ = (FormChoice){role_key(role), role_word(role)};
    return choices;
}

static bool collaboration_choices(Request *request, const FormChoice **ret, GError **error) {
    Collaborations all;
    if (!collaborations_list(request->db, request->arena, &all, error))
        return false;
    FormChoice *choices = ARENA_ARRAY(request->arena, FormChoice, all.n + 1);
    for (size_t i = 0; i < all.n; i++)
        choices[i] = (FormChoice){all.rows[i].name, all.rows[i].title};
    *ret = choices;
    return true;
}

/* Where a link by mail lets the person in, nobody chooses a password for another. */
static const FormField *without_password(Arena *arena, const FormField *fields) {
    FormField *kept = ARENA_ARRAY(arena, FormField, G_N_ELEMENTS(account_fields)), *to = kept;
    for (; fields->name != NULL; fields++) {
        if (fields->type != FORM_PASSWORD)
            *to++ = *fields;
        if (fields->type == FORM_EMAIL)
            to[-1].hint = N_("Personen loggar in med en länk som skickas dit, och kan sedan välja "
                             "ett lösenord.");
    }
    return kept;
}

/* The table of fields with what there is to choose. */
static bool fields_with_choices(Request *request, const FormField **ret_fields, GError **error) {
    const FormChoice *collaborations;
    Arena *arena = request->arena;
    if (!collaboration_choices(request, &collaborations, error))
        return false;
    *ret_fields = form_with_choices(
        arena, form_with_choices(arena, account_fields, "collaboration", collaborations), "role",
        role_choices(arena));
    if (request->has_mail)
        *ret_fields = without_password(arena, *ret_fields);
    return true;
}

static bool show_form(Request *request, Response *response, const FormField *fields,
                      const AccountForm *form, const FormErrors *errors) {
    Frame *frame = frame_new(request, PLACE_NONE, N_("Nytt konto"));
    frame_crumb(frame, N_("Konton"), "/accounts");
    frame_errors(frame, response, errors);
    account_form_page_html(response_html(response),
                           &(AccountFormView){frame, fields, form, errors});
    return true;
}

static bool new_account_page(Request *request, Response *response, GError **error) {
    const FormField *fields;
    return fields_with_choices(request, &fields, error) &&
           show_form(request, response, fields, &(AccountForm){.role = "member"}, NULL);
}

typedef struct {
    const Request *request;
    const AccountForm *form;
    const char *password_hash;
} Adding;

static bool audit_account(Db *db, const Request *request, const char *action, Id subject,
                          const char *after, GError **error) {
    AuditEntry entry = {
        .account = request->session->account, .subject = subject, .action = action, .after = after};
    return audit_write(db, &entry, NULL, error);
}

static bool add_account(Db *db, void *data, GError **error) {
    const Adding *adding = data;
    const AccountForm *form = adding->form;
    NewAccount new = {form->email, form->name, adding->password_hash,
                      form->is_system_administrator};
    Membership membership = {.roles = roles_of_keys(form->role)};
    Collaboration collaboration;
    if (!account_add(db, &new, &membership.account, error))
        return false;
    if (form->collaboration != NULL) {
        if (!collaboration_by_name(db, adding->request->arena, form->collaboration, &collaboration,
                                   error))
            return false;
        membership.collaboration = collaboration.id;
        if (!access_give(db, adding->request->arena, &membership, form->email,
                         adding->request->session->account, error))
            return false;
    }
    return audit_account(db, adding->request, "account.add", membership.account, form->email,
                         error);
}

static bool new_account_action(Request *request, Response *response, GError **error) {
    const FormField *fields;
    AccountForm form = {0};
    FormErrors errors = {0};
    char hash[PASSWORD_HASH_SIZE];
    g_autoptr(GError) problem = NULL;
    if (!fields_with_choices(request, &fields, error))
        return false;
    if (form_parse(request, fields, &form, &errors)) {
        const char *const known[] = {form.name, form.email, NULL};
        bool has_password = form.password != NULL;
        Adding adding = {request, &form, has_password ? hash : NULL};
        if ((!has_password || account_password_hash(form.password, known, hash, &problem)) &&
            db_write(request->db, add_account, &adding, &problem))
            return redirect_done(response, request, "/accounts", "added");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_form(request, response, fields, &form, &errors);
}

/* ---- one account ---- */

static bool find_account(Request *request, const Account **ret_account, GError **error) {
    Id id;
    const Account *accounts;
    size_t n;
    if (!request_id(request, "account", &id, error) ||
        !accounts_list(request->db, request->arena, &accounts, &n, error))
        return false;
    for (size_t i = 0; i < n; i++)
        if (id_equal(accounts[i].id, id)) {
            *ret_account = &accounts[i];
            return true;
        }
    return fail(error, ERROR_NOT_FOUND, "Kontot finns inte.");
}

static bool account_page(Request *request, Response *response, GError **error) {
    AccountView view = {0};
    if (!find_account(request, &view.account, error) ||
        !second_factor_get(request->db, request->arena, view.account->id, &view.factor, error) ||
        !sessions_of(request->db, request->arena, view.account->id, request->now, &view.sessions,
                     &view.n_sessions, error))
        return false;
    Frame *frame = frame_new(request, PLACE_NONE, view.account->name);
    frame_crumb(frame, N_("Konton"), "/accounts");
    view.frame = frame;
    account_page_html(response_html(response), &view);
    return true;
}

typedef struct {
    const Request *request;
    Id account;
    bool disabled;
} Closing;

static bool close_or_open(Db *db, void *data, GError **error) {
    const Closing *closing = data;
    return account_set_disabled(db, closing->account, closing->disabled, error) &&
           audit_account(db, closing->request, closing->disabled ? "account.close" : "account.open",
                         closing->account, NULL, error);
}

static bool account_state_action(Request *request, Response *response, GError **error) {
    Closing closing = {.request = request,
                       .disabled = g_strcmp0(request_field(request, "state"), "closed") == 0};
    if (!request_id(request, "account", &closing.account, error))
        return false;
    if (id_equal(closing.account, request->session->account))
        return fail(error, ERROR_CONFLICT,
                    "Ni kan inte stänga ert eget konto. Be en annan systemadministratör.");
    return db_write(request->db, close_or_open, &closing, error) &&
           redirect_done(response, request, "/accounts", "saved");
}

static bool reset_factor(Db *db, void *data, GError **error) {
    const Closing *closing = data;
    bool removed;
    return second_factor_remove(db, closing->account, &removed, error) &&
           (removed || fail(error, ERROR_CONFLICT, "Kontot har ingen tvåstegsinloggning.")) &&
           audit_account(db, closing->request, "account.second-factor.reset", closing->account,
                         NULL, error) &&
           tell_owner(db, closing->request, closing->account, NOTICE_FACTOR_OFF, error);
}

/* For somebody who has lost both telephone and recovery codes. */
static bool reset_factor_action(Request *request, Response *response, GError **error) {
    Closing closing = {.request = request};
    return request_id(request, "account", &closing.account, error) &&
           db_write(request->db, reset_factor, &closing, error) &&
           redirect_done(response, request,
                         arena_printf(request->arena, "/accounts/%s",
                                      id_text(request->arena, closing.account)),
                         "factor-off");
}

static bool end_all(Db *db, void *data, GError **error) {
    const Closing *closing = data;
    return sessions_end_others(db, closing->account, (Id){0}, error) &&
           audit_account(db, closing->request, "account.sessions", closing->account, NULL, error);
}

static bool end_sessions_action(Request *request, Response *response, GError **error) {
    Closing closing = {.request = request};
    return request_id(request, "account", &closing.account, error) &&
           db_write(request->db, end_all, &closing, error) &&
           redirect_done(response, request,
                         arena_printf(request->arena, "/accounts/%s",
                                      id_text(request->arena, closing.account)),
                         "sessions-ended");
}

const Route administration_routes[] = {
    {GET, "/accounts", accounts_page, MAY_ADMINISTER},
    TABLE_ROUTES("/accounts", accounts_file, MAY_ADMINISTER),
    {GET, "/accounts/new", new_account_page, MAY_ADMINISTER},
    {POST, "/accounts", new_account_action, MAY_ADMINISTER, .heavy = true},
    {GET, "/accounts/:account", account_page, MAY_ADMINISTER},
    {POST, "/accounts/:account", account_state_action, MAY_ADMINISTER},
    {POST, "/accounts/:account/sessions", end_sessions_action, MAY_ADMINISTER},
    {POST, "/accounts/:account/second-factor", reset_factor_action, MAY_ADMINISTER},
    {0},
};
