#include "tmplc/context.h"

#include "common/generate.h"
#include <string.h>

bool markup_fail(Markup *markup, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return fail_at(markup->error, markup->file, markup->line, "%s", message);
}

static const char *top(const Context *context) {
    return context->depth == 0 ? "" : context->elements[context->depth - 1];
}

/* Only text is read inside these (HTML Living Standard, "raw text" and "escapable raw text"). */
static bool holds_text_only(const char *element) {
    return strcmp(element, "textarea") == 0 || strcmp(element, "title") == 0;
}

static bool holds_code(const char *element) {
    return strcmp(element, "script") == 0 || strcmp(element, "style") == 0;
}

static bool is_inside(const Context *context, const char *element) {
    for (size_t i = 0; i < context->depth; i++)
        if (strcmp(context->elements[i], element) == 0)
            return true;
    return false;
}

static bool keeps_space(const Context *context) {
    return is_inside(context, "pre") || is_inside(context, "textarea") || holds_code(top(context));
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

static void append_space(Markup *markup, bool line) {
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
static void begin_tag(Context *context, Markup *markup, size_t back) {
    if (element_is_block(context->tag) && !keeps_space(context))
        swallow_space(markup, (gssize)(markup->literal->len - back));
}

/* A browser drops a line break right after these tags; one that is ours keeps the value's own. */
static void begin_kept_text(const Context *context, Markup *markup) {
    markup->after_line = strcmp(context->tag, "textarea") == 0 || strcmp(context->tag, "pre") == 0;
    if (markup->after_line)
        g_string_append_c(markup->literal, '\n');
}

static bool open_element(Context *context, Markup *markup, bool closed_itself) {
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
    if (keeps_space(context))
        markup->after_block = false;
    begin_kept_text(context, markup);
    return true;
}

static bool close_element(Context *context, Markup *markup) {
    if (context->depth == 0)
        return markup_fail(markup, "</%s> closes nothing", context->tag);
    if (strcmp(top(context), context->tag) != 0)
        return markup_fail(markup, "</%s> where </%s> is due", context->tag, top(context));
    if (context->depth == context->floor)
        return markup_fail(markup, "</%s> closes an element that was opened outside this block",
                           context->tag);
    context->depth--;
    context->place = PLACE_TEXT;
    markup->after_block = element_is_block(context->tag) && !keeps_space(context);
    return true;
}

static bool is_scheme_allowed(const char *address) {
    size_t length = strcspn(address, ":/?#");
    return address[length] != ':' || g_str_has_prefix(address, "http:") ||
           g_str_has_prefix(address, "https:") || g_str_has_prefix(address, "mailto:") ||
           g_str_has_prefix(address, "tel:");
}

/* ADDRESS_PREFIX until it is clear that a value can only add to a path or query of a known place.
 */
static Address address_of(const char *prefix) {
    static const char *const places[] = {"https://", "http://", "mailto:", "tel:"};
    if (prefix[0] == '?' || prefix[0] == '#')
        return ADDRESS_QUERY;
    if (prefix[0] == '/')
        return prefix[1] == '/' || prefix[1] == '\\' ? ADDRESS_PREFIX : ADDRESS_PATH;
    if (g_str_has_prefix(prefix, "./") || g_str_has_prefix(prefix, "../"))
        return ADDRESS_PATH;
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        size_t length = strlen(places[i]);
        if (!g_str_has_prefix(prefix, places[i]))
            continue;
        bool has_host = i >= 2 || (prefix[length] != '/' && strchr(prefix + length, '/') != NULL);
        return has_host ? ADDRESS_PATH : ADDRESS_PREFIX;
    }
    return ADDRESS_PREFIX;
}

static bool read_address(Context *context, Markup *markup, char c) {
    size_t length = strlen(context->prefix);
    if (context->address == ADDRESS_DONE)
        return markup_fail(markup,
                           "the address goes on after branches that wrote different kinds of it");
    if (context->address == ADDRESS_WHOLE && strchr("/?#&", c) == NULL)
        return markup_fail(markup, "only /, ? or # may follow a Url in %s", context->name);
    if (context->address == ADDRESS_WHOLE)
        context->address = c == '/' ? ADDRESS_PATH : ADDRESS_QUERY;
    bool open = context->address <= ADDRESS_PREFIX || (length == 1 && context->prefix[0] == '/');
    if (open && length + 1 < PREFIX_LONGEST) {
        context->prefix[length] = g_ascii_tolower(c);
        context->prefix[length + 1] = '\0';
        context->address = address_of(context->prefix);
    } else if (context->address == ADDRESS_PATH) {
        context->prefix[0] = '\0';
    }
    if (context->address == ADDRESS_PATH && (c == '?' || c == '#'))
        context->address = ADDRESS_QUERY;
    return true;
}

static bool read_space_or_end(Context *context, Markup *markup, char c) {
    if (c == '>') {
        g_string_append_c(markup->literal, c);
        return open_element(context, markup, false);
    }
    if (c == '/') {
        g_string_append_c(markup->literal, c);
        context->place = PLACE_SLASH;
        return true;
    }
    if (!g_ascii_isspace(c))
        return markup_fail(markup, "white space is missing before '%c' in <%s>", c, context->tag);
    markup->after_block = false;
    append_space(markup, false);
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
        return context->attribute != ATTRIBUTE_URL || read_address(context, markup, c);
    context->place = PLACE_GLUED;
    context->quote = '\0';
    if (context->attribute == ATTRIBUTE_URL && !is_scheme_allowed(context->prefix))
        return markup_fail(markup, "an address of this kind in %s could run script", context->name);
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
    begin_tag(context, markup, strlen(context->tag) + 1);
    return read_space_or_end(context, markup, c);
}

static bool read_close_name(Context *context, Markup *markup, char c) {
    if (is_name_character(c))
        return append_name(markup, context->tag, c);
    if (c != '>')
        return markup_fail(markup, "'%c' in the closing tag </%s>", c, context->tag);
    begin_tag(context, markup, strlen(context->tag) + 2);
    g_string_append_c(markup->literal, c);
    return close_element(context, markup);
}

static bool read_slash(Context *context, Markup *markup, char c) {
    if (c != '>')
        return markup_fail(markup, "'/' inside <%s>", context->tag);
    g_string_append_c(markup->literal, c);
    return open_element(context, markup, true);
}

static bool read_text(Context *context, Markup *markup, char c) {
    if (g_ascii_isspace(c) && !keeps_space(context)) {
        append_space(markup, c == '\n');
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
        return markup_fail(markup, "values and statements are refused inside <%s>", top(context));
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
    if (!closes && holds_text_only(top(context)))
        return markup_fail(markup, "a tag inside <%s>", top(context));
    g_string_append(markup->literal, closes ? "</" : "<");
    context->tag[0] = '\0';
    context->place = closes ? PLACE_CLOSE_NAME : PLACE_OPEN_NAME;
    *ret_used = name_at;
    return true;
}

static bool read_some(Context *context, Markup *markup, Slice text, size_t *ret_used) {
    if (context->place == PLACE_TEXT && holds_code(top(context)))
        return read_code_element(context, markup, text, ret_used);
    if (context->place == PLACE_TEXT && text.text[0] == '<') {
        bool declares = text.length > 1 && text.text[1] == '!' && !holds_text_only(top(context));
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
        begin_tag(context, markup, strlen(context->tag) + 1);
        context->place = PLACE_GLUED;
        return true;
    case PLACE_ATTRIBUTE:
        context->place = PLACE_GLUED;
        return true;
    case PLACE_TEXT:
        return !holds_code(top(context)) ||
               markup_fail(markup, "values and statements are refused inside <%s>", top(context));
    case PLACE_BETWEEN:
    case PLACE_GLUED:
    case PLACE_QUOTED:
        return true;
    default:
        return markup_fail(markup, "no statement may stand here in <%s>", context->tag);
    }
}

static const char *refuse(Markup *markup, const char *where, const char *remedy) {
    markup_fail(markup, "a value is refused %s: %s", where, remedy);
    return NULL;
}

static const char *address_value(Context *context, Markup *markup) {
    switch (context->address) {
    case ADDRESS_EMPTY:
        context->address = ADDRESS_WHOLE;
        return "HTML_URL";
    case ADDRESS_PATH:
        context->prefix[0] = '\0';
        return "HTML_URL_PATH";
    case ADDRESS_QUERY:
        return "HTML_URL_QUERY";
    case ADDRESS_PREFIX:
        return refuse(markup, "after the beginning of this address",
                      "begin with '/', '?', '#' or https://host/, or give a Url");
    default:
        return refuse(markup, "after a whole address", "put '?' or '/' between");
    }
}

const char *context_value(Context *context, Markup *markup) {
    markup->after_block = markup->after_line = false;
    switch (context->place) {
    case PLACE_TEXT:
        if (holds_code(top(context)))
            return refuse(markup, "inside script and style", "put it in a data- attribute");
        return holds_text_only(top(context)) ? "HTML_ATTRIBUTE" : "HTML_TEXT";
    case PLACE_QUOTED:
        if (context->attribute == ATTRIBUTE_CLOSED)
            return refuse(markup, "in an attribute that is evaluated",
                          "use a data- attribute or a class");
        return context->attribute == ATTRIBUTE_URL ? address_value(context, markup)
                                                   : "HTML_ATTRIBUTE";
    case PLACE_EQUALS:
    case PLACE_UNQUOTED:
        return refuse(markup, "in an attribute without quotes", "add quotes");
    case PLACE_OPEN_NAME:
    case PLACE_CLOSE_NAME:
        return refuse(markup, "in the name of an element", "use {% if %}");
    default:
        return refuse(markup, "among the attributes of a tag", "use {% if x %} checked{% end %}");
    }
}

bool context_is_text(const Context *context) {
    return context->place == PLACE_TEXT && !holds_text_only(top(context)) &&
           !holds_code(top(context));
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
