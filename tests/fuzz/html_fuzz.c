#include "web/html.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was written is UTF-8, holds no sign of `forbidden` and no control character but line ends
 * and tabs. */
static void assert_clean(const HtmlOut *out, const char *forbidden) {
    g_assert_true(g_utf8_validate_len(out->text, out->length, NULL));
    for (size_t i = 0; i < out->length; i++) {
        unsigned char byte = (unsigned char)out->text[i];
        g_assert_true(strchr(forbidden, byte) == NULL);
        g_assert_true(byte >= 0x20 || byte == '\t' || byte == '\n' || byte == '\r');
    }
}

static void without_paragraphs(HtmlOut *out) {
    static const char *const tags[] = {"<p>", "</p>", "<br>"};
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++)
        for (char *found; (found = g_strstr_len(out->text, (gssize)out->length, tags[i])) != NULL;)
            memset(found, 'x', strlen(tags[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    const char *text = arena_strndup(arena, (const char *)data, size);
    HtmlOut escaped, lines, path, query;
    html_out_init(&escaped, arena, "sv");
    html_out_init(&lines, arena, "sv");
    html_out_init(&path, arena, "sv");
    html_out_init(&query, arena, "sv");
    html_put_text_n(&escaped, text, size);
    assert_clean(&escaped, "<>\"'");
    html_put_lines(&lines, text);
    if (lines.length > 0)
        without_paragraphs(&lines);
    assert_clean(&lines, "<>\"'");
    html_put_raw(&path, "/", 1);
    html_put_path_text(&path, text);
    assert_clean(&path, "<>\"'&?#:\\ \n");
    g_assert_cmpuint(path.length, >=, 2);
    g_assert_true(memchr(path.text + 1, '/', path.length - 1) == NULL);
    html_put_query_text(&query, text);
    assert_clean(&query, "<>\"'&?#:\\ \n+=");
    return 0;
}
