#pragma once
#include "modules/plan_import/rows.h"

/* What is a category and what is an activity of which only the title is known. Both are rows with
 * one cell. */

/* Learns the names that surely are categories: emphasised rows, rows with activities or "ej
 * fastställt" below. */
void categories_learn(Draft *draft, const List *sections, const Row *rows);

/* One of the collaboration's categories, or one that the document shows to be. Takes a squashed
 * name. */
bool category_is_known(const Draft *draft, const char *squashed);

/* The known category that a name nearly is, by a letter or two or by its words: "Tilsynsprojekt" →
 * "Tillsynsprojekt", "Utbildning/kurs/workshop" → "Utbildning/workshops". NULL when it is like
 * none, or is one. */
const char *category_meant(const Draft *draft, const char *name);

/* The known category whose name, nearly but not quite, a longer heading begins with:
 * "Tilsynsprojekt avfall". */
const char *category_begun(const Draft *draft, const char *name);

/* How a category's name is written in the collaboration's rules, or else more often (or earlier) in
 * the document, when it is written otherwise here; NULL when it is not. */
const char *category_respelled(const Draft *draft, const char *name);

typedef enum { LONE_CATEGORY, LONE_ACTIVITY } LoneKind;

typedef struct LoneRow {
    LoneKind kind;
    bool doubtful;
} LoneRow;

/* Where the year's reading stands when it comes to a row with one cell. */
typedef struct LonePlace {
    bool has_category;      /* some category has begun */
    bool category_is_empty; /* and nothing stands under it yet */
    bool has_full_rows;     /* activities of this year have other cells than the title */
} LonePlace;

LoneRow lone_decide(const Draft *draft, const Row *rows, size_t i, size_t end, LonePlace place);
