#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "db/db.h"

/* What the installation says of itself to everybody: how accessible it is (lagen 2018:1937), and
 * what it keeps of people (the data protection regulation, articles 13 and 14). A text that comes
 * with the program holds until the installation has written its own. */
typedef enum { STATEMENT_ACCESSIBILITY, STATEMENT_PERSONAL_DATA, N_STATEMENTS } StatementKind;

typedef struct Statement {
    StatementKind kind;
    const char *body;   /* paragraphs between empty lines; "# " begins a heading, "- " an item */
    int64_t edit;       /* 0: the program's own text */
    Instant changed_at; /* none: the program's own text */
} Statement;

#define STATEMENT_MAX 20000

/* The title as a msgid, and the address: "/accessibility". */
const char *statement_title(StatementKind kind);
const char *statement_path(StatementKind kind);

bool statement_get(Db *db, Arena *arena, StatementKind kind, Statement *ret, GError **error);

/* Writes the installation's own text, which replaces the one that had `edit`. ERROR_INVALID when it
 * is empty or longer than STATEMENT_MAX, ERROR_CONFLICT when somebody changed it meanwhile. */
bool statement_put(Db *db, Id account, const Statement *statement, GError **error);

/* A piece of a body: a heading, a paragraph, or a list. */
typedef enum { PIECE_HEADING, PIECE_PARAGRAPH, PIECE_LIST } PieceKind;
typedef struct Piece {
    PieceKind kind;
    const char *text;
    const char *const *items;
    size_t n_items;
} Piece;
typedef struct Pieces {
    const Piece *items;
    size_t n;
} Pieces;
Pieces statement_pieces(Arena *arena, const char *body);

/* The program's own text. */
const char *statement_standard(StatementKind kind);
