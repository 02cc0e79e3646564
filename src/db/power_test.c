#include "db/db_test_sql.h"
#include "db/migrate.h"
#include "db/testdb.h"

#include <sqlite3.h>
#include <string.h>

/* What is left when the power goes: of each file only what it held when it was last synced. SQLite
 * writes through a VFS that remembers that; after a cut the remembered files are opened, and every
 * row that was told of must be there. */

enum {
    ROWS = 100,
    ROW_SIZE = 50 * 1000,
    CUT_EVERY = 10
}; /* 5 MB: the log is checkpointed on the way */

static const Id samverkan = {7};

typedef struct {
    GHashTable *synced; /* path → GBytes */
    bool ignores_sync;
    sqlite3_vfs *real, keeping;
} Disk;

static Disk disk;

typedef struct {
    sqlite3_file base;
    const char *path;
    sqlite3_file *real; /* right behind this */
} KeptFile;

static sqlite3_file *real_of(sqlite3_file *file) {
    return ((KeptFile *)file)->real;
}

static void keep(const char *path) {
    char *content;
    gsize size;
    g_assert_true(g_file_get_contents(path, &content, &size, NULL));
    g_hash_table_insert(disk.synced, g_strdup(path), g_bytes_new_take(content, size));
}

static int file_sync(sqlite3_file *file, int flags) {
    int code = real_of(file)->pMethods->xSync(real_of(file), flags);
    if (code == SQLITE_OK && !disk.ignores_sync)
        keep(((KeptFile *)file)->path);
    return code;
}

/* ---- as the real file does it ---- */

static int file_close(sqlite3_file *file) {
    return real_of(file)->pMethods->xClose(real_of(file));
}

static int file_read(sqlite3_file *file, void *to, int size, sqlite3_int64 at) {
    return real_of(file)->pMethods->xRead(real_of(file), to, size, at);
}

static int file_write(sqlite3_file *file, const void *from, int size, sqlite3_int64 at) {
    return real_of(file)->pMethods->xWrite(real_of(file), from, size, at);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *ret) {
    return real_of(file)->pMethods->xFileSize(real_of(file), ret);
}

static int file_lock(sqlite3_file *file, int level) {
    return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int file_unlock(sqlite3_file *file, int level) {
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int file_is_reserved(sqlite3_file *file, int *ret) {
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), ret);
}

static int file_control(sqlite3_file *file, int operation, void *data) {
    return real_of(file)->pMethods->xFileControl(real_of(file), operation, data);
}

static int file_sector_size(sqlite3_file *file) {
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int file_characteristics(sqlite3_file *file) {
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int file_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **ret) {
    return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, ret);
}

static int file_shm_lock(sqlite3_file *file, int offset, int n, int flags) {
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, n, flags);
}

static void file_shm_barrier(sqlite3_file *file) {
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int file_shm_unmap(sqlite3_file *file, int remove) {
    return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

static const sqlite3_io_methods kept_methods = {.iVersion = 2,
                                                .xClose = file_close,
                                                .xRead = file_read,
                                                .xWrite = file_write,
                                                .xTruncate = file_truncate,
                                                .xSync = file_sync,
                                                .xFileSize = file_size,
                                                .xLock = file_lock,
                                                .xUnlock = file_unlock,
                                                .xCheckReservedLock = file_is_reserved,
                                                .xFileControl = file_control,
                                                .xSectorSize = file_sector_size,
                                                .xDeviceCharacteristics = file_characteristics,
                                                .xShmMap = file_shm_map,
                                                .xShmLock = file_shm_lock,
                                                .xShmBarrier = file_shm_barrier,
                                                .xShmUnmap = file_shm_unmap};

static int vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags,
                    int *ret_flags) {
    KeptFile *kept = (KeptFile *)file;
    (void)vfs;
    kept->path = path;
    kept->real = (sqlite3_file *)(kept + 1);
    int code = disk.real->xOpen(disk.real, path, kept->real, flags, ret_flags);
    kept->base.pMethods = kept->real->pMethods == NULL ? NULL : &kept_methods;
    return code;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int sync) {
    (void)vfs;
    g_hash_table_remove(disk.synced, path);
    return disk.real->xDelete(disk.real, path, sync);
}

static void disk_start(bool ignores_sync) {
    disk = (Disk){.ignores_sync = ignores_sync, .real = sqlite3_vfs_find(NULL)};
    disk.synced =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
    disk.keeping = *disk.real;
    disk.keeping.zName = "keeping";
    disk.keeping.szOsFile = (int)sizeof(KeptFile) + disk.real->szOsFile;
    disk.keeping.xOpen = vfs_open;
    disk.keeping.xDelete = vfs_delete;
    g_assert_cmpint(sqlite3_vfs_register(&disk.keeping, 1), ==, SQLITE_OK);
}

static void disk_stop(void) {
    sqlite3_vfs_unregister(&disk.keeping);
    g_hash_table_unref(disk.synced);
}

/* ---- writing, and looking after a cut ---- */

static const char *title_of(Arena *arena, int row) {
    return arena_printf(arena, "rad %d", row);
}

static bool add_thing(Db *db, void *title, GError **error) {
    static const uint8_t content[ROW_SIZE];
    SqlThingAddIn in = {.collaboration = samverkan,
                        .id = db_new_id(db),
                        .title = title,
                        .content = {content, ROW_SIZE}};
    return sql_thing_add(db, &in, error);
}

static void put_back(const char *from, const char *to, const char *ending) {
    g_autofree char *kept = g_strconcat(from, ending, NULL), *copy = g_strconcat(to, ending, NULL);
    GBytes *content = g_hash_table_lookup(disk.synced, kept);
    gsize size;
    const char *bytes = content == NULL ? NULL : g_bytes_get_data(content, &size);
    if (content != NULL)
        g_assert_true(g_file_set_contents(copy, bytes, (gssize)size, NULL));
}

/* How many of the first n rows are there after a cut now. */
static int rows_after_cut(const char *path, int n) {
    char *copy = testdb_file();
    g_autoptr(Arena) arena = arena_new();
    Db *db;
    int found = 0;
    put_back(path, copy, "");
    put_back(path, copy, "-wal");
    if (g_file_test(copy, G_FILE_TEST_EXISTS) && db_open(copy, &db, NULL)) {
        for (int row = 0; row < n; row++) {
            const SqlThing *thing;
            SqlThingFindIn in = {samverkan, title_of(arena, row)};
            found += sql_thing_find(db, arena, &in, &thing, NULL) && thing != NULL;
        }
        db_close(db);
    }
    testdb_remove_file(copy);
    return found;
}

/* The rows that are lost in cuts while ROWS are written. */
static int rows_lost(bool ignores_sync) {
    char *path = testdb_file();
    Db *db;
    int lost = 0;
    disk_start(ignores_sync);
    g_assert_true(db_create(path, &db, NULL));
    g_assert_true(db_migrate(db, NULL));
    for (int row = 0; row < ROWS; row++) {
        g_autoptr(Arena) arena = arena_new();
        g_assert_true(db_write(db, add_thing, (void *)title_of(arena, row), NULL));
        if (row % CUT_EVERY == 0)
            lost += row + 1 - rows_after_cut(path, row + 1);
    }
    db_close(db);
    disk_stop();
    testdb_remove_file(path);
    return lost;
}

static void test_power_cut(void) {
    g_assert_cmpint(rows_lost(false), ==, 0);
}

/* On a disk that only says that it has synced, rows are lost: the test above sees it when they are.
 */
static void test_power_cut_without_sync(void) {
    g_assert_cmpint(rows_lost(true), >, ROWS);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/db/34 power cut", test_power_cut);
    g_test_add_func("/db/34 power cut without sync", test_power_cut_without_sync);
    return g_test_run();
}
