#include "base/error.h"
#include "formats/source_builder.h"
#include "formats/testing/source_dump.h"

static void assert_text(const char *text) {
    g_assert_nonnull(text);
    g_assert_true(g_utf8_validate(text, -1, NULL));
    g_assert_cmpint(g_utf8_strlen(text, -1), <=, SOURCE_MAX_CELL_CHARACTERS);
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(source_clean(arena, text, strlen(text)), ==, text);
}

static void assert_row(const SourceBlock *row) {
    g_assert_null(row->text);
    g_assert_cmpuint(row->n_cells, >=, 1);
    g_assert_cmpuint(row->n_cells, <=, SOURCE_MAX_COLUMNS);
    g_assert_cmpint(row->table, >=, 0);
    for (size_t i = 0; i < row->n_cells; i++)
        assert_text(row->cells[i]);
}

static void assert_block(const SourceBlock *block) {
    bool has_text = block->kind == SOURCE_PARAGRAPH || block->kind == SOURCE_HEADING;
    g_assert_true(has_text == (block->text != NULL));
    g_assert_true((block->kind == SOURCE_ROW) == (block->cells != NULL));
    g_assert_true((block->kind == SOURCE_HEADING) == (block->level >= 1 && block->level <= 9));
    g_assert_cmpint(block->line, >=, 0);
    if (block->kind == SOURCE_ROW)
        assert_row(block);
    if (has_text) {
        assert_text(block->text);
        g_assert_cmpstr(block->text, !=, "");
    }
}

void source_assert_sound(const SourceDocument *document) {
    size_t rows = 0;
    for (size_t i = 0; i < document->n; i++) {
        assert_block(&document->blocks[i]);
        rows += document->blocks[i].kind == SOURCE_ROW;
    }
    g_assert_cmpuint(rows, <=, SOURCE_MAX_ROWS);
    g_assert_cmpuint(document->n, <=, SOURCE_MAX_BLOCKS);
    for (size_t i = 0; i < document->n_notes; i++)
        g_assert_true(g_str_has_suffix(document->notes[i], "."));
}

void source_assert_readable(Bytes file, bool html) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    SourceDocument document;
    if ((html ? source_read_html : source_read)(arena, file, &document, &error)) {
        source_assert_sound(&document);
    } else {
        g_assert_true(error_is(error, ERROR_INVALID));
        g_assert_true(g_utf8_validate(error->message, -1, NULL));
        g_assert_true(g_str_has_suffix(error->message, "."));
    }
}
