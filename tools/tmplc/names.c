#include "tmplc/context.h"

#include <string.h>

static bool is_one_of(const char *name, const char *const *names) {
    for (; *names != NULL; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

/* HTML Living Standard, section 13.1.2. */
bool element_is_void(const char *name) {
    static const char *const names[] = {"area",  "base", "br",   "col",    "embed", "hr",  "img",
                                        "input", "link", "meta", "source", "track", "wbr", NULL};
    return is_one_of(name, names);
}

/* White space beside these tags is never seen. */
bool element_is_block(const char *name) {
    static const char *const names[] = {
        "html",     "head",    "body",       "title",      "meta",  "link",     "script",
        "template", "div",     "p",          "h1",         "h2",    "h3",       "h4",
        "h5",       "h6",      "header",     "footer",     "main",  "nav",      "aside",
        "article",  "section", "ul",         "ol",         "li",    "dl",       "dt",
        "dd",       "table",   "thead",      "tbody",      "tfoot", "tr",       "th",
        "td",       "caption", "colgroup",   "col",        "form",  "fieldset", "legend",
        "details",  "figure",  "figcaption", "blockquote", "hr",    "option",   "optgroup",
        "datalist", "dialog",  "address",    "search",     NULL};
    return is_one_of(name, names);
}

static bool is_address(const char *name) {
    static const char *const names[] = {
        "href",       "src",         "action",         "formaction", "poster",
        "cite",       "data",        "ping",           "manifest",   "background",
        "xlink:href", "hx-get",      "hx-post",        "hx-put",     "hx-patch",
        "hx-delete",  "hx-push-url", "hx-replace-url", "longdesc",   "usemap",
        "codebase",   "classid",     "archive",        "profile",    NULL};
    return is_one_of(name, names);
}

/* Attributes that a browser or htmx evaluates: script, style, whole documents, animated attributes.
 */
static bool is_evaluated(const char *name) {
    static const char *const names[] = {
        "style",   "srcdoc",     "srcset",     "imagesrcset",   "http-equiv", "hx-vals",
        "hx-vars", "hx-headers", "hx-request", "hx-trigger",    "hx-ext",     "to",
        "from",    "values",     "by",         "attributename", NULL};
    return g_str_has_prefix(name, "on") || g_str_has_prefix(name, "hx-on") ||
           is_one_of(name, names);
}

AttributeKind attribute_kind(const char *name) {
    if (g_str_has_prefix(name, "data-hx-"))
        name += strlen("data-");
    if (is_evaluated(name))
        return ATTRIBUTE_CLOSED;
    return is_address(name) ? ATTRIBUTE_URL : ATTRIBUTE_TEXT;
}
