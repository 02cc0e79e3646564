#pragma once
#include "db/db.h"

/* One file of migrations/: 0004-accounts.sql. */
typedef struct {
    int number;       /* 4 */
    const char *name; /* "accounts" */
    const char *sql;
} DbMigration;

/* In the order of their numbers. */
typedef struct {
    const DbMigration *migrations;
    size_t n;
} DbMigrations;

/* Those of migrations/, built in. */
extern const DbMigrations db_migrations;

/* Brings the schema up to date: runs what has not been run, in order, each migration in a
 * transaction of its own together with its line in schema_migration, so that a stop at any moment
 * leaves the schema before or after it. Foreign keys may be broken inside a migration, but not at
 * its end. Changes nothing and fails with ERROR_CONFLICT when the database has a migration that the
 * program does not have (it is newer) or has otherwise (its text was changed after it was run). */
bool db_migrate(Db *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As db_migrate() with a list of its own: for tests. */
bool db_migrate_with(Db *db, const DbMigrations *migrations,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The migrations that db_migrate() would run, with the same refusals; changes nothing. */
bool db_migrations_pending(Db *db, const DbMigrations *migrations, DbMigrations *ret_pending,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
