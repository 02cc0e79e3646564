#include "inert_html.h"

#include <libxml/HTMLparser.h>
#include <libxml/uri.h>
#include <libxml/xpath.h>

/* What people have tried to make pages run. Without line breaks, so that `lines` writes one
 * paragraph. */
static const char *const attacks[] = {
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    " onfocus=alert(1) autofocus ",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "&#106;avascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
    "/\\evil.example",
    "../../../etc",
    "..",
    ".",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</pre></div></body></html><script>alert(1)</script>",
    "<!--",
    "--><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<svg onload=alert(1)>",
    "</svg><script>alert(1)</script>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% if x %}",
    "{n} {k}",
    "&lt;script&gt;",
    "&quot;><script>",
    "&#34; onclick=&#34;alert(1)",
    "`onclick=alert(1)`",
    "a=b&c=d#e?f",
    "%22%3E%3Cscript%3E",
    "+ADw-script+AD4-",
    "\xC2\xA0\xE2\x80\x8B<b>",
    "\xEF\xBC\x9Cscript\xEF\xBC\x9E",
    "åäö ÅÄÖ €",
};

static htmlDocPtr render(const char *text) {
    g_autoptr(Arena) arena = arena_new();
    HtmlOut out;
    html_out_init(&out, arena, "sv");
    inert_html(&out, text);
    g_assert_true(g_utf8_validate_len(out.text, out.length, NULL));
    int options = HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
    return htmlReadMemory(out.text, (int)out.length, "http://test/", "UTF-8", options);
}

/* Every element and attribute name, in order: what a page is made of. */
static void describe(const xmlNode *node, GString *shape) {
    for (; node != NULL; node = node->next) {
        if (node->type == XML_COMMENT_NODE)
            g_string_append(shape, "<!-->");
        if (node->type != XML_ELEMENT_NODE)
            continue;
        g_string_append_printf(shape, "<%s", (const char *)node->name);
        for (const xmlAttr *attribute = node->properties; attribute != NULL;
             attribute = attribute->next)
            g_string_append_printf(shape, " %s", (const char *)attribute->name);
        g_string_append_c(shape, '>');
        describe(node->children, shape);
        g_string_append_c(shape, '/');
    }
}

static char *value_at(htmlDocPtr page, const char *path) {
    xmlXPathContextPtr context = xmlXPathNewContext(page);
    xmlXPathObjectPtr found = xmlXPathEvalExpression((const xmlChar *)path, context);
    xmlChar *text = xmlXPathCastToString(found);
    char *copy = g_strdup((const char *)text);
    xmlFree(text);
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    return copy;
}

static void assert_value(htmlDocPtr page, const char *path, const char *before, const char *text,
                         const char *after) {
    g_autofree char *value = value_at(page, path);
    g_autofree char *expected = g_strconcat(before, text, after, NULL);
    g_assert_cmpstr(value, ==, expected);
}

static void assert_address(htmlDocPtr page, const char *path, const char *before, const char *text,
                           const char *after) {
    g_autofree char *value = value_at(page, path);
    g_assert_true(g_str_has_prefix(value, before));
    g_assert_true(g_str_has_suffix(value, after));
    size_t inner = strlen(value) - strlen(before) - strlen(after);
    g_assert_cmpuint(strcspn(value + strlen(before), "/:?#&=<>\"' \\"), >=, inner);
    g_autofree char *decoded =
        g_uri_unescape_segment(value + strlen(before), value + strlen(before) + inner, NULL);
    bool shapeless = strcmp(text, ".") == 0 || strcmp(text, "..") == 0;
    g_assert_cmpstr(decoded, ==, shapeless && before[strlen(before) - 1] == '/' ? "-" : text);
}

static void assert_values(htmlDocPtr page, const char *text) {
    assert_value(page, "//title", "", text, "");
    assert_value(page, "//body/@class", "", text, "");
    assert_value(page, "//body/@data-x", "", text, "");
    assert_value(page, "//p[1]", "", text, "");
    assert_value(page, "//p[1]/@title", "a ", text, " b");
    assert_value(page, "//input/@value", "", text, "");
    assert_value(page, "//textarea", "\n", text,
                 ""); /* libxml2 keeps the line break that browsers drop */
    assert_value(page, "//pre", "\n", text, "");
    assert_value(page, "//svg", "", text, "");
    assert_value(page, "//div/p", "", text, "");
    assert_address(page, "//a[@id='path']/@href", "/x/", text, "/y");
    assert_address(page, "//a[@id='query']/@href", "/x?q=", text, "&r=1");
    assert_address(page, "//a[@id='fragment']/@href", "#", text, "");
    assert_address(page, "//form/@action", "/x/", text, "");
    assert_address(page, "//form/@hx-post", "/x/", text, "");
}

static char *shape_of(htmlDocPtr page) {
    GString *shape = g_string_new(NULL);
    describe(xmlDocGetRootElement(page), shape);
    return g_string_free(shape, FALSE);
}

static void attacks_stay_text(void) {
    htmlDocPtr harmless = render("x");
    g_autofree char *expected = shape_of(harmless);
    g_assert_nonnull(strstr(expected, "<textarea>/"));
    xmlFreeDoc(harmless);
    for (size_t i = 0; i < G_N_ELEMENTS(attacks); i++) {
        htmlDocPtr page = render(attacks[i]);
        g_autofree char *shape = shape_of(page);
        g_assert_cmpstr(shape, ==, expected);
        assert_values(page, attacks[i]);
        xmlFreeDoc(page);
    }
}

/* Every byte before, after and between the signs that markup is made of. */
static void no_byte_breaks_out(void) {
    htmlDocPtr harmless = render("x");
    g_autofree char *expected = shape_of(harmless);
    xmlFreeDoc(harmless);
    for (int byte = 1; byte < 256; byte++) {
        if (byte == '\n' || byte == '\r')
            continue;
        char c = (char)byte;
        char text[] = {c, '"', c, '\'', c, '<', 'b', c, '>', c, '&', c, '\0'};
        htmlDocPtr page = render(text);
        g_autofree char *shape = shape_of(page);
        g_assert_cmpstr(shape, ==, expected);
        xmlFreeDoc(page);
    }
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/inert/attacks", attacks_stay_text);
    g_test_add_func("/inert/bytes", no_byte_breaks_out);
    int result = g_test_run();
    xmlCleanupParser();
    return result;
}
