#pragma once
#include "modules/plan_import/lines.h"
#include "modules/plan_import/list.h"
#include "modules/plan_import/reading.h"
#include "modules/plan_import/words.h"

/* The reading while it grows. Everything is in `arena`; the hash tables are the draft's own. */

typedef struct DraftPart {
    const char *text;
    const Line *line;
} DraftPart;

typedef struct DraftActivity {
    const Line *line;
    List cells[N_READ_COLUMNS]; /* of DraftPart: what page breaks left of each cell */
} DraftActivity;

typedef struct DraftCategory {
    const char *name, *squashed;
    const Line *line; /* NULL for the one without a name */
    const char *note;
    List activities; /* of DraftActivity */
} DraftCategory;

typedef struct DraftYear {
    int year;
    const Line *line;
    List categories; /* of DraftCategory */
} DraftYear;

typedef struct DraftChapter {
    const char *heading;
    const Line *line;
    List parts; /* of const char *: paragraphs and what stands between them */
    bool listed;
} DraftChapter;

typedef struct Draft {
    Arena *arena;
    PlanReadingOptions options;
    const char **option_squashed; /* the options' categories by similar_squash() */
    Lines lines;
    const char *title, *title_squashed;
    const Line *title_line, *title_rest; /* the rest: years on a line of their own */
    YearsIn title_years;
    GHashTable *categories; /* "2021\x1fsquashed name" → DraftCategory */
    GHashTable *seen;       /* squashed names that certainly are categories → how many times */
    List seen_names;        /* the same as they are written, in order, of const char * */
    GHashTable *paragraphs; /* squashed paragraphs → how many times they stand in the document */
    size_t n_years;         /* different years that have sections */
    size_t n_listed;        /* rows that are named as one of the options' categories */
    DraftChapter *chapter;  /* where running text goes */
    List years, bank, national, chapters, budget, unplaced, warnings, marks;
} Draft;

void draft_init(Draft *draft, Arena *arena, const SourceDocument *document,
                const PlanReadingOptions *options);
void draft_clear(Draft *draft);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Draft, draft_clear)

/* `line` NULL: the document as a whole. */
void draft_warn(Draft *draft, const Line *line, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Asks whether what is written means something else. */
void draft_ask(Draft *draft, const Line *line, const char *written, const char *meant);
void draft_mark(Draft *draft, ReadMarkKind kind, const Line *line, const char *text);
void draft_unplaced(Draft *draft, const Line *line, const char *text, const char *column);

/* The year, which begins here unless it has begun before. */
DraftYear *draft_year(Draft *draft, int year, const Line *line);

/* The year's category of that name ("" allowed), which begins here unless it has begun before. */
DraftCategory *draft_category(Draft *draft, DraftYear *year, const char *name, const Line *line);

DraftActivity *draft_activity(Draft *draft, DraftCategory *category, const Line *line);

/* Goes on with a cell of an activity. */
void draft_cell(Draft *draft, DraftActivity *activity, ReadColumn column, const char *text,
                const Line *line);

/* The last part that was written to a cell, "" when it is empty; the first of its title, for
 * warnings. */
const char *draft_last_part(const DraftActivity *activity, ReadColumn column);
const char *draft_title(const Draft *draft, const DraftActivity *activity);

/* Running text goes under this heading from now on. A chapter is listed when it gets its first
 * paragraph, or at once when `listed`. */
void draft_chapter(Draft *draft, const char *heading, const Line *line, bool listed);
void draft_paragraph(Draft *draft, const Line *line);

void draft_finish(Draft *draft, PlanReading *ret);
