#pragma once
#include "modules/directory_import/matching.h"

#include <glib.h>

/* Reads the texts of one row into `ret`: name, address, telephone, task, subjects, first day. NULL,
 * or the sentence that says what cannot be read. */
const char *row_values(Arena *arena, const PersonMatching *matching, const SourceBlock *row,
                       PersonRow *ret);

/* A text as a sentence shows it: its first letters, where it is long. */
const char *text_start(Arena *arena, const char *text);

/* What a place may be called, by similar_squash(): an office by its title, short name or key, a
 * municipality by its only office, then parties and committees; NULL where it is not clear which.
 * The caller frees the table. */
GHashTable *places_by_name(Arena *arena, const Rules *rules);

/* "Miljöchef" → "head" and the title that says more, or NULL. */
const char *function_named(Arena *arena, const char *text, const char **ret_title);
