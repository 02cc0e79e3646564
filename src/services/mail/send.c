#include "services/mail/mail.h"

#include "base/error.h"
#include "base/language.h"
#include "services/mail/mail_sql.h"
#include "services/mail/message.h"

#include <string.h>

typedef struct {
    JobRun *run;
    const SqlLetterOneRow *letter;
    const char *state, *answer;
    GError *problem; /* of writing while the letter is under way */
} Sending;

/* ---- what became of it, saved together with the end of the job ---- */

static bool write_settled(Db *db, void *data, GError **error) {
    const Sending *sending = data;
    Instant now = sending->run->now;
    int64_t changes;
    SqlLetterSettleIn in = {
        .id = sending->letter->id, .state = sending->state, .answer = sending->answer, .now = now};
    SqlLettersForgetIn old = {.before = {now.seconds - LETTER_KEPT_SECONDS}};
    return sql_letter_settle(db, &in, &changes, error) && sql_letters_forget(db, &old, error) &&
           job_finish(sending->run, db, sending->answer, error);
}

static bool settle(Sending *sending, const char *state, const char *answer, GError **error) {
    sending->state = state;
    sending->answer = answer;
    return db_write(sending->run->db, write_settled, sending, error);
}

static bool take_back(Db *db, void *data, GError **error) {
    const Sending *sending = data;
    int64_t changes;
    SqlLetterTakeBackIn in = {.id = sending->letter->id, .answer = sending->answer};
    return job_hold(sending->run, db, error) && sql_letter_take_back(db, &in, &changes, error);
}

/* The last attempt has the last word. */
static bool try_later(Sending *sending, const MailAnswer *answer, GError **error) {
    if (sending->run->job.attempts >= MAIL_ATTEMPTS_MAX)
        return settle(sending, "bounced", answer->text, error);
    sending->answer = answer->text;
    if (answer->was_handed && !db_write(sending->run->db, take_back, sending, error))
        return false;
    return fail(error, ERROR_UNAVAILABLE, "E-postservern tog inte emot brevet: %s", answer->text);
}

/* ---- under way ---- */

static bool write_handed(Db *db, void *data, GError **error) {
    const Sending *sending = data;
    int64_t changes;
    return job_hold(sending->run, db, error) &&
           sql_letter_hand(db, &(SqlLetterHandIn){.id = sending->letter->id}, &changes, error) &&
           (changes == 1 || fail(error, ERROR_CONFLICT, "Brevet är redan på väg."));
}

static bool hand_over(void *data) {
    Sending *sending = data;
    g_clear_error(&sending->problem);
    return db_write(sending->run->db, write_handed, sending, &sending->problem);
}

static bool must_stop(void *data) {
    const Sending *sending = data;
    return job_is_stopping(sending->run);
}

static bool write_message(const Sending *sending, Mailer *mailer, const char **ret,
                          GError **error) {
    const SqlLetterOneRow *letter = sending->letter;
    const char *plain;
    Message message = {.id = letter->id,
                       .from_name = mailer_from_name(mailer),
                       .from_address = mailer_from_address(mailer),
                       .domain = mailer_domain(mailer),
                       .to_name = letter->to_name,
                       .to_address = letter->to_email,
                       .subject = letter->subject,
                       .text = letter->text,
                       .html = letter->html,
                       .unsubscribe_url = letter->unsubscribe_url,
                       .date = letter->created_at};
    return message_write(sending->run->arena, &message, &plain, error) &&
           mailer_sign(mailer, sending->run->arena, plain, ret, error);
}

static bool deliver(Sending *sending, Mailer *mailer, GError **error) {
    const char *message;
    if (!write_message(sending, mailer, &message, error))
        return false;
    MailDelivery delivery = {.to = sending->letter->to_email,
                             .message = message,
                             .size = strlen(message),
                             .handing = hand_over,
                             .stopping = must_stop,
                             .data = sending};
    MailAnswer answer = mailer_deliver(mailer, sending->run->arena, &delivery);
    if (sending->problem != NULL) {
        g_propagate_error(error, g_steal_pointer(&sending->problem));
        return false;
    }
    switch (answer.outcome) {
    case MAIL_SENT:
        return settle(sending, "sent", answer.text, error);
    case MAIL_REFUSED:
        return settle(sending, "bounced", answer.text, error);
    case MAIL_UNKNOWN:
        return settle(sending, "unknown", answer.text, error);
    default:
        return try_later(sending, &answer, error);
    }
}

bool mail_send(JobRun *run, GError **error) {
    Mailer *mailer = run->context;
    Sending sending = {.run = run};
    const SqlLetterOneRow *letter;
    if (!sql_letter_one(run->db, run->arena, &(SqlLetterOneIn){.id = run->job.subject}, &letter,
                        error))
        return false;
    if (letter == NULL)
        return fail(error, ERROR_NOT_FOUND, "Brevet finns inte längre.");
    sending.letter = letter;
    if (strcmp(letter->state, "handed") == 0)
        return settle(&sending, "unknown", N_("Avbröts innan servern hade svarat."), error);
    if (strcmp(letter->state, "waiting") != 0)
        return true;
    if (letter->expires_at.seconds != 0 && run->now.seconds >= letter->expires_at.seconds)
        return settle(&sending, "expired", N_("Brevet hann bli för gammalt."), error);
    if (mailer == NULL)
        return try_later(&sending, &(MailAnswer){.text = N_("Ingen e-postserver är inställd.")},
                         error);
    return deliver(&sending, mailer, error);
}
