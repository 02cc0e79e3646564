#include "modules/plans/plan_sheet.h"

#include "base/language.h"
#include "modules/plans/plan_rows.h"

#include <glib.h>
#include <string.h>

/* ---- chapters ---- */

static const char **split(Arena *arena, const char *text, const char *by, size_t *ret_n) {
    g_auto(GStrv) parts = g_strsplit(text, by, -1);
    const char **copy = ARENA_ARRAY(arena, const char *, g_strv_length(parts));
    size_t n = 0;
    for (char **part = parts; *part != NULL; part++)
        if ((*part)[0] != '\0' || by[0] == '\t')
            copy[n++] = arena_strdup(arena, *part);
    *ret_n = n;
    return copy;
}

static size_t count_filled(const SheetRow *row) {
    size_t n = 0;
    for (size_t i = 0; i < row->n_cells; i++)
        n += row->cells[i][0] != '\0';
    return n;
}

static SheetRow table_row(Arena *arena, const char *line, size_t n_columns) {
    SheetRow row = {.kind = "cells"};
    size_t n;
    const char **found = split(arena, line, "\t", &n),
               **cells = ARENA_ARRAY(arena, const char *, n_columns);
    for (size_t i = 0; i < n_columns; i++)
        cells[i] = i < n ? found[i] : "";
    row.cells = cells;
    row.n_cells = n_columns;
    if (count_filled(&row) == 1 && cells[0][0] != '\0' && n_columns > 1)
        row.kind = "band";
    else if (g_ascii_strncasecmp(cells[0], "summa", strlen("summa")) == 0)
        row.kind = "sum";
    return row;
}

static size_t widest(Arena *arena, const char *const *lines, size_t n_lines) {
    size_t most = 1, n;
    for (size_t i = 0; i < n_lines; i++) {
        split(arena, lines[i], "\t", &n);
        most = MAX(most, n);
    }
    return most;
}

static bool is_amount(const char *cell) {
    return cell[strspn(cell, "0123456789 ,.-\xc2\xa0")] == '\0';
}

static const bool *amount_columns(Arena *arena, const SheetChapter *chapter) {
    bool *amounts = ARENA_ARRAY(arena, bool, chapter->head.n_cells);
    for (size_t column = 1; column < chapter->head.n_cells; column++) {
        amounts[column] = true;
        for (size_t i = 0; i < chapter->n_rows; i++)
            amounts[column] = amounts[column] && is_amount(chapter->rows[i].cells[column]);
    }
    return amounts;
}

static void set_table(Arena *arena, const char *body, SheetChapter *chapter) {
    size_t n;
    const char **lines = split(arena, body, "\n", &n);
    if (n == 0)
        return;
    size_t n_columns = widest(arena, lines, n);
    SheetRow *rows = ARENA_ARRAY(arena, SheetRow, n);
    for (size_t i = 0; i < n; i++)
        rows[i] = table_row(arena, lines[i], n_columns);
    chapter->head = rows[0];
    chapter->rows = rows + 1;
    chapter->n_rows = n - 1;
    chapter->is_amount = amount_columns(arena, chapter);
    for (size_t i = 1; i < n_columns; i++)
        chapter->has_text = chapter->has_text || !chapter->is_amount[i];
}

SheetChapter sheet_chapter_of(Arena *arena, const PlanChapter *from, size_t number) {
    SheetChapter chapter = {.anchor = arena_printf(arena, "text-%zu", number),
                            .heading = from->heading};
    if (strcmp(from->kind, "table") == 0)
        set_table(arena, from->body, &chapter);
    else
        chapter.paragraphs = split(arena, from->body, "\n\n", &chapter.n_paragraphs);
    return chapter;
}

/* ---- plan years ---- */

static CategoryBand sheet_band(const Request *request, const PlanYear *year,
                               const PlanCategory *category) {
    ActivityRow *rows = ARENA_ARRAY(request->arena, ActivityRow, category->n_activities);
    for (size_t i = 0; i < category->n_activities; i++)
        rows[i] = activity_row(request, year, &category->activities[i], false);
    return (CategoryBand){.category = category, .rows = rows, .n_rows = category->n_activities};
}

static SheetYear sheet_year(const Request *request, const PlanYear *from) {
    Arena *arena = request->arena;
    CategoryBand *bands = ARENA_ARRAY(arena, CategoryBand, from->n_categories);
    for (size_t i = 0; i < from->n_categories; i++)
        bands[i] = sheet_band(request, from, &from->categories[i]);
    bool bank = strcmp(from->status, "bank") == 0;
    return (SheetYear){.anchor = bank ? "bank" : arena_printf(arena, "y%d", from->year),
                       .title = bank ? T_("Förslagsbank")
                                     : arena_printf(arena, T_("Aktiviteter %d"), from->year),
                       .status = bank ? "" : plan_status_many(from->status),
                       .chip = plan_status_chip(from->status),
                       .is_bank = bank,
                       .bands = bands,
                       .n_bands = from->n_categories};
}

void plan_sheet(const Request *request, const Plan *plan, PlanSheet *ret) {
    SheetChapter *chapters = ARENA_ARRAY(request->arena, SheetChapter, plan->n_chapters);
    SheetYear *years = ARENA_ARRAY(request->arena, SheetYear, plan->n_years);
    for (size_t i = 0; i < plan->n_chapters; i++)
        chapters[i] = sheet_chapter_of(request->arena, &plan->chapters[i], i + 1);
    for (size_t i = 1; i < plan->n_chapters; i++)
        chapters[i].goes_on = strcmp(chapters[i].heading, chapters[i - 1].heading) == 0;
    *ret = (PlanSheet){
        .plan = plan, .chapters = chapters, .n_chapters = plan->n_chapters, .years = years};
    for (size_t i = 0; i < plan->n_years; i++)
        if (plan->years[i].n_categories > 0)
            years[ret->n_years++] = sheet_year(request, &plan->years[i]);
}
