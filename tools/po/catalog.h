#pragma once
#include <glib.h>
#include <stdbool.h>

/* One text: of a .po file, or found in the source. */
typedef struct Message {
    char *msgid, *msgstr;
    char *places; /* "#: file:line" lines, one each */
    int line;
    bool fuzzy; /* an unchecked translation; counts as missing */
} Message;

/* Owns its messages. Sorted by msgid as strcmp does, each msgid once. */
typedef GPtrArray Catalog;
#define CATALOG_LIMIT ((size_t)4 * 1024 * 1024)

Catalog *catalog_new(void);
const Message *catalog_at(const Catalog *catalog, guint index);

/* Reads a .po file (the subset without contexts and plural entries: a plural is two texts). The
 * entry for "" (the head) is left out. A text that occurs twice keeps all its places. NULL and
 * *error "file:line: …" for what cannot be understood. */
Catalog *catalog_parse(const char *file, const char *text, GError **error);

/* The message with this msgid, or NULL. */
const Message *catalog_find(const Catalog *catalog, const char *msgid);

/* true if there is a translation that may be used. */
bool message_is_translated(const Message *message);

/* Fails, with file and line, for a translation that lacks a {place} of its text or has one more, or
 * whose conversions (printf) are not the text's, in its order. */
bool catalog_check_places(const char *file, const Catalog *catalog, GError **error);
