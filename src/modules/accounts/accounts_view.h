#pragma once
#include "services/auth/sessions.h"
#include "services/login/second_factor.h"
#include "ui/form.h"
#include "ui/frame.h"

#define LINK_SENT_PATH "/login/sent"

typedef struct LoginForm {
    const char *email, *password;
} LoginForm;

typedef struct PersonaGroup {
    const char *title;          /* of the collaboration, or "Installationen" */
    const Persona *personas;    /* coordinators first */
    size_t n_personas, n_shown; /* n_shown: those that stand open, the others behind a summary */
} PersonaGroup;

typedef struct LoginView {
    const Frame *frame;
    const LoginForm *form;
    const FormErrors *errors;
    const char *next;
    const PersonaGroup *groups;
    size_t n_groups;
    const struct LinkForm *link_form;
    const FormErrors *link_errors;
    bool offers_link;
    const char *provider; /* label of another place to log in; NULL = none */
} LoginView;
extern const FormField login_fields[];

typedef struct LinkForm {
    const char *email;
} LinkForm;
extern const FormField link_fields[];

typedef struct LinkView {
    const Frame *frame;
    const char *token;
    bool is_valid;
} LinkView;

typedef struct PasswordForm {
    const char *current, *password;
} PasswordForm;

typedef struct PasswordView {
    const Frame *frame;
    const FormField *fields;
    const PasswordForm *form;
    const FormErrors *errors;
} PasswordView;

typedef struct CodeForm {
    const char *code;
} CodeForm;
extern const FormField code_fields[];

/* A form with a code: at login, when setting up (then with secret and picture), when turning off.
 */
typedef struct CodeView {
    const Frame *frame;
    const CodeForm *form;
    const FormErrors *errors;
    const char *secret;
    Html qr;
} CodeView;

typedef struct CodesView {
    const Frame *frame;
    const char *const *codes;
    size_t n_codes;
} CodesView;

typedef struct OwnAccountView {
    const Frame *frame;
    const Session *session;
    SecondFactor factor;
    const OpenSession *sessions;
    size_t n_sessions;
    const char *provider;   /* its label; NULL = none */
    Instant provider_since; /* none: not tied */
} OwnAccountView;

/* Fills in the provider's fields. */
bool provider_load(const Request *request, OwnAccountView *view, GError **error);

/* An answer from the provider, on its way back to us; or, without a code, that nobody here has it.
 */
typedef struct ProviderView {
    const Frame *frame;
    const char *label, *code, *state, *issuer;
    bool is_tying;
} ProviderView;

/* How a session began, in words. */
const char *session_start_words(SessionStart how);

typedef struct AccountRow {
    const char *name, *email, *places, *state, *chip, *path;
    Date created_on;
} AccountRow;

typedef struct AccountForm {
    const char *name, *email, *password, *collaboration, *role;
    bool is_system_administrator;
} AccountForm;

typedef struct AccountsView {
    const Frame *frame;
    const struct List *list;
} AccountsView;

typedef struct AccountFormView {
    const Frame *frame;
    const FormField *fields;
    const AccountForm *form;
    const FormErrors *errors;
} AccountFormView;

typedef struct NewCollaborationForm {
    const char *title, *short_title, *name, *county;
    const char *coordinator_title, *coordinator_name, *coordinator_email;
    bool environment, building, food;
} NewCollaborationForm;

typedef struct NewCollaborationView {
    const Frame *frame;
    const FormField *fields;
    const NewCollaborationForm *form;
    const FormErrors *errors;
} NewCollaborationView;

typedef struct AccountView {
    const Frame *frame;
    SecondFactor factor;
    const Account *account;
    const OpenSession *sessions;
    size_t n_sessions;
} AccountView;
