#pragma once
#include "formats/source.h"
#include "modules/answers/answers.h"

/* An answer that comes as a file or is pasted: the form of answer_form.h filled in, or a list with
 * a proposal per row (number or title, mark, comment). Nothing is saved by reading. */

/* A row that was found, as typed and as understood. */
typedef struct ReadRow {
    int line;                       /* its number in a sheet or a text; 0: has none */
    const char *typed;              /* what stands there, shortened, for whoever looks */
    const AnswerProposal *proposal; /* NULL: not understood which */
    const char *problem;            /* what was not understood, a sentence; NULL: all was */
} ReadRow;

typedef struct AnswerReading {
    AnswerCells cells; /* what was understood, in the list's order */
    const ReadRow *rows;
    size_t n, n_marked, n_problems;
    const char *const *notes; /* sentences on what was left out or read otherwise than it stands */
    size_t n_notes;
} AnswerReading;

/* What the form must be for. `respondent`: its key. */
typedef struct ReadingOf {
    const AnswerProposals *proposals;
    Id round;
    const char *respondent, *respondent_title;
} ReadingOf;

/* An uploaded DOCX or XLSX (formats/source.h). ERROR_INVALID: cannot be read, is no such form, or
 * is one for another round or office; what was found of rows that are not understood stands in
 * them. */
bool answer_read_form(Arena *arena, Bytes file, const ReadingOf *of, AnswerReading *ret,
                      GError **error);

/* The same of a file that has been read. */
bool answer_read_document(Arena *arena, const SourceDocument *document, const ReadingOf *of,
                          AnswerReading *ret, GError **error);

/* What was pasted: HTML from a table, or text with a row per line. It need not be our form; where
 * it is another office's it is refused. */
bool answer_read_pasted(Arena *arena, const char *html, const char *text, const ReadingOf *of,
                        AnswerReading *ret, GError **error);

/* "Blankett 6p0v460000001-aneby": what names the form, to be seen in it; and what it says of itself
 * where nobody sees it, which is believed before what is seen. `made_for`: in words. */
const char *answer_form_code(Arena *arena, Id round, const char *respondent);
const char *answer_form_says(Arena *arena, const char *code, const char *made_for);
#define READ_ROWS_MAX 5000
