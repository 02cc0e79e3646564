#pragma once
#include "base/word_difference.h"
#include "modules/plan_import/plan_import.h"
#include "modules/plan_import/uploads.h"
#include "ui/frame.h"

/* ---- handing in ---- */

typedef struct WaitingUpload {
    const char *filename, *path, *account_name;
    Instant created_at;
} WaitingUpload;

typedef struct ImportDocument {
    const char *key, *title;
    bool is_chosen;
} ImportDocument;

typedef struct ImportStartView {
    const Frame *frame;
    const char *path;              /* "/jonkoping/import" */
    const char *message;           /* what was wrong with what was handed in, or NULL */
    const char *text, *first_year; /* as typed */
    const ImportDocument *documents;
    size_t n_documents;
    const WaitingUpload *waiting;
    size_t n_waiting;
} ImportStartView;

/* ---- the preview ---- */

typedef struct PreviewRow {
    const PlanImportRow *row;
    const Activity *activity; /* as it will be; as it is for one that only the plan has */
    const char *class_name, *chip, *word, *id; /* "is-changed", "info", msgid "Ändras", "rad-31" */
    TextParts cells[N_ACTIVITY_COLUMNS];
} PreviewRow;

typedef struct PreviewBand {
    const char *title, *note;
    const PlanImportNote *questions; /* about the category's name */
    size_t n_questions;
    const PreviewRow *rows;
    size_t n_rows;
} PreviewBand;

typedef struct PreviewYear {
    const char *title, *id; /* "Aktiviteter 2021", "y2021" */
    const char *found;      /* "aktiviteter 2021" */
    size_t n_activities;    /* in the file */
    const PreviewBand *bands;
    size_t n_bands;
} PreviewYear;

typedef struct PreviewText {
    const char *heading, *class_name, *chip, *word;
    TextParts parts;
} PreviewText;

/* Where a row without a place can go: as an answered place, under a heading. */
typedef struct PreviewPlace {
    const char *value, *title;
} PreviewPlace;

typedef struct PreviewPlaces {
    const char *title; /* "Aktivitet 2021" */
    const PreviewPlace *places;
    size_t n_places;
} PreviewPlaces;

/* So many rows can be given a place; a file with more is not read as the plan it is. */
#define PLACED_ROWS_MAX 100

typedef struct PreviewFilter {
    const char *title, *path;
    size_t count;
    bool is_current;
} PreviewFilter;

typedef struct PreviewView {
    const Frame *frame;
    const PlanUpload *upload;
    const PlanImport *import;
    const char *path, *start_path; /* "/jonkoping/import/ID", "/jonkoping/import" */
    const char *conflict;          /* the plan was changed meanwhile: this sentence, or NULL */
    const char *plan_path;         /* of the plan that is there, or NULL */
    const char *question_path; /* "#rad-31", the first thing to look at; NULL when there is none */
    const ImportDocument *documents;
    size_t n_documents;
    PreviewFilter filters[3];
    size_t n_filters;
    const PreviewYear *years;
    size_t n_years;
    const PreviewText *texts;
    size_t n_texts;
    const PlanImportNote *notes; /* about the file, that stand at no row and no category */
    size_t n_notes;
    size_t n_activities; /* in the file */
    size_t n_sections, n_tables; /* chapters of text, and of a table */
    bool has_activities; /* the document plans activities */
    const PreviewPlaces *places;
    size_t n_places;
} PreviewView;

/* Everything of the view that follows from the import; `show`: "changes", "questions" or else all
 * rows. */
void preview_fill(Arena *arena, const PlanImport *import, const char *show, PreviewView *view);
