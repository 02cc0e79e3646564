#pragma once
#include "modules/plans/plans.h"

/* The text of a plan: its chapters and tables, changed one at a time. Each call is one transaction,
 * audited with the plan as parent, and raises the plan's edit. ERROR_CONFLICT when the plan is
 * adopted, ERROR_NOT_FOUND when the collaboration has no such plan or chapter. */

#define CHAPTER_HEADING_MAX 200
#define CHAPTER_BODY_MAX 100000

typedef struct ChapterEdit {
    Id collaboration, account, plan;
    Id chapter;       /* none = a new one, last */
    int64_t edit;     /* of the chapter the writer saw */
    const char *kind; /* of a new one: text, table */
    const char *heading, *body;
} ChapterEdit;

/* ERROR_INVALID for a heading that is empty or texts that are too long, saying the limit;
 * ERROR_CONFLICT when the chapter has another edit. */
bool chapter_save(Db *db, Arena *arena, const ChapterEdit *edit, Id *ret_id, GError **error);

bool chapter_remove(Db *db, Arena *arena, const ChapterEdit *edit, GError **error);

/* One place up (-1) or down (1); at the end it stays. */
bool chapter_move(Db *db, Arena *arena, const ChapterEdit *edit, int by, GError **error);
