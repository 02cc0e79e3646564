#include "tmplc/compile.h"

#include "tmplc/lexer.h"
#include <string.h>

/* The lines of C that a page's body becomes, without #line. */
static char *body_of(const char *template, const char *head, const char *tail) {
    g_autoptr(Compiled) compiled = compiled_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strconcat(head, template, tail, NULL);
    bool done = template_compile("t.html", (Slice){text, strlen(text)}, compiled, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    g_auto(GStrv) lines = g_strsplit(compiled->source->str, "\n", -1);
    GString *body = g_string_new(NULL);
    for (char **line = lines; *line != NULL; line++)
        if (**line != '#' && **line != '\0')
            g_string_append_printf(body, "%s\n", g_strstrip(*line));
    return g_string_free(body, FALSE);
}

/* `expected` is the body of `void p_html(HtmlOut *out, int a) { … }`. */
static void assert_compiles(const char *template, const char *expected) {
    g_autofree char *body = body_of(template, "{% page p(int a) %}", "{% end %}");
    g_autofree char *whole =
        g_strconcat("void p_html(HtmlOut *out, int a) {\n", expected, "}\n", NULL);
    g_assert_cmpstr(body, ==, whole);
}

/* `expected` is the markup that a page without values becomes. */
static void assert_markup(const char *template, const char *expected) {
    g_autoptr(GString) line = g_string_new("html_put_raw(out, \"");
    for (const char *c = expected; *c != '\0'; c++)
        g_string_append_printf(line, *c == '\n' ? "\\n" : *c == '"' ? "\\\"" : "%c", *c);
    g_string_append_printf(line, "\", %zu);\n", strlen(expected));
    assert_compiles(template, line->str);
}

static void white_space_is_collapsed(void) {
    assert_markup("  <p>a  b\n   c</p>  \n <p> d </p>\n", "<p>a b\nc</p><p>d</p>");
    assert_markup("<b>a</b> <i>b</i>\n<u>c</u>", "<b>a</b> <i>b</i>\n<u>c</u>");
    assert_markup("<input  type='x'\n  name=\"a  b\" >", "<input type='x' name=\"a  b\" >");
    assert_markup("<pre>\n a\n  b </pre> <pre>c</pre>", "<pre>\n a\n  b </pre> <pre>\nc</pre>");
    assert_markup("<textarea> a\n</textarea>", "<textarea>\n a\n</textarea>");
    assert_markup("<p>a<!-- b\n --> c</p>", "<p>a c</p>");
    assert_markup("<!DOCTYPE html>\n<br/>", "<!DOCTYPE html><br/>");
    assert_markup("<svg><path d='M0'/></svg>", "<svg><path d='M0'/></svg>");
    assert_markup("<script src=\"/a.js\"> a < b </script>",
                  "<script src=\"/a.js\"> a < b </script>");
}

static void statements_alone_on_their_line_leave_nothing(void) {
    assert_compiles("\n  <b>x</b>\n  {% if a %}\n  <i>y</i>\n  {% end %}\n  {# no #}\n  <u>z</u>\n",
                    "html_put_raw(out, \"<b>x</b>\\n\", 9);\nif (a) {\nhtml_put_raw(out, \" "
                    "<i>y</i>\\n\", 10);\n}\n"
                    "html_put_raw(out, \" <u>z</u>\", 9);\n");
    assert_markup("<b>x</b> {# no #} <i>y</i>", "<b>x</b> <i>y</i>");
}

static void values_are_typed_by_their_place(void) {
    assert_compiles("<p title=\"{{ a }}\">{{ a | short }}</p>",
                    "html_put_raw(out, \"<p title=\\\"\", 10);\nHTML_ATTRIBUTE(out, (a));\n"
                    "html_put_raw(out, \"\\\">\", 2);\nHTML_FILTER_SHORT(out, "
                    "(a));\nhtml_put_raw(out, \"</p>\", 4);\n");
    assert_compiles("<title>{{ a }}</title>",
                    "html_put_raw(out, \"<title>\", 7);\nHTML_ATTRIBUTE(out, (a));\n"
                    "html_put_raw(out, \"</title>\", 8);\n");
    assert_compiles("{{ f(\"}}|x\", '}') || a }}", "HTML_TEXT(out, (f(\"}}|x\", '}') || a));\n");
    assert_compiles("{{ (T){{1}}.x }}", "HTML_TEXT(out, ((T){{1}}.x));\n");
}

static void addresses_know_their_parts(void) {
    assert_compiles("<a href=\"{{ a }}\"></a>",
                    "html_put_raw(out, \"<a href=\\\"\", 9);\nHTML_URL(out, (a));\n"
                    "html_put_raw(out, \"\\\"></a>\", 6);\n");
    assert_compiles("<a href='/{{ a }}?x={{ a }}'></a>",
                    "html_put_raw(out, \"<a href='/\", 10);\nHTML_URL_PATH(out, "
                    "(a));\nhtml_put_raw(out, \"?x=\", 3);\n"
                    "HTML_URL_QUERY(out, (a));\nhtml_put_raw(out, \"'></a>\", 6);\n");
    assert_compiles("<a HREF='https://h.se/{{ a }}'></a>",
                    "html_put_raw(out, \"<a HREF='https://h.se/\", 22);\nHTML_URL_PATH(out, (a));\n"
                    "html_put_raw(out, \"'></a>\", 6);\n");
    assert_compiles("<a href='{{ a }}&x={{ a }}'></a>",
                    "html_put_raw(out, \"<a href='\", 9);\nHTML_URL(out, (a));\nhtml_put_raw(out, "
                    "\"&x=\", 3);\n"
                    "HTML_URL_QUERY(out, (a));\nhtml_put_raw(out, \"'></a>\", 6);\n");
    assert_compiles(
        "<a href='{{ a }}/{{ a }}'></a>",
        "html_put_raw(out, \"<a href='\", 9);\nHTML_URL(out, (a));\nhtml_put_raw(out, \"/\", 1);\n"
        "HTML_URL_PATH(out, (a));\nhtml_put_raw(out, \"'></a>\", 6);\n");
    assert_compiles("<a href='#x-{{ a }}'></a>",
                    "html_put_raw(out, \"<a href='#x-\", 12);\nHTML_URL_QUERY(out, (a));\n"
                    "html_put_raw(out, \"'></a>\", 6);\n");
}

static void branches_and_loops_become_c(void) {
    assert_compiles("{% if a == 1 %}x{% elif a %}y{% else %}z{% end %}",
                    "if (a == 1) {\nhtml_put_raw(out, \"x\", 1);\n} else if (a) "
                    "{\nhtml_put_raw(out, \"y\", 1);\n"
                    "} else {\nhtml_put_raw(out, \"z\", 1);\n}\n");
    assert_compiles(
        "{% for p in f(a, b)->rows %}{{ p }}{% else %}-{% end %}",
        "{\nconst __auto_type p_list = (f(a, b)->rows);\nconst size_t p_count = (size_t)p_list.n;\n"
        "for (size_t p_index = 0; p_index < p_count; p_index++) {\n"
        "const __typeof__(*p_list.rows) *p = &p_list.rows[p_index];\nHTML_TEXT(out, (p));\n}\n"
        "if (p_count == 0) {\nhtml_put_raw(out, \"-\", 1);\n}}\n");
    assert_compiles("{% for p in v, n %}{% end %}",
                    "{\nconst __auto_type p_list = (v);\nconst size_t p_count = (size_t)(n);\n"
                    "for (size_t p_index = 0; p_index < p_count; p_index++) {\n"
                    "const __typeof__(*p_list) *p = &p_list[p_index];\n}}\n");
    assert_compiles(
        "<p{% if a %} hidden{% end %}>x</p>",
        "html_put_raw(out, \"<p\", 2);\nif (a) {\nhtml_put_raw(out, \" hidden\", 7);\n}\n"
        "html_put_raw(out, \">x</p>\", 6);\n");
}

static void other_statements_become_c(void) {
    assert_compiles("{% call q() %}{% call q(a, \"x)\") %}",
                    "q_html(out);\nq_html(out, a, \"x)\");\n");
    assert_compiles("{% set const char *x = \"=\" %}{% set x = y %}",
                    "G_GNUC_UNUSED const char *x = \"=\";\nx = y;\n");
    assert_compiles("{% wrap f(a) %}x{% end %}",
                    "f_html_open(out, a);\nhtml_put_raw(out, \"x\", 1);\nf_html_close(out, a);\n");
    assert_compiles("{% icon \"arrow-up-2\" %}", "html_put_html(out, icon_arrow_up_2);\n");
    assert_compiles("{% t \"Å \\\"x\\\"\" %}", "html_tr(out, \"Å \\\"x\\\"\");\n");
    assert_compiles(
        "{% t \"en {k}\" \"{n} {k}\" n=a == 2 | number k=f(\"x y=\") %}",
        "for (HtmlPhrase phrase_ = html_phrase(out, (a == 2) == 1 ? \"en {k}\" : \"{n} {k}\");\n"
        "html_phrase_next(&phrase_, out);) {\nif (html_phrase_is(&phrase_, \"n\"))\n"
        "HTML_FILTER_NUMBER(out, (a == 2));\nif (html_phrase_is(&phrase_, \"k\"))\n"
        "HTML_TEXT(out, (f(\"x y=\")));\n}\n");
}

static void a_frame_is_two_functions(void) {
    g_autofree char *body =
        body_of("<p>{% set int b = 1 %}{% wrap f(a) %}<b>{% content %}</b>{% end %}{{ b }}</p>",
                "{% page p() %}", "{% end %}");
    g_assert_cmpstr(
        body, ==,
        "void p_html_open(HtmlOut *out) {\nhtml_put_raw(out, \"<p>\", 3);\nG_GNUC_UNUSED int b = "
        "1;\n"
        "f_html_open(out, a);\nhtml_put_raw(out, \"<b>\", 3);\n}\n"
        "void p_html_close(HtmlOut *out) {\nG_GNUC_UNUSED int b = 1;\nhtml_put_raw(out, \"</b>\", "
        "4);\n"
        "f_html_close(out, a);\nHTML_TEXT(out, (b));\nhtml_put_raw(out, \"</p>\", 4);\n}\n");
}

static void the_header_and_the_texts(void) {
    g_autoptr(Compiled) compiled = compiled_new();
    const char *text = "{% include \"a/b.h\" %}\n{% page p(const T *v) %}{% t \"en\" \"{n}\" n=1 "
                       "%}{% icon \"x\" %}\n{% end %}\n"
                       "{% page q() %}\n{{ 1\n}}{% end %}";
    g_assert_true(template_compile("d/t.html", (Slice){text, strlen(text)}, compiled, NULL));
    g_assert_cmpstr(compiled->header->str, ==,
                    "#pragma once\n#include \"web/html.h\"\n#include \"a/b.h\"\n"
                    "void p_html(HtmlOut *out, const T *v);\nvoid q_html(HtmlOut *out);\n");
    g_assert_cmpstr(compiled->messages->str, ==,
                    "#: d/t.html:2\nmsgid \"en\"\nmsgstr \"\"\n\n#: d/t.html:2\nmsgid "
                    "\"{n}\"\nmsgstr \"\"\n\n");
    g_assert_true(g_str_has_prefix(compiled->source->str, "#include \"web/icons.h\"\n"));
    g_assert_nonnull(
        strstr(compiled->source->str, "#line 5 \"d/t.html\"\n    HTML_TEXT(out, (1));"));
}

typedef struct Mistake {
    const char *template, *message; /* the message without "t.html:" */
} Mistake;

static void assert_mistake(const Mistake *mistake, const char *head, const char *tail) {
    g_autoptr(Compiled) compiled = compiled_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strconcat(head, mistake->template, tail, NULL);
    bool done = template_compile("t.html", (Slice){text, strlen(text)}, compiled, &error);
    if (done)
        g_error("compiled, though it must not: %s", mistake->template);
    g_autofree char *expected = g_strconcat("t.html:", mistake->message, NULL);
    if (!g_str_has_prefix(error->message, expected))
        g_error("%s\ngives    %s\nand not  %s", mistake->template, error->message, expected);
}

static void values_are_refused(void) {
    static const Mistake mistakes[] = {
        {"<script>\nvar x = \"{{ a }}\";</script>",
         "2: values and statements are refused inside <script>"},
        {"<script>{{ a }}</script>", "2: a value is refused inside script and style"},
        {"<script>{% if a %}</script>", "2: values and statements are refused inside <script>"},
        {"<style>{{ a }}</style>", "2: a value is refused inside script and style"},
        {"<p style=\"{{ a }}\">", "2: the content security policy stops style"},
        {"<p\n\nSTYLE='color:red'>", "4: the content security policy stops style"},
        {"<p onclick=\"x\">", "2: the content security policy stops onclick"},
        {"<p hx-on:click=\"x\">", "2: the content security policy stops hx-on:click"},
        {"<p data-hx-on:click=\"{{ a }}\">",
         "2: a value is refused in an attribute that is evaluated"},
        {"<p hx-vals='{{ a }}'>", "2: a value is refused in an attribute that is evaluated"},
        {"<p data-hx-vals='{{ a }}'>", "2: a value is refused in an attribute that is evaluated"},
        {"<p hx-trigger='click[{{ a }}]'>",
         "2: a value is refused in an attribute that is evaluated"},
        {"<img srcset='{{ a }}'>", "2: a value is refused in an attribute that is evaluated"},
        {"<iframe srcdoc='{{ a }}'></iframe>",
         "2: a value is refused in an attribute that is evaluated"},
        {"<meta http-equiv='refresh' content='{{ a }}'>", "2: http-equiv: let the answer"},
        {"<p id={{ a }}>", "2: a value is refused in an attribute without quotes"},
        {"<p id=x{{ a }}>", "2: a value is refused in an attribute without quotes"},
        {"<{{ a }}>", "2: '<' that begins no tag"},
        {"<p{{ a }}>", "2: a value is refused in the name of an element"},
        {"</{{ a }}>", "2: '<' that begins no tag"},
        {"</p{{ a }}>", "2: a value is refused in the name of an element"},
        {"<p {{ a }}>", "2: a value is refused among the attributes"},
        {"<p x{{ a }}='1'>", "2: a value is refused among the attributes"},
        {"<p x='1'{{ a }}>", "2: a value is refused among the attributes"},
        {"<!-- {{ a }} -->", "2: <!… does not end before"},
        {"<!doctype {{ a }}>", "2: <!… does not end before"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++)
        assert_mistake(&mistakes[i], "{% page p(int a) %}\n", "{% end %}");
}

static void addresses_are_refused(void) {
    static const Mistake mistakes[] = {
        {"<a href='{{ a }}{{ a }}'>", "2: a value is refused after a whole address"},
        {"<a href='{{ a }}x'>", "2: only /, ? or # may follow a Url in href"},
        {"<a href='x{{ a }}'>", "2: a value is refused after the beginning"},
        {"<a href='//{{ a }}'>", "2: a value is refused after the beginning"},
        {"<a href='/\\{{ a }}'>", "2: a value is refused after the beginning"},
        {"<a href='https://{{ a }}'>", "2: a value is refused after the beginning"},
        {"<a href='https://x.{{ a }}/'>", "2: a value is refused after the beginning"},
        {"<a href='https:///{{ a }}'>", "2: a value is refused after the beginning"},
        {"<a href='javascript:x({{ a }})'>", "2: an address of this kind in href could run script"},
        {"<a href='{% if a %}javascript:x(){% else %}/{% end %}'>",
         "2: an address of this kind in href"},
        {"<a href='JavaScript:x()'>", "2: an address of this kind in href could run script"},
        {"<img src='data:x'>", "2: an address of this kind in src could run script"},
        {"<button formaction='data:{{ a }}'>", "2: an address of this kind in formaction"},
        {"<p hx-get='x{{ a }}'>", "2: a value is refused after the beginning"},
        {"<p data-hx-post='x{{ a }}'>", "2: a value is refused after the beginning"},
        {"<a href='{% if a %}/x{% else %}?y{% end %}{{ a }}'>",
         "2: a value is refused after a whole address"},
        {"<a href='{% if a %}/x{% end %}y'>", "2: the address goes on after branches"},
        {"<a href='/{% t \"x\" %}'>", "2: a translated text in an address"},
        {"<a href='/{{ a | iso }}'>", "2: an address takes no filter"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++)
        assert_mistake(&mistakes[i], "{% page p(int a) %}\n", "{% end %}");
}

static void markup_must_be_whole(void) {
    static const Mistake mistakes[] = {
        {"<p>\n\n", "4: <p> is not closed at the end of the page"},
        {"<p\n", "3: the page ends inside a tag"},
        {"<p title='x", "2: the page ends inside a tag"},
        {"<p></b></p>", "2: </b> where </p> is due"},
        {"<b>\n<i>\n</b></i>", "4: </b> where </i> is due"},
        {"</p>", "2: </p> closes nothing"},
        {"<br></br>", "2: </br> closes nothing"},
        {"<div/>", "2: <div/>: only void elements and SVG"},
        {"a < b", "2: '<' that begins no tag"},
        {"a <", "2: '<' that begins no tag"},
        {"<p a='x'b='y'>", "2: white space is missing before 'b' in <p>"},
        {"<p a=>", "2: the value of a is missing"},
        {"<p a=b\"c>", "2: the value of a needs quotes"},
        {"<p 1>", "2: '1' cannot begin an attribute"},
        {"<p / x>", "2: '/' inside <p>"},
        {"</p x>", "2: ' ' in the closing tag </p>"},
        {"<title><b></title>", "2: a tag inside <title>"},
        {"<!-- x", "2: <!… does not end"},
        {"<abcdefghijklmnopqrstuvwxyzabcdefghijkl>", "2: a name of more than 31 characters"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++)
        assert_mistake(&mistakes[i], "{% page p(int a) %}\n", "{% end %}");
}

static void branches_must_meet(void) {
    static const Mistake mistakes[] = {
        {"{% if a %}<b>\n{% end %}",
         "3: <b> is not closed before the end of the block that began in line 2"},
        {"<b>{% if a %}</b>{% end %}", "2: </b> closes an element that was opened outside"},
        {"{% for x in a %}<b>{% else %}</b>{% end %}",
         "2: <b> is not closed before the end of the block"},
        {"{% for x in a %}{% else %}<b>{% end %}",
         "2: <b> is not closed before the end of the block"},
        {"{% wrap x() %}<b>{% end %}</b>", "2: <b> is not closed before the end of the block"},
        {"<p{% if a %} x='{% end %}'>",
         "2: the branches of the block that began in line 2 do not end"},
        {"<p x='{% if a %}'{% end %}>", "2: the branches of the block"},
        {"<p x={% if a %}1{% end %}>", "2: no statement may stand here in <p>"},
        {"<p x{% if a %}='1'{% end %}>", "2: white space is missing before '='"},
        {"<p {% if a %}x{% end %}y>", "2: white space is missing before 'y'"},
        {"<p {% for x in a %}x{% end %}>", "2: the branches of the block"},
        {"{% if a %}\n<p {% else %}x{% end %}",
         "3: the branches of the block that began in line 2"},
        {"</p{% if a %}>{% end %}", "2: no statement may stand here in <p>"},
        {"<a href='{% for x in a %}/{% end %}'>", "2: the branches of the block"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++)
        assert_mistake(&mistakes[i], "{% page p(int a) %}\n", "{% end %}");
}

static void statements_are_checked(void) {
    static const Mistake mistakes[] = {
        {"{% if %}", "2: an expression is missing"},
        {"{% if (a %}{% end %}", "2: {% never ends"},
        {"{% if a) %}{% end %}", "2: brackets that do not match"},
        {"{% if a; b %}{% end %}", "2: a sign that no expression holds"},
        {"{{ a /* x */ }}", "2: a C comment"},
        {"{{ a // x\n }}", "2: a C comment"},
        {"{{ }}", "2: no value"},
        {"{{ a | shout }}", "2: no such filter"},
        {"{{ a | b | c }}", "2: no such filter"},
        {"<p title='{{ a | lines }}'></p>", "2: `lines` writes paragraphs"},
        {"{% foo %}", "2: {% foo … %} is no statement"},
        {"{% else %}", "2: {% else %} without {% if %}"},
        {"{% elif a %}", "2: {% elif %} without {% if %}"},
        {"{% if a %}{% else %}{% else %}{% end %}", "2: {% else %} without {% if %}"},
        {"{% if a %}{% else %}{% elif b %}{% end %}", "2: {% elif %} without {% if %}"},
        {"{% end x %}", "2: {% end %} takes nothing"},
        {"{% for a of b %}{% end %}", "2: {% for name in list %}"},
        {"{% for a in b, %}{% end %}", "2: an expression is missing beside the comma"},
        {"{% call f %}", "2: name(…) is expected"},
        {"<p title='{% call f() %}'>", "2: a call writes elements"},
        {"<p title='{% icon \"x\" %}'>", "2: an icon belongs between"},
        {"{% icon x %}", "2: {% icon \"name\" %} is expected"},
        {"<p title='{% wrap f() %}'>", "2: a wrap belongs between"},
        {"{% set x %}", "2: {% set type name = value %}"},
        {"{% if a %}{% content %}{% end %}", "2: {% content %} may not stand in an if"},
        {"{% content %}{% content %}", "2: {% content %} stands once"},
        {"{% page q() %}", "2: a page inside a page"},
        {"{% include \"x.h\" %}", "2: {% include"},
        {"{% t x %}", "2: {% t \"text\" %} is expected"},
        {"{% t \"\" %}", "2: {% t \"text\" %} is expected"},
        {"{% t \"{n}\" %}", "2: {n} has no value"},
        {"{% t \"x\" n=1 %}", "2: the value n is not in the text"},
        {"{% t \"a {k}\" \"b {k}\" k=1 %}", "2: a text with a plural counts by n="},
        {"{% t \"{n}\" n %}", "2: {% t \"text with {name}\" name=value %}"},
        {"\n{{ a", "3: {{ never ends"},
        {"\n{# a", "3: {# never ends"},
        {"{{ \"a }}", "2: {{ never ends"},
        {"{% if a %}\n\n", "1: this block has no {% end %}"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++)
        assert_mistake(&mistakes[i], "{% page p(int a) %}\n", "{% end %}");
}

static void what_stands_outside_pages(void) {
    static const Mistake mistakes[] = {
        {"x", "1: markup outside a page"},
        {"{{ a }}", "1: a value outside a page"},
        {"\n{% if a %}", "2: {% if %} outside a page"},
        {"{% end %}", "1: {% end %} outside a page"},
        {"{% page p %}", "1: name(…) is expected"},
        {"{% page p(int a; int b) %}", "1: a sign that no expression holds"},
        {"{% include x.h %}", "1: {% include"},
        {"{% include \"x\"y\" %}", "1: {% never ends"},
        {"\n\xff", "2: the template is not UTF-8 here"},
        {"{% page p() %}", "1: this block has no {% end %}"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++)
        assert_mistake(&mistakes[i], "", "");
}

static void depth_is_bounded(void) {
    g_autoptr(GString) elements = g_string_new(NULL), blocks = g_string_new(NULL),
                       brackets = g_string_new("{{ ");
    for (int i = 0; i < 65; i++)
        g_string_append(elements, "<b>");
    for (int i = 0; i < 32; i++)
        g_string_append(blocks, "{% if a %}");
    for (int i = 0; i < 101; i++)
        g_string_append(brackets, "(");
    for (int i = 0; i < 101; i++)
        g_string_append(brackets, ")");
    g_string_append(brackets, " }}");
    const Mistake mistakes[] = {{elements->str, "1: more than 64 elements"},
                                {blocks->str, "1: more than 32 blocks"},
                                {brackets->str, "1: too many brackets"}};
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++)
        assert_mistake(&mistakes[i], "{% page p(int a) %}", "{% end %}");
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/tmplc/white-space", white_space_is_collapsed);
    g_test_add_func("/tmplc/lines", statements_alone_on_their_line_leave_nothing);
    g_test_add_func("/tmplc/values", values_are_typed_by_their_place);
    g_test_add_func("/tmplc/addresses", addresses_know_their_parts);
    g_test_add_func("/tmplc/branches", branches_and_loops_become_c);
    g_test_add_func("/tmplc/statements", other_statements_become_c);
    g_test_add_func("/tmplc/frame", a_frame_is_two_functions);
    g_test_add_func("/tmplc/header", the_header_and_the_texts);
    g_test_add_func("/tmplc/refused/values", values_are_refused);
    g_test_add_func("/tmplc/refused/addresses", addresses_are_refused);
    g_test_add_func("/tmplc/refused/markup", markup_must_be_whole);
    g_test_add_func("/tmplc/refused/branches", branches_must_meet);
    g_test_add_func("/tmplc/refused/statements", statements_are_checked);
    g_test_add_func("/tmplc/refused/outside", what_stands_outside_pages);
    g_test_add_func("/tmplc/refused/depth", depth_is_bounded);
    return g_test_run();
}
