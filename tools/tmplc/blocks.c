#include "tmplc/compiler.h"

#include <string.h>

#define BLOCKS_DEEPEST 32

static Block *innermost(Compiler *compiler) {
    return &g_array_index(compiler->blocks, Block, compiler->blocks->len - 1);
}

static Block *open_block(Compiler *compiler, BlockKind kind) {
    if (compiler->blocks->len == BLOCKS_DEEPEST) {
        markup_fail(&compiler->markup, "more than %d blocks inside each other", BLOCKS_DEEPEST);
        return NULL;
    }
    compiler->context.floor = compiler->context.depth;
    Block block = {.kind = kind, .line = compiler->markup.line, .start = compiler->context};
    g_array_append_val(compiler->blocks, block);
    return innermost(compiler);
}

static void close_block(Compiler *compiler) {
    g_array_set_size(compiler->blocks, compiler->blocks->len - 1);
    compiler->context.floor = compiler->blocks->len > 0 ? innermost(compiler)->start.depth : 0;
}

static void end_literal(Compiler *compiler) {
    GString *literal = compiler->emitter.literal;
    while (literal->len > 0 && g_ascii_isspace(literal->str[literal->len - 1]))
        g_string_truncate(literal, literal->len - 1);
    emit_literal(&compiler->emitter);
}

static void write_function(Compiler *compiler, const Block *page, const char *suffix) {
    end_literal(compiler);
    g_autofree char *signature = g_strdup_printf(
        "void %.*s_html%s(HtmlOut *out%s%.*s)", (int)page->name.length, page->name.text, suffix,
        page->arguments.length > 0 ? ", " : "", (int)page->arguments.length, page->arguments.text);
    g_string_append_printf(compiler->compiled->header, "%s;\n", signature);
    g_string_append_printf(compiler->compiled->source, "\n%s {\n%s}\n", signature,
                           compiler->emitter.body->str);
    g_string_truncate(compiler->emitter.body, 0);
}

bool statement_page(Compiler *compiler, Slice rest) {
    Slice name, arguments;
    if (compiler->blocks->len > 0)
        return markup_fail(&compiler->markup, "a page inside a page: is an {%% end %%} missing?");
    if (!take_call(compiler, rest, &name, &arguments))
        return false;
    compiler->context = (Context){.place = PLACE_TEXT};
    compiler->markup.after_block = true;
    compiler->has_content = false;
    g_string_truncate(compiler->settings, 0);
    Block *page = open_block(compiler, BLOCK_PAGE);
    page->name = name;
    page->arguments = arguments;
    return true;
}

bool statement_content(Compiler *compiler, Slice rest) {
    if (rest.length > 0 || compiler->has_content || !context_is_text(&compiler->context))
        return markup_fail(&compiler->markup, "{%% content %%} stands once, between elements");
    for (guint i = 1; i < compiler->blocks->len; i++)
        if (g_array_index(compiler->blocks, Block, i).kind != BLOCK_WRAP)
            return markup_fail(&compiler->markup,
                               "{%% content %%} may not stand in an if or a for");
    compiler->has_content = true;
    write_function(compiler, &g_array_index(compiler->blocks, Block, 0), "_open");
    g_string_append(compiler->emitter.body, compiler->settings->str);
    return true;
}

static bool end_page(Compiler *compiler, Block *page) {
    const Context *context = &compiler->context;
    if (context->depth > 0)
        return markup_fail(&compiler->markup, "<%s> is not closed at the end of the page",
                           context->elements[context->depth - 1]);
    if (context->place != PLACE_TEXT)
        return markup_fail(&compiler->markup, "the page ends inside a tag");
    write_function(compiler, page, compiler->has_content ? "_close" : "");
    return true;
}

static void emit_wrap(Compiler *compiler, const Block *wrap, const char *part) {
    emit_line(&compiler->emitter, "%.*s_html_%s(out%s%.*s);", (int)wrap->name.length,
              wrap->name.text, part, wrap->arguments.length > 0 ? ", " : "",
              (int)wrap->arguments.length, wrap->arguments.text);
}

bool statement_wrap(Compiler *compiler, Slice rest) {
    Slice name, arguments;
    if (!take_call(compiler, rest, &name, &arguments))
        return false;
    if (!context_is_text(&compiler->context))
        return markup_fail(&compiler->markup, "a wrap belongs between elements");
    Block *wrap = open_block(compiler, BLOCK_WRAP);
    if (wrap == NULL)
        return false;
    wrap->name = name;
    wrap->arguments = arguments;
    emit_wrap(compiler, wrap, "open");
    compiler->markup.after_block = true;
    return true;
}

static bool fail_unequal(Compiler *compiler, const Block *block) {
    const Context *context = &compiler->context;
    if (context->depth > block->start.depth)
        return markup_fail(&compiler->markup,
                           "<%s> is not closed before the end of the block that began in line %d",
                           context->elements[context->depth - 1], block->line);
    return markup_fail(&compiler->markup,
                       "the branches of the block that began in line %d do not end in the same "
                       "place of the markup",
                       block->line);
}

static bool end_wrap(Compiler *compiler, Block *wrap) {
    if (!context_equal(&compiler->context, &wrap->start))
        return fail_unequal(compiler, wrap);
    emit_wrap(compiler, wrap, "close");
    return true;
}

/* A branch of an if ends here. */
static bool join_branch(Compiler *compiler, Block *block) {
    if (!block->has_branch)
        block->joined = compiler->context;
    else if (!context_join(&block->joined, &compiler->context))
        return fail_unequal(compiler, block);
    if (compiler->context.depth != block->start.depth)
        return fail_unequal(compiler, block);
    block->has_branch = true;
    compiler->context = block->start;
    return true;
}

bool statement_if(Compiler *compiler, Slice rest) {
    if (!is_expression(compiler, rest) || open_block(compiler, BLOCK_IF) == NULL)
        return false;
    emit_line(&compiler->emitter, "if (%.*s) {", (int)rest.length, rest.text);
    compiler->emitter.depth++;
    return true;
}

bool statement_elif(Compiler *compiler, Slice rest) {
    Block *block = innermost(compiler);
    if (block->kind != BLOCK_IF || block->has_else)
        return markup_fail(&compiler->markup, "{%% elif %%} without {%% if %%}");
    if (!is_expression(compiler, rest) || !join_branch(compiler, block))
        return false;
    compiler->emitter.depth--;
    emit_line(&compiler->emitter, "} else if (%.*s) {", (int)rest.length, rest.text);
    compiler->emitter.depth++;
    return true;
}

static bool else_of_for(Compiler *compiler, Block *block) {
    if (!context_equal(&compiler->context, &block->start))
        return fail_unequal(compiler, block);
    compiler->emitter.depth--;
    emit_line(&compiler->emitter, "}");
    emit_line(&compiler->emitter, "if (%.*s_count == 0) {", (int)block->name.length,
              block->name.text);
    compiler->emitter.depth++;
    return true;
}

bool statement_else(Compiler *compiler, Slice rest) {
    Block *block = innermost(compiler);
    if (rest.length > 0 || block->kind < BLOCK_IF || block->has_else)
        return markup_fail(&compiler->markup, "{%% else %%} without {%% if %%} or {%% for %%}");
    block->has_else = true;
    if (block->kind == BLOCK_FOR)
        return else_of_for(compiler, block);
    if (!join_branch(compiler, block))
        return false;
    compiler->emitter.depth--;
    emit_line(&compiler->emitter, "} else {");
    compiler->emitter.depth++;
    return true;
}

static bool end_if(Compiler *compiler, Block *block) {
    if (!join_branch(compiler, block))
        return false;
    if (!block->has_else && !context_join(&block->joined, &block->start))
        return fail_unequal(compiler, block);
    compiler->context = block->joined;
    compiler->emitter.depth--;
    emit_line(&compiler->emitter, "}");
    return true;
}

/* `view->rows` is a struct { rows, n }; `view->items, view->n_items` are pointer and count. */
static void emit_list(Compiler *compiler, Slice name, Slice list, Slice count) {
    Emitter *emitter = &compiler->emitter;
    int length = (int)name.length;
    const char *text = name.text;
    emit_line(emitter, "const __auto_type %.*s_list = (%.*s);", length, text, (int)list.length,
              list.text);
    if (count.length > 0)
        emit_line(emitter, "const size_t %.*s_count = (size_t)(%.*s);", length, text,
                  (int)count.length, count.text);
    else
        emit_line(emitter, "const size_t %.*s_count = (size_t)%.*s_list.n;", length, text, length,
                  text);
}

static void emit_loop(Compiler *compiler, Slice name, bool counted) {
    Emitter *emitter = &compiler->emitter;
    int length = (int)name.length;
    const char *text = name.text, *rows = counted ? "" : ".rows";
    emit_line(emitter, "for (size_t %.*s_index = 0; %.*s_index < %.*s_count; %.*s_index++) {",
              length, text, length, text, length, text, length, text);
    emitter->depth++;
    emit_line(emitter, "const __typeof__(*%.*s_list%s) *%.*s = &%.*s_list%s[%.*s_index];", length,
              text, rows, length, text, length, text, rows, length, text);
}

bool statement_for(Compiler *compiler, Slice rest) {
    Slice name = slice_identifier(&rest), in = slice_identifier(&rest);
    if (name.length == 0 || !slice_is(in, "in") || !is_expression(compiler, rest))
        return markup_fail(
            &compiler->markup,
            "{%% for name in list %%} or {%% for name in items, count %%} is expected");
    size_t comma = code_last(rest, ',');
    Slice list = {rest.text, comma}, count = {rest.text + rest.length, 0};
    if (comma < rest.length)
        count = slice_trim((Slice){rest.text + comma + 1, rest.length - comma - 1});
    if (list.length == 0 || (comma < rest.length && count.length == 0))
        return markup_fail(&compiler->markup, "an expression is missing beside the comma");
    Block *block = open_block(compiler, BLOCK_FOR);
    if (block == NULL)
        return false;
    block->name = name;
    emit_line(&compiler->emitter, "{");
    compiler->emitter.depth++;
    emit_list(compiler, name, list, count);
    emit_loop(compiler, name, count.length > 0);
    return true;
}

static bool end_for(Compiler *compiler, Block *block) {
    if (!context_equal(&compiler->context, &block->start))
        return fail_unequal(compiler, block);
    compiler->emitter.depth -= 2;
    emit_line(&compiler->emitter, "}}");
    return true;
}

bool statement_end(Compiler *compiler, Slice rest) {
    static bool (*const ends[])(Compiler *, Block *) = {[BLOCK_PAGE] = end_page,
                                                        [BLOCK_WRAP] = end_wrap,
                                                        [BLOCK_IF] = end_if,
                                                        [BLOCK_FOR] = end_for};
    if (rest.length > 0)
        return markup_fail(&compiler->markup, "{%% end %%} takes nothing");
    Block block = *innermost(compiler);
    if (!ends[block.kind](compiler, &block))
        return false;
    close_block(compiler);
    return true;
}
