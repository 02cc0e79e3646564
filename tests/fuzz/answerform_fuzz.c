#include "base/text.h"
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

/* As a file, as pasted HTML and as pasted text. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    AnswerProposals list = {proposals, G_N_ELEMENTS(proposals)};
    ReadingOf of = {&list, {38}, "aneby", "Aneby"};
    AnswerReading reading;
    g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)size);
    if (answer_read_form(arena, (Bytes){data, size}, &of, &reading, NULL))
        check(arena, &reading, &list);
    if (answer_read_pasted(arena, NULL, text, &of, &reading, NULL))
        check(arena, &reading, &list);
    if (answer_read_pasted(arena, text, text, &of, &reading, NULL))
        check(arena, &reading, &list);
    return 0;
}
