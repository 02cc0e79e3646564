#pragma once
#include "modules/plan_import/lines.h"

/* The words of a document, for telling a slip of the pen from another word: the same word spelt
 * otherwise, and at least as often, elsewhere in the document. */
typedef struct Spelling Spelling;

Spelling *spelling_of(const Lines *lines);
void spelling_free(Spelling *spelling);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Spelling, spelling_free)

/* `name` with its first doubtful word as it is spelt elsewhere: "Handläggarsöd" → "Handläggarstöd".
 * NULL when no word is doubtful. Only words of eight letters and more, with one wrong letter that
 * is not in their ending. */
const char *spelling_meant(Arena *arena, const Spelling *spelling, const char *name);

/* `text` with the first two words that are one word elsewhere in the document made one: "Läns
 * gemensamma rutiner" → "Länsgemensamma rutiner". NULL when there are none such. */
const char *spelling_undivided(Arena *arena, const Spelling *spelling, const char *text);
