#pragma once
#include "db/db.h"

/* The database that --data names, or SAMSYN_DATA, or the file that SAMSYN_CONFIG names. The caller
 * frees it. */
bool command_where(const char *data, char **ret_where, GError **error);

/* Opens the database of --data with the present schema (upgrade.h). command_open: ERROR_NOT_FOUND
 * when there is none. command_create: ERROR_CONFLICT when there is one already. */
bool command_open(const char *data, Db **ret_db, GError **error);
bool command_create(const char *data, Db **ret_db, GError **error);

/* As command_open(), of an installation whose settings are known. */
struct Installation;
bool command_open_installation(const struct Installation *installation, Db **ret_db,
                               GError **error);
