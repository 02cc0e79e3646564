#include "modules/plan_import/uploads.h"

#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "modules/plan_import/plan_import_sql.h"

#include <glib.h>

bool uploads_waiting(Db *db, Arena *arena, Id collaboration, PlanUploads *ret, GError **error) {
    SqlUploadsWaitingRows found;
    if (!sql_uploads_waiting(db, arena, &(SqlUploadsWaitingIn){.collaboration = collaboration},
                             &found, error))
        return false;
    PlanUpload *rows = ARENA_ARRAY(arena, PlanUpload, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlUploadsWaitingRow *row = &found.rows[i];
        rows[i] = (PlanUpload){.id = row->id,
                               .document = row->document,
                               .filename = row->filename,
                               .account_name = row->account_name,
                               .n_bytes = row->n_bytes,
                               .created_at = row->created_at};
    }
    *ret = (PlanUploads){rows, found.n};
    return true;
}

static bool is_gone(GError **error) {
    return fail(error, ERROR_NOT_FOUND,
                "Filen finns inte längre. Den är redan inläst eller borttagen.");
}

bool upload_load(Db *db, Arena *arena, Id collaboration, Id id, PlanUpload *ret, GError **error) {
    const SqlUploadOneRow *row;
    if (!sql_upload_one(db, arena, &(SqlUploadOneIn){.collaboration = collaboration, .id = id},
                        &row, error))
        return false;
    if (row == NULL)
        return is_gone(error);
    *ret = (PlanUpload){.id = row->id,
                        .document = row->document,
                        .filename = row->filename,
                        .content = row->content,
                        .n_bytes = (int64_t)row->content.size,
                        .created_at = row->created_at};
    return true;
}

typedef struct {
    Arena *arena;
    Id collaboration, id;
    const PlanUpload *upload;
} Storing;

static bool store(Db *db, void *data, GError **error) {
    Storing *storing = data;
    PlanUploads waiting;
    int64_t gone;
    Instant now = instant_now();
    SqlUploadsDeleteOlderIn old = {storing->collaboration, instant_add_days(now, -UPLOAD_DAYS)};
    if (!sql_uploads_delete_older(db, &old, &gone, error) ||
        !uploads_waiting(db, storing->arena, storing->collaboration, &waiting, error))
        return false;
    if (waiting.n >= UPLOADS_MAX)
        return fail(error, ERROR_CONFLICT,
                    "%d filer väntar redan. Läs in eller ta bort någon av dem först.", UPLOADS_MAX);
    SqlUploadInsertIn in = {
        .collaboration = storing->collaboration,
        .id = db_new_id(db),
        .account = storing->upload->account,
        .filename = text_cut(storing->arena, storing->upload->filename, UPLOAD_NAME_MAX),
        .content = storing->upload->content,
        .document = storing->upload->document,
        .now = now};
    storing->id = in.id;
    return sql_upload_insert(db, &in, error);
}

bool upload_store(Db *db, Arena *arena, Id collaboration, const PlanUpload *upload, Id *ret_id,
                  GError **error) {
    Storing storing = {arena, collaboration, {0}, upload};
    if (!db_write(db, store, &storing, error))
        return false;
    *ret_id = storing.id;
    return true;
}

typedef struct {
    Id collaboration, id;
} Removing;

static bool remove_upload(Db *db, void *data, GError **error) {
    const Removing *removing = data;
    int64_t gone;
    SqlUploadDeleteIn in = {.collaboration = removing->collaboration, .id = removing->id};
    return sql_upload_delete(db, &in, &gone, error) && (gone > 0 || is_gone(error));
}

bool upload_remove(Db *db, Id collaboration, Id id, GError **error) {
    return db_write(db, remove_upload, &(Removing){collaboration, id}, error);
}
