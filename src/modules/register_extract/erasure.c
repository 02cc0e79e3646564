#include "modules/register_extract/erasure.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "base/text.h"
#include "modules/register_extract/erasure_sql.h"
#include "modules/register_extract/register_extract.h"
#include "services/audit/audit.h"
#include "services/auth/attempts.h"
#include "services/auth/sessions.h"
#include "services/task_link/task_link.h"

#include <string.h>

#define BLANKED "uppgiften är raderad"

/* ---- what stands in the way ---- */

static bool is_not_over(Date last, Date today) {
    return !date_is_set(last) || date_compare(last, today) >= 0;
}

static const char *until_words(Arena *arena, Date last) {
    return date_is_set(last) ? arena_printf(arena, T_("till och med %s"), date_long(arena, last))
                             : T_("tills vidare");
}

static const char *post_obstacle(Arena *arena, const Rules *rules, const People *people,
                                 Id person) {
    for (size_t i = 0; i < people->n_posts; i++) {
        const Post *post = &people->posts[i];
        const Rule *place = rules_get(rules, post->element);
        if (id_equal(post->person, person) && is_not_over(post->valid_to, rules->on))
            return arena_printf(arena, T_("Personen arbetar på %s %s. Skriv en sista dag först."),
                                place == NULL ? T_("ett kontor") : place->title,
                                until_words(arena, post->valid_to));
    }
    return NULL;
}

static const char *seat_obstacle(Arena *arena, const Rules *rules, const People *people,
                                 Id person) {
    for (size_t i = 0; i < people->n_seats; i++) {
        const Seat *seat = &people->seats[i];
        const Rule *body = rules_get(rules, seat->body);
        if (id_equal(seat->person, person) && is_not_over(seat->valid_to, rules->on))
            return arena_printf(arena, T_("Personen sitter i %s %s. Skriv en sista dag först."),
                                body == NULL ? T_("ett organ") : body->title,
                                until_words(arena, seat->valid_to));
    }
    return NULL;
}

const char *erasure_obstacle(Arena *arena, const Rules *rules, const People *people, Id person,
                             const Member *member) {
    const char *found = post_obstacle(arena, rules, people, person);
    if (found == NULL)
        found = seat_obstacle(arena, rules, people, person);
    if (found == NULL && member != NULL && member->roles != 0 &&
        is_not_over(member->ends_on, rules->on))
        return T_("Personen kan fortfarande logga in i samverkan. Avsluta tillgången först.");
    return found;
}

/* ---- erasing ---- */

typedef struct {
    Arena *arena;
    const Erasure *erasure;
    const Rules *rules;
    People people;
    const Person *person;
    const Member *member; /* NULL: no account */
    bool keeps_account;
} Erasing;

static bool find_member(Db *db, Erasing *erasing, GError **error) {
    const Member *members;
    size_t n;
    if (!members_of(db, erasing->arena, erasing->erasure->collaboration, &members, &n, error))
        return false;
    for (size_t i = 0; i < n; i++)
        if (id_equal(members[i].person, erasing->erasure->person))
            erasing->member = &members[i];
    return true;
}

static bool check_reason(const Erasing *erasing, GError **error) {
    const char *reason = erasing->erasure->reason;
    if (text_is_blank(reason))
        return fail(error, ERROR_INVALID,
                    "Skriv vilket beslut eller vilken regel ni raderar efter.");
    if (!text_within(T_("Skälet"), reason, ERASURE_REASON_MAX, error))
        return false;
    return strstr(text_fold(erasing->arena, reason),
                  text_fold(erasing->arena, erasing->person->name)) == NULL ||
           fail(error, ERROR_INVALID, "Skälet sparas i loggen. Skriv det utan personens namn.");
}

static bool check(Db *db, Erasing *erasing, GError **error) {
    const Erasure *erasure = erasing->erasure;
    if (!rules_load(db, erasing->arena, erasure->collaboration, erasure->today, &erasing->rules,
                    error) ||
        !people_load(db, erasing->arena, erasure->collaboration, NULL, &erasing->people, error) ||
        !find_member(db, erasing, error))
        return false;
    erasing->person = people_get(&erasing->people, erasure->person);
    if (erasing->person == NULL || erasing->person->key[0] == '\0')
        return fail(error, ERROR_NOT_FOUND, "Personen finns inte här.");
    const char *why = erasure_obstacle(erasing->arena, erasing->rules, &erasing->people,
                                       erasure->person, erasing->member);
    return why == NULL ? check_reason(erasing, error) : fail(error, ERROR_CONFLICT, "%s", why);
}

static bool erase_person(Db *db, const Erasing *erasing, GError **error) {
    const Erasure *erasure = erasing->erasure;
    Id collaboration = erasure->collaboration, person = erasure->person;
    int64_t changes;
    SqlErasePersonIn in = {
        .collaboration = collaboration,
        .person = person,
        .key = arena_printf(erasing->arena, "erased-%s", id_text(erasing->arena, person)),
        .name = erased_person,
        .today = erasure->today};
    return sql_erase_person(db, &in, &changes, error) &&
           sql_erase_titles(db, &(SqlEraseTitlesIn){collaboration, person}, error);
}

/* Letters to the address and failed logins, unless they are of an account that stays. */
static bool erase_letters(Db *db, const Erasing *erasing, const char *email, Id account,
                          GError **error) {
    const char *own;
    return extract_own_email(db, erasing->arena, email, account, &own, error) &&
           sql_erase_letters(db, &(SqlEraseLettersIn){own, account}, error) &&
           (own == NULL ||
            (attempts_reset(db, attempt_key(erasing->arena, "account", own), error) &&
             attempts_reset(db, attempt_key(erasing->arena, "link", own), error) &&
             attempts_reset(db, attempt_key(erasing->arena, "task-code", own), error)));
}

/* Addresses in links, codes and letters, and failed logins. */
static bool erase_addresses(Db *db, const Erasing *erasing, const char *email, Id account,
                            GError **error) {
    Id collaboration = erasing->erasure->collaboration, person = erasing->erasure->person;
    return task_links_end_of_person(db, collaboration, person, (Id){0}, instant_now(), error) &&
           sql_erase_link_addresses(db, &(SqlEraseLinkAddressesIn){collaboration, person, email},
                                    error) &&
           erase_letters(db, erasing, email, account, error) &&
           (email == NULL || sql_erase_codes(db, &(SqlEraseCodesIn){collaboration, email}, error));
}

static bool erase_logins(Db *db, Id account, GError **error) {
    return sessions_end_others(db, account, (Id){0}, error) &&
           sql_erase_login_links(db, &(SqlEraseLoginLinksIn){account}, error) &&
           sql_erase_login_steps(db, &(SqlEraseLoginStepsIn){account}, error) &&
           sql_erase_recovery_codes(db, &(SqlEraseRecoveryCodesIn){account}, error) &&
           sql_erase_second_factor(db, &(SqlEraseSecondFactorIn){account}, error) &&
           sql_erase_identities(db, &(SqlEraseIdentitiesIn){account}, error);
}

static bool erase_account(Db *db, Erasing *erasing, GError **error) {
    Id account = erasing->member->account, collaboration = erasing->erasure->collaboration;
    SqlErasureAccountElsewhereRow row;
    SqlEraseAccountIn in = {.account = account,
                            .name = erased_person,
                            .email = arena_printf(erasing->arena, "erased-%s@example.invalid",
                                                  id_text(erasing->arena, account)),
                            .now = instant_now()};
    if (!sql_erasure_account_elsewhere(db, erasing->arena,
                                       &(SqlErasureAccountElsewhereIn){collaboration, account},
                                       &row, error) ||
        !sql_erase_uploads(db, &(SqlEraseUploadsIn){collaboration, account}, error) ||
        !sql_erase_plan_uploads(db, &(SqlErasePlanUploadsIn){collaboration, account}, error))
        return false;
    erasing->keeps_account = row.elsewhere == 1;
    return erasing->keeps_account ||
           (erase_addresses(db, erasing, erasing->member->email, account, error) &&
            erase_logins(db, account, error) && sql_erase_account(db, &in, error));
}

static bool write_log(Db *db, const Erasing *erasing, GError **error) {
    const Erasure *erasure = erasing->erasure;
    SqlEraseLogIn blank = {erasure->collaboration, erasure->person,
                           erasing->member == NULL ? (Id){0} : erasing->member->account, BLANKED};
    AuditEntry entry = {.collaboration = erasure->collaboration,
                        .account = erasure->account,
                        .action = "person.erase",
                        .subject = erasure->person,
                        .parent = erasure->person,
                        .after = erasure->reason};
    return sql_erase_log(db, &blank, error) && audit_write(db, &entry, NULL, error);
}

static bool erase(Db *db, void *data, GError **error) {
    Erasing *erasing = data;
    const Erasure *erasure = erasing->erasure;
    erasing->keeps_account = false;
    return check(db, erasing, error) &&
           erase_addresses(db, erasing, erasing->person->email, (Id){0}, error) &&
           (erasing->member == NULL || erase_account(db, erasing, error)) &&
           sql_erase_membership(
               db, &(SqlEraseMembershipIn){erasure->collaboration, erasure->person}, error) &&
           erase_person(db, erasing, error) && write_log(db, erasing, error);
}

bool person_erase(Db *db, Arena *arena, const Erasure *erasure, bool *ret_keeps_account,
                  GError **error) {
    Erasing erasing = {.arena = arena, .erasure = erasure};
    if (!db_write(db, erase, &erasing, error))
        return false;
    *ret_keeps_account = erasing.keeps_account;
    return true;
}
