#include "modules/plans/plan_report.h"

#include "modules/goals/goals.h"
#include "modules/plans/plan_words.h"

#include <glib.h>
#include <string.h>

typedef struct {
    Arena *arena;
    Report *report;
    const Plan *plan;
    ReportGoalFamily *national, *global;
} Paper;

static const ReportColumn columns[N_ACTIVITY_COLUMNS] = {
    {"Aktivitet", 13.5, REPORT_COLUMN_NAME},  {"Aktivitetsmål", 25, REPORT_COLUMN_TEXT},
    {"Genomförande", 25, REPORT_COLUMN_TEXT}, {"Tid", 9.5, REPORT_COLUMN_TEXT},
    {"Ansvar", 13, REPORT_COLUMN_TEXT},       {"Samverkansparter", 13, REPORT_COLUMN_TEXT},
    {"Effektmål", 11.5, REPORT_COLUMN_TEXT},
};

/* ---- title page and chapters ---- */

static void add_title_page(const Paper *paper, const PlanPaper *from) {
    const Plan *plan = paper->plan;
    const char *years =
        plan->first_year == plan->last_year
            ? arena_printf(paper->arena, "%d", plan->first_year)
            : arena_printf(paper->arena, "%d–%d", plan->first_year, plan->last_year);
    const char *end = g_str_has_suffix(plan->title, years)
                          ? plan->title + strlen(plan->title) - strlen(years)
                          : NULL;
    const char *name = end == NULL
                           ? plan->title
                           : arena_strndup(paper->arena, plan->title, (size_t)(end - plan->title));
    const char *details[] = {from->collaboration, from->version};
    report_title_page(paper->report,
                      &(ReportTitlePage){.name = g_strchomp(arena_strdup(paper->arena, name)),
                                         .years = end == NULL ? "" : years,
                                         .decision = from->decision,
                                         .details = details,
                                         .n_details = from->version[0] == '\0' ? 1 : 2});
}

static bool is_amount(const char *cell) {
    return cell[0] != '\0' && cell[strspn(cell, "0123456789 ,.-\xc2\xa0")] == '\0';
}

static bool is_sum(const char *label) {
    return g_ascii_strncasecmp(label, "summa", 5) == 0 ||
           strncmp(label, "ÖVERSKOTT", strlen("ÖVERSKOTT")) == 0;
}

static size_t widest_row(char **lines) {
    size_t widest = 1;
    for (; *lines != NULL; lines++) {
        g_auto(GStrv) cells = g_strsplit(*lines, "\t", -1);
        widest = MAX(widest, g_strv_length(cells));
    }
    return MIN(widest, REPORT_COLUMN_LIMIT);
}

/* A column of text gets room by its longest cell, so that a date does not take a sentence's. */
static double column_weight(char **lines, size_t column) {
    size_t longest = 6;
    for (; *lines != NULL; lines++) {
        g_auto(GStrv) cells = g_strsplit(*lines, "\t", -1);
        if (column < g_strv_length(cells) && g_strv_length(cells) > 1)
            longest = MAX(longest, (size_t)g_utf8_strlen(cells[column], -1));
    }
    return (double)MIN(longest, 30);
}

static void add_table_row(Report *report, char **cells, size_t n_columns) {
    const char *texts[REPORT_COLUMN_LIMIT];
    size_t n = g_strv_length(cells), n_filled = 0;
    for (size_t i = 0; i < n_columns; i++) {
        texts[i] = i < n ? cells[i] : "";
        n_filled += texts[i][0] != '\0';
    }
    if (n_filled == 1 && texts[0][0] != '\0' && n_columns > 1)
        report_band(report, texts[0]);
    else if (is_sum(texts[0]))
        report_total_row(report, texts);
    else
        report_row_of_texts(report, texts);
}

/* A table chapter: its first line is the head; a column whose other cells are amounts stands to the
 * right. */
static void add_table(const Paper *paper, const PlanChapter *chapter) {
    g_auto(GStrv) lines = g_strsplit(chapter->body, "\n", -1);
    size_t n_columns = widest_row(lines);
    ReportColumn *made = ARENA_ARRAY(paper->arena, ReportColumn, n_columns);
    g_auto(GStrv) heads = g_strsplit(lines[0] == NULL ? "" : lines[0], "\t", -1);
    g_auto(GStrv) sample = g_strsplit(lines[0] == NULL || lines[1] == NULL ? ""
                                      : g_strv_length(lines) > 2           ? lines[2]
                                                                           : lines[1],
                                      "\t", -1);
    bool has_text = false;
    for (size_t i = 1; i < n_columns && i < g_strv_length(sample); i++)
        has_text |= !is_amount(sample[i]);
    for (size_t i = 0; i < n_columns; i++) {
        const char *head = i < g_strv_length(heads) ? heads[i] : "";
        bool amounts = i > 0 && i < g_strv_length(sample) && is_amount(sample[i]);
        made[i] =
            (ReportColumn){arena_strdup(paper->arena, i == 0 && head[0] == '\0' ? "Post" : head),
                           has_text ? column_weight(lines, i)
                           : i == 0 ? 3
                                    : 1,
                           i == 0    ? REPORT_COLUMN_NAME
                           : amounts ? REPORT_COLUMN_NUMBER
                                     : REPORT_COLUMN_TEXT};
    }
    report_table_begin(paper->report, made, n_columns, n_columns == 2 ? REPORT_TABLE_NARROW : 0);
    for (size_t i = 1; lines[0] != NULL && lines[i] != NULL; i++) {
        g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
        if (lines[i][0] != '\0')
            add_table_row(paper->report, cells, n_columns);
    }
    report_table_end(paper->report);
}

static void add_text(const Paper *paper, const PlanChapter *chapter) {
    g_auto(GStrv) paragraphs = g_strsplit(chapter->body, "\n\n", -1);
    for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++)
        if (**paragraph != '\0')
            report_paragraph(paper->report, *paragraph);
}

static void add_chapters(const Paper *paper) {
    if (paper->plan->n_chapters == 0)
        return;
    report_section(paper->report, REPORT_PORTRAIT);
    for (size_t i = 0; i < paper->plan->n_chapters; i++) {
        const PlanChapter *chapter = &paper->plan->chapters[i];
        bool goes_on = i > 0 && strcmp(chapter[-1].heading, chapter->heading) == 0;
        if (!goes_on)
            report_heading(paper->report, 1, chapter->heading);
        if (strcmp(chapter->kind, "table") == 0)
            add_table(paper, chapter);
        else
            add_text(paper, chapter);
    }
}

/* ---- activities ---- */

/* The chips of the goals that are numbered; what is none of them stays as text. */
static ReportCell goal_cell(const Paper *paper, const Activity *activity) {
    const ReportGoal **goals = ARENA_ARRAY(paper->arena, const ReportGoal *, activity->n_goals);
    ReportCell cell = {.text = "", .words = activity->cells[COLUMN_EFFECT_GOALS], .goals = goals};
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < activity->n_goals; i++) {
        const ActivityGoal *goal = &activity->goals[i];
        bool global = strcmp(goal->kind, "global") == 0;
        if (goal->number > 0) {
            const Goal *known =
                goal_by_number(global ? GOAL_GLOBAL : GOAL_NATIONAL, (int)goal->number);
            goals[cell.n_goals++] =
                report_goal(paper->report, global ? paper->global : paper->national,
                            (int)goal->number, known->name);
            continue;
        }
        g_string_append_printf(text, "%s%s", text->len == 0 ? "" : ", ",
                               strcmp(goal->kind, "most") == 0 ? "Flertalet" : goal->title);
    }
    cell.text = activity->n_goals == 0 ? activity->cells[COLUMN_EFFECT_GOALS]
                                       : arena_strdup(paper->arena, text->str);
    return cell;
}

static void add_activity(const Paper *paper, const Activity *activity) {
    ReportCell cells[N_ACTIVITY_COLUMNS] = {0};
    for (int column = 0; column < COLUMN_EFFECT_GOALS; column++)
        cells[column].text = activity->cells[column];
    cells[COLUMN_EFFECT_GOALS] = goal_cell(paper, activity);
    report_row(paper->report, cells);
}

static void add_category(const Paper *paper, const PlanCategory *category) {
    if (category->title[0] != '\0')
        report_band(paper->report, category->title);
    if (category->n_activities == 0)
        report_text_row(paper->report,
                        category->note[0] == '\0' ? "Inget är planerat." : category->note);
    for (size_t i = 0; i < category->n_activities; i++)
        add_activity(paper, &category->activities[i]);
}

static void add_year(const Paper *paper, const PlanYear *year) {
    report_section(paper->report, REPORT_LANDSCAPE);
    report_heading(paper->report, 1,
                   arena_printf(paper->arena, "Aktiviteter %d, %s", year->year,
                                plan_status_many(year->status)));
    report_table_begin(paper->report, columns, N_ACTIVITY_COLUMNS, 0);
    for (size_t i = 0; i < year->n_categories; i++)
        add_category(paper, &year->categories[i]);
    report_table_end(paper->report);
}

/* A bank item is seldom more than its title. */
static void add_bank(const Paper *paper, const PlanYear *year) {
    static const ReportColumn bank_columns[] = {{"Förslag", 2, REPORT_COLUMN_NAME},
                                                {"Mål och genomförande", 3, REPORT_COLUMN_TEXT}};
    report_section(paper->report, REPORT_PORTRAIT);
    report_heading(paper->report, 1, "Förslagsbank");
    report_paragraph(paper->report, "Förslag som ligger kvar till kommande planer.");
    report_table_begin(paper->report, bank_columns, G_N_ELEMENTS(bank_columns), 0);
    for (size_t i = 0; i < year->n_categories; i++) {
        const PlanCategory *category = &year->categories[i];
        if (category->title[0] != '\0')
            report_band(paper->report, category->title);
        for (size_t j = 0; j < category->n_activities; j++) {
            const char *const *cells = category->activities[j].cells;
            const char *more =
                arena_printf(paper->arena, "%s%s%s", cells[COLUMN_GOAL],
                             cells[COLUMN_GOAL][0] ? "\n" : "", cells[COLUMN_IMPLEMENTATION]);
            report_row_of_texts(paper->report, (const char *[]){cells[COLUMN_TITLE], more});
        }
    }
    report_table_end(paper->report);
}

static void add_national(const Paper *paper) {
    static const ReportColumn national_columns[] = {{"Nationell aktivitet", 4, REPORT_COLUMN_NAME},
                                                    {"Slag", 1.5, REPORT_COLUMN_TEXT},
                                                    {"Myndighet", 1.5, REPORT_COLUMN_TEXT},
                                                    {"År", 1, REPORT_COLUMN_NUMBER}};
    if (paper->plan->n_national == 0)
        return;
    report_heading(paper->report, 1, "Nationella aktiviteter");
    report_table_begin(paper->report, national_columns, G_N_ELEMENTS(national_columns), 0);
    for (size_t i = 0; i < paper->plan->n_national; i++) {
        const NationalActivity *national = &paper->plan->national[i];
        report_row_of_texts(
            paper->report, (const char *[]){national->title, national->heading, national->authority,
                                            arena_printf(paper->arena, "%d", national->year)});
    }
    report_table_end(paper->report);
}

static bool is_any_used(const ReportGoalFamily *family) {
    for (const ReportGoal *goal = family->goals; goal != NULL; goal = goal->next)
        if (goal->is_used)
            return true;
    return false;
}

static void add_goals(const Paper *paper) {
    if (!is_any_used(paper->national) && !is_any_used(paper->global))
        return;
    report_heading(paper->report, 1, "Effektmål i planen");
    report_paragraph(paper->report, "Målen som aktiviteterna verkar för, med sina nummer.");
    report_legend(paper->report);
}

const Report *plan_report(Arena *arena, const PlanPaper *from) {
    bool versioned = from->version[0] != '\0';
    ReportInfo info = {
        .collaboration = from->collaboration,
        .title = from->plan->title,
        .status = versioned ? arena_printf(arena, "%s · %s", from->decision, from->version)
                            : from->decision,
        .subject = arena_printf(arena, "%s, %s", from->plan->title, from->collaboration),
        .created = from->created};
    Paper paper = {.arena = arena, .report = report_new(arena, &info), .plan = from->plan};
    paper.national = report_goal_family(paper.report, "Miljökvalitetsmål", REPORT_CHIP_FILLED);
    paper.global = report_goal_family(paper.report, "Globala mål", REPORT_CHIP_OUTLINED);
    add_title_page(&paper, from);
    report_contents(paper.report, "Innehåll");
    add_chapters(&paper);
    for (size_t i = 0; i < from->plan->n_years; i++) {
        if (from->plan->years[i].n_categories == 0)
            continue;
        if (strcmp(from->plan->years[i].status, "bank") == 0)
            add_bank(&paper, &from->plan->years[i]);
        else
            add_year(&paper, &from->plan->years[i]);
    }
    add_national(&paper);
    add_goals(&paper);
    return paper.report;
}
