#pragma once
#include "modules/people/people.h"

/* Changing people, their posts and their seats: each in one transaction, audited. ERROR_INVALID
 * says what is wrong, ERROR_NOT_FOUND when there is no such person, post or seat in the
 * collaboration, ERROR_CONFLICT when somebody else changed the person meanwhile. */

typedef struct PeopleEditor {
    Id collaboration, account;
    Id office; /* where a new person works from the start; none: that is said later */
    Date today;
    const struct LeavingSteps *leaving; /* NULL: nothing but what is here */
    Id by_office; /* whose task link is used instead of an account, and which link that is */
    Id link;
} PeopleEditor;

/* Somebody who leaves, for what else ends then: drafts that are handed over. */
typedef struct Leaving {
    Id collaboration, account, person;
    Date last, today;
} Leaving;
typedef struct LeavingSteps {
    /* Each in the transaction of person_end(); ended by NULL. */
    bool (*const *steps)(Db *db, Arena *arena, const Leaving *leaving, GError **error);
} LeavingSteps;

/* `person.id` none: a new one, whose key is made from the name; otherwise `person.edit` is what was
 * read. *ret_key: the person's key. */
bool person_put(Db *db, Arena *arena, const PeopleEditor *editor, const Person *person,
                const char **ret_key, GError **error);

/* `post.id` none: a new one. `post.element` is an office, a party or a committee. */
bool post_put(Db *db, Arena *arena, const PeopleEditor *editor, const Post *post, GError **error);

/* A new person with a post (its `person` is not read) in one transaction. */
bool person_add_with_post(Db *db, Arena *arena, const PeopleEditor *editor, const Person *person,
                          const Post *post, Id *ret_id, GError **error);

/* Many changes in one db_write(), which read the people there are only once: an import. The caller
 * has checked the places of posts against the rules. */
typedef struct PeopleBatch PeopleBatch;
/* It lives in `arena`, but for what people_batch_free() gives back; `editor` must outlive it. */
bool people_batch_new(Db *db, Arena *arena, const PeopleEditor *editor, PeopleBatch **ret_batch,
                      GError **error);
void people_batch_free(PeopleBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PeopleBatch, people_batch_free)
bool people_batch_add(Db *db, PeopleBatch *batch, const Person *person, Id *ret_id, GError **error);
/* ERROR_CONFLICT when somebody else has changed `before` meanwhile. */
bool people_batch_change(Db *db, PeopleBatch *batch, const Person *before, const Person *after,
                         GError **error);
/* `before` NULL: a new one, of a person who may have been added to the batch. */
bool people_batch_post(Db *db, PeopleBatch *batch, const Post *before, const Post *after,
                       GError **error);

/* `seat.id` none: a new one. Nobody sits twice in a body at the same time. */
bool seat_put(Db *db, Arena *arena, const PeopleEditor *editor, const Seat *seat, GError **error);

/* The last day of everything the person still has: posts and seats that go on, or end later, and
 * access to the collaboration. When that day has passed, logins that are open and links in the
 * person's letters end as well. ERROR_CONFLICT for a coordinator, who hands over first. */
bool person_end(Db *db, Arena *arena, const PeopleEditor *editor, Id person, Date last,
                GError **error);

typedef struct PersonLeaving {
    Id person;
    Id place; /* none: everywhere; otherwise only the posts at an office, party or committee end */
    Date last;
} PersonLeaving;

/* The same, so that it can be taken back: *ret_ended says what ended, and when it ended before. */
bool person_leave(Db *db, Arena *arena, const PeopleEditor *editor, const PersonLeaving *who,
                  const char **ret_ended, GError **error);

/* Gives back what person_leave() ended, where nobody has changed it since: posts, seats (but for
 * bodies where the person sits anew) and access. Logins and links that ended stay ended. */
bool person_return(Db *db, Arena *arena, const PeopleEditor *editor, const char *ended,
                   GError **error);
