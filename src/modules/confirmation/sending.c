#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/collaborations/collaborations.h"
#include "modules/confirmation/confirmation.h"
#include "modules/confirmation/confirmation_sql.h"
#include "modules/people/gaps.h"
#include "services/audit/audit.h"
#include "services/task_link/task_letter.h"

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
    Id element; /* the one that is written to */
    const ConfirmationRecipient *to;
    bool is_reminder, is_chosen;
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

/* Whom a letter is to: somebody here, or an address that the coordinator has chosen. */
typedef struct {
    const Sending *sending;
    const Rule *office;
    const Person *person; /* NULL: nobody who is known here */
    const char *email;
} Writing;

static void write_beginning(Arena *arena, const Writing *writing, Letter *letter) {
    const Sending *sending = writing->sending;
    const char *day = date_long(arena, sending->confirmation.last_on);
    const char **paragraphs = ARENA_ARRAY(arena, const char *, 4);
    paragraphs[0] = writing->person == NULL
                        ? T_("Hej,")
                        : arena_printf(arena, T_("Hej %s,"), writing->person->name);
    paragraphs[1] =
        arena_printf(arena,
                     sending->is_reminder
                         ? T_("%s har inte gått igenom sina personer i telefonboken än. Det tar "
                              "några minuter, också i telefonen.")
                         : T_("Stämmer det som står i telefonboken om dem som arbetar på %s? Gå "
                              "igenom dem en i taget. Det tar några minuter, också i telefonen."),
                     writing->office->title);
    paragraphs[2] = arena_printf(arena, T_("Gör det senast %s."), day);
    letter->paragraphs = paragraphs;
    letter->subject =
        arena_printf(arena,
                     sending->is_reminder ? T_("Påminnelse: gå igenom telefonboken senast %s")
                                          : T_("Gå igenom telefonboken senast %s"),
                     day);
}

static void write_letter(Arena *arena, const void *data, Letter *letter) {
    const Writing *writing = data;
    const char *title = writing->sending->sender->title;
    const char **afterwards = ARENA_ARRAY(arena, const char *, 2);
    write_beginning(arena, writing, letter);
    afterwards[0] =
        T_("Brevet får skickas vidare till den hos er som vet bäst. Länken öppnar bara ert kontors "
           "personer, och gäller tills genomgången är slut.");
    letter->afterwards = afterwards;
    letter->action_label = T_("Gå igenom personerna");
    letter->reason =
        writing->sending->is_chosen
            ? arena_printf(arena, T_("Ni får brevet för att samordnaren i %s har valt er."), title)
            : arena_printf(arena,
                           T_("Ni får brevet för att ni är kontaktperson eller chef där, i %s."),
                           title);
}

static bool write_to(Db *db, const Writing *writing, GError **error) {
    const Sending *sending = writing->sending;
    const ConfirmationSender *sender = sending->sender;
    const Person *person = writing->person;
    TaskLink link = {.collaboration = sender->collaboration,
                     .kind = TASK_CONFIRMATION,
                     .subject = sending->confirmation.id,
                     .element = writing->office->element,
                     .person = person == NULL ? (Id){0} : person->id,
                     .email = writing->email};
    TaskLetter letter = {.link = &link,
                         .to_name = person == NULL ? NULL : person->name,
                         .site = sender->origin,
                         .collaboration_name = sender->name,
                         .today = sender->today,
                         .last_on = sending->confirmation.last_on,
                         .now = sender->now,
                         .write = write_letter,
                         .data = writing};
    return task_letter_send(db, sending->arena, &letter, error);
}

static bool note_mailed(Db *db, const Sending *sending, Id element, GError **error) {
    SqlConfirmationOfficeMailedIn in = {.collaboration = sending->sender->collaboration,
                                        .confirmation = sending->confirmation.id,
                                        .element = element,
                                        .now = sending->sender->now,
                                        .is_reminder = sending->is_reminder};
    return sql_confirmation_office_mailed(db, &in, error);
}

/* Nobody there is asked by their function: whoever the coordinator chose last. */
static bool write_to_chosen(Db *db, Sending *sending, const Rule *office, bool *ret_written,
                            GError **error) {
    TaskLink like = {.collaboration = sending->sender->collaboration,
                     .kind = TASK_CONFIRMATION,
                     .subject = sending->confirmation.id,
                     .element = office->element};
    TaskLink latest;
    if (!task_link_latest(db, sending->arena, &like, &latest, error))
        return false;
    *ret_written = latest.email != NULL;
    sending->is_chosen = true;
    bool written = !*ret_written ||
                   write_to(db,
                            &(Writing){sending, office, people_get(&sending->people, latest.person),
                                       latest.email},
                            error);
    sending->is_chosen = false;
    return written;
}

/* *ret_written false: nobody there has an address. */
static bool write_to_office(Db *db, Sending *sending, Id element, bool *ret_written,
                            GError **error) {
    const Rule *office = rules_get(sending->rules, element);
    PersonList asked =
        people_to_ask(sending->arena, &sending->people, element, sending->sender->today);
    *ret_written = false;
    for (size_t i = 0; i < asked.n && office != NULL; i++) {
        if (asked.rows[i]->email == NULL)
            continue;
        Writing writing = {sending, office, asked.rows[i], asked.rows[i]->email};
        if (!write_to(db, &writing, error))
            return false;
        *ret_written = true;
    }
    if (!*ret_written && office != NULL && sending->is_reminder &&
        !write_to_chosen(db, sending, office, ret_written, error))
        return false;
    return !*ret_written || note_mailed(db, sending, element, error);
}

/* ---- starting ---- */

static bool check_last(const Sending *sending, GError **error) {
    int days = date_days_between(sending->sender->today, sending->last_on);
    if (days < 0)
        return fail(error, ERROR_INVALID, "Sista dagen har redan varit. Välj en som kommer.");
    return days <= CONFIRMATION_DAYS_MAX ||
           fail(error, ERROR_INVALID, "Sista dagen får ligga högst ett år bort.");
}

static bool check_start(const Sending *sending, GError **error) {
    const ConfirmationSender *sender = sending->sender;
    if (!check_last(sending, error))
        return false;
    if (sending->elements.n == 0)
        return fail(error, ERROR_INVALID, "Välj minst ett kontor eller en part.");
    return !confirmation_is_open(&sending->confirmation, sender->today) ||
           fail(error, ERROR_CONFLICT, "En genomgång pågår redan till %s. Avsluta den först.",
                date_long(sending->arena, sending->confirmation.last_on));
}

static bool add_office(Db *db, Sending *sending, Id element, GError **error) {
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

/* ---- writing to somebody chosen ---- */

static bool check_recipient(Sending *sending, Writing *writing, GError **error) {
    const ConfirmationRecipient *to = sending->to;
    if (writing->office == NULL ||
        confirmation_office(&sending->confirmation, sending->element) == NULL)
        return fail(error, ERROR_NOT_FOUND, "Kontoret är inte med i genomgången.");
    if (!id_is_set(to->person))
        return to->email != NULL ||
               fail(error, ERROR_INVALID, "Välj en person, eller skriv en adress.");
    writing->person = people_get(&sending->people, to->person);
    if (writing->person == NULL || writing->person->email == NULL ||
        !person_works_at(&sending->people, to->person, sending->element, sending->sender->today))
        return fail(error, ERROR_INVALID, "Välj någon som arbetar där och har en e-postadress.");
    writing->email = writing->person->email;
    return true;
}

static bool send_chosen(Db *db, void *data, GError **error) {
    Sending *sending = data;
    if (!load(db, sending, error) || !is_open(sending, error))
        return false;
    Writing writing = {sending, rules_get(sending->rules, sending->element), NULL,
                       sending->to->email};
    return check_recipient(sending, &writing, error) && write_to(db, &writing, error) &&
           note_mailed(db, sending, sending->element, error) &&
           write_audit(
               db, sending,
               (AuditEntry){.action = "confirmation.send",
                            .after = arena_printf(sending->arena, "%s, %s", writing.office->title,
                                                  writing.person == NULL ? "en annan adress"
                                                                         : writing.person->name)},
               error);
}

bool confirmation_send(Db *db, Arena *arena, const ConfirmationSender *sender, Id element,
                       const ConfirmationRecipient *to, GError **error) {
    Sending sending = {
        .arena = arena, .sender = sender, .element = element, .to = to, .is_chosen = true};
    return db_write(db, send_chosen, &sending, error);
}

/* ---- moving its last day ---- */

static bool move_last(Db *db, void *data, GError **error) {
    Sending *sending = data;
    const ConfirmationSender *sender = sending->sender;
    int64_t changes;
    if (!load(db, sending, error) || !check_last(sending, error))
        return false;
    SqlConfirmationMoveIn in = {sender->collaboration, sending->confirmation.id, sending->last_on};
    if (!sql_confirmation_move(db, &in, &changes, error))
        return false;
    if (changes == 0)
        return fail(error, ERROR_CONFLICT, "Genomgången är redan avslutad.");
    return write_audit(
        db, sending,
        (AuditEntry){.action = "confirmation.move",
                     .before = date_kept(sending->arena, sending->confirmation.last_on),
                     .after = date_kept(sending->arena, sending->last_on)},
        error);
}

bool confirmation_move(Db *db, Arena *arena, const ConfirmationSender *sender, Date last_on,
                       GError **error) {
    return db_write(db, move_last, &(Sending){.arena = arena, .sender = sender, .last_on = last_on},
                    error);
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
