#include "modules/plan_import/testing/accounting.h"

typedef struct Ledger {
    gint64 letters[256]; /* by byte */
    GString *texts;      /* squeezed, one to a line */
} Ledger;

static bool counts(gunichar sign) {
    return !g_unichar_isspace(sign) && strchr("-()*o", sign < 128 ? (int)sign : 'x') == NULL &&
           sign != 0x2013 && sign != 0x2022 && sign != 0x00B7 && sign != 0x25CF && sign != 0x25AA &&
           sign != 0xF0B7 && sign != 0x200B && sign != 0x2060 && sign != 0xFEFF;
}

static char *squeezed(Arena *arena, const char *text) {
    char *kept = arena_strdup(arena, text), *to = kept;
    for (const char *at = kept; *at != '\0';) {
        const char *next = g_utf8_next_char(at);
        if (counts(g_utf8_get_char(at))) {
            memmove(to, at, (size_t)(next - at));
            to += next - at;
        }
        at = next;
    }
    *to = '\0';
    return kept;
}

static void enter(Arena *arena, Ledger *ledger, const char *text, int sign) {
    const char *kept = squeezed(arena, text);
    for (const char *at = kept; *at != '\0'; at++)
        ledger->letters[(unsigned char)*at] += sign;
    if (sign > 0)
        g_string_append_printf(ledger->texts, "%s\n", kept);
}

static void enter_years(Arena *arena, Ledger *ledger, const PlanReading *reading) {
    for (size_t y = 0; y < reading->n_years; y++)
        for (size_t c = 0; c < reading->years[y].n_categories; c++) {
            const ReadCategory *category = &reading->years[y].categories[c];
            for (size_t a = 0; a < category->n_activities; a++)
                for (int column = 0; column < N_READ_COLUMNS; column++)
                    enter(arena, ledger, category->activities[a].cells[column].text, 1);
        }
}

static void enter_lists(Arena *arena, Ledger *ledger, const PlanReading *reading) {
    for (size_t i = 0; i < reading->n_bank; i++) {
        enter(arena, ledger, reading->bank[i].title, 1);
        for (int column = 0; column < N_READ_COLUMNS; column++)
            enter(arena, ledger, reading->bank[i].cells[column].text, 1);
    }
    for (size_t i = 0; i < reading->n_national; i++)
        enter(
            arena, ledger,
            arena_printf(arena, "%s%s", reading->national[i].title, reading->national[i].authority),
            1);
    for (size_t i = 0; i < reading->n_chapters; i++)
        enter(arena, ledger, reading->chapters[i].text, 1);
    for (size_t i = 0; i < reading->n_budget; i++)
        for (size_t k = 0; k < reading->budget[i].n_cells; k++)
            enter(arena, ledger, reading->budget[i].cells[k], 1);
    for (size_t i = 0; i < reading->n_unplaced; i++)
        enter(arena, ledger, reading->unplaced[i].text, 1);
    for (size_t i = 0; i < reading->n_marks; i++)
        enter(arena, ledger, reading->marks[i].text, 1);
}

static const char *missing_text(Arena *arena, const Ledger *ledger, const char *text, int line) {
    const char *kept = squeezed(arena, text);
    if (*kept == '\0' || strstr(ledger->texts->str, kept) != NULL)
        return NULL;
    return arena_printf(arena, "line %d is in no one place: %s", line, text);
}

static const char *check_block(Arena *arena, Ledger *ledger, const SourceBlock *block) {
    const char *fault = NULL;
    if (block->text != NULL) {
        enter(arena, ledger, block->text, -1);
        fault = missing_text(arena, ledger, block->text, block->line);
    }
    for (size_t i = 0; i < block->n_cells; i++) {
        enter(arena, ledger, block->cells[i], -1);
        fault = fault == NULL ? missing_text(arena, ledger, block->cells[i], block->line) : fault;
    }
    return fault;
}

static const char *check(Arena *arena, Ledger *ledger, const SourceDocument *document) {
    const char *fault = NULL;
    for (size_t i = 0; i < document->n; i++) {
        const char *found = check_block(arena, ledger, &document->blocks[i]);
        fault = fault == NULL ? found : fault;
    }
    for (int byte = 0; byte < 256 && fault == NULL; byte++)
        if (ledger->letters[byte] != 0)
            fault = arena_printf(
                arena, "%s byte %02x: %" G_GINT64_FORMAT " too many in the reading",
                ledger->letters[byte] > 0 ? "doubled" : "lost", byte, ledger->letters[byte]);
    return fault;
}

const char *accounting_fault(Arena *arena, const SourceDocument *document,
                             const PlanReading *reading) {
    g_autoptr(GString) texts = g_string_new("\n");
    Ledger ledger = {.texts = texts};
    enter_years(arena, &ledger, reading);
    enter_lists(arena, &ledger, reading);
    return check(arena, &ledger, document);
}
