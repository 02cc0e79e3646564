#pragma once
#include "base/arena.h"
#include "db/db.h"

/* A collaboration's rounds in the demo, as demo/rounds-NAME.conf says: proposals, what the
 * preparers made of them, answers and outcomes, each through the same calls as a person's. `text`
 * is the file. In the caller's db_write(). */
bool demo_rounds(Db *db, Arena *arena, Id collaboration, const char *text, GError **error);
