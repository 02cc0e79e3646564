#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "db/db.h"
#include "web/form.h"

/* People, their posts at offices, parties and committees, and their seats in bodies. */

typedef struct Person {
    Id id;
    const char *key, *name;
    const char *email, *phone, *note; /* NULL when not known */
    int64_t edit;
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
} Seat;

/* Everybody of a collaboration with all their posts and seats, also those that are over: persons by
 * name, posts and seats by their first day. */
typedef struct People {
    const Person *persons;
    const Post *posts;
    const Seat *seats;
    size_t n, n_posts, n_seats;
} People;

/* Three statements, however many people. */
bool people_load(Db *db, Arena *arena, Id collaboration, People *ret, GError **error);

/* NULL when there is none. */
const Person *people_get(const People *people, Id person);
const Person *people_find(const People *people, const char *key);

/* Whoever has this function at the element on the day, or NULL. */
const Person *people_with_function(const People *people, Id element, const char *function, Date on);
/* Whoever stands in at the office while it has no head, or NULL. */
const Person *people_deputy(const People *people, Id office, Date on);
/* true when the person has a post on that day. */
bool person_is_active(const People *people, Id person, Date on);
/* true when the person has had posts, and all of them were over before that day. */
bool person_has_left(const People *people, Id person, Date on);
/* The person's post on that day, the latest begun; NULL when there is none. */
const Post *person_post(const People *people, Id person, Date on);
/* What the person is called in the post: its title, or the name of its function. */
const char *post_title(const Post *post);
/* The same for whoever reads the page, in the language spoken. */
const char *post_words(const Post *post);

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
