#include "modules/plan_import/bank.h"

#include "base/language.h"
#include "modules/plan_import/categories.h"
#include "modules/plan_import/items.h"
#include "modules/plan_import/tables.h"

#define PLAN_COLUMNS_MIN 3 /* a table with as many of the seven is the plan's own kind */

typedef struct Reader {
    Draft *draft;
    Items items;
    size_t next; /* item */
    size_t end;  /* line */
    ListTable table;
    const char *heading;
    const Line *heading_line; /* of a heading that nothing stands under yet; else NULL */
} Reader;

static void begin_heading(Reader *reader, const char *heading, const Line *line) {
    if (reader->heading_line != NULL)
        draft_warn(reader->draft, reader->heading_line, T_("Inget förslag står under \"%s\"."),
                   reader->heading);
    draft_mark(reader->draft, MARK_GROUP, line, heading);
    reader->heading = heading;
    reader->heading_line = line;
}

static ReadBankItem *add(Reader *reader, const char *title, const Line *line) {
    ReadBankItem *item = LIST_NEW(reader->draft->arena, &reader->draft->bank, ReadBankItem);
    *item = (ReadBankItem){.heading = reader->heading, .title = title, .line = line->number};
    for (int column = 0; column < N_READ_COLUMNS; column++)
        item->cells[column].text = "";
    reader->heading_line = NULL;
    return item;
}

/* In a plan's table a row with one cell groups the rows below. */
static bool groups_rows(const Reader *reader, const Line *line) {
    const Lines *lines = &reader->draft->lines;
    if (line->kind != LINE_ROW || head_n_known(&reader->table.head) < PLAN_COLUMNS_MIN)
        return false;
    size_t next = next_line(lines, (size_t)(line - lines->at) + 1, reader->end);
    return next < reader->end && line_is_full(&lines->at[next]);
}

static void read_item(Reader *reader, size_t i) {
    Draft *draft = reader->draft;
    const Item *item = &reader->items.at[i];
    HeadingDoubt heading =
        groups_rows(reader, item->line) ? HEADING_YES : item_is_heading(draft, &reader->items, i);
    if (item->introduces) {
        draft_paragraph(draft, item->line);
    } else if (heading == HEADING_NO) {
        add(reader, item->text, item->line);
    } else {
        const char *meant = category_begun(draft, item->text);
        if (heading == HEADING_DOUBTFUL)
            draft_warn(
                draft, item->line,
                T_("\"%s\" är läst som en rubrik i förslagsbanken, men kan vara ett förslag."),
                item->text);
        if (meant != NULL)
            draft_warn(draft, item->line, T_("Rubriken \"%s\" liknar kategorin \"%s\"."),
                       item->text, meant);
        begin_heading(reader, item->text, item->line);
    }
}

static void read_row(Reader *reader, const Line *line) {
    Draft *draft = reader->draft;
    if (list_table_head(draft, &reader->table, line))
        return;
    ListRow row = list_table_row(draft, &reader->table, line);
    if (*row.heading != '\0')
        begin_heading(reader, row.heading, line);
    if (*row.authority != '\0')
        draft_unplaced(draft, line, row.authority, NULL);
    ReadBankItem *item = add(reader, row.title, line);
    for (int column = 0; column < N_READ_COLUMNS; column++)
        if (row.cells[column] != NULL)
            item->cells[column] = (ReadCell){row.cells[column], line->number};
}

void bank_read(Draft *draft, const Section *section) {
    Reader reader = {
        .draft = draft, .items = items_of(draft, section), .end = section->end, .heading = ""};
    list_table_init(&reader.table);
    reader.table.keeps_cells = true;
    for (size_t i = section->first; i < section->end; i++) {
        const Line *line = &draft->lines.at[i];
        if (reader.next < reader.items.n && reader.items.at[reader.next].line == line)
            read_item(&reader, reader.next++);
        else if (line_is_full(line))
            read_row(&reader, line);
    }
    if (reader.heading_line != NULL)
        draft_warn(draft, reader.heading_line, T_("Inget förslag står under \"%s\"."),
                   reader.heading);
}
