#include "services/login/notice.h"

#include "services/login/login_sql.h"
#include "services/mail/mail.h"

static const struct {
    const char *subject, *what;
} notices[N_NOTICES] = {
    [NOTICE_PASSWORD] = {"Ert lösenord i Samsyn är bytt",
                         "Lösenordet till ert konto i Samsyn har just bytts."},
    [NOTICE_FACTOR_ON] = {"Tvåstegsinloggning är påslagen",
                          "Från och med nu behövs också en kod från er telefon för att logga in på "
                          "ert konto i Samsyn."},
    [NOTICE_FACTOR_OFF] = {"Tvåstegsinloggning är avstängd",
                           "Från och med nu behövs ingen kod från er telefon för att logga in på "
                           "ert konto i Samsyn."}};

bool notice_add(Db *db, Id account, Notice notice, Instant now, GError **error) {
    g_autoptr(Arena) arena = arena_new();
    const SqlAccountToTellRow *row;
    if (!sql_account_to_tell(db, arena, &(SqlAccountToTellIn){.account = account}, &row, error))
        return false;
    if (row == NULL)
        return true;
    const char *paragraphs[] = {arena_printf(arena, "Hej %s,", row->name), notices[notice].what,
                                "Var det ni? Då behöver ni inte göra något. Var det inte ni? "
                                "Hör av er genast till den som sköter Samsyn hos er.",
                                NULL};
    Letter letter = {.kind = "account-notice",
                     .account = account,
                     .to_name = row->name,
                     .to_email = row->email,
                     .subject = notices[notice].subject,
                     .paragraphs = paragraphs,
                     .reason = "Ni får brevet för att ni har ett konto i Samsyn.",
                     .now = now};
    return !letter_check(&letter, NULL) || mail_add(db, &letter, NULL, error);
}
