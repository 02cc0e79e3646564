#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/collaborations/testing/site.h"
#include "modules/people/gaps.h"
#include "modules/people/people_edit.h"
#include "services/task_link/task_link.h"

#include <glib.h>
#include <string.h>

/* The head of Aneby, who sits in the steering group, has an account and got a task link. */
typedef struct {
    Site *site;
    Id office, body, head, account;
    TaskLink link;
    const char *session;
} Fixture;

static PeopleEditor editor_of(const Fixture *fixture) {
    return (PeopleEditor){.collaboration = fixture->site->own.id,
                          .account = fixture->site->session.account,
                          .today = fixture->site->today};
}

static bool make_link(Db *db, void *data, GError **error) {
    Fixture *fixture = data;
    return task_link_make(db, fixture->site->arena, &fixture->link, fixture->site->now,
                          &fixture->link.token, error);
}

static void give_account(Fixture *fixture) {
    const Site *site = fixture->site;
    NewAccount account = {"chef@example.org", "Chef Prov", NULL, false};
    g_assert_true(account_add(site->db, &account, &fixture->account, NULL));
    Membership membership = {.collaboration = site->own.id,
                             .account = fixture->account,
                             .person = fixture->head,
                             .roles = ONLY_ROLE(ROLE_HEAD)};
    g_assert_true(membership_put(site->db, &membership, NULL));
    g_assert_true(session_start(site->db, site->arena,
                                &(SessionOf){.account = fixture->account, .now = site->now},
                                &fixture->session, NULL));
}

static void set_up(Fixture *fixture, const void *data) {
    (void)data;
    *fixture = (Fixture){.site = site_new(NULL)};
    const Site *site = fixture->site;
    fixture->office = rules_find(site_rules(site), ELEMENT_OFFICE, "aneby")->element;
    fixture->body = rules_find(site_rules(site), ELEMENT_BODY, "styrgrupp")->element;
    PeopleEditor editor = editor_of(fixture);
    Person person = {.name = "Chef Prov", .email = "chef@example.org"};
    Post post = {.element = fixture->office, .function = "head", .subjects = ""};
    g_assert_true(
        person_add_with_post(site->db, site->arena, &editor, &person, &post, &fixture->head, NULL));
    Seat seat = {.body = fixture->body, .person = fixture->head, .role = "member"};
    g_assert_true(seat_put(site->db, site->arena, &editor, &seat, NULL));
    give_account(fixture);
    fixture->link = (TaskLink){.collaboration = site->own.id,
                               .kind = TASK_ANSWER,
                               .subject = {7},
                               .element = fixture->office,
                               .person = fixture->head};
    g_assert_true(db_write(site->db, make_link, fixture, NULL));
}

static void tear_down(Fixture *fixture, const void *data) {
    (void)data;
    site_free(fixture->site);
}

static void leave(Fixture *fixture, int days) {
    g_autoptr(GError) error = NULL;
    PeopleEditor editor = editor_of(fixture);
    (void)!person_end(fixture->site->db, fixture->site->arena, &editor, fixture->head,
                      date_add_days(fixture->site->today, days), &error);
    g_assert_no_error(error);
}

/* What the person's browser may do in the collaboration today; NULL: it is logged out. */
static const Session *next_request(const Fixture *fixture) {
    const Site *site = fixture->site;
    const Session *session;
    g_assert_true(session_find(site->db, site->arena, fixture->session, site->now, &session, NULL));
    return session_inside(site->arena, session, site->own.id, site->today);
}

static bool link_holds(const Fixture *fixture) {
    TaskLink ret;
    return task_link_find(fixture->site->db, fixture->site->arena, &fixture->link, &ret, NULL);
}

static People people_of(const Fixture *fixture) {
    People people;
    g_assert_true(people_load(fixture->site->db, fixture->site->arena, fixture->site->own.id, NULL,
                              &people, NULL));
    return people;
}

static bool has_gap(const Fixture *fixture, const char *sentence) {
    People people = people_of(fixture);
    Gaps gaps = people_gaps(fixture->site->arena, site_rules(fixture->site), &people, NULL);
    for (size_t i = 0; i < gaps.n; i++)
        if (strstr(gaps.rows[i].sentence, sentence) != NULL)
            return true;
    return false;
}

/* Somebody who is logged in has left: the next request is refused, on every node. */
static void is_out_at_once(Fixture *fixture, const void *data) {
    (void)data;
    g_assert_true(session_may(next_request(fixture), MAY_EDIT_OFFICE_PEOPLE));
    g_assert_true(link_holds(fixture));
    leave(fixture, -1);
    g_assert_null(next_request(fixture));
    g_assert_false(link_holds(fixture));
    People people = people_of(fixture);
    g_assert_cmpint(date_compare(people.posts[0].valid_to, (Date){2021, 4, 14}), ==, 0);
    g_assert_cmpint(date_compare(people.seats[0].valid_to, (Date){2021, 4, 14}), ==, 0);
}

static void leave_for(const Fixture *fixture, int days, const char **ret_ended) {
    g_autoptr(GError) error = NULL;
    PeopleEditor editor = editor_of(fixture);
    PersonLeaving who = {.person = fixture->head,
                         .last = date_add_days(fixture->site->today, days)};
    (void)!person_leave(fixture->site->db, fixture->site->arena, &editor, &who, ret_ended, &error);
    g_assert_no_error(error);
}

/* What is taken back is what ended, but for what somebody has changed since. */
static void comes_back(Fixture *fixture, const void *data) {
    const Site *site = fixture->site;
    PeopleEditor editor = editor_of(fixture);
    const char *ended;
    (void)data;
    leave_for(fixture, -1, &ended);
    g_assert_true(person_return(site->db, site->arena, &editor, ended, NULL));
    People people = people_of(fixture);
    g_assert_false(date_is_set(people.posts[0].valid_to));
    g_assert_false(date_is_set(people.seats[0].valid_to));
    const Member *members;
    size_t n;
    g_assert_true(members_of(site->db, site->arena, site->own.id, &members, &n, NULL));
    for (size_t i = 0; i < n; i++)
        g_assert_false(date_is_set(members[i].ends_on));
    leave_for(fixture, -1, &ended);
    Post post = people_of(fixture).posts[0];
    post.valid_to = (Date){2021, 3, 1};
    g_assert_true(post_put(site->db, site->arena, &editor, &post, NULL));
    g_assert_true(person_return(site->db, site->arena, &editor, ended, NULL));
    people = people_of(fixture);
    g_assert_cmpint(date_compare(people.posts[0].valid_to, (Date){2021, 3, 1}), ==, 0);
    g_assert_false(date_is_set(people.seats[0].valid_to));
}

/* The last day is a day at work. */
static void works_the_last_day(Fixture *fixture, const void *data) {
    (void)data;
    leave(fixture, 0);
    g_assert_true(session_may(next_request(fixture), MAY_EDIT_OFFICE_PEOPLE));
    g_assert_true(link_holds(fixture));
    fixture->site->today = date_add_days(fixture->site->today, 1);
    g_assert_false(session_may(next_request(fixture), MAY_READ_COLLABORATION));
}

static void leaves_gaps(Fixture *fixture, const void *data) {
    (void)data;
    g_assert_false(has_gap(fixture, "Aneby saknar chef, och ingen vikarierar."));
    g_assert_false(has_gap(fixture, "Styrgruppen saknar en chef från Aneby."));
    leave(fixture, -1);
    g_assert_true(has_gap(fixture, "Aneby saknar chef, och ingen vikarierar."));
    g_assert_true(has_gap(fixture, " en chef"));
    g_assert_false(has_gap(fixture, "saknar kontaktperson")); /* this collaboration has none */
    PeopleEditor editor = editor_of(fixture);
    Person person = {.name = "Ersättare Prov"};
    Id id;
    Post post = {.element = fixture->office,
                 .deputy_for = fixture->office,
                 .function = "contact_person",
                 .subjects = ""};
    g_assert_true(person_add_with_post(fixture->site->db, fixture->site->arena, &editor, &person,
                                       &post, &id, NULL));
    g_assert_false(has_gap(fixture, "Aneby saknar chef"));
    g_assert_true(has_gap(fixture, "12 kommuner saknar kontaktperson: Eksjö"));
}

/* Every other office has its head in the steering group. */
static void seat_the_others(Fixture *fixture) {
    const Site *site = fixture->site;
    const Rules *rules = site_rules(site);
    PeopleEditor editor = editor_of(fixture);
    for (const Rule *office = rules_next(rules, ELEMENT_OFFICE, NULL); office != NULL;
         office = rules_next(rules, ELEMENT_OFFICE, office)) {
        Person person = {.name = office->title};
        Post post = {.element = office->element, .function = "head", .subjects = ""};
        Seat seat = {.body = fixture->body, .role = "member"};
        if (id_equal(office->element, fixture->office))
            continue;
        g_assert_true(person_add_with_post(site->db, site->arena, &editor, &person, &post,
                                           &seat.person, NULL));
        g_assert_true(seat_put(site->db, site->arena, &editor, &seat, NULL));
    }
}

/* The office's own page says what is missing from it, and of no other. */
static void leaves_gaps_of_the_office(Fixture *fixture, const void *data) {
    const Rules *rules = site_rules(fixture->site);
    (void)data;
    seat_the_others(fixture);
    leave(fixture, -1);
    People people = people_of(fixture);
    Gaps gaps =
        people_gaps(fixture->site->arena, rules, &people, rules_get(rules, fixture->office));
    bool has_seat = false;
    for (size_t i = 0; i < gaps.n; i++) {
        g_assert_nonnull(strstr(gaps.rows[i].sentence, "Aneby"));
        has_seat = has_seat || strstr(gaps.rows[i].sentence, "saknar en chef från") != NULL;
    }
    g_assert_true(has_seat);
}

static void whom_to_ask(Fixture *fixture, const void *data) {
    People people = people_of(fixture);
    (void)data;
    PersonList asked =
        people_to_ask(fixture->site->arena, &people, fixture->office, fixture->site->today);
    g_assert_cmpuint(asked.n, ==, 1);
    g_assert_cmpint(asked.rows[0]->id.value, ==, fixture->head.value);
    g_assert_cmpuint(
        people_to_ask(fixture->site->arena, &people, fixture->body, fixture->site->today).n, ==, 0);
}

static bool refuse(Db *db, Arena *arena, const Leaving *leaving, GError **error) {
    (void)db, (void)arena;
    g_assert_cmpint(leaving->last.year, ==, 2021);
    return fail(error, ERROR_CONFLICT, "Lämna över utkastet först.");
}

/* What another module ends is part of the same change. */
static void ends_with_the_others(Fixture *fixture, const void *data) {
    bool (*const steps[])(Db *, Arena *, const Leaving *, GError **) = {refuse, NULL};
    LeavingSteps leaving = {steps};
    PeopleEditor editor = editor_of(fixture);
    g_autoptr(GError) error = NULL;
    (void)data;
    editor.leaving = &leaving;
    g_assert_false(person_end(fixture->site->db, fixture->site->arena, &editor, fixture->head,
                              (Date){2021, 4, 1}, &error));
    g_assert_error(error, SAMSYN_ERROR, ERROR_CONFLICT);
    g_assert_nonnull(next_request(fixture));
    g_assert_false(date_is_set(people_of(fixture).posts[0].valid_to));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    TEST("/leaving/17-at-once", is_out_at_once);
    TEST("/leaving/last-day", works_the_last_day);
    TEST("/leaving/back", comes_back);
    TEST("/leaving/gaps", leaves_gaps);
    TEST("/leaving/gaps-of-the-office", leaves_gaps_of_the_office);
    TEST("/leaving/whom-to-ask", whom_to_ask);
    TEST("/leaving/with-the-others", ends_with_the_others);
    return g_test_run();
}
