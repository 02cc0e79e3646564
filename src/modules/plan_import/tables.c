#include "modules/plan_import/tables.h"

#include "base/language.h"
#include "base/similar.h"

#define AUTHORITY_LENGTH_MAX 60

void list_table_init(ListTable *table) {
    *table = (ListTable){.title = SIZE_MAX, .heading = SIZE_MAX, .authority = SIZE_MAX};
}

static size_t column_or_none(const Head *head, int means) {
    size_t column = head_column(head, means);
    return column < head->n ? column : SIZE_MAX;
}

static size_t authority_column(Arena *arena, const ListTable *table) {
    const Head *head = &table->head;
    for (size_t i = 0; i < head->n; i++)
        if (strstr(similar_squash(arena, head->columns[i].title), "myndighet") != NULL)
            return i;
    return table->keeps_cells ? SIZE_MAX : column_or_none(head, READ_RESPONSIBLE);
}

/* What stands to the left of the titles groups them. */
static size_t heading_column(const Head *head) {
    size_t title = head_title_column(head), column = column_or_none(head, HEAD_CATEGORY);
    for (size_t i = title; column == SIZE_MAX && i > 0; i--)
        if (head->columns[i - 1].means == HEAD_UNKNOWN)
            column = i - 1;
    return column;
}

bool list_table_head(Draft *draft, ListTable *table, const Line *line) {
    bool is_head = table->head.n == 0 ? head_read(draft->arena, line, &table->head)
                                      : head_repeats(draft->arena, line, &table->head, &(Head){0});
    if (!is_head) {
        table->head.n = table->title == SIZE_MAX ? 0 : table->head.n;
        return false;
    }
    draft_mark(draft, MARK_HEAD_ROW, line, line_text(draft->arena, line));
    table->title = head_title_column(&table->head);
    table->heading = heading_column(&table->head);
    table->authority = authority_column(draft->arena, table);
    if (table->authority == table->title)
        table->authority = SIZE_MAX;
    return true;
}

static const char *cell_or_empty(const Line *line, size_t column) {
    return column == SIZE_MAX ? "" : line_cell(line, column);
}

static void rest_unplaced(Draft *draft, ListTable *table, const Line *line, size_t column) {
    const char *title = column < table->head.n ? table->head.columns[column].title : "";
    draft_unplaced(draft, line, line->cells[column], *title == '\0' ? NULL : title);
    if (table->warned)
        return;
    draft_warn(draft, line,
               table->keeps_cells && head_n_known(&table->head) > 1
                   ? T_("Här läses rubrik, titel och planens andra kolumner. Det som står i okända "
                        "kolumner ligger under Utan plats i planen.")
                   : T_("Här läses bara rubrik, titel och myndighet. Det som står i andra kolumner "
                        "ligger under Utan plats i planen."));
    table->warned = true;
}

/* Without head row a short second cell is the authority. */
static size_t authority_of(const ListTable *table, const Line *line, size_t title) {
    if (table->title != SIZE_MAX || line->n_filled != 2)
        return table->authority;
    size_t second = title + 1;
    while (*line_cell(line, second) == '\0')
        second++;
    return g_utf8_strlen(line->cells[second], -1) <= AUTHORITY_LENGTH_MAX ? second : SIZE_MAX;
}

/* Keeps the cell if it is one of the plan's other columns. */
static bool keep_cell(const ListTable *table, const Line *line, size_t column, ListRow *row) {
    int means = head_means(&table->head, column);
    if (!table->keeps_cells || table->title == SIZE_MAX || means <= READ_ACTIVITY ||
        means >= N_READ_COLUMNS)
        return false;
    row->cells[means] = line->cells[column];
    return true;
}

ListRow list_table_row(Draft *draft, ListTable *table, const Line *line) {
    size_t title = *cell_or_empty(line, table->title) != '\0' ? table->title : line->first_filled;
    size_t heading = title == table->heading ? SIZE_MAX : table->heading;
    size_t authority = authority_of(table, line, title);
    authority = authority == title ? SIZE_MAX : authority;
    ListRow row = {.title = on_one_line(draft->arena, line->cells[title]),
                   .heading = cell_or_empty(line, heading),
                   .authority = cell_or_empty(line, authority)};
    for (size_t i = 0; i < line->n_cells; i++)
        if (*line->cells[i] != '\0' && i != title && i != heading && i != authority &&
            !keep_cell(table, line, i, &row))
            rest_unplaced(draft, table, line, i);
    return row;
}
