#pragma once
#include <sqlite3.h>

/* Registers the collation `swedish` (å ä ö last, by ICU) and the function fold(text) (text_fold())
 * on a connection; returns SQLite's code. They are the same for the program and for tools/sqlc.
 * No index uses them: a new ICU may order otherwise. */
int sqlite_register_text(sqlite3 *handle);
