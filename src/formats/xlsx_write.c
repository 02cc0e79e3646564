#include "base/date.h"
#include "formats/pdf_style.h"
#include "formats/report.h"
#include "formats/table.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define WIDTH_MIN 6
#define WIDTH_MAX 44
#define CHARACTERS_TO_A_LINE 48 /* in a column that is as wide as can be */
#define LINE_HEIGHT 15.0        /* points */
#define HEAD_HEIGHT 20.0
#define ROW_HEIGHT_MAX 409.0 /* Excel's own */
#define WIDTH_OF_FILTER 4    /* the arrow beside a heading */
#define DATE_FORMAT "yyyy-mm-dd"
#define PAPER_A4 9
#define EXACT_MAX (999 * G_GINT64_CONSTANT(1000000000000)) /* Excel shows 15 digits */
#define SHEET_NAME_CHARACTERS 31
#define FOOT_CHARACTERS 100

typedef struct Sheet {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *head, *number_head, *text, *number, *date;
    size_t width[TABLE_COLUMN_LIMIT]; /* characters */
    size_t n_lines;                   /* of the row being written */
} Sheet;

static lxw_color_t sheet_color(ColorName name) {
    Color color = color_of(name);
    return (lxw_color_t)(color.red * 255 + 0.5) << 16 |
           (lxw_color_t)(color.green * 255 + 0.5) << 8 | (lxw_color_t)(color.blue * 255 + 0.5);
}

static lxw_format *new_format(const Sheet *sheet, const char *number_format) {
    lxw_format *format = workbook_add_format(sheet->book);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(format, number_format);
    return format;
}

static lxw_format *new_head(const Sheet *sheet) {
    lxw_format *head = new_format(sheet, "@");
    format_set_align(head, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bold(head);
    format_set_font_color(head, sheet_color(COLOR_GREEN));
    format_set_bg_color(head, sheet_color(COLOR_TINT));
    format_set_bottom(head, LXW_BORDER_THIN);
    format_set_bottom_color(head, sheet_color(COLOR_GREEN));
    return head;
}

/* To the right, but not up against the next column's text. */
static void set_right(lxw_format *format) {
    format_set_align(format, LXW_ALIGN_RIGHT);
    format_set_indent(format, 1);
}

/* "@": what is typed over a text stays text too, also when it begins with "=". */
static void set_formats(Sheet *sheet) {
    sheet->text = new_format(sheet, "@");
    format_set_text_wrap(sheet->text);
    sheet->number = new_format(sheet, "0");
    set_right(sheet->number);
    sheet->date = new_format(sheet, DATE_FORMAT);
    format_set_align(sheet->date, LXW_ALIGN_LEFT);
    sheet->head = new_head(sheet);
    sheet->number_head = new_head(sheet);
    set_right(sheet->number_head);
}

/* A name that Excel allows: at most 31 characters, none of []:*?/\ and no ' at an end. */
static char *sheet_name(Arena *arena, const char *title) {
    char *name = report_clean_text(arena, title);
    if (g_utf8_strlen(name, -1) > SHEET_NAME_CHARACTERS)
        *g_utf8_offset_to_pointer(name, SHEET_NAME_CHARACTERS) = '\0';
    for (char *c = name; *c != '\0'; c++)
        if (strchr("[]:*?/\\'\n", *c) != NULL)
            *c = ' ';
    g_strstrip(name);
    return *name == '\0' ? arena_strdup(arena, "Blad") : name;
}

/* Bytes that no XML may hold become U+FFFD or nothing; the rest stands as it is. */
static const char *sheet_text(Arena *arena, const char *text) {
    if (text == NULL)
        return "";
    bool valid = g_utf8_validate(text, -1, NULL) && strstr(text, "\xEF\xBF\xBE") == NULL &&
                 strstr(text, "\xEF\xBF\xBF") == NULL;
    return valid ? text : report_clean_text(arena, text);
}

typedef struct TextSize {
    size_t longest, n_lines; /* characters in the longest line; lines when long ones are wrapped */
} TextSize;

static TextSize text_size(const char *text) {
    TextSize size = {0, 1};
    size_t length = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        length = *at == '\n' ? 0 : length + 1;
        size.n_lines += *at == '\n' || length % (CHARACTERS_TO_A_LINE + 1) == CHARACTERS_TO_A_LINE;
        size.longest = MAX(size.longest, length);
    }
    return size;
}

static bool write_text(Sheet *sheet, size_t row, size_t column, const char *text, GError **error) {
    if (*text == '\0')
        return true;
    if (g_utf8_strlen(text, -1) > TABLE_CHARACTER_LIMIT)
        return fail(error, ERROR_INVALID,
                    "En text på rad %zu är längre än de 32 767 tecken som får plats i en cell i "
                    "Excel. Hämta listan som CSV i stället.",
                    row);
    TextSize size = text_size(text);
    sheet->width[column] = MAX(sheet->width[column], size.longest);
    sheet->n_lines = MAX(sheet->n_lines, size.n_lines);
    return worksheet_write_string(sheet->sheet, (lxw_row_t)row, (lxw_col_t)column, text,
                                  sheet->text) == LXW_NO_ERROR ||
           fail(error, ERROR_INTERNAL, "row %zu of the sheet could not be written", row);
}

/* Excel counts in doubles: a number that none of them is stands as text, with all its digits. */
static void write_number(Sheet *sheet, size_t row, size_t column, const TableCell *cell) {
    if (cell->is_none)
        return;
    char digits[32];
    int n = g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, cell->number);
    sheet->width[column] = MAX(sheet->width[column], (size_t)n);
    if (cell->number > EXACT_MAX || cell->number < -EXACT_MAX) {
        worksheet_write_string(sheet->sheet, (lxw_row_t)row, (lxw_col_t)column, digits,
                               sheet->text);
        return;
    }
    worksheet_write_number(sheet->sheet, (lxw_row_t)row, (lxw_col_t)column, (double)cell->number,
                           sheet->number);
}

/* Excel's calendar begins in 1900. */
static bool write_date(Sheet *sheet, size_t row, size_t column, Date date, GError **error) {
    if (!date_is_set(date))
        return true;
    if (date.year < 1901) {
        g_autoptr(Arena) arena = arena_new();
        return write_text(sheet, row, column, date_iso(arena, date), error);
    }
    sheet->width[column] = MAX(sheet->width[column], strlen("2021-05-05"));
    lxw_datetime day = {.year = date.year, .month = date.month, .day = date.day};
    worksheet_write_datetime(sheet->sheet, (lxw_row_t)row, (lxw_col_t)column, &day, sheet->date);
    return true;
}

static bool write_row(const Table *table, const TableCell *cells, size_t row, void *data,
                      GError **error) {
    Sheet *sheet = data;
    g_autoptr(Arena) arena = arena_new();
    sheet->n_lines = 1;
    for (size_t i = 0; i < table->n_columns; i++) {
        bool written = true;
        if (table->columns[i].type == TABLE_NUMBER)
            write_number(sheet, row + 1, i, &cells[i]);
        else if (table->columns[i].type == TABLE_DATE)
            written = write_date(sheet, row + 1, i, cells[i].date, error);
        else
            written = write_text(sheet, row + 1, i, sheet_text(arena, cells[i].text), error);
        if (!written)
            return false;
    }
    if (sheet->n_lines > 1)
        worksheet_set_row(sheet->sheet, (lxw_row_t)row + 1,
                          MIN((double)sheet->n_lines * LINE_HEIGHT, ROW_HEIGHT_MAX), NULL);
    return true;
}

static void write_head(Sheet *sheet, Arena *arena, const Table *table) {
    worksheet_set_row(sheet->sheet, 0, HEAD_HEIGHT, NULL);
    for (size_t i = 0; i < table->n_columns; i++) {
        const char *heading = sheet_text(arena, table->columns[i].heading);
        worksheet_write_string(sheet->sheet, 0, (lxw_col_t)i, heading,
                               table->columns[i].type == TABLE_NUMBER ? sheet->number_head
                                                                      : sheet->head);
        sheet->width[i] = text_size(heading).longest + WIDTH_OF_FILTER;
    }
}

/* Left the collaboration and the list, right the page; "&" begins a code there. */
static const char *foot(Arena *arena, const Table *table) {
    bool has_owner = table->collaboration != NULL && *table->collaboration != '\0';
    char *text = report_clean_text(arena, arena_printf(arena, "%s%s%s",
                                                       has_owner ? table->collaboration : "",
                                                       has_owner ? " · " : "", table->title));
    if (g_utf8_strlen(text, -1) > FOOT_CHARACTERS)
        *g_utf8_offset_to_pointer(text, FOOT_CHARACTERS) = '\0';
    g_auto(GStrv) parts = g_strsplit(text, "&", -1);
    g_autofree char *escaped = g_strjoinv("&&", parts);
    return arena_printf(arena, "&L&8%s&R&8sida &P (&N)", escaped);
}

/* What can be set when the rows are written: widths, filter, how it is printed. */
static void finish_sheet(Sheet *sheet, Arena *arena, const Table *table) {
    for (size_t i = 0; i < table->n_columns; i++) {
        size_t width = CLAMP(sheet->width[i] + 2, WIDTH_MIN, WIDTH_MAX);
        worksheet_set_column(sheet->sheet, (lxw_col_t)i, (lxw_col_t)i, (double)width, NULL);
    }
    worksheet_freeze_panes(sheet->sheet, 1, 0);
    if (table->n_columns > 0) {
        lxw_col_t last = (lxw_col_t)(table->n_columns - 1);
        worksheet_autofilter(sheet->sheet, 0, 0, (lxw_row_t)table->n_rows, last);
        worksheet_ignore_errors(sheet->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:BL1048576");
    }
    worksheet_set_paper(sheet->sheet, PAPER_A4);
    worksheet_set_landscape(sheet->sheet);
    worksheet_fit_to_pages(sheet->sheet, 1, 0);
    worksheet_repeat_rows(sheet->sheet, 0, 0);
    worksheet_set_footer(sheet->sheet, foot(arena, table));
}

static void set_properties(Sheet *sheet, Arena *arena, const Table *table) {
    char *title = (char *)sheet_text(arena, table->title);
    char *author = (char *)sheet_text(arena, table->collaboration);
    workbook_set_properties(sheet->book,
                            &(lxw_doc_properties){.title = title,
                                                  .author = author,
                                                  .company = author,
                                                  .created = (time_t)table->created.seconds});
}

static bool write_book(Arena *arena, const char *path, const Table *table, GError **error) {
    lxw_workbook_options options = {.constant_memory = true, .tmpdir = (char *)g_get_tmp_dir()};
    Sheet sheet = {.book = workbook_new_opt(path, &options)};
    if (sheet.book == NULL)
        return fail(error, ERROR_INTERNAL, "the workbook could not be begun");
    sheet.sheet = workbook_add_worksheet(sheet.book, sheet_name(arena, table->title));
    if (sheet.sheet == NULL) {
        workbook_close(sheet.book);
        return fail(error, ERROR_INTERNAL, "the workbook got no sheet");
    }
    set_properties(&sheet, arena, table);
    set_formats(&sheet);
    write_head(&sheet, arena, table);
    bool written = table_each_row(table, write_row, &sheet, error);
    finish_sheet(&sheet, arena, table);
    lxw_error closed = workbook_close(sheet.book);
    if (written && closed != LXW_NO_ERROR)
        return fail(error, ERROR_INTERNAL, "the workbook: %s", lxw_strerror(closed));
    return written;
}

static bool read_book(Arena *arena, const char *path, Bytes *ret, GError **error) {
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
    if (file == NULL)
        return fail(error, ERROR_INTERNAL, "the workbook could not be read back");
    size_t size = g_mapped_file_get_length(file);
    uint8_t *bytes = arena_buffer(arena, size);
    memcpy(bytes, g_mapped_file_get_contents(file), size);
    *ret = (Bytes){bytes, size};
    return true;
}

bool table_xlsx(Arena *arena, const Table *table, Bytes *ret, GError **error) {
    g_autofree char *path = NULL;
    int descriptor = g_file_open_tmp("samsyn-XXXXXX.xlsx", &path, NULL);
    if (descriptor < 0)
        return fail(error, ERROR_INTERNAL, "no temporary file for the workbook");
    close(descriptor);
    bool done = write_book(arena, path, table, error) && read_book(arena, path, ret, error);
    g_unlink(path);
    return done;
}
