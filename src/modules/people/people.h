#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "db/db.h"

/* People, their posts at offices, parties and committees, and their seats in bodies. */

typedef struct PeopleSummary {
    size_t n_added, n_unchanged;
} PeopleSummary;

/* Reads a file of `[person KEY]` groups (docs/collaboration-files.md, People) into a collaboration, in one
 * transaction: persons with posts and seats, and an account with a membership for each whose role is not
 * none. A person whose key is there already is left as it is. ERROR_INVALID names the group and what is wrong. */
#define PEOPLE_FILE_SIZE_MAX ((size_t)1024 * 1024)
bool people_import(Db *db, Arena *arena, Id collaboration, const char *text, size_t size, PeopleSummary *ret, GError **error);
