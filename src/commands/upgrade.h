#pragma once
#include "db/migrate.h"

/* How many backups of the schema's upgrades are kept in their folder. */
#define UPGRADE_BACKUPS_KEPT 5

typedef struct Upgrade {
    const char *where;   /* the opened database */
    const char *backups; /* the folder of backups; NULL = beside the database, if that is a file */
    bool no_backup;      /* the operator has one */
} Upgrade;

/* Brings the schema of an opened database up to date. A database that has anything in it is first
 * backed up as NAME.20210415-091500-0006.backup (UTC; 0006 is the schema it had; NAME is the
 * file's, or "samsyn" of PostgreSQL); of such files the latest UPGRADE_BACKUPS_KEPT stay. What
 * cannot be backed up is not upgraded: ERROR_INVALID where no folder is known. *ret_backup (g_free)
 * is the new file, or NULL where none was needed. */
bool upgrade_schema(const Upgrade *upgrade, Db *db, char **ret_backup, GError **error);

/* The same with a list of migrations of its own: for tests. */
bool upgrade_schema_with(const Upgrade *upgrade, Db *db, const DbMigrations *migrations,
                         char **ret_backup, GError **error);
