#include "modules/answers/letters.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/answers/answers_sql.h"
#include "services/audit/audit.h"
#include "services/task_link/task_letter.h"

#include <string.h>

AnswerMissings answers_missing(Arena *arena, const AnswerMatrix *matrix, const People *people,
                               Date today, Instant now) {
    AnswerMissing *rows = ARENA_ARRAY(arena, AnswerMissing, matrix->n_columns);
    size_t n = 0;
    for (size_t i = 0; i < matrix->n_columns; i++) {
        const MatrixColumn *column = &matrix->columns[i];
        const AnswerStanding *standing = column->standing;
        if (column->has_left || (standing != NULL && standing->is_submitted))
            continue;
        AnswerMissing missing = {.rule = column->rule, .standing = standing};
        Submitters to = answer_submitters(arena, people, column->rule->element, today);
        for (size_t j = 0; j < to.n; j++)
            missing.n_addresses += to.rows[j]->email != NULL;
        missing.is_today =
            standing != NULL && standing->reminded_at.seconds != 0 &&
            date_compare(date_of_instant(standing->reminded_at), date_of_instant(now)) == 0;
        rows[n++] = missing;
    }
    return (AnswerMissings){rows, n};
}

typedef struct {
    Arena *arena;
    const AnswerSender *sender;
    const FormIds *elements;
    AnswerMatrix matrix;
    People people;
    size_t n_sent, n_reminded;
} Sending;

/* ---- one letter ---- */

static const char *date_with_weekday(Arena *arena, Date day) {
    return arena_printf(arena, "%s %s", weekday_word(date_weekday(day)), date_long(arena, day));
}

typedef struct {
    const Sending *sending;
    const AnswerMissing *to;
    const Person *person;
    bool reminds;
} Writing;

static void write_beginning(Arena *arena, const Writing *writing, Letter *letter) {
    const Round *round = &writing->sending->matrix.round;
    size_t n = writing->sending->matrix.proposals.n;
    Date last = round->dates.comments_end_on;
    const char **paragraphs = ARENA_ARRAY(arena, const char *, 4);
    paragraphs[0] = arena_printf(arena, T_("Hej %s,"), writing->person->name);
    paragraphs[1] = arena_printf(
        arena,
        writing->reminds ? T_("Synpunkterna från %s på förslagen till %s har inte kommit än. "
                              "Sista dag är %s.")
                         : T_("Nu kan %s lämna synpunkter på förslagen till %s. Sista dag är "
                              "%s."),
        writing->to->rule->title, round->title, date_with_weekday(arena, last));
    paragraphs[2] =
        arena_printf(arena,
                     T_("Det är %zu förslag. Välj hög, medel, låg eller avstår för vart och ett. "
                        "Mer än så behövs inte, och det går bra i telefonen."),
                     n);
    letter->paragraphs = paragraphs;
    letter->subject =
        arena_printf(arena,
                     writing->reminds ? T_("Påminnelse: lämna synpunkter på %zu förslag senast %s")
                                      : T_("Lämna synpunkter på %zu förslag senast %s"),
                     n, date_long(arena, last));
}

static void write_letter(Arena *arena, const void *data, Letter *letter) {
    const Writing *writing = data;
    const char **afterwards = ARENA_ARRAY(arena, const char *, 2);
    write_beginning(arena, writing, letter);
    afterwards[0] =
        T_("Brevet får skickas vidare till kollegor på kontoret. Länken öppnar bara ert kontors "
           "svar. Det som skrivs sparas efter hand, och ni hjälps åt i samma svar. När det lämnas "
           "in skickas en kod till kontaktpersonen eller chefen.");
    letter->afterwards = afterwards;
    letter->action_label = T_("Lämna synpunkter");
    letter->reason =
        arena_printf(arena, T_("Ni får brevet för att ni är kontaktperson eller chef där, i %s."),
                     writing->sending->sender->title);
}

static bool write_to(Db *db, const Sending *sending, const AnswerMissing *to, const Person *person,
                     GError **error) {
    const AnswerSender *sender = sending->sender;
    Writing writing = {sending, to, person,
                       to->standing != NULL && to->standing->reminded_at.seconds != 0};
    TaskLink link = {.collaboration = sender->collaboration,
                     .kind = TASK_ANSWER,
                     .subject = sender->round,
                     .element = to->rule->element,
                     .person = person->id,
                     .email = person->email};
    TaskLetter letter = {.link = &link,
                         .to_name = person->name,
                         .site = sender->origin,
                         .collaboration_name = sender->name,
                         .today = sender->today,
                         .last_on = sending->matrix.round.dates.comments_end_on,
                         .now = sender->now,
                         .write = write_letter,
                         .data = &writing};
    return task_letter_send(db, sending->arena, &letter, error);
}

/* ---- one office ---- */

static bool note(Db *db, const Sending *sending, const AnswerMissing *to, GError **error) {
    const AnswerSender *sender = sending->sender;
    Id id = to->standing == NULL ? db_new_id(db) : to->standing->id;
    SqlAnswerAddIn add = {sender->collaboration, id, sender->round, to->rule->element, sender->now};
    SqlAnswerRemindedIn reminded = {sender->collaboration, id, sender->now};
    return (to->standing != NULL || sql_answer_add(db, &add, error)) &&
           sql_answer_reminded(db, &reminded, error);
}

static bool write_to_office(Db *db, Sending *sending, const AnswerMissing *to, GError **error) {
    Submitters submitters = answer_submitters(sending->arena, &sending->people, to->rule->element,
                                              sending->sender->today);
    bool reminds = to->standing != NULL && to->standing->reminded_at.seconds != 0;
    for (size_t i = 0; i < submitters.n; i++)
        if (submitters.rows[i]->email != NULL &&
            !write_to(db, sending, to, submitters.rows[i], error))
            return false;
    if (to->n_addresses == 0)
        return true;
    sending->n_sent++;
    sending->n_reminded += reminds;
    return note(db, sending, to, error);
}

static bool is_wanted(const Sending *sending, const AnswerMissing *missing) {
    if (sending->elements == NULL)
        return !missing->is_today;
    for (size_t i = 0; i < sending->elements->n; i++)
        if (id_equal(sending->elements->items[i], missing->rule->element))
            return true;
    return false;
}

static bool write_audit(Db *db, const Sending *sending, GError **error) {
    AuditEntry entry = {.collaboration = sending->sender->collaboration,
                        .account = sending->sender->account,
                        .subject = sending->sender->round,
                        .parent = sending->sender->round,
                        .action = sending->n_reminded > 0 ? "answer.remind" : "answer.invite",
                        .after = arena_printf(sending->arena, "%zu", sending->n_sent)};
    return sending->n_sent == 0 || audit_write(db, &entry, NULL, error);
}

static bool send(Db *db, void *data, GError **error) {
    Sending *sending = data;
    const AnswerSender *sender = sending->sender;
    sending->n_sent = sending->n_reminded = 0;
    if (!answer_matrix(db, sending->arena, sender->collaboration, sender->round, sender->today,
                       &sending->matrix, error) ||
        !people_load(db, sending->arena, sender->collaboration, NULL, &sending->people, error))
        return false;
    if (sending->matrix.stage != STAGE_COMMENTING)
        return fail(error, ERROR_CONFLICT, "Synpunkter kan inte lämnas nu, så inga brev skickas.");
    AnswerMissings missing = answers_missing(sending->arena, &sending->matrix, &sending->people,
                                             sender->today, sender->now);
    for (size_t i = 0; i < missing.n; i++)
        if (is_wanted(sending, &missing.rows[i]) &&
            !write_to_office(db, sending, &missing.rows[i], error))
            return false;
    return write_audit(db, sending, error);
}

bool answers_send(Db *db, Arena *arena, const AnswerSender *sender, const FormIds *elements,
                  size_t *ret_n, GError **error) {
    Sending sending = {.arena = arena, .sender = sender, .elements = elements};
    if (!db_write(db, send, &sending, error))
        return false;
    *ret_n = sending.n_sent;
    return true;
}
