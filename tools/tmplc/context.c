#include "tmplc/context_parts.h"

#include "common/generate.h"
#include <string.h>

bool markup_fail(Markup *markup, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return fail_at(markup->error, markup->file, markup->line, "%s", message);
}

const char *markup_refuse(Markup *markup, const char *where, const char *remedy) {
    markup_fail(markup, "a value is refused %s: %s", where, remedy);
    return NULL;
}

static bool append_name(Markup *markup, char *name, char c) {
    size_t length = strlen(name);
    if (length + 1 >= NAME_LONGEST)
        return markup_fail(markup, "a name of more than %d characters", NAME_LONGEST - 1);
    name[length] = g_ascii_tolower(c);
    name[length + 1] = '\0';
    g_string_append_c(markup->literal, c);
    return true;
}

static bool is_name_character(char c) {
    return g_ascii_isalnum(c) || c == '-' || c == '_' || c == ':' || c == '.';
}

static bool read_space_or_end(Context *context, Markup *markup, char c) {
    if (c == '>') {
        g_string_append_c(markup->literal, c);
        return element_open(context, markup, false);
    }
    if (c == '/') {
        g_string_append_c(markup->literal, c);
        context->place = PLACE_SLASH;
        return true;
    }
    if (!g_ascii_isspace(c))
        return markup_fail(markup, "white space is missing before '%c' in <%s>", c, context->tag);
    markup->after_block = false;
    markup_space(markup, false);
    context->place = PLACE_BETWEEN;
    return true;
}

static bool read_between(Context *context, Markup *markup, char c) {
    if (g_ascii_isspace(c) || c == '>' || c == '/')
        return read_space_or_end(context, markup, c);
    if (!g_ascii_isalpha(c))
        return markup_fail(markup, "'%c' cannot begin an attribute", c);
    context->name[0] = '\0';
    context->place = PLACE_ATTRIBUTE;
    return append_name(markup, context->name, c);
}

static bool begin_attribute(Context *context, Markup *markup) {
    context->attribute = attribute_kind(context->name);
    context->address = ADDRESS_EMPTY;
    context->prefix[0] = '\0';
    if (strcmp(context->name, "style") == 0)
        return markup_fail(markup, "the content security policy stops style=: use a class");
    if (strcmp(context->name, "http-equiv") == 0)
        return markup_fail(markup, "http-equiv: let the answer carry the header");
    if (g_str_has_prefix(context->name, "on") || g_str_has_prefix(context->name, "hx-on"))
        return markup_fail(markup,
                           "the content security policy stops %s=: put the script in assets/",
                           context->name);
    return true;
}

static bool read_attribute(Context *context, Markup *markup, char c) {
    if (is_name_character(c))
        return append_name(markup, context->name, c);
    if (c != '=')
        return read_space_or_end(context, markup, c);
    g_string_append_c(markup->literal, c);
    context->place = PLACE_EQUALS;
    return begin_attribute(context, markup);
}

static bool read_equals(Context *context, Markup *markup, char c) {
    if (g_ascii_isspace(c) || c == '>' || c == '=' || c == '<' || c == '`')
        return markup_fail(markup, "the value of %s is missing", context->name);
    context->quote = c;
    context->place = c == '"' || c == '\'' ? PLACE_QUOTED : PLACE_UNQUOTED;
    g_string_append_c(markup->literal, c);
    return true;
}

static bool read_quoted(Context *context, Markup *markup, char c) {
    g_string_append_c(markup->literal, c);
    if (c != context->quote)
        return context->attribute != ATTRIBUTE_URL || address_read(context, markup, c);
    context->place = PLACE_GLUED;
    context->quote = '\0';
    return true;
}

static bool read_unquoted(Context *context, Markup *markup, char c) {
    if (g_ascii_isspace(c) || c == '>') {
        context->quote = '\0';
        return read_space_or_end(context, markup, c);
    }
    if (strchr("\"'<=`", c) != NULL)
        return markup_fail(markup, "the value of %s needs quotes", context->name);
    g_string_append_c(markup->literal, c);
    return true;
}

static bool read_open_name(Context *context, Markup *markup, char c) {
    if (is_name_character(c))
        return append_name(markup, context->tag, c);
    element_named(context, markup, strlen(context->tag) + 1);
    return read_space_or_end(context, markup, c);
}

static bool read_close_name(Context *context, Markup *markup, char c) {
    if (is_name_character(c))
        return append_name(markup, context->tag, c);
    if (c != '>')
        return markup_fail(markup, "'%c' in the closing tag </%s>", c, context->tag);
    element_named(context, markup, strlen(context->tag) + 2);
    g_string_append_c(markup->literal, c);
    return element_close(context, markup);
}

static bool read_slash(Context *context, Markup *markup, char c) {
    if (c != '>')
        return markup_fail(markup, "'/' inside <%s>", context->tag);
    g_string_append_c(markup->literal, c);
    return element_open(context, markup, true);
}

static bool read_text(Context *context, Markup *markup, char c) {
    if (g_ascii_isspace(c) && !element_keeps_space(context)) {
        markup_space(markup, c == '\n');
        return true;
    }
    if (c != '\n' || !markup->after_line)
        g_string_append_c(markup->literal, c);
    markup->after_block = markup->after_line = false;
    markup->space = -1;
    return true;
}

static bool read_character(Context *context, Markup *markup, char c) {
    switch (context->place) {
    case PLACE_TEXT:
        return read_text(context, markup, c);
    case PLACE_OPEN_NAME:
        return read_open_name(context, markup, c);
    case PLACE_CLOSE_NAME:
        return read_close_name(context, markup, c);
    case PLACE_BETWEEN:
        return read_between(context, markup, c);
    case PLACE_GLUED:
        return read_space_or_end(context, markup, c);
    case PLACE_SLASH:
        return read_slash(context, markup, c);
    case PLACE_ATTRIBUTE:
        return read_attribute(context, markup, c);
    case PLACE_EQUALS:
        return read_equals(context, markup, c);
    case PLACE_QUOTED:
        return read_quoted(context, markup, c);
    case PLACE_UNQUOTED:
        return read_unquoted(context, markup, c);
    }
    return false;
}

static size_t length_until(Slice text, const char *closer) {
    const char *found = g_strstr_len(text.text, (gssize)text.length, closer);
    return found == NULL ? 0 : (size_t)(found - text.text) + strlen(closer);
}

static size_t skip(Markup *markup, Slice text, size_t length, bool keep) {
    for (size_t i = 0; i < length; i++)
        markup->line += text.text[i] == '\n';
    if (keep)
        g_string_append_len(markup->literal, text.text, (gssize)length);
    return length;
}

/* A comment is left out; a doctype is copied. */
static bool read_declaration(Markup *markup, Slice text, size_t *ret_used) {
    bool comment = text.length >= 4 && memcmp(text.text, "<!--", 4) == 0;
    size_t length = length_until(text, comment ? "-->" : ">");
    if (length == 0)
        return markup_fail(markup, "<!… does not end before the next tag of the template");
    *ret_used = skip(markup, text, length, !comment);
    markup->after_block = markup->after_block || !comment;
    return true;
}

static bool read_code_element(Context *context, Markup *markup, Slice text, size_t *ret_used) {
    const char *found = g_strstr_len(text.text, (gssize)text.length, "</");
    if (found == NULL)
        return markup_fail(markup, "values and statements are refused inside <%s>",
                           element_innermost(context));
    *ret_used = skip(markup, text, (size_t)(found - text.text), true);
    g_string_append(markup->literal, "</");
    *ret_used += 2;
    context->tag[0] = '\0';
    context->place = PLACE_CLOSE_NAME;
    return true;
}

static bool begin_element(Context *context, Markup *markup, Slice text, size_t *ret_used) {
    bool closes = text.length > 1 && text.text[1] == '/';
    size_t name_at = closes ? 2 : 1;
    if (text.length <= name_at || !g_ascii_isalpha(text.text[name_at]))
        return markup_fail(markup, "'<' that begins no tag: write &lt;");
    if (!closes && element_holds_text(element_innermost(context)))
        return markup_fail(markup, "a tag inside <%s>", element_innermost(context));
    g_string_append(markup->literal, closes ? "</" : "<");
    context->tag[0] = '\0';
    context->place = closes ? PLACE_CLOSE_NAME : PLACE_OPEN_NAME;
    *ret_used = name_at;
    return true;
}

static bool read_some(Context *context, Markup *markup, Slice text, size_t *ret_used) {
    if (context->place == PLACE_TEXT && element_holds_code(element_innermost(context)))
        return read_code_element(context, markup, text, ret_used);
    if (context->place == PLACE_TEXT && text.text[0] == '<') {
        bool declares = text.length > 1 && text.text[1] == '!' &&
                        !element_holds_text(element_innermost(context));
        return declares ? read_declaration(markup, text, ret_used)
                        : begin_element(context, markup, text, ret_used);
    }
    if (!read_character(context, markup, text.text[0]))
        return false;
    markup->line += text.text[0] == '\n';
    *ret_used = 1;
    return true;
}

bool context_read(Context *context, Markup *markup, Slice text) {
    while (text.length > 0) {
        size_t used = 0;
        if (!read_some(context, markup, text, &used))
            return false;
        text = (Slice){text.text + used, text.length - used};
    }
    return true;
}

bool context_pause(Context *context, Markup *markup) {
    markup->after_block = markup->after_line = false;
    switch (context->place) {
    case PLACE_OPEN_NAME:
        element_named(context, markup, strlen(context->tag) + 1);
        context->place = PLACE_GLUED;
        return true;
    case PLACE_ATTRIBUTE:
        context->place = PLACE_GLUED;
        return true;
    case PLACE_TEXT:
        return !element_holds_code(element_innermost(context)) ||
               markup_fail(markup, "values and statements are refused inside <%s>",
                           element_innermost(context));
    case PLACE_BETWEEN:
    case PLACE_GLUED:
    case PLACE_QUOTED:
        return true;
    default:
        return markup_fail(markup, "no statement may stand here in <%s>", context->tag);
    }
}

const char *context_value(Context *context, Markup *markup) {
    markup->after_block = markup->after_line = false;
    switch (context->place) {
    case PLACE_TEXT:
        if (element_holds_code(element_innermost(context)))
            return markup_refuse(markup, "inside script and style", "put it in a data- attribute");
        return element_holds_text(element_innermost(context)) ? "HTML_ATTRIBUTE" : "HTML_TEXT";
    case PLACE_QUOTED:
        if (context->attribute == ATTRIBUTE_CLOSED)
            return markup_refuse(markup, "in an attribute that is evaluated",
                                 "use a data- attribute or a class");
        return context->attribute == ATTRIBUTE_URL ? address_value(context, markup)
                                                   : "HTML_ATTRIBUTE";
    case PLACE_EQUALS:
    case PLACE_UNQUOTED:
        return markup_refuse(markup, "in an attribute without quotes", "add quotes");
    case PLACE_OPEN_NAME:
    case PLACE_CLOSE_NAME:
        return markup_refuse(markup, "in the name of an element", "use {% if %}");
    default:
        return markup_refuse(markup, "among the attributes of a tag",
                             "use {% if x %} checked{% end %}");
    }
}

bool context_is_text(const Context *context) {
    return context->place == PLACE_TEXT && !element_holds_text(element_innermost(context)) &&
           !element_holds_code(element_innermost(context));
}

static bool is_same_but_address(const Context *a, const Context *b) {
    return a->depth == b->depth && a->quote == b->quote &&
           (a->place == PLACE_TEXT || strcmp(a->tag, b->tag) == 0) &&
           (a->place != PLACE_QUOTED || a->attribute == b->attribute);
}

bool context_equal(const Context *a, const Context *b) {
    bool address =
        a->place != PLACE_QUOTED || a->attribute != ATTRIBUTE_URL || a->address == b->address;
    return a->place == b->place && is_same_but_address(a, b) && address;
}

static bool is_between_attributes(const Context *context) {
    return context->place == PLACE_BETWEEN || context->place == PLACE_GLUED;
}

bool context_join(Context *context, const Context *other) {
    bool between = is_between_attributes(context) && is_between_attributes(other);
    if (!is_same_but_address(context, other) || (context->place != other->place && !between))
        return false;
    if (between && other->place == PLACE_GLUED)
        context->place = PLACE_GLUED;
    if (context->place == PLACE_QUOTED && context->address != other->address)
        context->address = ADDRESS_DONE;
    return true;
}
