#include "formats/source_builder.h"

#include <string.h>

#include "base/error.h"

struct SourceBuilder {
    Arena *arena;
    const char *format, *place;
    GArray *blocks;   /* SourceBlock */
    GPtrArray *cells; /* of the row under way */
    GPtrArray *notes;
    size_t n_rows, n_cells;
    bool has_text;
    GError *error;
};

SourceBuilder *source_builder_new(Arena *arena, const char *format) {
    SourceBuilder *builder = g_new0(SourceBuilder, 1);
    builder->arena = arena;
    builder->format = format;
    builder->place = "";
    builder->blocks = g_array_new(FALSE, FALSE, sizeof(SourceBlock));
    builder->cells = g_ptr_array_new();
    builder->notes = g_ptr_array_new();
    return builder;
}

void source_builder_free(SourceBuilder *builder) {
    if (builder == NULL)
        return;
    g_array_unref(builder->blocks);
    g_ptr_array_unref(builder->cells);
    g_ptr_array_unref(builder->notes);
    g_clear_error(&builder->error);
    g_free(builder);
}

void source_builder_place(SourceBuilder *builder, const char *place) {
    builder->place = place == NULL ? "" : arena_strdup(builder->arena, place);
}

void source_builder_fail(SourceBuilder *builder, GError *problem) {
    if (builder->error == NULL)
        builder->error = problem;
    else
        g_error_free(problem);
}

bool source_builder_failed(const SourceBuilder *builder) {
    return builder->error != NULL;
}

static void refuse(SourceBuilder *builder, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void refuse(SourceBuilder *builder, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    source_builder_fail(builder,
                        g_error_new_valist(SAMSYN_ERROR, ERROR_INVALID, format, arguments));
    va_end(arguments);
}

static void add_block(SourceBuilder *builder, SourceBlock block) {
    if (builder->error != NULL)
        return;
    if (builder->blocks->len >= SOURCE_MAX_BLOCKS) {
        refuse(builder,
               "Filen har fler än 400\u00A0000 rader och stycken. Dela upp den i flera filer.");
        return;
    }
    g_array_append_val(builder->blocks, block);
    builder->has_text = builder->has_text || block.kind != SOURCE_BREAK;
}

/* "Rad 12", or "Bladet ”Plan”, rad 12" where a place has been given. */
static const char *row_name(const SourceBuilder *builder, int line) {
    return arena_printf(builder->arena, "%s%s %d", builder->place,
                        *builder->place == '\0' ? "Rad" : "rad", line);
}

static bool longer_than(const char *text, size_t length, glong characters) {
    return length > (size_t)characters && g_utf8_strlen(text, (gssize)length) > characters;
}

static void add_text(SourceBuilder *builder, SourceBlock block, const GString *text) {
    const char *clean = source_clean(builder->arena, text->str, text->len);
    if (*clean == '\0') {
        source_builder_break(builder, block.line);
        return;
    }
    if (longer_than(clean, strlen(clean), SOURCE_MAX_CELL_CHARACTERS)) {
        refuse(builder, "Stycke %d har fler än 32\u00A0767 tecken. Dela upp det i flera stycken.",
               block.line);
        return;
    }
    block.text = clean;
    add_block(builder, block);
}

void source_builder_paragraph(SourceBuilder *builder, int line, GString *text, bool emphasised) {
    add_text(builder,
             (SourceBlock){.kind = SOURCE_PARAGRAPH, .line = line, .emphasised = emphasised}, text);
}

void source_builder_heading(SourceBuilder *builder, int line, int level, GString *text) {
    add_text(builder, (SourceBlock){.kind = SOURCE_HEADING, .line = line, .level = level}, text);
}

void source_builder_break(SourceBuilder *builder, int line) {
    add_block(builder, (SourceBlock){.kind = SOURCE_BREAK, .line = line});
}

size_t source_builder_pending(const SourceBuilder *builder) {
    return builder->cells->len;
}

void source_builder_clean_cell(SourceBuilder *builder, int line, const char *text) {
    if (builder->error != NULL)
        return;
    size_t column = builder->cells->len + 1;
    if (column > SOURCE_MAX_COLUMNS)
        refuse(builder, "%s har fler än 200 kolumner. Ta bort de kolumner som inte behövs.",
               row_name(builder, line));
    else if (longer_than(text, strlen(text), SOURCE_MAX_CELL_CHARACTERS))
        refuse(builder, "%s, kolumn %zu har fler än 32\u00A0767 tecken. Korta texten i cellen.",
               row_name(builder, line), column);
    else
        g_ptr_array_add(builder->cells, (gpointer)text);
}

void source_builder_cell(SourceBuilder *builder, int line, const char *text, size_t length) {
    if (builder->error == NULL)
        source_builder_clean_cell(builder, line, source_clean(builder->arena, text, length));
}

static bool room_for_row(SourceBuilder *builder) {
    if (builder->error != NULL)
        return false;
    if (builder->n_rows >= SOURCE_MAX_ROWS)
        refuse(builder, "Filen har fler än 100\u00A0000 rader. Dela upp den i flera filer.");
    else if (builder->n_cells + builder->cells->len > SOURCE_MAX_CELLS)
        refuse(builder,
               "Filen har fler än 5\u00A0000\u00A0000 celler. Dela upp den i flera filer.");
    return builder->error == NULL;
}

void source_builder_row(SourceBuilder *builder, int line, int table) {
    if (room_for_row(builder)) {
        size_t n = builder->cells->len;
        const char **cells = ARENA_ARRAY(builder->arena, const char *, n);
        if (n > 0)
            memcpy(cells, builder->cells->pdata, n * sizeof *cells);
        builder->n_rows++;
        builder->n_cells += n;
        add_block(
            builder,
            (SourceBlock){
                .kind = SOURCE_ROW, .line = line, .table = table, .cells = cells, .n_cells = n});
    }
    g_ptr_array_set_size(builder->cells, 0);
}

void source_builder_note(SourceBuilder *builder, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(builder->notes, arena_vprintf(builder->arena, format, arguments));
    va_end(arguments);
}

static bool check_text(SourceBuilder *builder) {
    if (builder->error == NULL && !builder->has_text) {
        const char *why = builder->notes->len > 0 ? builder->notes->pdata[0] : "";
        refuse(builder,
               "Det finns ingen text att läsa i filen. Kontrollera att ni valde rätt fil.%s%s",
               *why == '\0' ? "" : " ", why);
    }
    return builder->error == NULL;
}

static const char *const *copy_notes(SourceBuilder *builder) {
    const char **notes = ARENA_ARRAY(builder->arena, const char *, builder->notes->len);
    for (guint i = 0; i < builder->notes->len; i++)
        notes[i] = builder->notes->pdata[i];
    return notes;
}

bool source_builder_finish(SourceBuilder *builder, SourceDocument *ret, GError **error) {
    if (!check_text(builder)) {
        g_propagate_error(error, g_steal_pointer(&builder->error));
        return false;
    }
    size_t n = builder->blocks->len;
    SourceBlock *blocks = ARENA_ARRAY(builder->arena, SourceBlock, n);
    memcpy(blocks, builder->blocks->data, n * sizeof *blocks);
    *ret = (SourceDocument){.blocks = blocks,
                            .n = n,
                            .format = builder->format,
                            .notes = copy_notes(builder),
                            .n_notes = builder->notes->len};
    return true;
}
