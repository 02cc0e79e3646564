#include "modules/plan_import/chapters.h"

#include "base/language.h"
#include "base/similar.h"
#include "modules/plan_import/budget.h"

#define TITLE_LINES_MAX 10

static bool calls_itself_plan(const Line *line) {
    g_autoptr(Arena) arena = arena_new();
    g_auto(GStrv) words = g_strsplit_set(similar_fold(arena, line->text), " ,.:;()/-", -1);
    for (char **word = words; *word != NULL; word++)
        if (g_str_has_suffix(*word, "plan") || g_str_has_suffix(*word, "planen"))
            return true;
    return false;
}

static bool is_years_alone(const Line *line) {
    return line_is_text(line) && years_in(line->text).n >= 2 &&
           strcspn(line->squashed, "0123456789") == 0 &&
           strspn(line->squashed, "0123456789") == strlen(line->squashed);
}

static bool can_be_title(const Draft *draft, size_t i) {
    const Line *line = &draft->lines.at[i];
    return line_is_text(line) && !is_page_number(line->text) &&
           (line->heading_level > 0 || is_heading_like(line->text));
}

/* Past the name of a spreadsheet's first sheet. */
static size_t first_own_line(const Lines *lines) {
    size_t i = next_line(lines, 0, lines->n);
    while (i < lines->n && lines->at[i].heading_level > 0 && !lines->has_headings)
        i = next_line(lines, i + 1, lines->n);
    return i;
}

static size_t title_at(const Draft *draft) {
    const Lines *lines = &draft->lines;
    size_t first = first_own_line(lines), i = first;

    for (int step = 0; step < TITLE_LINES_MAX && i < lines->n && can_be_title(draft, i); step++) {
        if (calls_itself_plan(&lines->at[i]))
            return i;
        i = next_line(lines, i + 1, lines->n);
    }
    size_t second = first < lines->n ? next_line(lines, first + 1, lines->n) : lines->n;
    int year;
    bool above_heading = second < lines->n && can_be_title(draft, first) &&
                         can_be_title(draft, second) &&
                         heading_opens(draft, &lines->at[first], &year) == SECTION_TEXT;
    return above_heading ? first : lines->n;
}

void title_find(Draft *draft) {
    const Lines *lines = &draft->lines;
    size_t i = title_at(draft);
    if (i == lines->n)
        return;
    draft->title_line = &lines->at[i];
    draft->title = on_one_line(draft->arena, draft->title_line->text);
    draft->title_squashed = draft->title_line->squashed;
    draft->title_years = years_in(draft->title);
    size_t next = next_line(lines, i + 1, lines->n);
    if (draft->title_years.n == 0 && next < lines->n && is_years_alone(&lines->at[next])) {
        draft->title_rest = &lines->at[next];
        draft->title = arena_printf(draft->arena, "%s %s", draft->title, draft->title_rest->text);
        draft->title_years = years_in(draft->title);
    }
}

/* As on a sheet that begins with its own name. */
static bool is_heading_again(const Draft *draft, const Line *line) {
    const DraftChapter *chapter = draft->chapter;
    return chapter->parts.n == 0 && chapter->line != NULL &&
           strcmp(chapter->line->squashed, line->squashed) == 0;
}

static void read_text(Draft *draft, size_t i) {
    const Line *line = &draft->lines.at[i];
    if (is_page_number(line->text)) {
        draft_unplaced(draft, line, line->text, NULL);
    } else if (is_title(draft, line) || line == draft->title_rest) {
        draft_mark(draft, MARK_TITLE, line, line->text);
        if (line == draft->title_line)
            draft_chapter(draft, draft->title, line, false);
    } else if (is_heading_again(draft, line)) {
        draft_mark(draft, MARK_CHAPTER, line, line->text);
    } else if (is_chapter_heading(draft, i) &&
               next_line(&draft->lines, i + 1, draft->lines.n) == draft->lines.n) {
        draft_unplaced(draft, line, line->text, NULL);
    } else if (is_chapter_heading(draft, i)) {
        draft_mark(draft, MARK_CHAPTER, line, line->text);
        draft_chapter(draft, line->text, line, leads_to_text(draft, i));
    } else {
        draft_paragraph(draft, line);
    }
}

static void read_table(Draft *draft, size_t first, size_t end, bool budget) {
    if (!budget)
        draft_warn(
            draft, &draft->lines.at[first],
            T_("Tabellen är varken en plan eller en budget. Raderna ligger under Utan plats i "
               "planen."));
    for (size_t i = first; i < end; i++) {
        const Line *line = &draft->lines.at[i];
        if (line_is_lone(line) && is_sentence(line->text))
            draft_paragraph(draft, line);
        else if (budget)
            budget_add(draft, line);
        else
            draft_unplaced(draft, line, line_text(draft->arena, line), NULL);
    }
}

void chapters_read(Draft *draft, const Section *section) {
    const Lines *lines = &draft->lines;
    size_t end, looked_to = section->first;
    for (size_t i = section->first; i < section->end; i++) {
        const Line *line = &lines->at[i];
        if (line->kind == LINE_BREAK)
            continue;
        bool table = line->kind == LINE_ROW && (line_is_full(line) || i >= looked_to);
        bool budget = table && is_budget_table(lines, i, section->end, &end);
        if (table)
            looked_to = end;
        if (budget || line_is_full(line)) {
            read_table(draft, i, end, budget);
            i = end - 1;
        } else {
            read_text(draft, i);
        }
    }
}
