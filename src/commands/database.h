#pragma once
#include "db/db.h"

/* Opens the database of --data with the present schema. command_open: ERROR_NOT_FOUND when there is
 * none. command_create: ERROR_CONFLICT when there is one already. */
bool command_open(const char *data, Db **ret_db, GError **error);
bool command_create(const char *data, Db **ret_db, GError **error);
