#include "base/text.h"
#include "formats/source_builder.h"
#include "modules/answers/reading.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const AnswerProposal proposals[] = {
    {.id = {1}, .number = 1, .title = "Ventilation i skolor"},
    {.id = {2}, .number = 2, .title = "Vindkraft"},
    {.id = {3}, .number = 30, .title = "PFAS: identifiering av områden"},
};

/* Whatever was understood is what the cells may hold, and every problem has a row. */
static void check(Arena *arena, const AnswerReading *reading, const AnswerProposals *list) {
    size_t n_problems = 0;
    for (size_t i = 0; i < list->n; i++)
        for (int cell = 0; cell < N_MARK_CELLS; cell++) {
            const char *cleaned, *value = reading->cells.of[i][cell];
            AnswerCell of = {list->rows[i].number, cell};
            if (!answer_cell_clean(arena, of, value, &cleaned, NULL) || strcmp(cleaned, value) != 0)
                abort();
        }
    for (size_t i = 0; i < reading->n; i++) {
        n_problems += reading->rows[i].problem != NULL;
        if (!text_valid(reading->rows[i].typed, strlen(reading->rows[i].typed)))
            abort();
    }
    if (n_problems != reading->n_problems)
        abort();
}

/* A document without its archive, a block per line: "r" and cells between TABs, "f" the same on the
 * form's own sheet, "c" the property, "x" that it is a sheet; all else is a paragraph. */
static void read_lines(Arena *arena, const char *text, const ReadingOf *of) {
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(SourceBuilder) seen = source_builder_new(arena, text[0] == 'x' ? "xlsx" : "docx");
    g_autoptr(SourceBuilder) form = source_builder_new(arena, "form");
    SourceDocument document, own;
    AnswerReading reading;
    const char *property = NULL;
    for (int line = 0; lines[line] != NULL; line++) {
        SourceBuilder *builder = lines[line][0] == 'f' ? form : seen;
        g_autoptr(GString) paragraph = g_string_new(lines[line]);
        if (lines[line][0] == 'c')
            property = lines[line] + 1;
        else if (strchr("rf", lines[line][0]) == NULL || lines[line][0] == '\0')
            source_builder_paragraph(builder, line + 1, paragraph, false);
        else {
            g_auto(GStrv) cells = g_strsplit(lines[line] + 1, "\t", -1);
            for (int i = 0; cells[i] != NULL; i++)
                source_builder_cell(builder, line + 1, cells[i], strlen(cells[i]));
            source_builder_row(builder, line + 1, 1);
        }
    }
    if (!source_builder_finish(seen, &document, NULL))
        return;
    document.form_property = property;
    if (source_builder_finish(form, &own, NULL)) {
        document.form_rows = own.blocks;
        document.n_form_rows = own.n;
    }
    if (answer_read_document(arena, &document, of, &reading, NULL))
        check(arena, &reading, of->proposals);
}

/* As a file when it is an archive, as blocks behind a line of "----", else as pasted HTML and text.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    AnswerProposals list = {proposals, G_N_ELEMENTS(proposals)};
    ReadingOf of = {&list, {38}, "aneby", "Aneby"};
    AnswerReading reading;
    if (size > 1 && data[0] == 'P' && data[1] == 'K') {
        if (answer_read_form(arena, (Bytes){data, size}, &of, &reading, NULL))
            check(arena, &reading, &list);
        return 0;
    }
    g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)size);
    if (g_str_has_prefix(text, "----\n")) {
        read_lines(arena, text + strlen("----\n"), &of);
        return 0;
    }
    if (answer_read_pasted(arena, NULL, text, &of, &reading, NULL))
        check(arena, &reading, &list);
    if (answer_read_pasted(arena, text, text, &of, &reading, NULL))
        check(arena, &reading, &list);
    return 0;
}
