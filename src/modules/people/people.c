#include "modules/people/people.h"

#include "base/date.h"
#include "base/id.h"
#include "base/language.h"
#include "modules/collaborations/collaborations.h"
#include "modules/collaborations/rule_kinds.h"
#include "modules/people/people_reader.h"
#include "modules/people/people_sql.h"
#include "web/translate.h"

#include <string.h>

const char erased_person[] = N_("En person som inte längre finns i registret");

const FormChoice person_functions[] = {{"head", N_("chef")},
                                       {"contact_person", N_("kontaktperson")},
                                       {"inspector", N_("inspektör")},
                                       {"coordinator", N_("samordnare")},
                                       {"county_board", N_("företrädare för Länsstyrelsen")},
                                       {"politician", N_("politiker")},
                                       {"administrator", N_("administratör")},
                                       {"other", N_("annan")},
                                       {0}};

const FormChoice seat_roles[] = {{"member", N_("ledamot")},
                                 {"chair", N_("ordförande")},
                                 {"vice_chair", N_("vice ordförande")},
                                 {"secretary", N_("sekreterare")},
                                 {"rapporteur", N_("föredragande")},
                                 {"spokesperson", N_("talesperson")},
                                 {0}};

const char *person_function_label(const char *function) {
    return choice_label(person_functions, function);
}

const char *seat_role_label(const char *role) {
    return choice_label(seat_roles, role);
}

static bool load_persons(Db *db, Arena *arena, Id collaboration, People *people, GError **error) {
    SqlPersonsAllRows found;
    if (!sql_persons_all(db, arena, &(SqlPersonsAllIn){collaboration}, &found, error))
        return false;
    Person *list = ARENA_ARRAY(arena, Person, found.n);
    size_t n = 0, at;
    for (size_t i = 0; i < found.n; i++) {
        const SqlPerson *row = &found.rows[i];
        if (!date_is_set(row->erased_on))
            list[n++] = (Person){row->id,    row->key,  row->name, row->email,
                                 row->phone, row->note, row->edit, row->is_protected};
    }
    at = n;
    for (size_t i = 0; i < found.n; i++)
        if (date_is_set(found.rows[i].erased_on))
            list[at++] = (Person){.id = found.rows[i].id, .key = "", .name = T_(erased_person)};
    *people = (People){.persons = list, .n = n, .n_hidden = found.n - n};
    return true;
}

static bool load_posts(Db *db, Arena *arena, Id collaboration, People *people, GError **error) {
    SqlPostsAllRows found;
    if (!sql_posts_all(db, arena, &(SqlPostsAllIn){collaboration}, &found, error))
        return false;
    Post *list = ARENA_ARRAY(arena, Post, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlPostsAllRow *row = &found.rows[i];
        list[i] =
            (Post){row->id,           row->person,   row->element,  row->deputy_for, row->title,
                   row->municipality, row->function, row->subjects, row->valid_from, row->valid_to};
    }
    people->posts = list;
    people->n_posts = found.n;
    return true;
}

static bool load_seats(Db *db, Arena *arena, Id collaboration, People *people, GError **error) {
    SqlSeatsAllRows found;
    if (!sql_seats_all(db, arena, &(SqlSeatsAllIn){collaboration}, &found, error))
        return false;
    Seat *list = ARENA_ARRAY(arena, Seat, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlSeatsAllRow *row = &found.rows[i];
        list[i] = (Seat){row->id,         row->body,     row->person,        row->role,
                         row->valid_from, row->valid_to, row->is_substitute, row->substitute_for};
    }
    people->seats = list;
    people->n_seats = found.n;
    return true;
}

static bool read_people(Db *db, Arena *arena, const DbKey *key, const void **ret, GError **error) {
    People *people = ARENA_NEW(arena, People);
    *ret = people;
    return load_persons(db, arena, key->collaboration, people, error) &&
           load_posts(db, arena, key->collaboration, people, error) &&
           load_seats(db, arena, key->collaboration, people, error);
}

/* The words for whoever is erased are kept with them. */
bool people_load(Db *db, Arena *arena, Id collaboration, const PeopleReader *reader, People *ret,
                 GError **error) {
    DbKey key = {.collaboration = collaboration, .more = language_spoken()};
    const void *kept;
    if (!db_kept(db, arena, read_people, &key, &kept, error))
        return false;
    People people = *(const People *)kept;
    if (reader != NULL)
        people_hide(arena, reader, &people);
    *ret = people;
    return true;
}

const Person *people_get(const People *people, Id person) {
    for (size_t i = 0; i < people->n + people->n_hidden; i++)
        if (id_equal(people->persons[i].id, person))
            return &people->persons[i];
    return NULL;
}

const Person *people_find(const People *people, const char *key) {
    for (size_t i = 0; i < people->n; i++)
        if (strcmp(people->persons[i].key, key) == 0)
            return &people->persons[i];
    return NULL;
}

const Person *people_with_function(const People *people, Id element, const char *function,
                                   Date on) {
    for (size_t i = 0; i < people->n_posts + people->n_hidden_posts; i++) {
        const Post *post = &people->posts[i];
        if (id_equal(post->element, element) && strcmp(post->function, function) == 0 &&
            period_covers(post->valid_from, post->valid_to, on))
            return people_get(people, post->person);
    }
    return NULL;
}

const Person *people_deputy(const People *people, Id office, Date on) {
    for (size_t i = 0; i < people->n_posts + people->n_hidden_posts; i++) {
        const Post *post = &people->posts[i];
        if (id_equal(post->deputy_for, office) &&
            period_covers(post->valid_from, post->valid_to, on))
            return people_get(people, post->person);
    }
    return NULL;
}

const Post *person_post(const People *people, Id person, Date on) {
    for (size_t i = people->n_posts; i > 0; i--) {
        const Post *post = &people->posts[i - 1];
        if (id_equal(post->person, person) && period_covers(post->valid_from, post->valid_to, on))
            return post;
    }
    return NULL;
}

bool person_is_active(const People *people, Id person, Date on) {
    return person_post(people, person, on) != NULL;
}

bool person_works_at(const People *people, Id person, Id element, Date on) {
    for (size_t i = 0; i < people->n_posts && id_is_set(person); i++) {
        const Post *post = &people->posts[i];
        if (id_equal(post->person, person) && id_equal(post->element, element) &&
            period_covers(post->valid_from, post->valid_to, on))
            return true;
    }
    return false;
}

bool person_has_left(const People *people, Id person, Date on) {
    bool has_worked = false;
    for (size_t i = 0; i < people->n_posts; i++) {
        const Post *post = &people->posts[i];
        if (!id_equal(post->person, person))
            continue;
        if (!date_is_set(post->valid_to) || date_compare(post->valid_to, on) >= 0)
            return false;
        has_worked = true;
    }
    return has_worked;
}

const char *post_title(const Post *post) {
    return post->title != NULL && post->title[0] != '\0' ? post->title
                                                         : person_function_label(post->function);
}

const char *post_words(const Post *post) {
    return post->title != NULL && post->title[0] != '\0'
               ? post->title
               : T_(person_function_label(post->function));
}

static bool joins_digits(char c) {
    return strchr(" -()/.", c) != NULL;
}

const char *phone_link(Arena *arena, const char *phone) {
    g_autoptr(GString) digits = g_string_new("");
    for (const char *at = phone == NULL ? "" : phone; *at != '\0'; at++) {
        if (g_ascii_isdigit(*at) || (*at == '+' && digits->len == 0))
            g_string_append_c(digits, *at);
        else if (!joins_digits(*at))
            break;
    }
    return digits->len == 0 ? "" : arena_printf(arena, "tel:%s", digits->str);
}
