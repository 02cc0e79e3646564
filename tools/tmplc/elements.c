#include "tmplc/context_parts.h"

#include <string.h>

const char *element_innermost(const Context *context) {
    return context->depth == 0 ? "" : context->elements[context->depth - 1];
}

bool element_holds_text(const char *element) {
    return strcmp(element, "textarea") == 0 || strcmp(element, "title") == 0;
}

bool element_holds_code(const char *element) {
    return strcmp(element, "script") == 0 || strcmp(element, "style") == 0;
}

static bool is_inside(const Context *context, const char *element) {
    for (size_t i = 0; i < context->depth; i++)
        if (strcmp(context->elements[i], element) == 0)
            return true;
    return false;
}

bool element_keeps_space(const Context *context) {
    return is_inside(context, "pre") || is_inside(context, "textarea") ||
           element_holds_code(element_innermost(context));
}

void markup_space(Markup *markup, bool line) {
    GString *literal = markup->literal;
    char last = literal->len == 0 ? '\0' : literal->str[literal->len - 1];
    if (markup->after_block || last == ' ' || last == '\n')
        return;
    markup->space = (gssize)literal->len;
    g_string_append_c(literal, line ? '\n' : ' ');
}

static void swallow_space(Markup *markup, gssize before_tag) {
    if (markup->space >= 0 && markup->space == before_tag - 1)
        g_string_erase(markup->literal, markup->space, 1);
    markup->space = -1;
}

/* `back`: characters of the tag written so far. */
void element_named(Context *context, Markup *markup, size_t back) {
    if (element_is_block(context->tag) && !element_keeps_space(context))
        swallow_space(markup, (gssize)(markup->literal->len - back));
}

/* A browser drops a line break right after these tags; one that is ours keeps the value's own. */
static void begin_kept_text(const Context *context, Markup *markup) {
    markup->after_line = strcmp(context->tag, "textarea") == 0 || strcmp(context->tag, "pre") == 0;
    if (markup->after_line)
        g_string_append_c(markup->literal, '\n');
}

bool element_open(Context *context, Markup *markup, bool closed_itself) {
    bool is_void = element_is_void(context->tag);
    markup->after_block = element_is_block(context->tag);
    context->place = PLACE_TEXT;
    if (is_void)
        return true;
    if (closed_itself)
        return is_inside(context, "svg") || strcmp(context->tag, "svg") == 0 ||
               markup_fail(markup, "<%s/>: only void elements and SVG close themselves",
                           context->tag);
    if (context->depth == ELEMENTS_DEEPEST)
        return markup_fail(markup, "more than %d elements inside each other", ELEMENTS_DEEPEST);
    g_strlcpy(context->elements[context->depth++], context->tag, NAME_LONGEST);
    if (element_keeps_space(context))
        markup->after_block = false;
    begin_kept_text(context, markup);
    return true;
}

bool element_close(Context *context, Markup *markup) {
    if (context->depth == 0)
        return markup_fail(markup, "</%s> closes nothing", context->tag);
    if (strcmp(element_innermost(context), context->tag) != 0)
        return markup_fail(markup, "</%s> where </%s> is due", context->tag,
                           element_innermost(context));
    if (context->depth == context->floor)
        return markup_fail(markup, "</%s> closes an element that was opened outside this block",
                           context->tag);
    context->depth--;
    context->place = PLACE_TEXT;
    markup->after_block = element_is_block(context->tag) && !element_keeps_space(context);
    return true;
}
