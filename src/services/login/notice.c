#include "services/login/notice.h"

#include "base/language.h"
#include "services/login/login_sql.h"
#include "services/mail/mail.h"

static const struct {
    const char *subject, *what;
} notices[N_NOTICES] = {
    [NOTICE_PASSWORD] = {N_("Ert lösenord i Samsyn är bytt"),
                         N_("Lösenordet till ert konto i Samsyn har just bytts.")},
    [NOTICE_FACTOR_ON] =
        {N_("Tvåstegsinloggning är påslagen"),
         N_("Från och med nu behövs också en kod från er telefon för att logga in på "
            "ert konto i Samsyn.")},
    [NOTICE_FACTOR_OFF] =
        {N_("Tvåstegsinloggning är avstängd"),
         N_("Från och med nu behövs ingen kod från er telefon för att logga in på "
            "ert konto i Samsyn.")},
    [NOTICE_PROVIDER_ON] =
        {N_("Ert konto i Samsyn är kopplat till en annan inloggning"),
         N_("Från och med nu går det att logga in på ert konto i Samsyn också hos er "
            "organisation.")},
    [NOTICE_PROVIDER_OFF] = {
        N_("Ert konto i Samsyn är inte längre kopplat till en annan inloggning"),
        N_("Från och med nu går det inte att logga in på ert konto i Samsyn hos er "
           "organisation.")}};

static bool add_letter(Db *db, const SqlAccountToTellRow *to, Id account, Notice notice,
                       Instant now, GError **error) {
    g_autoptr(Arena) arena = arena_new();
    const char *paragraphs[] = {arena_printf(arena, T_("Hej %s,"), to->name),
                                T_(notices[notice].what),
                                T_("Var det ni? Då behöver ni inte göra något. Var det inte ni? "
                                   "Hör av er genast till den som sköter Samsyn hos er."),
                                NULL};
    Letter letter = {.kind = "account-notice",
                     .account = account,
                     .to_name = to->name,
                     .to_email = to->email,
                     .subject = T_(notices[notice].subject),
                     .paragraphs = paragraphs,
                     .reason = T_("Ni får brevet för att ni har ett konto i Samsyn."),
                     .now = now};
    return !letter_check(&letter, NULL) || mail_add(db, &letter, NULL, error);
}

bool notice_add(Db *db, Id account, Notice notice, Instant now, GError **error) {
    g_autoptr(Arena) arena = arena_new();
    const SqlAccountToTellRow *row;
    Language spoken = language_spoken();
    if (!sql_account_to_tell(db, arena, &(SqlAccountToTellIn){.account = account}, &row, error))
        return false;
    if (row == NULL)
        return true;
    language_speak(language_from_tag(row->language));
    bool added = add_letter(db, row, account, notice, now, error);
    language_speak(spoken);
    return added;
}
