#include "modules/plan_import/budget.h"

#define BUDGET_COLUMNS_MAX 6

size_t table_end(const Lines *lines, size_t first, size_t end) {
    size_t i = first;
    while (i < end && lines->at[i].kind == LINE_ROW && lines->at[i].table == lines->at[first].table)
        i++;
    return i;
}

size_t table_width(const Lines *lines, size_t first, size_t end) {
    size_t width = 0;
    for (size_t i = first; i < end; i++)
        width = MAX(width, line_cells(&lines->at[i]));
    return width;
}

bool is_budget_table(const Lines *lines, size_t first, size_t end, size_t *ret_end) {
    size_t amounts = 0, others = 0;
    *ret_end = table_end(lines, first, end);
    for (size_t i = first; i < *ret_end; i++) {
        const Line *line = &lines->at[i];
        if (line_is_full(line))
            *(is_amount(line->cells[line_cells(line) - 1]) ? &amounts : &others) += 1;
    }
    return amounts > 0 && amounts > others &&
           table_width(lines, first, *ret_end) <= BUDGET_COLUMNS_MAX;
}

void budget_add(Draft *draft, const Line *line) {
    ReadBudgetRow *row = LIST_NEW(draft->arena, &draft->budget, ReadBudgetRow);
    *row = (ReadBudgetRow){line->cells, line->n_cells, line->number};
}

static void read_line(Draft *draft, const Section *section, const Line *line) {
    int year;
    if (line->kind == LINE_ROW && !(line_is_lone(line) && is_sentence(line->text)))
        budget_add(draft, line);
    else if (is_page_number(line->text))
        draft_unplaced(draft, line, line->text, NULL);
    else if (is_title(draft, line))
        draft_mark(draft, MARK_TITLE, line, line->text);
    else if (heading_opens(draft, line, &year) == SECTION_BUDGET &&
             strcmp(line->squashed, section->heading->squashed) == 0)
        draft_mark(draft, MARK_SECTION, line, line->text);
    else
        draft_paragraph(draft, line);
}

void budget_read(Draft *draft, const Section *section) {
    for (size_t i = section->first; i < section->end; i++)
        if (draft->lines.at[i].kind != LINE_BREAK)
            read_line(draft, section, &draft->lines.at[i]);
}
