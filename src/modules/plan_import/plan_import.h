#pragma once
#include "modules/plan_import/answers.h"
#include "modules/plans/plans.h"

/* A published plan comes in: file → reading → the plan it describes → what differs from the plan
 * that is there → import. Nothing is dropped on the way: what does not become part of the plan is
 * among the unplaced, what is doubtful among the notes. */

#define PLAN_IMPORT_TABLE_CELLS_MAX 100000 /* characters of one chapter */

typedef struct PlanImportFile {
    Id collaboration;
    Id account; /* none: the command line */
    Bytes content;
    const char *document; /* key of a document of the rules; NULL or "": as the file's title says,
                             else the collaboration's first with activities */
    int first_year;       /* 0: as the title or the years say, else this year */
    ImportAnswers answers;
} PlanImportFile;

/* Something to look at, where it stands in the file (line 0: the file as a whole). */
typedef struct PlanImportNote {
    int line;
    const char *text;
    const char *meant; /* a question: what to change to; NULL when there is nothing to answer */
    int number;        /* of the question among the reading's warnings, or of the row among its
                          unplaced; -1: no answer changes it */
} PlanImportNote;

/* One activity of the preview. */
typedef struct PlanImportRow {
    const ActivityDifference *difference;
    int line; /* in the file; 0 for one that only the plan has */
    const PlanImportNote *notes;
    size_t n_notes;
} PlanImportRow;

/* What a file would make of the plan. Everything lives in the arena. */
typedef struct PlanImport {
    Id collaboration, account;
    PlanReading reading;
    const Rules *rules; /* of 1 January of the first year */
    const Rule *document;
    Plan plan; /* as the file says, understood; years it says nothing about have no categories */
    const Plan *existing;      /* the working copy, or NULL: the file begins a new plan */
    PlanDifference difference; /* within the years and parts that the file speaks about */
    const PlanImportRow *rows; /* one for each of difference.activities, in the same order */
    size_t n_rows;
    const PlanImportNote *notes; /* that belong to no row */
    size_t n_notes;
    const PlanImportNote *unplaced;
    size_t n_unplaced;
    size_t n_warnings; /* notes, those of rows too */
    bool changes;      /* there is something to import, apart from what only the plan has */
} PlanImport;

/* Reads and compares; changes nothing. ERROR_INVALID: the file cannot be read, holds no plan, or
 * has a text longer than a plan has room for; the message says what and where. ERROR_NOT_FOUND: no
 * such document. */
bool plan_import_read(Db *db, Arena *arena, const PlanImportFile *file, PlanImport *ret,
                      GError **error);

/* What the person decided on. */
typedef struct PlanImportChoice {
    int64_t edit; /* of the plan when the preview was shown, 0 = there was none; -1: whatever it is
                     now */
    const Id *removed; /* activities that only the plan has and that shall go */
    size_t n_removed;
} PlanImportChoice;

typedef struct PlanImportSummary {
    Id plan;
    const char *title; /* of the plan: "Verksamhetsplan 2021–2023" */
    bool is_new, is_unchanged;
    size_t n_activities;                          /* in the file */
    size_t n_added, n_changed, n_removed, n_kept; /* kept: only the plan has them, and they stay */
    size_t n_texts; /* chapters and national activities added or changed */
    size_t n_warnings, n_unplaced;
} PlanImportSummary;

/* Does it, in one transaction. An adopted plan is opened as a revision; its versions stay as they
 * are. What only the plan has stays, except choice->removed. A file that says what the plan says
 * changes nothing: no audit entry, no edit. ERROR_CONFLICT when the plan is not at choice->edit any
 * more: show the preview again. */
bool plan_import_apply(Db *db, Arena *arena, const PlanImport *import,
                       const PlanImportChoice *choice, PlanImportSummary *ret, GError **error);

/* Both at once, keeping what only the plan has: for the command line and the demo. */
bool plan_import_file(Db *db, Arena *arena, const PlanImportFile *file, PlanImportSummary *ret,
                      GError **error);
