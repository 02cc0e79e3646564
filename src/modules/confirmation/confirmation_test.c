#include "modules/confirmation/confirmation.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/collaborations/testing/site.h"
#include "services/audit/audit.h"
#include "services/mail/mail.h"

#include <glib.h>
#include <string.h>

/* Aneby with a head, a contact person and an inspector, who also works at Eksjö; Eksjö with nobody
 * who has an address. */
typedef struct {
    Site *site;
    Id aneby, eksjo, head, contact, inspector;
} Fixture;

static PeopleEditor editor_of(const Fixture *fixture) {
    return (PeopleEditor){.collaboration = fixture->site->own.id,
                          .account = fixture->site->session.account,
                          .today = fixture->site->today};
}

static Id add(const Fixture *fixture, const char *name, const char *email, const char *function) {
    PeopleEditor editor = editor_of(fixture);
    Person person = {.name = name, .email = email};
    Post post = {.element = fixture->aneby, .function = function, .subjects = ""};
    Id id;
    g_assert_true(person_add_with_post(fixture->site->db, fixture->site->arena, &editor, &person,
                                       &post, &id, NULL));
    return id;
}

static void set_up(Fixture *fixture, const void *data) {
    (void)data;
    *fixture = (Fixture){.site = site_new(NULL)};
    const Site *site = fixture->site;
    g_assert_true(setting_put(site->db, "demo", "1", NULL)); /* letters are kept */
    fixture->aneby = rules_find(site_rules(site), ELEMENT_OFFICE, "aneby")->element;
    fixture->eksjo = rules_find(site_rules(site), ELEMENT_OFFICE, "eksjo")->element;
    fixture->head = add(fixture, "Chef Prov", "chef@example.org", "head");
    fixture->contact = add(fixture, "Kontakt Prov", "kontakt@example.org", "contact_person");
    fixture->inspector = add(fixture, "Inspektör Prov", "inspektor@example.org", "inspector");
    PeopleEditor editor = editor_of(fixture);
    Post too = {.person = fixture->inspector,
                .element = fixture->eksjo,
                .function = "inspector",
                .subjects = ""};
    g_assert_true(post_put(site->db, site->arena, &editor, &too, NULL));
}

static void tear_down(Fixture *fixture, const void *data) {
    (void)data;
    site_free(fixture->site);
}

static ConfirmationSender sender_of(const Fixture *fixture) {
    const Site *site = fixture->site;
    return (ConfirmationSender){.collaboration = site->own.id,
                                .account = site->session.account,
                                .name = "jonkoping",
                                .title = "Miljösamverkan",
                                .origin = "https://samsyn.example.se",
                                .today = site->today,
                                .now = site->now};
}

/* The error's code, 0 when it went well. */
static int start_until(const Fixture *fixture, Date last) {
    g_autoptr(GError) error = NULL;
    Id elements[] = {fixture->aneby, fixture->eksjo, fixture->aneby};
    ConfirmationSender sender = sender_of(fixture);
    return confirmation_start(fixture->site->db, fixture->site->arena, &sender, last,
                              (FormIds){elements, G_N_ELEMENTS(elements)}, &error)
               ? 0
               : error->code;
}

static Confirmation latest(const Fixture *fixture) {
    Confirmation confirmation;
    g_assert_true(confirmation_latest(fixture->site->db, fixture->site->arena,
                                      fixture->site->own.id, &confirmation, NULL));
    return confirmation;
}

static void start(const Fixture *fixture) {
    g_assert_cmpint(start_until(fixture, (Date){2021, 5, 15}), ==, 0);
}

static ConfirmationActor actor_of(const Fixture *fixture) {
    ConfirmationActor actor = {.editor = editor_of(fixture),
                               .confirmation = latest(fixture).id,
                               .element = fixture->aneby,
                               .now = fixture->site->now};
    actor.editor.account = (Id){0};
    actor.editor.by_office = fixture->aneby;
    return actor;
}

static People people_of(const Fixture *fixture) {
    People people;
    g_assert_true(people_load(fixture->site->db, fixture->site->arena, fixture->site->own.id, NULL,
                              &people, NULL));
    return people;
}

static ConfirmationPersons persons_of(const Fixture *fixture) {
    People *people = ARENA_NEW(fixture->site->arena, People);
    Confirmation confirmation = latest(fixture);
    *people = people_of(fixture);
    return confirmation_persons(fixture->site->arena, &confirmation, people, fixture->aneby,
                                fixture->site->today);
}

static const ConfirmationPerson *person_in(const ConfirmationPersons *persons, Id id) {
    for (size_t i = 0; i < persons->n; i++)
        if (id_equal(persons->rows[i].person->id, id))
            return &persons->rows[i];
    return NULL;
}

static size_t n_letters(const Fixture *fixture, const OutboxLetter **ret) {
    size_t n;
    g_assert_true(letters_list(fixture->site->db, fixture->site->arena, ret, &n, NULL));
    return n;
}

static size_t n_letters_to(const Fixture *fixture, const char *email) {
    const OutboxLetter *letters;
    size_t n = n_letters(fixture, &letters), n_found = 0;
    for (size_t i = 0; i < n; i++)
        n_found += strcmp(letters[i].to_email, email) == 0;
    return n_found;
}

/* ---- the coordinator ---- */

static void starts_with_letters(Fixture *fixture, const void *data) {
    const OutboxLetter *letters;
    OutboxLetter letter;
    (void)data;
    start(fixture);
    g_assert_cmpuint(n_letters(fixture, &letters), ==, 2); /* the head's and the contact person's */
    g_assert_true(
        letter_get(fixture->site->db, fixture->site->arena, letters[0].id, &letter, NULL));
    g_assert_nonnull(strstr(letter.text, "https://samsyn.example.se/jonkoping/confirm/"));
    g_assert_nonnull(strstr(letter.text, "senast 15 maj 2021"));
    Confirmation confirmation = latest(fixture);
    g_assert_cmpuint(confirmation.n_offices, ==, 2); /* Aneby was named twice */
    g_assert_cmpint(confirmation_office(&confirmation, fixture->aneby)->mailed_at.seconds, !=, 0);
    g_assert_cmpint(confirmation_office(&confirmation, fixture->eksjo)->mailed_at.seconds, ==, 0);
}

static void one_at_a_time(Fixture *fixture, const void *data) {
    (void)data;
    g_assert_cmpint(start_until(fixture, (Date){2021, 4, 14}), ==, ERROR_INVALID);
    g_assert_cmpint(start_until(fixture, (Date){2022, 5, 1}), ==, ERROR_INVALID);
    start(fixture);
    g_assert_cmpint(start_until(fixture, (Date){2021, 6, 1}), ==, ERROR_CONFLICT);
    ConfirmationSender sender = sender_of(fixture);
    g_assert_true(confirmation_close(fixture->site->db, fixture->site->arena, &sender, NULL));
    g_assert_false(confirmation_close(fixture->site->db, fixture->site->arena, &sender, NULL));
    fixture->site->today = date_add_days(fixture->site->today, 1);
    g_assert_cmpint(start_until(fixture, (Date){2021, 6, 1}), ==, 0);
    fixture->site->today = (Date){2021, 6, 2}; /* its last day has passed */
    g_assert_cmpint(start_until(fixture, (Date){2021, 7, 1}), ==, 0);
}

static size_t remind(const Fixture *fixture) {
    g_autoptr(GError) error = NULL;
    ConfirmationSender sender = sender_of(fixture);
    size_t n = 0;
    (void)!confirmation_remind(fixture->site->db, fixture->site->arena, &sender, &n, &error);
    g_assert_no_error(error);
    return n;
}

static void reminds_those_that_are_missing(Fixture *fixture, const void *data) {
    const OutboxLetter *letters;
    (void)data;
    start(fixture);
    g_assert_cmpuint(remind(fixture), ==, 0); /* two clicks are not two letters */
    fixture->site->now.seconds += 3600;
    g_assert_cmpuint(remind(fixture), ==, 1); /* nobody at Eksjö can be written to */
    g_assert_cmpuint(n_letters(fixture, &letters), ==, 4);
    Confirmation confirmation = latest(fixture);
    g_assert_cmpint(confirmation_office(&confirmation, fixture->aneby)->reminded_at.seconds, ==,
                    fixture->site->now.seconds);
    ConfirmationActor actor = actor_of(fixture);
    Id all[] = {fixture->head, fixture->contact, fixture->inspector};
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        g_assert_true(
            confirmation_right(fixture->site->db, fixture->site->arena, &actor, all[i], NULL));
    g_assert_true(confirmation_done(fixture->site->db, fixture->site->arena, &actor, NULL));
    fixture->site->now.seconds += 3600;
    g_assert_cmpuint(remind(fixture), ==, 0);
}

/* Nobody at Eksjö is asked by function: the coordinator chooses, and whoever was chosen is
 * reminded.
 */
static void writes_to_somebody_chosen(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    g_autoptr(GError) error = NULL;
    (void)data;
    start(fixture);
    ConfirmationSender sender = sender_of(fixture);
    ConfirmationRecipient head = {.person = fixture->head}, nobody = {0},
                          box = {.email = "brevlada@example.org"};
    g_assert_false(
        confirmation_send(site->db, site->arena, &sender, fixture->eksjo, &head, &error));
    g_assert_error(error, SAMSYN_ERROR, ERROR_INVALID); /* does not work there */
    g_assert_false(
        confirmation_send(site->db, site->arena, &sender, fixture->eksjo, &nobody, NULL));
    g_assert_true(confirmation_send(site->db, site->arena, &sender, fixture->eksjo, &box, NULL));
    g_assert_cmpuint(n_letters_to(fixture, "brevlada@example.org"), ==, 1);
    Confirmation confirmation = latest(fixture);
    g_assert_cmpint(confirmation_office(&confirmation, fixture->eksjo)->mailed_at.seconds, !=, 0);
    fixture->site->now.seconds += 3600;
    g_assert_cmpuint(remind(fixture), ==, 2);
    g_assert_cmpuint(n_letters_to(fixture, "brevlada@example.org"), ==, 2);
}

static int move_to(const Fixture *fixture, Date last) {
    g_autoptr(GError) error = NULL;
    ConfirmationSender sender = sender_of(fixture);
    return confirmation_move(fixture->site->db, fixture->site->arena, &sender, last, &error)
               ? 0
               : error->code;
}

/* Links follow the day, also when the one before has passed. */
static void moves_its_last_day(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    AuditRows rows;
    (void)data;
    start(fixture);
    ConfirmationActor actor = actor_of(fixture);
    site->today = actor.editor.today = (Date){2021, 5, 20};
    g_assert_false(confirmation_right(site->db, site->arena, &actor, fixture->head, NULL));
    g_assert_cmpint(move_to(fixture, (Date){2021, 5, 19}), ==, ERROR_INVALID);
    g_assert_cmpint(move_to(fixture, (Date){2021, 5, 25}), ==, 0);
    g_assert_true(confirmation_right(site->db, site->arena, &actor, fixture->head, NULL));
    g_assert_true(
        audit_of_subject(site->db, site->arena, site->own.id, latest(fixture).id, 5, &rows, NULL));
    g_assert_cmpstr(rows.rows[0].action, ==, "confirmation.move");
    g_assert_cmpstr(rows.rows[0].before, ==, "15 maj 2021");
    g_assert_cmpstr(rows.rows[0].after, ==, "25 maj 2021");
    ConfirmationSender sender = sender_of(fixture);
    g_assert_true(confirmation_close(site->db, site->arena, &sender, NULL));
    g_assert_cmpint(move_to(fixture, (Date){2021, 5, 30}), ==, ERROR_CONFLICT);
}

/* The letter is in the language that the account has chosen, and is of no use after the last day.
 */
static void letters_are_theirs(Fixture *fixture, const void *data) {
    const Site *site = fixture->site;
    const OutboxLetter *letters;
    NewAccount account = {"chef@example.org", "Chef Prov", NULL, false};
    Id id;
    (void)data;
    g_assert_true(account_add(site->db, &account, &id, NULL));
    g_assert_true(account_set_language(site->db, id, "en", NULL));
    start(fixture);
    g_assert_cmpuint(n_letters(fixture, &letters), ==, 2);
    for (size_t i = 0; i < 2; i++) {
        bool is_head = strcmp(letters[i].to_email, "chef@example.org") == 0;
        g_assert_cmpint(strstr(letters[i].subject, "15 May 2021") != NULL, ==, is_head);
        OutboxLetter letter;
        g_assert_true(letter_get(site->db, site->arena, letters[i].id, &letter, NULL));
        Date last = date_add_days(date_of_instant(site->now),
                                  date_days_between(site->today, (Date){2021, 5, 15}));
        g_assert_cmpint(letter.expires_at.seconds, ==, date_end(last).seconds);
    }
}

/* ---- the office ---- */

static void goes_through_its_people(Fixture *fixture, const void *data) {
    g_autoptr(GError) error = NULL;
    Site *site = fixture->site;
    (void)data;
    start(fixture);
    ConfirmationActor actor = actor_of(fixture);
    ConfirmationPersons persons = persons_of(fixture);
    g_assert_cmpuint(persons.n, ==, 3);
    g_assert_cmpuint(persons.n_answered, ==, 0);
    g_assert_false(person_in(&persons, fixture->inspector)->is_only_here);
    g_assert_true(confirmation_right(site->db, site->arena, &actor, fixture->head, NULL));
    g_assert_false(confirmation_done(site->db, site->arena, &actor, &error));
    g_assert_cmpstr(error->message, ==,
                    "Gå igenom alla först. Kvar är Inspektör Prov, Kontakt Prov.");
    Person changed =
        *people_get(&(People){people_of(fixture).persons, NULL, NULL, 3, 0, 0}, fixture->contact);
    changed.phone = "010-1";
    Post post = {.function = "contact_person", .title = "Miljöinspektör", .subjects = "avfall"};
    g_assert_true(confirmation_change(site->db, site->arena, &actor, &changed, &post, NULL));
    persons = persons_of(fixture);
    const ConfirmationPerson *contact = person_in(&persons, fixture->contact);
    g_assert_cmpint(contact->outcome, ==, CONFIRMATION_CHANGED);
    g_assert_cmpstr(contact->said, ==, "telefon, titel, områden");
    g_assert_cmpstr(contact->person->phone, ==, "010-1");
    g_assert_cmpstr(contact->post->title, ==, "Miljöinspektör");
    g_assert_true(confirmation_right(site->db, site->arena, &actor, fixture->contact, NULL));
    persons = persons_of(fixture);
    g_assert_cmpint(person_in(&persons, fixture->contact)->outcome, ==, CONFIRMATION_CHANGED);
}

/* Somebody who works elsewhere too keeps that, and a name that is not this office's alone. */
static void leaves_others_alone(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    (void)data;
    start(fixture);
    ConfirmationActor actor = actor_of(fixture);
    Person other = {.id = fixture->inspector, .name = "Annat Namn", .edit = 1};
    Post post = {.function = "inspector", .subjects = "bergtäkter"};
    g_assert_true(confirmation_change(site->db, site->arena, &actor, &other, &post, NULL));
    People people = people_of(fixture);
    g_assert_cmpstr(people_get(&people, fixture->inspector)->name, ==, "Inspektör Prov");
    g_assert_true(confirmation_left(site->db, site->arena, &actor, fixture->inspector,
                                    (Date){2021, 4, 1}, NULL));
    people = people_of(fixture);
    g_assert_false(person_works_at(&people, fixture->inspector, fixture->aneby, site->today));
    g_assert_true(person_works_at(&people, fixture->inspector, fixture->eksjo, site->today));
    actor.element = fixture->eksjo; /* of whom the head is none */
    g_autoptr(GError) error = NULL;
    g_assert_false(confirmation_right(site->db, site->arena, &actor, fixture->head, &error));
    g_assert_error(error, SAMSYN_ERROR, ERROR_NOT_FOUND);
}

static void leavers_and_new(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    g_autoptr(GError) error = NULL;
    (void)data;
    start(fixture);
    ConfirmationActor actor = actor_of(fixture);
    g_assert_true(
        confirmation_left(site->db, site->arena, &actor, fixture->head, (Date){2021, 4, 1}, NULL));
    Person person = {.name = "Ny Prov", .email = "KONTAKT@example.org"};
    Post post = {.function = "head", .subjects = ""};
    g_assert_false(confirmation_new(site->db, site->arena, &actor, &person, &post, &error));
    g_assert_error(error, SAMSYN_ERROR, ERROR_CONFLICT);
    person.email = "ny@example.org";
    g_assert_true(confirmation_new(site->db, site->arena, &actor, &person, &post, NULL));
    Person later = {.name = "Senare Prov"};
    post.valid_from = (Date){2021, 5, 1};
    g_assert_true(confirmation_new(site->db, site->arena, &actor, &later, &post, NULL));
    ConfirmationPersons persons = persons_of(fixture);
    g_assert_cmpuint(persons.n, ==, 5); /* also who begins later */
    g_assert_cmpuint(persons.n_answered, ==, 3);
    g_assert_cmpint(person_in(&persons, fixture->head)->outcome, ==, CONFIRMATION_LEFT);
    g_assert_null(person_in(&persons, fixture->head)->post);
    g_assert_cmpstr(person_in(&persons, fixture->head)->said, ==, "sista dag 1 april 2021");
}

/* The office takes it back while the round goes on, the coordinator also later. */
static void not_left_after_all(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    (void)data;
    start(fixture);
    ConfirmationActor actor = actor_of(fixture);
    g_assert_false(confirmation_back(site->db, site->arena, &actor, fixture->head, NULL));
    g_assert_true(
        confirmation_left(site->db, site->arena, &actor, fixture->head, (Date){2021, 6, 1}, NULL));
    g_assert_true(/* another last day, from which it still goes back to none */
                  confirmation_left(site->db, site->arena, &actor, fixture->head,
                                    (Date){2021, 4, 1}, NULL));
    g_assert_true(confirmation_back(site->db, site->arena, &actor, fixture->head, NULL));
    ConfirmationPersons persons = persons_of(fixture);
    g_assert_cmpint(person_in(&persons, fixture->head)->outcome, ==, CONFIRMATION_RIGHT);
    g_assert_cmpstr(person_in(&persons, fixture->head)->said, ==, "");
    g_assert_false(date_is_set(person_in(&persons, fixture->head)->post->valid_to));
    g_assert_true(
        confirmation_left(site->db, site->arena, &actor, fixture->head, (Date){2021, 4, 1}, NULL));
    actor.editor.today = (Date){2021, 5, 16};
    g_autoptr(GError) error = NULL;
    g_assert_false(confirmation_back(site->db, site->arena, &actor, fixture->head, &error));
    g_assert_error(error, SAMSYN_ERROR, ERROR_CONFLICT);
    actor.is_coordinator = true;
    g_assert_true(confirmation_back(site->db, site->arena, &actor, fixture->head, NULL));
}

/* In the log it is the office that has done it. */
static void is_logged_as_the_office(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    AuditRows rows;
    (void)data;
    start(fixture);
    ConfirmationActor actor = actor_of(fixture);
    Person changed = {.id = fixture->head, .name = "Chef Nytt", .edit = 1};
    Post post = {.function = "head", .subjects = ""};
    g_assert_true(confirmation_change(site->db, site->arena, &actor, &changed, &post, NULL));
    g_assert_true(
        audit_of_subject(site->db, site->arena, site->own.id, fixture->head, 1, &rows, NULL));
    g_assert_cmpstr(rows.rows[0].action, ==, "person.change");
    g_assert_true(g_str_has_prefix(rows.rows[0].account_name, "länken till "));
    g_assert_nonnull(strstr(rows.rows[0].account_name, "Aneby"));
}

static void nothing_after_the_last_day(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    g_autoptr(GError) error = NULL;
    (void)data;
    start(fixture);
    ConfirmationActor actor = actor_of(fixture);
    actor.editor.today = (Date){2021, 5, 15};
    g_assert_true(confirmation_right(site->db, site->arena, &actor, fixture->head, NULL));
    actor.editor.today = (Date){2021, 5, 16};
    g_assert_false(confirmation_right(site->db, site->arena, &actor, fixture->contact, &error));
    g_assert_error(error, SAMSYN_ERROR, ERROR_CONFLICT);
}

/* Two in the same office: who saves last has read what the first saved. */
static void two_at_once(Fixture *fixture, const void *data) {
    Site *site = fixture->site;
    g_autoptr(GError) error = NULL;
    (void)data;
    start(fixture);
    ConfirmationActor actor = actor_of(fixture);
    Person first = {.id = fixture->head, .name = "Chef Ett", .edit = 1}, second = first;
    Post post = {.function = "head", .subjects = ""};
    second.name = "Chef Två";
    g_assert_true(confirmation_change(site->db, site->arena, &actor, &first, &post, NULL));
    g_assert_false(confirmation_change(site->db, site->arena, &actor, &second, &post, &error));
    g_assert_error(error, SAMSYN_ERROR, ERROR_CONFLICT);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    TEST("/confirmation/starts", starts_with_letters);
    TEST("/confirmation/one-at-a-time", one_at_a_time);
    TEST("/confirmation/reminds", reminds_those_that_are_missing);
    TEST("/confirmation/somebody-chosen", writes_to_somebody_chosen);
    TEST("/confirmation/moves", moves_its_last_day);
    TEST("/confirmation/their-language", letters_are_theirs);
    TEST("/confirmation/goes-through", goes_through_its_people);
    TEST("/confirmation/elsewhere-too", leaves_others_alone);
    TEST("/confirmation/leavers-and-new", leavers_and_new);
    TEST("/confirmation/not-left", not_left_after_all);
    TEST("/confirmation/log", is_logged_as_the_office);
    TEST("/confirmation/last-day", nothing_after_the_last_day);
    TEST("/confirmation/two-at-once", two_at_once);
    return g_test_run();
}
