#pragma once
#include "modules/people/people_edit.h"

/* An address of somebody that an office's link has changed. */
typedef struct ChangedAddress {
    const PeopleEditor *editor;
    const char *before, *after; /* after NULL: taken away */
    Instant now;
} ChangedAddress;

/* Writes to the address that was, so that nobody who has the link takes another's letters unseen.
 * In the caller's db_write(). */
bool changed_address_tell(Db *db, Arena *arena, const ChangedAddress *changed, GError **error);
