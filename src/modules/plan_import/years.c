#include "modules/plan_import/years.h"

#include "base/language.h"
#include "base/similar.h"
#include "modules/plan_import/budget.h"

typedef YearsReader Reader;

static const char *year_text(const Reader *reader) {
    int year = reader->year->year;
    return year == 0 ? "" : arena_printf(reader->draft->arena, " %d", year);
}

static void begin_year(Reader *reader, int year, const Line *line) {
    DraftYear *begun = draft_year(reader->draft, year, line);
    if (begun == reader->year)
        return;
    reader->year = begun;
    reader->category = list_last(&begun->categories);
    reader->open = NULL;
    reader->has_full_rows = false;
}

static void begin_category(Reader *reader, const char *name, const Line *line, bool each_row) {
    Draft *draft = reader->draft;
    const char *bare = without_continued(draft->arena, name);
    draft_mark(draft, MARK_CATEGORY, line, name);
    DraftCategory *category = draft_category(draft, reader->year, bare, line);
    if (category == reader->category)
        return;
    if (category->line != line && !each_row)
        draft_warn(draft, line,
                   T_("Kategorin \"%s\" står på flera ställen under%s. Aktiviteterna är förda till "
                      "samma kategori."),
                   category->name, year_text(reader));
    reader->category = category;
    reader->open = NULL;
}

static DraftCategory *category_for(Reader *reader, const Line *line) {
    if (reader->category == NULL) {
        reader->category = draft_category(reader->draft, reader->year, "", NULL);
        draft_warn(reader->draft, line,
                   T_("Aktiviteter%s står före den första kategorin. De är lästa utan kategori."),
                   year_text(reader));
    }
    return reader->category;
}

static void begin_activity(Reader *reader, const Line *line) {
    reader->open = draft_activity(reader->draft, category_for(reader, line), line);
}

static void unknown_cell(Reader *reader, const Row *row, size_t i, const Line *line) {
    Draft *draft = reader->draft;
    HeadColumn *column = i < row->head->n ? &row->head->columns[i] : NULL;
    const char *title =
        column == NULL || *column->title == '\0' ? NULL : on_one_line(draft->arena, column->title);
    draft_unplaced(draft, line, line->cells[i], title);
    if (column != NULL && column->said)
        return;
    if (title != NULL)
        draft_warn(draft, line,
                   T_("Kolumnen \"%s\" är ingen av planens sju. Innehållet ligger under Utan plats "
                      "i planen."),
                   title);
    else
        draft_warn(draft, line,
                   T_("Cell %zu på raden saknar kolumnrubrik. Innehållet ligger under Utan plats i "
                      "planen."),
                   i + 1);
    if (column != NULL)
        column->said = true;
}

static void add_cells(Reader *reader, const Row *row, const Line *line) {
    for (size_t i = 0; i < line->n_cells; i++) {
        int means = head_means(row->head, i);
        if (*line->cells[i] == '\0' || means >= N_READ_COLUMNS)
            continue;
        if (means == HEAD_UNKNOWN)
            unknown_cell(reader, row, i, line);
        else
            draft_cell(reader->draft, reader->open, (ReadColumn)means, line->cells[i], line);
    }
}

/* A column of its own can name the category of each row. */
static void read_category_cell(Reader *reader, const Row *row, const Line *line) {
    size_t column = head_column(row->head, HEAD_CATEGORY);
    if (column < row->head->n && *line_cell(line, column) != '\0')
        begin_category(reader, line_cell(line, column), line, true);
}

/* So can its year. */
static void read_year_cell(Reader *reader, const Row *row, const Line *line) {
    Draft *draft = reader->draft;
    size_t column = head_column(row->head, HEAD_YEAR);
    const char *text = column < row->head->n ? line_cell(line, column) : "";
    if (*text == '\0')
        return;
    YearsIn years = years_in(text);
    if (years.n != 1) {
        draft_unplaced(draft, line, text, row->head->columns[column].title);
        draft_warn(draft, line, T_("\"%s\" är inget år. Raden är läst som%s."),
                   shortened(draft->arena, text), year_text(reader));
        return;
    }
    draft_mark(draft, MARK_SECTION, line, text);
    const char *category = reader->category == NULL ? "" : reader->category->name;
    begin_year(reader, years.first, line);
    if (reader->category == NULL && *category != '\0' && head_has(row->head, HEAD_CATEGORY))
        reader->category = draft_category(draft, reader->year, category, line);
}

/* The cells that say where the row belongs, not what it is. */
static void read_place(Reader *reader, const Row *row, const Line *line) {
    read_year_cell(reader, row, line);
    read_category_cell(reader, row, line);
}

static bool has_own_cells(const Row *row, const Line *line) {
    for (size_t i = 0; i < line->n_cells; i++)
        if (*line->cells[i] != '\0' && head_means(row->head, i) < N_READ_COLUMNS)
            return true;
    return false;
}

static void read_full(Reader *reader, const Row *row, const Line *line) {
    Draft *draft = reader->draft;
    read_place(reader, row, line);
    const char *title = row_cell(row, line, READ_ACTIVITY);
    Join join =
        reader->open == NULL ? JOIN_NO : join_full_row(reader->open, row, line, reader->place);
    if (join == JOIN_YES)
        draft_warn(
            draft, line,
            T_("Raden som börjar \"%s\" är läst som fortsättning på \"%s\". Kontrollera att de "
               "hör ihop."),
            shortened(draft->arena, title), draft_title(draft, reader->open));
    else if (join == JOIN_DOUBTFUL_NO)
        draft_warn(draft, line,
                   T_("\"%s\" är läst som en egen aktivitet, men kan höra ihop med \"%s\"."),
                   shortened(draft->arena, title), draft_title(draft, reader->open));
    if (join != JOIN_YES)
        begin_activity(reader, line);
    add_cells(reader, row, line);
    reader->has_full_rows = true;
}

static void read_rest(Reader *reader, const Row *row, const Line *line) {
    Draft *draft = reader->draft;
    read_place(reader, row, line);
    if (!has_own_cells(row, line))
        return;
    if (reader->open == NULL) {
        begin_activity(reader, line);
        draft_warn(
            draft, line,
            T_("Raden saknar aktivitet i sin första cell och har ingen aktivitet ovanför sig. "
               "Den är läst som en aktivitet utan namn."));
    } else if (join_rest_row(reader->open, row, line, reader->place) == JOIN_DOUBTFUL_YES) {
        draft_warn(draft, line,
                   T_("Raden saknar aktivitet i sin första cell och är läst som fortsättning på "
                      "\"%s\". Kontrollera att de hör ihop."),
                   draft_title(draft, reader->open));
    }
    add_cells(reader, row, line);
}

static bool is_current_category(const Reader *reader, const char *name) {
    Arena *arena = reader->draft->arena;
    return reader->category != NULL && strcmp(similar_squash(arena, without_continued(arena, name)),
                                              reader->category->squashed) == 0;
}

static void read_lone_title(Reader *reader, const Row *row, const Line *line, LoneRow lone) {
    Draft *draft = reader->draft;
    if (lone.kind == LONE_CATEGORY) {
        if (lone.doubtful)
            draft_warn(draft, line,
                       T_("\"%s\" är läst som en kategori, men kan vara en aktivitet som bara har "
                          "en rubrik."),
                       shortened(draft->arena, line->text));
        begin_category(reader, line->text, line, false);
        return;
    }
    if (lone.doubtful)
        draft_warn(
            draft, line,
            T_("\"%s\" är läst som en aktivitet som bara har en rubrik, men kan vara en kategori."),
            shortened(draft->arena, line->text));
    begin_activity(reader, line);
    add_cells(reader, row, line);
}

static void read_lone(Reader *reader, size_t i, const Row *row, const Line *line) {
    Draft *draft = reader->draft;
    bool names_activity = line->first_filled == head_title_column(row->head);
    if (is_current_category(reader, line->text) || !names_activity) {
        begin_category(reader, line->text, line, false);
    } else if (reader->open != NULL && !category_is_known(draft, line->squashed) &&
               join_lone_row(reader->open, line, reader->place) == JOIN_YES) {
        draft_warn(draft, line,
                   T_("\"%s\" är läst som fortsättning på \"%s\". Kontrollera att de hör ihop."),
                   shortened(draft->arena, line->text), draft_title(draft, reader->open));
        add_cells(reader, row, line);
    } else {
        LonePlace place = {reader->category != NULL,
                           reader->category != NULL && reader->category->activities.n == 0 &&
                               reader->category->note == NULL,
                           reader->has_full_rows};
        read_lone_title(reader, row, line,
                        lone_decide(draft, reader->rows, i, reader->section->end, place));
    }
}

/* What a note's row says, without where it says it. */
static char *note_text(Arena *arena, const Row *row, const Line *line) {
    if (row->head == NULL || line->kind != LINE_ROW)
        return on_one_line(arena, line_text(arena, line));
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < line->n_cells; i++)
        if (*line->cells[i] != '\0' && head_means(row->head, i) < N_READ_COLUMNS)
            g_string_append_printf(text, "%s%s", text->len > 0 ? " " : "", line->cells[i]);
    return arena_strndup(arena, text->str, text->len);
}

static void read_note(Reader *reader, const Row *row, const Line *line) {
    Draft *draft = reader->draft;
    const char *note = note_text(draft->arena, row, line);
    if (row->head != NULL && line->kind == LINE_ROW)
        read_place(reader, row, line);

    draft_mark(draft, MARK_NOTE, line, note);
    if (reader->category == NULL) {
        draft_warn(draft, line, T_("\"%s\": inget är planerat för%s."), note, year_text(reader));
        return;
    }
    if (reader->category->note == NULL && reader->category->activities.n == 0)
        reader->category->note = note;
    draft_warn(draft, line, T_("\"%s\": inget är planerat under \"%s\"%s."), note,
               reader->category->name, year_text(reader));
}

/* A paragraph right above a table, in a document where categories are no rows. What stands above
 * every page's table is the page's. */
static bool names_category(const Reader *reader, size_t i) {
    const Draft *draft = reader->draft;
    const Line *line = &draft->lines.at[i];
    size_t next = next_line(&draft->lines, i + 1, reader->section->end);
    if (next == reader->section->end)
        return false;
    const Line *below = &draft->lines.at[next];
    bool note = below->kind == LINE_TEXT && says_nothing_planned(below->text);
    if (reader->rows[next].role < ROLE_HEAD && !note)
        return false;
    if (category_is_known(draft, line->squashed))
        return true;
    bool sheet = line->heading_level > 0 && !draft->lines.has_headings;
    bool repeated =
        GPOINTER_TO_SIZE(g_hash_table_lookup(draft->paragraphs, line->squashed)) > draft->n_years;
    return !sheet && !repeated && draft->seen_names.n == 0 && is_heading_like(line->text);
}

/* The year's heading once more, as at the top of a page. */
static bool is_heading_again(const Reader *reader, const Line *line) {
    int year;
    const Line *heading = reader->section->heading;
    return (heading != NULL && strcmp(heading->squashed, line->squashed) == 0) ||
           (heading_opens(reader->draft, line, &year) == SECTION_YEAR &&
            year == reader->year->year);
}

static void read_text(Reader *reader, size_t i, const Line *line) {
    Draft *draft = reader->draft;
    if (is_page_number(line->text)) {
        draft_unplaced(draft, line, line->text, NULL);
    } else if (is_title(draft, line)) {
        draft_mark(draft, MARK_TITLE, line, line->text);
    } else if (is_heading_again(reader, line)) {
        draft_mark(draft, MARK_SECTION, line, line->text);
    } else if (says_nothing_planned(line->text)) {
        read_note(reader, &reader->rows[i], line);
    } else if (names_category(reader, i)) {
        begin_category(reader, line->text, line, false);
    } else if (line->heading_level > 0) {
        draft_mark(draft, MARK_CHAPTER, line, line->text);
        draft_chapter(draft, line->text, line, draft->lines.has_headings);
    } else if (is_sentence(line->text)) {
        draft_paragraph(draft, line);
    } else {
        draft_unplaced(draft, line, line->text, NULL);
        draft_warn(draft, line,
                   T_("\"%s\" står mellan tabellerna och hör inte till planens rader. Den ligger "
                      "under Utan plats i planen."),
                   shortened(draft->arena, line->text));
    }
}

static void read_head(Reader *reader, const Row *row, const Line *line) {
    draft_mark(reader->draft, MARK_HEAD_ROW, line, line_text(reader->draft->arena, line));
    if (row->head->year != 0 && row->head->year != reader->year->year)
        begin_year(reader, row->head->year, line);
}

static void read_line(Reader *reader, size_t i) {
    const Line *line = &reader->draft->lines.at[i];
    const Row *row = &reader->rows[i];
    switch (row->role) {
    case ROLE_NONE:
        reader->place.follows_gap = true;
        return;
    case ROLE_TEXT:
        read_text(reader, i, line);
        reader->place.follows_gap = true;
        return;
    case ROLE_HEAD:
    case ROLE_HEAD_REST:
        read_head(reader, row, line);
        reader->place.under_head = true;
        return;
    case ROLE_NOTE:
        read_note(reader, row, line);
        break;
    case ROLE_LONE:
        read_lone(reader, i, row, line);
        break;
    case ROLE_REST:
        read_rest(reader, row, line);
        break;
    case ROLE_FULL:
        read_full(reader, row, line);
        break;
    case ROLE_AMOUNTS:
        budget_add(reader->draft, line);
        break;
    }
    reader->place = (JoinPlace){false, false};
}

void years_read(Reader *reader, const Section *section) {
    reader->section = section;
    const Line *first =
        section->heading != NULL ? section->heading : &reader->draft->lines.at[section->first];
    begin_year(reader, section->year, first);
    for (size_t i = section->first; i < section->end; i++)
        read_line(reader, i);
}
