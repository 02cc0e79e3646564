#include "formats/xlsx_sheet.h"

#include <string.h>

#include "base/error.h"

#define EXCEL_MAX_ROW 1048576
#define EXCEL_MAX_COLUMN 16384

typedef struct Sheet {
    XlsxBook *book;
    const char *name;
    const char *cells[SOURCE_MAX_COLUMNS]; /* of the row under way; NULL: no text */
    size_t n_cells;                        /* up to the last one with text */
    size_t width;                          /* of the widest row so far */
    int row, last_row;                     /* last_row: the last one with text, 0 before */
    GString *scratch;
    bool has_data, row_hidden, has_hidden_row;
    size_t hidden_column;      /* the first one, or 0 */
    int n_errors, n_uncounted; /* cells with an error; formulas without a saved value */
    int uncounted_row;         /* the first of those */
    char merged[24];           /* the first cells that are merged over several rows: "C5:C7" */
} Sheet;

static void refuse(Sheet *sheet, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void refuse(Sheet *sheet, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    source_builder_fail(sheet->book->builder,
                        g_error_new(SAMSYN_ERROR, ERROR_INVALID, "Bladet ”%s”, rad %d: %s",
                                    sheet->name, sheet->row, what));
}

/* "AB12" → 28, or 0 when there are no column letters. */
static size_t column_of(const char *reference) {
    size_t column = 0;
    for (; g_ascii_isalpha(*reference) && column <= EXCEL_MAX_COLUMN; reference++)
        column = column * 26 + (size_t)(g_ascii_toupper(*reference) - 'A') + 1;
    return column;
}

static const char *shared_string(Sheet *sheet, const char *index) {
    guint64 number;
    if (g_ascii_string_to_unsigned(index, 10, 0, G_MAXUINT32, &number, NULL) &&
        number < sheet->book->strings.n)
        return sheet->book->strings.items[number];
    refuse(sheet, "en cell pekar på en text som saknas i filen. Spara filen på nytt i Excel.");
    return "";
}

/* "2021-05-05T00:00:00Z" → "2021-05-05"; a time other than midnight stays: "2021-05-05 13:30". */
static const char *iso_text(Arena *arena, const char *raw) {
    const char *time = strchr(raw, 'T');
    if (time == NULL)
        return raw;
    int date_length = (int)MIN(time - raw, 16);
    bool midnight = g_str_has_prefix(time, "T00:00") || strlen(time) < strlen("T00:00");
    return midnight ? arena_printf(arena, "%.*s", date_length, raw)
                    : arena_printf(arena, "%.*s %.5s", date_length, raw, time + 1);
}

typedef struct CellForm {
    char type[16]; /* ECMA-376 part 1, 18.18.11; "" is a number */
    ExcelKind kind;
} CellForm;

static const char *value_text(Sheet *sheet, const CellForm *form, const char *raw) {
    Arena *arena = sheet->book->arena;
    if (strcmp(form->type, "s") == 0)
        return shared_string(sheet, raw);
    if (strcmp(form->type, "b") == 0)
        return strcmp(raw, "0") == 0 ? "FALSKT" : "SANT";
    if (strcmp(form->type, "d") == 0)
        return iso_text(arena, source_clean(arena, raw, strlen(raw)));
    const char *clean = source_clean(arena, raw, strlen(raw));
    sheet->n_errors += strcmp(form->type, "e") == 0;
    bool number = *form->type == '\0' || strcmp(form->type, "n") == 0;
    return number ? excel_number_text(arena, clean, form->kind, sheet->book->from_1904) : clean;
}

static const char *read_content(Sheet *sheet, Xml *xml, const CellForm *form) {
    const char *text = "";
    bool has_formula = false, has_value = false;
    for (int inside = xml_enter(xml); xml_child(xml, inside);) {
        g_string_truncate(sheet->scratch, 0);
        if (xml_is(xml, XML_SHEET, "v")) {
            xml_text(xml, sheet->scratch);
            text = value_text(sheet, form, sheet->scratch->str);
            has_value = true;
        } else if (xml_is(xml, XML_SHEET, "is")) {
            xlsx_string_item(xml, sheet->scratch);
            text = source_clean(sheet->book->arena, sheet->scratch->str, sheet->scratch->len);
        } else if (xml_is(xml, XML_SHEET, "f")) {
            has_formula = true;
        }
    }
    if (has_formula && !has_value && sheet->n_uncounted++ == 0)
        sheet->uncounted_row = sheet->row;
    return text;
}

static void read_cell(Sheet *sheet, Xml *xml, size_t *column) {
    const char *reference = xml_attribute(xml, "r");
    size_t own = reference == NULL ? 0 : column_of(reference);
    *column = own > 0 ? own : *column + 1;
    CellForm form = {.kind = xlsx_style_kind(&sheet->book->styles,
                                             xlsx_number(xml, "s", G_MAXUINT32, G_MAXUINT32))};
    const char *type = xml_attribute(xml, "t");
    g_strlcpy(form.type, type == NULL ? "" : type, sizeof form.type);
    const char *text = read_content(sheet, xml, &form);
    if (*text == '\0')
        return;
    if (*column > SOURCE_MAX_COLUMNS) {
        refuse(sheet,
               "det finns text i kolumn %zu, men högst 200 kolumner kan läsas. Ta bort de "
               "kolumner som inte behövs.",
               *column);
        return;
    }
    sheet->cells[*column - 1] = text;
    sheet->n_cells = MAX(sheet->n_cells, *column);
}

static void put_heading(Sheet *sheet) {
    g_autoptr(GString) text = g_string_new(sheet->name);
    g_autofree char *place = g_strdup_printf("Bladet ”%s”, ", sheet->name);
    source_builder_place(sheet->book->builder, place);
    source_builder_heading(sheet->book->builder, 1, 1, text);
    sheet->book->n_tables++;
}

static void put_row(Sheet *sheet) {
    SourceBuilder *builder = sheet->book->builder;
    if (sheet->n_cells == 0)
        return;
    if (sheet->last_row == 0)
        put_heading(sheet);
    else if (sheet->row != sheet->last_row + 1)
        source_builder_break(builder, sheet->last_row + 1);
    sheet->has_hidden_row |= sheet->row_hidden;
    sheet->width = MAX(sheet->width, sheet->n_cells);
    for (size_t i = 0; i < sheet->width; i++)
        source_builder_clean_cell(builder, sheet->row,
                                  sheet->cells[i] == NULL ? "" : sheet->cells[i]);
    source_builder_row(builder, sheet->row, sheet->book->n_tables);
    sheet->last_row = sheet->row;
}

static void read_row(Sheet *sheet, Xml *xml) {
    sheet->row = (int)xlsx_number(xml, "r", EXCEL_MAX_ROW, (guint64)sheet->row + 1);
    sheet->row_hidden = xlsx_flag(xml, "hidden");
    memset(sheet->cells, 0, sheet->n_cells * sizeof *sheet->cells);
    sheet->n_cells = 0;
    size_t column = 0;
    for (int inside = xml_enter(xml); xml_child(xml, inside);) {
        if (xml_is(xml, XML_SHEET, "c"))
            read_cell(sheet, xml, &column);
    }
    put_row(sheet);
}

static void read_columns(Sheet *sheet, Xml *xml) {
    for (int inside = xml_enter(xml); xml_child(xml, inside);) {
        if (xlsx_flag(xml, "hidden") && sheet->hidden_column == 0)
            sheet->hidden_column = (size_t)xlsx_number(xml, "min", EXCEL_MAX_COLUMN, 0);
    }
}

static int row_of(const char *reference) {
    guint64 row = 0;
    while (g_ascii_isalpha(*reference))
        reference++;
    g_autofree char *digits = g_strndup(reference, strspn(reference, "0123456789"));
    (void)!g_ascii_string_to_unsigned(digits, 10, 1, EXCEL_MAX_ROW, &row, NULL);
    return (int)row;
}

/* Only in the rows that have text: what a form's own head does does not matter. */
static void read_merges(Sheet *sheet, Xml *xml) {
    for (int inside = xml_enter(xml); xml_child(xml, inside);) {
        const char *cells = xml_attribute(xml, "ref");
        const char *end = cells == NULL ? NULL : strchr(cells, ':');
        if (end != NULL && sheet->merged[0] == '\0' && row_of(cells) < row_of(end + 1) &&
            row_of(cells) <= sheet->last_row)
            g_strlcpy(sheet->merged, cells, sizeof sheet->merged);
    }
}

static void read_sheet(Xml *xml, void *data) {
    Sheet *sheet = data;
    for (int inside = xml_enter(xml); xml_child(xml, inside);) {
        if (xml_is(xml, XML_SHEET, "cols"))
            read_columns(sheet, xml);
        if (xml_is(xml, XML_SHEET, "mergeCells"))
            read_merges(sheet, xml);
        if (!xml_is(xml, XML_SHEET, "sheetData"))
            continue;
        sheet->has_data = true;
        for (int rows = xml_enter(xml);
             !source_builder_failed(sheet->book->builder) && xml_child(xml, rows);) {
            if (xml_is(xml, XML_SHEET, "row"))
                read_row(sheet, xml);
        }
    }
}

static void note_what_was_odd(const Sheet *sheet) {
    SourceBuilder *builder = sheet->book->builder;
    if (!sheet->has_data)
        source_builder_note(builder, "Bladet ”%s” är ett diagram och togs inte med.", sheet->name);
    bool hidden_column = sheet->hidden_column > 0 && sheet->hidden_column <= sheet->width;
    if (sheet->has_hidden_row || hidden_column)
        source_builder_note(builder, "Bladet ”%s” har dolda rader eller kolumner; de togs med.",
                            sheet->name);
    if (sheet->n_errors > 0)
        source_builder_note(builder, "Bladet ”%s” har felvärden, till exempel #REF!, i %d celler.",
                            sheet->name, sheet->n_errors);
    if (sheet->n_uncounted > 0)
        source_builder_note(
            builder,
            "Bladet ”%s” har %d formler utan sparat värde, den första på rad %d; cellerna blev "
            "tomma. Öppna och spara filen i Excel om de ska med.",
            sheet->name, sheet->n_uncounted, sheet->uncounted_row);
    if (sheet->merged[0] != '\0' && sheet->book->form != NULL)
        source_builder_note(builder,
                            "Bladet ”%s” har celler som är sammanfogade över flera rader, först "
                            "%s. Det som står där lästes bara på den översta raden.",
                            sheet->name, sheet->merged);
}

bool xlsx_sheet_read(XlsxBook *book, const char *name, const char *part, GError **error) {
    g_autoptr(GString) scratch = g_string_new(NULL);
    g_autofree Sheet *sheet = g_new0(Sheet, 1);
    sheet->book = book;
    sheet->name = name;
    sheet->scratch = scratch;
    if (!package_read(book->package, part, read_sheet, sheet, error))
        return false;
    if (sheet->last_row > 0)
        source_builder_break(book->builder, sheet->last_row + 1);
    note_what_was_odd(sheet);
    return true;
}
