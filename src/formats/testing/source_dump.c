#include "formats/testing/source_dump.h"

#include <string.h>

static void add_text(GString *out, const char *text) {
    for (; *text != '\0'; text++) {
        if (*text == '\n' || *text == '\t')
            g_string_append(out, *text == '\n' ? "⏎" : "⇥");
        else
            g_string_append_c(out, *text);
    }
}

static void add_row(GString *out, const SourceBlock *row) {
    g_string_append_c(out, '[');
    for (size_t i = 0; i < row->n_cells; i++) {
        if (i > 0)
            g_string_append_c(out, '|');
        add_text(out, row->cells[i]);
    }
    g_string_append_c(out, ']');
    if (row->table > 0)
        g_string_append_printf(out, " t%d", row->table);
}

static void add_block(GString *out, const SourceBlock *block) {
    g_string_append_printf(out, "%d ", block->line);
    if (block->kind == SOURCE_BREAK)
        g_string_append(out, "--");
    else if (block->kind == SOURCE_HEADING)
        g_string_append_printf(out, "#%d ", block->level);
    else if (block->kind == SOURCE_PARAGRAPH)
        g_string_append(out, block->emphasised ? "* " : "¶ ");
    if (block->kind == SOURCE_ROW)
        add_row(out, block);
    else if (block->text != NULL)
        add_text(out, block->text);
    g_string_append_c(out, '\n');
}

const char *source_dump(Arena *arena, const SourceDocument *document) {
    g_autoptr(GString) out = g_string_new(NULL);
    for (size_t i = 0; i < document->n; i++)
        add_block(out, &document->blocks[i]);
    for (size_t i = 0; i < document->n_notes; i++)
        g_string_append_printf(out, "! %s\n", document->notes[i]);
    return arena_strndup(arena, out->str, out->len);
}

const char *source_read_dump(Arena *arena, Bytes file) {
    SourceDocument document;
    g_autoptr(GError) error = NULL;
    if (!source_read(arena, file, &document, &error))
        return arena_printf(arena, "error: %s", error->message);
    return source_dump(arena, &document);
}

Bytes bytes_of_text(const char *text) {
    return (Bytes){(const uint8_t *)text, strlen(text)};
}
