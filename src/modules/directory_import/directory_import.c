#include "modules/directory_import/directory_import.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "modules/directory_import/directory_import_sql.h"
#include "services/audit/audit.h"

#include <string.h>

/* ---- the file ---- */

typedef struct {
    Arena *arena;
    Id collaboration, id;
    const PeopleUpload *upload;
    Instant now;
} Keeping;

static bool keep(Db *db, void *data, GError **error) {
    Keeping *keeping = data;
    const PeopleUpload *upload = keeping->upload;
    SqlPeopleUploadsDeleteOlderIn old = {keeping->collaboration,
                                         instant_add_days(keeping->now, -PEOPLE_UPLOAD_DAYS),
                                         upload->account};
    SqlPeopleUploadInsertIn in = {
        .collaboration = keeping->collaboration,
        .id = db_new_id(db),
        .account = upload->account,
        .element = upload->element,
        .filename = text_cut(keeping->arena, upload->filename, PEOPLE_UPLOAD_NAME_MAX),
        .content = upload->content,
        .now = keeping->now};
    keeping->id = in.id;
    return sql_people_uploads_delete_older(db, &old, error) &&
           sql_people_upload_insert(db, &in, error);
}

bool people_upload_keep(Db *db, Arena *arena, Id collaboration, const PeopleUpload *upload,
                        Instant now, Id *ret_id, GError **error) {
    Keeping keeping = {arena, collaboration, {0}, upload, now};
    PeopleTable table;
    if (upload->content.size == 0)
        return fail(error, ERROR_INVALID, "Filen är tom. Välj en annan.");
    if (upload->content.size > PEOPLE_FILE_BYTES_MAX)
        return fail(error, ERROR_INVALID, "Filen får vara högst 5 MB. Dela den i flera.");
    if (!people_table_read(arena, upload->content, &table, error) ||
        !db_write(db, keep, &keeping, error))
        return false;
    *ret_id = keeping.id;
    return true;
}

static bool is_gone(GError **error) {
    return fail(error, ERROR_NOT_FOUND,
                "Filen finns inte längre. Den är redan inläst eller borttagen.");
}

bool people_upload_get(Db *db, Arena *arena, Id collaboration, Id account, Id id, PeopleUpload *ret,
                       GError **error) {
    const SqlPeopleUploadOneRow *row;
    if (!sql_people_upload_one(db, arena, &(SqlPeopleUploadOneIn){collaboration, id}, &row, error))
        return false;
    if (row == NULL || !id_equal(row->account, account))
        return is_gone(error);
    *ret = (PeopleUpload){row->id,       row->account, row->element,
                          row->filename, row->content, row->created_at};
    return true;
}

typedef struct {
    Id collaboration, id;
} Removing;

static bool remove_upload(Db *db, void *data, GError **error) {
    const Removing *removing = data;
    int64_t gone;
    SqlPeopleUploadDeleteIn in = {removing->collaboration, removing->id};
    return sql_people_upload_delete(db, &in, &gone, error) && (gone > 0 || is_gone(error));
}

bool people_upload_remove(Db *db, Id collaboration, Id id, GError **error) {
    return db_write(db, remove_upload, &(Removing){collaboration, id}, error);
}

/* ---- what it would change ---- */

typedef struct {
    Arena *arena;
    const PeopleEditor *editor;
    const PeopleUpload *upload;
    const PeopleChoices *choices;
    PeopleTable table;
    PersonRows rows;
    Id *added; /* by row that adds somebody */
} Reading;

static bool read_rows(Db *db, Reading *reading, GError **error) {
    const PeopleEditor *editor = reading->editor;
    const Rules *rules;
    People *people = ARENA_NEW(reading->arena, People);
    Id person = reading->choices->editor;
    /* An office is offered nobody whom it may not see; what is stored stays as it is. */
    PeopleReader reader = {.person = person,
                           .on = editor->today,
                           .sees_contact_details = true,
                           .sees_protected_contact_details = true};
    if (!rules_load(db, reading->arena, editor->collaboration, editor->today, &rules, error) ||
        !people_load(db, reading->arena, editor->collaboration, id_is_set(person) ? &reader : NULL,
                     people, error))
        return false;
    PersonMatching matching = {.table = &reading->table,
                               .columns = reading->choices->columns != NULL
                                              ? reading->choices->columns
                                              : reading->table.columns,
                               .rules = rules,
                               .people = people,
                               .place = rules_get(rules, reading->upload->element),
                               .editor = reading->choices->editor,
                               .chosen = reading->choices->same};
    reading->rows = people_match(reading->arena, &matching);
    return true;
}

static bool preview(Db *db, void *data, GError **error) {
    return read_rows(db, data, error);
}

bool people_preview(Db *db, Arena *arena, const PeopleEditor *editor, const PeopleUpload *upload,
                    const PeopleChoices *choices, PeoplePreview *ret, GError **error) {
    Reading reading = {.arena = arena, .editor = editor, .upload = upload, .choices = choices};
    if (!people_table_read(arena, upload->content, &reading.table, error) ||
        !db_read(db, preview, &reading, error))
        return false;
    *ret = (PeoplePreview){reading.table, reading.rows};
    return true;
}

/* ---- changing ---- */

static const char *said_or(const char *said, const char *otherwise) {
    return said != NULL ? said : otherwise;
}

static bool add_person(Db *db, Reading *reading, PeopleBatch *batch, size_t i, GError **error) {
    const PersonRow *row = &reading->rows.rows[i];
    Person person = {.name = row->name, .email = row->email, .phone = row->phone};
    return row->first != i || people_batch_add(db, batch, &person, &reading->added[i], error);
}

static bool change_person(Db *db, PeopleBatch *batch, const PersonRow *row, GError **error) {
    Person after = *row->person;
    if (!row->changes_person)
        return true;
    after.name = row->name;
    after.email = said_or(row->email, after.email);
    after.phone = said_or(row->phone, after.phone);
    return people_batch_change(db, batch, row->person, &after, error);
}

static bool write_post(Db *db, PeopleBatch *batch, const PersonRow *row, Id person,
                       GError **error) {
    Post after = {.person = person,
                  .element = row->place->element,
                  .function = "other",
                  .subjects = "",
                  .valid_from = row->from};
    if (!row->changes_post)
        return true;
    if (row->post != NULL)
        after = *row->post;
    after.function = said_or(row->function, after.function);
    after.title = said_or(row->title, after.title);
    after.subjects = said_or(row->subjects, after.subjects);
    return people_batch_post(db, batch, row->post, &after, error);
}

static bool apply_row(Db *db, Reading *reading, PeopleBatch *batch, size_t i, GError **error) {
    const PersonRow *row = &reading->rows.rows[i];
    if (row->state == PERSON_ROW_NEW)
        return add_person(db, reading, batch, i, error) &&
               write_post(db, batch, row, reading->added[row->first], error);
    return row->state != PERSON_ROW_CHANGED || (change_person(db, batch, row, error) &&
                                                write_post(db, batch, row, row->person->id, error));
}

static bool write_audit(Db *db, const Reading *reading, GError **error) {
    const size_t *counts = reading->rows.counts;
    AuditEntry entry = {
        .collaboration = reading->editor->collaboration,
        .account = reading->editor->account,
        .action = "person.import",
        .subject = reading->upload->id,
        .after = arena_printf(reading->arena, "%s: %zu nya, %zu ändrade, %zu lästes inte",
                              reading->upload->filename, counts[PERSON_ROW_NEW],
                              counts[PERSON_ROW_CHANGED], counts[PERSON_ROW_UNREADABLE])};
    return counts[PERSON_ROW_NEW] + counts[PERSON_ROW_CHANGED] == 0 ||
           audit_write(db, &entry, NULL, error);
}

static bool apply(Db *db, void *data, GError **error) {
    Reading *reading = data;
    g_autoptr(PeopleBatch) batch = NULL;
    if (!remove_upload(db, &(Removing){reading->editor->collaboration, reading->upload->id},
                       error) ||
        !read_rows(db, reading, error) ||
        !people_batch_new(db, reading->arena, reading->editor, &batch, error))
        return false;
    reading->added = ARENA_ARRAY(reading->arena, Id, reading->rows.n);
    for (size_t i = 0; i < reading->rows.n; i++)
        if (!apply_row(db, reading, batch, i, error))
            return false;
    return write_audit(db, reading, error);
}

bool people_upload_apply(Db *db, Arena *arena, const PeopleEditor *editor,
                         const PeopleUpload *upload, const PeopleChoices *choices, PersonRows *ret,
                         GError **error) {
    Reading reading = {.arena = arena, .editor = editor, .upload = upload, .choices = choices};
    if (!people_table_read(arena, upload->content, &reading.table, error) ||
        !db_write(db, apply, &reading, error))
        return false;
    *ret = reading.rows;
    return true;
}
