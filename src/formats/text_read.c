#include "formats/text_read.h"

#include <string.h>

#include "formats/text_cursor.h"

/* Length of the mark at `at`: <i>, </i>, <b> or </b>; 0 for none. *ret_open tells <i> from </i>. */
static size_t mark_length(const char *at, const char *end, bool *ret_open) {
    bool open = end - at >= 3 && at[1] != '/';
    size_t length = open ? 3 : 4;
    if ((size_t)(end - at) < length || at[0] != '<' || at[length - 1] != '>')
        return 0;
    if (!open && at[1] != '/')
        return 0;
    char letter = g_ascii_tolower(at[length - 2]);
    *ret_open = open;
    return letter == 'i' || letter == 'b' ? length : 0;
}

/* Copies a line without its marks; true when every visible character of it stands inside marks. */
static bool strip_marks(const char *at, const char *end, GString *text) {
    int depth = 0;
    bool all_inside = true, any = false;
    while (at < end) {
        bool open;
        size_t length = *at == '<' ? mark_length(at, end, &open) : 0;
        if (length > 0) {
            depth = open ? depth + 1 : MAX(depth - 1, 0);
            at += length;
            continue;
        }
        bool visible = !g_ascii_isspace(*at);
        all_inside &= !visible || depth > 0;
        any |= visible;
        g_string_append_c(text, *at++);
    }
    return any && all_inside && depth == 0;
}

static void read_paragraph(const TextCursor *start, const char *end, SourceBuilder *builder) {
    g_autoptr(GString) text = g_string_new(NULL);
    bool emphasised = strip_marks(start->at, end, text);
    source_builder_paragraph(builder, start->line, text, emphasised);
}

/* Excel's quoted cell at the cursor, unquoted into `text` and stepped over; false, with the cursor
 * where it was, when the quotes are the text's own. */
static bool read_quoted(TextCursor *cursor, GString *text) {
    if (cursor->at == cursor->end || *cursor->at != '"')
        return false;
    TextCursor ahead = *cursor;
    bool needed = false;
    g_string_truncate(text, 0);
    for (ahead.at++; ahead.at < ahead.end; ahead.at++) {
        char c = *ahead.at;
        if (c == '"') {
            if (ahead.at + 1 == ahead.end || ahead.at[1] != '"')
                break;
            ahead.at++;
        }
        needed |= strchr("\n\r\t,\"", c) != NULL;
        ahead.line += c == '\n';
        g_string_append_c(text, c);
    }
    if (ahead.at == ahead.end || !needed)
        return false;
    ahead.at++;
    if (!text_at_line_end(&ahead) && *ahead.at != '\t')
        return false;
    *cursor = ahead;
    return true;
}

static void read_cell(TextCursor *cursor, int line, GString *scratch, SourceBuilder *builder) {
    if (read_quoted(cursor, scratch)) {
        source_builder_cell(builder, line, scratch->str, scratch->len);
        return;
    }
    const char *start = cursor->at;
    while (!text_at_line_end(cursor) && *cursor->at != '\t')
        cursor->at++;
    source_builder_cell(builder, line, start, (size_t)(cursor->at - start));
}

static void read_row(TextCursor *cursor, GString *scratch, SourceBuilder *builder) {
    int line = cursor->line;
    for (;; cursor->at++) {
        read_cell(cursor, line, scratch, builder);
        if (text_at_line_end(cursor))
            break;
    }
    source_builder_row(builder, line, 0);
}

static bool is_row(const TextCursor *start, const char *line_end, GString *scratch) {
    TextCursor ahead = *start;
    if (memchr(start->at, '\t', (size_t)(line_end - start->at)) != NULL)
        return true;
    return read_quoted(&ahead, scratch) && !text_at_line_end(&ahead);
}

void text_read(Bytes text, SourceBuilder *builder) {
    const char *at = (const char *)text.data;
    TextCursor cursor = {at, at + text.size, 1};
    g_autoptr(GString) scratch = g_string_new(NULL);
    while (cursor.at < cursor.end && !source_builder_failed(builder)) {
        TextCursor start = cursor;
        while (!text_at_line_end(&cursor))
            cursor.at++;
        if (is_row(&start, cursor.at, scratch)) {
            cursor = start;
            read_row(&cursor, scratch, builder);
        } else {
            read_paragraph(&start, cursor.at, builder);
        }
        text_skip_line_end(&cursor);
    }
}
