#include "modules/plans/plan_table.h"

#include "modules/plans/plan_words.h"

enum { COLUMN_YEAR, COLUMN_STATUS, COLUMN_CATEGORY, N_BEFORE_CELLS };

/* Where an activity stands. */
typedef struct TableRow {
    const PlanYear *year;
    const PlanCategory *category;
    const Activity *activity;
} TableRow;

static size_t count_activities(const Plan *plan) {
    size_t n = 0;
    for (size_t y = 0; y < plan->n_years; y++)
        for (size_t c = 0; c < plan->years[y].n_categories; c++)
            n += plan->years[y].categories[c].n_activities;
    return n;
}

static const TableRow *collect_rows(Arena *arena, const Plan *plan, size_t n) {
    TableRow *rows = ARENA_ARRAY(arena, TableRow, n), *next = rows;
    for (size_t y = 0; y < plan->n_years; y++)
        for (size_t c = 0; c < plan->years[y].n_categories; c++) {
            const PlanCategory *category = &plan->years[y].categories[c];
            for (size_t a = 0; a < category->n_activities; a++)
                *next++ = (TableRow){&plan->years[y], category, &category->activities[a]};
        }
    return rows;
}

static void fill_row(const void *data, Arena *arena, size_t row, TableCell *ret_cells) {
    const TableRow *from = &((const TableRow *)data)[row];
    (void)arena;
    ret_cells[COLUMN_YEAR].number = from->year->year;
    ret_cells[COLUMN_STATUS].text = plan_status_word(from->year->status);
    ret_cells[COLUMN_CATEGORY].text = from->category->title;
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        ret_cells[N_BEFORE_CELLS + column].text = from->activity->cells[column];
}

static const TableColumn *columns(Arena *arena) {
    TableColumn *columns = ARENA_ARRAY(arena, TableColumn, N_BEFORE_CELLS + N_ACTIVITY_COLUMNS);
    columns[COLUMN_YEAR] = (TableColumn){"year", "Planår", TABLE_NUMBER};
    columns[COLUMN_STATUS] = (TableColumn){"status", "Läge", TABLE_TEXT};
    columns[COLUMN_CATEGORY] = (TableColumn){"category", "Kategori", TABLE_TEXT};
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        columns[N_BEFORE_CELLS + column] = (TableColumn){
            activity_columns[column].key, activity_columns[column].heading, TABLE_TEXT};
    return columns;
}

const Table *plan_table(Arena *arena, const Plan *plan, const char *collaboration,
                        Instant created) {
    Table *table = ARENA_NEW(arena, Table);
    size_t n_rows = count_activities(plan);
    *table = (Table){.title = plan->title,
                     .collaboration = collaboration,
                     .created = created,
                     .columns = columns(arena),
                     .n_columns = N_BEFORE_CELLS + N_ACTIVITY_COLUMNS,
                     .n_rows = n_rows,
                     .row = fill_row,
                     .data = collect_rows(arena, plan, n_rows)};
    return table;
}
