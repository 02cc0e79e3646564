#include "services/task_link/task_code.h"

#include "base/language.h"
#include "services/auth/attempts.h"
#include "services/auth/tokens.h"
#include "services/mail/mail.h"
#include "services/task_link/task_link_sql.h"

#include <sodium.h>
#include <string.h>

#define CODES 1000000
#define CODE_LENGTH 6
#define CODES_PER_ADDRESS 5
#define CODES_PER_CLIENT 50

/* Whoever reads the database does not have the token, without which a million codes would soon be
 * tried. */
static Bytes hash_of(Arena *arena, const TaskLink *link, const char *code) {
    return token_hash(arena, arena_printf(arena, "%s %s", link->token, code));
}

/* ---- sending ---- */

typedef struct {
    Arena *arena;
    const TaskCodeLetter *letter;
    const AttemptKey *keys;
    char code[CODE_LENGTH + 1];
    bool throttled;
} Sending;

static bool add_letter(Db *db, const Sending *sending, GError **error) {
    const TaskCodeLetter *letter = sending->letter;
    Arena *arena = sending->arena;
    const char *paragraphs[] = {
        letter->what,
        arena_printf(arena, T_("Koden är %.3s %s. Den gäller i 15 minuter och bara en gång."),
                     sending->code, sending->code + CODE_LENGTH / 2),
        NULL};
    const char *afterwards[] = {
        T_("Har ni inte bett om koden? Lämna den inte vidare. Utan den händer ingenting."), NULL};
    Letter mail = {.kind = "task-code",
                   .to_name = letter->to_name,
                   .to_email = letter->to_email,
                   .subject = T_("Er kod till Samsyn"),
                   .paragraphs = paragraphs,
                   .afterwards = afterwards,
                   .reason = T_("Ni får brevet för att någon som har länken till uppgiften bad om "
                                "en kod till er adress."),
                   .now = letter->now,
                   .expires_at = {letter->now.seconds + TASK_CODE_SECONDS}};
    return mail_add(db, &mail, NULL, error);
}

static bool has_codes_left(Db *db, const Sending *sending, bool *ret, GError **error) {
    const TaskLink *link = sending->letter->link;
    const SqlTaskCodeSentRow *row;
    if (!sql_task_code_sent(db, sending->arena, &(SqlTaskCodeSentIn){link->collaboration, link->id},
                            &row, error))
        return false;
    *ret = row == NULL || row->sent < TASK_CODES_PER_LINK;
    return true;
}

static bool send_code(Db *db, void *data, GError **error) {
    Sending *sending = data;
    const TaskCodeLetter *letter = sending->letter;
    bool left;
    if (!attempts_closed(db, sending->arena, sending->keys, letter->now, &sending->throttled,
                         error) ||
        !has_codes_left(db, sending, &left, error))
        return false;
    sending->throttled = sending->throttled || !left;
    if (sending->throttled)
        return true;
    g_snprintf(sending->code, sizeof sending->code, "%06u", randombytes_uniform(CODES));
    SqlTaskCodePutIn in = {.collaboration = letter->link->collaboration,
                           .link = letter->link->id,
                           .code_hash = hash_of(sending->arena, letter->link, sending->code),
                           .email = letter->to_email,
                           .now = letter->now};
    return attempts_count(db, sending->keys, letter->now, error) &&
           sql_task_code_put(db, &in, error) && add_letter(db, sending, error);
}

bool task_code_send(Db *db, Arena *arena, const TaskCodeLetter *letter, bool *ret_throttled,
                    GError **error) {
    const AttemptKey keys[] = {
        {attempt_key(arena, "task-code", letter->to_email), CODES_PER_ADDRESS},
        {attempt_key(arena, "task-code-from", attempt_network(arena, letter->address)),
         CODES_PER_CLIENT},
        {0}};
    Sending sending = {.arena = arena, .letter = letter, .keys = keys};
    bool sent = db_write(db, send_code, &sending, error);
    if (sent)
        *ret_throttled = sending.throttled;
    sodium_memzero(sending.code, sizeof sending.code);
    return sent;
}

/* ---- checking ---- */

typedef struct {
    Arena *arena;
    const TaskLink *link;
    const char *typed;
    Instant now;
    TaskCodeAnswer answer;
} Checking;

static const char *without_spaces(Arena *arena, const char *typed) {
    char *digits = arena_alloc(arena, strlen(typed) + 1), *at = digits;
    for (; *typed != '\0'; typed++)
        if (*typed != ' ')
            *at++ = *typed;
    return digits;
}

static bool use_if_right(Db *db, Checking *checking, GError **error) {
    Id collaboration = checking->link->collaboration, link = checking->link->id;
    SqlTaskCodeGetRow row;
    SqlTaskCodeGetIn in = {.collaboration = collaboration, .link = link};
    Bytes typed =
        hash_of(checking->arena, checking->link, without_spaces(checking->arena, checking->typed));
    checking->answer.outcome = TASK_CODE_WRONG;
    if (!sql_task_code_get(db, checking->arena, &in, &row, error))
        return false;
    if (row.code_hash.size != typed.size ||
        sodium_memcmp(row.code_hash.data, typed.data, typed.size) != 0)
        return true;
    checking->answer = (TaskCodeAnswer){TASK_CODE_RIGHT, row.email};
    return sql_task_code_remove(
        db, &(SqlTaskCodeRemoveIn){.collaboration = collaboration, .link = link}, error);
}

static bool check_code(Db *db, void *data, GError **error) {
    Checking *checking = data;
    int64_t changes;
    SqlTaskCodeTryIn in = {.collaboration = checking->link->collaboration,
                           .link = checking->link->id,
                           .now = checking->now,
                           .since = {checking->now.seconds - TASK_CODE_SECONDS},
                           .tries_max = TASK_CODE_TRIES};
    checking->answer = (TaskCodeAnswer){TASK_CODE_OVER, NULL};
    return sql_task_code_try(db, &in, &changes, error) &&
           (changes == 0 || use_if_right(db, checking, error));
}

bool task_code_check(Db *db, Arena *arena, const TaskLink *link, const char *typed, Instant now,
                     TaskCodeAnswer *ret, GError **error) {
    Checking checking = {
        .arena = arena, .link = link, .typed = typed == NULL ? "" : typed, .now = now};
    if (!db_write(db, check_code, &checking, error))
        return false;
    *ret = checking.answer;
    return true;
}
