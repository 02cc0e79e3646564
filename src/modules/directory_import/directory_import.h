#pragma once
#include "modules/directory_import/matching.h"
#include "modules/people/people_edit.h"

/* Reading people in from a file: it is kept while somebody looks at what it would change, and the
 * preview and the import read the same bytes. */

#define PEOPLE_FILE_BYTES_MAX ((size_t)5 * 1024 * 1024)
#define PEOPLE_UPLOAD_DAYS 2
#define PEOPLE_UPLOAD_NAME_MAX 200

typedef struct PeopleUpload {
    Id id, account;
    Id element; /* where people work whose row does not say it, or none */
    const char *filename;
    Bytes content;
    Instant created_at;
} PeopleUpload;

/* Keeps a file (account, element, filename, content), in place of one that the account handed in
 * before; those older than PEOPLE_UPLOAD_DAYS go. Errors of people_table_read(); ERROR_INVALID for
 * a file that is empty or larger than PEOPLE_FILE_BYTES_MAX. */
bool people_upload_keep(Db *db, Arena *arena, Id collaboration, const PeopleUpload *upload,
                        Instant now, Id *ret_id, GError **error);

/* Only for the account that handed it in: ERROR_NOT_FOUND for others. */
bool people_upload_get(Db *db, Arena *arena, Id collaboration, Id account, Id id, PeopleUpload *ret,
                       GError **error);
/* ERROR_NOT_FOUND. */
bool people_upload_remove(Db *db, Id collaboration, Id id, GError **error);

/* How somebody has chosen to read it. */
typedef struct PeopleChoices {
    const PersonColumn *columns; /* of each of the table's columns; NULL: as guessed */
    const Id *same;              /* by row: the person it is, or none; NULL: nobody chosen */
    Id editor;                   /* as PersonMatching */
} PeopleChoices;

/* What the file would change today. */
typedef struct PeoplePreview {
    PeopleTable table;
    PersonRows rows;
} PeoplePreview;
bool people_preview(Db *db, Arena *arena, const PeopleEditor *editor, const PeopleUpload *upload,
                    const PeopleChoices *choices, PeoplePreview *ret, GError **error);

/* Makes the changes in one transaction, matched anew there, and forgets the file; rows that cannot
 * be read are left out. */
bool people_upload_apply(Db *db, Arena *arena, const PeopleEditor *editor,
                         const PeopleUpload *upload, const PeopleChoices *choices, PersonRows *ret,
                         GError **error);
