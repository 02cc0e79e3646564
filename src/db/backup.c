#include "db/copy.h"
#include "db/db_private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

/* Neither is the running database's own, so opening and closing them is nobody's harm. */
static bool sync_path(const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool done = fsync(fd) == 0;
    close(fd);
    return done;
}

static bool fail_exists(const char *file, GError **error) {
    return fail(error, ERROR_CONFLICT, "%s finns redan. Välj ett annat namn.", file);
}

/* Never over a file that somebody else made meanwhile, where the file system can promise it. */
static bool rename_to_new(const char *from, const char *to) {
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0 ||
           (errno == EINVAL && rename(from, to) == 0);
}

static bool put_in_place(const char *partial, const char *file, GError **error) {
    g_autofree char *folder = g_path_get_dirname(file);
    bool in_place = sync_path(partial) && rename_to_new(partial, file);
    if (!in_place && errno == EEXIST)
        return fail_exists(file, error);
    return (in_place && sync_path(folder)) ||
           fail(error, ERROR_UNAVAILABLE, "%s gick inte att skriva: %s.", file, g_strerror(errno));
}

static bool write_file(Db *db, const char *file, GError **error);

/* A database that is no file is copied row by row to one, which like any other has files beside it
 * while it is open; the backup of that has none. */
static bool write_copy(Db *db, const char *file, GError **error) {
    g_autofree char *path = g_strconcat(file, ".copy", NULL);
    g_autoptr(Db) copy = NULL;
    g_unlink(path);
    bool done = db_copy_to_new(db, path, error) && db_open(path, &copy, error) &&
                write_file(copy, file, error);
    g_clear_pointer(&copy, db_close);
    g_unlink(path);
    return done;
}

static bool write_file(Db *db, const char *file, GError **error) {
    return db->driver->backup == NULL ? write_copy(db, file, error)
                                      : db->driver->backup(db->connection, file, error);
}

bool db_backup(Db *db, const char *file, GError **error) {
    g_assert(db->mode == MODE_NONE);
    if (g_file_test(file, G_FILE_TEST_EXISTS))
        return fail_exists(file, error);
    g_autofree char *partial = g_strdup_printf("%s.%d.partial", file, (int)getpid());
    g_unlink(partial);
    bool done = write_file(db, partial, error) && put_in_place(partial, file, error);
    if (!done)
        g_unlink(partial);
    return done;
}

bool db_integrity(Db *db, GPtrArray *findings, GError **error) {
    return db->driver->integrity == NULL || db->driver->integrity(db->connection, findings, error);
}
