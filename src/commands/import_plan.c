#include "commands/commands.h"

#include "commands/database.h"
#include "modules/plan_import/plan_import.h"
#include "modules/plan_import/reading_json.h"

#include <stdio.h>

static const char *counted(Arena *arena, size_t n, const char *one, const char *many) {
    return arena_printf(arena, "%zu %s", n, n == 1 ? one : many);
}

/* ---- the preview as text ---- */

static void say_notes(const PlanImportNote *notes, size_t n, const char *indent) {
    for (size_t i = 0; i < n; i++) {
        if (notes[i].line > 0)
            printf("%srad %d: %s\n", indent, notes[i].line, notes[i].text);
        else
            printf("%s%s\n", indent, notes[i].text);
    }
}

/* Padded here: printf() counts bytes, not letters. */
static const char *kind_word(DifferenceKind kind) {
    switch (kind) {
    case DIFFERENCE_ADDED:
        return "ny           ";
    case DIFFERENCE_CHANGED:
        return "ändras       ";
    case DIFFERENCE_MOVED:
        return "flyttas      ";
    case DIFFERENCE_REMOVED:
        return "bara i planen";
    default:
        return "oförändrad   ";
    }
}

static void say_cells(const ActivityDifference *difference) {
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        if (difference->cell_changed[column])
            printf("      %s: %s -> %s\n", activity_columns[column].heading,
                   difference->before->cells[column], difference->after->cells[column]);
}

static void say_row(const PlanImportRow *row) {
    const ActivityDifference *difference = row->difference;
    bool gone = difference->after == NULL;
    printf("  %s %d  %s / %s\n", kind_word(difference->kind),
           gone ? difference->year_before : difference->year_after,
           gone ? difference->category_before : difference->category_after,
           (gone ? difference->before : difference->after)->cells[COLUMN_TITLE]);
    say_cells(difference);
    say_notes(row->notes, row->n_notes, "      ");
}

static void say_texts(const PlanDifference *difference) {
    for (size_t i = 0; i < difference->n_texts; i++)
        printf("  %s %s\n", kind_word(difference->texts[i].kind), difference->texts[i].heading);
}

static void say_preview(const PlanImport *import) {
    printf("%s: %s\n", import->plan.title,
           import->existing == NULL ? "ny plan" : "planen finns, det här skulle ändras");
    for (size_t i = 0; i < import->n_rows; i++)
        say_row(&import->rows[i]);
    say_texts(&import->difference);
    if (import->n_notes > 0)
        printf("Att ta ställning till:\n");
    say_notes(import->notes, import->n_notes, "  ");
    if (import->n_unplaced > 0)
        printf("Utan plats i planen:\n");
    say_notes(import->unplaced, import->n_unplaced, "  ");
    printf("Ingenting är ändrat.\n");
}

/* ---- what was done ---- */

static void say_summary(Arena *arena, const PlanImportSummary *summary) {
    if (summary->is_unchanged)
        printf("%s: filen säger detsamma som planen. Ingenting är ändrat.\n", summary->title);
    else if (summary->is_new)
        printf("%s är inläst: %s, %s.\n", summary->title,
               counted(arena, summary->n_activities, "aktivitet", "aktiviteter"),
               counted(arena, summary->n_texts, "text", "texter"));
    else
        printf("%s är ändrad: %s, %zu ändrade, %s.\n", summary->title,
               counted(arena, summary->n_added, "ny aktivitet", "nya aktiviteter"),
               summary->n_changed, counted(arena, summary->n_texts, "text", "texter"));
    if (summary->n_kept > 0)
        printf("%s finns bara i planen och är kvar.\n",
               counted(arena, summary->n_kept, "aktivitet", "aktiviteter"));
    if (summary->n_warnings > 0)
        printf("%s att ta ställning till. Se dem med --dry-run.\n",
               counted(arena, summary->n_warnings, "sak", "saker"));
    if (summary->n_unplaced > 0)
        printf("%s fick ingen plats i planen. Se dem med --dry-run.\n",
               counted(arena, summary->n_unplaced, "rad", "rader"));
}

typedef struct {
    PlanImportFile file;
    bool dry_run, json;
} Wanted;

static bool read_and_say(Db *db, Arena *arena, const Wanted *wanted, GError **error) {
    PlanImport import;
    PlanImportSummary summary;
    PlanImportChoice keep_all = {.edit = -1};
    if (!plan_import_read(db, arena, &wanted->file, &import, error))
        return false;
    if (!wanted->dry_run && !plan_import_apply(db, arena, &import, &keep_all, &summary, error))
        return false;
    if (wanted->json)
        fputs(plan_reading_json(arena, &import.reading), stdout);
    else if (wanted->dry_run)
        say_preview(&import);
    else
        say_summary(arena, &summary);
    return true;
}

static bool import_file(Db *db, Arena *arena, const char *collaboration, const char *path,
                        Wanted *wanted, GError **error) {
    g_autofree char *bytes = NULL;
    Collaboration found;
    size_t size;
    if (!collaboration_by_name(db, arena, collaboration, &found, error) ||
        !command_read_file(path, SOURCE_MAX_FILE_BYTES, &bytes, &size, error))
        return false;
    wanted->file.collaboration = found.id;
    wanted->file.content = (Bytes){(const uint8_t *)bytes, size};
    if (read_and_say(db, arena, wanted, error))
        return true;
    g_prefix_error(error, "%s: ", path);
    return false;
}

bool command_import_plan(int argc, char **argv, GError **error) {
    g_autofree char *data = NULL, *collaboration = NULL, *document = NULL;
    g_auto(GStrv) arguments = NULL;
    g_autoptr(Db) db = NULL;
    g_autoptr(Arena) arena = arena_new();
    gboolean dry_run = FALSE, json = FALSE;
    int year = 0;
    const GOptionEntry entries[] = {
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the database", "FILE"},
        {"collaboration", 0, 0, G_OPTION_ARG_STRING, &collaboration, "whose plan it is", "NAME"},
        {"document", 0, 0, G_OPTION_ARG_STRING, &document,
         "which of its documents (as the file says)", "KEY"},
        {"year", 0, 0, G_OPTION_ARG_INT, &year, "the plan's first year (as the file says)", "YEAR"},
        {"dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, "only show what would happen", NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, "print what was read as JSON", NULL},
        {0}};
    CommandLine line = {"--data FILE --collaboration NAME [--dry-run] [--json] PLAN",
                        "Reads a published plan: tab-separated text, CSV, DOCX, XLSX or HTML.",
                        entries, 1};
    if (!command_parse(&line, argc, argv, &arguments, error) ||
        !command_needs("--collaboration", collaboration, error) || !command_open(data, &db, error))
        return false;
    Wanted wanted = {
        .file = {.document = document, .first_year = year}, .dry_run = dry_run, .json = json};
    return import_file(db, arena, collaboration, arguments[0], &wanted, error);
}
