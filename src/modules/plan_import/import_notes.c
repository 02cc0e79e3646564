#include "modules/plan_import/import_notes.h"

#include "modules/activities/understanding.h"

#include <glib.h>

/* ---- the reading's warnings, by line ---- */

typedef struct {
    PlanFromReading *from;
    PlanImport *import;
    GHashTable *rows_of_lines; /* line → row number + 1 */
    List *notes; /* one list of PlanImportNote * for each row, and one more for the rest */
} Notes;

static PlanImportNote *note(Notes *notes, size_t row, int line, const char *text) {
    PlanImportNote *made = LIST_NEW(notes->from->arena, &notes->notes[row], PlanImportNote);
    *made = (PlanImportNote){.line = line, .text = text, .number = -1};
    notes->import->n_warnings++;
    return made;
}

static void map_line(Notes *notes, int line, size_t row) {
    if (line > 0 && !g_hash_table_contains(notes->rows_of_lines, GINT_TO_POINTER(line)))
        g_hash_table_insert(notes->rows_of_lines, GINT_TO_POINTER(line), GSIZE_TO_POINTER(row + 1));
}

static void map_cells(Notes *notes, const ReadActivity *activity) {
    size_t row = GPOINTER_TO_SIZE(
        g_hash_table_lookup(notes->rows_of_lines, GINT_TO_POINTER(activity->line)));
    for (int column = 0; row > 0 && column < N_READ_COLUMNS; column++)
        map_line(notes, activity->cells[column].line, row - 1);
}

static void map_all_cells(Notes *notes) {
    const PlanReading *reading = notes->from->reading;
    for (size_t y = 0; y < reading->n_years; y++)
        for (size_t c = 0; c < reading->years[y].n_categories; c++)
            for (size_t i = 0; i < reading->years[y].categories[c].n_activities; i++)
                map_cells(notes, &reading->years[y].categories[c].activities[i]);
}

static void add_warnings(Notes *notes) {
    const PlanReading *reading = notes->from->reading;
    size_t rest = notes->import->n_rows;
    for (size_t i = 0; i < reading->n_warnings; i++) {
        const ReadWarning *warning = &reading->warnings[i];
        size_t row = GPOINTER_TO_SIZE(
            g_hash_table_lookup(notes->rows_of_lines, GINT_TO_POINTER(warning->line)));
        PlanImportNote *made =
            note(notes, row == 0 ? rest : row - 1, warning->line, warning->text);
        made->meant = warning->meant;
        made->number = (int)i;
    }
}

/* ---- what the cells mean ---- */

/* "”Giffri miljö” är inget …": both name what they are about within quotation marks. */
static bool is_said_already(const List *notes, const char *text) {
    const char *from = strstr(text, "”"),
               *to = from == NULL ? NULL : strstr(from + strlen("”"), "”");
    if (to == NULL)
        return false;
    from += strlen("”");
    g_autofree char *quoted = g_strndup(from, (size_t)(to - from));
    for (size_t i = 0; i < notes->n; i++)
        if (strstr(((const PlanImportNote *)notes->items[i])->text, quoted) != NULL)
            return true;
    return false;
}

static void add_understanding(Notes *notes, size_t row) {
    const PlanImportRow *at = &notes->import->rows[row];
    const ActivityDifference *difference = at->difference;
    UnderstandingNotes found;
    if (difference->after == NULL)
        return;
    understanding_notes(notes->from->arena, notes->import->rules, difference->year_after,
                        difference->after, &found);
    for (size_t i = 0; i < found.n; i++)
        if (!is_said_already(&notes->notes[row], found.rows[i].text))
            note(notes, row, at->line, found.rows[i].text);
}

/* ---- all together ---- */

static PlanImportRow *rows_of(PlanFromReading *from, const PlanDifference *difference) {
    PlanImportRow *rows = ARENA_ARRAY(from->arena, PlanImportRow, difference->n_activities);
    size_t next = 0;
    for (size_t i = 0; i < difference->n_activities; i++) {
        rows[i].difference = &difference->activities[i];
        if (rows[i].difference->after != NULL)
            rows[i].line = *(const int *)from->lines.items[next++];
    }
    return rows;
}

static void add_unplaced(PlanFromReading *from, PlanImport *import) {
    const PlanReading *reading = from->reading;
    size_t n_read = from->is_table_document ? 0 : reading->n_unplaced;
    PlanImportNote *unplaced = ARENA_ARRAY(from->arena, PlanImportNote, n_read + from->unplaced.n);
    for (size_t i = 0; i < n_read; i++)
        unplaced[import->n_unplaced++] =
            (PlanImportNote){.line = reading->unplaced[i].line,
                             .text = reading->unplaced[i].text,
                             .number = (int)i};
    for (size_t i = 0; i < from->unplaced.n; i++)
        unplaced[import->n_unplaced++] = *(const PlanImportNote *)from->unplaced.items[i];
    import->unplaced = unplaced;
}

void import_notes(PlanFromReading *from, PlanImport *import) {
    size_t n = import->difference.n_activities;
    PlanImportRow *rows = rows_of(from, &import->difference);
    g_autoptr(GHashTable) rows_of_lines = g_hash_table_new(NULL, NULL);
    Notes notes = {from, import, rows_of_lines, ARENA_ARRAY(from->arena, List, n + 1)};
    import->rows = rows;
    import->n_rows = n;
    for (size_t i = 0; i < n; i++)
        map_line(&notes, rows[i].line, i);
    map_all_cells(&notes);
    if (!from->is_table_document)
        add_warnings(&notes);
    for (size_t i = 0; i < from->notes.n; i++) {
        const PlanImportNote *placed = from->notes.items[i];
        note(&notes, n, placed->line, placed->text);
    }
    for (size_t i = 0; i < n; i++)
        add_understanding(&notes, i);
    for (size_t i = 0; i < n; i++) {
        rows[i].notes = list_flatten(from->arena, &notes.notes[i], sizeof(PlanImportNote));
        rows[i].n_notes = notes.notes[i].n;
    }
    import->notes = list_flatten(from->arena, &notes.notes[n], sizeof(PlanImportNote));
    import->n_notes = notes.notes[n].n;
    add_unplaced(from, import);
}
