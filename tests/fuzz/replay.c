#include <glib.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Gives each file of a folder of seeds to the harness once. */
int main(int count, char **arguments) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) folder = count == 2 ? g_dir_open(arguments[1], 0, &error) : NULL;
    int seeds = 0;
    if (folder == NULL) {
        printf("1..0\nBail out! %s\n", error == NULL ? "usage: replay FOLDER" : error->message);
        return 1;
    }
    for (const char *name; (name = g_dir_read_name(folder)) != NULL; seeds++) {
        g_autofree char *path = g_build_filename(arguments[1], name, NULL), *bytes = NULL;
        gsize size;
        if (g_file_get_contents(path, &bytes, &size, NULL))
            LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
    }
    printf("%sok 1 - %d seeds\n1..1\n", seeds > 0 ? "" : "not ", seeds);
    return 0;
}
