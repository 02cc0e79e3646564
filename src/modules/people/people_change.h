#pragma once
#include "modules/people/people_edit.h"
#include "services/audit/audit.h"

/* What the changes of people share, inside the module. */

typedef struct Change {
    Arena *arena;
    const PeopleEditor *editor;
    const Person *person;
    const Post *post;
    const Seat *seat;
    Id added;
    GHashTable *keys; /* of a batch: those that are taken, so that the people are read once */
    People people;    /* as they are before the change */
    const char *key;
} Change;

/* Reads the people as they are before the change. */
bool change_load(Db *db, Change *change, GError **error);

/* ERROR_NOT_FOUND. */
bool change_find_person(const Change *change, Id person, GError **error);
/* NULL when there is none. */
const Post *change_find_post(const Change *change, Id id);
const Seat *change_find_seat(const Change *change, Id id);

/* true when the person sits in the body at the same time by another seat. */
bool change_sits_already(const Change *change, const Seat *seat);

/* Writes what has been checked, with a line in the log; `before` NULL: a new one. */
bool change_write_post(Db *db, const Change *change, const Post *before, const Post *post,
                       GError **error);
bool change_write_seat(Db *db, const Change *change, const Seat *before, const Seat *seat,
                       GError **error);
bool change_audit(Db *db, const Change *change, AuditEntry entry, GError **error);
