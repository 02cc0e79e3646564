#include "tmplc/compiler.h"

#include <string.h>

#define ARGUMENTS_MOST 16

typedef struct Argument {
    Slice name, value;
    bool used;
} Argument;

typedef struct Text {
    Slice one, many; /* C string literals; `many` is empty when there is no plural */
    Argument arguments[ARGUMENTS_MOST];
    size_t n_arguments;
} Text;

static Slice take_string(Slice *rest) {
    Code code = code_walk(*rest);
    if (code_next(&code) != '"')
        return (Slice){rest->text, 0};
    Slice string = {rest->text, (size_t)(code.at - rest->text)};
    *rest = slice_trim((Slice){code.at, rest->length - string.length});
    return string;
}

/* An argument's value reaches to the next ` name=`. */
static size_t length_of_value(Slice rest) {
    Code code = code_walk(rest);
    for (int c = code_next(&code); c > 0; c = code_next(&code)) {
        if (code.depth > 0 || !g_ascii_isspace(c))
            continue;
        Slice after = slice_trim((Slice){code.at, (size_t)(code.end - code.at)});
        Slice name = slice_identifier(&after);
        bool assigns = after.length > 1 && after.text[0] == '=' && after.text[1] != '=';
        if (name.length > 0 && assigns && name.text[name.length] == '=')
            return (size_t)(code.start - rest.text);
    }
    return rest.length;
}

static bool take_argument(Compiler *compiler, Slice *rest, Text *text) {
    Slice name = slice_identifier(rest);
    if (name.length == 0 || rest->length == 0 || rest->text[0] != '=')
        return markup_fail(&compiler->markup,
                           "{%% t \"text with {name}\" name=value %%} is expected");
    if (text->n_arguments == ARGUMENTS_MOST)
        return markup_fail(&compiler->markup, "more than %d values in a text", ARGUMENTS_MOST);
    Slice value = slice_trim((Slice){rest->text + 1, rest->length - 1});
    size_t length = length_of_value(value);
    text->arguments[text->n_arguments++] =
        (Argument){name, slice_trim((Slice){value.text, length}), false};
    *rest = slice_trim((Slice){value.text + length, value.length - length});
    return true;
}

static Argument *argument_named(Text *text, Slice name) {
    for (size_t i = 0; i < text->n_arguments; i++) {
        Slice known = text->arguments[i].name;
        if (known.length == name.length && memcmp(known.text, name.text, name.length) == 0)
            return &text->arguments[i];
    }
    return NULL;
}

static bool check_places(Compiler *compiler, Text *text, Slice string) {
    const char *end = string.text + string.length;
    for (const char *at = string.text; (at = memchr(at, '{', (size_t)(end - at))) != NULL;) {
        const char *close = memchr(at, '}', (size_t)(end - at));
        Slice name = {at + 1, close == NULL ? 0 : (size_t)(close - at - 1)};
        Argument *argument = argument_named(text, name);
        if (argument == NULL)
            return markup_fail(&compiler->markup, "{%.*s} has no value", (int)name.length,
                               name.text);
        argument->used = true;
        at = close;
    }
    return true;
}

static bool check(Compiler *compiler, Text *text) {
    if (!check_places(compiler, text, text->one) || !check_places(compiler, text, text->many))
        return false;
    for (size_t i = 0; i < text->n_arguments; i++)
        if (!text->arguments[i].used)
            return markup_fail(&compiler->markup, "the value %.*s is not in the text",
                               (int)text->arguments[i].name.length, text->arguments[i].name.text);
    if (text->many.length > 0 && argument_named(text, (Slice){"n", 1}) == NULL)
        return markup_fail(&compiler->markup, "a text with a plural counts by n=…");
    return true;
}

static bool take_text(Compiler *compiler, Slice rest, Text *text) {
    text->one = take_string(&rest);
    text->many = take_string(&rest);
    if (text->one.length <= 2)
        return markup_fail(&compiler->markup, "{%% t \"text\" %%} is expected");
    while (rest.length > 0)
        if (!take_argument(compiler, &rest, text))
            return false;
    return check(compiler, text);
}

static bool emit_arguments(Compiler *compiler, const Text *text, const char *macro) {
    Emitter *emitter = &compiler->emitter;
    const char *fault;
    for (size_t i = 0; i < text->n_arguments; i++) {
        Slice name = text->arguments[i].name;
        emit_line(emitter, "if (html_phrase_is(&phrase_, \"%.*s\"))", (int)name.length, name.text);
        emit_place(emitter, compiler->markup.line);
        if (!emit_value(emitter, macro, text->arguments[i].value, &fault))
            return markup_fail(&compiler->markup, "%s", fault);
    }
    return true;
}

static Slice count_expression(Text *text) {
    Slice value = argument_named(text, (Slice){"n", 1})->value;
    return slice_trim((Slice){value.text, code_last(value, '|')});
}

static bool emit_text(Compiler *compiler, Text *text, const char *macro) {
    Emitter *emitter = &compiler->emitter;
    Slice one = text->one, many = text->many;
    if (text->n_arguments == 0) {
        emit_line(emitter, "html_tr(out, %.*s);", (int)one.length, one.text);
        return true;
    }
    if (many.length > 0) {
        Slice count = count_expression(text);
        emit_line(emitter, "for (HtmlPhrase phrase_ = html_phrase(out, (%.*s) == 1 ? %.*s : %.*s);",
                  (int)count.length, count.text, (int)one.length, one.text, (int)many.length,
                  many.text);
    } else {
        emit_line(emitter, "for (HtmlPhrase phrase_ = html_phrase(out, %.*s);", (int)one.length,
                  one.text);
    }
    emit_line(emitter, "     html_phrase_next(&phrase_, out);) {");
    emitter->depth++;
    if (!emit_arguments(compiler, text, macro))
        return false;
    emitter->depth--;
    emit_line(emitter, "}");
    return true;
}

static void collect(Compiler *compiler, const Text *text) {
    GString *messages = compiler->compiled->messages;
    g_string_append_printf(messages, "#: %s:%d\nmsgid %.*s\nmsgstr \"\"\n\n", compiler->file,
                           compiler->markup.line, (int)text->one.length, text->one.text);
    if (text->many.length > 0)
        g_string_append_printf(messages, "#: %s:%d\nmsgid %.*s\nmsgstr \"\"\n\n", compiler->file,
                               compiler->markup.line, (int)text->many.length, text->many.text);
}

bool statement_text(Compiler *compiler, Slice rest) {
    Text text = {0};
    if (!take_text(compiler, rest, &text))
        return false;
    const char *macro = context_value(&compiler->context, &compiler->markup);
    if (macro == NULL)
        return false;
    if (g_str_has_prefix(macro, "HTML_URL"))
        return markup_fail(&compiler->markup, "a translated text in an address");
    collect(compiler, &text);
    return emit_text(compiler, &text, macro);
}
