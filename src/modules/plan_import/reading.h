#pragma once
#include "base/arena.h"
#include "formats/source.h"

#include <stdbool.h>
#include <stddef.h>

/* A published plan as a person reads it: years with categories and activities, the proposal bank,
 * the national activities, the chapters, the budget. Texts are as in the document; what a page
 * break or a hyphen cut in two is joined, nothing is corrected. What it may have meant instead
 * stands in the warnings, and what has no place among the unplaced. Everything lives in the arena
 * that plan_read() was given. */

#define PLAN_READING_BLOCKS_MAX 20000
#define PLAN_READING_BYTES_MAX ((size_t)8 * 1024 * 1024)

/* The seven columns, in the order of the plans (and of ActivityColumn). */
typedef enum ReadColumn {
    READ_ACTIVITY,
    READ_GOAL,
    READ_IMPLEMENTATION,
    READ_TIME,
    READ_RESPONSIBLE,
    READ_PARTIES,
    READ_EFFECT_GOALS,
    N_READ_COLUMNS
} ReadColumn;

/* Lines are numbered as in SourceBlock. */
typedef struct ReadCell {
    const char *text; /* "" where the document has none; never NULL */
    int line;         /* where the cell begins; 0 when it is empty */
} ReadCell;

typedef struct ReadActivity {
    int line;
    ReadCell cells[N_READ_COLUMNS];
} ReadActivity;

typedef struct ReadCategory {
    const char *name; /* "" for activities that stand before any category */
    int line;
    const char *note; /* "Ej fastställt": the document says that nothing is planned; else NULL */
    const ReadActivity *activities;
    size_t n_activities;
} ReadCategory;

typedef struct ReadYear {
    int year; /* 0 when the document does not say */
    int line;
    const ReadCategory *categories;
    size_t n_categories;
} ReadYear;

typedef struct ReadBankItem {
    const char *heading; /* "" for what stands before any heading */
    const char *title;
    ReadCell cells[N_READ_COLUMNS]; /* where it stands in a plan's table: the other six */
    int line;
} ReadBankItem;

typedef struct ReadNational {
    const char *heading, *title;
    const char *authority; /* without its brackets; "" when not said */
    int line;
    int year; /* of the section's heading; 0 when it has none */
} ReadNational;

typedef struct ReadChapter {
    const char *heading; /* "" for what stands before any heading */
    const char *text;    /* a paragraph a line; "" under a heading without text */
    int line;
} ReadChapter;

typedef struct ReadBudgetRow {
    const char *const *cells; /* empty ones too */
    size_t n_cells;
    int line;
} ReadBudgetRow;

typedef struct ReadUnplaced {
    const char *text;   /* a row's cells are separated by tabs */
    const char *column; /* heading of the unknown column it stood in, or NULL */
    int line;
} ReadUnplaced;

typedef struct ReadWarning {
    int line; /* 0 for the document as a whole */
    const char *text;
    const char *written, *meant; /* of a question: "Giffri miljö", "Giftfri miljö"; else NULL */
} ReadWarning;

/* What divides the document and is no content of its own. Together with the cells, texts and rows
 * above the marks are all that stands in the document: every text is in exactly one place. */
typedef enum ReadMarkKind {
    MARK_TITLE,    /* the plan's title, each time it stands there */
    MARK_SECTION,  /* the heading of a year, the bank, the national activities, the budget */
    MARK_CHAPTER,  /* a chapter's heading */
    MARK_HEAD_ROW, /* column titles, separated by tabs, each time they stand there */
    MARK_CATEGORY, /* a category's name, each time it stands there */
    MARK_GROUP,    /* a heading within the bank or the national activities */
    MARK_NOTE,     /* "Ej fastställt" */
} ReadMarkKind;

typedef struct ReadMark {
    ReadMarkKind kind;
    int line;
    const char *text;
} ReadMark;

typedef struct PlanReading {
    const char *title;         /* "" when there is none */
    int first_year, last_year; /* as the title says; 0 when it does not */
    const ReadYear *years;
    size_t n_years;
    const ReadBankItem *bank;
    size_t n_bank;
    const ReadNational *national;
    size_t n_national;
    const ReadChapter *chapters;
    size_t n_chapters;
    const ReadBudgetRow *budget;
    size_t n_budget;
    const ReadUnplaced *unplaced;
    size_t n_unplaced;
    const ReadWarning *warnings; /* in the order of the document */
    size_t n_warnings;
    const ReadMark *marks;
    size_t n_marks;
} PlanReading;

/* What is known beforehand; all zero when nothing is. */
typedef struct PlanReadingOptions {
    const char *const *categories; /* the collaboration's categories, as its rules name them */
    size_t n_categories;
    int year; /* for tables that stand under no year, when the title does not say either */
} PlanReadingOptions;

/* Reads the plan in a document. `options` may be NULL. Gives the same reading for the same
 * document. Errors: ERROR_INVALID for a document with more than PLAN_READING_BLOCKS_MAX paragraphs
 * and rows or PLAN_READING_BYTES_MAX bytes of text. A document without a plan is no error: its
 * chapters and unplaced rows are what there is. */
bool plan_read(Arena *arena, const SourceDocument *document, const PlanReadingOptions *options,
               PlanReading *ret, GError **error);
