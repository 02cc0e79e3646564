#include "modules/plan_import/national.h"

#include "base/language.h"
#include "modules/plan_import/items.h"
#include "modules/plan_import/tables.h"

#include <string.h>

#define AUTHORITY_LENGTH_MAX 60

typedef struct Reader {
    Draft *draft;
    const Section *section;
    Items items;
    size_t next; /* item */
    ListTable table;
    bool has_authorities; /* some line ends with one in brackets */
    const char *heading;
} Reader;

/* "Bassängbad (FHM)" → "Bassängbad" and "FHM"; false when there is no authority at the end. */
static bool split_authority(Arena *arena, const char *text, const char **ret_title,
                            const char **ret_authority) {
    size_t end = strlen(text);
    while (end > 0 && strchr(" .", text[end - 1]) != NULL)
        end--;
    const char *open = g_strrstr_len(text, (gssize)end, "(");
    if (open == NULL || open == text || text[end - 1] != ')')
        return false;
    char *authority =
        g_strstrip(arena_strndup(arena, open + 1, (size_t)(text + end - 1 - open - 1)));
    if (!g_unichar_isalpha(g_utf8_get_char(authority)) || strchr(authority, ')') != NULL ||
        g_utf8_strlen(authority, -1) > AUTHORITY_LENGTH_MAX ||
        strpbrk(authority, "0123456789") != NULL)
        return false;
    char *title = g_strchomp(arena_strndup(arena, text, (size_t)(open - text)));
    if (*title == '\0')
        return false;
    *ret_title = arena_printf(arena, "%s%s", title, g_strchug(arena_strdup(arena, text + end)));
    *ret_authority = authority;
    return true;
}

static bool has_authority(const Reader *reader, size_t i) {
    g_autoptr(Arena) arena = arena_new();
    const char *title, *authority;
    return i < reader->items.n &&
           split_authority(arena, reader->items.at[i].text, &title, &authority);
}

static void add(Reader *reader, const char *title, const char *authority, const Line *line) {
    ReadNational *national = LIST_NEW(reader->draft->arena, &reader->draft->national, ReadNational);
    *national =
        (ReadNational){reader->heading, title, authority, line->number, reader->section->year};
}

/* Among activities with authorities, a line without is a heading when one with follows. */
static HeadingDoubt is_heading(const Reader *reader, size_t i) {
    HeadingDoubt heading = item_is_heading(reader->draft, &reader->items, i);
    if (heading == HEADING_YES || !reader->has_authorities)
        return heading;
    return has_authority(reader, i + 1) && is_heading_like(reader->items.at[i].text) ? HEADING_YES
                                                                                     : HEADING_NO;
}

static void read_item(Reader *reader, size_t i) {
    Draft *draft = reader->draft;
    const Item *item = &reader->items.at[i];
    const char *title = item->text, *authority = "";
    bool split = split_authority(draft->arena, item->text, &title, &authority);
    HeadingDoubt heading = split ? HEADING_NO : is_heading(reader, i);
    if (item->introduces && !split) {
        draft_paragraph(draft, item->line);
    } else if (heading == HEADING_NO) {
        if (!split)
            draft_warn(draft, item->line,
                       T_("Myndighet saknas för den nationella aktiviteten \"%s\"."),
                       shortened(draft->arena, title));
        add(reader, title, authority, item->line);
    } else {
        if (heading == HEADING_DOUBTFUL)
            draft_warn(draft, item->line,
                       T_("\"%s\" är läst som en rubrik bland de nationella aktiviteterna, men kan "
                          "vara en aktivitet."),
                       item->text);
        draft_mark(draft, MARK_GROUP, item->line, item->text);
        reader->heading = item->text;
    }
}

static void read_row(Reader *reader, const Line *line) {
    Draft *draft = reader->draft;
    if (list_table_head(draft, &reader->table, line))
        return;
    ListRow row = list_table_row(draft, &reader->table, line);
    const char *title = row.title, *authority = row.authority;
    if (*row.heading != '\0') {
        draft_mark(draft, MARK_GROUP, line, row.heading);
        reader->heading = row.heading;
    }
    if (*authority == '\0' && !split_authority(draft->arena, row.title, &title, &authority))
        draft_warn(draft, line, T_("Myndighet saknas för den nationella aktiviteten \"%s\"."),
                   shortened(draft->arena, title));
    add(reader, title, authority, line);
}

void national_read(Draft *draft, const Section *section) {
    Reader reader = {
        .draft = draft, .section = section, .items = items_of(draft, section), .heading = ""};
    list_table_init(&reader.table);
    for (size_t i = 0; i < reader.items.n; i++)
        reader.has_authorities |= has_authority(&reader, i);
    for (size_t i = section->first; i < section->end; i++) {
        const Line *line = &draft->lines.at[i];
        if (reader.next < reader.items.n && reader.items.at[reader.next].line == line)
            read_item(&reader, reader.next++);
        else if (line_is_full(line))
            read_row(&reader, line);
    }
}
