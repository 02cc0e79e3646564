/* Made by tools/sqlc from example.sql. */
#include "example_sql.h"

static const DbField note_one_parameters[] = {
    {"collaboration", FIELD_ID, offsetof(SqlNoteOneIn, collaboration)},
    {"id", FIELD_ID, offsetof(SqlNoteOneIn, id)},
};
static const DbField note_one_columns[] = {
    {"id", FIELD_ID, offsetof(SqlNote, id)},
    {"title", FIELD_TEXT, offsetof(SqlNote, title)},
    {"due_on", FIELD_DATE, offsetof(SqlNote, due_on)},
    {"price_ore", FIELD_MONEY, offsetof(SqlNote, price_ore)},
};
static const DbField note_by_title_parameters[] = {
    {"collaboration", FIELD_ID, offsetof(SqlNoteByTitleIn, collaboration)},
    {"title", FIELD_TEXT, offsetof(SqlNoteByTitleIn, title)},
};
static const DbField note_by_title_columns[] = {
    {"id", FIELD_ID, offsetof(SqlNote, id)},
    {"title", FIELD_TEXT, offsetof(SqlNote, title)},
    {"due_on", FIELD_DATE, offsetof(SqlNote, due_on)},
    {"price_ore", FIELD_MONEY, offsetof(SqlNote, price_ore)},
};
static const DbField notes_late_parameters[] = {
    {"collaboration", FIELD_ID, offsetof(SqlNotesLateIn, collaboration)},
    {"today", FIELD_DATE, offsetof(SqlNotesLateIn, today)},
};
static const DbField notes_late_columns[] = {
    {"id", FIELD_ID, offsetof(SqlNotesLateRow, id)},
    {"label", FIELD_TEXT, offsetof(SqlNotesLateRow, label)},
    {"n_words", FIELD_INT, offsetof(SqlNotesLateRow, n_words)},
};
static const DbField note_add_parameters[] = {
    {"collaboration", FIELD_ID, offsetof(SqlNoteAddIn, collaboration)},
    {"id", FIELD_ID, offsetof(SqlNoteAddIn, id)},
    {"title", FIELD_TEXT, offsetof(SqlNoteAddIn, title)},
    {"due_on", FIELD_DATE, offsetof(SqlNoteAddIn, due_on)},
    {"made_at", FIELD_INSTANT, offsetof(SqlNoteAddIn, made_at)},
    {"price_ore", FIELD_MONEY, offsetof(SqlNoteAddIn, price_ore)},
    {"has_answer", FIELD_BOOL, offsetof(SqlNoteAddIn, has_answer)},
    {"hours", FIELD_INT, offsetof(SqlNoteAddIn, hours)},
    {"share", FIELD_REAL, offsetof(SqlNoteAddIn, share)},
    {"content", FIELD_BLOB, offsetof(SqlNoteAddIn, content)},
};
static const DbField note_close_parameters[] = {
    {"collaboration", FIELD_ID, offsetof(SqlNoteCloseIn, collaboration)},
    {"id", FIELD_ID, offsetof(SqlNoteCloseIn, id)},
};
static const DbField account_count_columns[] = {
    {"count", FIELD_INT, offsetof(SqlAccountCountRow, count)},
};
static const DbField notes_of_account_parameters[] = {
    {"account", FIELD_ID, offsetof(SqlNotesOfAccountIn, account)},
};
static const DbField notes_of_account_columns[] = {
    {"id", FIELD_ID, offsetof(SqlNote, id)},
    {"title", FIELD_TEXT, offsetof(SqlNote, title)},
    {"due_on", FIELD_DATE, offsetof(SqlNote, due_on)},
    {"price_ore", FIELD_MONEY, offsetof(SqlNote, price_ore)},
};
static const DbQuery queries[] = {
    {.name = "note_one",
     .hash = "c1025342aa8c73de",
     .kind = QUERY_ONE,
     .writes = false,
     .sql =
         "SELECT id, title, due_on, price_ore FROM note WHERE collaboration = :collaboration AND id = :id",
     .parameters = note_one_parameters,
     .n_parameters = 2,
     .in_size = sizeof(SqlNoteOneIn),
     .columns = note_one_columns,
     .n_columns = 4,
     .row_size = sizeof(SqlNote),
    },
    {.name = "note_by_title",
     .hash = "5270f8c4244c3f4e",
     .kind = QUERY_MAYBE,
     .writes = false,
     .sql =
         "SELECT id, title, due_on, price_ore FROM note\n"
         "WHERE collaboration = :collaboration AND fold(title) = fold(:title)",
     .parameters = note_by_title_parameters,
     .n_parameters = 2,
     .in_size = sizeof(SqlNoteByTitleIn),
     .columns = note_by_title_columns,
     .n_columns = 4,
     .row_size = sizeof(SqlNote),
    },
    {.name = "notes_late",
     .hash = "de145224513a2a92",
     .kind = QUERY_MANY,
     .writes = false,
     .sql =
         "SELECT n.id, n.title || '?\"\\' AS label,\n"
         "    (SELECT count(*) FROM tag t WHERE t.collaboration = :collaboration AND t.note = n.id) AS n_words\n"
         "FROM note n\n"
         "WHERE n.collaboration = :collaboration AND n.due_on < :today\n"
         "ORDER BY n.title COLLATE swedish",
     .pg =
         "SELECT n.id, n.title AS label, 0::bigint AS n_words\n"
         "FROM note n WHERE n.collaboration = :collaboration AND n.due_on < :today",
     .parameters = notes_late_parameters,
     .n_parameters = 2,
     .in_size = sizeof(SqlNotesLateIn),
     .columns = notes_late_columns,
     .n_columns = 3,
     .row_size = sizeof(SqlNotesLateRow),
    },
    {.name = "note_add",
     .hash = "a6e346ebde5e39bf",
     .kind = QUERY_EXEC,
     .writes = true,
     .sql =
         "INSERT INTO note (collaboration, id, title, due_on, made_at, price_ore, has_answer, hours, share, content)\n"
         "VALUES (:collaboration, :id, :title, :due_on, :made_at, :price_ore, :has_answer, :hours, :share, :content)",
     .parameters = note_add_parameters,
     .n_parameters = 10,
     .in_size = sizeof(SqlNoteAddIn),
    },
    {.name = "note_close",
     .hash = "c46ae6cec91a1215",
     .kind = QUERY_CHANGES,
     .writes = true,
     .sql =
         "UPDATE note SET may_close = 0 WHERE collaboration = :collaboration AND id = :id AND may_close = 1",
     .parameters = note_close_parameters,
     .n_parameters = 2,
     .in_size = sizeof(SqlNoteCloseIn),
    },
    {.name = "account_count",
     .hash = "e6d7d59b8893b3a8",
     .kind = QUERY_ONE,
     .writes = false,
     .sql =
         "SELECT count(*) AS count FROM account",
     .columns = account_count_columns,
     .n_columns = 1,
     .row_size = sizeof(SqlAccountCountRow),
    },
    {.name = "notes_of_account",
     .hash = "c7fc57b0bc91cf20",
     .kind = QUERY_MANY,
     .writes = false,
     .sql =
         "SELECT id, title, due_on, price_ore FROM note WHERE author = :account",
     .spans =
         "own notes",
     .parameters = notes_of_account_parameters,
     .n_parameters = 1,
     .in_size = sizeof(SqlNotesOfAccountIn),
     .columns = notes_of_account_columns,
     .n_columns = 4,
     .row_size = sizeof(SqlNote),
    },
};
const DbQueries sql_example_queries = {"example", queries, 7};

bool sql_note_one(Db *db, Arena *arena, const SqlNoteOneIn *in, SqlNote *ret_row, GError **error) {
    return db_query_one(db, arena, &queries[0], in, ret_row, error);
}

bool sql_note_by_title(Db *db, Arena *arena, const SqlNoteByTitleIn *in, const SqlNote **ret_row, GError **error) {
    const void *row;
    if (!db_query_maybe(db, arena, &queries[1], in, &row, error))
        return false;
    *ret_row = row;
    return true;
}

bool sql_notes_late(Db *db, Arena *arena, const SqlNotesLateIn *in, SqlNotesLateRows *ret_rows, GError **error) {
    DbRows rows;
    if (!db_query_many(db, arena, &queries[2], in, &rows, error))
        return false;
    *ret_rows = (SqlNotesLateRows){rows.rows, rows.n};
    return true;
}

bool sql_note_add(Db *db, const SqlNoteAddIn *in, GError **error) {
    return db_query_exec(db, &queries[3], in, error);
}

bool sql_note_close(Db *db, const SqlNoteCloseIn *in, int64_t *ret_changes, GError **error) {
    return db_query_changes(db, &queries[4], in, ret_changes, error);
}

bool sql_account_count(Db *db, Arena *arena, SqlAccountCountRow *ret_row, GError **error) {
    return db_query_one(db, arena, &queries[5], NULL, ret_row, error);
}

bool sql_notes_of_account(Db *db, Arena *arena, const SqlNotesOfAccountIn *in, SqlNotesOfAccountRows *ret_rows, GError **error) {
    DbRows rows;
    if (!db_query_many(db, arena, &queries[6], in, &rows, error))
        return false;
    *ret_rows = (SqlNotesOfAccountRows){rows.rows, rows.n};
    return true;
}
