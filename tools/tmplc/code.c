#include "tmplc/code.h"

#include <glib.h>
#include <string.h>

#define DEEPEST 100

Slice slice_trim(Slice slice) {
    while (slice.length > 0 && g_ascii_isspace(slice.text[0]))
        slice = (Slice){slice.text + 1, slice.length - 1};
    while (slice.length > 0 && g_ascii_isspace(slice.text[slice.length - 1]))
        slice.length--;
    return slice;
}

bool slice_is(Slice slice, const char *text) {
    return strlen(text) == slice.length && memcmp(slice.text, text, slice.length) == 0;
}

static Slice take(Slice *rest, size_t length) {
    Slice taken = {rest->text, length};
    *rest = slice_trim((Slice){rest->text + length, rest->length - length});
    return taken;
}

Slice slice_identifier(Slice *rest) {
    size_t length = 0;
    while (length < rest->length &&
           (g_ascii_isalnum(rest->text[length]) || rest->text[length] == '_'))
        length++;
    return take(rest, length > 0 && g_ascii_isdigit(rest->text[0]) ? 0 : length);
}

Slice slice_word(Slice *rest) {
    size_t length = 0;
    while (length < rest->length &&
           (g_ascii_isalnum(rest->text[length]) || rest->text[length] == '-'))
        length++;
    return take(rest, length);
}

Code code_walk(Slice slice) {
    return (Code){.at = slice.text, .end = slice.text + slice.length};
}

static int skip_literal(Code *code, char quote) {
    while (code->at < code->end && *code->at != '\n') {
        char c = *code->at++;
        if (c == quote)
            return quote;
        if (c == '\\' && code->at < code->end && *code->at != '\n')
            code->at++;
    }
    return -1;
}

int code_next(Code *code) {
    if (code->start != NULL && strchr(")]}", *code->start) != NULL)
        code->depth--;
    code->start = code->at;
    if (code->at == code->end)
        return 0;
    char c = *code->at++;
    if (c == '"' || c == '\'')
        return skip_literal(code, c);
    if (c == '(' || c == '[' || c == '{')
        code->depth++;
    return (unsigned char)c;
}

static char closing(int opening) {
    return opening == '(' ? ')' : opening == '[' ? ']' : '}';
}

const char *code_fault(Slice slice) {
    char open[DEEPEST];
    size_t depth = 0;
    Code code = code_walk(slice);
    int previous = 0;
    for (int c = code_next(&code); c != 0; previous = c, c = code_next(&code)) {
        if (c == -1)
            return "a string that does not end";
        if (c == ';' || c == '#' || c == '\\' || c == '`' || c == '@')
            return "a sign that no expression holds";
        if (previous == '/' && (c == '/' || c == '*'))
            return "a C comment";
        if (depth == DEEPEST)
            return "too many brackets inside each other";
        if (c == '(' || c == '[' || c == '{')
            open[depth++] = closing(c);
        else if ((c == ')' || c == ']' || c == '}') && (depth == 0 || open[--depth] != c))
            return "brackets that do not match";
    }
    return depth > 0 ? "brackets that do not match" : NULL;
}

size_t code_last(Slice slice, char sign) {
    size_t found = slice.length;
    Code code = code_walk(slice);
    for (int c = code_next(&code); c > 0; c = code_next(&code)) {
        if (c != sign || code.depth > 0)
            continue;
        if (code.at < code.end && *code.at == sign)
            code_next(&code);
        else
            found = (size_t)(code.start - slice.text);
    }
    return found;
}
