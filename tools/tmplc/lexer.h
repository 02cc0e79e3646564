#pragma once
#include "tmplc/code.h"
#include <glib.h>

typedef enum { TOKEN_LITERAL, TOKEN_VALUE, TOKEN_STATEMENT } TokenKind;

/* Markup as it stands, what is inside {{ }}, or what is inside {% %}, trimmed. */
typedef struct Token {
    TokenKind kind;
    int line; /* 1-based, where the text begins */
    Slice text;
} Token;

#define TEMPLATE_LIMIT ((size_t)1024 * 1024)

/* Splits a template; comments are gone, and so is the line of a block statement or comment that
 * stands alone on it. The tokens point into `template`. NULL and *error "file:line: …" for a tag
 * that never ends, NUL bytes or bytes that are not UTF-8. Free with g_array_unref(). */
GArray *lexer_tokens(const char *file, Slice template, GError **error);
