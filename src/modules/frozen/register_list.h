#pragma once
#include "modules/frozen/frozen.h"

/* A pasted list of register numbers: a line for each document, cells apart by tab or semicolon; the
 * first is the document's name as the list shows it, the last its number. Our own file (CSV,
 * pasted from Excel) is such a list. Lines without a number, and a head, are passed over. */

#define REGISTER_LIST_MAX 200000 /* bytes */
#define REGISTER_LINES_MAX 5000

typedef struct RegisterLine {
    int line;                            /* from 1 */
    const char *title, *sender, *number; /* sender: the second of three or more cells, or "" */
} RegisterLine;
typedef struct RegisterLines {
    const RegisterLine *rows;
    size_t n;
} RegisterLines;

/* ERROR_INVALID beyond a limit, for a line of one cell, and when no line has a number. `text`:
 * valid UTF-8. */
bool register_list_parse(Arena *arena, const char *text, RegisterLines *ret, GError **error);

/* The documents that the lines name. ERROR_INVALID, with the line, for a name that is none, or that
 * several without a number have. */
bool register_list_match(Arena *arena, const RegisterLines *lines, const FrozenDocuments *documents,
                         FrozenNumber **ret, GError **error);
