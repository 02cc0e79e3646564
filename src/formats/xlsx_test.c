#include "formats/source.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "formats/excel_number.h"
#include "formats/testing/archive.h"
#include "formats/testing/source_dump.h"

static void expect_with(const char *rows, const char *strings, const char *styles,
                        const char *dump) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(source_read_dump(arena, xlsx_of(arena, rows, strings, styles)), ==, dump);
}

static void expect(const char *rows, const char *dump) {
    expect_with(rows, NULL, NULL, dump);
}

#define TEXT(at, text) "<c r='" at "' t='inlineStr'><is><t>" text "</t></is></c>"

static void test_cells(void) {
    expect_with("<row r='1'><c r='A1' t='s'><v>1</v></c><c r='B1' t='s'><v>0</v></c><c "
                "r='C1'><v>1143.5</v></c></row>"
                "<row r='2'><c r='A2' t='b'><v>1</v></c><c r='B2' t='e'><v>#REF!</v></c><c r='C2' "
                "t='str'><f>x</f>"
                "<v> formel </v></c></row>",
                "<si><t xml:space='preserve'> \u00A0</t></si><si><r><t>rik "
                "</t></r><r><rPr><b/></rPr><t>text_x000D_\n"
                "_x005F_x0041_</t></r><rPh><t>uttal</t></rPh></si>",
                NULL,
                "1 #1 Plan\n1 [rik text⏎_x0041_||1143,5] t1\n2 [SANT|#REF!|formel] t1\n3 --\n"
                "! Bladet ”Plan” har felvärden, till exempel #REF!, i 1 celler.\n");
}

static void test_places(void) {
    expect("<row r='3'>" TEXT("B3", "b")
               TEXT("D3", "d") "</row><row r='4'><c r='A4'/></row><row r='7'>" TEXT(
                   "A7", "a") "</row><row>" TEXT("A8", "x") "<c t='str'><v>y</v></c></row>",
           "1 #1 Plan\n3 [|b||d] t1\n4 --\n7 [a|||] t1\n8 [x|y||] t1\n9 --\n");
}

static void test_formats(void) {
    expect_with(
        "<row r='1'><c r='A1' s='0'><v>44321</v></c><c r='B1' s='1'><v>44321</v></c><c r='C1' "
        "s='2'><v>0.2</v>"
        "</c><c r='D1' s='3'><v>44321.5625</v></c><c r='E1' s='9'><v>7</v></c><c r='F1' t='d'>"
        "<v>2021-05-05T00:00:00</v></c><c r='G1' t='d'><v>2021-05-05T13:30:00</v></c></row>",
        NULL,
        "<numFmts><numFmt numFmtId='164' formatCode='d\\.m\\.yyyy\\ "
        "hh:mm'/></numFmts><cellStyleXfs>"
        "<xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf "
        "numFmtId='9'/>"
        "<xf numFmtId='164'/></cellXfs>",
        "1 #1 Plan\n1 [44321|2021-05-05|20%|2021-05-05 13:30|7|2021-05-05|2021-05-05 13:30] t1\n2 "
        "--\n");
}

static void test_numbers(void) {
    static const struct {
        const char *raw;
        ExcelKind kind;
        bool from_1904;
        const char *text;
    } cases[] = {
        {"1143", EXCEL_PLAIN, false, "1143"},
        {"0.30000000000000004", EXCEL_PLAIN, false, "0,3"},
        {"-5.5", EXCEL_PLAIN, false, "-5,5"},
        {"-0", EXCEL_PLAIN, false, "0"},
        {"1E+20", EXCEL_PLAIN, false, "1e+20"},
        {"123456789012345", EXCEL_PLAIN, false, "123456789012345"},
        {"nan", EXCEL_PLAIN, false, "nan"},
        {"0x10", EXCEL_PLAIN, false, "0x10"},
        {"12 st", EXCEL_DATE, false, "12 st"},
        {"0.07", EXCEL_PERCENT, false, "7%"},
        {"1", EXCEL_DATE, false, "1900-01-01"},
        {"59", EXCEL_DATE, false, "1900-02-28"},
        {"60", EXCEL_DATE, false, "1900-02-29"},
        {"61", EXCEL_DATE, false, "1900-03-01"},
        {"44321.9", EXCEL_DATE, false, "2021-05-05"},
        {"2958465", EXCEL_DATE, false, "9999-12-31"},
        {"2958466", EXCEL_DATE, false, "2958466"},
        {"-1", EXCEL_DATE, false, "-1"},
        {"0", EXCEL_DATE, true, "1904-01-01"},
        {"42859", EXCEL_DATE, true, "2021-05-05"},
        {"2957003", EXCEL_DATE, true, "9999-12-31"},
        {"2957004", EXCEL_DATE, true, "2957004"},
        {"44321.999999999", EXCEL_DATE_TIME, false, "2021-05-06 00:00"},
        {"0.5625", EXCEL_TIME, false, "13:30"},
        {"0.562511574", EXCEL_TIME, false, "13:30:01"},
        {"1.0625", EXCEL_DURATION, false, "25:30"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Arena) arena = arena_new();
        g_assert_cmpstr(excel_number_text(arena, cases[i].raw, cases[i].kind, cases[i].from_1904),
                        ==, cases[i].text);
    }
}

static void test_format_codes(void) {
    static const struct {
        const char *code;
        ExcelKind kind;
    } cases[] = {
        {"General", EXCEL_PLAIN},
        {"0.00", EXCEL_PLAIN},
        {"# ##0\\ \"dagar\"", EXCEL_PLAIN},
        {"0%", EXCEL_PERCENT},
        {"yyyy\\-mm\\-dd", EXCEL_DATE},
        {"[$-41D]mmmm yyyy", EXCEL_DATE},
        {"[Red]0.0;[Blue]-0.0", EXCEL_PLAIN},
        {"hh:mm:ss", EXCEL_TIME},
        {"[hh]:mm", EXCEL_DURATION},
        {"d/m/yyyy h:mm", EXCEL_DATE_TIME},
        {"h:mm AM/PM", EXCEL_TIME},
        {"0.00E+00", EXCEL_PLAIN},
        {"@", EXCEL_PLAIN},
        {"_-* # ##0 \"kr\"_-;yyyy", EXCEL_PLAIN},
        {"mmm", EXCEL_DATE},
        {"\"oavslutad", EXCEL_PLAIN},
        {"\\", EXCEL_PLAIN},
        {"[oavslutad", EXCEL_PLAIN},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(excel_kind_of_code(cases[i].code), ==, cases[i].kind);
    static const ExcelKind of_builtin[] = {
        [0] = EXCEL_PLAIN,      [9] = EXCEL_PERCENT, [14] = EXCEL_DATE,     [18] = EXCEL_TIME,
        [22] = EXCEL_DATE_TIME, [45] = EXCEL_TIME,   [46] = EXCEL_DURATION, [49] = EXCEL_PLAIN};
    static const int ids[] = {0, 9, 14, 18, 22, 45, 46, 49};
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++)
        g_assert_cmpint(excel_kind_of_builtin(ids[i]), ==, of_builtin[ids[i]]);
}

static void test_formula_without_value(void) {
    expect("<row r='1'>" TEXT("A1", "a") "<c r='B1'><f>1+1</f></c></row>",
           "1 #1 Plan\n1 [a] t1\n2 --\n! Bladet ”Plan” har 1 formler utan sparat värde, den första på rad 1; cellerna "
           "blev tomma. "
           "Öppna och spara filen i Excel om de ska med.\n");
}

static void test_hidden_rows(void) {
    expect("<row r='1' hidden='true'>" TEXT("A1", "a") "</row><row r='2' hidden='1'/>",
           "1 #1 Plan\n1 [a] t1\n2 --\n! Bladet ”Plan” har dolda rader eller kolumner; de togs "
           "med.\n");
}

static void test_columns(void) {
    expect("<row r='1'>" TEXT("A1", "a") "<c r='GS1'/>"
                                         "</row>",
           "1 #1 Plan\n1 [a] t1\n2 --\n");
    expect("<row r='5'>" TEXT("GS5", "a") "</row>",
           "error: Bladet ”Plan”, rad 5: det finns text i kolumn 201, men högst 200 kolumner kan "
           "läsas. Ta bort de "
           "kolumner som inte behövs.");
    expect("<row r='1'>" TEXT("ZZZZZZZZZZZZZZZZ1", "a") "</row>",
           "error: Bladet ”Plan”, rad 1: det finns text i kolumn 18278, men högst 200 kolumner "
           "kan läsas. Ta bort "
           "de kolumner som inte behövs.");
}

static void test_wrong_string(void) {
    expect("<row r='1'><c r='A1' t='s'><v>7</v></c></row>",
           "error: Bladet ”Plan”, rad 1: en cell pekar på en text som saknas i filen. Spara filen "
           "på nytt i Excel.");
}

static void test_long_cell(void) {
    g_autofree char *text = g_strnfill(SOURCE_MAX_CELL_CHARACTERS + 1, 'x');
    g_autofree char *row = g_strdup_printf("<row r='9'>" TEXT("B9", "%s") "</row>", text);
    expect(row, "error: Bladet ”Plan”, rad 9, kolumn 2 har fler än 32\u00A0767 tecken. Korta "
                "texten i cellen.");
}

/* A workbook written by libxlsxwriter, read into `arena`. */
typedef void (*Fill)(lxw_workbook *workbook);

static Bytes written(Arena *arena, Fill fill) {
    g_autofree char *path = NULL;
    int file = g_file_open_tmp("samsyn-XXXXXX.xlsx", &path, NULL);
    g_assert_cmpint(file, >=, 0);
    close(file);
    lxw_workbook_options options = {.constant_memory = LXW_FALSE};
    lxw_workbook *workbook = workbook_new_opt(path, &options);
    fill(workbook);
    g_assert_cmpint(workbook_close(workbook), ==, LXW_NO_ERROR);
    g_autofree char *content = NULL;
    gsize size;
    g_assert_true(g_file_get_contents(path, &content, &size, NULL));
    g_unlink(path);
    return (Bytes){(const uint8_t *)arena_strndup(arena, content, size), size};
}

static void fill_workbook(lxw_workbook *workbook) {
    lxw_worksheet *plan = workbook_add_worksheet(workbook, "Plan å");
    lxw_worksheet *hidden = workbook_add_worksheet(workbook, "Underlag");
    lxw_worksheet *budget = workbook_add_worksheet(workbook, "Budget");
    workbook_add_worksheet(workbook, "Tomt");
    lxw_format *date = workbook_add_format(workbook);
    format_set_num_format(date, "yyyy-mm-dd");
    lxw_datetime day = {2021, 5, 5, 0, 0, 0};
    worksheet_merge_range(plan, 0, 0, 0, 2, "Tillsynsprojekt", NULL);
    worksheet_write_string(plan, 1, 0, "  Små avlopp ", NULL);
    worksheet_write_datetime(plan, 1, 1, &day, date);
    worksheet_write_number(plan, 1, 2, 12.25, NULL);
    worksheet_write_boolean(plan, 1, 3, 0, NULL);
    worksheet_write_string(hidden, 0, 0, "syns inte", NULL);
    worksheet_hide(hidden);
    worksheet_write_formula_num(budget, 0, 0, "=1000+143", NULL, 1143);
    worksheet_write_comment(budget, 0, 0, "en kommentar");
}

static void test_written(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(
        source_read_dump(arena, written(arena, fill_workbook)), ==,
        "1 #1 Plan å\n1 [Tillsynsprojekt] t1\n2 [Små avlopp|2021-05-05|12,25|FALSKT] t1\n3 --\n"
        "1 #1 Budget\n1 [1143] t2\n2 --\n"
        "! Bladet ”Underlag” är dolt och togs inte med. Visa bladet i Excel om det ska med.\n"
        "! Kommentarer i celler togs inte med.\n");
}

static void fill_rows(lxw_workbook *workbook, lxw_row_t rows) {
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, NULL);
    for (lxw_row_t row = 0; row < rows; row++) {
        for (lxw_col_t column = 0; column < 10; column++) {
            if (column % 2 == 0)
                worksheet_write_number(sheet, row, column, row * 10.0 + column, NULL);
            else
                worksheet_write_string(sheet, row, column,
                                       column % 3 == 0 ? "Länets kommuner" : "löpande", NULL);
        }
    }
}

static void fill_most_rows(lxw_workbook *workbook) {
    fill_rows(workbook, SOURCE_MAX_ROWS);
}

static void fill_too_many_rows(lxw_workbook *workbook) {
    fill_rows(workbook, SOURCE_MAX_ROWS + 1);
}

static void test_most_rows(void) {
    g_autoptr(Arena) arena = arena_new();
    SourceDocument document;
    g_assert_true(source_read(arena, written(arena, fill_most_rows), &document, NULL));
    g_assert_cmpuint(document.n, ==, SOURCE_MAX_ROWS + 2);
    const SourceBlock *last = &document.blocks[SOURCE_MAX_ROWS];
    g_assert_cmpint(last->line, ==, SOURCE_MAX_ROWS);
    g_assert_cmpuint(last->n_cells, ==, 10);
    g_assert_cmpstr(last->cells[8], ==, "999998");
    g_assert_cmpstr(last->cells[9], ==, "Länets kommuner");
    g_assert_cmpuint(arena_size(arena), <, (size_t)96 * 1024 * 1024);
}

static void test_too_many_rows(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(source_read_dump(arena, written(arena, fill_too_many_rows)), ==,
                    "error: Filen har fler än 100\u00A0000 rader. Dela upp den i flera filer.");
}

static void test_real_file(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autofree char *file = NULL, *expected = NULL;
    gsize size;
    g_assert_true(g_file_get_contents("tests/fixtures/formats/plan.xlsx", &file, &size, NULL));
    g_assert_true(
        g_file_get_contents("tests/fixtures/formats/plan.xlsx.expected", &expected, NULL, NULL));
    g_assert_cmpstr(source_read_dump(arena, (Bytes){(const uint8_t *)file, size}), ==, expected);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/xlsx/cells", test_cells);
    g_test_add_func("/xlsx/places", test_places);
    g_test_add_func("/xlsx/formats", test_formats);
    g_test_add_func("/xlsx/numbers", test_numbers);
    g_test_add_func("/xlsx/format codes", test_format_codes);
    g_test_add_func("/xlsx/formula without value", test_formula_without_value);
    g_test_add_func("/xlsx/hidden rows", test_hidden_rows);
    g_test_add_func("/xlsx/columns", test_columns);
    g_test_add_func("/xlsx/wrong string", test_wrong_string);
    g_test_add_func("/xlsx/long cell", test_long_cell);
    g_test_add_func("/xlsx/written", test_written);
    g_test_add_func("/xlsx/most rows", test_most_rows);
    g_test_add_func("/xlsx/too many rows", test_too_many_rows);
    g_test_add_func("/xlsx/real file", test_real_file);
    return g_test_run();
}
