#include "services/auth/password.h"

#include "base/error.h"

#include <sodium.h>
#include <string.h>

#define PASSES 3
#define MEMORY ((size_t)64 * 1024 * 1024)

/* What a missing account is checked against; no password is known to give it. */
static const char nobody[] = "$argon2id$v=19$m=65536,t=3,p=1$c2Ftc3luLW5vYm9keS0wMQ$"
                             "1v0jE0u7vN5p5p0m4o5wWq8G8o3T0bq1x7VwXyq9a2k";

static GMutex turn_lock;
static GCond turn_free;
static unsigned running;
static unsigned computed;

static void take_turn(void) {
    g_mutex_lock(&turn_lock);
    while (running >= PASSWORD_HASHES_AT_ONCE)
        g_cond_wait(&turn_free, &turn_lock);
    running++;
    computed++;
    g_mutex_unlock(&turn_lock);
}

static void leave_turn(void) {
    g_mutex_lock(&turn_lock);
    running--;
    g_cond_signal(&turn_free);
    g_mutex_unlock(&turn_lock);
}

bool password_hash(const char *password, char ret_hash[PASSWORD_HASH_SIZE], GError **error) {
    G_STATIC_ASSERT(PASSWORD_HASH_SIZE >= crypto_pwhash_STRBYTES);
    take_turn();
    int failed = crypto_pwhash_str_alg(ret_hash, password, strlen(password), PASSES, MEMORY,
                                       crypto_pwhash_ALG_ARGON2ID13);
    leave_turn();
    if (failed != 0)
        return fail(error, ERROR_UNAVAILABLE,
                    "Minnet räcker inte just nu. Försök igen om en stund.");
    return true;
}

bool password_verify(const char *hash, const char *password) {
    take_turn();
    bool matches =
        crypto_pwhash_str_verify(hash == NULL ? nobody : hash, password, strlen(password)) == 0;
    leave_turn();
    return matches && hash != NULL;
}

unsigned password_hash_count(void) {
    g_mutex_lock(&turn_lock);
    unsigned count = computed;
    g_mutex_unlock(&turn_lock);
    return count;
}
