#include "tmplc/lexer.h"

#include "common/generate.h"
#include <string.h>

typedef struct Lexer {
    const char *file;
    const char *start, *at, *end;
    const char *counted; /* `line` is the line of this character */
    int line;
    GArray *tokens;
} Lexer;

static int line_of(Lexer *lexer, const char *place) {
    for (; lexer->counted < place; lexer->counted++)
        lexer->line += *lexer->counted == '\n';
    return lexer->line;
}

static void add(Lexer *lexer, TokenKind kind, const char *text, const char *end) {
    Slice slice = {text, (size_t)(end - text)};
    if (kind != TOKEN_LITERAL)
        slice = slice_trim(slice);
    else if (slice.length == 0)
        return;
    Token token = {kind, line_of(lexer, slice.text), slice};
    g_array_append_val(lexer->tokens, token);
}

static const char *next_tag(const char *at, const char *end) {
    for (; at + 1 < end; at++)
        if (at[0] == '{' && (at[1] == '{' || at[1] == '%' || at[1] == '#'))
            return at;
    return end;
}

static const char *find_closer(const char *at, const char *end, const char *closer) {
    return g_strstr_len(at, end - at, closer);
}

/* Where the tag's text ends (its closer begins), or NULL. */
static const char *end_of_tag(const char *at, const char *end, char sign) {
    if (sign == '#')
        return find_closer(at, end, "#}");
    Code code = code_walk((Slice){at, (size_t)(end - at)});
    char first = sign == '{' ? '}' : '%';
    for (int c = code_next(&code); c > 0; c = code_next(&code))
        if (c == first && code.depth <= 0 && code.at < end && *code.at == '}')
            return code.start;
    return NULL;
}

static bool is_block_statement(Slice text) {
    static const char *const words[] = {"page", "wrap", "for", "if",     "elif",
                                        "else", "end",  "set", "include"};
    Slice rest = slice_trim(text);
    Slice word = slice_identifier(&rest);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (slice_is(word, words[i]))
            return true;
    return false;
}

static const char *before_blanks(const char *at, const char *start) {
    while (at > start && (at[-1] == ' ' || at[-1] == '\t'))
        at--;
    return at;
}

static const char *after_blanks(const char *at, const char *end) {
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r'))
        at++;
    return at;
}

/* The tag at `tag`, text up to `closer`: adds the literal before it and the tag, moves on. */
static void add_tag(Lexer *lexer, const char *tag, const char *closer) {
    const char *literal_end = tag, *next = closer + 2;
    Slice text = {tag + 2, (size_t)(closer - tag - 2)};
    if (tag[1] == '#' || (tag[1] == '%' && is_block_statement(text))) {
        const char *line = before_blanks(tag, lexer->at), *rest = after_blanks(next, lexer->end);
        bool first = line == lexer->start || line[-1] == '\n';
        if (first && (rest == lexer->end || *rest == '\n')) {
            literal_end = line;
            next = rest == lexer->end ? rest : rest + 1;
        }
    }
    add(lexer, TOKEN_LITERAL, lexer->at, literal_end);
    if (tag[1] != '#')
        add(lexer, tag[1] == '{' ? TOKEN_VALUE : TOKEN_STATEMENT, tag + 2, closer);
    lexer->at = next;
}

static bool split(Lexer *lexer, GError **error) {
    while (lexer->at < lexer->end) {
        const char *tag = next_tag(lexer->at, lexer->end);
        if (tag == lexer->end) {
            add(lexer, TOKEN_LITERAL, lexer->at, lexer->end);
            return true;
        }
        const char *closer = end_of_tag(tag + 2, lexer->end, tag[1]);
        if (closer == NULL)
            return fail_at(error, lexer->file, line_of(lexer, tag), "{%c never ends", tag[1]);
        add_tag(lexer, tag, closer);
    }
    return true;
}

GArray *lexer_tokens(const char *file, Slice template, GError **error) {
    const char *bad;
    Lexer lexer = {
        file, template.text, template.text, template.text + template.length, template.text,
        1,    NULL};
    if (!g_utf8_validate_len(template.text, template.length, &bad)) {
        fail_at(error, file, line_of(&lexer, bad), "the template is not UTF-8 here");
        return NULL;
    }
    lexer.tokens = g_array_new(FALSE, FALSE, sizeof(Token));
    if (split(&lexer, error))
        return lexer.tokens;
    g_array_unref(lexer.tokens);
    return NULL;
}
