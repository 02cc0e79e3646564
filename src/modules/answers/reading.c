#include "modules/answers/reading.h"

#include "base/error.h"
#include "base/id.h"
#include "base/similar.h"
#include "base/text.h"
#include "formats/source.h"

#include <string.h>

#define CODE_BEGINS "Blankett "
#define TYPED_CHARACTERS 80

const char *answer_form_code(Arena *arena, Id round, const char *respondent) {
    return arena_printf(arena, CODE_BEGINS "%s-%s", id_text(arena, round), respondent);
}

/* ---- what stands in which column ---- */

typedef enum {
    IS_NUMBER,
    IS_TITLE,
    IS_MARK,
    IS_PARTICIPATION,
    IS_INSPECTORS,
    IS_RANK,
    IS_COMMENT,
    N_MEANINGS
} Meaning;

static const struct {
    Meaning meaning;
    const char *words; /* squashed, between ';' */
} headings[] = {{IS_NUMBER, ";nr;nummer;förslagnr;förslagsnummer;"},
                {IS_TITLE, ";förslag;titel;aktivitet;rubrik;"},
                {IS_MARK, ";svar;prioritet;prio;bedömning;högmedellågavstår;mark;"},
                {IS_PARTICIPATION, ";deltar;videltar;deltagande;deltarjanejvetinte;"},
                {IS_INSPECTORS, ";inspektörer;antalinspektörer;insp;"},
                {IS_RANK, ";ordning;rangordning;rang;"},
                {IS_COMMENT, ";kommentar;kommentarer;synpunkt;synpunkter;motivering;"}};

typedef struct {
    Arena *arena;
    const ReadingOf *of;
    AnswerReading *reading;
    ReadRow *rows;
    int column[N_MEANINGS]; /* -1: there is none */
    bool has_head, has_code;
    bool *seen; /* by proposal */
} Reading;

static int meaning_of(Arena *arena, const char *heading) {
    g_autofree char *word = g_strconcat(";", similar_squash(arena, heading), ";", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(headings); i++)
        if (strlen(word) > 2 && strstr(headings[i].words, word) != NULL)
            return (int)headings[i].meaning;
    return -1;
}

/* A head says at least which column holds the marks, and one that names the proposal. */
static bool take_head(Reading *reading, const SourceBlock *row) {
    int column[N_MEANINGS] = {-1, -1, -1, -1, -1, -1, -1};
    for (size_t i = 0; i < row->n_cells; i++) {
        int meaning = meaning_of(reading->arena, row->cells[i]);
        if (meaning >= 0 && column[meaning] < 0)
            column[meaning] = (int)i;
    }
    bool is_head = column[IS_MARK] >= 0 && (column[IS_NUMBER] >= 0 || column[IS_TITLE] >= 0);
    if (is_head) {
        memcpy(reading->column, column, sizeof column);
        reading->has_head = true;
    }
    return is_head;
}

static const char *cell_of(const Reading *reading, const SourceBlock *row, Meaning meaning) {
    int at = reading->column[meaning];
    return at < 0 || (size_t)at >= row->n_cells ? "" : row->cells[at];
}

/* ---- which proposal ---- */

static ptrdiff_t with_number(const AnswerProposals *proposals, const char *typed) {
    guint64 number;
    g_autofree char *digits = g_strdup(typed);
    g_strstrip(digits);
    size_t length = strlen(digits);
    if (length > 0 && digits[length - 1] == '.')
        digits[length - 1] = '\0';
    if (!g_ascii_string_to_unsigned(digits, 10, 1, G_MAXINT32, &number, NULL))
        return -1;
    for (size_t i = 0; i < proposals->n; i++)
        if (proposals->rows[i].number == (int64_t)number)
            return (ptrdiff_t)i;
    return -1;
}

#define MISSPELT_MAX 2

static ptrdiff_t with_title(Arena *arena, const AnswerProposals *proposals, const char *typed) {
    const char *wanted = similar_squash(arena, typed);
    ptrdiff_t near = -1;
    if (strlen(wanted) < 3)
        return -1;
    for (size_t i = 0; i < proposals->n; i++) {
        const char *title = similar_squash(arena, proposals->rows[i].title);
        if (strcmp(title, wanted) == 0)
            return (ptrdiff_t)i;
        if (strlen(wanted) > 8 && similar_distance(title, wanted, MISSPELT_MAX) <= MISSPELT_MAX)
            near = near == -1 ? (ptrdiff_t)i : -2;
    }
    return near < 0 ? -1 : near;
}

static ptrdiff_t find(const Reading *reading, const char *number, const char *title) {
    ptrdiff_t place = with_number(reading->of->proposals, number);
    return place >= 0 ? place : with_title(reading->arena, reading->of->proposals, title);
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
    *added = (ReadRow){.typed = shortened(reading->arena, row)};
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

/* The proposal of a row; false where it is none, or stands there before. */
static bool take_proposal(Reading *reading, ReadRow *row, ptrdiff_t place) {
    if (place < 0) {
        row->problem = T_("Det går inte att se vilket förslag raden gäller.");
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
    if (!take_proposal(reading, added, place))
        return;
    size_t at = (size_t)place;
    put_mark(reading, added, at, cell_of(reading, row, IS_MARK));
    put_participation(reading, added, at, cell_of(reading, row, IS_PARTICIPATION));
    put_cell(reading, added, at, CELL_INSPECTORS, cell_of(reading, row, IS_INSPECTORS));
    put_cell(reading, added, at, CELL_RANK, cell_of(reading, row, IS_RANK));
    put_cell(reading, added, at, CELL_COMMENT, cell_of(reading, row, IS_COMMENT));
}

/* Without a head: number or title first, then the first cell that is a mark, and what follows it is
 * the comment. */
static void take_plain_row(Reading *reading, const SourceBlock *row) {
    size_t mark = 1;
    if (row->n_cells < 2 || text_is_blank(row->cells[0]))
        return;
    while (mark < row->n_cells &&
           (text_is_blank(row->cells[mark]) || mark_understood(row->cells[mark]) == NULL))
        mark++;
    const char *title =
        mark > 1 && with_number(reading->of->proposals, row->cells[0]) < 0 &&
                with_title(reading->arena, reading->of->proposals, row->cells[0]) < 0
            ? row->cells[1]
            : row->cells[0];
    ReadRow *added = add_row(reading, row);
    ptrdiff_t place = find(reading, row->cells[0], title);
    if (!take_proposal(reading, added, place))
        return;
    put_mark(reading, added, (size_t)place,
             row->cells[mark < row->n_cells ? mark : row->n_cells - 1]);
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

/* ---- whose form it is ---- */

/* The code in a text, without what begins it; or NULL. */
static const char *code_in(const char *text) {
    const char *at = text == NULL ? NULL : strstr(text, CODE_BEGINS);
    Id id;
    if (at == NULL || strlen(at) < strlen(CODE_BEGINS) + ID_TEXT_LENGTH + 2)
        return NULL;
    at += strlen(CODE_BEGINS);
    g_autofree char *round = g_strndup(at, ID_TEXT_LENGTH);
    return at[ID_TEXT_LENGTH] == '-' && id_parse(round, &id) ? at : NULL;
}

static const char *code_of_block(const SourceBlock *block) {
    const char *code = code_in(block->text);
    for (size_t i = 0; block->kind == SOURCE_ROW && code == NULL && i < block->n_cells; i++)
        code = code_in(block->cells[i]);
    return code;
}

static bool is_ours(const Reading *reading, const char *code, GError **error) {
    const ReadingOf *of = reading->of;
    Id round = {0};
    g_autofree char *text = g_strndup(code, ID_TEXT_LENGTH);
    (void)id_parse(text, &round);
    const char *key = code + ID_TEXT_LENGTH + 1;
    size_t length = strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789-");
    if (!id_equal(round, of->round))
        return fail(error, ERROR_INVALID,
                    "Blanketten hör till en annan omgång. Hämta blanketten på sidan igen och fyll "
                    "i den.");
    if (strlen(of->respondent) == length && strncmp(of->respondent, key, length) == 0)
        return true;
    return fail(error, ERROR_INVALID,
                "Blanketten är gjord för ett annat kontor än %s. Hämta rätt blankett och fyll i "
                "den.",
                of->respondent_title);
}

static bool find_code(Reading *reading, const SourceDocument *document, GError **error) {
    for (size_t i = 0; i < document->n; i++) {
        const char *code = code_of_block(&document->blocks[i]);
        if (code == NULL)
            continue;
        if (!is_ours(reading, code, error))
            return false;
        reading->has_code = true;
    }
    return true;
}

/* ---- the whole ---- */

static void take_block(Reading *reading, const SourceBlock *block) {
    if (block->kind != SOURCE_ROW || reading->reading->n >= READ_ROWS_MAX)
        return;
    if (take_head(reading, block) || take_whole(reading, block))
        return;
    if (reading->has_head)
        take_row(reading, block);
    else
        take_plain_row(reading, block);
}

static bool read_document(Arena *arena, const SourceDocument *document, const ReadingOf *of,
                          bool is_form, AnswerReading *ret, GError **error) {
    AnswerReading found = {.cells = answer_cells_none(arena, of->proposals)};
    Reading reading = {.arena = arena,
                       .of = of,
                       .reading = &found,
                       .rows = ARENA_ARRAY(arena, ReadRow, MIN(document->n, READ_ROWS_MAX) + 1),
                       .seen = ARENA_ARRAY(arena, bool, of->proposals->n)};
    if (!find_code(&reading, document, error))
        return false;
    if (is_form && !reading.has_code)
        return fail(error, ERROR_INVALID,
                    "Filen är inte en svarsblankett för den här omgången. Hämta blanketten på "
                    "sidan och fyll i den.");
    for (size_t i = 0; i < document->n; i++)
        take_block(&reading, &document->blocks[i]);
    found.rows = reading.rows;
    for (size_t i = 0; i < found.n; i++)
        found.n_problems += found.rows[i].problem != NULL;
    found.n_marked = answer_cells_marked(&found.cells, of->proposals);
    if (found.n == 0)
        return fail(error, ERROR_INVALID,
                    "Det finns inga svar att läsa. Varje rad ska ha förslagets nummer eller titel "
                    "och svaret: hög, medel, låg eller avstår.");
    *ret = found;
    return true;
}

bool answer_read_form(Arena *arena, Bytes file, const ReadingOf *of, AnswerReading *ret,
                      GError **error) {
    SourceDocument document;
    return source_read(arena, file, &document, error) &&
           read_document(arena, &document, of, true, ret, error);
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
