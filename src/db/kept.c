#include "db/db_private.h"

#include <string.h>

typedef struct {
    DbReading reading;
    DbKey key;
    Arena *arena;
    size_t size;
    const void *value;
    int64_t edition; /* of what was read; 0 when it has none */
    bool is_current; /* what the snapshot of kept_snapshot shows */
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

static gboolean must_go(gpointer key, gpointer value, gpointer data) {
    (void)value;
    Kept *kept = key;
    Db *db = data;
    kept->is_current = false;
    if (kept->edition != 0)
        return FALSE;
    db->kept_bytes -= kept->size;
    return TRUE;
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
        g_hash_table_foreach_remove(db->kept, must_go, db);
    g_strlcpy(db->kept_snapshot, seen, sizeof db->kept_snapshot);
    db->kept_state = KEPT_IS_CURRENT;
    return true;
}

static const Kept *keep(Db *db, Kept *kept) {
    if (g_hash_table_size(db->kept) >= DB_KEPT_MAX ||
        db->kept_bytes + kept->size > DB_KEPT_BYTES_MAX)
        db_forget(db);
    db->kept_bytes += kept->size;
    g_hash_table_add(db->kept, kept);
    return kept;
}

static void drop(Db *db, Kept *kept) {
    db->kept_bytes -= kept->size;
    g_hash_table_remove(db->kept, kept);
}

static bool read_and_keep(Db *db, const Kept *wanted, const Kept **ret, GError **error) {
    g_autoptr(Arena) own = arena_new();
    const void *value;
    if (!wanted->reading(db, own, &wanted->key, &value, error))
        return false;
    Kept *kept = g_new(Kept, 1);
    *kept = *wanted;
    kept->size = arena_size(own);
    kept->arena = g_steal_pointer(&own);
    kept->value = value;
    *ret = keep(db, kept);
    return true;
}

static bool hand_out(Arena *arena, const Kept *kept, const void **ret) {
    g_assert(arena_size(kept->arena) == kept->size); /* whoever adds to it makes it grow for ever */
    arena_hold(arena, kept->arena);
    *ret = kept->value;
    return true;
}

bool db_kept(Db *db, Arena *arena, DbReading reading, const DbKey *key, const void **ret,
             GError **error) {
    if (!may_keep(db))
        return reading(db, arena, key, ret, error);
    Kept wanted = {.reading = reading, .key = *key, .is_current = true};
    const Kept *kept = g_hash_table_lookup(db->kept, &wanted);
    return (kept != NULL || read_and_keep(db, &wanted, &kept, error)) && hand_out(arena, kept, ret);
}

/* The edition is read before the value: a change between the two makes the value newer than it
 * says, and then its edition is nobody's any more. */
bool db_kept_edition(Db *db, Arena *arena, DbReading reading, DbEdition edition, const DbKey *key,
                     const void **ret, GError **error) {
    Kept wanted = {.reading = reading, .key = *key, .is_current = may_keep(db)};
    Kept *kept = g_hash_table_lookup(db->kept, &wanted);
    if (kept != NULL && kept->is_current && wanted.is_current)
        return hand_out(arena, kept, ret);
    if (!edition(db, arena, key, &wanted.edition, error))
        return false;
    if (kept != NULL && kept->edition == wanted.edition) {
        kept->is_current = wanted.is_current;
        return hand_out(arena, kept, ret);
    }
    if (db->mode == MODE_WRITE)
        return reading(db, arena, key, ret, error);
    if (kept != NULL)
        drop(db, kept);
    const Kept *anew;
    return read_and_keep(db, &wanted, &anew, error) && hand_out(arena, anew, ret);
}
