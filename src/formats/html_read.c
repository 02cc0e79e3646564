#include "formats/html_read.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "base/error.h"
#include "formats/html_prepare.h"
#include "formats/html_table.h"

#define MAX_ROWSPAN 65534 /* HTML Standard */

typedef struct Element {
    bool skipped, emphasised;
} Element;

typedef struct Html {
    htmlParserCtxt *parser;
    SourceBuilder *builder;
    GArray *open;  /* Element, the innermost last */
    GString *text; /* of the paragraph or cell under way */
    int line, n_tables;
    int level; /* of the heading under way, or 0 */
    bool has_plain, has_emphasised;
    HtmlTable table; /* the outermost one */
    int table_depth;
    bool in_row, in_cell;
    int columns, rows; /* that the cell under way spans */
    int n_deletions, n_hidden;
} Html;

typedef enum {
    INLINE,
    BLOCK,
    HEADING,
    LINE_BREAK,
    TABLE,
    ROW,
    CELL,
    SKIPPED,
    DELETED,
    EMPHASIS
} Role;

static Role role_of(const char *name) {
    static const struct {
        Role role;
        const char *names;
    } roles[] = {
        {BLOCK,
         " p div li ul ol dl dt dd blockquote pre section article header footer main nav aside hr "
         "center address figure figcaption form fieldset caption body tbody thead tfoot title "},
        {HEADING, " h1 h2 h3 h4 h5 h6 "},
        {LINE_BREAK, " br "},
        {TABLE, " table "},
        {ROW, " tr "},
        {CELL, " td th "},
        {SKIPPED, " head script style template noscript object textarea select "},
        {DELETED, " del "},
        {EMPHASIS, " b strong i em "},
    };
    g_autofree char *word = g_strdup_printf(" %s ", name);
    for (size_t i = 0; i < G_N_ELEMENTS(roles); i++) {
        if (strstr(roles[i].names, word) != NULL)
            return roles[i].role;
    }
    return INLINE;
}

static const char *attribute(const xmlChar **attributes, const char *name) {
    for (size_t i = 0; attributes != NULL && attributes[i] != NULL; i += 2) {
        if (strcmp((const char *)attributes[i], name) == 0)
            return attributes[i + 1] == NULL ? "" : (const char *)attributes[i + 1];
    }
    return NULL;
}

/* A style attribute without spaces and in lower case, so that "display : None" is found too. */
static char *style_of(const xmlChar **attributes) {
    const char *style = attribute(attributes, "style");
    GString *plain = g_string_new(NULL);
    for (; style != NULL && *style != '\0'; style++) {
        if (!g_ascii_isspace(*style))
            g_string_append_c(plain, g_ascii_tolower(*style));
    }
    return g_string_free(plain, FALSE);
}

static bool says_emphasised(const char *style) {
    return strstr(style, "font-weight:bold") != NULL || strstr(style, "font-weight:700") != NULL ||
           strstr(style, "font-style:italic") != NULL;
}

static bool is_hidden(const xmlChar **attributes, const char *style) {
    return attribute(attributes, "hidden") != NULL || strstr(style, "display:none") != NULL ||
           strstr(style, "mso-hide:all") != NULL;
}

static Element innermost(const Html *html) {
    return html->open->len == 0 ? (Element){0}
                                : g_array_index(html->open, Element, html->open->len - 1);
}

static void end_line(Html *html) {
    while (html->text->len > 0 && html->text->str[html->text->len - 1] == ' ')
        g_string_truncate(html->text, html->text->len - 1);
    g_string_append_c(html->text, '\n');
}

/* The end of a block: in a cell a new line, elsewhere the end of a paragraph. */
static void end_block(Html *html) {
    GString *text = html->text;
    if (text->len == 0)
        return;
    if (html->in_cell) {
        if (text->str[text->len - 1] != '\n')
            end_line(html);
        return;
    }
    html->line++;
    if (html->level > 0)
        source_builder_heading(html->builder, html->line, html->level, text);
    else
        source_builder_paragraph(html->builder, html->line, text,
                                 html->has_emphasised && !html->has_plain);
    g_string_truncate(text, 0);
    html->has_plain = html->has_emphasised = false;
}

static int span_of(const xmlChar **attributes, const char *name, int max) {
    const char *value = attribute(attributes, name);
    gint64 span = value == NULL ? 1 : g_ascii_strtoll(value, NULL, 10);
    return (int)CLAMP(span, 1, max);
}

static void end_cell(Html *html) {
    if (!html->in_cell)
        return;
    html_table_cell(&html->table, html->text, html->columns, html->rows);
    g_string_truncate(html->text, 0);
    html->has_plain = html->has_emphasised = html->in_cell = false;
}

static void end_row(Html *html) {
    end_cell(html);
    if (html->in_row)
        html_table_end_row(&html->table);
    html->in_row = false;
}

static void start_row(Html *html) {
    end_row(html);
    html->in_row = true;
}

static void start_cell(Html *html, const xmlChar **attributes) {
    end_cell(html);
    end_block(html);
    if (source_builder_pending(html->builder) == 0)
        html->table.line = ++html->line;
    html->in_row = html->in_cell = true;
    html->columns = span_of(attributes, "colspan", SOURCE_MAX_COLUMNS);
    html->rows = span_of(attributes, "rowspan", MAX_ROWSPAN);
}

static void start_table(Html *html) {
    end_block(html);
    if (html->table_depth++ == 0)
        html->table = (HtmlTable){.builder = html->builder, .number = ++html->n_tables};
}

static void end_table(Html *html) {
    if (html->table_depth == 0)
        return;
    if (html->table_depth-- > 1) {
        end_block(html);
        return;
    }
    end_row(html);
    end_block(html);
    source_builder_break(html->builder, html->line);
}

static void push(Html *html, Role role, const xmlChar **attributes) {
    g_autofree char *style = style_of(attributes);
    Element around = innermost(html), element = around;
    bool hidden = is_hidden(attributes, style);
    element.skipped |= role == SKIPPED || role == DELETED || hidden;
    html->n_deletions += !around.skipped && role == DELETED;
    html->n_hidden += !around.skipped && hidden && role != DELETED;
    bool normal =
        strstr(style, "font-weight:normal") != NULL || strstr(style, "font-weight:400") != NULL;
    element.emphasised |= (role == EMPHASIS && !normal) || says_emphasised(style);
    g_array_append_val(html->open, element);
}

static void start_visible(Html *html, Role role, const char *name, const xmlChar **attributes) {
    bool outer = html->table_depth == 1;
    const char *class = attribute(attributes, "class");
    if (role == TABLE)
        start_table(html);
    else if (role == CELL && outer)
        start_cell(html, attributes);
    else if (role == ROW && outer)
        start_row(html);
    else if (role == BLOCK || role == HEADING || role == CELL || role == ROW)
        end_block(html);
    else if (role == LINE_BREAK)
        end_line(html);
    if (role == HEADING)
        html->level = name[1] - '0';
    else if (role == BLOCK && class != NULL && strcmp(class, "MsoTitle") == 0)
        html->level = 1;
}

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes) {
    Html *html = context;
    Role role = role_of((const char *)name);
    if (html->open->len >= HTML_MAX_DEPTH && !source_builder_failed(html->builder))
        source_builder_fail(
            html->builder,
            g_error_new(SAMSYN_ERROR, ERROR_INVALID,
                        "HTML-koden har fler än 250 nivåer. Klistra in eller spara bara "
                        "tabellen."));
    if (source_builder_failed(html->builder)) {
        xmlStopParser(html->parser);
        return;
    }
    push(html, role, attributes);
    if (!innermost(html).skipped)
        start_visible(html, role, (const char *)name, attributes);
}

static void end_visible(Html *html, Role role) {
    bool outer = html->table_depth == 1;
    if (role == TABLE)
        end_table(html);
    else if (role == CELL && outer)
        end_cell(html);
    else if (role == ROW && outer)
        end_row(html);
    else if (role == BLOCK || role == HEADING || role == CELL || role == ROW)
        end_block(html);
    if (role == HEADING || role == BLOCK)
        html->level = 0;
}

static void end_element(void *context, const xmlChar *name) {
    Html *html = context;
    if (html->open->len == 0)
        return;
    if (!innermost(html).skipped)
        end_visible(html, role_of((const char *)name));
    g_array_set_size(html->open, html->open->len - 1);
}

static void add_characters(void *context, const xmlChar *characters, int length) {
    Html *html = context;
    Element around = innermost(html);
    if (around.skipped)
        return;
    for (const char *at = (const char *)characters, *end = at + length; at < end; at++) {
        GString *text = html->text;
        bool space = g_ascii_isspace(*at);
        bool at_start = text->len == 0 || strchr(" \n", text->str[text->len - 1]) != NULL;
        if (!space)
            *(around.emphasised ? &html->has_emphasised : &html->has_plain) = true;
        if (!space || !at_start)
            g_string_append_c(text, space ? ' ' : *at);
    }
}

/* libxml2 would print to standard error otherwise. */
static void keep_quiet(G_GNUC_UNUSED void *context, G_GNUC_UNUSED xmlErrorPtr problem) {
}

static void parse(Html *html, Bytes text) {
    g_autofree char *copy = g_memdup2(text.data, text.size);
    html_prepare(copy, text.size);
    xmlInitParser();
    html->parser = htmlNewParserCtxt();
    if (html->parser == NULL)
        return;
    *html->parser->sax = (xmlSAXHandler){.startElement = start_element,
                                         .endElement = end_element,
                                         .characters = add_characters,
                                         .ignorableWhitespace = add_characters,
                                         .serror = keep_quiet,
                                         .initialized = XML_SAX2_MAGIC};
    html->parser->userData = html;
    xmlFreeDoc(htmlCtxtReadMemory(html->parser, copy, (int)text.size, NULL, "UTF-8",
                                  HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NODEFDTD |
                                      HTML_PARSE_IGNORE_ENC));
    htmlFreeParserCtxt(html->parser);
}

static void put_rest(Html *html) {
    while (html->table_depth > 0)
        end_table(html);
    end_block(html);
    if (html->n_deletions > 0)
        source_builder_note(html->builder, "Borttagen text togs inte med (%d ställen).",
                            html->n_deletions);
    if (html->n_hidden > 0)
        source_builder_note(html->builder, "Dold text togs inte med (%d ställen).", html->n_hidden);
}

void html_read(Bytes text, SourceBuilder *builder) {
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Element));
    g_autoptr(GString) buffer = g_string_new(NULL);
    Html html = {.builder = builder, .open = open, .text = buffer};
    parse(&html, text);
    put_rest(&html);
}
