#include "modules/plan_import/lines.h"

#include "base/similar.h"
#include "base/text.h"
#include "modules/plan_import/words.h"

#include <string.h>

static void set_text(Arena *arena, Line *line, const char *text) {
    line->text = text;
    line->squashed = similar_squash(arena, text);
}

static void fill_row(Arena *arena, Line *line, const SourceBlock *block) {
    const char **cells = ARENA_ARRAY(arena, const char *, block->n_cells);
    for (size_t i = 0; i < block->n_cells; i++) {
        cells[i] = text_trim(arena, block->cells[i]);
        if (*cells[i] == '\0')
            continue;
        if (line->n_filled++ == 0)
            line->first_filled = i;
    }
    line->kind = line->n_filled == 0 ? LINE_BREAK : LINE_ROW;
    line->table = block->table;
    line->cells = cells;
    line->n_cells = block->n_cells;
    if (line->n_filled == 1)
        set_text(arena, line, cells[line->first_filled]);
}

static void fill(Arena *arena, Line *line, const SourceBlock *block) {
    line->number = block->line;
    line->emphasised = block->emphasised;
    if (block->kind == SOURCE_ROW) {
        fill_row(arena, line, block);
    } else if (block->kind != SOURCE_BREAK) {
        const char *text = text_trim(arena, block->text);
        line->kind = *text == '\0' ? LINE_BREAK : LINE_TEXT;
        line->heading_level = block->kind == SOURCE_HEADING ? MAX(block->level, 1) : 0;
        if (line->kind == LINE_TEXT)
            set_text(arena, line, text);
    }
}

/* A spreadsheet's headings are the names of its sheets and say nothing about chapters. */
static bool has_chapter_headings(const SourceDocument *document) {
    return g_strcmp0(document->format, "xlsx") != 0;
}

/* In plain text a line right below a row is a row whose empty cells have gone missing. */
static void make_row(Arena *arena, Line *line) {
    const char **cells = ARENA_ARRAY(arena, const char *, 1);
    cells[0] = line->text;
    line->kind = LINE_ROW;
    line->cells = cells;
    line->n_cells = line->n_filled = 1;
}

Lines lines_of(Arena *arena, const SourceDocument *document) {
    Line *lines = ARENA_ARRAY(arena, Line, document->n);
    Lines all = {.at = lines, .n = document->n};
    all.keeps_lines =
        g_strcmp0(document->format, "tsv") == 0 || g_strcmp0(document->format, "csv") == 0;
    for (size_t i = 0; i < document->n; i++) {
        fill(arena, &lines[i], &document->blocks[i]);
        lines[i].follows_break = i == 0 || lines[i - 1].kind == LINE_BREAK;
        if (all.keeps_lines && lines[i].kind == LINE_TEXT && i > 0 &&
            lines[i - 1].kind == LINE_ROW && !is_page_number(lines[i].text))
            make_row(arena, &lines[i]);
        all.has_headings |= lines[i].heading_level > 0 && has_chapter_headings(document);
    }
    return all;
}

bool line_is_lone(const Line *line) {
    return line->kind == LINE_ROW && line->n_filled == 1;
}

bool line_is_text(const Line *line) {
    return line->text != NULL;
}

bool line_is_full(const Line *line) {
    return line->kind == LINE_ROW && line->n_filled >= 2;
}

const char *line_cell(const Line *line, size_t column) {
    return column < line->n_cells ? line->cells[column] : "";
}

size_t next_line(const Lines *lines, size_t from, size_t end) {
    size_t i = from;
    while (i < end && (lines->at[i].kind == LINE_BREAK ||
                       (lines->at[i].kind == LINE_TEXT && is_page_number(lines->at[i].text))))
        i++;
    return i;
}

size_t line_cells(const Line *line) {
    size_t width = line->n_cells;
    while (width > 0 && *line->cells[width - 1] == '\0')
        width--;
    return width;
}

char *line_text(Arena *arena, const Line *line) {
    if (line->kind != LINE_ROW)
        return arena_strdup(arena, line->text == NULL ? "" : line->text);
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < line->n_cells; i++)
        if (*line->cells[i] != '\0')
            g_string_append_printf(text, "%s%s", text->len > 0 ? "\t" : "", line->cells[i]);
    return arena_strndup(arena, text->str, text->len);
}
