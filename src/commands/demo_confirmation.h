#pragma once
#include "base/arena.h"
#include "db/db.h"

/* A collaboration's confirmation round in the demo, as demo/confirmation-NAME.conf says: which
 * offices have gone through their people and what they said, by the link in the letter. `text` is
 * the file. In the caller's db_write(). */
bool demo_confirmation(Db *db, Arena *arena, Id collaboration, const char *text, GError **error);
