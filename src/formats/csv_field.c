#include "formats/csv_field.h"

static void read_quoted(TextCursor *cursor, CsvField *field) {
    cursor->at++;
    while (cursor->at < cursor->end) {
        char c = *cursor->at++;
        if (c == '"') {
            if (cursor->at == cursor->end || *cursor->at != '"')
                return;
            cursor->at++;
        }
        bool line_ends =
            c == '\n' || (c == '\r' && (cursor->at == cursor->end || *cursor->at != '\n'));
        cursor->line += line_ends;
        g_string_append_c(field->text, c);
    }
    field->unclosed = true;
}

static void read_plain(TextCursor *cursor, char delimiter, CsvField *field) {
    const char *start = cursor->at;
    for (; !text_at_line_end(cursor) && *cursor->at != delimiter; cursor->at++)
        field->has_tab |= *cursor->at == '\t';
    g_string_append_len(field->text, start, cursor->at - start);
}

void csv_next_field(TextCursor *cursor, char delimiter, CsvField *field) {
    g_string_truncate(field->text, 0);
    field->unclosed = field->has_tab = false;
    field->quoted = cursor->at < cursor->end && *cursor->at == '"';
    if (field->quoted)
        read_quoted(cursor, field);
    read_plain(cursor, delimiter, field);
    field->last = text_at_line_end(cursor);
    if (field->last)
        text_skip_line_end(cursor);
    else
        cursor->at++;
}
