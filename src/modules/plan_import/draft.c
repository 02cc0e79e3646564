#include "modules/plan_import/draft.h"

#include "base/language.h"
#include "base/similar.h"

#include <stdlib.h>

typedef struct DraftWarning {
    ReadWarning warning; /* first, so that the list flattens */
    size_t position, order;
} DraftWarning;

static void count_paragraphs(Draft *draft) {
    for (size_t i = 0; i < draft->lines.n; i++) {
        const Line *line = &draft->lines.at[i];
        if (line->kind != LINE_TEXT)
            continue;
        size_t times = GPOINTER_TO_SIZE(g_hash_table_lookup(draft->paragraphs, line->squashed));
        g_hash_table_insert(draft->paragraphs, (char *)line->squashed, GSIZE_TO_POINTER(times + 1));
    }
}

void draft_init(Draft *draft, Arena *arena, const SourceDocument *document,
                const PlanReadingOptions *options) {
    *draft = (Draft){.arena = arena, .title = "", .title_squashed = ""};
    if (options != NULL)
        draft->options = *options;
    draft->option_squashed = ARENA_ARRAY(arena, const char *, draft->options.n_categories);
    for (size_t i = 0; i < draft->options.n_categories; i++)
        draft->option_squashed[i] = similar_squash(arena, draft->options.categories[i]);
    draft->lines = lines_of(arena, document);
    draft->categories = g_hash_table_new(g_str_hash, g_str_equal);
    draft->seen = g_hash_table_new(g_str_hash, g_str_equal);
    draft->paragraphs = g_hash_table_new(g_str_hash, g_str_equal);
    count_paragraphs(draft);
    draft_chapter(draft, "", NULL, false);
}

void draft_clear(Draft *draft) {
    g_clear_pointer(&draft->categories, g_hash_table_unref);
    g_clear_pointer(&draft->seen, g_hash_table_unref);
    g_clear_pointer(&draft->paragraphs, g_hash_table_unref);
}

static size_t position_of(const Draft *draft, const Line *line) {
    return line == NULL ? 0 : (size_t)(line - draft->lines.at) + 1;
}

static ReadWarning *add_warning(Draft *draft, const Line *line, const char *text) {
    DraftWarning *made = LIST_NEW(draft->arena, &draft->warnings, DraftWarning);
    made->warning = (ReadWarning){.line = line == NULL ? 0 : line->number, .text = text};
    made->position = position_of(draft, line);
    made->order = draft->warnings.n;
    return &made->warning;
}

void draft_warn(Draft *draft, const Line *line, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    add_warning(draft, line, arena_vprintf(draft->arena, format, arguments));
    va_end(arguments);
}

void draft_ask(Draft *draft, const Line *line, const char *written, const char *meant) {
    const char *text = arena_printf(draft->arena, T_("\"%s\" – menas \"%s\"?"), written, meant);
    ReadWarning *question = add_warning(draft, line, text);
    question->written = arena_strdup(draft->arena, written);
    question->meant = arena_strdup(draft->arena, meant);
}

void draft_mark(Draft *draft, ReadMarkKind kind, const Line *line, const char *text) {
    ReadMark *mark = LIST_NEW(draft->arena, &draft->marks, ReadMark);
    *mark = (ReadMark){kind, line->number, text};
}

void draft_unplaced(Draft *draft, const Line *line, const char *text, const char *column) {
    ReadUnplaced *unplaced = LIST_NEW(draft->arena, &draft->unplaced, ReadUnplaced);
    *unplaced = (ReadUnplaced){text, column, line->number};
}

DraftYear *draft_year(Draft *draft, int year, const Line *line) {
    for (size_t i = 0; i < draft->years.n; i++) {
        DraftYear *known = draft->years.items[i];
        if (known->year == year)
            return known;
    }
    DraftYear *made = LIST_NEW(draft->arena, &draft->years, DraftYear);
    *made = (DraftYear){.year = year, .line = line};
    return made;
}

DraftCategory *draft_category(Draft *draft, DraftYear *year, const char *name, const Line *line) {
    char *squashed = similar_squash(draft->arena, name);
    char *key =
        arena_printf(draft->arena, "%d\x1f%s", year->year, *squashed == '\0' ? name : squashed);
    DraftCategory *known = g_hash_table_lookup(draft->categories, key);
    if (known != NULL)
        return known;
    DraftCategory *made = LIST_NEW(draft->arena, &year->categories, DraftCategory);
    *made = (DraftCategory){
        .name = on_one_line(draft->arena, name), .squashed = squashed, .line = line};
    g_hash_table_insert(draft->categories, key, made);
    return made;
}

DraftActivity *draft_activity(Draft *draft, DraftCategory *category, const Line *line) {
    DraftActivity *made = LIST_NEW(draft->arena, &category->activities, DraftActivity);
    made->line = line;
    return made;
}

void draft_cell(Draft *draft, DraftActivity *activity, ReadColumn column, const char *text,
                const Line *line) {
    DraftPart *part = LIST_NEW(draft->arena, &activity->cells[column], DraftPart);
    part->text = column == READ_ACTIVITY ? on_one_line(draft->arena, text) : text;
    part->line = line;
}

const char *draft_last_part(const DraftActivity *activity, ReadColumn column) {
    const DraftPart *part = list_last(&activity->cells[column]);
    return part == NULL ? "" : part->text;
}

const char *draft_title(const Draft *draft, const DraftActivity *activity) {
    const List *parts = &activity->cells[READ_ACTIVITY];
    return parts->n == 0 ? "" : shortened(draft->arena, ((const DraftPart *)parts->items[0])->text);
}

void draft_chapter(Draft *draft, const char *heading, const Line *line, bool listed) {
    draft->chapter = ARENA_NEW(draft->arena, DraftChapter);
    *draft->chapter = (DraftChapter){.heading = heading, .line = line, .listed = listed};
    if (listed)
        list_add(draft->arena, &draft->chapters, draft->chapter);
}

void draft_paragraph(Draft *draft, const Line *line) {
    DraftChapter *chapter = draft->chapter;
    if (!chapter->listed) {
        list_add(draft->arena, &draft->chapters, chapter);
        chapter->listed = true;
    }
    if (chapter->line == NULL)
        chapter->line = line;
    if (chapter->parts.n > 0)
        list_add(draft->arena, &chapter->parts, arena_strdup(draft->arena, "\n"));
    list_add(draft->arena, &chapter->parts, line_text(draft->arena, line));
}

static ReadCell finish_cell(Draft *draft, const DraftActivity *activity, ReadColumn column) {
    const List *parts = &activity->cells[column];
    if (parts->n == 0)
        return (ReadCell){"", 0};
    const DraftPart *first = parts->items[0];
    if (parts->n == 1)
        return (ReadCell){first->text, first->line->number};
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < parts->n; i++) {
        const DraftPart *part = parts->items[i];
        if (join_onto(text, part->text))
            draft_warn(draft, part->line,
                       T_("Ett avstavat ord är hopskrivet i \"%s\". Kontrollera att det ska vara "
                          "ett ord."),
                       draft_title(draft, activity));
    }
    return (ReadCell){arena_strndup(draft->arena, text->str, text->len), first->line->number};
}

static void finish_activity(Draft *draft, const DraftActivity *activity, ReadActivity *ret) {
    ret->line = activity->line->number;
    for (int column = 0; column < N_READ_COLUMNS; column++)
        ret->cells[column] = finish_cell(draft, activity, (ReadColumn)column);
}

static void finish_category(Draft *draft, const DraftCategory *category, ReadCategory *ret) {
    ReadActivity *activities = ARENA_ARRAY(draft->arena, ReadActivity, category->activities.n);
    for (size_t i = 0; i < category->activities.n; i++)
        finish_activity(draft, category->activities.items[i], &activities[i]);
    *ret = (ReadCategory){category->name, category->line == NULL ? 0 : category->line->number,
                          category->note, activities, category->activities.n};
}

static void finish_year(Draft *draft, const DraftYear *year, ReadYear *ret) {
    ReadCategory *categories = ARENA_ARRAY(draft->arena, ReadCategory, year->categories.n);
    for (size_t i = 0; i < year->categories.n; i++)
        finish_category(draft, year->categories.items[i], &categories[i]);
    *ret = (ReadYear){year->year, year->line->number, categories, year->categories.n};
}

static const ReadYear *finish_years(Draft *draft) {
    ReadYear *years = ARENA_ARRAY(draft->arena, ReadYear, draft->years.n);
    for (size_t i = 0; i < draft->years.n; i++)
        finish_year(draft, draft->years.items[i], &years[i]);
    return years;
}

static const ReadChapter *finish_chapters(Draft *draft) {
    ReadChapter *chapters = ARENA_ARRAY(draft->arena, ReadChapter, draft->chapters.n);
    for (size_t i = 0; i < draft->chapters.n; i++) {
        const DraftChapter *chapter = draft->chapters.items[i];
        g_autoptr(GString) text = g_string_new(NULL);
        for (size_t k = 0; k < chapter->parts.n; k++)
            g_string_append(text, chapter->parts.items[k]);
        chapters[i] =
            (ReadChapter){chapter->heading, arena_strndup(draft->arena, text->str, text->len),
                          chapter->line->number};
    }
    return chapters;
}

static int by_position(const void *a, const void *b) {
    const DraftWarning *left = *(DraftWarning *const *)a, *right = *(DraftWarning *const *)b;
    if (left->position != right->position)
        return left->position < right->position ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

static const ReadWarning *finish_warnings(Draft *draft) {
    if (draft->warnings.n > 0)
        qsort(draft->warnings.items, draft->warnings.n, sizeof(void *), by_position);
    return list_flatten(draft->arena, &draft->warnings, sizeof(ReadWarning));
}

/* In a sheet that also holds wider tables the budget's rows end with empty cells. */
static void cut_budget(Draft *draft) {
    size_t width = 0;
    for (size_t i = 0; i < draft->budget.n; i++) {
        const ReadBudgetRow *row = draft->budget.items[i];
        for (size_t k = width; k < row->n_cells; k++)
            width = *row->cells[k] == '\0' ? width : k + 1;
    }
    for (size_t i = 0; i < draft->budget.n; i++) {
        ReadBudgetRow *row = draft->budget.items[i];
        row->n_cells = MIN(row->n_cells, width);
    }
}

#define FINISHED(field, type)                                                                      \
    ret->field = list_flatten(draft->arena, &draft->field, sizeof(type)),                          \
    ret->n_##field = draft->field.n

void draft_finish(Draft *draft, PlanReading *ret) {
    *ret = (PlanReading){.title = draft->title};
    if (draft->title_years.n > 0) {
        ret->first_year = draft->title_years.first;
        ret->last_year = draft->title_years.last;
    }
    ret->years = finish_years(draft);
    ret->n_years = draft->years.n;
    ret->chapters = finish_chapters(draft);
    ret->n_chapters = draft->chapters.n;
    FINISHED(bank, ReadBankItem);
    FINISHED(national, ReadNational);
    cut_budget(draft);
    FINISHED(budget, ReadBudgetRow);
    FINISHED(unplaced, ReadUnplaced);
    FINISHED(marks, ReadMark);
    ret->warnings = finish_warnings(draft);
    ret->n_warnings = draft->warnings.n;
}
