#include "services/login/login_link.h"

#include "base/error.h"
#include "base/language.h"
#include "services/auth/attempts.h"
#include "services/auth/tokens.h"
#include "services/login/login_sql.h"
#include "services/mail/mail.h"

#include <jansson.h>
#include <string.h>

#define LETTERS_PER_ADDRESS 5
#define REQUESTS_PER_CLIENT 50
#define PASSWORD_PAGE "/account/password"

/* ---- asking ---- */

typedef struct {
    const LinkRequest *request;
    const AttemptKey *keys;
    const char *payload;
} Asking;

static bool write_request(Db *db, void *data, GError **error) {
    const Asking *asking = data;
    Instant now = asking->request->now;
    NewJob job = {
        .kind = LINK_JOB, .title = N_("Inloggningslänk"), .payload = asking->payload, .now = now};
    return attempts_count(db, asking->keys, now, error) && job_add(db, &job, NULL, error);
}

static const char *payload_of(Arena *arena, const LinkRequest *request) {
    json_t *json = json_pack("{s:s, s:s, s:s, s:b}", "email", request->email, "next", request->next,
                             "origin", request->origin, "password", request->for_password);
    g_autofree char *text = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    return arena_strdup(arena, text == NULL ? "{}" : text);
}

bool login_link_ask(Db *db, Arena *arena, const LinkRequest *request, bool *ret_throttled,
                    GError **error) {
    const AttemptKey keys[] = {
        {attempt_key(arena, "link", request->email), LETTERS_PER_ADDRESS},
        {attempt_key(arena, "link-from", attempt_network(arena, request->address)),
         REQUESTS_PER_CLIENT},
        {0}};
    Asking asking = {request, keys, payload_of(arena, request)};
    bool throttled;
    if (!attempts_closed(db, arena, keys, request->now, &throttled, error))
        return false;
    if (!throttled && !db_write(db, write_request, &asking, error))
        return false;
    *ret_throttled = throttled;
    return true;
}

/* ---- the letter ---- */

typedef struct {
    JobRun *run;
    const SqlAccountToWriteToRow *account;
    const char *origin, *next, *token;
    bool for_password;
} Invitation;

static bool add_letter(Db *db, const Invitation *invitation, Instant expires_at, GError **error) {
    Arena *arena = invitation->run->arena;
    const char *hello = arena_printf(arena, T_("Hej %s,"), invitation->account->name);
    const char *asked =
        invitation->for_password
            ? T_("Ni har bett om ett nytt lösenord i Samsyn. Tryck på knappen och "
                 "logga in med länken, så får ni välja ett. Länken gäller i 10 "
                 "minuter och bara en gång.")
            : T_("Ni har bett om en länk för att logga in i Samsyn. Länken gäller i "
                 "10 minuter och bara en gång.");
    const char *paragraphs[] = {hello, asked, NULL};
    const char *afterwards[] = {
        T_("Har ni inte bett om länken? Då kan ni slänga brevet. Ingen loggar in utan den."), NULL};
    Letter letter = {
        .kind = "login-link",
        .account = invitation->account->id,
        .to_name = invitation->account->name,
        .to_email = invitation->account->email,
        .subject =
            invitation->for_password ? T_("Nytt lösenord i Samsyn") : T_("Logga in i Samsyn"),
        .paragraphs = paragraphs,
        .action_label = T_("Logga in"),
        .action_url =
            arena_printf(arena, "%s/login/link/%s", invitation->origin, invitation->token),
        .afterwards = afterwards,
        .reason = T_("Ni får brevet för att någon skrev er e-postadress på inloggningssidan."),
        .now = invitation->run->now,
        .expires_at = expires_at};
    return mail_add(db, &letter, NULL, error);
}

static bool write_invitation(Db *db, void *data, GError **error) {
    const Invitation *invitation = data;
    JobRun *run = invitation->run;
    if (invitation->account == NULL)
        return job_finish(run, db, NULL, error);
    SqlLinkAddIn in = {.token_hash = token_hash(run->arena, invitation->token),
                       .account = invitation->account->id,
                       .next = invitation->for_password ? PASSWORD_PAGE : invitation->next,
                       .now = run->now,
                       .expires_at = {run->now.seconds + LINK_SECONDS}};
    Language spoken = language_spoken();
    language_speak(language_from_tag(invitation->account->language));
    bool added = sql_link_add(db, &in, error) && add_letter(db, invitation, in.expires_at, error);
    language_speak(spoken);
    return added && job_finish(run, db, NULL, error);
}

bool login_link_send(JobRun *run, GError **error) {
    json_t *json = json_loads(run->job.payload, 0, NULL);
    const char *email = NULL, *next = NULL, *origin = NULL;
    int for_password = 0;
    bool understood = json_unpack(json, "{s:s, s:s, s:s, s:b}", "email", &email, "next", &next,
                                  "origin", &origin, "password", &for_password) == 0;
    Invitation invitation = {.run = run,
                             .origin = arena_strdup(run->arena, origin),
                             .next = arena_strdup(run->arena, next),
                             .token = token_new(run->arena),
                             .for_password = for_password != 0};
    SqlAccountToWriteToIn in = {.email = arena_strdup(run->arena, email)};
    json_decref(json);
    if (!understood)
        return fail(error, ERROR_INVALID, "Jobbet saknar uppgifter.");
    return sql_account_to_write_to(run->db, run->arena, &in, &invitation.account, error) &&
           db_write(run->db, write_invitation, &invitation, error);
}

/* ---- using it ---- */

bool login_link_find(Db *db, Arena *arena, const char *token, Instant now, LoginLink *ret,
                     GError **error) {
    const SqlLinkFindRow *row = NULL;
    SqlLinkFindIn in = {.now = now};
    if (strlen(token) == TOKEN_LENGTH) {
        in.token_hash = token_hash(arena, token);
        if (!sql_link_find(db, arena, &in, &row, error))
            return false;
    }
    *ret = row == NULL ? (LoginLink){0} : (LoginLink){row->account, row->next};
    return true;
}

typedef struct {
    Arena *arena;
    const char *token;
    Instant now;
    LoginLink link;
} Using;

static bool use_link(Db *db, void *data, GError **error) {
    Using *using = data;
    int64_t changes;
    if (!login_link_find(db, using->arena, using->token, using->now, &using->link, error))
        return false;
    SqlLinksEndIn in = {.account = using->link.account, .now = using->now};
    return sql_links_end(db, &in, &changes, error);
}

bool login_link_use(Db *db, Arena *arena, const char *token, Instant now, LoginLink *ret,
                    GError **error) {
    Using using = {.arena = arena, .token = token, .now = now};
    if (!db_write(db, use_link, &using, error))
        return false;
    *ret = using.link;
    return true;
}
