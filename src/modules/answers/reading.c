#include "modules/answers/reading.h"

#include "base/error.h"
#include "base/similar.h"
#include "base/text.h"
#include "modules/answers/reading_parts.h"

#include <string.h>

#define TYPED_CHARACTERS 80

typedef struct {
    Arena *arena;
    const ReadingOf *of;
    AnswerReading *reading;
    ReadRow *rows;
    ReadColumns columns;
    const char *const *titles; /* of the proposals, squashed */
    bool *seen;                /* by proposal */
    bool is_form;
} Reading;

static const char *cell_of(const Reading *reading, const SourceBlock *row, Meaning meaning) {
    int at = reading->columns.of[meaning];
    return at < 0 || (size_t)at >= row->n_cells ? "" : row->cells[at];
}

/* ---- which proposal ---- */

#define MISSPELT_MAX 2

static ptrdiff_t with_title(const Reading *reading, const char *typed) {
    const char *wanted = similar_squash(reading->arena, typed);
    ptrdiff_t near = -1;
    if (strlen(wanted) < 3)
        return -1;
    for (size_t i = 0; i < reading->of->proposals->n; i++) {
        if (strcmp(reading->titles[i], wanted) == 0)
            return (ptrdiff_t)i;
        if (strlen(wanted) > 8 &&
            similar_distance(reading->titles[i], wanted, MISSPELT_MAX) <= MISSPELT_MAX)
            near = near == -1 ? (ptrdiff_t)i : -2;
    }
    return near < 0 ? -1 : near;
}

static ptrdiff_t find(const Reading *reading, const char *number, const char *title) {
    ptrdiff_t place = read_number(reading->of->proposals, number);
    return place >= 0 ? place : with_title(reading, title);
}

/* ---- one row ---- */

static const char *shortened(Arena *arena, const SourceBlock *row) {
    g_autoptr(GString) typed = g_string_new(NULL);
    for (size_t i = 0; i < row->n_cells; i++)
        if (row->cells[i][0] != '\0')
            g_string_append_printf(typed, "%s%s", typed->len == 0 ? "" : " · ", row->cells[i]);
    const char *line = text_collapse(arena, typed->str);
    if (g_utf8_strlen(line, -1) <= TYPED_CHARACTERS)
        return line;
    g_autofree char *cut = g_utf8_substring(line, 0, TYPED_CHARACTERS);
    return arena_printf(arena, "%s …", cut);
}

static ReadRow *add_row(Reading *reading, const SourceBlock *row) {
    ReadRow *added = &reading->rows[reading->reading->n++];
    *added = (ReadRow){.line = row->line, .typed = shortened(reading->arena, row)};
    return added;
}

static void put_cell(Reading *reading, ReadRow *row, size_t place, MarkCell cell,
                     const char *value) {
    const char *cleaned;
    g_autoptr(GError) problem = NULL;
    AnswerCell of = {row->proposal->number, cell};
    if (answer_cell_clean(reading->arena, of, value, &cleaned, &problem))
        reading->reading->cells.of[place][cell] = cleaned;
    else
        row->problem = arena_strdup(reading->arena, problem->message);
}

static void put_mark(Reading *reading, ReadRow *row, size_t place, const char *typed) {
    const char *mark = mark_understood(typed);
    if (mark == NULL)
        row->problem = arena_printf(
            reading->arena, T_("”%s” går inte att läsa som hög, medel, låg eller avstår."), typed);
    else
        put_cell(reading, row, place, CELL_MARK, mark);
}

static void put_participation(Reading *reading, ReadRow *row, size_t place, const char *typed) {
    const char *said = participation_understood(typed);
    if (said == NULL)
        row->problem = arena_printf(
            reading->arena, T_("”%s” går inte att läsa som ja, nej eller vet inte."), typed);
    else
        put_cell(reading, row, place, CELL_PARTICIPATES, said);
}

/* The proposal of a row; false where it is none, or stands there before. `number`: as typed. */
static bool take_proposal(Reading *reading, ReadRow *row, ptrdiff_t place, const char *number) {
    if (place < 0) {
        row->problem =
            read_is_number(number)
                ? arena_printf(reading->arena, T_("Förslag %s står inte på listan."), number)
                : T_("Det går inte att se vilket förslag raden gäller.");
        return false;
    }
    row->proposal = &reading->of->proposals->rows[place];
    if (reading->seen[place]) {
        row->problem = T_("Förslaget står på flera rader. Den första gäller.");
        return false;
    }
    reading->seen[place] = true;
    return true;
}

static void take_row(Reading *reading, const SourceBlock *row) {
    const char *number = cell_of(reading, row, IS_NUMBER), *title = cell_of(reading, row, IS_TITLE);
    if (text_is_blank(number) && text_is_blank(title))
        return;
    ptrdiff_t place = find(reading, number, title);
    if (place < 0 && text_is_blank(cell_of(reading, row, IS_MARK)))
        return; /* a heading within the table */
    ReadRow *added = add_row(reading, row);
    if (!take_proposal(reading, added, place, number))
        return;
    size_t at = (size_t)place;
    put_mark(reading, added, at, cell_of(reading, row, IS_MARK));
    put_participation(reading, added, at, cell_of(reading, row, IS_PARTICIPATION));
    put_cell(reading, added, at, CELL_INSPECTORS, cell_of(reading, row, IS_INSPECTORS));
    put_cell(reading, added, at, CELL_RANK, cell_of(reading, row, IS_RANK));
    put_cell(reading, added, at, CELL_COMMENT, cell_of(reading, row, IS_COMMENT));
}

static ptrdiff_t find_plain(const Reading *reading, const SourceBlock *row) {
    int mark = reading->columns.of[IS_MARK];
    ptrdiff_t place = -1;
    for (int i = 0; i < mark && (size_t)i < row->n_cells && place < 0; i++)
        place = find(reading, row->cells[i], row->cells[i]);
    return place;
}

/* Without a head: number or title first, then the mark, and what stands last is the comment. */
static void take_plain_row(Reading *reading, const SourceBlock *row) {
    size_t mark = (size_t)reading->columns.of[IS_MARK];
    if (row->n_cells < 2 || text_is_blank(row->cells[0]))
        return;
    const char *typed = mark < row->n_cells ? row->cells[mark] : row->cells[row->n_cells - 1];
    ptrdiff_t place = find_plain(reading, row);
    bool is_head = place < 0 && reading->reading->n == 0 && mark_understood(typed) == NULL &&
                   !read_is_number(row->cells[0]);
    if (is_head)
        return;
    ReadRow *added = add_row(reading, row);
    if (!take_proposal(reading, added, place, row->cells[0]))
        return;
    put_mark(reading, added, (size_t)place, typed);
    if (mark + 1 < row->n_cells)
        put_cell(reading, added, (size_t)place, CELL_COMMENT, row->cells[row->n_cells - 1]);
}

/* "Lämnas av", "Miljönämnden § 31" */
static bool take_whole(Reading *reading, const SourceBlock *row) {
    static const char *const labels[N_WHOLE_CELLS] = {"lämnasav", "ertdiarienummer", "timmarnihar",
                                                      "kommentartillhelalistan"};
    size_t first = 0;
    while (first + 1 < row->n_cells && row->cells[first][0] == '\0')
        first++;
    const char *label = similar_squash(reading->arena, row->cells[first]), *value = "", *cleaned;
    for (size_t i = first + 1; i < row->n_cells && value[0] == '\0'; i++)
        value = row->cells[i];
    for (int cell = 0; cell < N_WHOLE_CELLS; cell++) {
        g_autoptr(GError) problem = NULL;
        if (strcmp(label, labels[cell]) != 0)
            continue;
        if (answer_cell_clean(reading->arena, (AnswerCell){0, cell}, value, &cleaned, &problem))
            reading->reading->cells.whole[cell] = cleaned;
        else
            add_row(reading, row)->problem = arena_strdup(reading->arena, problem->message);
        return true;
    }
    return false;
}

/* ---- the whole ---- */

static void take_block(Reading *reading, const SourceBlock *block) {
    ReadColumns found;
    if (block->kind != SOURCE_ROW || block->n_cells == 0 || reading->reading->n >= READ_ROWS_MAX)
        return;
    if (read_head(reading->arena, block, &found)) {
        if (reading->is_form || !found.is_telling)
            reading->columns = found;
        return;
    }
    if (take_whole(reading, block) || reading->columns.is_telling)
        return;
    if (reading->columns.has_head)
        take_row(reading, block);
    else
        take_plain_row(reading, block);
}

static const char *const *squashed_titles(Arena *arena, const AnswerProposals *proposals) {
    const char **titles = ARENA_ARRAY(arena, const char *, proposals->n);
    for (size_t i = 0; i < proposals->n; i++)
        titles[i] = similar_squash(arena, proposals->rows[i].title);
    return titles;
}

/* The rows have line numbers that whoever looks can find again. */
static bool has_lines(const SourceDocument *document) {
    return strcmp(document->format, "docx") != 0 && strcmp(document->format, "html") != 0;
}

static void count_up(AnswerReading *found, const Reading *reading, const SourceDocument *document) {
    found->rows = reading->rows;
    for (size_t i = 0; i < found->n; i++) {
        found->n_problems += found->rows[i].problem != NULL;
        if (!has_lines(document))
            reading->rows[i].line = 0;
    }
    found->n_marked = answer_cells_marked(&found->cells, reading->of->proposals);
    found->notes = document->notes;
    found->n_notes = document->n_notes;
}

static bool read_document(Arena *arena, const SourceDocument *document, const ReadingOf *of,
                          bool is_form, AnswerReading *ret, GError **error) {
    AnswerReading found = {.cells = answer_cells_none(arena, of->proposals)};
    Reading reading = {.arena = arena,
                       .of = of,
                       .reading = &found,
                       .rows = ARENA_ARRAY(arena, ReadRow, MIN(document->n, READ_ROWS_MAX) + 1),
                       .columns = read_columns_guessed(document),
                       .titles = squashed_titles(arena, of->proposals),
                       .seen = ARENA_ARRAY(arena, bool, of->proposals->n),
                       .is_form = is_form};
    if (!read_is_ours(arena, document, of, is_form, error))
        return false;
    for (size_t i = 0; i < document->n; i++)
        take_block(&reading, &document->blocks[i]);
    count_up(&found, &reading, document);
    if (found.n == 0)
        return fail(error, ERROR_INVALID,
                    "Det finns inga svar att läsa. Varje rad ska ha förslagets nummer eller titel "
                    "och svaret: hög, medel, låg eller avstår.");
    *ret = found;
    return true;
}

bool answer_read_document(Arena *arena, const SourceDocument *document, const ReadingOf *of,
                          AnswerReading *ret, GError **error) {
    return read_document(arena, document, of, true, ret, error);
}

bool answer_read_form(Arena *arena, Bytes file, const ReadingOf *of, AnswerReading *ret,
                      GError **error) {
    SourceDocument document;
    return source_read_form(arena, file, &document, error) &&
           answer_read_document(arena, &document, of, ret, error);
}

static bool has_rows(const SourceDocument *document) {
    for (size_t i = 0; i < document->n; i++)
        if (document->blocks[i].kind == SOURCE_ROW)
            return true;
    return false;
}

bool answer_read_pasted(Arena *arena, const char *html, const char *text, const ReadingOf *of,
                        AnswerReading *ret, GError **error) {
    SourceDocument document = {0};
    bool is_html = !text_is_blank(html);
    const char *pasted = is_html ? html : text;
    if (text_is_blank(pasted))
        return fail(error, ERROR_INVALID, "Klistra in raderna först.");
    Bytes bytes = {(const uint8_t *)pasted, strlen(pasted)};
    if (!(is_html ? source_read_html(arena, bytes, &document, error)
                  : source_read(arena, bytes, &document, error)))
        return false;
    if (is_html && !has_rows(&document) && !text_is_blank(text))
        return answer_read_pasted(arena, NULL, text, of, ret, error);
    return read_document(arena, &document, of, false, ret, error);
}
