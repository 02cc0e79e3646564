#include "modules/people/people_reader.h"

#include "base/date.h"
#include "base/id.h"
#include "modules/collaborations/collaborations.h"
#include "services/auth/auth.h"
#include "web/translate.h"

const char protected_identity[] = N_("skyddade personuppgifter");

typedef struct {
    const People *all;
    const PeopleReader *reader;
    const Id *hidden; /* the persons who are not for the reader */
    size_t n_hidden;
} Hiding;

PeopleReader people_reader(const Session *session, Date today) {
    PeopleReader reader = {.on = today};
    if (session == NULL)
        return reader;
    reader.person = session->person;
    reader.sees_protected = !session->must_add_factor && roles_may(session->roles, MAY_EDIT_PEOPLE);
    reader.sees_contact_details = session_may(session, MAY_READ_CONTACT_DETAILS);
    return reader;
}

PeopleReader people_reader_by_link(Date today) {
    return (PeopleReader){.on = today, .sees_contact_details = true};
}

static bool works_there(const Hiding *hiding, Id person, Id place) {
    for (size_t i = 0; i < hiding->all->n_posts; i++) {
        const Post *post = &hiding->all->posts[i];
        if (id_equal(post->person, person) && id_equal(post->element, place) &&
            period_covers(post->valid_from, post->valid_to, hiding->reader->on))
            return true;
    }
    return false;
}

static bool are_colleagues(const Hiding *hiding, Id person) {
    Id reader = hiding->reader->person;
    if (!id_is_set(reader) || id_equal(reader, person))
        return id_is_set(reader);
    for (size_t i = 0; i < hiding->all->n_posts; i++) {
        const Post *post = &hiding->all->posts[i];
        if (id_equal(post->person, reader) &&
            period_covers(post->valid_from, post->valid_to, hiding->reader->on) &&
            works_there(hiding, person, post->element))
            return true;
    }
    return false;
}

static bool is_hidden(const Hiding *hiding, Id person) {
    for (size_t i = 0; i < hiding->n_hidden; i++)
        if (id_equal(hiding->hidden[i], person))
            return true;
    return false;
}

static void choose_hidden(Arena *arena, Hiding *hiding) {
    Id *hidden = ARENA_ARRAY(arena, Id, hiding->all->n);
    for (size_t i = 0; i < hiding->all->n; i++) {
        const Person *person = &hiding->all->persons[i];
        if (person->is_protected && !hiding->reader->sees_protected &&
            !are_colleagues(hiding, person->id))
            hidden[hiding->n_hidden++] = person->id;
    }
    hiding->hidden = hidden;
}

static Person seen(const Hiding *hiding, Person person, bool hidden) {
    const PeopleReader *reader = hiding->reader;
    if (hidden)
        return (Person){.id = person.id, .key = "", .name = T_("visas inte"), .is_protected = true};
    if (!reader->sees_contact_details ||
        (person.is_protected && !reader->sees_protected_contact_details))
        person.email = person.phone = person.note = NULL;
    return person;
}

static void part_persons(Arena *arena, const Hiding *hiding, People *ret) {
    const People *all = hiding->all;
    Person *persons = ARENA_ARRAY(arena, Person, all->n + all->n_hidden);
    size_t at = 0;
    for (int hidden = 0; hidden <= 1; hidden++)
        for (size_t i = 0; i < hiding->all->n; i++) {
            const Person *person = &hiding->all->persons[i];
            if (is_hidden(hiding, person->id) == (hidden == 1))
                persons[at++] = seen(hiding, *person, hidden == 1);
        }
    for (size_t i = 0; i < all->n_hidden; i++) /* those who are erased */
        persons[at++] = all->persons[all->n + i];
    ret->persons = persons;
    ret->n_hidden = hiding->n_hidden + all->n_hidden;
    ret->n = hiding->all->n - hiding->n_hidden;
}

static void part_posts(Arena *arena, const Hiding *hiding, People *ret) {
    Post *posts = ARENA_ARRAY(arena, Post, hiding->all->n_posts);
    size_t at = 0;
    for (int hidden = 0; hidden <= 1; hidden++) {
        ret->n_posts = hidden == 0 ? hiding->all->n_posts : at;
        for (size_t i = 0; i < hiding->all->n_posts; i++) {
            Post post = hiding->all->posts[i];
            if (is_hidden(hiding, post.person) != (hidden == 1))
                continue;
            if (hidden == 1) {
                post.title = NULL;
                post.subjects = "";
            }
            posts[at++] = post;
        }
    }
    ret->posts = posts;
    ret->n_hidden_posts = at - ret->n_posts;
}

static void part_seats(Arena *arena, const Hiding *hiding, People *ret) {
    Seat *seats = ARENA_ARRAY(arena, Seat, hiding->all->n_seats);
    size_t at = 0;
    for (int hidden = 0; hidden <= 1; hidden++) {
        ret->n_seats = hidden == 0 ? hiding->all->n_seats : at;
        for (size_t i = 0; i < hiding->all->n_seats; i++)
            if (is_hidden(hiding, hiding->all->seats[i].person) == (hidden == 1))
                seats[at++] = hiding->all->seats[i];
    }
    ret->seats = seats;
    ret->n_hidden_seats = at - ret->n_seats;
}

void people_hide(Arena *arena, const PeopleReader *reader, People *people) {
    People all = *people;
    Hiding hiding = {.all = &all, .reader = reader};
    choose_hidden(arena, &hiding);
    part_persons(arena, &hiding, people);
    if (hiding.n_hidden == 0)
        return;
    part_posts(arena, &hiding, people);
    part_seats(arena, &hiding, people);
}
