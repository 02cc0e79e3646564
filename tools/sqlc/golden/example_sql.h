/* Made by tools/sqlc from example.sql. */
#pragma once
#include "db/query.h"

/* example.sql:3 */
typedef struct {
    Id collaboration;
    Id id;
} SqlNoteOneIn;
typedef struct {
    Id id;
    const char *title;
    Date due_on;
    Money price_ore;
} SqlNote;
bool sql_note_one(Db *db, Arena *arena, const SqlNoteOneIn *in, SqlNote *ret_row, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* example.sql:8 */
typedef struct {
    Id collaboration;
    const char *title;
} SqlNoteByTitleIn;
bool sql_note_by_title(Db *db, Arena *arena, const SqlNoteByTitleIn *in, const SqlNote **ret_row, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* example.sql:14 */
typedef struct {
    Id collaboration;
    Date today;
} SqlNotesLateIn;
typedef struct {
    Id id;
    const char *label;
    int64_t n_words;
} SqlNotesLateRow;
typedef struct {
    SqlNotesLateRow *rows;
    size_t n;
} SqlNotesLateRows;
bool sql_notes_late(Db *db, Arena *arena, const SqlNotesLateIn *in, SqlNotesLateRows *ret_rows, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* example.sql:25 */
typedef struct {
    Id collaboration;
    Id id;
    const char *title;
    Date due_on;
    Instant made_at;
    Money price_ore;
    bool has_answer;
    int64_t hours;
    double share;
    Bytes content;
} SqlNoteAddIn;
bool sql_note_add(Db *db, const SqlNoteAddIn *in, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* example.sql:31 */
typedef struct {
    Id collaboration;
    Id id;
} SqlNoteCloseIn;
bool sql_note_close(Db *db, const SqlNoteCloseIn *in, int64_t *ret_changes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* example.sql:35 */
typedef struct {
    int64_t count;
} SqlAccountCountRow;
bool sql_account_count(Db *db, Arena *arena, SqlAccountCountRow *ret_row, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* example.sql:39 */
typedef struct {
    Id account;
} SqlNotesOfAccountIn;
typedef struct {
    SqlNote *rows;
    size_t n;
} SqlNotesOfAccountRows;
bool sql_notes_of_account(Db *db, Arena *arena, const SqlNotesOfAccountIn *in, SqlNotesOfAccountRows *ret_rows, GError **error) G_GNUC_WARN_UNUSED_RESULT;

extern const DbQueries sql_example_queries;
