#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "db/db.h"
#include "services/auth/auth.h"
#include "web/form.h"

/* People, their posts at offices, parties and committees, and their seats in bodies. */

typedef struct Person {
    Id id;
    const char *key, *name;
    const char *email, *phone, *note; /* NULL when not known, or not for whoever reads */
    int64_t edit;
    bool is_protected; /* has protected identity (skyddade personuppgifter) */
} Person;

/* Where and as what somebody works, for a period (none = since ever, until further notice). */
typedef struct Post {
    Id id, person, element;
    Id deputy_for;     /* the office where the person stands in while there is no head, or none */
    const char *title; /* what the person is called, where the function does not say it, or NULL */
    /* Code, where the person stands for one of a joint office's, or NULL. */
    const char *municipality;
    const char *function; /* one of person_functions */
    const char *subjects; /* separated by ';' */
    Date valid_from, valid_to;
} Post;

typedef struct Seat {
    Id id, body, person;
    const char *role; /* one of seat_roles */
    Date valid_from, valid_to;
    bool is_substitute; /* sits there without filling a place */
    Id substitute_for;  /* the member, or none: for any of them */
} Seat;

/* Everybody of a collaboration with all their posts and seats, also those that are over: persons by
 * name, posts and seats by their first day. Whoever has protected identity and is not for the
 * reader lies after the `n`, without name and title: what goes through the lists meets nobody, and
 * only what counts places and heads sees that there is somebody. */
typedef struct People {
    const Person *persons;
    const Post *posts;
    const Seat *seats;
    size_t n, n_posts, n_seats;
    size_t n_hidden, n_hidden_posts, n_hidden_seats;
} People;

/* Who reads, which alone decides who is seen and how they can be reached. Protected identity is
 * seen by the coordinator and by those who work at the same place on the day; their contact details
 * by nobody, in no list and no file, unless a page asks for them to be changed. */
typedef struct PeopleReader {
    Id person; /* none: a stranger */
    Date on;
    bool sees_protected, sees_contact_details, sees_protected_contact_details;
} PeopleReader;

/* `session` NULL: the public. */
PeopleReader people_reader(const Session *session, Date today);

/* Whoever has a link from a letter, which may be forwarded: contact details, and nobody with
 * protected identity. */
PeopleReader people_reader_by_link(Date today);

/* Three statements, however many people. `reader` NULL: the program itself, which sees all. */
bool people_load(Db *db, Arena *arena, Id collaboration, const PeopleReader *reader, People *ret,
                 GError **error);

/* What stands for somebody who has been erased (msgid): their posts and seats stay, and they lie
 * after the `n` for every reader. */
extern const char erased_person[];

/* What stands for how a person with protected identity can be reached (msgid). */
extern const char protected_identity[];

/* NULL when there is none. A person who is not for the reader has an empty key and no name but
 * "visas inte"; people_find() does not find them. */
const Person *people_get(const People *people, Id person);
const Person *people_find(const People *people, const char *key);

/* Whoever has this function at the element on the day, or NULL. */
const Person *people_with_function(const People *people, Id element, const char *function, Date on);
/* Whoever stands in at the office while it has no head, or NULL. */
const Person *people_deputy(const People *people, Id office, Date on);
/* true when the person has a post on that day. */
bool person_is_active(const People *people, Id person, Date on);
/* true when the person works at the element (an office, a party) on that day. */
bool person_works_at(const People *people, Id person, Id element, Date on);
/* true when the person has had posts, and all of them were over before that day. */
bool person_has_left(const People *people, Id person, Date on);
/* The person's post on that day, the latest begun; NULL when there is none. */
const Post *person_post(const People *people, Id person, Date on);
/* What the person is called in the post: its title, or the name of its function. */
const char *post_title(const Post *post);
/* The same for whoever reads the page, in the language spoken. */
const char *post_words(const Post *post);

/* "070-174 06 05" → "tel:0701740605"; "" where there is no number. What stands after the digits,
 * an extension or a second number, is left out. */
const char *phone_link(Arena *arena, const char *phone);

/* Functions of a post and roles of a seat, with their labels. */
extern const FormChoice person_functions[], seat_roles[];
const char *person_function_label(const char *function);
const char *seat_role_label(const char *role);

typedef struct PeopleSummary {
    size_t n_added, n_unchanged;
} PeopleSummary;

/* Reads a file of `[person KEY]` groups (docs/collaboration-files.md, People) into a collaboration,
 * in one transaction: persons with posts and seats, and an account with a membership for each whose
 * role is not none. A person whose key is there already is left as it is. ERROR_INVALID names the
 * group and what is wrong. */
#define PEOPLE_FILE_SIZE_MAX ((size_t)1024 * 1024)
bool people_import(Db *db, Arena *arena, Id collaboration, const char *text, size_t size,
                   PeopleSummary *ret, GError **error);
