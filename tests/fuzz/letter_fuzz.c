/* A letter from six lines: name, subject, address, two addresses of pages, text. Whatever is in them, a letter that is
 * taken goes to one address, and nothing in it begins a header of its own. */
#include "base/text.h"
#include "services/mail/letter.h"
#include "services/mail/message.h"

#include <glib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t n_headers(const char *message, const char *name) {
    const char *end = strstr(message, "\r\n\r\n");
    size_t n = 0, length = strlen(name);
    for (const char *at = message; at < end; at = strstr(at, "\r\n") + 2)
        n += g_ascii_strncasecmp(at, name, length) == 0 && at[length] == ':';
    return n;
}

static size_t n_all_headers(const char *message) {
    const char *end = strstr(message, "\r\n\r\n");
    size_t n = 0;
    for (const char *at = message; at < end; at = strstr(at, "\r\n") + 2)
        n += at[0] != ' ' && at[0] != '\t';
    return n;
}

static void check_message(Arena *arena, const Letter *letter) {
    const char *text;
    Message message = {.id = {1},
                       .from_name = "Samsyn",
                       .from_address = "samsyn@example.se",
                       .domain = "example.se",
                       .to_name = letter->to_name,
                       .to_address = letter->to_email,
                       .subject = letter->subject,
                       .text = letter_text(arena, letter),
                       .html = letter_html(arena, letter),
                       .unsubscribe_url = letter->unsubscribe_url,
                       .date = {1600000000}};
    g_assert_true(message_write(arena, &message, &text, NULL));
    g_assert_true(g_str_is_ascii(text));
    g_assert_cmpuint(n_headers(text, "To"), ==, 1);
    g_assert_cmpuint(n_headers(text, "Subject"), ==, 1);
    g_assert_cmpuint(n_all_headers(text), ==, 10);
    g_assert_null(strpbrk(letter->to_email, " ,;<>()\"\r\n"));
    g_autofree char *written = g_ascii_strdown(text, -1);
    g_autofree char *address = g_ascii_strdown(letter->to_email, -1);
    g_assert_nonnull(strstr(written, address));
    g_assert_null(strstr(message.html, "<script"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    const char *lines[6] = {"", "", "", "", "", ""};
    const char *bytes = arena_strndup(arena, (const char *)data, size);
    const char *paragraphs[] = {"", NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(lines) && bytes != NULL; i++) {
        const char *end = strchr(bytes, '\n');
        bool last = end == NULL || i + 1 == G_N_ELEMENTS(lines);
        lines[i] = last ? bytes : arena_strndup(arena, bytes, (size_t)(end - bytes));
        bytes = last ? NULL : end + 1;
    }
    paragraphs[0] = lines[5];
    Letter letter = {.kind = "test",
                     .to_name = lines[0],
                     .subject = lines[1],
                     .to_email = lines[2],
                     .action_label = "Svara",
                     .action_url = lines[3],
                     .unsubscribe_url = lines[4],
                     .paragraphs = paragraphs};
    if (letter_check(&letter, NULL))
        check_message(arena, &letter);
    return 0;
}
