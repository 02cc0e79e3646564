#include "sqlc/test_schema.h"

static const char sql[] =
    "CREATE TABLE collaboration (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT;"
    "CREATE TABLE account (id INTEGER NOT NULL PRIMARY KEY, email TEXT NOT NULL UNIQUE,"
    "  seen_at INTEGER, is_closed INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE TABLE word (word TEXT NOT NULL PRIMARY KEY) STRICT;"
    "CREATE TABLE note (collaboration INTEGER NOT NULL REFERENCES collaboration (id),"
    "  id INTEGER NOT NULL, parent INTEGER, author INTEGER REFERENCES account (id),"
    "  county TEXT REFERENCES word (word), code TEXT UNIQUE, title TEXT NOT NULL, due_on TEXT,"
    "  valid_from TEXT, valid_to TEXT, made_at INTEGER, price_ore INTEGER,"
    "  has_answer INTEGER NOT NULL DEFAULT 0, may_close INTEGER NOT NULL DEFAULT 0, hours INTEGER,"
    "  share REAL, content BLOB, PRIMARY KEY (collaboration, id),"
    "  FOREIGN KEY (collaboration, parent) REFERENCES note (collaboration, id)) STRICT;"
    "CREATE TABLE tag (collaboration INTEGER NOT NULL, note INTEGER NOT NULL, word TEXT NOT NULL,"
    "  PRIMARY KEY (collaboration, note, word),"
    "  FOREIGN KEY (collaboration, note) REFERENCES note (collaboration, id)) STRICT;"
    "CREATE VIEW titles AS SELECT id, title FROM note;"
    "CREATE TRIGGER closing AFTER UPDATE ON account BEGIN"
    "  UPDATE note SET author = NULL WHERE author = new.id; END;";

Schema *test_schema_new(void) {
    SchemaSource source = {"test_schema.c", sql};
    return schema_new(&source, 1);
}
