#pragma once
#include "db/migrate.h"

/* How many backups of the schema's upgrades are kept beside the database. */
#define UPGRADE_BACKUPS_KEPT 5

/* Brings the schema of an opened database up to date. A database that has anything in it and is
 * kept in a file is first backed up beside it, as WHERE.20210415-091500-0006.backup (UTC; 0006 is
 * the schema it had); of such files the latest UPGRADE_BACKUPS_KEPT stay. What cannot be backed up
 * is not upgraded. *ret_backup (g_free) is the new file, or NULL where none was needed. */
bool upgrade_schema(const char *where, Db *db, char **ret_backup, GError **error);

/* The same with a list of migrations of its own: for tests. */
bool upgrade_schema_with(const char *where, Db *db, const DbMigrations *migrations,
                         char **ret_backup, GError **error);
