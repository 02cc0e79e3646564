#include "tmplc/compile.h"

#include "common/generate.h"
#include "tmplc/lexer.h"
#include <stdio.h>
#include <string.h>

static bool compile_file(const char *path, Compiled *compiled, GError **error) {
    size_t length;
    g_autofree char *text = read_source(path, TEMPLATE_LIMIT, &length, error);
    return text != NULL && template_compile(path, (Slice){text, length}, compiled, error);
}

static bool write_files(const Compiled *compiled, const char *header, const char *source,
                        GError **error) {
    g_autofree char *own_header = g_path_get_basename(header);
    g_autofree char *text =
        g_strdup_printf("#include \"%s\"\n%s", own_header, compiled->source->str);
    return g_file_set_contents(header, compiled->header->str, (gssize)compiled->header->len,
                               error) &&
           g_file_set_contents(source, text, -1, error);
}

static bool print_messages(char **paths, GError **error) {
    for (; *paths != NULL; paths++) {
        g_autoptr(Compiled) compiled = compiled_new();
        if (!compile_file(*paths, compiled, error))
            return false;
        fputs(compiled->messages->str, stdout);
    }
    return true;
}

int main(int count, char **arguments) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Compiled) compiled = compiled_new();
    bool done;
    if (count > 1 && strcmp(arguments[1], "--messages") == 0) {
        done = print_messages(arguments + 2, &error);
    } else if (count == 4) {
        done = compile_file(arguments[1], compiled, &error) &&
               write_files(compiled, arguments[2], arguments[3], &error);
    } else {
        fprintf(stderr, "usage: tmplc PAGES.html PAGES_html.h PAGES_html.c\n       tmplc "
                        "--messages FILE.html…\n");
        return 2;
    }
    if (!done)
        fprintf(stderr, "%s\n", error->message);
    return done ? 0 : 1;
}
