#include "po/collect.h"

#include "common/generate.h"
#include "tmplc/compile.h"
#include "tmplc/lexer.h"
#include <string.h>

#define SOURCE_LIMIT ((size_t)4 * 1024 * 1024)

static const char *after_string(const char *at) {
    for (at++; *at != '\0' && *at != '"'; at++)
        if (*at == '\\' && at[1] != '\0')
            at++;
    return *at == '"' ? at + 1 : at;
}

static const char *after_space(const char *at) {
    while (g_ascii_isspace(*at))
        at++;
    return at;
}

static int line_at(const char *text, const char *at) {
    int line = 1;
    for (; text < at; text++)
        line += *text == '\n';
    return line;
}

/* After `fail(error, ERROR_INVALID,` or `wrong(error, line,`: where its text stands. What is told
 * of our own mistakes (ERROR_INTERNAL) is for the log. */
static const char *text_of_fail(const char *at) {
    const char *code = strchr(at, ',');
    if (code == NULL || g_str_has_prefix(after_space(code + 1), "ERROR_INTERNAL"))
        return at;
    const char *comma = strchr(code + 1, ',');
    return comma == NULL ? at : after_space(comma + 1);
}

/* N_("one " "text"), and the like, becomes an entry whose msgid has a line for each literal. */
static void collect_marked(const char *name, const char *text, const char *mark,
                           GString *messages) {
    bool fails = mark[strlen(mark) - 2] != '_';
    for (const char *at = text; (at = strstr(at, mark)) != NULL;) {
        bool inside_word = at > text && (g_ascii_isalnum(at[-1]) || at[-1] == '_');
        int line = line_at(text, at);
        at = after_space(at + strlen(mark));
        if (fails)
            at = text_of_fail(at);
        if (inside_word || *at != '"')
            continue;
        g_string_append_printf(messages, "#: %s:%d\nmsgid ", name, line);
        while (*at == '"') {
            const char *end = after_string(at);
            g_string_append_printf(messages, "%.*s\n", (int)(end - at), at);
            at = after_space(end);
        }
        g_string_append(messages, "msgstr \"\"\n\n");
    }
}

static bool collect_file(const char *path, const char *name, GString *messages, GError **error) {
    bool template = g_str_has_suffix(name, ".html");
    if (g_str_has_suffix(name, "_test.c") || strstr(name, "/testing/") != NULL)
        return true;
    if (!template && !g_str_has_suffix(name, ".c") && !g_str_has_suffix(name, ".h"))
        return true;
    size_t length;
    g_autofree char *text = read_source(path, SOURCE_LIMIT, &length, error);
    if (text == NULL)
        return false;
    static const char *const marks[] = {"N_(", "T_(", "fail(", "wrong("};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        collect_marked(name, text, marks[i], messages);
    if (!template)
        return true;
    g_autoptr(Compiled) compiled = compiled_new();
    if (!template_compile(name, (Slice){text, length}, compiled, error))
        return false;
    g_string_append(messages, compiled->messages->str);
    return true;
}

static bool collect_folder(const char *path, const char *name, GString *messages, GError **error) {
    g_autoptr(GDir) folder = g_dir_open(path, 0, error);
    if (folder == NULL)
        return false;
    const char *entry;
    while ((entry = g_dir_read_name(folder)) != NULL) {
        g_autofree char *below = g_build_filename(path, entry, NULL);
        g_autofree char *below_name = g_build_filename(name, entry, NULL);
        bool is_folder = g_file_test(below, G_FILE_TEST_IS_DIR);
        if (!(is_folder ? collect_folder : collect_file)(below, below_name, messages, error))
            return false;
    }
    return true;
}

Catalog *collect_messages(const char *root, GError **error) {
    g_autoptr(GString) messages = g_string_new(NULL);
    g_autofree char *name = g_path_get_basename(root);
    if (!collect_folder(root, name, messages, error))
        return NULL;
    return catalog_parse("the texts of the source", messages->str, error);
}
