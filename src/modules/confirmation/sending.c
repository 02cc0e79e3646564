#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "modules/collaborations/collaborations.h"
#include "modules/confirmation/confirmation.h"
#include "modules/confirmation/confirmation_sql.h"
#include "modules/people/gaps.h"
#include "services/audit/audit.h"
#include "services/mail/mail.h"
#include "services/task_link/task_link.h"

#define SECONDS_A_DAY 86400
#define PAUSE_SECONDS 3600 /* between two letters to an office */

typedef struct {
    Arena *arena;
    const ConfirmationSender *sender;
    Date last_on;
    FormIds elements;
    const Rules *rules;
    People people;
    Confirmation confirmation;
    size_t n_reminded;
    bool is_reminder;
} Sending;

static bool load(Db *db, Sending *sending, GError **error) {
    const ConfirmationSender *sender = sending->sender;
    return rules_load(db, sending->arena, sender->collaboration, sender->today, &sending->rules,
                      error) &&
           people_load(db, sending->arena, sender->collaboration, NULL, &sending->people, error) &&
           confirmation_latest(db, sending->arena, sender->collaboration, &sending->confirmation,
                               error);
}

static bool is_open(const Sending *sending, GError **error) {
    return confirmation_is_open(&sending->confirmation, sending->sender->today) ||
           fail(error, ERROR_CONFLICT, "Genomgången är redan avslutad.");
}

static bool write_audit(Db *db, const Sending *sending, AuditEntry entry, GError **error) {
    entry.collaboration = sending->sender->collaboration;
    entry.account = sending->sender->account;
    entry.subject = sending->confirmation.id;
    return audit_write(db, &entry, NULL, error);
}

/* ---- the letter ---- */

static bool add_letter(Db *db, const Sending *sending, const Rule *office, const Person *person,
                       const char *token, GError **error) {
    Arena *arena = sending->arena;
    const ConfirmationSender *sender = sending->sender;
    const char *day = date_long(arena, sending->confirmation.last_on);
    const char *paragraphs[] = {
        arena_printf(arena, T_("Hej %s,"), person->name),
        arena_printf(arena,
                     sending->is_reminder
                         ? T_("%s har inte gått igenom sina personer i telefonboken än. Det tar "
                              "några minuter, också i telefonen.")
                         : T_("Stämmer det som står i telefonboken om dem som arbetar på %s? Gå "
                              "igenom dem en i taget. Det tar några minuter, också i telefonen."),
                     office->title),
        arena_printf(arena, T_("Gör det senast %s."), day), NULL};
    const char *afterwards[] = {
        T_("Brevet får skickas vidare till den hos er som vet bäst. Länken öppnar bara ert kontors "
           "personer, och gäller tills genomgången är slut."),
        NULL};
    Letter letter = {
        .kind = "confirmation",
        .to_name = person->name,
        .to_email = person->email,
        .subject =
            arena_printf(arena,
                         sending->is_reminder ? T_("Påminnelse: gå igenom telefonboken senast %s")
                                              : T_("Gå igenom telefonboken senast %s"),
                         day),
        .paragraphs = paragraphs,
        .action_label = T_("Gå igenom personerna"),
        .action_url = task_link_url(arena, sender->origin, sender->name, TASK_CONFIRMATION, token),
        .afterwards = afterwards,
        .reason = arena_printf(
            arena, T_("Ni får brevet för att ni är kontaktperson eller chef där, i %s."),
            sender->title),
        .now = sender->now,
        .expires_at = {
            sender->now.seconds +
            (int64_t)(date_days_between(sender->today, sending->confirmation.last_on) + 1) *
                SECONDS_A_DAY}};
    return mail_add(db, &letter, NULL, error);
}

static bool write_to(Db *db, const Sending *sending, const Rule *office, const Person *person,
                     GError **error) {
    const char *token;
    TaskLink link = {.collaboration = sending->sender->collaboration,
                     .kind = TASK_CONFIRMATION,
                     .subject = sending->confirmation.id,
                     .element = office->element,
                     .person = person->id,
                     .email = person->email};
    if (!task_link_make(db, sending->arena, &link, sending->sender->now, &token, error))
        return false;
    Language spoken = language_spoken();
    language_speak(SWEDISH); /* whoever gets it may have no account, and chose no language */
    bool added = add_letter(db, sending, office, person, token, error);
    language_speak(spoken);
    return added;
}

static bool note_mailed(Db *db, const Sending *sending, Id element, GError **error) {
    SqlConfirmationOfficeMailedIn in = {.collaboration = sending->sender->collaboration,
                                        .confirmation = sending->confirmation.id,
                                        .element = element,
                                        .now = sending->sender->now,
                                        .is_reminder = sending->is_reminder};
    return sql_confirmation_office_mailed(db, &in, error);
}

/* *ret_written false: nobody there has an address. */
static bool write_to_office(Db *db, const Sending *sending, Id element, bool *ret_written,
                            GError **error) {
    const Rule *office = rules_get(sending->rules, element);
    PersonList asked =
        people_to_ask(sending->arena, &sending->people, element, sending->sender->today);
    *ret_written = false;
    for (size_t i = 0; i < asked.n && office != NULL; i++) {
        if (asked.rows[i]->email == NULL)
            continue;
        if (!write_to(db, sending, office, asked.rows[i], error))
            return false;
        *ret_written = true;
    }
    return !*ret_written || note_mailed(db, sending, element, error);
}

/* ---- starting ---- */

static bool check_start(const Sending *sending, GError **error) {
    const ConfirmationSender *sender = sending->sender;
    int days = date_days_between(sender->today, sending->last_on);
    if (days < 0)
        return fail(error, ERROR_INVALID, "Sista dagen har redan varit. Välj en som kommer.");
    if (days > CONFIRMATION_DAYS_MAX)
        return fail(error, ERROR_INVALID, "Sista dagen får ligga högst ett år bort.");
    if (sending->elements.n == 0)
        return fail(error, ERROR_INVALID, "Välj minst ett kontor eller en part.");
    return !confirmation_is_open(&sending->confirmation, sender->today) ||
           fail(error, ERROR_CONFLICT, "En genomgång pågår redan till %s. Avsluta den först.",
                date_long(sending->arena, sending->confirmation.last_on));
}

static bool add_office(Db *db, const Sending *sending, Id element, GError **error) {
    const Rule *rule = rules_get(sending->rules, element);
    bool written;
    if (rule == NULL || (rule->kind != ELEMENT_OFFICE && rule->kind != ELEMENT_PARTY))
        return fail(error, ERROR_INVALID, "Välj bland kontoren och parterna på sidan.");
    SqlConfirmationOfficeAddIn in = {sending->sender->collaboration, sending->confirmation.id,
                                     element};
    return sql_confirmation_office_add(db, &in, error) &&
           write_to_office(db, sending, element, &written, error);
}

static bool is_repeated(FormIds ids, size_t i) {
    for (size_t j = 0; j < i; j++)
        if (id_equal(ids.items[i], ids.items[j]))
            return true;
    return false;
}

static bool start(Db *db, void *data, GError **error) {
    Sending *sending = data;
    const ConfirmationSender *sender = sending->sender;
    if (!load(db, sending, error) || !check_start(sending, error))
        return false;
    sending->confirmation = (Confirmation){
        .id = db_new_id(db), .started_on = sender->today, .last_on = sending->last_on};
    SqlConfirmationAddIn in = {sender->collaboration, sending->confirmation.id, sender->today,
                               sending->last_on};
    if (!sql_confirmation_add(db, &in, error))
        return false;
    for (size_t i = 0; i < sending->elements.n; i++)
        if (!is_repeated(sending->elements, i) &&
            !add_office(db, sending, sending->elements.items[i], error))
            return false;
    return write_audit(
        db, sending,
        (AuditEntry){.action = "confirmation.start",
                     .after = arena_printf(sending->arena, "%zu kontor och parter, till och med %s",
                                           sending->elements.n,
                                           date_kept(sending->arena, sending->last_on))},
        error);
}

bool confirmation_start(Db *db, Arena *arena, const ConfirmationSender *sender, Date last_on,
                        FormIds elements, GError **error) {
    Sending sending = {.arena = arena, .sender = sender, .last_on = last_on, .elements = elements};
    return db_write(db, start, &sending, error);
}

/* ---- reminding ---- */

static bool is_to_be_reminded(const Sending *sending, const ConfirmationOffice *office) {
    return office->done_at.seconds == 0 &&
           office->mailed_at.seconds + PAUSE_SECONDS <= sending->sender->now.seconds;
}

static bool remind(Db *db, void *data, GError **error) {
    Sending *sending = data;
    sending->n_reminded = 0;
    if (!load(db, sending, error) || !is_open(sending, error))
        return false;
    for (size_t i = 0; i < sending->confirmation.n_offices; i++) {
        const ConfirmationOffice *office = &sending->confirmation.offices[i];
        bool written = false;
        if (is_to_be_reminded(sending, office) &&
            !write_to_office(db, sending, office->element, &written, error))
            return false;
        sending->n_reminded += written;
    }
    return sending->n_reminded == 0 ||
           write_audit(
               db, sending,
               (AuditEntry){.action = "confirmation.remind",
                            .after = arena_printf(sending->arena, "%zu", sending->n_reminded)},
               error);
}

bool confirmation_remind(Db *db, Arena *arena, const ConfirmationSender *sender, size_t *ret_n,
                         GError **error) {
    Sending sending = {.arena = arena, .sender = sender, .is_reminder = true};
    if (!db_write(db, remind, &sending, error))
        return false;
    *ret_n = sending.n_reminded;
    return true;
}

/* ---- closing ---- */

static bool close_round(Db *db, void *data, GError **error) {
    Sending *sending = data;
    const ConfirmationSender *sender = sending->sender;
    int64_t changes;
    if (!load(db, sending, error) || !is_open(sending, error))
        return false;
    SqlConfirmationCloseIn in = {sender->collaboration, sending->confirmation.id, sender->today};
    return sql_confirmation_close(db, &in, &changes, error) &&
           write_audit(db, sending, (AuditEntry){.action = "confirmation.close"}, error);
}

bool confirmation_close(Db *db, Arena *arena, const ConfirmationSender *sender, GError **error) {
    return db_write(db, close_round, &(Sending){.arena = arena, .sender = sender}, error);
}
