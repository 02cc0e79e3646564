#include "formats/report.h"

#include <string.h>

static const ReportWords swedish = {"sida", "forts.", "Märke: två cirklar som möts", "Kolumner"};
static const ReportWords english = {"page", "cont.", "Mark: two circles that meet", "Columns"};

const ReportWords *report_words(const Report *report) {
    return g_str_has_prefix(report->info.language, "en") ? &english : &swedish;
}

static void refuse(Report *report, const char *why) {
    if (report->too_large == NULL)
        report->too_large = why;
}

bool report_check(const Report *report, GError **error) {
    if (report->too_large != NULL)
        return fail(error, ERROR_INVALID, "%s", report->too_large);
    return true;
}

static const char *keep_text(Report *report, const char *text) {
    size_t length = text == NULL ? 0 : strlen(text);
    report->n_bytes += length;
    if (length > REPORT_TEXT_LIMIT)
        refuse(report, "En text är längre än 100 000 tecken. Dela upp den.");
    if (report->n_bytes > REPORT_SIZE_LIMIT)
        refuse(report, "Dokumentet har mer än två miljoner tecken. Dela upp det i flera dokument.");
    return report->too_large == NULL ? report_clean_text(report->arena, text) : "";
}

Report *report_new(Arena *arena, const ReportInfo *info) {
    Report *report = ARENA_NEW(arena, Report);
    report->arena = arena;
    report->info = (ReportInfo){
        .collaboration = keep_text(report, info->collaboration),
        .title = keep_text(report, info->title),
        .status = keep_text(report, info->status),
        .subject = keep_text(report, info->subject),
        .language = keep_text(report, info->language != NULL ? info->language : "sv-SE"),
        .created = info->created,
        .form = info->form == NULL ? NULL : keep_text(report, info->form),
    };
    return report;
}

/* Beyond the limit the block is made, so that callers can go on, but not added. */
static ReportBlock *add_block(Report *report, ReportBlockKind kind, const char *text) {
    ReportBlock *block = ARENA_NEW(report->arena, ReportBlock);
    block->kind = kind;
    block->text = keep_text(report, text);
    if (++report->n_blocks > REPORT_BLOCK_LIMIT)
        refuse(report, "Dokumentet har fler än 20 000 stycken. Dela upp det i flera dokument.");
    if (report->too_large != NULL)
        return block;
    if (report->last == NULL)
        report->blocks = block;
    else
        report->last->next = block;
    report->last = block;
    return block;
}

void report_title_page(Report *report, const ReportTitlePage *page) {
    g_assert(report->blocks == NULL);
    const char **details = ARENA_ARRAY(report->arena, const char *, page->n_details);
    for (size_t i = 0; i < page->n_details; i++)
        details[i] = keep_text(report, page->details[i]);
    ReportTitlePage *copy = ARENA_NEW(report->arena, ReportTitlePage);
    *copy = (ReportTitlePage){
        .name = keep_text(report, page->name),
        .years = keep_text(report, page->years),
        .decision = keep_text(report, page->decision),
        .details = details,
        .n_details = page->n_details,
    };
    add_block(report, REPORT_TITLE_PAGE, NULL)->title_page = copy;
}

void report_contents(Report *report, const char *heading) {
    add_block(report, REPORT_CONTENTS, heading);
}

void report_section(Report *report, ReportOrientation orientation) {
    add_block(report, REPORT_SECTION, NULL)->orientation = orientation;
}

void report_heading(Report *report, int level, const char *text) {
    g_assert(level >= 1 && level <= 3);
    ReportBlock *block = add_block(report, REPORT_HEADING, text);
    block->level = level;
    report->open_heading = block->text;
}

void report_paragraph(Report *report, const char *text) {
    add_block(report, REPORT_PARAGRAPH, text);
}

void report_note(Report *report, const char *text) {
    add_block(report, REPORT_NOTE, text);
}

void report_list_item(Report *report, const char *text) {
    bool goes_on = report->last != NULL && report->last->kind == REPORT_LIST;
    ReportBlock *block = goes_on ? report->last : add_block(report, REPORT_LIST, NULL);
    ReportListItem *item = ARENA_NEW(report->arena, ReportListItem);
    item->text = keep_text(report, text);
    if (goes_on && ++report->n_blocks > REPORT_BLOCK_LIMIT)
        refuse(report, "Dokumentet har fler än 20 000 stycken. Dela upp det i flera dokument.");
    if (block->list.first == NULL)
        block->list.first = item;
    else
        block->list.last->next = item;
    block->list.last = item;
}

void report_legend(Report *report) {
    add_block(report, REPORT_LEGEND, NULL);
}

void report_table_begin(Report *report, const ReportColumn *columns, size_t n_columns,
                        int options) {
    g_assert(n_columns >= 1 && n_columns <= REPORT_COLUMN_LIMIT);
    ReportColumn *copy = ARENA_ARRAY(report->arena, ReportColumn, n_columns);
    for (size_t i = 0; i < n_columns; i++) {
        g_assert(columns[i].width > 0);
        copy[i] = columns[i];
        copy[i].heading = keep_text(report, columns[i].heading);
    }
    ReportTable *table = ARENA_NEW(report->arena, ReportTable);
    *table = (ReportTable){.caption = report->open_heading == NULL ? "" : report->open_heading,
                           .columns = copy,
                           .n_columns = n_columns,
                           .options = options};
    report->open_table = table;
    add_block(report, REPORT_TABLE, NULL)->table = table;
}

void report_table_end(Report *report) {
    g_assert(report->open_table != NULL);
    report->open_table = NULL;
}

static ReportRow *add_row(Report *report, ReportRowKind kind) {
    ReportTable *table = report->open_table;
    g_assert(table != NULL);
    ReportRow *row = ARENA_NEW(report->arena, ReportRow);
    row->kind = kind;
    report->n_cells += table->n_columns;
    if (report->n_cells > REPORT_CELL_LIMIT)
        refuse(report, "Tabellerna har fler än 20 000 rutor. Dela upp dokumentet i flera.");
    if (report->too_large != NULL)
        return row;
    if (table->last == NULL)
        table->rows = row;
    else
        table->last->next = row;
    table->last = row;
    return row;
}

void report_band(Report *report, const char *text) {
    add_row(report, REPORT_ROW_BAND)->text = keep_text(report, text);
}

void report_text_row(Report *report, const char *text) {
    add_row(report, REPORT_ROW_TEXT)->text = keep_text(report, text);
}

/* The report owns its goals; callers only see them as const. */
static void use_goals(Report *report, const ReportCell *cell) {
    for (ReportGoalFamily *family = report->families; family != NULL; family = family->next)
        for (ReportGoal *goal = family->goals; goal != NULL; goal = goal->next)
            for (size_t i = 0; i < cell->n_goals; i++)
                goal->is_used |= cell->goals[i] == goal;
}

static const ReportGoal *const *keep_goals(Report *report, const ReportCell *cell) {
    if (cell->n_goals > REPORT_CELL_GOAL_LIMIT)
        refuse(report, "En ruta har fler än 40 mål. Välj färre mål.");
    if (cell->n_goals == 0 || report->too_large != NULL)
        return NULL;
    const ReportGoal **goals = ARENA_ARRAY(report->arena, const ReportGoal *, cell->n_goals);
    memcpy(goals, cell->goals, cell->n_goals * sizeof *goals);
    use_goals(report, cell);
    return goals;
}

void report_row(Report *report, const ReportCell *cells) {
    size_t n_columns = report->open_table->n_columns;
    ReportCell *copy = ARENA_ARRAY(report->arena, ReportCell, n_columns);
    for (size_t i = 0; i < n_columns; i++) {
        copy[i].text = keep_text(report, cells[i].text);
        copy[i].words = cells[i].words == NULL ? NULL : keep_text(report, cells[i].words);
        copy[i].goals = keep_goals(report, &cells[i]);
        copy[i].n_goals = copy[i].goals == NULL ? 0 : cells[i].n_goals;
    }
    add_row(report, REPORT_ROW_CELLS)->cells = copy;
}

static void add_texts(Report *report, ReportRowKind kind, const char *const *texts) {
    size_t n_columns = report->open_table->n_columns;
    ReportCell *cells = ARENA_ARRAY(report->arena, ReportCell, n_columns);
    for (size_t i = 0; i < n_columns; i++)
        cells[i].text = keep_text(report, texts[i]);
    add_row(report, kind)->cells = cells;
}

void report_row_of_texts(Report *report, const char *const *texts) {
    add_texts(report, REPORT_ROW_CELLS, texts);
}

void report_total_row(Report *report, const char *const *texts) {
    add_texts(report, REPORT_ROW_TOTAL, texts);
}

ReportGoalFamily *report_goal_family(Report *report, const char *name, ReportChip chip) {
    ReportGoalFamily *family = ARENA_NEW(report->arena, ReportGoalFamily);
    family->name = keep_text(report, name);
    family->chip = chip;
    ReportGoalFamily **end = &report->families;
    while (*end != NULL)
        end = &(*end)->next;
    *end = family;
    return family;
}

const ReportGoal *report_goal(Report *report, ReportGoalFamily *family, int number,
                              const char *name) {
    ReportGoal **place = &family->goals;
    while (*place != NULL && (*place)->number < number)
        place = &(*place)->next;
    if (*place != NULL && (*place)->number == number)
        return *place;
    if (number < 0 || number > REPORT_GOAL_NUMBER_LIMIT)
        refuse(report, "Ett mål har ett nummer som inte ligger mellan 0 och 999. Ändra numret.");
    if (++report->n_goals > REPORT_GOAL_LIMIT)
        refuse(report, "Dokumentet har fler än 200 mål. Använd färre mål.");
    ReportGoal *goal = ARENA_NEW(report->arena, ReportGoal);
    *goal = (ReportGoal){
        .next = *place, .number = number, .name = keep_text(report, name), .chip = family->chip};
    *place = goal;
    return goal;
}
