#pragma once
#include "modules/collaborations/collaborations.h"

/* For tests: the project's own files, found by G_TEST_SRCDIR. Whatever goes wrong ends the test. */

/* "demo/people-jonkoping.conf" as text. The caller frees it. */
char *project_file(const char *path);

/* collaborations/NAME.conf, read into the database. */
Collaboration add_collaboration(Db *db, Arena *arena, const char *name);
