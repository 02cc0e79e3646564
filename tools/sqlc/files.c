#include "sqlc/files.h"

#include "base/text.h"
#include "common/generate.h"

#include <stdio.h>
#include <string.h>

char *source_file_read(Arena *arena, const char *path) {
    g_autoptr(GError) error = NULL;
    size_t size;
    g_autofree char *content = read_source(path, SOURCE_SIZE_MAX, &size, &error);
    if (content != NULL && text_valid(content, size))
        return arena_strndup(arena, content, size);
    fprintf(stderr, "%s\n", error != NULL ? error->message : "not UTF-8");
    return NULL;
}

bool output_write(const char *path, const GString *text) {
    g_autoptr(GError) error = NULL;
    if (g_file_set_contents(path, text->str, (gssize)text->len, &error))
        return true;
    fprintf(stderr, "%s\n", error->message);
    return false;
}

void append_c_lines(GString *out, const char *indent, const char *text) {
    do {
        size_t size = strcspn(text, "\n");
        if (text[size] == '\n')
            size++;
        g_string_append(out, indent);
        append_c_string(out, text, size);
        text += size;
        if (*text != '\0')
            g_string_append_c(out, '\n');
    } while (*text != '\0');
}

char *file_stem(Arena *arena, const char *path) {
    g_autofree char *name = g_path_get_basename(path);
    return arena_strndup(arena, name, strcspn(name, "."));
}
