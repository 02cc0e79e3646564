#pragma once
#include "formats/source.h"

/* Collects what a reader finds into a SourceDocument, trims texts and holds the limits of source.h.
 * The first breach is remembered; what is added after it is ignored, and source_builder_finish()
 * reports it, so a reader need not look at every step. */
typedef struct SourceBuilder SourceBuilder;

/* `arena` gets the texts and must outlive the builder; `format` must be a literal. */
SourceBuilder *source_builder_new(Arena *arena, const char *format);
void source_builder_free(SourceBuilder *builder);

/* What stands before "rad 12" in errors from here on, such as "Bladet ”Plan”, "; NULL for nothing.
 */
void source_builder_place(SourceBuilder *builder, const char *place);

/* Text that turns out empty when trimmed becomes a SOURCE_BREAK. */
void source_builder_paragraph(SourceBuilder *builder, int line, GString *text, bool emphasised);
void source_builder_heading(SourceBuilder *builder, int line, int level, GString *text);
void source_builder_break(SourceBuilder *builder, int line);

/* One row: its cells from the left, then the row itself. */
void source_builder_cell(SourceBuilder *builder, int line, const char *text, size_t length);
/* `text` is already clean (source_clean()) and lives in the builder's arena. */
void source_builder_clean_cell(SourceBuilder *builder, int line, const char *text);
void source_builder_row(SourceBuilder *builder, int line, int table);
/* Cells given since the last row. */
size_t source_builder_pending(const SourceBuilder *builder);

/* A sentence for SourceDocument.notes. */
void source_builder_note(SourceBuilder *builder, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Remembers an error of the reader's own, unless there is one already; takes `problem`. */
void source_builder_fail(SourceBuilder *builder, GError *problem);
/* true after the first error: nothing more needs to be read. */
bool source_builder_failed(const SourceBuilder *builder);

/* Hands over what was collected; ERROR_INVALID for a remembered error or when there is no text. */
bool source_builder_finish(SourceBuilder *builder, SourceDocument *ret, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SourceBuilder, source_builder_free)

/* A copy in `arena`: trimmed at both ends, CR LF, CR, VT, FF and Unicode line ends as '\n', other
 * control characters but TAB dropped. `text` must be UTF-8. Never NULL. */
const char *source_clean(Arena *arena, const char *text, size_t length);
