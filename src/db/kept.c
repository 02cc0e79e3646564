#include "db/db_private.h"

#include <string.h>

typedef struct {
    DbReading reading;
    DbKey key;
    Arena *arena;
    size_t size;
    const void *value;
} Kept;

static guint hash_of(gconstpointer kept) {
    const Kept *of = kept;
    int64_t mixed = of->key.collaboration.value ^ of->key.id.value ^ of->key.more;
    return g_int64_hash(&mixed) ^ g_direct_hash((gpointer)of->reading);
}

static gboolean is_same(gconstpointer a, gconstpointer b) {
    const Kept *left = a, *right = b;
    return left->reading == right->reading &&
           left->key.collaboration.value == right->key.collaboration.value &&
           left->key.id.value == right->key.id.value && left->key.more == right->key.more;
}

static void forget(gpointer data) {
    Kept *kept = data;
    arena_free(kept->arena);
    g_free(kept);
}

GHashTable *kept_new(void) {
    return g_hash_table_new_full(hash_of, is_same, forget, NULL);
}

void db_forget(Db *db) {
    g_hash_table_remove_all(db->kept);
    db->kept_bytes = 0;
}

/* Asked once in a transaction, which sees the same to its end. */
static bool may_keep(Db *db) {
    char seen[DB_SNAPSHOT_SIZE];
    if (db->mode != MODE_READ || db->kept_state != KEPT_UNKNOWN)
        return db->mode == MODE_READ && db->kept_state == KEPT_IS_CURRENT;
    if (!db->driver->snapshot(db->connection, seen)) {
        db->kept_state = KEPT_NOT;
        return false;
    }
    if (strcmp(seen, db->kept_snapshot) != 0)
        db_forget(db);
    g_strlcpy(db->kept_snapshot, seen, sizeof db->kept_snapshot);
    db->kept_state = KEPT_IS_CURRENT;
    return true;
}

static void keep(Db *db, Kept *kept) {
    if (g_hash_table_size(db->kept) >= DB_KEPT_MAX ||
        db->kept_bytes + kept->size > DB_KEPT_BYTES_MAX)
        db_forget(db);
    db->kept_bytes += kept->size;
    g_hash_table_add(db->kept, kept);
}

bool db_kept(Db *db, Arena *arena, DbReading reading, const DbKey *key, const void **ret,
             GError **error) {
    if (!may_keep(db))
        return reading(db, arena, key, ret, error);
    Kept *kept = g_hash_table_lookup(db->kept, &(Kept){.reading = reading, .key = *key});
    if (kept == NULL) {
        g_autoptr(Arena) own = arena_new();
        const void *value;
        if (!reading(db, own, key, &value, error))
            return false;
        kept = g_new(Kept, 1);
        *kept = (Kept){reading, *key, own, arena_size(own), value};
        own = NULL;
        keep(db, kept);
    }
    g_assert(arena_size(kept->arena) == kept->size); /* whoever adds to it makes it grow for ever */
    arena_hold(arena, kept->arena);
    *ret = kept->value;
    return true;
}
