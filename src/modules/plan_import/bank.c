#include "modules/plan_import/bank.h"

#include "modules/plan_import/categories.h"
#include "modules/plan_import/items.h"
#include "modules/plan_import/tables.h"

typedef struct Reader {
    Draft *draft;
    Items items;
    size_t next; /* item */
    ListTable table;
    const char *heading;
    const Line *heading_line; /* of a heading that nothing stands under yet; else NULL */
} Reader;

static void begin_heading(Reader *reader, const char *heading, const Line *line) {
    if (reader->heading_line != NULL)
        draft_warn(reader->draft, reader->heading_line, "Inget förslag står under \"%s\".",
                   reader->heading);
    draft_mark(reader->draft, MARK_GROUP, line, heading);
    reader->heading = heading;
    reader->heading_line = line;
}

static void add(Reader *reader, const char *title, const Line *line) {
    ReadBankItem *item = LIST_NEW(reader->draft->arena, &reader->draft->bank, ReadBankItem);
    *item = (ReadBankItem){reader->heading, title, line->number};
    reader->heading_line = NULL;
}

static void read_item(Reader *reader, size_t i) {
    Draft *draft = reader->draft;
    const Item *item = &reader->items.at[i];
    HeadingDoubt heading = item_is_heading(draft, &reader->items, i);
    if (item->introduces) {
        draft_paragraph(draft, item->line);
    } else if (heading == HEADING_NO) {
        add(reader, item->text, item->line);
    } else {
        const char *meant = category_begun(draft, item->text);
        if (heading == HEADING_DOUBTFUL)
            draft_warn(draft, item->line,
                       "\"%s\" är läst som en rubrik i förslagsbanken, men kan vara ett förslag.",
                       item->text);
        if (meant != NULL)
            draft_warn(draft, item->line, "Rubriken \"%s\" liknar kategorin \"%s\".", item->text,
                       meant);
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
    add(reader, row.title, line);
}

void bank_read(Draft *draft, const Section *section) {
    Reader reader = {.draft = draft, .items = items_of(draft, section), .heading = ""};
    list_table_init(&reader.table);
    for (size_t i = section->first; i < section->end; i++) {
        const Line *line = &draft->lines.at[i];
        if (reader.next < reader.items.n && reader.items.at[reader.next].line == line)
            read_item(&reader, reader.next++);
        else if (line_is_full(line))
            read_row(&reader, line);
    }
    if (reader.heading_line != NULL)
        draft_warn(draft, reader.heading_line, "Inget förslag står under \"%s\".", reader.heading);
}
