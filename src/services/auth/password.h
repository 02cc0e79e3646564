#pragma once
#include <glib.h>
#include <stdbool.h>

/* Argon2id (RFC 9106) with 64 MiB, three passes, one lane: about 80 ms and 64 MiB each, so at most
 * PASSWORD_HASHES_AT_ONCE run at a time; the rest wait their turn. */
#define PASSWORD_HASHES_AT_ONCE 2
#define PASSWORD_HASH_SIZE 128

/* The hash in PHC form, for the database. */
bool password_hash(const char *password, char ret_hash[PASSWORD_HASH_SIZE], GError **error);

/* hash NULL (no such account, or none set): the same work, then false. */
bool password_verify(const char *hash, const char *password);

/* How many hashes have been computed since the start: tests show that a known and an unknown user
 * cost the same. */
unsigned password_hash_count(void);
