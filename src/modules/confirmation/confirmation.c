#include "modules/confirmation/confirmation.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/collaborations/collaborations.h"
#include "modules/confirmation/changed_letter.h"
#include "modules/confirmation/confirmation_sql.h"
#include "services/audit/audit.h"

#include <string.h>

static const char *const outcome_keys[N_CONFIRMATION_OUTCOMES] = {"", "right", "changed", "left",
                                                                  "new"};

static ConfirmationOutcome outcome_from(const char *key) {
    for (ConfirmationOutcome i = CONFIRMATION_RIGHT; i < N_CONFIRMATION_OUTCOMES; i++)
        if (strcmp(outcome_keys[i], key) == 0)
            return i;
    return CONFIRMATION_NONE;
}

/* ---- reading ---- */

static bool load_offices(Db *db, Arena *arena, Id collaboration, Confirmation *ret,
                         GError **error) {
    SqlConfirmationOfficesRows found;
    SqlConfirmationOfficesIn in = {collaboration, ret->id};
    if (!sql_confirmation_offices(db, arena, &in, &found, error))
        return false;
    ConfirmationOffice *rows = ARENA_ARRAY(arena, ConfirmationOffice, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlConfirmationOfficesRow *row = &found.rows[i];
        rows[i] = (ConfirmationOffice){row->element, row->mailed_at, row->reminded_at,
                                       row->begun_at, row->done_at};
    }
    ret->offices = rows;
    ret->n_offices = found.n;
    return true;
}

static bool load_answers(Db *db, Arena *arena, Id collaboration, Confirmation *ret,
                         GError **error) {
    SqlConfirmationAnswersRows found;
    SqlConfirmationAnswersIn in = {collaboration, ret->id};
    if (!sql_confirmation_answers(db, arena, &in, &found, error))
        return false;
    ConfirmationAnswer *rows = ARENA_ARRAY(arena, ConfirmationAnswer, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlConfirmationAnswersRow *row = &found.rows[i];
        rows[i] = (ConfirmationAnswer){row->element, row->person,  outcome_from(row->outcome),
                                       row->said,    row->said_at, row->ended};
    }
    ret->answers = rows;
    ret->n_answers = found.n;
    return true;
}

static bool load_round(Db *db, Arena *arena, Id collaboration, const SqlConfirmationRow *row,
                       Confirmation *ret, GError **error) {
    Confirmation found = {0};
    if (row != NULL)
        found = (Confirmation){.id = row->id,
                               .started_on = row->started_on,
                               .last_on = row->last_on,
                               .closed_on = row->closed_on};
    if (!load_offices(db, arena, collaboration, &found, error) ||
        !load_answers(db, arena, collaboration, &found, error))
        return false;
    *ret = found;
    return true;
}

bool confirmation_latest(Db *db, Arena *arena, Id collaboration, Confirmation *ret,
                         GError **error) {
    const SqlConfirmationRow *row;
    return sql_confirmation_latest(db, arena, &(SqlConfirmationLatestIn){collaboration}, &row,
                                   error) &&
           load_round(db, arena, collaboration, row, ret, error);
}

bool confirmation_get(Db *db, Arena *arena, Id collaboration, Id id, Confirmation *ret,
                      GError **error) {
    const SqlConfirmationRow *row;
    if (!sql_confirmation_one(db, arena, &(SqlConfirmationOneIn){collaboration, id}, &row, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND, "Genomgången finns inte.");
    return load_round(db, arena, collaboration, row, ret, error);
}

bool confirmation_is_open(const Confirmation *confirmation, Date today) {
    return id_is_set(confirmation->id) && !date_is_set(confirmation->closed_on) &&
           date_compare(today, confirmation->last_on) <= 0;
}

const ConfirmationOffice *confirmation_office(const Confirmation *confirmation, Id element) {
    for (size_t i = 0; i < confirmation->n_offices; i++)
        if (id_equal(confirmation->offices[i].element, element))
            return &confirmation->offices[i];
    return NULL;
}

const ConfirmationAnswer *confirmation_answer(const Confirmation *confirmation, Id element,
                                              Id person) {
    for (size_t i = 0; i < confirmation->n_answers; i++)
        if (id_equal(confirmation->answers[i].element, element) &&
            id_equal(confirmation->answers[i].person, person))
            return &confirmation->answers[i];
    return NULL;
}

/* The person's posts on the day, at the element and elsewhere. */
static void look_at_posts(const People *people, Id element, Date on, ConfirmationPerson *row) {
    row->is_only_here = true;
    for (size_t i = 0; i < people->n_posts; i++) {
        const Post *post = &people->posts[i];
        if (!id_equal(post->person, row->person->id) ||
            !period_covers(post->valid_from, post->valid_to, on))
            continue;
        if (id_equal(post->element, element))
            row->post = post;
        else
            row->is_only_here = false;
    }
}

ConfirmationPersons confirmation_persons(Arena *arena, const Confirmation *confirmation,
                                         const People *people, Id element, Date on) {
    ConfirmationPerson *rows = ARENA_ARRAY(arena, ConfirmationPerson, people->n);
    ConfirmationPersons found = {rows, 0, 0};
    for (size_t i = 0; i < people->n; i++) {
        ConfirmationPerson row = {.person = &people->persons[i], .said = ""};
        const ConfirmationAnswer *answer =
            confirmation_answer(confirmation, element, row.person->id);
        look_at_posts(people, element, on, &row);
        if (answer != NULL) {
            row.outcome = answer->outcome;
            row.said = answer->said;
        }
        if (row.post == NULL && row.outcome != CONFIRMATION_LEFT &&
            row.outcome != CONFIRMATION_NEW) /* who may begin later */
            continue;
        found.n_answered += answer != NULL;
        rows[found.n++] = row;
    }
    return found;
}

/* ---- answering ---- */

typedef struct {
    Arena *arena;
    const ConfirmationActor *actor;
    Id of;
    const Person *person;
    const Post *post;
    Date last;
    const char *ended; /* of one who leaves */
    People people;
    Confirmation confirmation;
    ConfirmationPerson found; /* `of` as it is at the office */
} Answering;

static bool read_round(Db *db, Answering *answering, GError **error) {
    const ConfirmationActor *actor = answering->actor;
    if (!confirmation_get(db, answering->arena, actor->editor.collaboration, actor->confirmation,
                          &answering->confirmation, error))
        return false;
    return confirmation_office(&answering->confirmation, actor->element) != NULL ||
           fail(error, ERROR_NOT_FOUND, "Kontoret är inte med i genomgången.");
}

static bool is_open(const Answering *answering, GError **error) {
    return confirmation_is_open(&answering->confirmation, answering->actor->editor.today) ||
           fail(error, ERROR_CONFLICT,
                "Genomgången är avslutad. Skriv till samordnaren om något behöver ändras.");
}

/* Without an account it is somebody with the link. */
static bool read_people(Db *db, Answering *answering, GError **error) {
    const PeopleEditor *editor = &answering->actor->editor;
    PeopleReader by_link = people_reader_by_link(editor->today);
    return people_load(db, answering->arena, editor->collaboration,
                       editor->account.value == 0 ? &by_link : NULL, &answering->people, error);
}

static bool begin(Db *db, Answering *answering, GError **error) {
    return read_round(db, answering, error) && is_open(answering, error) &&
           read_people(db, answering, error);
}

static bool find_here(Answering *answering, GError **error) {
    const ConfirmationActor *actor = answering->actor;
    answering->found =
        (ConfirmationPerson){.person = people_get(&answering->people, answering->of)};
    if (answering->found.person != NULL)
        look_at_posts(&answering->people, actor->element, actor->editor.today, &answering->found);
    return answering->found.post != NULL ||
           fail(error, ERROR_NOT_FOUND, "Personen arbetar inte här. Läs om sidan.");
}

static bool begin_with_person(Db *db, Answering *answering, GError **error) {
    return begin(db, answering, error) && find_here(answering, error);
}

static bool put_answer(Db *db, const Answering *answering, Id person, ConfirmationOutcome outcome,
                       const char *said, GError **error) {
    const ConfirmationActor *actor = answering->actor;
    SqlConfirmationOfficeBegunIn begun = {actor->editor.collaboration, actor->confirmation,
                                          actor->element, actor->now};
    SqlConfirmationAnswerPutIn in = {.collaboration = actor->editor.collaboration,
                                     .confirmation = actor->confirmation,
                                     .element = actor->element,
                                     .person = person,
                                     .outcome = outcome_keys[outcome],
                                     .said = said,
                                     .ended = answering->ended == NULL ? "" : answering->ended,
                                     .now = actor->now};
    return sql_confirmation_office_begun(db, &begun, error) &&
           sql_confirmation_answer_put(db, &in, error);
}

/* NULL unless the office has said that the person has left. */
static const ConfirmationAnswer *said_to_have_left(const Answering *answering) {
    const ConfirmationAnswer *answer =
        confirmation_answer(&answering->confirmation, answering->actor->element, answering->of);
    return answer != NULL && answer->outcome == CONFIRMATION_LEFT ? answer : NULL;
}

/* What ended then goes on, and what stood there before is right. */
static bool take_back_left(Db *db, const Answering *answering, const ConfirmationAnswer *answer,
                           GError **error) {
    const ConfirmationActor *actor = answering->actor;
    SqlConfirmationAnswerRemoveIn in = {actor->editor.collaboration, actor->confirmation,
                                        actor->element, answering->of};
    return person_return(db, answering->arena, &actor->editor, answer->ended, error) &&
           sql_confirmation_answer_remove(db, &in, error) &&
           put_answer(db, answering, answering->of, CONFIRMATION_RIGHT, "", error);
}

static bool say_right(Db *db, void *data, GError **error) {
    Answering *answering = data;
    if (!begin_with_person(db, answering, error))
        return false;
    const ConfirmationAnswer *left = said_to_have_left(answering);
    return left != NULL ? take_back_left(db, answering, left, error)
                        : put_answer(db, answering, answering->of, CONFIRMATION_RIGHT, "", error);
}

bool confirmation_right(Db *db, Arena *arena, const ConfirmationActor *actor, Id person,
                        GError **error) {
    return db_write(db, say_right, &(Answering){.arena = arena, .actor = actor, .of = person},
                    error);
}

/* ---- changed ---- */

static bool differs(const char *a, const char *b) {
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b) != 0;
}

static const char *joined(Arena *arena, const char *list, const char *word) {
    return list[0] == '\0' ? word : arena_printf(arena, "%s, %s", list, word);
}

static const char *person_differences(Arena *arena, const Person *before, const Person *after) {
    const char *words = "";
    if (differs(before->name, after->name))
        words = joined(arena, words, "namn");
    if (differs(before->email, after->email))
        words = joined(arena, words, "e-post");
    if (differs(before->phone, after->phone))
        words = joined(arena, words, "telefon");
    return words;
}

static const char *post_differences(Arena *arena, const Post *before, const Post *after) {
    const char *words = "";
    if (differs(before->function, after->function))
        words = joined(arena, words, "uppgift");
    if (differs(before->title, after->title))
        words = joined(arena, words, "titel");
    if (differs(before->subjects, after->subjects))
        words = joined(arena, words, "områden");
    return words;
}

/* Whoever is logged in is known; a link is not. */
static bool tell_of_address(Db *db, const Answering *answering, const Person *before,
                            const Person *after, GError **error) {
    const ConfirmationActor *actor = answering->actor;
    ChangedAddress changed = {&actor->editor, before->email, after->email, actor->now};
    return id_is_set(actor->editor.account) || before->email == NULL ||
           !differs(before->email, after->email) ||
           changed_address_tell(db, answering->arena, &changed, error);
}

static bool change_person(Db *db, const Answering *answering, const char **ret_words,
                          GError **error) {
    const Person *before = answering->found.person;
    Person after = *before;
    const char *key;
    after.name = answering->person->name;
    after.email = answering->person->email;
    after.phone = answering->person->phone;
    after.edit = answering->person->edit;
    *ret_words = person_differences(answering->arena, before, &after);
    return (*ret_words)[0] == '\0' ||
           (person_put(db, answering->arena, &answering->actor->editor, &after, &key, error) &&
            tell_of_address(db, answering, before, &after, error));
}

static bool change_post(Db *db, const Answering *answering, const char **ret_words,
                        GError **error) {
    const Post *before = answering->found.post;
    Post after = *before;
    after.function = answering->post->function;
    after.title = answering->post->title;
    after.subjects = answering->post->subjects;
    *ret_words = post_differences(answering->arena, before, &after);
    return (*ret_words)[0] == '\0' ||
           post_put(db, answering->arena, &answering->actor->editor, &after, error);
}

static bool say_changed(Db *db, void *data, GError **error) {
    Answering *answering = data;
    const char *person = "", *post;
    if (!begin_with_person(db, answering, error) ||
        (answering->found.is_only_here && !change_person(db, answering, &person, error)) ||
        !change_post(db, answering, &post, error))
        return false;
    const char *said = post[0] == '\0' ? person : joined(answering->arena, person, post);
    return put_answer(db, answering, answering->of,
                      said[0] == '\0' ? CONFIRMATION_RIGHT : CONFIRMATION_CHANGED, said, error);
}

bool confirmation_change(Db *db, Arena *arena, const ConfirmationActor *actor, const Person *person,
                         const Post *post, GError **error) {
    Answering answering = {
        .arena = arena, .actor = actor, .of = person->id, .person = person, .post = post};
    return db_write(db, say_changed, &answering, error);
}

/* ---- left ---- */

static bool say_left(Db *db, void *data, GError **error) {
    Answering *answering = data;
    const PeopleEditor *editor = &answering->actor->editor;
    if (!begin_with_person(db, answering, error))
        return false;
    const ConfirmationAnswer *before = said_to_have_left(answering); /* with another last day */
    if (before != NULL && !person_return(db, answering->arena, editor, before->ended, error))
        return false;
    PersonLeaving who = {.person = answering->of,
                         .place =
                             answering->found.is_only_here ? (Id){0} : answering->actor->element,
                         .last = answering->last};
    return person_leave(db, answering->arena, editor, &who, &answering->ended, error) &&
           put_answer(db, answering, answering->of, CONFIRMATION_LEFT,
                      arena_printf(answering->arena, "sista dag %s",
                                   date_kept(answering->arena, answering->last)),
                      error);
}

bool confirmation_left(Db *db, Arena *arena, const ConfirmationActor *actor, Id person, Date last,
                       GError **error) {
    Answering answering = {.arena = arena, .actor = actor, .of = person, .last = last};
    return db_write(db, say_left, &answering, error);
}

/* ---- not left after all ---- */

static bool is_for_whoever_asks(const Answering *answering, GError **error) {
    return answering->actor->is_coordinator || is_open(answering, error);
}

static bool say_back(Db *db, void *data, GError **error) {
    Answering *answering = data;
    if (!read_round(db, answering, error) || !is_for_whoever_asks(answering, error) ||
        !read_people(db, answering, error))
        return false;
    const ConfirmationAnswer *answer = said_to_have_left(answering);
    const Person *person = people_get(&answering->people, answering->of);
    if (answer == NULL || person == NULL || person->key[0] == '\0')
        return fail(error, ERROR_NOT_FOUND, "Det är redan ångrat. Läs om sidan.");
    return take_back_left(db, answering, answer, error);
}

bool confirmation_back(Db *db, Arena *arena, const ConfirmationActor *actor, Id person,
                       GError **error) {
    return db_write(db, say_back, &(Answering){.arena = arena, .actor = actor, .of = person},
                    error);
}

/* ---- new ---- */

static bool is_same_person(const Person *a, const Person *b) {
    return g_ascii_strcasecmp(a->name, b->name) == 0 ||
           (a->email != NULL && b->email != NULL && g_ascii_strcasecmp(a->email, b->email) == 0);
}

static bool is_not_here_yet(const Answering *answering, GError **error) {
    const ConfirmationActor *actor = answering->actor;
    ConfirmationPersons here =
        confirmation_persons(answering->arena, &answering->confirmation, &answering->people,
                             actor->element, actor->editor.today);
    for (size_t i = 0; i < here.n; i++)
        if (here.rows[i].post != NULL && is_same_person(here.rows[i].person, answering->person))
            return fail(error, ERROR_CONFLICT,
                        "%s finns redan i listan. Gå tillbaka och ändra där i stället.",
                        here.rows[i].person->name);
    return true;
}

static bool say_new(Db *db, void *data, GError **error) {
    Answering *answering = data;
    const ConfirmationActor *actor = answering->actor;
    Post post = *answering->post;
    Id added;
    post.element = actor->element;
    return begin(db, answering, error) && is_not_here_yet(answering, error) &&
           person_add_with_post(db, answering->arena, &actor->editor, answering->person, &post,
                                &added, error) &&
           put_answer(db, answering, added, CONFIRMATION_NEW, "", error);
}

bool confirmation_new(Db *db, Arena *arena, const ConfirmationActor *actor, const Person *person,
                      const Post *post, GError **error) {
    Answering answering = {.arena = arena, .actor = actor, .person = person, .post = post};
    return db_write(db, say_new, &answering, error);
}

/* ---- done ---- */

static bool all_are_answered(const Answering *answering, GError **error) {
    const ConfirmationActor *actor = answering->actor;
    ConfirmationPersons here =
        confirmation_persons(answering->arena, &answering->confirmation, &answering->people,
                             actor->element, actor->editor.today);
    const char *names = "";
    for (size_t i = 0; i < here.n; i++)
        if (here.rows[i].outcome == CONFIRMATION_NONE)
            names = joined(answering->arena, names, here.rows[i].person->name);
    return names[0] == '\0' ||
           fail(error, ERROR_CONFLICT, "Gå igenom alla först. Kvar är %s.", names);
}

static bool say_done(Db *db, void *data, GError **error) {
    Answering *answering = data;
    const ConfirmationActor *actor = answering->actor;
    int64_t changes;
    SqlConfirmationOfficeDoneIn in = {actor->editor.collaboration, actor->confirmation,
                                      actor->element, actor->now};
    AuditEntry entry = {.collaboration = actor->editor.collaboration,
                        .account = actor->editor.account,
                        .office = actor->editor.by_office,
                        .action = "confirmation.done",
                        .subject = actor->element,
                        .parent = actor->confirmation};
    return begin(db, answering, error) && all_are_answered(answering, error) &&
           sql_confirmation_office_done(db, &in, &changes, error) &&
           (changes == 0 || audit_write(db, &entry, NULL, error));
}

bool confirmation_done(Db *db, Arena *arena, const ConfirmationActor *actor, GError **error) {
    return db_write(db, say_done, &(Answering){.arena = arena, .actor = actor}, error);
}
