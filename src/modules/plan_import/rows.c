#include "modules/plan_import/rows.h"

#include "base/language.h"
#include "modules/plan_import/budget.h"

#define LONE_LENGTH_MAX 160 /* characters; a longer row with one cell is a remark */
#define COLUMN_ROWS_MAX 200
#define SMALL_TABLE_COLUMNS 3 /* a wider plan's rows do not look like a budget's */

typedef struct Reader {
    Draft *draft;
    Row *rows;
    const Head *head;     /* of the table that is being read; NULL before the first */
    bool under_head;      /* the row above is a head row */
    bool began;           /* the section's table has begun */
    bool years_in_column; /* no heading says the year */
    size_t budget_end;    /* lines before this are a budget's */
    size_t looked_to;     /* tables before this are known not to be budgets */
} Reader;

static const Head *kept(Draft *draft, const Head *head) {
    Head *copy = ARENA_NEW(draft->arena, Head);
    *copy = *head;
    return copy;
}

/* What an unknown column to the left of the titles holds. */
typedef struct ColumnUse {
    size_t rows, filled, changes;
    bool numeric;
} ColumnUse;

static ColumnUse column_use(const Lines *lines, size_t column, size_t first, size_t end) {
    ColumnUse use = {0};
    const char *before = "";
    for (size_t i = first; i < end && use.rows < COLUMN_ROWS_MAX; i++) {
        const char *text = lines->at[i].kind == LINE_ROW ? line_cell(&lines->at[i], column) : "";
        use.rows += line_is_full(&lines->at[i]);
        if (!line_is_full(&lines->at[i]) || *text == '\0')
            continue;
        use.filled++;
        use.numeric |= g_unichar_isdigit(g_utf8_get_char(text));
        use.changes += strcmp(text, before) != 0;
        before = text;
    }
    return use;
}

/* A column to the left of the titles that says the same for several rows says their category. */
static void find_category_column(Reader *reader, Head *head, size_t first, size_t end) {
    size_t title = head_title_column(head);
    for (size_t column = 0; column < title && !head_has(head, HEAD_CATEGORY); column++) {
        if (head->columns[column].means != HEAD_UNKNOWN)
            continue;
        ColumnUse use = column_use(&reader->draft->lines, column, first, end);
        if (use.filled > 0 && use.changes < use.rows && !use.numeric)
            head->columns[column].means = HEAD_CATEGORY;
    }
}

static bool read_head(Reader *reader, size_t i, size_t end) {
    const Line *line = &reader->draft->lines.at[i];
    g_autoptr(Arena) scratch = arena_new();
    Arena *arena = reader->draft->arena;
    Head head;
    bool begins = reader->head == NULL || !reader->began;
    bool is_head =
        begins ? head_read(scratch, line, &head) : head_repeats(scratch, line, reader->head, &head);
    if (!is_head)
        return false;
    begins ? head_read(arena, line, &head) : head_repeats(arena, line, reader->head, &head);
    if (!reader->years_in_column)
        head_read_years_as_time(&head);
    find_category_column(reader, &head, i + 1, end);

    reader->head = kept(reader->draft, &head);
    return true;
}

static bool read_head_rest(Reader *reader, const Line *line) {
    if (!reader->under_head || line->follows_break)
        return false;
    Head *head = (Head *)kept(reader->draft, reader->head);
    if (!head_goes_on(reader->draft->arena, line, head))
        return false;
    reader->head = head;
    return true;
}

/* Rows without any head above them. */
static void assume_head(Reader *reader, const Line *line) {
    Draft *draft = reader->draft;
    Head head;
    if (line->n_cells == N_READ_COLUMNS) {
        head_usual(draft->arena, &head);
        draft_warn(
            draft, line,
            T_("Tabellen saknar rubrikrad. Kolumnerna är lästa i den vanliga ordningen: aktivitet, "
               "mål, genomförande, tid, ansvar, parter, effektmål."));
    } else {
        head = (Head){.n = 1, .columns = ARENA_NEW(draft->arena, HeadColumn)};
        head.columns[0] = (HeadColumn){READ_ACTIVITY, "", false};
        draft_warn(draft, line,
                   T_("Tabellen saknar rubrikrad. Den första kolumnen är läst som aktivitet, de "
                      "andra ligger "
                      "under Utan plats i planen. Sätt rubriker över kolumnerna i filen."));
    }
    reader->head = kept(draft, &head);
}

/* "Ej fastställt", alone or beside its category. */
static bool is_note_row(const Head *head, const Line *line) {
    bool note = false;
    for (size_t i = 0; i < line->n_cells; i++) {
        bool place = head != NULL && head_means(head, i) >= N_READ_COLUMNS;
        if (*line->cells[i] == '\0' || place)
            continue;
        note = says_nothing_planned(line->cells[i]);
        if (!note)
            return false;
    }
    return note;
}

static bool is_budget_row(Reader *reader, size_t i, size_t end) {
    const Lines *lines = &reader->draft->lines;
    if (i < reader->budget_end)
        return true;
    if (i < reader->looked_to)
        return false;
    bool budget = is_budget_table(lines, i, end, &reader->looked_to);
    bool fits =
        reader->head != NULL && (reader->head->n <= SMALL_TABLE_COLUMNS ||
                                 table_width(lines, i, reader->looked_to) > SMALL_TABLE_COLUMNS);
    if (budget && !fits)
        reader->budget_end = reader->looked_to;
    return budget && !fits;
}

/* A row with a single cell to the left of the titles names a category. */
static bool is_lone_row(const Head *head, const Line *line) {
    return line_is_lone(line) && line->first_filled <= head_title_column(head);
}

static RowRole role_of_cells(Reader *reader, const Line *line) {
    const Head *head = reader->head;
    if (is_note_row(head, line))
        return ROLE_NOTE;
    if (is_lone_row(head, line))
        return g_utf8_strlen(line->text, -1) > LONE_LENGTH_MAX ? ROLE_TEXT : ROLE_LONE;
    return *line_cell(line, head_title_column(head)) == '\0' ? ROLE_REST : ROLE_FULL;
}

/* A row with one cell, before the table's first head row. */
static RowRole role_before_head(Reader *reader, size_t i, size_t end) {
    const Lines *lines = &reader->draft->lines;
    size_t next = next_line(lines, i + 1, end);
    g_autoptr(Arena) scratch = arena_new();
    Head head;
    if (next == end || !line_is_full(&lines->at[next]) ||
        head_read(scratch, &lines->at[next], &head))
        return ROLE_TEXT;
    assume_head(reader, &lines->at[next]);
    return role_of_cells(reader, &lines->at[i]);
}

static RowRole role_of(Reader *reader, size_t i, size_t end) {
    const Line *line = &reader->draft->lines.at[i];
    if (line->kind != LINE_ROW)
        return line->kind == LINE_TEXT ? ROLE_TEXT : ROLE_NONE;
    if (line_is_full(line) && read_head(reader, i, end))
        return ROLE_HEAD;
    if (read_head_rest(reader, line))
        return ROLE_HEAD_REST;
    if (is_budget_row(reader, i, end))
        return ROLE_AMOUNTS;
    if (reader->head == NULL && line_is_lone(line))
        return is_note_row(NULL, line) ? ROLE_NOTE : role_before_head(reader, i, end);
    if (reader->head == NULL)
        assume_head(reader, line);
    return role_of_cells(reader, line);
}

static void read_section(Reader *reader, const Section *section) {
    reader->began = false;
    reader->under_head = false;
    reader->years_in_column = section->year_is_implied;
    for (size_t i = section->first; i < section->end; i++) {
        RowRole role = role_of(reader, i, section->end);
        bool in_table = role != ROLE_NONE && role != ROLE_TEXT;
        reader->rows[i] = (Row){role, in_table ? reader->head : NULL};
        reader->under_head = role == ROLE_HEAD || role == ROLE_HEAD_REST;
        reader->began |= in_table;
    }
}

const Row *rows_of(Draft *draft, const List *sections) {
    Reader reader = {.draft = draft, .rows = ARENA_ARRAY(draft->arena, Row, draft->lines.n)};
    for (size_t i = 0; i < sections->n; i++) {
        const Section *section = sections->items[i];
        if (section->kind == SECTION_YEAR)
            read_section(&reader, section);
    }
    return reader.rows;
}

const char *row_cell(const Row *row, const Line *line, ReadColumn column) {
    size_t i = head_column(row->head, column);
    return i < row->head->n ? line_cell(line, i) : "";
}

size_t next_row(const Row *rows, size_t from, size_t end) {
    size_t i = MIN(from, end);
    while (i < end && rows[i].role <= ROLE_HEAD_REST)
        i++;
    return i;
}
