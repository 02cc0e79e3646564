#include "modules/frozen/register_list.h"

#include "base/error.h"
#include "base/text.h"
#include "web/translate.h"

#include <string.h>

/* ---- reading ---- */

/* Excel puts quotes around what holds a separator. */
static const char *cell(Arena *arena, const char *text) {
    const char *tidy = text_collapse(arena, text);
    size_t length = strlen(tidy);
    return length >= 2 && tidy[0] == '"' && tidy[length - 1] == '"'
               ? text_collapse(arena, arena_strndup(arena, tidy + 1, length - 2))
               : tidy;
}

static bool is_head(const char *title) {
    return g_ascii_strcasecmp(title, "Handling") == 0;
}

static bool take_line(Arena *arena, const char *text, int number, RegisterLine *ret,
                      GError **error) {
    g_auto(GStrv) cells = g_strsplit(text, strchr(text, '\t') != NULL ? "\t" : ";", -1);
    size_t n = g_strv_length(cells);
    *ret = (RegisterLine){.line = number, .title = "", .sender = "", .number = ""};
    if (n == 0 || text_is_blank(text))
        return true;
    if (n < 2)
        return fail(error, ERROR_INVALID,
                    "Rad %d har bara en kolumn. Skriv handlingens namn, tabb eller semikolon, och "
                    "numret.",
                    number);
    ret->title = cell(arena, cells[0]);
    ret->number = is_head(ret->title) ? "" : cell(arena, cells[n - 1]);
    ret->sender = n > 2 ? cell(arena, cells[1]) : "";
    if (text_length(ret->number) > REGISTER_NUMBER_MAX)
        return fail(error, ERROR_INVALID, "Rad %d: numret får ha högst %d tecken.", number,
                    REGISTER_NUMBER_MAX);
    return true;
}

bool register_list_parse(Arena *arena, const char *text, RegisterLines *ret, GError **error) {
    if (strlen(text) > REGISTER_LIST_MAX)
        return fail(error, ERROR_INVALID, "Listan är för lång. Klistra in den i flera delar.");
    g_auto(GStrv) lines = g_strsplit(text, "\n", REGISTER_LINES_MAX + 2);
    size_t n_lines = g_strv_length(lines), n = 0;
    if (n_lines > REGISTER_LINES_MAX)
        return fail(error, ERROR_INVALID, "Listan får ha högst %d rader.", REGISTER_LINES_MAX);
    RegisterLine *rows = ARENA_ARRAY(arena, RegisterLine, n_lines);
    for (size_t i = 0; i < n_lines; i++) {
        if (!take_line(arena, lines[i], (int)i + 1, &rows[n], error))
            return false;
        n += rows[n].number[0] != '\0';
    }
    *ret = (RegisterLines){rows, n};
    return n > 0 || fail(error, ERROR_INVALID,
                         "Ingen rad har något nummer. Skriv det sist på raden, efter handlingens "
                         "namn.");
}

/* ---- matching ---- */

typedef struct {
    const FrozenDocument *document;
    const char *title, *sender; /* folded */
} Folded;

static const Folded *fold_all(Arena *arena, const FrozenDocuments *documents) {
    Folded *folded = ARENA_ARRAY(arena, Folded, documents->n);
    for (size_t i = 0; i < documents->n; i++) {
        const FrozenDocument *document = &documents->rows[i];
        folded[i] = (Folded){document, text_fold(arena, document->title),
                             text_fold(arena, document->sender)};
    }
    return folded;
}

/* One without a number goes before one that has it. */
static bool is_better(const FrozenDocument *found, const FrozenDocument *best) {
    return best == NULL || (best->register_number[0] != '\0' && found->register_number[0] == '\0');
}

static bool match_line(Arena *arena, const RegisterLine *line, const Folded *documents, size_t n,
                       FrozenNumber *ret, GError **error) {
    const char *title = text_fold(arena, line->title), *sender = text_fold(arena, line->sender);
    const FrozenDocument *best = NULL;
    size_t n_open = 0;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(documents[i].title, title) != 0 ||
            (sender[0] != '\0' && strcmp(documents[i].sender, sender) != 0))
            continue;
        n_open += documents[i].document->register_number[0] == '\0';
        if (is_better(documents[i].document, best))
            best = documents[i].document;
    }
    if (best == NULL)
        return fail(error, ERROR_INVALID,
                    "Rad %d: ingen handling heter ”%s”. Kopiera namnet ur listan.", line->line,
                    line->title);
    if (n_open > 1)
        return fail(error, ERROR_INVALID,
                    "Rad %d: flera handlingar utan nummer heter ”%s”. Skriv numret i listan i "
                    "stället.",
                    line->line, line->title);
    *ret = (FrozenNumber){best->id, NULL, line->number};
    return true;
}

bool register_list_match(Arena *arena, const RegisterLines *lines, const FrozenDocuments *documents,
                         FrozenNumber **ret, GError **error) {
    FrozenNumber *numbers = ARENA_ARRAY(arena, FrozenNumber, lines->n);
    const Folded *folded = fold_all(arena, documents);
    for (size_t i = 0; i < lines->n; i++)
        if (!match_line(arena, &lines->rows[i], folded, documents->n, &numbers[i], error))
            return false;
    *ret = numbers;
    return true;
}
