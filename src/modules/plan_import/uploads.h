#pragma once
#include "base/arena.h"
#include "db/db.h"

/* Plan files that have been handed in and wait for somebody to look at them. They are kept for
 * UPLOAD_DAYS, at most UPLOADS_MAX of a collaboration. */
#define UPLOAD_DAYS 30
#define UPLOADS_MAX 40
#define UPLOAD_NAME_MAX 200

typedef struct PlanUpload {
    Id id, document, account;
    const char *filename, *account_name; /* account_name: in lists only */
    Bytes content;                       /* not in lists */
    int64_t n_bytes;
    Instant created_at;
} PlanUpload;
typedef struct PlanUploads {
    const PlanUpload *rows;
    size_t n;
} PlanUploads;

/* Newest first, without their content. One statement. */
bool uploads_waiting(Db *db, Arena *arena, Id collaboration, PlanUploads *ret, GError **error);

/* ERROR_NOT_FOUND. */
bool upload_load(Db *db, Arena *arena, Id collaboration, Id id, PlanUpload *ret, GError **error);

/* Keeps a file (filename, content, document, account of `upload`); those that are too old go.
 * ERROR_CONFLICT when UPLOADS_MAX wait already. */
bool upload_store(Db *db, Arena *arena, Id collaboration, const PlanUpload *upload, Id *ret_id,
                  GError **error);

/* ERROR_NOT_FOUND. */
bool upload_remove(Db *db, Id collaboration, Id id, GError **error);
