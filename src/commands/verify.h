#pragma once
#include "db/db.h"

/* What is wrong with a database, as Swedish sentences. */
typedef struct Verification {
    GPtrArray *findings; /* char *, empty when all is well */
    int schema;          /* the latest migration that has been run: 6 */
    size_t n_pending;    /* migrations that this program would run */
    size_t n_versions, n_audit;
} Verification;
void verification_clear(Verification *verification);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Verification, verification_clear)

/* Reads all of a database and changes nothing: how it is stored, which migrations made it, whether
 * each adopted version still has the SHA-256 that it was adopted with, and whether the log is one
 * sequence. Fails only where it cannot be read at all; what is wrong in it are findings. */
bool verify_database(Db *db, Verification *ret_verification, GError **error);

/* The same of a file. What is no database of Samsyn is an error. */
bool verify_file(const char *file, Verification *ret_verification, GError **error);
