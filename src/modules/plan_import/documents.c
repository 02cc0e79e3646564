#include "modules/plan_import/documents.h"

#include "base/error.h"
#include "base/language.h"
#include "base/text.h"
#include "modules/plans/plan_words.h"

#include <glib.h>

#define TITLE_BLOCKS 6 /* how far down a document may name itself */
#define HEADING_MAX 200

static bool block_names(Arena *arena, const SourceBlock *block, const char *title) {
    const char *text = block->kind == SOURCE_ROW ? block->cells[0] : block->text;
    return text != NULL && strstr(text_fold(arena, text), title) != NULL;
}

static int year_in(const char *text) {
    for (const char *at = text; at != NULL && *at != '\0'; at += MAX(1, strspn(at, "0123456789")))
        if (strspn(at, "0123456789") == 4 &&
            (g_str_has_prefix(at, "19") || g_str_has_prefix(at, "20")))
            return (int)g_ascii_strtoll(at, NULL, 10);
    return 0;
}

int document_year(const SourceDocument *source) {
    int year = 0;
    for (size_t i = 0; year == 0 && i < source->n && i < TITLE_BLOCKS; i++)
        year = year_in(source->blocks[i].kind == SOURCE_ROW ? source->blocks[i].cells[0]
                                                            : source->blocks[i].text);
    return year;
}

/* The document named first; "Budget" also when "Verksamhetsplan" stands further down. */
static const Rule *document_named(Arena *arena, const Rules *rules, const SourceDocument *source) {
    for (size_t i = 0; i < source->n && i < TITLE_BLOCKS; i++)
        for (const Rule *rule = rules_next(rules, ELEMENT_DOCUMENT, NULL); rule != NULL;
             rule = rules_next(rules, ELEMENT_DOCUMENT, rule))
            if (block_names(arena, &source->blocks[i], text_fold(arena, rule->title)))
                return rule;
    return NULL;
}

static const Rule *first_document(Arena *arena, const Rules *rules) {
    for (const Rule *rule = rules_next(rules, ELEMENT_DOCUMENT, NULL); rule != NULL;
         rule = rules_next(rules, ELEMENT_DOCUMENT, rule))
        if (document_has_activities(arena, rule))
            return rule;
    return rules_next(rules, ELEMENT_DOCUMENT, NULL);
}

bool document_choose(Arena *arena, const PlanImportFile *file, const SourceDocument *source,
                     PlanImport *import, GError **error) {
    bool chosen = file->document != NULL && file->document[0] != '\0';
    const Rule *rule = chosen ? rules_find(import->rules, ELEMENT_DOCUMENT, file->document)
                              : document_named(arena, import->rules, source);
    if (rule == NULL && chosen)
        return fail(error, ERROR_NOT_FOUND,
                    "Samverkan har inget dokument som heter %s. Välj ett i listan.",
                    file->document);
    if (rule == NULL)
        rule = first_document(arena, import->rules);
    if (rule == NULL)
        return fail(error, ERROR_NOT_FOUND,
                    "Samverkan har inga dokument än. Lägg till ett under Inställningar.");
    import->document = rule;
    return true;
}

/* ---- documents of text and tables ---- */

typedef struct {
    PlanFromReading *from;
    List chapters; /* PlanChapter * */
    GString *body;
    const char *heading;
    bool is_table;
    int line; /* where the chapter begins */
} Chapters;

static bool close_chapter(Chapters *chapters, GError **error) {
    Arena *arena = chapters->from->arena;
    if (chapters->body->len == 0 && chapters->heading[0] == '\0')
        return true;
    char *body = arena_strndup(arena, chapters->body->str, chapters->body->len);
    if (!text_within(arena_printf(arena, T_("Rad %d: Texten"), chapters->line), body,
                     PLAN_IMPORT_TABLE_CELLS_MAX, error))
        return false;
    PlanChapter *chapter = LIST_NEW(arena, &chapters->chapters, PlanChapter);
    *chapter = (PlanChapter){
        .kind = chapters->is_table ? "table" : "text", .heading = chapters->heading, .body = body};
    g_string_truncate(chapters->body, 0);
    chapters->heading = "";
    chapters->is_table = false;
    return true;
}

static bool add_row(Chapters *chapters, const SourceBlock *block, GError **error) {
    if (!chapters->is_table && chapters->body->len > 0 && !close_chapter(chapters, error))
        return false;
    chapters->is_table = true;
    chapters->line = block->line;
    for (size_t i = 0; i < block->n_cells; i++) {
        g_autofree char *cell = g_strdelimit(g_strdup(block->cells[i]), "\t\n", ' ');
        bool first = chapters->body->len == 0 && i == 0;
        g_string_append_printf(chapters->body, "%s%s", i > 0 ? "\t" : first ? "" : "\n", cell);
    }
    return true;
}

/* A short paragraph before a table is its heading. */
static bool add_paragraph(Chapters *chapters, const SourceBlock *block, bool before_table,
                          GError **error) {
    bool heading = block->kind == SOURCE_HEADING || before_table;
    if ((chapters->is_table || heading) && !close_chapter(chapters, error))
        return false;
    chapters->line = block->line;
    if (heading && text_length(block->text) <= HEADING_MAX)
        chapters->heading = block->text;
    else
        g_string_append_printf(chapters->body, "%s%s", chapters->body->len == 0 ? "" : "\n\n",
                               block->text);
    return true;
}

static bool table_follows(const SourceDocument *source, size_t i) {
    for (size_t k = i + 1; k < source->n; k++)
        if (source->blocks[k].kind != SOURCE_BREAK)
            return source->blocks[k].kind == SOURCE_ROW;
    return false;
}

static bool read_chapters(Chapters *chapters, const SourceDocument *source, GError **error) {
    for (size_t i = 0; i < source->n; i++) {
        const SourceBlock *block = &source->blocks[i];
        bool read = block->kind == SOURCE_BREAK ||
                    (block->kind == SOURCE_ROW
                         ? add_row(chapters, block, error)
                         : add_paragraph(chapters, block, table_follows(source, i), error));
        if (!read)
            return false;
    }
    return close_chapter(chapters, error);
}

static bool has_table(const SourceDocument *source) {
    for (size_t i = 0; i < source->n; i++)
        if (source->blocks[i].kind == SOURCE_ROW)
            return true;
    return false;
}

bool chapters_from_source(PlanFromReading *from, const SourceDocument *source, GError **error) {
    g_autoptr(GString) body = g_string_new("");
    Chapters chapters = {.from = from, .body = body, .heading = ""};
    if (!has_table(source))
        return true;
    if (!read_chapters(&chapters, source, error))
        return false;
    from->plan.chapters = list_flatten(from->arena, &chapters.chapters, sizeof(PlanChapter));
    from->plan.n_chapters = chapters.chapters.n;
    from->unplaced = (List){0};
    from->is_table_document = true;
    return true;
}
