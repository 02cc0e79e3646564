#include "tmplc/compiler.h"

#include "common/generate.h"
#include <string.h>

Compiled *compiled_new(void) {
    Compiled *compiled = g_new0(Compiled, 1);
    compiled->header = g_string_new(NULL);
    compiled->source = g_string_new(NULL);
    compiled->messages = g_string_new(NULL);
    return compiled;
}

void compiled_free(Compiled *compiled) {
    g_string_free(compiled->header, TRUE);
    g_string_free(compiled->source, TRUE);
    g_string_free(compiled->messages, TRUE);
    g_free(compiled);
}

bool is_expression(Compiler *compiler, Slice code) {
    const char *fault = code.length == 0 ? "an expression is missing" : code_fault(code);
    return fault == NULL || markup_fail(&compiler->markup, "%s", fault);
}

bool take_call(Compiler *compiler, Slice rest, Slice *ret_name, Slice *ret_arguments) {
    Slice name = slice_identifier(&rest);
    bool bracketed = rest.length >= 2 && rest.text[0] == '(' && rest.text[rest.length - 1] == ')';
    if (name.length == 0 || !bracketed)
        return markup_fail(&compiler->markup, "name(…) is expected");
    Slice arguments = slice_trim((Slice){rest.text + 1, rest.length - 2});
    const char *fault = code_fault(arguments);
    if (fault != NULL)
        return markup_fail(&compiler->markup, "%s", fault);
    *ret_name = name;
    *ret_arguments = arguments;
    return true;
}

static bool statement_include(Compiler *compiler, Slice rest) {
    bool quoted = rest.length > 2 && rest.text[0] == '"' && rest.text[rest.length - 1] == '"';
    if (compiler->blocks->len > 0 || !quoted || strcspn(rest.text + 1, "\"\\\n") != rest.length - 2)
        return markup_fail(&compiler->markup,
                           "{%% include \"path/from/src.h\" %%} stands before the pages");
    g_string_append_printf(compiler->compiled->header, "#include %.*s\n", (int)rest.length,
                           rest.text);
    return true;
}

/* `type name = …`, not `name = …`. */
static bool is_declaration(Slice code) {
    Slice rest = code;
    Slice first = slice_identifier(&rest);
    return first.length > 0 && rest.length > 0 &&
           (g_ascii_isalpha(rest.text[0]) || rest.text[0] == '_' || rest.text[0] == '*');
}

static bool statement_set(Compiler *compiler, Slice rest) {
    if (!is_expression(compiler, rest))
        return false;
    if (code_last(rest, '=') == rest.length)
        return markup_fail(&compiler->markup, "{%% set type name = value %%} is expected");
    bool whole_page =
        g_array_index(compiler->blocks, Block, compiler->blocks->len - 1).kind <= BLOCK_WRAP;
    bool shared = whole_page && is_declaration(rest) && !compiler->has_content;
    emit_line(&compiler->emitter, "%s%.*s;", shared ? "G_GNUC_UNUSED " : "", (int)rest.length,
              rest.text);
    if (shared)
        g_string_append_printf(compiler->settings, "    G_GNUC_UNUSED %.*s;\n", (int)rest.length,
                               rest.text);
    return true;
}

static bool statement_call(Compiler *compiler, Slice rest) {
    Slice name, arguments;
    if (!take_call(compiler, rest, &name, &arguments))
        return false;
    if (!context_is_text(&compiler->context))
        return markup_fail(&compiler->markup,
                           "a call writes elements: it belongs between elements");
    emit_line(&compiler->emitter, "%.*s_html(out%s%.*s);", (int)name.length, name.text,
              arguments.length > 0 ? ", " : "", (int)arguments.length, arguments.text);
    return true;
}

static bool statement_icon(Compiler *compiler, Slice rest) {
    Slice inner = rest.length > 2 ? (Slice){rest.text + 1, rest.length - 2} : rest;
    Slice left = inner, name = slice_word(&left);
    if (name.length == 0 || left.length > 0 || rest.text[0] != '"' ||
        rest.text[rest.length - 1] != '"')
        return markup_fail(&compiler->markup, "{%% icon \"name\" %%} is expected");
    if (!context_is_text(&compiler->context))
        return markup_fail(&compiler->markup, "an icon belongs between elements");
    g_autofree char *identifier = g_strndup(name.text, name.length);
    g_strdelimit(identifier, "-", '_');
    emit_line(&compiler->emitter, "html_put_html(out, icon_%s);", identifier);
    compiler->has_icon = true;
    return true;
}

typedef struct Statement {
    const char *word;
    bool (*compile)(Compiler *compiler, Slice rest);
    bool outside; /* stands outside pages */
    bool writes;  /* C of the template's author, which deserves a #line */
} Statement;

/* NULL for a word that opens no statement. */
static const Statement *statement_named(Slice word) {
    static const Statement statements[] = {
        {"include", statement_include, true, false}, {"page", statement_page, true, false},
        {"wrap", statement_wrap, false, true},       {"content", statement_content, false, false},
        {"if", statement_if, false, true},           {"elif", statement_elif, false, true},
        {"else", statement_else, false, false},      {"for", statement_for, false, true},
        {"end", statement_end, false, false},        {"set", statement_set, false, true},
        {"call", statement_call, false, true},       {"t", statement_text, false, true},
        {"icon", statement_icon, false, true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(statements); i++)
        if (slice_is(word, statements[i].word))
            return &statements[i];
    return NULL;
}

static bool compile_statement(Compiler *compiler, Slice text) {
    Slice rest = text;
    Slice word = slice_identifier(&rest);
    const Statement *statement = statement_named(word);
    if (statement == NULL)
        return markup_fail(&compiler->markup, "{%% %.*s … %%} is no statement", (int)word.length,
                           word.text);
    if (compiler->blocks->len == 0 && !statement->outside)
        return markup_fail(&compiler->markup, "{%% %.*s %%} outside a page", (int)word.length,
                           word.text);
    if (!context_pause(&compiler->context, &compiler->markup))
        return false;
    compiler->markup.space = -1;
    if (statement->writes)
        emit_place(&compiler->emitter, compiler->markup.line);
    return statement->compile(compiler, rest);
}

static bool compile_value(Compiler *compiler, Slice text) {
    const char *fault;
    if (compiler->blocks->len == 0)
        return markup_fail(&compiler->markup, "a value outside a page");
    const char *macro = context_value(&compiler->context, &compiler->markup);
    if (macro == NULL)
        return false;
    compiler->markup.space = -1;
    emit_place(&compiler->emitter, compiler->markup.line);
    return emit_value(&compiler->emitter, macro, text, &fault) ||
           markup_fail(&compiler->markup, "%s", fault);
}

static bool compile_literal(Compiler *compiler, Slice text) {
    if (compiler->blocks->len > 0)
        return context_read(&compiler->context, &compiler->markup, text);
    return slice_trim(text).length == 0 || markup_fail(&compiler->markup, "markup outside a page");
}

static bool compile_token(Compiler *compiler, const Token *token) {
    compiler->markup.line = token->line;
    if (token->kind == TOKEN_LITERAL)
        return compile_literal(compiler, token->text);
    if (token->kind == TOKEN_VALUE)
        return compile_value(compiler, token->text);
    return compile_statement(compiler, token->text);
}

static bool compile_tokens(Compiler *compiler, const GArray *tokens) {
    for (guint i = 0; i < tokens->len; i++)
        if (!compile_token(compiler, &g_array_index(tokens, Token, i)))
            return false;
    if (compiler->blocks->len == 0)
        return true;
    compiler->markup.line = g_array_index(compiler->blocks, Block, compiler->blocks->len - 1).line;
    return markup_fail(&compiler->markup, "this block has no {%% end %%}");
}

static void begin_files(Compiler *compiler) {
    g_string_assign(compiler->compiled->header, "#pragma once\n#include \"web/html.h\"\n");
    g_string_assign(compiler->compiled->source,
                    "#pragma GCC diagnostic ignored \"-Wunused-parameter\"\n");
}

bool template_compile(const char *file, Slice template, Compiled *compiled, GError **error) {
    g_autoptr(GArray) tokens = lexer_tokens(file, template, error);
    if (tokens == NULL)
        return false;
    g_autoptr(GString) literal = g_string_new(NULL), body = g_string_new(NULL),
                       settings = g_string_new(NULL);
    g_autoptr(GArray) blocks = g_array_new(FALSE, TRUE, sizeof(Block));
    Compiler compiler = {
        .file = file, .error = error, .compiled = compiled, .blocks = blocks, .settings = settings};
    compiler.markup = (Markup){.file = file, .error = error, .literal = literal, .space = -1};
    compiler.emitter = (Emitter){.file = file, .literal = literal, .body = body, .depth = 1};
    begin_files(&compiler);
    if (!compile_tokens(&compiler, tokens))
        return false;
    if (compiler.has_icon)
        g_string_prepend(compiled->source, "#include \"web/icons.h\"\n");
    return true;
}
