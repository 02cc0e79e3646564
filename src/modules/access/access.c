#include "modules/access/access.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "services/audit/audit.h"
#include "services/auth/auth.h"
#include "services/mail/mail.h"

#include <string.h>

static bool some_role(Roles roles, GError **error) {
    return roles != 0 || fail(error, ERROR_INVALID, "Välj minst en roll.");
}

static const Member *member_among(const Member *members, size_t n, Id account) {
    for (size_t i = 0; i < n; i++)
        if (id_equal(members[i].account, account))
            return &members[i];
    return NULL;
}

bool access_give(Db *db, Arena *arena, const Membership *membership, const char *email, Id by,
                 GError **error) {
    AuditEntry entry = {.collaboration = membership->collaboration,
                        .account = by,
                        .subject = membership->account,
                        .action = "access.invite",
                        .after = arena_printf(arena, "%s: %s", email,
                                              roles_in_words(arena, membership->roles, SWEDISH))};
    return membership_put(db, membership, error) && audit_write(db, &entry, NULL, error);
}

/* ---- inviting ---- */

typedef struct {
    Arena *arena;
    const Invitation *invitation;
} Inviting;

static bool account_for(Db *db, const Inviting *inviting, Id *ret, GError **error) {
    const Invitation *invitation = inviting->invitation;
    if (!account_with_email(db, inviting->arena, invitation->email, ret, error))
        return false;
    return id_is_set(*ret) ||
           account_add(db, &(NewAccount){invitation->email, invitation->name, NULL, false}, ret,
                       error);
}

static bool write_letter(Db *db, const Inviting *inviting, Id account, GError **error) {
    const Invitation *of = inviting->invitation;
    const char *paragraphs[] = {
        arena_printf(inviting->arena, T_("%s har gett er tillgång till %s i Samsyn."), of->inviter,
                     of->collaboration_title),
        T_("Där står planen för samverkan, vad som är på gång och vem som gör vad."), NULL};
    const char *afterwards[] = {
        arena_printf(
            inviting->arena,
            T_("Skriv er e-postadress, %s, på inloggningssidan. Då kommer en länk som loggar "
               "in er. Ett lösenord kan ni välja sedan, om ni vill."),
            of->email),
        NULL};
    Letter letter = {
        .kind = "invitation",
        .account = account,
        .to_name = of->name,
        .to_email = of->email,
        .subject = arena_printf(inviting->arena, T_("Välkommen till %s"), of->collaboration_title),
        .paragraphs = paragraphs,
        .action_label = T_("Logga in"),
        .action_url = of->login_url,
        .afterwards = afterwards,
        .reason = arena_printf(
            inviting->arena, T_("Ni får brevet för att %s har lagt till er adress."), of->inviter),
        .now = of->now};
    return mail_add(db, &letter, NULL, error);
}

static bool write_in_their_language(Db *db, const Inviting *inviting, Id account, GError **error) {
    Language spoken = language_spoken(), theirs;
    if (!account_language(db, inviting->arena, account, &theirs, error))
        return false;
    language_speak(theirs);
    bool written = write_letter(db, inviting, account, error);
    language_speak(spoken);
    return written;
}

static bool invite(Db *db, void *data, GError **error) {
    const Inviting *inviting = data;
    const Invitation *of = inviting->invitation;
    Membership membership = {
        .collaboration = of->collaboration, .person = of->person, .roles = of->roles};
    const Member *members;
    size_t n;
    if (!account_for(db, inviting, &membership.account, error) ||
        !members_of(db, inviting->arena, of->collaboration, &members, &n, error))
        return false;
    if (member_among(members, n, membership.account) != NULL)
        return fail(error, ERROR_CONFLICT,
                    "%s har redan tillgång. Öppna kontot i listan för att ändra roller.",
                    of->email);
    return access_give(db, inviting->arena, &membership, of->email, of->account, error) &&
           write_in_their_language(db, inviting, membership.account, error);
}

bool access_invite(Db *db, Arena *arena, const Invitation *invitation, GError **error) {
    return some_role(invitation->roles, error) &&
           db_write(db, invite, &(Inviting){arena, invitation}, error);
}

/* ---- changing and ending ---- */

typedef struct {
    Arena *arena;
    const AccessChange *change;
} Changing;

/* Somebody must be left who may invite, and whose account is open. */
static bool somebody_is_left(const Member *members, size_t n, const AccessChange *change,
                             GError **error) {
    for (size_t i = 0; i < n; i++) {
        bool changed = id_equal(members[i].account, change->of);
        Roles roles = changed ? change->roles : members[i].roles;
        Date ends_on = changed ? change->ends_on : members[i].ends_on;
        if (members[i].disabled_at.seconds == 0 && !date_is_set(ends_on) &&
            roles_may(roles, MAY_INVITE))
            return true;
    }
    return fail(error, ERROR_CONFLICT,
                "Någon måste vara samordnare. Gör en annan till samordnare först.");
}

static const char *state_in_words(Arena *arena, Roles roles, Date ends_on) {
    if (roles == 0)
        return NULL;
    return date_is_set(ends_on)
               ? arena_printf(arena, "%s, till och med %s", roles_in_words(arena, roles, SWEDISH),
                              date_long(arena, ends_on))
               : roles_in_words(arena, roles, SWEDISH);
}

static bool change_access(Db *db, void *data, GError **error) {
    const Changing *changing = data;
    const AccessChange *change = changing->change;
    const Member *members;
    size_t n;
    if (!members_of(db, changing->arena, change->collaboration, &members, &n, error))
        return false;
    const Member *member = member_among(members, n, change->of);
    if (member == NULL)
        return fail(error, ERROR_NOT_FOUND, "Kontot har ingen tillgång till samverkan.");
    Membership membership = {change->collaboration, change->of, change->person, change->roles,
                             change->ends_on};
    AuditEntry entry = {.collaboration = change->collaboration,
                        .account = change->account,
                        .subject = change->of,
                        .action = change->roles == 0 ? "access.end" : "access.change",
                        .before = state_in_words(changing->arena, member->roles, member->ends_on),
                        .after = state_in_words(changing->arena, change->roles, change->ends_on)};
    return somebody_is_left(members, n, change, error) && membership_put(db, &membership, error) &&
           audit_write(db, &entry, NULL, error);
}

bool access_change(Db *db, Arena *arena, const AccessChange *change, GError **error) {
    return some_role(change->roles, error) &&
           db_write(db, change_access, &(Changing){arena, change}, error);
}

bool access_end(Db *db, Arena *arena, const AccessChange *change, GError **error) {
    AccessChange ending = *change;
    ending.roles = 0;
    return db_write(db, change_access, &(Changing){arena, &ending}, error);
}
