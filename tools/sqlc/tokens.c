#include "sqlc/tokens.h"

#include <string.h>

static char peek(const Lexer *lexer) {
    return lexer->source[lexer->at];
}

static bool starts_word(char c) {
    return g_ascii_isalpha(c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool continues_word(char c) {
    return starts_word(c) || g_ascii_isdigit(c) || c == '$';
}

static void advance(Lexer *lexer) {
    if (lexer->source[lexer->at++] == '\n')
        lexer->line++;
}

/* Past `end`; false when the text ends before. */
static bool skip_past(Lexer *lexer, const char *end) {
    size_t size = strlen(end);
    while (peek(lexer) != '\0') {
        if (strncmp(lexer->source + lexer->at, end, size) == 0) {
            for (size_t i = 0; i < size; i++)
                advance(lexer);
            return true;
        }
        advance(lexer);
    }
    return false;
}

static bool skip_space_and_comments(Lexer *lexer) {
    for (;;) {
        const char *here = lexer->source + lexer->at;
        if (g_ascii_isspace(*here)) {
            advance(lexer);
        } else if (here[0] == '-' && here[1] == '-') {
            while (peek(lexer) != '\0' && peek(lexer) != '\n')
                advance(lexer);
        } else if (here[0] == '/' && here[1] == '*') {
            advance(lexer);
            advance(lexer);
            if (!skip_past(lexer, "*/"))
                return false;
        } else {
            return true;
        }
    }
}

/* 'text' or "name", where a doubled quote stands for one. */
static TokenKind read_quoted(Lexer *lexer, char quote, TokenKind kind) {
    const char end[] = {quote, '\0'};
    do {
        advance(lexer);
        if (!skip_past(lexer, end))
            return TOKEN_WRONG;
    } while (peek(lexer) == quote);
    return kind;
}

static void read_word(Lexer *lexer) {
    while (continues_word(peek(lexer)))
        advance(lexer);
}

static void read_number(Lexer *lexer) {
    while (continues_word(peek(lexer)) || peek(lexer) == '.')
        advance(lexer);
}

static void read_symbol(Lexer *lexer) {
    static const char *const symbols[] = {
        "->>", "->", "==", "<>", "<=", ">=", "!=", "||", "<<", ">>"};
    size_t size = 1;
    for (size_t i = 0; i < G_N_ELEMENTS(symbols); i++)
        if (size == 1 && g_str_has_prefix(lexer->source + lexer->at, symbols[i]))
            size = strlen(symbols[i]);
    lexer->at += size;
}

static TokenKind read_token(Lexer *lexer) {
    char c = peek(lexer);
    if (starts_word(c)) {
        read_word(lexer);
        return TOKEN_WORD;
    }
    if (g_ascii_isdigit(c)) {
        read_number(lexer);
        return TOKEN_NUMBER;
    }
    if (c == '\'')
        return read_quoted(lexer, c, TOKEN_STRING);
    if (c == '"')
        return read_quoted(lexer, c, TOKEN_NAME);
    if (c == ':' && starts_word(lexer->source[lexer->at + 1])) {
        advance(lexer);
        read_word(lexer);
        return TOKEN_PARAMETER;
    }
    if (strchr("()[],.;=<>!|+-*/%&~?", c) == NULL) {
        advance(lexer);
        return TOKEN_WRONG;
    }
    read_symbol(lexer);
    return TOKEN_SYMBOL;
}

static const char *token_text(const Lexer *lexer, const Token *token) {
    const char *start = lexer->source + token->start;
    size_t size = token->end - token->start;
    if (token->kind == TOKEN_PARAMETER)
        return arena_strndup(lexer->arena, start + 1, size - 1);
    if (token->kind == TOKEN_NAME)
        return arena_strndup(lexer->arena, start + 1, size - 2);
    return arena_strndup(lexer->arena, start, size);
}

Token next_token(Lexer *lexer) {
    bool closed = skip_space_and_comments(lexer);
    Token token = {.start = lexer->at, .line = lexer->line};
    if (!closed)
        token.kind = TOKEN_WRONG;
    else if (peek(lexer) != '\0')
        token.kind = read_token(lexer);
    token.end = lexer->at;
    token.text = token_text(lexer, &token);
    return token;
}

bool token_is(Token token, const char *word_or_symbol) {
    return (token.kind == TOKEN_WORD || token.kind == TOKEN_SYMBOL) &&
           g_ascii_strcasecmp(token.text, word_or_symbol) == 0;
}

bool token_names(Token token, const char *name) {
    return (token.kind == TOKEN_WORD || token.kind == TOKEN_NAME) &&
           g_ascii_strcasecmp(token.text, name) == 0;
}
