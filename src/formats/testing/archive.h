#pragma once
#include <glib.h>

#include "base/arena.h"
#include "base/types.h"

/* A ZIP archive made by hand, for tests: good ones, and such as no honest program writes. */
typedef struct Archive Archive;

Archive *archive_new(void);

/* Adds a file, deflated. */
void archive_add(Archive *archive, const char *name, const char *text);
void archive_add_bytes(Archive *archive, const char *name, Bytes content);

/* The entry added last gets another unpacked size, flags, or place of its local header in the
 * directory. */
void archive_lie_size(Archive *archive, guint32 unpacked);
void archive_set_flags(Archive *archive, guint16 flags);
void archive_move_to_first(Archive *archive);

/* The number of files that the end of the archive says there are. */
void archive_lie_count(Archive *archive, guint16 count);

/* Ends the archive and frees it; its bytes live in `arena`. */
Bytes archive_finish(Archive *archive, Arena *arena);

/* DOCX with this inside <w:body>, and inside <w:styles> unless NULL. */
Bytes docx_of(Arena *arena, const char *body, const char *styles);

/* The same from a whole word/document.xml. */
Bytes docx_of_part(Arena *arena, const char *part, const char *styles);

/* Any package of one main part, "word/document.xml" or "xl/workbook.xml", to add more to. */
Archive *archive_of_main(const char *part, const char *text);

/* XLSX with one sheet "Plan" of these <row>s, these <si>s and this inside <styleSheet>; NULL for
 * none. */
Bytes xlsx_of(Arena *arena, const char *rows, const char *strings, const char *styles);
