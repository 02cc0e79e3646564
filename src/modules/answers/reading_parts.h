#pragma once
#include "modules/answers/reading.h"

/* What the files that read an answer share; nobody else includes this. */

typedef enum {
    IS_NUMBER,
    IS_TITLE,
    IS_MARK,
    IS_PARTICIPATION,
    IS_INSPECTORS,
    IS_RANK,
    IS_COMMENT,
    IS_NEED,
    N_MEANINGS
} Meaning;

/* Which column means what; -1: there is none. */
typedef struct ReadColumns {
    int of[N_MEANINGS];
    bool has_head;
    bool is_telling; /* what the proposals are about, no answers */
} ReadColumns;

/* true, and the columns, where the row is a head: it says which column holds the marks, and one
 * that names the proposal. */
bool read_head(Arena *arena, const SourceBlock *row, ReadColumns *ret);

/* The column of the marks in rows without a head that is understood: the one with most words that
 * are marks, since digits may be anything. */
ReadColumns read_columns_guessed(const SourceDocument *document);

/* "12" or "12.": its place on the list, or -1. */
ptrdiff_t read_number(const AnswerProposals *proposals, const char *typed);
bool read_is_number(const char *typed);

/* false, ERROR_INVALID, for a form of another round or office, and where `is_form` for what is no
 * form of ours. */
bool read_is_ours(Arena *arena, const SourceDocument *document, const ReadingOf *of, bool is_form,
                  GError **error);
