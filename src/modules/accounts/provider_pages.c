#include "modules/accounts/accounts.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/accounts/accounts_html.h"
#include "modules/accounts/accounts_view.h"
#include "modules/accounts/enter.h"
#include "services/audit/audit.h"
#include "services/auth/tokens.h"
#include "services/oidc/identity.h"
#include "services/oidc/oidc.h"
#include "web/origin.h"

#include <string.h>

#define TRY_COOKIE "samsyn-provider"
#define TRY_SECONDS (10 * 60)
#define CALLBACK_PATH "/login/provider/callback"
#define NEXT_MAX 1000

static bool provider_of(const Request *request, Oidc **ret, GError **error) {
    *ret = request->login_provider;
    return *ret != NULL ||
           fail(error, ERROR_NOT_FOUND, "Här går det inte att logga in hos någon annan.");
}

/* ---- what the browser keeps meanwhile ---- */

/* A login under way, or the tying of an account. */
typedef struct {
    const char *secret;
    Id account; /* to be tied; none: a login */
    const char *next;
} ProviderTry;

static const char *try_text(Arena *arena, const ProviderTry *attempt) {
    const char *next = attempt->next;
    g_autofree char *encoded = g_base64_encode((const guchar *)next, strlen(next));
    for (char *at = encoded; *at != '\0'; at++)
        *at = *at == '+' ? '-' : *at == '/' ? '_' : *at == '=' ? '~' : *at;
    return arena_printf(arena, "%s.%s.%s", attempt->secret,
                        id_is_set(attempt->account) ? id_text(arena, attempt->account) : "0",
                        encoded);
}

static const char *next_from(Arena *arena, char *encoded) {
    gsize size;
    for (char *at = encoded; *at != '\0'; at++)
        *at = *at == '-' ? '+' : *at == '_' ? '/' : *at == '~' ? '=' : *at;
    g_autofree guchar *next = g_base64_decode(encoded, &size);
    return local_path(arena_strndup(arena, (const char *)next, size));
}

/* Whoever has the browser may write the cookie: nothing in it is believed but that it is theirs. */
static bool read_try(const Request *request, ProviderTry *ret) {
    const char *text = request_cookie(request, TRY_COOKIE);
    g_auto(GStrv) parts = g_strsplit(text == NULL ? "" : text, ".", 3);
    if (g_strv_length(parts) != 3 || strlen(parts[0]) != TOKEN_LENGTH)
        return false;
    Id account = {0};
    if (strcmp(parts[1], "0") != 0 && !id_parse(parts[1], &account))
        return false;
    *ret = (ProviderTry){arena_strdup(request->arena, parts[0]), account,
                         next_from(request->arena, parts[2])};
    return true;
}

static OidcTry oidc_try(const Request *request, const char *secret) {
    return (OidcTry){secret, arena_printf(request->arena, "%s" CALLBACK_PATH, request->origin),
                     request->now};
}

/* ---- leaving ---- */

static bool leave(Request *request, Response *response, const ProviderTry *attempt,
                  GError **error) {
    Oidc *oidc;
    const char *address;
    Url url;
    OidcTry way = oidc_try(request, attempt->secret);
    if (!provider_of(request, &oidc, error) ||
        !oidc_address(oidc, request->arena, &way, &address, error))
        return false;
    if (!url_external(request->arena, address, &url))
        return fail(error, ERROR_UNAVAILABLE, "Inloggningstjänstens adress är för lång.");
    response_cookie(response, TRY_COOKIE, try_text(request->arena, attempt), TRY_SECONDS);
    return response_leave(response, url);
}

/* Where the provider knows the person already, a link on another site would log them in by itself:
 * it leads to the button instead. */
static bool to_button(const Request *request, Response *response, const char *next) {
    return response_redirect(response,
                             arena_printf(request->arena, "/login?next=%s",
                                          url_encoded(request->arena, next, URL_IN_QUERY)));
}

static bool login_leave(Request *request, Response *response, GError **error) {
    const char *next = request_query(request, "next");
    bool known = next != NULL && next[0] != '\0' && strlen(next) <= NEXT_MAX;
    ProviderTry attempt = {.secret = token_new(request->arena),
                           .next = known ? local_path(next) : "/"};
    if (!same_origin(request))
        return to_button(request, response, attempt.next);
    return leave(request, response, &attempt, error);
}

static bool tie_leave(Request *request, Response *response, GError **error) {
    ProviderTry attempt = {token_new(request->arena), request->session->account, "/account"};
    if (!same_origin(request))
        return response_redirect(response, "/account");
    if (!has_just_logged_in(request))
        return log_in_again(request, response);
    return leave(request, response, &attempt, error);
}

/* ---- coming back ---- */

static const char *either(const Request *request, const char *name) {
    return request->method == POST ? request_field(request, name) : request_query(request, name);
}

/* What the browser brings is an answer to what it began. */
static bool read_answer(Request *request, ProviderTry *ret_attempt, OidcAnswer *ret_answer,
                        GError **error) {
    Oidc *oidc;
    OidcAnswer answer = {either(request, "code"), either(request, "state"), either(request, "iss")};
    if (!provider_of(request, &oidc, error))
        return false;
    if (answer.issuer != NULL && answer.issuer[0] == '\0')
        answer.issuer = NULL;
    OidcTry way = {0};
    if (read_try(request, ret_attempt))
        way = oidc_try(request, ret_attempt->secret);
    if (way.secret == NULL || !oidc_is_answer(oidc, request->arena, &way, &answer))
        return fail(
            error, ERROR_FORBIDDEN,
            "Svaret hör inte till en inloggning som ni har påbörjat här. Logga in igen från "
            "början.");
    if (answer.code == NULL)
        return fail(error, ERROR_FORBIDDEN,
                    "Inloggningen avbröts hos inloggningstjänsten. Logga in igen från början.");
    *ret_answer = answer;
    return true;
}

static bool callback_page(Request *request, Response *response, GError **error) {
    ProviderTry attempt;
    OidcAnswer answer;
    if (!read_answer(request, &attempt, &answer, error))
        return false;
    response_guard_address(response);
    ProviderView view = {.frame = frame_new(request, PLACE_NONE, N_("Logga in")),
                         .label = oidc_label(request->login_provider),
                         .code = answer.code,
                         .state = answer.state,
                         .issuer = answer.issuer == NULL ? "" : answer.issuer,
                         .is_tying = id_is_set(attempt.account)};
    login_provider_html(response_html(response), &view);
    return true;
}

static bool show_unknown(Request *request, Response *response) {
    ProviderView view = {.frame = frame_new(request, PLACE_NONE, N_("Inget konto är kopplat")),
                         .label = oidc_label(request->login_provider)};
    response_status(response, 403);
    login_provider_unknown_html(response_html(response), &view);
    return true;
}

typedef struct {
    const Request *request;
    Identity identity;
} Tying;

static bool tell_all(Db *db, const Request *request, const char *action, Notice notice,
                     GError **error) {
    Id account = request->session->account;
    AuditEntry entry = {.account = account, .subject = account, .action = action};
    return audit_write(db, &entry, NULL, error) && tell_owner(db, request, account, notice, error);
}

static bool tie(Db *db, void *data, GError **error) {
    const Tying *tying = data;
    const Request *request = tying->request;
    return identity_add(db, &tying->identity, request->session->account, request->now, error) &&
           tell_all(db, request, "account.provider.on", NOTICE_PROVIDER_ON, error);
}

static bool tie_here(Request *request, Response *response, Id account, const Identity *identity,
                     GError **error) {
    if (request->session == NULL || !id_equal(request->session->account, account))
        return fail(error, ERROR_FORBIDDEN,
                    "Ni är inte längre inloggad på kontot som skulle kopplas. Börja om från Mitt "
                    "konto.");
    return db_write(request->db, tie, &(Tying){request, *identity}, error) &&
           redirect_done(response, request, "/account", "provider-on");
}

static bool enter_by(Request *request, Response *response, const Identity *identity,
                     const char *next, GError **error) {
    SessionOf session = {.how = BY_PROVIDER, .now = request->now};
    if (!identity_account(request->db, request->arena, identity, &session.account, error))
        return false;
    return id_is_set(session.account) ? enter_at_last(request, response, &session, next, error)
                                      : show_unknown(request, response);
}

static bool callback_action(Request *request, Response *response, GError **error) {
    ProviderTry attempt;
    OidcAnswer answer;
    Oidc *oidc = request->login_provider;
    if (!read_answer(request, &attempt, &answer, error))
        return false;
    Identity identity = {.issuer = oidc_issuer(oidc)};
    OidcTry way = oidc_try(request, attempt.secret);
    response_cookie_clear(response, TRY_COOKIE);
    if (!oidc_identify(oidc, request->arena, &way, &answer, &identity.subject, error))
        return false;
    return id_is_set(attempt.account)
               ? tie_here(request, response, attempt.account, &identity, error)
               : enter_by(request, response, &identity, attempt.next, error);
}

/* ---- no longer tied ---- */

static bool untie(Db *db, void *data, GError **error) {
    const Tying *tying = data;
    const Request *request = tying->request;
    bool removed;
    return identity_remove(db, tying->identity.issuer, request->session->account, &removed,
                           error) &&
           (!removed || tell_all(db, request, "account.provider.off", NOTICE_PROVIDER_OFF, error));
}

static bool untie_action(Request *request, Response *response, GError **error) {
    Oidc *oidc;
    if (!provider_of(request, &oidc, error))
        return false;
    if (!has_just_logged_in(request))
        return log_in_again(request, response);
    Tying tying = {request, {.issuer = oidc_issuer(oidc)}};
    return db_write(request->db, untie, &tying, error) &&
           redirect_done(response, request, "/account", "provider-off");
}

bool provider_load(const Request *request, OwnAccountView *view, GError **error) {
    Oidc *oidc = request->login_provider;
    if (oidc == NULL)
        return true;
    view->provider = oidc_label(oidc);
    return identity_of_account(request->db, request->arena, oidc_issuer(oidc),
                               request->session->account, &view->provider_since, error);
}

const Route provider_routes[] = {
    {GET, "/login/provider", login_leave, MAY_OPEN, .slow = true},
    {GET, CALLBACK_PATH, callback_page, MAY_OPEN},
    {POST, CALLBACK_PATH, callback_action, MAY_OPEN},
    {GET, "/account/provider", tie_leave, MAY_BE_LOGGED_IN, .slow = true},
    {POST, "/account/provider", untie_action, MAY_BE_LOGGED_IN},
    {0},
};
