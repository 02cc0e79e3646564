#pragma once
#include "tmplc/compile.h"
#include "tmplc/context.h"
#include "tmplc/emit.h"
#include "tmplc/lexer.h"

typedef enum { BLOCK_PAGE, BLOCK_WRAP, BLOCK_IF, BLOCK_FOR } BlockKind;

/* An open {% page %}, {% wrap %}, {% if %} or {% for %}. */
typedef struct Block {
    BlockKind kind;
    int line;
    Context start;
    Context joined; /* where the branches so far ended */
    bool has_branch, has_else;
    Slice name, arguments;
} Block;

typedef struct Compiler {
    const char *file;
    GError **error;
    Compiled *compiled;
    Context context;
    Markup markup;
    Emitter emitter;
    GArray *blocks;    /* of Block */
    GString *settings; /* `set` lines of a page, for what follows its content */
    bool has_content, has_icon;
} Compiler;

/* Statements: `rest` is what follows the first word. */

/* {% t … %} (text.c). */
bool statement_text(Compiler *compiler, Slice rest);

/* Blocks and pages (blocks.c). */
bool statement_page(Compiler *compiler, Slice rest);
bool statement_wrap(Compiler *compiler, Slice rest);
bool statement_content(Compiler *compiler, Slice rest);
bool statement_if(Compiler *compiler, Slice rest);
bool statement_elif(Compiler *compiler, Slice rest);
bool statement_else(Compiler *compiler, Slice rest);
bool statement_for(Compiler *compiler, Slice rest);
bool statement_end(Compiler *compiler, Slice rest);

/* Takes `name(arguments)` apart. */
bool take_call(Compiler *compiler, Slice rest, Slice *ret_name, Slice *ret_arguments);

/* Fails unless `code` can be an expression. */
bool is_expression(Compiler *compiler, Slice code);
