#include "services/task_link/task_letter.h"

#include "base/date.h"
#include "base/id.h"
#include "services/auth/auth.h"
#include "services/mail/mail.h"

/* Where today is not the day of the clock, in a demonstration, the letter lasts as many days. */
static Instant expiry(const TaskLetter *letter) {
    int days = date_days_between(letter->today, letter->last_on);
    return date_end(date_add_days(date_of_instant(letter->now), days));
}

/* Whoever has no account chose no language. */
static bool language_of(Db *db, Arena *arena, Id account, Language *ret, GError **error) {
    *ret = SWEDISH;
    return !id_is_set(account) || account_language(db, arena, account, ret, error);
}

bool task_letter_send(Db *db, Arena *arena, const TaskLetter *letter, GError **error) {
    const TaskLink *link = letter->link;
    Letter mail = {.to_name = letter->to_name,
                   .to_email = link->email,
                   .now = letter->now,
                   .expires_at = expiry(letter)};
    Language theirs, spoken = language_spoken();
    const char *token;
    if (!account_with_email(db, arena, link->email, &mail.account, error) ||
        !language_of(db, arena, mail.account, &theirs, error) ||
        !task_link_make(db, arena, link, letter->now, &token, error))
        return false;
    mail.kind = task_kind_name(link->kind);
    mail.action_url =
        task_link_url(arena, letter->site, letter->collaboration_name, link->kind, token);
    language_speak(theirs);
    letter->write(arena, letter->data, &mail);
    bool added = mail_add(db, &mail, NULL, error);
    language_speak(spoken);
    return added;
}
