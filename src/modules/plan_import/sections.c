#include "modules/plan_import/sections.h"

#include "base/language.h"
#include "modules/plan_import/budget.h"
#include "modules/plan_import/heads.h"

#define LOOK_AHEAD_MAX 100 /* lines between a year and its table */
#define WHOLE_TABLE_COLUMNS 4
#define USUAL_FILLED_MIN 5 /* cells that make a row one of a plan without head rows */

/* A list's item or a table comes after the heading and, maybe, some lines of introduction. */
static bool opens_list(const Draft *draft, size_t i, SectionKind kind) {
    const Lines *lines = &draft->lines;
    int year;
    for (int step = 0; step <= INTRODUCTION_MAX; step++) {
        i = next_line(lines, i + 1, lines->n);
        if (i == lines->n)
            return false;
        const Line *line = &lines->at[i];
        if (line_is_full(line) || past_bullet(line->text) != line->text ||
            says_nothing_planned(line->text))
            return true;
        if (is_sentence(line->text) || heading_opens(draft, line, &year) == kind)
            continue;
        return line->heading_level > 0 ? !leads_to_sentence(draft, i)
                                       : !is_chapter_heading(draft, i);
    }
    return false;
}

/* A table comes after the heading, before anything else begins; or the document says that there is
 * none. */
static bool opens_table(const Draft *draft, size_t i, bool strict) {
    const Lines *lines = &draft->lines;
    size_t next = next_line(lines, i + 1, lines->n);
    if (!strict && next < lines->n && line_is_text(&lines->at[next]) &&
        says_nothing_planned(lines->at[next].text))
        return true;
    int year;
    for (int step = 0; step < LOOK_AHEAD_MAX && next < lines->n; step++) {
        const Line *line = &lines->at[next];
        if (line_is_full(line) || (line_is_lone(line) && !strict && !is_sentence(line->text)))
            return true;
        SectionKind opens = heading_opens(draft, line, &year);
        if (opens != SECTION_TEXT && !is_title(draft, line) && !is_sentence(line->text))
            return false;
        if (is_chapter_heading(draft, next) && leads_to_text(draft, next))
            return false;
        next = next_line(lines, next + 1, lines->n);
    }
    return false;
}

/* Rows come after the heading and, maybe, some lines of introduction; amounts are among them, or
 * none is needed. */
static bool opens_budget(const Draft *draft, size_t i) {
    const Lines *lines = &draft->lines;
    size_t end, next = next_line(lines, i + 1, lines->n);
    for (int step = 0; step < INTRODUCTION_MAX && next < lines->n; step++) {
        if (lines->at[next].kind == LINE_ROW &&
            !is_sentence(line_text(draft->arena, &lines->at[next])))
            return is_budget_table(lines, next, lines->n, &end);
        if (is_chapter_heading(draft, next))
            return false;
        next = next_line(lines, next + 1, lines->n);
    }
    return false;
}

typedef struct Finder {
    Draft *draft;
    List sections;
    Section *current;
    bool has_table; /* the current section has shown a row with several cells */
    int last_year;
} Finder;

/* In a plan's table a row with one cell is a category, whatever it is called, when a row of
 * activities follows. */
static bool is_category_row(const Finder *finder, size_t i) {
    const Lines *lines = &finder->draft->lines;
    if (finder->current->kind != SECTION_YEAR || !finder->has_table ||
        lines->at[i].kind != LINE_ROW)
        return false;
    size_t next = next_line(lines, i + 1, lines->n);
    Head head;
    return next < lines->n && lines->at[next].n_filled >= 3 &&
           !head_read(finder->draft->arena, &lines->at[next], &head);
}

/* "Förslag till aktiviteter 2023" above a plan's whole table is a year, not a list of titles. */
static bool opens_year_of_wishes(const Finder *finder, size_t i, int year) {
    const Lines *lines = &finder->draft->lines;
    size_t next = next_line(lines, i + 1, lines->n);
    Head head;
    if (year == 0 || next == lines->n || !head_read(finder->draft->arena, &lines->at[next], &head))
        return false;
    return head_n_known(&head) >= WHOLE_TABLE_COLUMNS && !names_bank(&lines->at[i]);
}

static SectionKind opened_by(const Finder *finder, size_t i, int *ret_year) {
    const Draft *draft = finder->draft;
    const Line *line = &draft->lines.at[i];
    SectionKind kind = heading_opens(draft, line, ret_year);
    if (kind == SECTION_TEXT || (line == draft->title_line && kind != SECTION_YEAR))
        return SECTION_TEXT;
    if (kind == SECTION_YEAR)
        return opens_table(draft, i, line == draft->title_line) ? kind : SECTION_TEXT;
    if (is_category_row(finder, i))
        return SECTION_TEXT;
    if (kind == SECTION_BUDGET)
        return finder->current->kind != SECTION_BUDGET && opens_budget(draft, i) ? kind
                                                                                 : SECTION_TEXT;
    if (kind == SECTION_BANK && opens_year_of_wishes(finder, i, *ret_year))
        return SECTION_YEAR;
    return opens_list(draft, i, kind) ? kind : SECTION_TEXT;
}

static void open_section(Finder *finder, SectionKind kind, int year, size_t at, bool has_heading) {
    Draft *draft = finder->draft;
    if (finder->current != NULL)
        finder->current->end = at;
    finder->current = LIST_NEW(draft->arena, &finder->sections, Section);
    *finder->current = (Section){kind,
                                 year,
                                 false,
                                 has_heading ? &draft->lines.at[at] : NULL,
                                 has_heading ? at + 1 : at,
                                 draft->lines.n};
    finder->has_table = false;
    if (kind == SECTION_YEAR)
        finder->last_year = year;
}

/* The year of a table that stands under no heading of its own. */
static int implied_year(Finder *finder, const Line *line) {
    Draft *draft = finder->draft;
    Head head;
    bool has_head = head_read(draft->arena, line, &head);
    if (has_head && head.year != 0)
        return head.year;
    int year = finder->last_year != 0      ? finder->last_year
               : draft->title_years.n == 1 ? draft->title_years.first
               : draft->options.year != 0  ? draft->options.year
                                           : draft->title_years.first;
    if (has_head && head_has(&head, HEAD_YEAR) && head_has(&head, READ_TIME))
        return year;
    if (finder->last_year != 0 || draft->title_years.n != 1)
        draft_warn(draft, line,
                   year == 0 ? T_("Året står inte vid tabellen. Aktiviteterna är lästa utan år.")
                             : T_("Året står inte vid tabellen. Aktiviteterna är lästa som %d."),
                   year);
    return year;
}

static bool opens_plan_table(const Finder *finder, const Line *line) {
    Head head;
    if (head_read(finder->draft->arena, line, &head)) {
        int enough = finder->current->kind == SECTION_BUDGET ? 3 : 2;
        return head_n_known(&head) >= enough && head_has(&head, READ_ACTIVITY);
    }
    return finder->current->kind == SECTION_TEXT && finder->last_year == 0 &&
           line->n_cells == N_READ_COLUMNS && line->n_filled >= USUAL_FILLED_MIN;
}

/* A heading ends a list or a year's tables unless it is a heading within them. */
static bool ends_section(const Finder *finder, size_t i) {
    const Section *section = finder->current;
    const Line *line = &finder->draft->lines.at[i];
    if (section->kind == SECTION_TEXT || line->kind == LINE_ROW ||
        !is_chapter_heading(finder->draft, i))
        return false;
    if (section->kind == SECTION_BUDGET && line->heading_level > 0)
        return true;
    if (section->kind == SECTION_YEAR || section->kind == SECTION_BUDGET)
        return leads_to_text(finder->draft, i);
    int level = section->heading == NULL ? 0 : section->heading->heading_level;
    if (line->heading_level > 0 && level > 0)
        return line->heading_level <= level;
    return leads_to_text(finder->draft, i) &&
           (line->heading_level > 0 || begins_something(finder->draft, i));
}

/* A table that no year stands above; at most "Aktiviteter". */
static void open_implied_year(Finder *finder, size_t i) {
    Draft *draft = finder->draft;
    const Line *line = &draft->lines.at[i];
    size_t above = i;
    while (above > finder->current->first && draft->lines.at[above - 1].kind == LINE_BREAK)
        above--;
    bool named =
        above > finder->current->first && names_plan_table(draft, &draft->lines.at[above - 1]);
    open_section(finder, SECTION_YEAR, implied_year(finder, line), named ? above - 1 : i, named);
    finder->current->year_is_implied = true;
}

static void find_at(Finder *finder, size_t i) {
    const Line *line = &finder->draft->lines.at[i];
    int year = 0;
    if (line_is_text(line)) {
        SectionKind kind = opened_by(finder, i, &year);
        bool repeats =
            kind == finder->current->kind && (year == finder->current->year || year == 0);
        if (kind != SECTION_TEXT && !repeats)
            open_section(finder, kind, year, i, true);
        else if (kind == SECTION_TEXT && ends_section(finder, i))
            open_section(finder, SECTION_TEXT, 0, i, false);
    } else if (line_is_full(line)) {
        bool outside =
            finder->current->kind == SECTION_TEXT || finder->current->kind == SECTION_BUDGET;
        if (outside && opens_plan_table(finder, line))
            open_implied_year(finder, i);
        finder->has_table = true;
    }
}

List sections_find(Draft *draft) {
    Finder finder = {.draft = draft};
    open_section(&finder, SECTION_TEXT, 0, 0, false);
    for (size_t i = 0; i < draft->lines.n; i++)
        find_at(&finder, i);
    return finder.sections;
}
