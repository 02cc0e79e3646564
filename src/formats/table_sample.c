#include "formats/table_sample.h"

#include "base/date.h"

const char *const sample_texts[] = {
    "Åsa Örnsköld",
    "ärende & <åtgärd>",
    "=1+1",
    "=HYPERLINK(\"http://evil.example\";\"x\")",
    "+46 10 12 34",
    "-5",
    "-cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "'=1+1",
    "007",
    "1 143,5",
    "2021-05-05",
    "\"citat\";;",
    "en rad\noch en till",
    " luft ",
    "TRUE",
    "%s%n",
    "1e308",
    "",
};
G_STATIC_ASSERT(G_N_ELEMENTS(sample_texts) == N_SAMPLE_TEXTS);

static const TableColumn columns[] = {{"name", "Namn på åtgärden", TABLE_TEXT},
                                      {"text", "=Text", TABLE_TEXT},
                                      {"sum", "Summa", TABLE_NUMBER},
                                      {"day", "Sista dag", TABLE_DATE}};

static void fill_row(const void *data, Arena *arena, size_t row, TableCell *ret_cells) {
    (void)data;
    ret_cells[0].text = arena_printf(arena, "Åtgärd %zu", row + 1);
    ret_cells[1].text = sample_texts[row % N_SAMPLE_TEXTS];
    ret_cells[2] = (TableCell){.number = (int64_t)row * 1000 - 5000, .is_none = row % 7 == 6};
    if (row % 5 != 4)
        ret_cells[3].date = date_add_days((Date){2021, 1, 1}, (int)(row % 1000));
}

Table sample_table(size_t n_rows) {
    return (Table){.title = "Åtgärder [prov]: a/b",
                   .collaboration = "Miljösamverkan Sjölän & Co",
                   .created = {1591704000},
                   .columns = columns,
                   .n_columns = G_N_ELEMENTS(columns),
                   .n_rows = n_rows,
                   .row = fill_row};
}
