#include "services/mail/mail.h"

#include "base/error.h"
#include "services/mail/mail_sql.h"

#include <string.h>

static bool is_demo(Db *db, Arena *arena, bool *ret, GError **error) {
    const SqlMailSettingRow *row;
    if (!sql_mail_setting(db, arena, &(SqlMailSettingIn){.name = "demo"}, &row, error))
        return false;
    *ret = row != NULL && strcmp(row->value, "1") == 0;
    return true;
}

static bool add_job(Db *db, Arena *arena, Id letter, const char *subject, Instant now,
                    GError **error) {
    NewJob job = {.kind = MAIL_JOB,
                  .title = arena_printf(arena, "Brev: %s", subject),
                  .subject = letter,
                  .now = now};
    return job_add(db, &job, NULL, error);
}

bool mail_add(Db *db, const Letter *letter, Id *ret_id, GError **error) {
    g_autoptr(Arena) arena = arena_new();
    bool demo;
    if (!letter_check(letter, error) || !is_demo(db, arena, &demo, error))
        return false;
    SqlLetterAddIn in = {.id = db_new_id(db),
                         .account = letter->account,
                         .kind = letter->kind,
                         .to_name = letter->to_name == NULL ? "" : letter->to_name,
                         .to_email = letter->to_email,
                         .subject = letter->subject,
                         .text = letter_text(arena, letter),
                         .html = letter_html(arena, letter),
                         .unsubscribe_url =
                             letter->unsubscribe_url == NULL ? "" : letter->unsubscribe_url,
                         .state = demo ? "kept" : "waiting",
                         .now = letter->now,
                         .expires_at = letter->expires_at};
    if (!sql_letter_add(db, &in, error) ||
        (!demo && !add_job(db, arena, in.id, letter->subject, letter->now, error)))
        return false;
    if (ret_id != NULL)
        *ret_id = in.id;
    return true;
}

bool letters_list(Db *db, Arena *arena, const OutboxLetter **ret, size_t *ret_n, GError **error) {
    SqlLettersAllRows found;
    if (!sql_letters_all(db, arena, &found, error))
        return false;
    OutboxLetter *letters = ARENA_ARRAY(arena, OutboxLetter, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlLettersAllRow *row = &found.rows[i];
        letters[i] = (OutboxLetter){.id = row->id,
                                    .kind = row->kind,
                                    .to_name = row->to_name,
                                    .to_email = row->to_email,
                                    .subject = row->subject,
                                    .text = "",
                                    .html = "",
                                    .state = row->state,
                                    .answer = row->answer,
                                    .created_at = row->created_at,
                                    .finished_at = row->finished_at};
    }
    *ret = letters;
    *ret_n = found.n;
    return true;
}

static bool find_letter(Db *db, Arena *arena, Id id, const SqlLetterOneRow **ret, GError **error) {
    const SqlLetterOneRow *row;
    if (!sql_letter_one(db, arena, &(SqlLetterOneIn){.id = id}, &row, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND, "Brevet finns inte längre.");
    *ret = row;
    return true;
}

static bool may_go_again(const SqlLetterOneRow *row) {
    return row->n_jobs == 0 && strcmp(row->state, "kept") != 0 && strcmp(row->state, "sent") != 0 &&
           strcmp(row->state, "expired") != 0;
}

bool letter_get(Db *db, Arena *arena, Id id, OutboxLetter *ret, GError **error) {
    const SqlLetterOneRow *row;
    if (!find_letter(db, arena, id, &row, error))
        return false;
    *ret =
        (OutboxLetter){.id = row->id,
                       .kind = row->kind,
                       .to_name = row->is_to_protected ? "skyddade personuppgifter" : row->to_name,
                       .to_email = row->is_to_protected ? "" : row->to_email,
                       .subject = row->subject,
                       .text = row->is_to_protected ? "" : row->text,
                       .html = row->is_to_protected ? "" : row->html,
                       .state = row->state,
                       .answer = row->answer,
                       .may_go_again = may_go_again(row),
                       .created_at = row->created_at,
                       .expires_at = row->expires_at,
                       .finished_at = row->finished_at};
    return true;
}

typedef struct {
    Id letter;
    Instant now;
} Again;

static bool send_again(Db *db, void *data, GError **error) {
    const Again *again = data;
    g_autoptr(Arena) arena = arena_new();
    const SqlLetterOneRow *row;
    int64_t changes;
    if (!find_letter(db, arena, again->letter, &row, error) ||
        !sql_letter_again(db, &(SqlLetterAgainIn){.id = again->letter}, &changes, error))
        return false;
    if (changes != 1)
        return fail(error, ERROR_CONFLICT,
                    "Brevet väntar redan på att skickas, eller är redan skickat.");
    return add_job(db, arena, again->letter, row->subject, again->now, error);
}

bool letter_send_again(Db *db, Id id, Instant now, GError **error) {
    return db_write(db, send_again, &(Again){id, now}, error);
}
