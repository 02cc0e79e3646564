#pragma once
#include "modules/people/people_edit.h"

/* The yearly confirmation round: each office goes through its people and says of each whether what
 * is known still holds, by a link in a letter or logged in. One round at a time. */

typedef enum {
    CONFIRMATION_NONE, /* not gone through yet */
    CONFIRMATION_RIGHT,
    CONFIRMATION_CHANGED,
    CONFIRMATION_LEFT,
    CONFIRMATION_NEW,
    N_CONFIRMATION_OUTCOMES
} ConfirmationOutcome;

typedef struct ConfirmationOffice {
    Id element;                     /* an office or a party */
    Instant mailed_at, reminded_at; /* none: nobody could be written to; not reminded */
    Instant begun_at, done_at;
} ConfirmationOffice;

typedef struct ConfirmationAnswer {
    Id element, person;
    ConfirmationOutcome outcome;
    const char *said; /* which fields were changed, in words */
    Instant said_at;
    const char *ended; /* of one who has left: what person_return() gives back */
} ConfirmationAnswer;

typedef struct Confirmation {
    Id id; /* none: there has not been any */
    Date started_on, last_on, closed_on;
    const ConfirmationOffice *offices;
    const ConfirmationAnswer *answers;
    size_t n_offices, n_answers;
} Confirmation;

#define CONFIRMATION_DAYS_MAX 366

/* The latest round, open or over. Three statements. */
bool confirmation_latest(Db *db, Arena *arena, Id collaboration, Confirmation *ret, GError **error);
/* ERROR_NOT_FOUND. Three statements. */
bool confirmation_get(Db *db, Arena *arena, Id collaboration, Id id, Confirmation *ret,
                      GError **error);
bool confirmation_is_open(const Confirmation *confirmation, Date today);

/* NULL when the office is not in the round, or has not answered about the person. */
const ConfirmationOffice *confirmation_office(const Confirmation *confirmation, Id element);
const ConfirmationAnswer *confirmation_answer(const Confirmation *confirmation, Id element,
                                              Id person);

/* Whom the office goes through: those who work there that day, and those it has said have left or
 * are new, by name. */
typedef struct ConfirmationPerson {
    const Person *person;
    const Post *post; /* there, the latest begun; NULL when the person has left or begins later */
    bool is_only_here;
    ConfirmationOutcome outcome;
    const char *said;
} ConfirmationPerson;
typedef struct ConfirmationPersons {
    const ConfirmationPerson *rows;
    size_t n, n_answered;
} ConfirmationPersons;
ConfirmationPersons confirmation_persons(Arena *arena, const Confirmation *confirmation,
                                         const People *people, Id element, Date on);

/* ---- the coordinator ---- */

typedef struct ConfirmationSender {
    Id collaboration, account;
    const char *name, *title; /* of the collaboration */
    const char *origin;       /* the site's, for links */
    Date today;
    Instant now;
} ConfirmationSender;

/* A new round for the elements until its last day: a letter with a link for each contact person and
 * head with an address. ERROR_CONFLICT while one is open, ERROR_INVALID for a day that has passed
 * or is more than CONFIRMATION_DAYS_MAX away, for nobody to ask, and for what is neither office nor
 * party. */
bool confirmation_start(Db *db, Arena *arena, const ConfirmationSender *sender, Date last_on,
                        FormIds elements, GError **error);

/* Letters to the offices that are not done, but for those who were written to in the last hour.
 * *ret_n: how many offices. ERROR_CONFLICT when the round is over. */
bool confirmation_remind(Db *db, Arena *arena, const ConfirmationSender *sender, size_t *ret_n,
                         GError **error);

/* Whom the coordinator has chosen to write to for an office. */
typedef struct ConfirmationRecipient {
    Id person;         /* somebody who works there and has an address; none: */
    const char *email; /* another address */
} ConfirmationRecipient;

/* A letter with a link to somebody chosen; where nobody at the office is asked by function, they
 * are reminded too. ERROR_INVALID for a person without an address or who does not work there,
 * ERROR_NOT_FOUND for an office that is not in the round, ERROR_CONFLICT when it is over. */
bool confirmation_send(Db *db, Arena *arena, const ConfirmationSender *sender, Id element,
                       const ConfirmationRecipient *to, GError **error);

/* Another last day, also when the one there was has passed; links in letters follow it.
 * ERROR_INVALID as confirmation_start(), ERROR_CONFLICT when the round was ended before its last
 * day. */
bool confirmation_move(Db *db, Arena *arena, const ConfirmationSender *sender, Date last_on,
                       GError **error);

/* Ends it before its last day. ERROR_CONFLICT when it is over. */
bool confirmation_close(Db *db, Arena *arena, const ConfirmationSender *sender, GError **error);

/* ---- the office ---- */

/* Who answers for which office in which round. */
typedef struct ConfirmationActor {
    PeopleEditor editor;
    Id confirmation, element;
    Instant now;
    bool is_coordinator; /* who may take back a leaving also when the round is over */
} ConfirmationActor;

/* Each is saved at once, and logged as the person's changes are. ERROR_CONFLICT when the round is
 * over or somebody has changed the person meanwhile, ERROR_NOT_FOUND when the person does not work
 * at the office. */
bool confirmation_right(Db *db, Arena *arena, const ConfirmationActor *actor, Id person,
                        GError **error);

/* Name and contact details of `person` (with its `edit`; the note stays), function, title and
 * subjects of the post there. Of somebody who works elsewhere too the post alone is changed. */
bool confirmation_change(Db *db, Arena *arena, const ConfirmationActor *actor, const Person *person,
                         const Post *post, GError **error);

/* person_end(), or for somebody who works elsewhere too the end of the posts at the office. */
bool confirmation_left(Db *db, Arena *arena, const ConfirmationActor *actor, Id person, Date last,
                       GError **error);

/* Takes back that the person has left: what ended then goes on, and what stands there is right.
 * ERROR_NOT_FOUND when the office has not said so, ERROR_CONFLICT when the round is over and
 * whoever asks is not the coordinator. */
bool confirmation_back(Db *db, Arena *arena, const ConfirmationActor *actor, Id person,
                       GError **error);

/* ERROR_CONFLICT when somebody with that name or address works there already. */
bool confirmation_new(Db *db, Arena *arena, const ConfirmationActor *actor, const Person *person,
                      const Post *post, GError **error);

/* The office is done. ERROR_CONFLICT, with names, while somebody has not been gone through; doing
 * it twice is no error. */
bool confirmation_done(Db *db, Arena *arena, const ConfirmationActor *actor, GError **error);
