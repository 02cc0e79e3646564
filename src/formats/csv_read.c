#include "formats/csv_read.h"

#include "base/error.h"
#include "formats/csv_field.h"

static TextCursor start_of(Bytes text) {
    const char *at = (const char *)text.data;
    return (TextCursor){at, at + text.size, 1};
}

/* Excel's own first line, "sep=;", which says the delimiter and holds no data. */
static bool skip_separator_line(TextCursor *cursor, char *ret_delimiter) {
    static const char start[] = "sep=";
    TextCursor ahead = *cursor;
    for (const char *c = start; *c != '\0'; c++, ahead.at++) {
        if (ahead.at == ahead.end || g_ascii_tolower(*ahead.at) != *c)
            return false;
    }
    if (ahead.at == ahead.end || (*ahead.at != ';' && *ahead.at != ','))
        return false;
    char delimiter = *ahead.at++;
    if (!text_at_line_end(&ahead))
        return false;
    text_skip_line_end(&ahead);
    *cursor = ahead;
    *ret_delimiter = delimiter;
    return true;
}

/* What the text looks like when cut at one delimiter. */
typedef struct Cut {
    size_t records;                          /* with any text */
    size_t of_width[SOURCE_MAX_COLUMNS + 2]; /* records by number of fields */
    size_t width;                            /* the most common number of fields, two or more */
    size_t separators, spaced;               /* spaced: with a space behind, as in prose */
    bool has_tab;
} Cut;

static void count_record(TextCursor *cursor, char delimiter, CsvField *field, Cut *cut) {
    size_t width = 0;
    bool any_text = false;
    do {
        csv_next_field(cursor, delimiter, field);
        cut->has_tab |= field->has_tab;
        any_text |= field->text->len > 0;
        cut->spaced += width > 0 && !field->quoted && *field->text->str == ' ';
        width++;
    } while (!field->last);
    if (!any_text && width == 1)
        return;
    cut->records++;
    cut->separators += width - 1;
    cut->of_width[MIN(width, SOURCE_MAX_COLUMNS + 1)]++;
}

static void cut_at(Bytes text, char delimiter, Cut *cut) {
    g_autoptr(GString) scratch = g_string_new(NULL);
    CsvField field = {.text = scratch};
    for (TextCursor cursor = start_of(text); cursor.at < cursor.end && !cut->has_tab;)
        count_record(&cursor, delimiter, &field, cut);
    cut->width = 2;
    for (size_t width = 3; width < G_N_ELEMENTS(cut->of_width); width++) {
        if (cut->of_width[width] >= cut->of_width[cut->width])
            cut->width = width;
    }
}

static bool at_least(const Cut *cut, size_t percent) {
    return cut->of_width[cut->width] * 100 >= cut->records * percent;
}

/* Swedish prose has commas in most lines, and a space behind nearly all of them. */
static bool looks_like_table(const Cut *cut, char delimiter) {
    bool tight = cut->spaced * 2 < cut->separators;
    if (cut->has_tab || cut->of_width[cut->width] == 0)
        return false;
    if (cut->records == 1)
        return cut->width >= 3 && cut->spaced == 0;
    if (!tight)
        return cut->width >= 3 && cut->records >= 3 && at_least(cut, 100);
    return at_least(cut, delimiter == ';' ? 50 : 80);
}

static bool better(const Cut *comma, const Cut *semicolon) {
    size_t left = comma->of_width[comma->width] * semicolon->records;
    size_t right = semicolon->of_width[semicolon->width] * comma->records;
    return left == right ? comma->width > semicolon->width : left > right;
}

bool csv_detect(Bytes text, char *ret_delimiter) {
    TextCursor cursor = start_of(text);
    if (skip_separator_line(&cursor, ret_delimiter))
        return true;
    Cut semicolon = {0}, comma = {0};
    cut_at(text, ';', &semicolon);
    cut_at(text, ',', &comma);
    bool with_semicolon = looks_like_table(&semicolon, ';');
    bool with_comma = looks_like_table(&comma, ',');
    if (!with_semicolon && !with_comma)
        return false;
    bool use_comma = with_comma && (!with_semicolon || better(&comma, &semicolon));
    *ret_delimiter = use_comma ? ',' : ';';
    return true;
}

static void refuse_unclosed(SourceBuilder *builder, int line) {
    source_builder_fail(
        builder,
        g_error_new(SAMSYN_ERROR, ERROR_INVALID,
                    "Rad %d: ett citattecken (\") börjar en cell men den slutar aldrig. Sätt "
                    "ett citattecken där cellen slutar, eller ta bort det första.",
                    line));
}

static void read_record(TextCursor *cursor, char delimiter, CsvField *field,
                        SourceBuilder *builder) {
    int line = cursor->line;
    csv_next_field(cursor, delimiter, field);
    if (field->last && !field->unclosed) {
        source_builder_paragraph(builder, line, field->text, false);
        return;
    }
    for (;; csv_next_field(cursor, delimiter, field)) {
        if (field->unclosed)
            refuse_unclosed(builder, line);
        source_builder_cell(builder, line, field->text->str, field->text->len);
        if (field->last)
            break;
    }
    source_builder_row(builder, line, 0);
}

void csv_read(Bytes text, char delimiter, SourceBuilder *builder) {
    g_autoptr(GString) scratch = g_string_new(NULL);
    CsvField field = {.text = scratch};
    TextCursor cursor = start_of(text);
    char said;
    skip_separator_line(&cursor, &said);
    while (cursor.at < cursor.end && !source_builder_failed(builder))
        read_record(&cursor, delimiter, &field, builder);
}
