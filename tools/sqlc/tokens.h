#pragma once
#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    TOKEN_END,
    TOKEN_WORD,      /* keyword or name, as written */
    TOKEN_NAME,      /* "quoted name", without the quotes: never a keyword */
    TOKEN_STRING,    /* 'text', with the quotes */
    TOKEN_NUMBER,    /* 1, 1.5, 0x1f */
    TOKEN_PARAMETER, /* :name, without the colon */
    TOKEN_SYMBOL,    /* one character, or one of == <> <= >= != || -> ->> << >> */
    TOKEN_WRONG,     /* a string or comment without end, or a character SQL does not have */
} TokenKind;

typedef struct {
    TokenKind kind;
    const char *text;
    size_t start, end; /* bytes in the source */
    int line;          /* 1-based */
} Token;

/* Where the lexer stands in a text that ends with NUL. */
typedef struct {
    Arena *arena;
    const char *source;
    size_t at;
    int line;
} Lexer;

/* The next token; white space and comments are skipped. At the end, TOKEN_END again and again. */
Token next_token(Lexer *lexer);

/* A keyword (in capitals) in any case; a symbol. */
bool token_is(Token token, const char *word_or_symbol);

/* A name, quoted or not, in any case. */
bool token_names(Token token, const char *name);
