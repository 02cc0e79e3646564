#include "modules/plan_import/from_reading.h"

#include "base/language.h"
#include "base/text.h"
#include "modules/activities/understanding.h"

#include <glib.h>

#define CATEGORY_TITLE_MAX 200
#define CATEGORY_NOTE_MAX 500
#define HEADING_MAX 200
#define CHAPTER_MAX 100000
#define NATIONAL_TITLE_MAX 500
#define AUTHORITY_MAX 100

int reading_first_year(const PlanReading *reading) {
    int first = reading->first_year;
    for (size_t i = 0; first == 0 && i < reading->n_years; i++)
        first = reading->years[i].year;
    for (size_t i = 0; reading->first_year == 0 && i < reading->n_years; i++)
        if (reading->years[i].year != 0)
            first = MIN(first, reading->years[i].year);
    return first;
}

static bool fits(PlanFromReading *from, int line, const char *what, const char *text, size_t max,
                 GError **error) {
    return text_within(arena_printf(from->arena, T_("Rad %d: %s"), line, what), text, max, error);
}

static void leave_out(PlanFromReading *from, int line, const char *text) {
    PlanImportNote *note = LIST_NEW(from->arena, &from->unplaced, PlanImportNote);
    *note = (PlanImportNote){.line = line, .text = text, .number = -1};
}

/* ---- activities ---- */

static Activity empty_activity(void) {
    Activity activity = {.size = "",
                         .host = "",
                         .leader = "",
                         .project_group = "",
                         .status = "planned",
                         .comment = "",
                         .carried = ""};
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        activity.cells[column] = "";
    return activity;
}

/* A category that is being filled. */
typedef struct {
    const char *title, *note;
    List activities; /* Activity * */
    List lines;      /* int * */
} Filling;

static Filling *filling_of(PlanFromReading *from, List *categories, const char *title) {
    for (size_t i = 0; i < categories->n; i++) {
        Filling *filling = categories->items[i];
        if (strcmp(filling->title, title) == 0)
            return filling;
    }
    Filling *filling = LIST_NEW(from->arena, categories, Filling);
    filling->title = title;
    filling->note = "";
    return filling;
}

static void add_activity(PlanFromReading *from, Filling *filling, const Activity *activity,
                         int year, int line) {
    Activity *added = LIST_NEW(from->arena, &filling->activities, Activity);
    *added = *activity;
    activity_understand(from->arena, from->names, year, added);
    *LIST_NEW(from->arena, &filling->lines, int) = line;
}

static char *row_text(PlanFromReading *from, const char *title, const ReadCell *cells) {
    g_autoptr(GString) text = g_string_new(title);
    for (int column = 1; column < N_READ_COLUMNS; column++)
        g_string_append_printf(text, "\t%s", cells[column].text);
    return arena_strdup(from->arena, g_strchomp(text->str));
}

/* As an edited cell is kept: without tabs, and without white space at its ends. */
static const char *cell_text(PlanFromReading *from, const char *text) {
    return text_trim(from->arena, g_strdelimit(arena_strdup(from->arena, text), "\t", ' '));
}

static bool read_cells(PlanFromReading *from, const ReadCell *cells, Activity *activity,
                       GError **error) {
    for (int column = 0; column < N_READ_COLUMNS; column++) {
        const ActivityColumnInfo *info = &activity_columns[column];
        activity->cells[column] = cell_text(from, cells[column].text);
        if (!fits(from, cells[column].line, info->heading, cells[column].text,
                  (size_t)info->max_length, error))
            return false;
    }
    return true;
}

static bool read_activity(PlanFromReading *from, Filling *filling, const ReadActivity *read,
                          int year, GError **error) {
    Activity activity = empty_activity();
    if (!read_cells(from, read->cells, &activity, error))
        return false;
    if (activity.cells[COLUMN_TITLE][0] == '\0')
        leave_out(from, read->line, row_text(from, read->cells[READ_ACTIVITY].text, read->cells));
    else
        add_activity(from, filling, &activity, year, read->line);
    return true;
}

static bool read_category(PlanFromReading *from, List *categories, const ReadCategory *read,
                          int year, GError **error) {
    if (!fits(from, read->line, T_("Kategorin"), read->name, CATEGORY_TITLE_MAX, error) ||
        !fits(from, read->line, T_("Anteckningen"), read->note, CATEGORY_NOTE_MAX, error))
        return false;
    Filling *filling = filling_of(from, categories, read->name);
    if (read->note != NULL)
        filling->note = read->note;
    for (size_t i = 0; i < read->n_activities; i++)
        if (!read_activity(from, filling, &read->activities[i], year, error))
            return false;
    return true;
}

static bool read_bank(PlanFromReading *from, List *categories, int year, GError **error) {
    for (size_t i = 0; i < from->reading->n_bank; i++) {
        const ReadBankItem *item = &from->reading->bank[i];
        Activity activity = empty_activity();
        if (!read_cells(from, item->cells, &activity, error))
            return false;
        activity.cells[COLUMN_TITLE] = cell_text(from, item->title);
        if (!fits(from, item->line, T_("Rubriken"), item->heading, CATEGORY_TITLE_MAX, error) ||
            !fits(from, item->line, T_("Förslaget"), item->title,
                  (size_t)activity_columns[COLUMN_TITLE].max_length, error))
            return false;
        add_activity(from, filling_of(from, categories, item->heading), &activity, year,
                     item->line);
    }
    return true;
}

/* ---- years ---- */

static int plan_year_of(const PlanFromReading *from, const ReadYear *read) {
    return read->year == 0 ? from->plan.first_year : read->year;
}

static PlanCategory finish_category(PlanFromReading *from, const Filling *filling) {
    for (size_t i = 0; i < filling->lines.n; i++)
        list_add(from->arena, &from->lines, filling->lines.items[i]);
    return (PlanCategory){.title = filling->title,
                          .note = filling->note,
                          .activities =
                              list_flatten(from->arena, &filling->activities, sizeof(Activity)),
                          .n_activities = filling->activities.n};
}

static bool fill_year(PlanFromReading *from, PlanYear *year, GError **error) {
    List categories = {0};
    for (size_t i = 0; i < from->reading->n_years; i++) {
        const ReadYear *read = &from->reading->years[i];
        for (size_t c = 0; plan_year_of(from, read) == year->year && c < read->n_categories; c++)
            if (!read_category(from, &categories, &read->categories[c], year->year, error))
                return false;
    }
    if (strcmp(year->status, "bank") == 0 && !read_bank(from, &categories, year->year, error))
        return false;
    PlanCategory *finished = ARENA_ARRAY(from->arena, PlanCategory, categories.n);
    for (size_t i = 0; i < categories.n; i++)
        finished[i] = finish_category(from, categories.items[i]);
    year->categories = finished;
    year->n_categories = categories.n;
    return true;
}

static const PlanYear *find_year(const Plan *plan, int year, const char *status) {
    for (size_t i = 0; i < plan->n_years; i++)
        if (status != NULL ? strcmp(plan->years[i].status, status) == 0
                           : plan->years[i].year == year)
            return &plan->years[i];
    return NULL;
}

static void leave_out_year(PlanFromReading *from, const ReadYear *read) {
    for (size_t c = 0; c < read->n_categories; c++)
        for (size_t i = 0; i < read->categories[c].n_activities; i++) {
            const ReadActivity *activity = &read->categories[c].activities[i];
            leave_out(
                from, activity->line,
                arena_printf(from->arena, T_("%s (%d ligger utanför planens år)"),
                             row_text(from, activity->cells[READ_ACTIVITY].text, activity->cells),
                             read->year));
        }
}

static void leave_out_what_has_no_year(PlanFromReading *from) {
    for (size_t i = 0; i < from->reading->n_years; i++)
        if (find_year(&from->plan, plan_year_of(from, &from->reading->years[i]), NULL) == NULL)
            leave_out_year(from, &from->reading->years[i]);
    if (find_year(&from->plan, 0, "bank") != NULL)
        return;
    for (size_t i = 0; i < from->reading->n_bank; i++) {
        const ReadBankItem *item = &from->reading->bank[i];
        leave_out(from, item->line,
                  arena_printf(from->arena, T_("%s (dokumentet har ingen förslagsbank)"),
                               row_text(from, item->title, item->cells)));
    }
}

static void note_years_in_bank(PlanFromReading *from) {
    const PlanYear *bank = find_year(&from->plan, 0, "bank");
    for (size_t i = 0; bank != NULL && i < from->reading->n_years; i++) {
        const ReadYear *read = &from->reading->years[i];
        if (plan_year_of(from, read) != bank->year || read->n_categories == 0)
            continue;
        PlanImportNote *note = LIST_NEW(from->arena, &from->notes, PlanImportNote);
        *note = (PlanImportNote){
            .number = -1,
            .line = read->line,
            .text = arena_printf(
                from->arena,
                T_("%d är förslagsbankens år i planen, så filens aktiviteter %d läses in "
                   "där. Är planens första år rätt?"),
                bank->year, bank->year)};
    }
}

static bool fill_years(PlanFromReading *from, const Plan *frame, GError **error) {
    PlanYear *years = ARENA_ARRAY(from->arena, PlanYear, frame->n_years);
    for (size_t i = 0; i < frame->n_years; i++) {
        years[i] = (PlanYear){.year = frame->years[i].year, .status = frame->years[i].status};
        if (!fill_year(from, &years[i], error))
            return false;
    }
    from->plan.years = years;
    leave_out_what_has_no_year(from);
    note_years_in_bank(from);
    return true;
}

/* ---- the same title in two plan years comes back ---- */

static void each_planned(Plan *plan, GFunc function, void *data) {
    for (size_t y = 0; y < plan->n_years; y++)
        for (size_t c = 0;
             strcmp(plan->years[y].status, "bank") != 0 && c < plan->years[y].n_categories; c++) {
            const PlanCategory *category = &plan->years[y].categories[c];
            for (size_t i = 0; i < category->n_activities; i++)
                function((void *)&category->activities[i], data);
        }
}

typedef struct {
    Arena *arena;
    GHashTable *titles; /* folded → number of plan years */
} Titles;

static void count_title(void *item, void *data) {
    const Activity *activity = item;
    Titles *titles = data;
    char *title = text_fold(titles->arena, activity->cells[COLUMN_TITLE]);
    g_hash_table_add(titles->titles, title);
}

typedef struct {
    Arena *arena;
    GHashTable *repeated;
} Repeated;

static void mark_repeated(void *item, void *data) {
    Activity *activity = item;
    Repeated *repeated = data;
    if (g_hash_table_contains(repeated->repeated,
                              text_fold(repeated->arena, activity->cells[COLUMN_TITLE])))
        activity->is_recurring = true;
}

static void mark_recurring(PlanFromReading *from) {
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) repeated = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t y = 0; y < from->plan.n_years; y++) {
        g_autoptr(GHashTable) titles = g_hash_table_new(g_str_hash, g_str_equal);
        Plan one_year = {.years = &from->plan.years[y], .n_years = 1};
        GHashTableIter iter;
        void *title;
        each_planned(&one_year, count_title, &(Titles){from->arena, titles});
        g_hash_table_iter_init(&iter, titles);
        while (g_hash_table_iter_next(&iter, &title, NULL))
            g_hash_table_add(g_hash_table_contains(seen, title) ? repeated : seen, title);
    }
    each_planned(&from->plan, mark_repeated, &(Repeated){from->arena, repeated});
}

/* ---- chapters, budget, national activities ---- */

static bool add_chapter(PlanFromReading *from, List *chapters, PlanChapter chapter, int line,
                        GError **error) {
    if (!fits(from, line, T_("Rubriken"), chapter.heading, HEADING_MAX, error) ||
        !fits(from, line, T_("Texten"), chapter.body, CHAPTER_MAX, error))
        return false;
    *LIST_NEW(from->arena, chapters, PlanChapter) = chapter;
    return true;
}

static const char *paragraphs(PlanFromReading *from, const char *lines) {
    g_autoptr(GString) text = g_string_new(lines);
    g_string_replace(text, "\n", "\n\n", 0);
    return arena_strdup(from->arena, text->str);
}

static const char *budget_table(PlanFromReading *from) {
    g_autoptr(GString) table = g_string_new("");
    for (size_t i = 0; i < from->reading->n_budget; i++) {
        const ReadBudgetRow *row = &from->reading->budget[i];
        for (size_t c = 0; c < row->n_cells; c++) {
            g_autofree char *cell = g_strdelimit(g_strdup(row->cells[c]), "\t\n", ' ');
            g_string_append_printf(table, "%s%s", c == 0 ? (i == 0 ? "" : "\n") : "\t", cell);
        }
    }
    return arena_strdup(from->arena, table->str);
}

static bool fill_chapters(PlanFromReading *from, GError **error) {
    List chapters = {0};
    for (size_t i = 0; i < from->reading->n_chapters; i++) {
        const ReadChapter *read = &from->reading->chapters[i];
        PlanChapter chapter = {
            .kind = "text", .heading = read->heading, .body = paragraphs(from, read->text)};
        if (!add_chapter(from, &chapters, chapter, read->line, error))
            return false;
    }
    if (from->reading->n_budget > 0) {
        PlanChapter budget = {.kind = "table", .heading = "Budget", .body = budget_table(from)};
        if (!add_chapter(from, &chapters, budget, from->reading->budget[0].line, error))
            return false;
    }
    from->plan.chapters = list_flatten(from->arena, &chapters, sizeof(PlanChapter));
    from->plan.n_chapters = chapters.n;
    return true;
}

static bool fill_national(PlanFromReading *from, GError **error) {
    NationalActivity *national =
        ARENA_ARRAY(from->arena, NationalActivity, from->reading->n_national);
    for (size_t i = 0; i < from->reading->n_national; i++) {
        const ReadNational *read = &from->reading->national[i];
        if (!fits(from, read->line, T_("Rubriken"), read->heading, HEADING_MAX, error) ||
            !fits(from, read->line, T_("Aktiviteten"), read->title, NATIONAL_TITLE_MAX, error) ||
            !fits(from, read->line, T_("Myndigheten"), read->authority, AUTHORITY_MAX, error))
            return false;
        national[i] =
            (NationalActivity){.year = read->year == 0 ? from->plan.first_year : read->year,
                               .heading = read->heading,
                               .title = read->title,
                               .authority = read->authority};
    }
    from->plan.national = national;
    from->plan.n_national = from->reading->n_national;
    return true;
}

bool plan_from_reading(PlanFromReading *from, const Plan *frame, GError **error) {
    from->plan = *frame;
    from->plan.chapters = NULL;
    from->plan.n_chapters = 0;
    if (!fill_years(from, frame, error) || !fill_chapters(from, error) ||
        !fill_national(from, error))
        return false;
    mark_recurring(from);
    return true;
}
